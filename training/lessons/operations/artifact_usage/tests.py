from work import directory_usage, human, parents


def test_parents():
    assert parents("a/b/c.txt") == ["a", "a/b"]
    assert parents("x") == []


def test_usage_includes_subdirectories():
    files = {"app/1.0/app.whl": 1500, "app/README": 20, "apple/x": 7, "top.txt": 5}
    assert directory_usage(files) == [
        "app: 1 kB in 2 files",
        "  app/1.0: 1 kB in 1 file",
        "apple: 7 B in 1 file",
    ]


def test_threshold():
    assert directory_usage({"a/x": 10, "b/x": 9}, 10) == ["a: 10 B in 1 file"]


def test_empty():
    assert directory_usage({}) == []
    assert human(2_000_000_000) == "2 GB"
