from work import path_summary

A = '10.0.0.1 - - [01/Mar] "GET /a?x=1 HTTP/1.1" 200 12'
A2 = '10.0.0.2 - - [01/Mar] "GET /a HTTP/1.1" 503 12'
B = '10.0.0.1 - - [01/Mar] "POST /b HTTP/2.0" 201 5'


def test_counts_ignore_the_query():
    assert path_summary([A, A2, B]) == {"paths": [(2, "/a", 66.67)], "skipped": 0, "errors": 1}


def test_minimum_one_lists_everything():
    assert path_summary([B, A, A2], 1)["paths"] == [(2, "/a", 66.67), (1, "/b", 33.33)]


def test_equal_counts_by_name():
    assert [row[1] for row in path_summary([B, A], 1)["paths"]] == ["/a", "/b"]


def test_garbage_is_skipped():
    assert path_summary(["oops", ""]) == {"paths": [], "skipped": 2, "errors": 0}
