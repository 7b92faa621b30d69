import pytest

from work import attendance

SESSIONS = [
    {"number": 1, "date": "10.01.2024", "hours": 2},
    {"number": 2, "date": "17.01.2024", "hours": 3},
]


def test_rates():
    students = [{"name": "Ann", "enrolled": "01.01.2024"}]
    assert attendance(students, SESSIONS, {("Ann", 2)}) == [("Ann", 5, 3, 60, "17.01.2024")]


def test_late_enrolment():
    students = [{"name": "Bob", "enrolled": "11.01.2024"}]
    assert attendance(students, SESSIONS, {("Bob", 1)}) == [("Bob", 3, 0, 0, "never")]


def test_nothing_due():
    students = [{"name": "Cid", "enrolled": "01.02.2024"}]
    assert attendance(students, SESSIONS, set())[0][3] is None


def test_bad_date():
    with pytest.raises(ValueError):
        attendance([{"name": "Ann", "enrolled": "01.01.2024"}], [{"number": 1, "date": "2024-01-10", "hours": 1}], set())


def test_no_students():
    assert attendance([], SESSIONS, set()) == []
