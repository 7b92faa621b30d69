"""Edits and places, whatever the text is like."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from burner_lsp.edits import edits_between
from burner_lsp.patch import patched
from burner_lsp.text import encoded, plain
from burner_lsp.turn import turn
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.target import diff, read_source

LINES = st.lists(st.sampled_from(["", "a", "b = 1", "\N{PILE OF POO} c", "    d"]), max_size=8)
ENDINGS = st.sampled_from(["\n", "\r\n"])
OLD = "import os\n\n\ndef f(x):\n    y = x\n    return y\n\n\ndef g(x):\n    return x\n"
NEW = OLD.replace("    y = x\n    return y\n", "    return x\n")


def after(text: str, edits: list) -> str:
    """A text after edits whose ranges are whole lines, or end where the text does."""
    for edit in edits:
        lines = text.splitlines(keepends=True)
        start, end = edit.range.start, edit.range.end
        assert start.character == 0
        rest = "".join(lines[end.line :]) if end.character == 0 else ""
        text = "".join(lines[: start.line]) + edit.new_text + rest
    return text


@settings(max_examples=200, deadline=None)
@given(LINES, LINES, ENDINGS, st.booleans(), st.booleans())
def test_an_edit_makes_one_text_of_the_other(old, new, ending, old_ends, new_ends):
    """Lines would be lost or doubled, or the file would get mixed line endings."""
    before = ending.join(old) + ending * old_ends
    wanted = "\n".join(new) + "\n" * new_ends
    edits = edits_between(before, wanted, "utf-16")
    assert plain(after(before, edits)) == wanted
    if before.count("\n"):
        assert after(before, edits).count("\n") == after(before, edits).count(ending)


def patch(ending: str = "\n") -> str:
    """The diff of a run that made `f` faster."""
    old, new = (text.replace("\n", ending).encode() for text in (OLD, NEW))
    return diff(read_source(Path("a.py"), old), new)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "import sys\n" + text,
        lambda text: text.replace("def g(x)", "def h(z)"),
        lambda text: text + "\n\nlast = 1\n",
    ],
    ids=["as it was", "moved", "other neighbours", "longer"],
)
def test_an_earlier_version_fits_where_its_function_is_the_same(change):
    """What was measured yesterday would be lost by any other change of the file."""
    assert patched(change(OLD), patch()) == change(NEW)
    assert patched(change(OLD), patch("\r\n")) == change(NEW)


@pytest.mark.parametrize("text", [OLD.replace("y = x", "y = x + 1"), OLD + OLD, ""], ids=["changed", "twice", "gone"])
def test_an_earlier_version_is_put_nowhere_else(text):
    """It would be written into a function that it was not made for."""
    assert patched(text, patch()) is None


def test_a_coding_cookie_is_kept_to():
    """Burner would read another text than the editor shows."""
    text = "# -*- coding: latin-1 -*-\nx = 'é'\n"
    assert encoded(text).decode("latin-1") == text
    assert encoded("x = 'é'\n").decode("utf-8") == "x = 'é'\n"


async def test_two_windows_take_turns(tmp_path):
    """Runs of two windows on one project would disturb each other's measurements."""
    order = []

    async def window(name: str) -> None:
        async with turn(tmp_path):
            order.append(name)
            await asyncio.sleep(0.05)
            order.append(name)

    await asyncio.gather(window("one"), window("two"))
    assert order in (["one", "one", "two", "two"], ["two", "two", "one", "one"])
