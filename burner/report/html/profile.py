"""Where the original spent its time: its source, line by line, with the heat of each."""

from __future__ import annotations

from collections.abc import Mapping

from burner.events import BaselineMeasured, TargetResolved
from burner.report.html.code import highlighted
from burner.report.html.markup import Html, el, join

WORTH_SAYING = 0.001


def profile(target: TargetResolved, baseline: BaselineMeasured) -> Html:
    """Return the target's source with hits and shares of time, then the hot lines of its helpers."""
    heat = {number: (hits, share) for number, hits, share in baseline.lines}
    rows = [
        _row(target.first_line + index, code, heat)
        for index, code in enumerate(highlighted(target.source.rstrip("\n")))
    ]
    bodies = [el("tbody", rows)]
    if baseline.elsewhere:
        title = el("th", "In helpers", colspan=4, scope="rowgroup")
        others = [_row(number, highlighted(text)[0], heat) for number, text in baseline.elsewhere]
        bodies.append(el("tbody", el("tr", title, class_="between"), others))
    names = (("line", "number"), ("runs", "number"), ("time", "share"), ("code", "code"))
    head = el("thead", el("tr", (el("th", name, scope="col", class_=style) for name, style in names)))
    caption = el(
        "caption", "Lines of the original with how often they ran and their share of the time", class_="unseen"
    )
    return el("table", caption, head, bodies, class_="profile")


def _row(number: int, code: Html, heat: Mapping[int, tuple[int, float]]) -> Html:
    hits, share = heat.get(number, (None, 0.0))
    shown = share >= WORTH_SAYING
    bar = el("span", class_="bar", style=f"width:{share * 100:.1f}%", aria_hidden="true") if shown else None
    return el(
        "tr",
        el("td", str(number), class_="number"),
        el("td", "" if hits is None else f"{hits:,}", class_="number"),
        el("td", join(el("span", f"{share:.1%}", class_="figure"), bar) if shown else "", class_="share"),
        el("td", el("code", code), class_="code"),
        style=f"--heat:{share:.3f}" if shown else None,
        class_="hot" if share >= 0.1 else None,
    )
