"""Preparing a run: what the evidence rests on does not shrink where the machine is slow."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from burner.search import prepare
from burner.search.clock import RunClock
from burner.search.request import Request
from burner.target import parse_address, resolve
from burner.verify.behaviour import Case


def test_slow_generation_leaves_time_to_run_the_generated_calls(monkeypatch):
    """On a busy machine a version would be judged on the few calls of its tests alone."""
    left: list[float] = []

    def slow(*_args, **_more):
        time.sleep(0.05)
        return []

    def established(*_args, until, **_more):
        left.append(until - time.monotonic())
        return [], 0

    monkeypatch.setattr(prepare, "generate", slow)
    monkeypatch.setattr(prepare, "establish", established)
    recorded = [Case("f", ["t", [["t", [1]], ["d", []]]], {"raised": False, "wall_ns": 900}, recorded=True)]
    prepare._generated([], recorded, ("n",), (), 0, 400, time.monotonic() + 0.03)
    assert left[0] > 0.01


def test_made_up_calls_that_never_end_leave_time_for_the_others(tmp_path):
    """One call in twenty has a step of 0: waiting for it left few calls as evidence, which wrong versions passed."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "work.py").write_text(
        "def steps(step, end):\n    at = 0\n    while at < end:\n        at += step\n    return at // (end or 1)\n"
    )
    (tmp_path / "test_work.py").write_text(
        "from work import steps\n\n\ndef test_steps():\n"
        "    assert [steps(*given) for given in ((1, 3), (2, 9), (5, 11))] == [1, 1, 1]\n"
    )
    request = Request(f"{tmp_path / 'work.py'}::steps", budget_s=45, policy="rules", python=sys.executable)
    with ExitStack() as stack:
        ready = prepare.prepared(request, prepare.resolved(request), RunClock(45), stack)
        assert ready.generated > 75


def test_stages_shrink_with_the_time_that_is_left():
    """Stages that each took more than their part used up twice the budget before a candidate was judged."""
    clock = RunClock(100.0)
    assert clock.share(0.1, 20) - time.monotonic() == pytest.approx(10, abs=0.1)
    clock.began -= 68  # of 88 s before the last check, 20 are left
    assert clock.share(0.1, 20) - time.monotonic() == pytest.approx(4, abs=0.1)
    clock.began -= 40
    assert clock.share(0.1, 20) - time.monotonic() == pytest.approx(0, abs=0.1)


def test_helpers_that_call_the_hot_ones_may_be_rewritten_too(tmp_path):
    """A recursion that costs by asking too often, while its time is spent in what it asks, would be left as it is."""
    path = tmp_path / "game.py"
    path.write_text(
        "def moves(n):\n    return [n - take for take in (1, 2, 3) if take <= n]\n\n\n"
        "def wins(n):\n    return any(not wins(left) for left in moves(n))\n\n\n"
        "def shown(n):\n    return str(n)\n\n\n"
        "def report(n):\n    return shown(n), wins(n)\n"
    )
    target = resolve(parse_address(f"{path}::report"))
    watch = SimpleNamespace(functions={"report": (13, 14), "shown": (9, 10), "wins": (5, 6), "moves": (1, 2)})
    seen = SimpleNamespace(heat={"moves": 0.97, "wins": 0.02, "report": 0.01})
    assert prepare._hot_helpers(seen, watch, target) == ("moves", "wins")
