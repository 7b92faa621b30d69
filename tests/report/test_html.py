"""The HTML report: says what the run found, in every outcome; shows hostile text as text; loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burner.report.command import command
from burner.report.html.diff import parsed
from burner.report.html.markup import el, text
from burner.report.html.page import page
from burner.report.html.plots.axes import Scale
from burner.report.markdown import markdown
from burner.report.progress import Progress
from burner.report.story import story

VOID = {"meta", "link", "input", "col", "br", "wbr", "circle", "line", "path", "polygon", "rect"}
INLINE = {"span", "code", "strong", "sup", "wbr", "title"}


class _Page(HTMLParser):
    """Reads a page as a browser would, but strictly: everything opened is closed in order."""

    def __init__(self, source):
        super().__init__()
        self.elements = []
        self.words = []
        self.scripts = []
        self._open = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in INLINE:
            self.words.append(" ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
        elif not self._open or self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def test_the_story_is_complete(report):
    """The figure, its interval, what it rests on or how to repeat it would be missing."""
    read = _Page(report()).text
    for said in (
        "15.21x faster",
        "95% interval 14.30x to 16.02x, 6 pairs of processes, CPU time",
        "38.2 ms \u2192 2.51 ms",
        "n2.0 \u2192 n1.0",
        "205 KiB \u2192 227 KiB",
        "~ fair",
        "9 of 12 small faults",
        "3 small faults of 12 went unnoticed.",
        "test_slow: flaky",
        "2 of 40 calls have parts that can't be looked into",
        "return str(value).strip().lower()",
        "Identical code (1x \u00b1 1.2%) is far to the left.",
        "burner optimize shop/rows.py::duplicates --budget 90s --seed 3 --tests tests/test_rows.py",
        "burner optimize --resume 0199f00dcafe0001 --apply",
        "A processor",
    ):
        assert said in read
    assert "/home/me" not in read


def test_the_structure_is_sound(report):
    """A screen reader or a link would lead nowhere."""
    elements = _Page(report()).elements
    idents = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(idents) == len(set(idents))
    assert {attributes["href"][1:] for tag, attributes in elements if tag == "a"} == set(idents)
    tags = [tag for tag, _ in elements]
    assert tags.count("h1") == tags.count("main") == 1
    assert all(attributes.get("aria-label") for tag, attributes in elements if attributes.get("role") == "img")
    assert tags.count("table") == tags.count("thead")


@pytest.mark.parametrize("outcome", ["improved", "unchanged", "unfinished", "old"])
def test_hostile_text_stays_text(report, hostile, outcome):
    """A candidate could run a script in the browser of whoever reads about it."""
    source = report(outcome)
    read = _Page(source)
    assert hostile in read.text
    assert len(read.scripts) == 1
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)
    digest = base64.b64encode(hashlib.sha256(read.scripts[0].encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27;" in source


def test_nothing_is_loaded(report):
    """Opening the report would tell a server of it, or show nothing without a network."""
    source = report()
    for _, attributes in _Page(source).elements:
        for name in ("src", "href", "srcset", "data", "action", "xlink:href"):
            assert attributes.get(name, "#")[:1] == "#" or attributes[name] == "data:,"
    assert not re.search(r"url\(|@import|https?://", re.search(r"<style>(.*?)</style>", source, re.DOTALL)[1])


def test_the_other_outcomes(report):
    """A run that found nothing, or did not end, would read like a success."""
    assert "Nothing better was found The code stays as it is." in _Page(report("unchanged")).text
    unfinished = _Page(report("unfinished")).text
    assert "Not finished the run was interrupted" in unfinished
    assert "Go on with this run burner optimize --resume 0199f00dcafe0001" in unfinished
    assert "--apply" not in unfinished
    assert "not timed" in unfinished
    assert "<title>Failed: the target" in page(story(Progress(), {}))


def test_runs_of_an_older_burner(report):
    """The history of last month could not be shown any more."""
    read = _Page(report("old")).text
    assert "15.21x faster" in read
    assert "How sure it is" not in read


def test_what_hides_is_shown():
    """Text that is reordered or invisible would read as other code than it is."""
    assert text("a\u202eb\u200bc\x1b[0m\ud800\t") == "a\\u202eb\\u200bc\\u001b[0m\\ud800\t"


def test_attributes_are_escaped():
    """A quote in a counter-example would end the attribute it stands in."""
    assert (
        el("p", "<", title='" onclick="x', hidden=True, lang=None)
        == '<p title="&quot; onclick=&quot;x" hidden>&lt;</p>'
    )


def test_lines_of_a_diff_keep_their_numbers(told):
    """The reader would look for a line where it is not."""
    first, second = parsed(told().document["best"]["diff"])
    assert [(line.sign, line.old, line.new) for line in first][1:5] == [
        (" ", 13, 13),
        ("-", 14, None),
        ("+", None, 14),
        (" ", 15, 15),
    ]
    assert second[0].old == 20


@given(st.floats(1e-12, 1e12), st.floats(1, 1e9), st.booleans())
def test_axes_bear_any_figures(low, factor, log):
    """A plot of odd figures would fail the whole report, or have a hundred labels."""
    high = low * factor
    scale = Scale(low, high, 0.0, 100.0, log)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 7
    assert all(low * 0.99 <= tick <= high * 1.01 for tick in ticks)
    assert all(-1e-6 <= scale.at(tick) <= 100.0 + 1e-6 for tick in ticks)


def test_the_command_asks_for_the_same():
    """Who repeats the run would get another one."""
    request = {"target": "my file.py::f", "seed": 0, "policy": "rules", "min_speedup": 1.2, "tests": ["a", "b"]}
    assert command(request) == (
        "burner optimize 'my file.py::f' --policy rules --min-speedup 1.2 --seed 0 --tests a --tests b"
    )
    assert command(
        {"target": "a.py::f", "command": ["python", "run.py"], "sandbox": False, "remote_key": "secret"}
    ) == ("burner optimize a.py::f --seed 0 --no-sandbox -- python run.py")


def test_the_markdown_is_as_complete(told):
    """A reviewer could not repeat what the pull request claims, or would read a ratio of nearly nothing."""
    tale = told()
    said = markdown(tale.document, tale.command, 232_000)
    assert f"Repeat it with `{tale.command}`." in said
    assert "| memory | 205 KiB -> 227 KiB at its peak |" in said
    assert "**1.11x more memory; 15.21x faster" in markdown({**tale.document, "objective": "memory"})
