import pytest
from work import Entry, Ledger


def sample():
    ledger = Ledger("Ada", 1000)
    ledger.add("2024-01-03", "rent", -700)
    ledger.add("2024-02-01", "salary", 2500)
    ledger.add("2024-02-09", "shoes", -90)
    return ledger


def test_balance_includes_entries_before_the_period():
    s = sample().statement("2024-02-01", "2024-02-28")
    assert [int(line.split()[-1]) for line in s["lines"]] == [2800, 2710]
    assert s["lowest"] == 2710


def test_turnover():
    s = sample().statement("2024-01-01", "2024-12-31")
    assert (s["debit"], s["credit"]) == (790, 2500)


def test_empty_period():
    s = sample().statement("2023-01-01", "2023-12-31")
    assert s["lines"] == []
    assert s["lowest"] is None


def test_wrong_period():
    with pytest.raises(ValueError):
        Ledger("x").statement("2024-02-02", "2024-02-01")


def test_entries_stay():
    ledger = sample()
    ledger.statement("2024-01-01", "2024-12-31")
    assert ledger.entries[0] == Entry("2024-01-03", "rent", -700)
