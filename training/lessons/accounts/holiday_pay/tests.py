import pytest

from work import wage_summary


def test_normal_day():
    assert wage_summary([("ann", "02.01.2024", 500)]) == {
        "ann": {"normal": 500, "sunday": 0, "holiday": 0, "overtime": 20}}


def test_holiday_beats_sunday():
    # 09.06.2024 is just a Sunday, 09.06.2025 is Whit Monday
    got = wage_summary([("bo", "09.06.2024", 60), ("bo", "09.06.2025", 90)])
    assert got["bo"]["sunday"] == 60
    assert got["bo"]["holiday"] == 90


def test_several_employees_keep_order():
    got = wage_summary([("z", "03.01.2024", 1), ("a", "03.01.2024", 2), ("z", "04.01.2024", 3)])
    assert list(got) == ["z", "a"]
    assert got["z"]["normal"] == 4


def test_negative_time():
    with pytest.raises(ValueError):
        wage_summary([("ann", "02.01.2024", -5)])


def test_bad_date():
    with pytest.raises(ValueError):
        wage_summary([("ann", "2024-01-02", 5)])
