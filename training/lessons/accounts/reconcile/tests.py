from work import BankLine, LedgerEntry, reconcile, tidy


def test_match():
    entries = [LedgerEntry(1, "R 17", 500), LedgerEntry(2, "R18", 500)]
    assert reconcile([BankLine(3, "r18", 500)], entries) == ([(3, 2)], [], [entries[0]])


def test_first_open_entry_is_taken():
    entries = [LedgerEntry(1, "A", 5), LedgerEntry(2, "A", 5)]
    lines = [BankLine(1, "a", 5), BankLine(2, "a", 5), BankLine(3, "a", 5)]
    matches, unknown, still_open = reconcile(lines, entries)
    assert matches == [(1, 1), (2, 2)]
    assert unknown == [lines[2]]
    assert still_open == []
    assert len(entries) == 2


def test_amount_must_fit():
    matches, unknown, _ = reconcile([BankLine(1, "A", 6), BankLine(1, "A", 0)], [LedgerEntry(1, "A", 5)])
    assert matches == []
    assert unknown == [BankLine(1, "A", 6)]


def test_tidy():
    assert tidy("00 12 ab") == "12AB"
