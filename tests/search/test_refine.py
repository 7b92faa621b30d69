"""A model's version is crossed with rules and made smaller; nothing that was found is lost; no search where none helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from burner.errors import UnavailableError
from burner.events import CandidateJudged, CandidateProposed, Event, Log, RunFinished
from burner.policy.protocol import Attempt, Brief, HotLine, Origin, Proposal
from burner.search import optimize as room
from burner.search.elsewhere import explained
from burner.search.optimize import optimize
from burner.search.refine import Refining, crossed, smaller
from burner.search.request import Request

SLOW = """def names(rows, known):
    total = 0
    for row in rows:
        total = total + 1
    found = []
    for row in rows:
        if row in list(known):
            found.append(row)
    text = ""
    for row in found:
        text += row + ","
    return total, text
"""
TWO_CHANGES = SLOW.replace("total = total + 1", "total += 1").replace("list(known)", "wanted")
TWO_CHANGES = TWO_CHANGES.replace("    found = []\n", "    found = []\n    wanted = set(known)\n")
PLAIN, PLAIN_CHANGED = (f"{text[: text.index('    text =')]}    return total, found\n" for text in (SLOW, TWO_CHANGES))
TESTS = """from work import names


def test_names():
    assert names(["a", "b"], ["b"]) == (2, ["b"])
    rows = [str(n) for n in range(300)]
    assert names(rows, rows[:150])[0] == 300
"""


class Scripted:
    """A model that gives one text, then fails like a server that is gone."""

    name = "scripted"

    def __init__(self, text: str) -> None:
        self.text = text

    def propose(self, brief: Brief, _attempts: Sequence[Attempt], _count: int, _until: float) -> Iterator[Proposal]:
        """Yield the text for the original, fail for what came of it."""
        if brief.parent is not None:
            raise UnavailableError("the server is gone", "start it again")
        yield Proposal({"names": self.text}, Origin("llm", "scripted", "general"))


def attempt(text: str) -> Attempt:
    """The version of the model that is best so far."""
    return Attempt("c1", Proposal({"names": text}, Origin("llm", "scripted", "general")), "better", "")


def test_what_does_not_pay_is_left_out_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The diff would hold every needless change of a model, and a server that goes away would take its versions along."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "work.py").write_text(PLAIN)
    (tmp_path / "test_work.py").write_text(TESTS)
    policies = [Refining(Scripted(PLAIN_CHANGED))]
    monkeypatch.setattr(room, "chosen", lambda _request, _stack: (policies, []))
    events: list[Event] = list(optimize(Request(target=f"{tmp_path / 'work.py'}::names", budget_s=280)))

    asked = [event for event in events if isinstance(event, CandidateProposed)]
    assert {"general", "smaller"} <= {event.origin["strategy"] for event in asked}
    assert {event.parent for event in asked[1:3]} == {"c1"}
    assert any(isinstance(event, Log) and "the server is gone" in event.message for event in events)
    finished = events[-1]
    assert isinstance(finished, RunFinished)
    assert finished.result["outcome"] == "improved"
    verdicts = {event.id: event.verdict for event in events if isinstance(event, CandidateJudged)}
    assert any(verdicts[event.id] == "better" for event in asked if event.origin["strategy"] == "smaller")


def test_rules_are_tried_on_what_the_model_wrote() -> None:
    """A fault that the model left in its version would stay, although a rule knows its cure."""
    found = list(crossed(Brief(TWO_CHANGES, "names", parent="c1"), attempt(TWO_CHANGES)))
    assert found
    assert {proposal.origin.kind for proposal in found} == {"cross"}
    assert all(proposal.origin.name.startswith("scripted+BRN") and proposal.origin.parent == "c1" for proposal in found)


def test_each_change_alone_is_left_out() -> None:
    """Half-taken changes would be proposed, or imports left behind that nothing uses."""
    best = attempt(TWO_CHANGES)
    found = list(smaller(Brief(SLOW, "names"), Brief(TWO_CHANGES, "names", parent="c1"), best))
    assert [("total += 1" in one.functions["names"], "in list(known)" in one.functions["names"]) for one in found] == [
        (False, False),
        (True, False),
        (True, True),
    ]
    with_import = "import re\n" + TWO_CHANGES.replace("in wanted", "in wanted and re.match('', row)")
    assert all(
        "re.match" in one.functions["names"]
        for one in smaller(Brief(SLOW, "names"), Brief(with_import, "names", parent="c1"), best)
    )


def test_one_change_is_small_enough() -> None:
    """Time would be spent on finding out that the original is slower than its faster version."""
    text = SLOW.replace("list(known)", "known")
    assert list(smaller(Brief(SLOW, "names"), Brief(text, "names", parent="c1"), attempt(text))) == []


@pytest.mark.parametrize(
    ("line", "hits", "helps"),
    [
        ("return json.dumps(data)", 1, False),
        ("text = json.dumps(data, sort_keys=True)", 1, False),
        ("return json.dumps(data)", 40, True),
        ("return [json.dumps(item) for item in data]", 1, True),
        ("return sorted(data)", 1, True),
        ("return json.dumps(own(data))", 1, True),
        ("return list(itertools.permutations(data))", 1, True),
        ("return own(data)", 1, True),
    ],
)
def test_a_call_of_another_package_is_not_searched(line: str, hits: int, helps: bool) -> None:
    """A minute would be spent on a function that only calls a library; or a slow function be given up."""
    text = f"import itertools\nimport json\n\n\ndef own(data):\n    return data\n\n\ndef f(data):\n    {line}\n"
    reason = explained(text, "f", (HotLine(10, hits, 0.97), HotLine(9, 1, 0.03)))
    assert (reason is None) == helps
    if reason:
        assert "97% of the time is spent in one call of `json.dumps`" in reason
    assert explained(text, "f", ()) is None
