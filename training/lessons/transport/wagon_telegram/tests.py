import pytest
from work import TelegramError, read_telegram

WAGON = "017W" + "318055500012" + "00423"


def test_wagons_and_note():
    assert read_telegram(WAGON + "006N brake" + WAGON + "\n") == {
        "wagons": ["318055500012", "318055500012"],
        "tonnes": 84.6,
        "notes": [(1, "brake")],
    }


def test_end_record():
    assert read_telegram("000X" + WAGON)["wagons"] == []


def test_empty():
    assert read_telegram("") == {"wagons": [], "tonnes": 0.0, "notes": []}


@pytest.mark.parametrize("text", ["01", "abcW", "017W123", "002Q12"])
def test_errors(text):
    with pytest.raises(TelegramError):
        read_telegram(text)
