"""Which plots a run has data for, each with its words, its legend and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from burner.report import words
from burner.report.html.markup import Html, el
from burner.report.html.plots import growth, memory, pairs, progress
from burner.report.html.plots.axes import mark, svg
from burner.report.html.plots.progress import FAILED, SHAPES, Dot
from burner.report.story import Story


def figures(story: Story) -> list[Html]:
    """Return the plots of a run, each as a figure."""
    made = (_pairs(story), _growth(story), _memory(story), _progress(story))
    return [figure for figure in made if figure is not None]


def _figure(title: str, said: str, plot: Html, legend: Sequence[tuple[Html, str]], numbers: Html | None) -> Html:
    keys = el("ul", (el("li", sign, f" {text}") for sign, text in legend), class_="legend") if legend else None
    caption = el("figcaption", el("h3", title), el("p", said))
    return el("figure", caption, plot, keys, numbers, class_="plot")


def _numbers(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    head = el("thead", el("tr", (el("th", name, scope="col") for name in heads)))
    body = el("tbody", (el("tr", (el("td", cell) for cell in row)) for row in rows))
    return el("details", el("summary", "numbers"), el("table", head, body, class_="numbers"))


def _key(shape: str, style: str) -> Html:
    return el("span", svg([mark(shape, 8, 8, style)], "", 16, 16), class_="key", aria_hidden="true")


def _versions(*names: str) -> list[tuple[Html, str]]:
    keys = {"original": _key("circle", "before"), "new version": _key("square", "after")}
    return [(keys[name], name) for name in names]


def _pairs(story: Story) -> Html | None:
    best, finished = story.document["best"], story.progress.finished
    if not best or finished is None or not finished.pairs:
        return None
    ratios = [old_s / max(new_s, 1e-12) for old_s, new_s in finished.pairs]
    check = story.document["self_check"]
    said = "Each dot is a pair of fresh processes that ran both versions in turns, on inputs the version was not chosen by."
    if check and not pairs.is_near(ratios, best["speedup"]):
        said += f" Identical code (1x \u00b1 {check['spread']:.1%}) is far to the left."
    legend = [(_key("circle", "after"), "one pair"), (_key("diamond", "ink"), "median, with its interval")]
    if check and pairs.is_near(ratios, best["speedup"]):
        band = el("span", class_="key band", aria_hidden="true")
        legend.append((band, f"identical code: 1x \u00b1 {check['spread']:.1%}"))
    rows = [
        (str(number), words.seconds(old_s), words.seconds(new_s), words.ratio(ratio))
        for number, ((old_s, new_s), ratio) in enumerate(zip(finished.pairs, ratios, strict=True), 1)
    ]
    plot = pairs.pairs(ratios, best["speedup"], check["spread"] if check else None)
    return _figure("How sure it is", said, plot, legend, _numbers(("pair", "original", "new", "ratio"), rows))


def _growth(story: Story) -> Html | None:
    baseline, finished = story.progress.baseline, story.progress.finished
    if baseline is None or len(baseline.points) < 2:
        return None
    after = finished.points if finished else ()
    fits = (baseline.growth, story.document["best"]["growth"] if story.document["best"] else None)
    name = baseline.input.partition(" = ")[0] or "size of the input"
    change = words.growth_change(*fits).replace("->", "\u2192") if after else words.growth(fits[0]) if fits[0] else ""
    said = f"Time of one call as the input grows: {change}." if change else "Time of one call as the input grows."
    new = dict(after)
    rows = [
        (f"{size:,}", words.seconds(took_s), words.seconds(new[size]) if size in new else "")
        for size, took_s in baseline.points
    ]
    legend = _versions("original", *(["new version"] if after else []))
    plot = growth.growth(baseline.points, after, name)
    return _figure("How it grows", said, plot, legend, _numbers((name, "original", "new"), rows))


def _memory(story: Story) -> Html | None:
    baseline, finished = story.progress.baseline, story.progress.finished
    if baseline is None or baseline.peak_memory_bytes is None:
        return None
    after = finished.memory if finished else ()
    if not baseline.memory and not after:
        return None
    before_peak = baseline.peak_memory_bytes
    after_peak = finished.peak_memory_bytes if finished else None
    said = "What one call holds while it runs, as traced by Python; tracing slows it down."
    if after_peak is not None and not after:
        said += " The new version is over too soon to be sampled; the dashed line is its peak."
    rows = [
        ("original", words.size(before_peak)),
        *([("new", words.size(after_peak))] if after_peak is not None else []),
    ]
    plot = memory.memory(baseline.memory, after, (before_peak, after_peak))
    legend = _versions("original", *(["new version"] if after_peak is not None else []))
    return _figure("What it holds in memory", said, plot, legend, _numbers(("version", "peak"), rows))


def _progress(story: Story) -> Html | None:
    run = story.progress
    if not run.judged:
        return None
    dots = [
        Dot(
            judged.at,
            judged.verdict,
            judged.speedup["ratio"] if judged.speedup else None,
            " ".join([judged.id, words.origin(run.proposed[judged.id].origin) if judged.id in run.proposed else ""]),
        )
        for judged in run.judged.values()
    ]
    best = [(event.at, float(event.speedup["ratio"])) for event in run.bests]
    ended_s = max(story.document["wall_s"], run.at_s)
    seen = {progress.look(dot.verdict) for dot in dots}
    legend = [(_key(group[1], group[2]), group[3]) for group in (*SHAPES, FAILED) if group in seen]
    said = f"{words.count(len(dots), 'candidate')} when they were judged; the line is the best so far."
    return _figure("The search", said, progress.progress(dots, best, ended_s), legend, None)
