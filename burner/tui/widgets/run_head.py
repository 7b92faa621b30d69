"""The lines above the candidates: what is run, how far it is, what the original costs, what is best."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from burner.report import words
from burner.tui.live import STAGES, LiveRun


class RunHead(Static):
    """Five lines about a run; three where it is only a profile."""

    def __init__(self, id: str | None = None, *, profile: bool = False) -> None:  # noqa: A002  # textual's name
        super().__init__(id=id, classes="profile" if profile else "")
        self._profile = profile

    def show(self, run: LiveRun) -> None:
        """Draw them as they are now."""
        lines = [
            _title(run),
            _stages(run),
            _clock(run, max(10, min(40, self.size.width - 44))),
            _baseline(run),
            _best(run),
        ]
        self.update(Content("\n").join([lines[0], *lines[2:4]] if self._profile else lines))


def _title(run: LiveRun) -> Content:
    started = run.progress.started
    about = f"  {started.policy}, {started.objective}, run {started.run}" if started else "  starting"
    return Content.assemble((run.target, "bold"), (about, "dim"))


def _stages(run: LiveRun) -> Content:
    parts: list[Content] = []
    for place, name in enumerate(STAGES):
        if place < run.stage:
            parts.append(Content.from_markup("[$text-success]✓[/] $name", name=name))
        elif place == run.stage and run.going:
            parts.append(Content.from_markup("[bold]● $name[/]", name=name))
        elif place == run.stage:
            parts.append(Content.from_markup("[$text-error]x[/] $name", name=name))
        else:
            parts.append(Content.from_markup("[dim]○ $name[/]", name=name))
    return Content("  ").join(parts)


def _clock(run: LiveRun, width: int) -> Content:
    budget_s, elapsed_s = run.budget_s, run.elapsed_s
    share = min(1.0, elapsed_s / budget_s) if budget_s else 0.0
    done = round(share * width)
    left_s = max(0.0, budget_s - elapsed_s)
    if not run.going:
        said = f"{elapsed_s:.0f} s, {run.doing}"
    elif not budget_s:
        said = run.doing
    else:
        said = f"{left_s:.0f} s left, {run.doing}" if left_s else f"finishing, {run.doing}"
    return Content.assemble(("━" * done, "$text-accent"), ("─" * (width - done), "dim"), f" {said}")


def _baseline(run: LiveRun) -> Content:
    baseline, check = run.progress.baseline, run.progress.self_check
    if baseline is None:
        workload = run.progress.workload
        text = (
            f"{words.count(workload.tests, 'test')}, {words.count(workload.recorded_calls, 'recorded call')}"
            if workload
            else ""
        )
        return Content.assemble(("original  ", "dim"), text or "not measured yet")
    parts = [f"{words.seconds(baseline.time_s)} a call"]
    if baseline.growth:
        parts.append(words.growth(baseline.growth))
    if baseline.peak_memory_bytes:
        parts.append(words.size(baseline.peak_memory_bytes))
    if check is not None:
        parts.append(f"noise {check.spread:.1%}")
    return Content.assemble(("original  ", "dim"), ", ".join(parts))


def _best(run: LiveRun) -> Content:
    result, best = run.progress.result, run.progress.best
    if result is not None and result["best"]:
        applied = "  (applied)" if run.applied else ""
        said = f"{words.speedup(result['best']['speedup'])}{applied}"
        return Content.from_markup("[dim]result    [/][bold $text-success]✓ $said[/]", said=said)
    if result is not None and not result["error"]:
        return Content.from_markup("[dim]result    [/]= nothing better was found; the code stays as it is")
    if run.state == "died" or (result is not None and result["error"]):
        said = " ".join((run.complaint or "the run did not finish; r goes on with it").split())
        return Content.from_markup("[dim]result    [/][$text-error]x $said[/]", said=said)
    if best is not None:
        said = f"{best.id}, {words.speedup(best.speedup)}"
        return Content.from_markup("[dim]best      [/][$text-success]+ $said[/]", said=said)
    return Content.from_markup("[dim]best      [/]nothing better yet")
