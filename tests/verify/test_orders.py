"""Functions that walk a set of texts give another order with each hash seed, and can be compared all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from burner.sandbox.forkserver import ForkServer, Load
from burner.sandbox.inside.codec import encode
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.target import functions, project_python
from burner.verify.behaviour import Side, Version, check, establish

MODULE = """\
import uuid


def counts(words):
    found = {}
    for word in set(words):
        found[word] = words.count(word)
    return found


def first(words):
    return list(set(words))[0]


def named(words):
    return [(uuid.uuid4().hex, word) for word in set(words)]
"""
COUNTED = MODULE.replace(
    "        found[word] = words.count(word)", "        found[word] = sum(w == word for w in words)"
)
SORTED = MODULE.replace("in set(words):\n", "in sorted(set(words)):\n")
WORDS = ["red", "green", "blue", "white", "black", "cyan", "grey", "red"]


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[list[ForkServer]]:
    """Two servers with different hash seeds."""
    file = tmp_path / "work.py"
    file.write_text(MODULE)
    spans = {name: (span.first_line, span.last_line) for name, span in functions(MODULE).items()}
    place = Place(choose(), project_python(tmp_path, None), tmp_path)
    load = Load(file.resolve(), "work", "", (str(tmp_path), *place.python.sys_path), spans)
    with ExitStack() as stack:
        yield [stack.enter_context(ForkServer(place, load, seed)) for seed in (1, 20_261)]


@pytest.mark.parametrize(("text", "verdict"), [(COUNTED, None), (SORTED, "wrong")])
def test_an_order_that_comes_from_a_set_is_kept(servers: list[ForkServer], text: str, verdict: str | None) -> None:
    """Counting the words of a set could not be optimised at all, or a version could give up an order that was asked for."""
    cases, unstable = establish(servers, "counts", [encode(((WORDS,), {}))], recorded=True, until=float("inf"))

    found = check(Side(servers[0], Version(text, ("counts",))), cases, "normal")

    assert (len(cases), unstable) == (1, 0)
    assert (None if found is None else found.kind) == verdict


@pytest.mark.parametrize("function", ["first", "named"])
def test_what_differs_in_more_than_the_order_is_no_evidence(servers: list[ForkServer], function: str) -> None:
    """A right version would be called wrong for what chance or the hash seed brought."""
    calls = [encode(((WORDS,), {}))]

    assert establish(servers, function, calls, recorded=True, until=float("inf")) == ([], 1)
