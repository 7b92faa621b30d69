from work import thread_report


def comment(id, parent=None, likes=0):
    return {"id": id, "parent": parent, "author": "x", "likes": likes}


def test_nested_replies():
    rows = thread_report([comment(1), comment(2, 1, 3), comment(3, 2, 4)])
    assert rows[0] == {"id": 1, "starter": True, "replies": 2, "heat": 11}
    assert rows[1] == {"id": 2, "starter": False, "replies": 1, "heat": 6}
    assert len(rows) == 2


def test_deleted_parent():
    rows = thread_report([comment(5, 4), comment(6, 5)])
    assert rows[0]["starter"] is True


def test_min_replies():
    assert thread_report([comment(1), comment(2, 1)], min_replies=2) == []
    assert len(thread_report([comment(1), comment(2, 1)], min_replies=0)) == 2


def test_no_comments():
    assert thread_report([]) == []
