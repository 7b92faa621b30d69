import pytest

from work import Gradebook, Student


def book():
    return Gradebook([Student("s1", "Ann"), Student("s2", "Bob", {"math": 60})])


def test_new_score_is_stored():
    b = book()
    report = b.import_scores([("s1", "math", 71)])
    assert report == {"stored": 1, "improved": 0, "passed": 1, "unknown": []}
    assert b.students[0].scores == {"math": 71}


def test_resit_only_when_better():
    b = book()
    report = b.import_scores([("s2", "math", 55), ("s2", "math", 80)])
    assert report["improved"] == 1
    assert b.students[1].scores["math"] == 80


def test_unknown_students():
    report = book().import_scores([("x", "math", 3), ("x", "bio", 4), ("s1", "bio", 4)])
    assert report["unknown"] == [("x", "math"), ("x", "bio")]
    assert report["passed"] == 0


def test_bad_score():
    b = book()
    with pytest.raises(ValueError):
        b.import_scores([("s1", "math", 101)])
    assert b.imports == 0
