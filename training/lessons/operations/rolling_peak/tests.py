import pytest

from work import spike_report


def test_single_spike():
    assert spike_report([10, 12, 11, 40, 12], 2) == ([(3, 40, 12)], 10, 0)


def test_old_peak_is_forgotten():
    spikes, _, _ = spike_report([100, 10, 10, 30], 2)
    assert spikes == [(3, 30, 10)]


def test_quiet_values_never_spike():
    assert spike_report([1, 4, 1], 3) == ([], 1, 3)


def test_short_input():
    assert spike_report([], 3) == ([], None, 0)
    assert spike_report([9], 3) == ([], None, 0)


def test_window_must_be_positive():
    with pytest.raises(ValueError):
        spike_report([1, 2], 0)
