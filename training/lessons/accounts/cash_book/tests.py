from work import CashBook


def test_newest_on_top():
    book = CashBook("Kiosk")
    book.add("2024-05-01", "float", 10000)
    book.add("2024-05-01", "sales", 2550)
    lines = book.render(width=30).splitlines()
    assert lines[0] == "Kiosk"
    assert lines[1].startswith("= 2024-05-01")
    assert lines[1].endswith("125.50")
    assert lines[2].split() == ["2024-05-01", "sales", "125.50"]
    assert lines[3].split() == ["2024-05-01", "float", "100.00"]


def test_turnover_starts_anew_each_day():
    book = CashBook("K", [("d1", "a", 100), ("d2", "b", -30)])
    lines = book.render().splitlines()
    assert lines[1].split() == ["=", "d2", "-0.30"]
    assert lines[3].split() == ["=", "d1", "1.00"]


def test_long_text_is_cut():
    out = CashBook("K", [("2024-05-01", "x" * 40, 5)]).render(width=30)
    assert "x" * 17 + "~" in out
    assert "x" * 18 not in out


def test_empty():
    assert CashBook("K").render() == "K\n"
