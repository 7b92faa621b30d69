"""A candidate in words: its verdict and why, its figures, what it was checked on."""

from __future__ import annotations

from textual.content import Content

from burner.report import words
from burner.tui.live import LiveRun

LOGS_SHOWN = 200


def candidate_text(run: LiveRun, ident: str | None) -> Content:
    """Return all that is known of a candidate, the winner's evidence included."""
    proposed = run.progress.proposed.get(ident or "")
    judged = run.progress.judged.get(ident or "")
    rows: list[tuple[str, str]] = []
    if proposed is not None:
        parent = f", from {proposed.parent}" if proposed.parent else ", from the original"
        rows.append(("by", f"{words.origin(proposed.origin)}{parent}, round {proposed.iteration}"))
    if judged is not None:
        sign = words.SIGNS.get(judged.verdict, "x")
        rows.append(("verdict", f"{sign} {words.VERDICT_WORDS.get(judged.verdict, judged.verdict)}"))
        if judged.speedup:
            figures = judged.speedup
            low, high = (words.ratio(figures[side])[:-1] for side in ("low", "high"))
            rows.append(
                (
                    "speed-up",
                    f"{words.ratio(figures['ratio'])} (95% CI {low}-{high}), {figures['pairs']} pairs, {figures['clock']} clock",
                )
            )
        if judged.memory_ratio:
            rows.append(("memory", words.less(judged.memory_ratio, "memory")))
        rows.append(("fell at" if judged.verdict != "better" else "last stage", judged.stage))
        rows.append(("judged in", words.seconds(judged.judge_s) if judged.judge_s else ""))
        rows.append(("reason", judged.reason))
        rows.append(("counter-example", judged.counter_example or ""))
    rows += _result(run, ident)
    drawn = [Content.assemble((f"{label:<16}", "dim"), text) for label, text in rows if text]
    return Content("\n").join(drawn) if drawn else Content.styled("no candidate yet", "dim")


def _result(run: LiveRun, ident: str | None) -> list[tuple[str, str]]:
    result = run.progress.result
    if result is None or not result["best"] or (run.progress.best and ident != run.progress.best.id):
        return []
    best = result["best"]
    return [
        ("", " "),
        ("the last check", words.speedup(best["speedup"])),
        ("growth", words.growth_change(result["baseline"]["growth"], best["growth"])),
        ("memory", words.less(best["memory_ratio"], "memory")),
        ("checked on", words.evidence(result["evidence"])),
        ("would not notice", words.unnoticed(result["evidence"])),
        ("unlike with nan", words.unlike_on_nan(result["evidence"])),
    ]


def log_text(run: LiveRun) -> Content:
    """Return the last messages of the engine."""
    marks = {"warning": "! ", "error": "x "}
    lines = [
        Content.assemble((f"{event.at:7.1f} s  ", "dim"), marks.get(event.level, "  ") + event.message)
        for event in run.progress.logs[-LOGS_SHOWN:]
    ]
    if run.progress.workload:
        lines += [Content(f"set aside: {reason}") for reason in run.progress.workload.set_aside]
    return Content("\n").join(lines) if lines else Content.styled("nothing was said", "dim")
