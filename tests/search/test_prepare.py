"""Preparing a run: what the evidence rests on does not shrink where the machine is slow."""

from __future__ import annotations

import time

from burner.search import prepare
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
    recorded = [Case("f", ["t", [["t", [1]], ["d", []]]], {"raised": False}, recorded=True)]
    prepare._generated([], recorded, ("n",), 0, 400, time.monotonic() + 0.03)
    assert left[0] > 0.01
