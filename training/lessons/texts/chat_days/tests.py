import pytest
from work import daily_activity

CHAT = [
    "03 March 2024, 21:07 - Anna: see you",
    "tomorrow",
    "03 March 2024, 21:09 - Ben: ok",
    "05 March 2024, 08:00 - Anna: late",
    "05 March 2024, 08:01 - Ben left",
]


def test_days():
    report = daily_activity(CHAT)
    assert [(r["day"], r["weekday"], r["messages"], r["last"]) for r in report] == [
        ("2024-03-03", "Sun", 2, "21:09"),
        ("2024-03-05", "Tue", 1, "08:00"),
    ]
    assert report[0]["authors"] == {"Anna": 1, "Ben": 1}
    assert report[0]["characters"] == 9


def test_since():
    assert len(daily_activity(CHAT, since="04 March 2024")) == 1


def test_bad_date():
    with pytest.raises(ValueError):
        daily_activity(["33 March 2024, 21:07 - Anna: hm"])


def test_empty():
    assert daily_activity([], since="nonsense") == []
