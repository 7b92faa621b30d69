"""Evaluations as Markdown: ours with intervals and what differs significantly, the paper's figures beside, marked."""

from __future__ import annotations

from collections.abc import Sequence

from burner_training.evaluate.bootstrap import Interval
from burner_training.evaluate.published import CURVES, NOTE
from burner_training.evaluate.records import Evaluation
from burner_training.evaluate.scores import OBJECTIVES, compared, scores, shown_iterations, standings

NAMES = {
    "pass": "Pass@1",
    "beyond_time": "Beyond-T",
    "beyond_memory": "Beyond-M",
    "beyond_integral": "Beyond-I",
    "twice": "at 2x",
    "well_formed": "well-formed",
}

SCORED = (
    "Percent, with 95% intervals over tasks (bootstrap). Beyond-x counts problems with at least 3 people's solutions that "
    "spread by 2x; failures count as 0."
)


def page(evaluations: Sequence[Evaluation]) -> str:
    """All tables of some evaluations."""
    parts = [_scores(evaluations), _standings(evaluations)]
    if len(evaluations) > 1:
        parts.append(_differences(evaluations))
    parts.append(_published())
    return "\n\n".join(parts) + "\n"


def _scores(evaluations: Sequence[Evaluation]) -> str:
    lines = [
        "## Scores",
        "",
        SCORED,
        "",
        _row(["policy", "iteration", *NAMES.values()]),
        _row(["---"] * (len(NAMES) + 2)),
    ]
    for evaluation in evaluations:
        for number in shown_iterations([evaluation]):
            found = scores(evaluation, number)
            cells = [f"{_percent(found[name].interval)} (n={found[name].tasks})" for name in NAMES]
            lines.append(_row([evaluation.label, str(number), *cells]))
    return "\n".join(lines)


def _standings(evaluations: Sequence[Evaluation]) -> str:
    lines = [
        "## Among people",
        "",
        "Shares of runs in percent: better than all people / within / worse than all / failed.",
        "",
        _row(["policy", "iteration", *OBJECTIVES]),
        _row(["---"] * (len(OBJECTIVES) + 2)),
    ]
    for evaluation in evaluations:
        for number in shown_iterations([evaluation]):
            cells = []
            for objective in OBJECTIVES:
                found = standings(evaluation, objective, number)
                cells.append(" / ".join(f"{100 * found[name]:.1f}" for name in ("B", "M", "W", "F")))
            lines.append(_row([evaluation.label, str(number), *cells]))
    return "\n".join(lines)


def _differences(evaluations: Sequence[Evaluation]) -> str:
    first, *others = evaluations
    lines = [
        f"## Differences from {first.label}",
        "",
        "Percentage points on the tasks that both have, paired; **bold** where the 95% interval over tasks excludes 0.",
        "",
        _row(["policy", "iteration", *NAMES.values()]),
        _row(["---"] * (len(NAMES) + 2)),
    ]
    for other in others:
        for number in shown_iterations([first, other]):
            found = compared(first, other, number)
            cells = []
            for name in NAMES:
                text = _percent(found[name], signed=True)
                cells.append(f"**{text}**" if found[name].excludes_zero else text)
            lines.append(_row([other.label, str(number), *cells]))
    return "\n".join(lines)


def _published() -> str:
    metrics = [name for name in NAMES if name in CURVES["base"]]
    lines = [
        "## The paper's own figures",
        "",
        f"Percent. {NOTE[:1].upper()}{NOTE[1:]}.",
        "",
        _row(["paper's policy", "iteration", *(NAMES[name] for name in metrics)]),
        _row(["---"] * (len(metrics) + 2)),
    ]
    for policy, curves in CURVES.items():
        for number in (0, 1, 2, 4, 8, 10):
            cells = [f"{curves[name][number]:.2f}" if number in curves[name] else "-" for name in metrics]
            lines.append(_row([f"{policy} (paper)", str(number), *cells]))
    return "\n".join(lines)


def _percent(interval: Interval, *, signed: bool = False) -> str:
    if interval.mean != interval.mean:  # not a number: there was no such task
        return "-"
    sign = "+" if signed else ""
    return f"{100 * interval.mean:{sign}.1f} [{100 * interval.low:{sign}.1f}, {100 * interval.high:{sign}.1f}]"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
