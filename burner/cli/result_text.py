"""A finished run in words: what is faster, by how much, on what it was checked, what was rejected and why.

Makes lines and writes nothing; a line is a text and its styles.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from burner.cli.stdout import Line
from burner.report import words
from burner.report.origins import explained
from burner.report.progress import Progress

_REASONS_SHOWN = 3
_REASON_WIDTH = 160
_NEVER_REJECTED = frozenset({"better"})


def title(progress: Progress) -> str:
    """Return "file.py::function (lines 3-20)", the file as seen from here."""
    target = (progress.result or {}).get("target")
    if not target:
        return progress.started.target if progress.started else "the target"
    return f"{shown_path(target['file'])}::{target['qualname']} (lines {target['first_line']}-{target['last_line']})"


def shown_path(file: str) -> str:
    """Return a path relative to the current folder where it lies below it."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file


def result_lines(progress: Progress, next_command: str | None) -> list[Line]:
    """Return what stands below the diff; `next_command` is what to type to write the change."""
    result = progress.document
    lines = _improved(progress, result) if result["best"] else _unchanged(progress, result)
    lines += _rejected(result)
    lines.append((f"  {'run':<10}{result['run']}, {result['wall_s']:.0f} s",))
    if next_command:
        more = f"burner report {result['run']} -o report.html"
        apply = [(f"apply it with: {next_command}", "bold")] if result["best"] else []
        lines += [("",), *apply, (f"see more with: {more}",)]
    return lines


def comparison_lines(progress: Progress, against: str) -> list[Line]:
    """Return what `burner compare` prints: whether the version in `against` is equal and faster, and the evidence."""
    result = progress.document
    lines: list[Line] = [(title(progress), "bold"), (f"  {'against':<10}{against}",)]
    if result["best"]:
        return [*lines, *_improved(progress, result), (f"  {'run':<10}{result['run']}, {result['wall_s']:.0f} s",)]
    judged = result["candidates"][-1] if result["candidates"] else None
    verdict = words.VERDICT_WORDS[judged["verdict"]] if judged else "not judged: the budget ended first"
    lines[0:0] = [(f"the version in {against} is not verified to be equal and faster: {verdict}", "bold")]
    if judged:
        figures = judged["speedup"]
        lines += _table(
            [
                ("why", _short(judged["counter_example"] or judged["reason"])),
                ("measured", words.speedup(figures) if figures else ""),
            ]
        )
    lines += _table(
        [
            ("checked", words.calls(result["evidence"])),
            ("evidence", words.strength(result["evidence"]) if judged else ""),
            ("unnoticed", _short(words.unnoticed(result["evidence"]))),
            ("set aside", _set_aside(progress)),
        ]
    )
    return [*lines, (f"  {'run':<10}{result['run']}, {result['wall_s']:.0f} s",)]


def _improved(progress: Progress, result: Mapping[str, Any]) -> list[Line]:
    best, baseline = result["best"], result["baseline"]
    figures = best["speedup"]
    old_s = baseline["time_s"]
    measured_on = f" ({progress.baseline.input})" if progress.baseline and progress.baseline.input else ""
    rows = [
        ("time", f"{words.seconds(old_s)} -> {words.seconds(old_s / figures['ratio'])} per call{measured_on}"),
        ("growth", words.growth_change(baseline["growth"], best["growth"])),
        ("memory", _memory(progress, result)),
        ("by", explained(best["origin"])),
        ("measured", f"{words.count(figures['pairs'], 'pair')}, {_clock(figures['clock'])}{_spread(result)}"),
        ("checked", words.calls(result["evidence"])),
        ("evidence", words.strength(result["evidence"])),
        ("unnoticed", _short(words.unnoticed(result["evidence"]))),
        ("with nan", _short(words.unlike_on_nan(result["evidence"]))),
        ("set aside", _set_aside(progress)),
    ]
    return [(words.headline(result), "bold", "green"), *_table(rows)]


def _unchanged(progress: Progress, result: Mapping[str, Any]) -> list[Line]:
    baseline = result["baseline"]
    rows = [("why", _why(progress, result))]
    if baseline:
        measured_on = f" ({progress.baseline.input})" if progress.baseline and progress.baseline.input else ""
        rows.append(("time", f"{words.seconds(baseline['time_s'])} per call{measured_on}"))
        rows.append(("growth", words.growth(baseline["growth"]) if baseline["growth"] else ""))
        rows.append(
            (
                "measured",
                f"identical code differed by {result['self_check']['spread']:.1%}" if result["self_check"] else "",
            )
        )
    rows += [
        ("checked" if result["candidates"] else "recorded", words.calls(result["evidence"])),
        ("evidence", words.strength(result["evidence"]) if result["candidates"] else ""),
        ("unnoticed", _short(words.unnoticed(result["evidence"]))),
        ("set aside", _set_aside(progress)),
    ]
    name = title(progress).partition(" (lines")[0]
    return [(f"nothing better was found for {name}; it stays as it is", "bold"), *_table(rows)]


def _why(progress: Progress, result: Mapping[str, Any]) -> str:
    candidates = result["candidates"]
    if not candidates and progress.started and progress.started.policy == "rules":
        return "no rule fits this code; with --policy auto, the local model is asked too"
    if not candidates:
        return "nobody proposed another version"
    right = [candidate for candidate in candidates if candidate["speedup"]]
    if not right:
        return f"of {words.count(len(candidates), 'proposed version')} none passed the checks"
    closest = max(right, key=lambda candidate: candidate["speedup"]["ratio"])
    figures = closest["speedup"]
    interval = f"{figures['confidence']:.0%} CI {figures['low']:.2f}-{figures['high']:.2f}"
    verdict = words.VERDICT_WORDS[closest["verdict"]]
    return f"the closest, {closest['id']}, is {words.ratio(figures['ratio'])} as fast ({interval}): {verdict}"


def _memory(progress: Progress, result: Mapping[str, Any]) -> str:
    best, finished = result["best"], progress.finished
    new_bytes = finished.peak_memory_bytes if finished else None
    peak = words.memory(result["baseline"]["peak_memory_bytes"], new_bytes) if new_bytes is not None else ""
    parts = [peak or words.less(best["memory_ratio"], "memory")]
    if best["integral_ratio"] is not None:
        parts.append(words.less(best["integral_ratio"], "over time"))
    return ", ".join(parts)


def _set_aside(progress: Progress) -> str:
    """Return which tests don't count since they fail or are flaky on the original."""
    reasons = progress.workload.set_aside if progress.workload else ()
    more = f" and {len(reasons) - _REASONS_SHOWN} more" if len(reasons) > _REASONS_SHOWN else ""
    return "; ".join(_short(reason) for reason in reasons[:_REASONS_SHOWN]) + more


def _clock(name: str) -> str:
    return {"cpu": "CPU time", "wall": "wall time"}[name]


def _spread(result: Mapping[str, Any]) -> str:
    check = result["self_check"]
    return f"; identical code differed by {check['spread']:.1%} here" if check else ""


def _rejected(result: Mapping[str, Any]) -> list[Line]:
    rejected = [candidate for candidate in result["candidates"] if candidate["verdict"] not in _NEVER_REJECTED]
    if not rejected:
        return []
    order = [*words.VERDICT_WORDS]
    rejected.sort(key=lambda candidate: order.index(candidate["verdict"]))
    lines: list[Line] = [
        (f"  {'rejected':<10}{len(rejected)} of {words.count(len(result['candidates']), 'candidate')}",)
    ]
    for verdict, group in groupby(rejected, key=lambda candidate: candidate["verdict"]):
        members = list(group)
        lines.append((f"    {len(members)} {words.VERDICT_WORDS[verdict]}", "dim"))
        for candidate in members[:_REASONS_SHOWN]:
            reason = candidate["counter_example"] or candidate["reason"]
            if reason and verdict != "duplicate":
                lines.append((f"      {candidate['id']} {words.origin(candidate['origin'])}: {_short(reason)}", "dim"))
    return lines


def _table(rows: list[tuple[str, str]]) -> list[Line]:
    return [(f"  {label:<10}{text}",) for label, text in rows if text]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _REASON_WIDTH else line[: _REASON_WIDTH - 3] + "..."
