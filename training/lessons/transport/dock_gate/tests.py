import pytest
from work import ClockError, DockGate


def test_limit_within_the_window():
    gate = DockGate(2, 10)
    assert gate.admit([(0, "A"), (3, "B"), (9, "C"), (10, "D")]) == (["A", "B", "D"], [("C", 10)], 2)
    assert gate.recent == [3, 10]


def test_state_is_kept_between_calls():
    gate = DockGate(1, 30)
    gate.admit([(5, "A")])
    assert gate.admit([(20, "B"), (40, "C")]) == (["C"], [("B", 35)], 1)


def test_clock_must_not_run_backwards():
    gate = DockGate(1, 30)
    with pytest.raises(ClockError):
        gate.admit([(5, "A"), (4, "B")])
    assert gate.recent == [5]


def test_nobody():
    assert DockGate(1, 1).admit([]) == ([], [], 0)
