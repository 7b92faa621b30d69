"""What a face may ask of a running search."""

from __future__ import annotations

from queue import SimpleQueue

import pytest

from burner.policy.protocol import Origin, Proposal
from burner.search.commands import Commands
from burner.search.judge import Judged
from burner.search.ledger import Entry, Ledger


@pytest.fixture
def ledger():
    """Two candidates that failed: either can be started from."""
    judged = Judged("worse", "full time", "0.9x", rewritten=object())
    entries = [Entry(f"c{number}", None, 1, Proposal({}, Origin("llm", "m")), judged) for number in (1, 2)]
    return Ledger("time", entries)


def told(**fields):
    """Commands that were sent one command."""
    queue = SimpleQueue()
    queue.put(fields)
    commands = Commands(queue)
    commands.take()
    return commands


def test_a_hint_waits_for_a_model(ledger):
    """The rules would use up the try, and the model would never hear the hint."""
    commands = told(command="try_from", candidate="c2", hint="use a dict")
    assert commands.start(ledger, model=False) == (None, "")
    assert commands.start(ledger, model=True) == (ledger.entries[1], "use a dict")
    assert commands.start(ledger, model=True) == (None, "")


def test_a_try_without_a_hint_is_anybodys(ledger):
    """Rules would not be tried on the candidate that the user pointed at."""
    commands = told(command="try_from", candidate="c1")
    assert commands.start(ledger, model=False) == (ledger.entries[0], "")


def test_a_pin_lasts_until_it_is_taken_back(ledger):
    """A pinned candidate would be started from once, or for ever."""
    commands = told(command="pin", candidate="c1")
    assert [commands.start(ledger, model=True)[0] for _ in range(2)] == [ledger.entries[0]] * 2
    commands.queue.put({"command": "pin"})
    commands.take()
    assert commands.start(ledger, model=True) == (None, "")


def test_a_new_candidate_gets_an_id_of_its_own(ledger):
    """After `--resume`, two candidates would have one id, and a face would show one in the other's place."""
    ledger.entries = [ledger.entries[1]]
    assert ledger.next_id() == "c3"
