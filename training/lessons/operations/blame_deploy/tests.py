from work import Deploy, errors_by_release

DEPLOYS = [Deploy(200, "1.1", "bo"), Deploy(100, "1.0", "al")]


def test_assigns_to_live_release():
    stats, before = errors_by_release(DEPLOYS, [(260, "x"), (150, "y"), (230, "z")])
    assert stats["1.0"] == {"author": "al", "errors": 1, "first_after": 0.8, "messages": ["y"]}
    assert stats["1.1"]["errors"] == 2
    assert stats["1.1"]["first_after"] == 0.5
    assert before == 0


def test_same_second_belongs_to_new_release():
    assert errors_by_release(DEPLOYS, [(200, "x")])[0]["1.1"]["errors"] == 1


def test_before_the_first_release():
    assert errors_by_release(DEPLOYS, [(99, "x")])[1] == 1


def test_no_deploys():
    assert errors_by_release([], [(5, "x")]) == ({}, 1)
