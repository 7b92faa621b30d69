from work import RateLimiter


def test_third_request_is_rejected():
    result = RateLimiter(2, 10).replay([(0, "a"), (1, "a"), (2, "a")])
    assert result == {"accepted": {"a": 2}, "rejected": [("a", 2)], "longest_streak": 1}


def test_window_slides():
    result = RateLimiter(1, 10).replay([(0, "a"), (9, "a"), (10, "a")])
    assert result["accepted"] == {"a": 2}
    assert result["rejected"] == [("a", 9)]


def test_clients_are_separate_and_order_does_not_matter():
    result = RateLimiter(1, 5).replay([(3, "b"), (1, "a"), (2, "b")])
    assert result["accepted"] == {"a": 1, "b": 1}
    assert result["rejected"] == [("b", 3)]


def test_limit_zero():
    assert RateLimiter(0, 5).replay([(1, "a")])["accepted"] == {"a": 0}
