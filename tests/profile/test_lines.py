"""Looking at a call ends in time, however long the call is, and tells what was seen until then."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from burner.sandbox.inside import lines

MODULE = """\
def endless(step):
    total = 0
    kept = []
    while True:
        try:
            total += step
            kept.append(total)
        except Exception:
            pass


def short(step):
    return [step] * 1000
"""


@pytest.fixture
def module(tmp_path: Path) -> SimpleNamespace:
    """The functions, as a module's file has them."""
    path = tmp_path / "work.py"
    path.write_text(MODULE)
    names: dict[str, object] = {}
    exec(compile(MODULE, str(path), "exec"), names)  # noqa: S102
    return SimpleNamespace(path=str(path), **{name: names[name] for name in ("endless", "short")})


def test_a_call_that_does_not_end_is_traced_for_so_long(module: SimpleNamespace) -> None:
    """A function of two seconds took a minute to trace, and the run failed."""
    began = time.monotonic()

    found = lines.profile(module.path, module.endless, [((1,), {}), ((2,), {})], 0.3)

    assert time.monotonic() - began < 3
    assert found["calls"] == 1
    hits = {number: count for number, count, _ in found["lines"]}
    assert hits[6] > 100
    assert abs(hits[6] - hits[7]) <= 1


def test_its_allocations_are_those_until_then(module: SimpleNamespace) -> None:
    """Memory was counted to the end, which takes several times as long as the call."""
    began = time.monotonic()

    found = lines.allocations(module.path, module.endless, ((10**30,), {}), 0.3)

    assert time.monotonic() - began < 3
    assert found[0][0] in {6, 7}


def test_a_short_call_is_seen_whole(module: SimpleNamespace) -> None:
    """The time limit would cut ordinary calls."""
    assert [row[:2] for row in lines.profile(module.path, module.short, [((1,), {})], 5.0)["lines"]] == [[13, 1]]
    assert lines.allocations(module.path, module.short, ((1,), {}), 5.0)[0][0] == 13
