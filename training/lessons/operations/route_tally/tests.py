import pytest

from work import RouteTable


def test_longest_prefix_wins():
    table = RouteTable({"/api": "old", "/api/v2": "new"})
    assert table.tally(["/api/v2/users", "/api/v1", "/api?x=/api/v2"]) == ({"old": 2, "new": 1}, [], [])


def test_prefix_ends_at_a_slash():
    assert RouteTable({"/api": "a"}).tally(["/apis", "/api/"]) == ({"a": 1}, ["/apis"], [])


def test_catch_all():
    assert RouteTable({"": "web", "/x": "x"}).tally(["/", "/y/z", "relative"]) == ({"web": 2, "x": 0}, ["relative"], ["/x"])


def test_trailing_slash_is_refused():
    with pytest.raises(ValueError):
        RouteTable({"/a/": "a"})
