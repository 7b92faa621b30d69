"""How figures are said, everywhere the same: speed-ups as ratios with their interval, times and sizes with units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

VERDICT_WORDS: Mapping[str, str] = {
    "better": "better",
    "trade_off": "faster on some inputs, slower on others",
    "no_difference": "no difference",
    "worse": "worse",
    "undecided": "undecided",
    "wrong": "wrong result",
    "crashed": "crashed",
    "timed_out": "timed out",
    "caches_across_calls": "only remembers earlier calls",
    "clock_mismatch": "clocks disagree",
    "forbidden": "forbidden code",
    "malformed": "not understood",
    "duplicate": "duplicate",
}
"""Each verdict in the order in which a reader wants to see it, with the words for it."""
SIGNS: Mapping[str, str] = {
    "better": "+",
    "trade_off": "~",
    "no_difference": "=",
    "undecided": "?",
    "worse": "-",
    "malformed": ".",
    "duplicate": ".",
}
"""A sign for each verdict; "x" for those that failed a check."""

CLOCKS: Mapping[str, str] = {"cpu": "CPU time", "wall": "wall time"}

_TIME_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns"))
_SIZE_UNITS = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))
_CHANGE_WORTH_SAYING = 0.05


def seconds(time_s: float) -> str:
    """Return a time with three digits and its unit: "12.3 ms"."""
    scale, unit = next(((scale, unit) for scale, unit in _TIME_UNITS if time_s >= scale), _TIME_UNITS[-1])
    return f"{_three_digits(time_s / scale)} {unit}"


def size(count_bytes: float) -> str:
    """Return a size with its binary unit: "1.25 MiB"."""
    for scale, unit in _SIZE_UNITS:
        if count_bytes >= scale:
            return f"{_three_digits(count_bytes / scale)} {unit}"
    return f"{count_bytes:.0f} bytes"


def ratio(value: float) -> str:
    """Return a ratio as it is always printed: "3.21x"."""
    return f"{value:.2f}x" if value < 100 else f"{value:.0f}x"


def speedup(figures: Mapping[str, Any]) -> str:
    """Return "3.21x faster (95% CI 3.05-3.36)" for the speed-up of a document or an event."""
    low, high = (ratio(figures[side])[:-1] for side in ("low", "high"))
    said = "faster" if figures["ratio"] >= 1 else "as fast"
    return f"{ratio(figures['ratio'])} {said} ({figures['confidence']:.0%} CI {low}-{high})"


def headline(document: Mapping[str, Any]) -> str:
    """Return what a run with a winner is about, by its objective: the speed-up, or what became of memory before it."""
    best, objective = document["best"], document["objective"]
    said = speedup(best["speedup"])
    if objective == "memory" and best["memory_ratio"]:
        return f"{less(best['memory_ratio'], 'memory')}; {said}"
    if objective == "integral" and best["integral_ratio"]:
        return f"{less(best['integral_ratio'], 'memory over time')}; {said}"
    return said


def slowdown(figures: Mapping[str, Any]) -> str:
    """Return "2.04x slower (95% CI 1.98-2.11)" for a speed-up (old time / new time) below 1."""
    low, high = (ratio(1 / figures[side])[:-1] for side in ("high", "low"))
    return f"{ratio(1 / figures['ratio'])} slower ({figures['confidence']:.0%} CI {low}-{high})"


def less(old_by_new: float | None, what: str) -> str:
    """Return "2.00x less memory", "the same memory" or "1.50x more memory" for a ratio old / new."""
    if old_by_new is None or old_by_new <= 0:
        return f"{what} not measured"
    if abs(old_by_new - 1) < _CHANGE_WORTH_SAYING:
        return f"the same {what}"
    if old_by_new > 1:
        return f"{ratio(old_by_new)} less {what}"
    return f"{ratio(1 / old_by_new)} more {what}"


def growth(fit: Mapping[str, Any] | None) -> str:
    """Return "n^2.0 in len(xs)" for a fitted growth, "not fitted" without one."""
    return f"n^{fit['exponent']:.1f} in {fit['in']}" if fit else "not fitted"


def growth_change(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """Return "n^2.0 -> n^1.0 in len(xs)", or an empty text where nothing was fitted."""
    if before and after:
        doubt = "" if grows_otherwise(before, after) else " (the difference is not certain)"
        return f"n^{before['exponent']:.1f} -> n^{after['exponent']:.1f} in {after['in']}{doubt}"
    return growth(before) + " before" if before else growth(after) + " after" if after else ""


def grows_otherwise(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Return whether two exponents differ by more than both intervals' half widths, added as errors are."""
    widths = ((fit["high"] - fit["low"]) / 2 for fit in (before, after))
    return bool(abs(before["exponent"] - after["exponent"]) > math.hypot(*widths))


def memory(old_bytes: float | None, new_bytes: float | None) -> str:
    """Return "403 KiB -> 120 KiB at its peak", or what is known of it."""
    if old_bytes is None or new_bytes is None:
        return "" if old_bytes is None else f"{size(old_bytes)} at its peak"
    old, new = size(old_bytes), size(new_bytes)
    return f"{old} at its peak, as before" if old == new else f"{old} -> {new} at its peak"


def origin(where: Mapping[str, Any]) -> str:
    """Return who proposed a candidate: "rule BRN101", "llm qwen (strategy)"."""
    strategy = where.get("strategy")
    return f"{where.get('kind', '?')} {where.get('name', '?')}" + (f" ({strategy})" if strategy else "")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 test" or "3 tests"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def evidence(checked: Mapping[str, Any]) -> str:
    """Return what equality was checked on and what that is worth, in one line."""
    return f"{calls(checked)}; evidence {strength(checked)}"


def calls(checked: Mapping[str, Any]) -> str:
    """Return "3 tests, 8 recorded calls, 120 generated calls (equality normal)"."""
    parts = [
        count(checked["tests"], "test"),
        count(checked["recorded_calls"], "recorded call"),
        count(checked["generated_calls"], "generated call"),
    ]
    return f"{', '.join(parts)} (equality {checked['equality']})"


def strength(checked: Mapping[str, Any]) -> str:
    """Return "strong: it noticed 11 of 12 small faults planted in the original"."""
    if not checked["mutants"]:
        return f"{checked['strength']}: no faults could be planted to test it"
    planted = count(checked["mutants"], "small fault")
    found = f"{checked['strength']}: it noticed {checked['mutants_killed']} of {planted} planted in the original"
    calls = checked["recorded_calls"] + checked["generated_calls"]
    return found if checked["strength"] != "fair" else f"{found}, on {count(calls, 'call')}"


def unnoticed(checked: Mapping[str, Any]) -> str:
    """Return the fault that weak evidence did not notice: "line 18: a < b -> a <= b"; empty where it is not weak."""
    survivor = checked.get("survivor")
    if not survivor or checked["strength"] != "weak":
        return ""
    return f"line {survivor['line']}: {survivor['original']} -> {survivor['mutated'] or 'removed'}"


def unlike_on_nan(checked: Mapping[str, Any]) -> str:
    """Return the call with nan for a number on which the best version differs; empty where none was found."""
    return checked.get("unlike_on_nan") or ""


def _three_digits(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
