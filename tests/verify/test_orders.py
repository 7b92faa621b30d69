"""Functions that walk a set of texts give another order with each hash seed, and can be compared all the same."""

from __future__ import annotations

import pytest

from burner.sandbox.forkserver import ForkServer
from burner.sandbox.inside.codec import encode
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
