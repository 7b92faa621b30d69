"""Why a function costs what it costs: its source with the shares of its lines, memory, and growth."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.widget import Widget
from textual.widgets import Static

from burner.events import TargetResolved
from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.screens.place import Place
from burner.tui.widgets.plot import Axes, Plot, Series, curves
from burner.tui.widgets.run_head import RunHead

DRAW_S = 0.2
HOT, WARM = 0.2, 0.05
BAR = 8


class ProfileScreen(Place):
    """The profile that a run made of the original."""

    HERE = "functions"
    HELP = """\
Where the time of a call goes. **share** is the part of the time that a line takes, what it calls included; **hits** is how often it ran.
`!` marks lines that take a fifth of the time and more. Below the source are hot lines of helpers.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="profile.back"),
        Binding("enter", "optimise", "Optimise", id="profile.optimise"),
        Binding("o", "edit", "Open in $EDITOR", id="profile.edit"),
    ]

    def __init__(self, run: LiveRun) -> None:
        super().__init__()
        self._run = run
        self._shown = False

    def parts(self) -> Iterable[Widget]:
        """Yield the head, the source and the plots."""
        yield RunHead(id="head", profile=True)
        with Container(id="body"):
            with VerticalScroll(id="source-scroll"):
                yield Static(id="source")
            with Container(id="profile-plots"):
                yield Plot("time against size", classes="growth")
                yield Plot("memory during a call", classes="memory")

    def on_mount(self) -> None:
        """Follow the run until there is a profile."""
        self.query_one("#source-scroll").focus()
        self.set_interval(DRAW_S, self._draw)
        self._draw()

    def _draw(self) -> None:
        if not self.is_current:
            return
        run = self._run
        self.query_one(RunHead).show(run)
        if run.progress.baseline is None:
            text = "the tests are run and measured" if run.going else run.complaint or "there is no profile"
            self.query_one("#source", Static).update(Content.styled(text, "dim"))
        elif not self._shown:
            self._shown = True
            self.query_one("#source", Static).update(source_text(run))
            self.call_after_refresh(self._to_the_heat, run)
            growth, memory = self.query(Plot)
            growth.show(lambda width, height: _growth(run, width, height))
            memory.show(lambda width, height: _memory(run, width, height))

    def _to_the_heat(self, run: LiveRun) -> None:
        """Scroll to the hottest line."""
        target, baseline = run.progress.target, run.progress.baseline
        scroll = self.query_one("#source-scroll")
        if target is not None and baseline is not None and baseline.lines:
            hottest = max(baseline.lines, key=lambda line: line[2])[0] - _first_line(target)
            scroll.scroll_to(y=max(0, hottest + 1 - scroll.size.height // 2), animate=False)

    def action_optimise(self) -> None:
        """Look for a faster version of it."""
        self.burner.start(self._run.target, self._run.folder)

    def action_edit(self) -> None:
        """Open the file at the hottest line."""
        target, baseline = self._run.progress.target, self._run.progress.baseline
        if target is not None:
            lines = baseline.lines if baseline else ()
            hottest = max(lines, key=lambda line: line[2], default=(target.first_line, 0, 0.0))
            self.burner.edit(Path(target.file), hottest[0])


def source_text(run: LiveRun) -> Content:
    """Return the target's source, each line with its share, a bar and its hits."""
    target, baseline = run.progress.target, run.progress.baseline
    if target is None or baseline is None:
        return Content("")
    shares = {number: (hits, share) for number, hits, share in baseline.lines}
    texts = highlight(target.source, language="python").split("\n", allow_blank=True)
    rows = [Content.styled(f"  {'share':>7} {'':{BAR}} {'hits':>8} {'line':>5}", "bold dim")]
    rows += [_row(number, shares.get(number), text) for number, text in enumerate(texts, _first_line(target))]
    if baseline.elsewhere:
        rows += [Content(""), Content.styled("in helpers", "bold")]
        rows += [_row(number, shares.get(number), Content(text.strip("\n"))) for number, text in baseline.elsewhere]
    return Content("\n").join(rows)


def _first_line(target: TargetResolved) -> int:
    return target.last_line - target.source.rstrip("\n").count("\n")


def _row(number: int, heat: tuple[int, float] | None, text: Content) -> Content:
    if heat is None:
        return Content.assemble((f"  {'':>7} {'':{BAR}} {'':>8} {number:>5}  ", "dim"), text)
    hits, share = heat
    style = "bold $text-error" if share >= HOT else "$text-warning" if share >= WARM else ""
    mark = "! " if share >= HOT else "  "
    bar = "█" * round(share * BAR) or ("▏" if share >= WARM else "")
    return Content.assemble(
        (f"{mark}{share:>7.1%} {bar:<{BAR}}", style), f" {_count(hits):>8} ", (f"{number:>5}  ", "dim"), text
    )


def _count(hits: int) -> str:
    return f"{hits:,}" if hits < 10_000_000 else f"{hits / 1e6:,.0f} M"


def _growth(run: LiveRun, width: int, height: int) -> Content:
    baseline = run.progress.baseline
    if baseline is None or not baseline.points:
        return Content.styled("its input does not grow", "dim")
    name = words.growth(baseline.growth) if baseline.growth else "no power law"
    axes = Axes(x=lambda value: f"{value:.0f}", y=words.seconds, log=True)
    return curves([Series(name, [*baseline.points], "$text-warning", "o")], axes, width, height)


def _memory(run: LiveRun, width: int, height: int) -> Content:
    baseline = run.progress.baseline
    if baseline is None or len(baseline.memory) < 2:
        peak = baseline.peak_memory_bytes if baseline else None
        return Content.styled(f"{words.size(peak)} at its peak" if peak else "not measured", "dim")
    axes = Axes(x=words.seconds, y=words.size, y_from=0.0)
    return curves([Series("bytes in use", [*baseline.memory], "$text-accent", step=True)], axes, width, height)
