import pytest

from work import Payslip, TaxStep, run_payroll

TABLE = [TaxStep(200000, 30000, 15000), TaxStep(120000, 9000, 0)]


def test_row_is_chosen_by_lower_bound():
    slips, total = run_payroll([("ann", "S", 200000), ("bob", "S", 199999)], TABLE)
    assert [s.tax for s in slips] == [30000, 9000]
    assert total == 39000


def test_married():
    slips, _ = run_payroll([("ann", "M", 250000)], TABLE)
    assert slips == [Payslip("ann", 250000, 15000, 235000)]


def test_below_the_table():
    assert run_payroll([("ann", "S", 100)], TABLE) == ([Payslip("ann", 100, 0, 100)], 0)


def test_no_table():
    assert run_payroll([("ann", "S", 100)], [])[1] == 0


def test_negative():
    with pytest.raises(ValueError):
        run_payroll([("ann", "S", -1)], TABLE)
