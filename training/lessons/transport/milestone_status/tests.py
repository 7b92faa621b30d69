from datetime import date

import pytest
from work import milestone_status, parse_day

ROWS = [
    {"id": "S1", "due": "03.05.2024", "status": "open", "pallets": 2},
    {"id": "S2", "due": " 07.05.2024", "status": "packed", "pallets": 1},
    {"id": "S3", "due": "01.05.2024", "status": "delivered", "pallets": 9},
]


def test_parse_day():
    assert parse_day("09.12.2023 ") == date(2023, 12, 9)


def test_two_milestones():
    assert milestone_status(ROWS, [date(2024, 5, 8), date(2024, 5, 4)]) == [
        "04.05.2024: 1 due, 2 pallets, last S1 (1 days before)",
        "08.05.2024: 2 due, 3 pallets, last S2 (1 days before)",
    ]


def test_nothing_due():
    assert milestone_status(ROWS, [date(2024, 1, 1)]) == ["01.01.2024: 0 due, 0 pallets"]
    assert milestone_status(ROWS, []) == []


def test_bad_date():
    with pytest.raises(ValueError):
        milestone_status([{"id": "S", "due": "soon", "status": "open", "pallets": 1}], [date(2024, 1, 1)])
