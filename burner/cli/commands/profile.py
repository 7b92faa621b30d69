"""`burner profile`: where a function spends its time, how it grows, and nothing else."""

from __future__ import annotations

from typing import Any

import click

from burner.cli import diagnostics, stdout
from burner.cli.lines_view import LinesView, QuietView
from burner.cli.options import files, setting, typed
from burner.cli.result_text import shown_path
from burner.cli.root import Invocation
from burner.events import BaselineMeasured
from burner.report import words
from burner.report.document import Document
from burner.report.exit_codes import ExitCode
from burner.report.progress import Progress

_HOT_SHARE = 0.2
_BAR = 20


@click.command(short_help="Show where a function spends its time and how it grows.")
@click.argument("target", shell_complete=files)
@setting("tests", metavar="NODEID", help_text="Test that reaches the target, instead of looking for them (repeatable)")
@setting("python", metavar="PATH")
@setting("budget")
@setting("seed")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress")
@click.pass_obj
def command(invocation: Invocation, /, target: str, *, as_json: bool, quiet: bool, **options: Any) -> int:
    """Run the tests of TARGET (file.py::function) and show its hot lines, time, memory and growth."""
    from burner.cli.requests import new_request
    from burner.cli.running import run

    request = new_request(target, {**typed(options), "iterations": 0, "policy": "rules"}, invocation.after_dashes)
    if not quiet:
        diagnostics.note(f"profiling {target} within {request.budget_s:g} s")
    view = QuietView() if quiet else LinesView()
    progress = run(request, invocation.optimize(), view.show)
    result, baseline = progress.document, progress.baseline
    if baseline is None:
        diagnostics.say_error(result["error"]["message"], result["error"]["hint"])
        return ExitCode(result["exit_code"])
    if as_json:
        stdout.document(_document(progress, baseline))
    else:
        stdout.lines(_lines(result, baseline))
    return ExitCode.OK


def _document(progress: Progress, baseline: BaselineMeasured) -> dict[str, Any]:
    return {
        "schema": 1,
        "run": progress.run,
        "target": progress.document["target"],
        "baseline": progress.document["baseline"],
        "input": baseline.input,
        "lines": [{"line": number, "hits": hits, "share": share} for number, hits, share in baseline.lines],
    }


def _lines(result: Document, baseline: BaselineMeasured) -> list[stdout.Line]:
    target = result["target"]
    measured_on = f" ({baseline.input})" if baseline.input else ""
    rows: list[stdout.Line] = [
        (f"{shown_path(target['file'])}::{target['qualname']}", "bold"),
        (f"  {'time':<8}{words.seconds(baseline.time_s)} per call{measured_on}",),
    ]
    if baseline.peak_memory_bytes is not None:
        rows.append((f"  {'memory':<8}{words.size(baseline.peak_memory_bytes)} at its peak",))
    if baseline.growth:
        low, high = baseline.growth["low"], baseline.growth["high"]
        rows.append((f"  {'growth':<8}{words.growth(baseline.growth)} (95% CI of the exponent {low:.2f}-{high:.2f})",))
    if baseline.lines:
        texts = _texts(target["file"])
        rows += [("",), (f"  {'line':>5}  {'hits':>10}  {'share':>6}",)]
        for number, hits, share in sorted(baseline.lines):
            text = texts[number - 1] if number <= len(texts) else ""
            bar = "#" * round(share * _BAR)
            row = f"  {number:>5}  {hits:>10}  {share:>6.1%}  {bar:<{_BAR}}  {text}".rstrip()
            rows.append((row, "bold", "yellow") if share >= _HOT_SHARE else (row,))
    return rows


def _texts(file: str) -> list[str]:
    from pathlib import Path

    from burner.target.source import read_source

    return read_source(Path(file)).text.split("\n")
