from datetime import date

import pytest
from work import Project


def test_chain():
    project = Project(date(2024, 3, 1), {"dig": 2, "pour": 3}, {"pour": ["dig"]})
    table, length = project.schedule()
    assert table == [("dig", "2024-03-01", "2024-03-02"), ("pour", "2024-03-03", "2024-03-05")]
    assert length == 5


def test_longest_way_counts():
    project = Project(date(2024, 1, 1), {"a": 1, "b": 5, "c": 1}, {"c": ["a", "b"]})
    table, length = project.schedule()
    assert table[-1] == ("c", "2024-01-06", "2024-01-06")
    assert length == 6


def test_errors():
    with pytest.raises(KeyError):
        Project(date(2024, 1, 1), {"a": 1}, {"a": ["missing"]}).schedule()
    with pytest.raises(ValueError):
        Project(date(2024, 1, 1), {"a": 0}, {}).schedule()


def test_empty():
    assert Project(date(2024, 1, 1), {}, {}).schedule() == ([], 0)
