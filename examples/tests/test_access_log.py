import pytest

from access_log import PathStats, busiest_paths

LOG = """\
1700000000 10.0.0.7 GET /cart 200 12
1700000000 10.0.0.9 GET /search?q=lamp 200 80
1700000002 10.0.0.7 POST /cart 503 95
this line was cut
1700000003 10.0.0.4 GET /search?q=desk 200 60
1700000005 10.0.0.4 GET /cart 200 14
1700000009 10.0.0.1 GET /about 404 3
""".splitlines()


def test_counts_requests_and_errors_per_path():
    assert busiest_paths(LOG) == [
        PathStats("/cart", 3, 1, 14),
        PathStats("/search", 2, 0, 80),
        PathStats("/about", 1, 0, 3),
    ]


@pytest.mark.parametrize(("top", "expected"), [(1, ["/cart"]), (2, ["/cart", "/search"]), (0, [])])
def test_top(top, expected):
    assert [entry.path for entry in busiest_paths(LOG, top=top)] == expected


def test_empty_log():
    assert busiest_paths([]) == []


def test_ties_are_in_order_of_the_path():
    lines = [f"17000000{n:02} 10.0.0.1 GET /{name} 200 5" for n, name in enumerate(["b", "c", "a"])]
    assert [entry.path for entry in busiest_paths(lines)] == ["/a", "/b", "/c"]


def test_many_lines():
    lines = [
        f"{1700000000 + n} 10.0.0.{n % 9} GET /item/{n * n % 41} {500 if n % 13 == 0 else 200} {n % 97}"
        for n in range(400)
    ]
    stats = busiest_paths(lines, top=100)
    assert sum(entry.requests for entry in stats) == 400
    assert sum(entry.errors for entry in stats) == 31
