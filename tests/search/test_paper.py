"""The paper's loop: greedy, one candidate per iteration, what is kept is only replaced by something better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from burner.errors import UsageError
from burner.events import CandidateJudged, IterationStarted, RunFinished
from burner.policy.protocol import Attempt, Brief, Origin, Proposal
from burner.search import optimize as room
from burner.search.optimize import optimize
from burner.search.policies import chosen
from burner.search.request import Request

MODULE = """def unique(rows):
    names = []
    for row in rows:
        if sorted(names).count(row) == 0:
            names.append(row)
    return names
"""
TESTS = """from names import unique


def test_unique():
    assert unique(["b", "a", "b"]) == ["b", "a"]
    assert len(unique([str(n % 60) for n in range(400)])) == 60
"""
GOOD = """def unique(rows):
    names = []
    for row in rows:
        if row not in names:
            names.append(row)
    return names
"""
BEST = "def unique(rows):\n    return list(dict.fromkeys(rows))\n"
WRONG = "def unique(rows):\n    return sorted(set(rows))\n"


class Scripted:
    """A policy that proposes given texts, one an iteration, and notes what it was told."""

    name = "scripted"

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.briefs: list[Brief] = []

    def propose(self, brief: Brief, _attempts: Sequence[Attempt], count: int, _until: float) -> Iterator[Proposal]:
        """Yield the next text."""
        assert count == 1
        self.briefs.append(brief)
        if self.texts:
            yield Proposal({"unique": self.texts.pop(0)}, Origin("llm", "scripted", "paper", brief.parent))


def test_the_better_one_is_kept_and_its_figures_are_fed_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The baseline would start from the last try instead of the best one, or never hear what it gained."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "names.py").write_text(MODULE)
    (tmp_path / "test_names.py").write_text(TESTS)
    policy = Scripted([GOOD, WRONG, BEST])
    monkeypatch.setattr(room, "chosen", lambda _request, _stack: ([policy], []))
    events = list(optimize(Request(target=f"{tmp_path / 'names.py'}::unique", budget_s=280, search="paper")))

    assert [event.verdict for event in events if isinstance(event, CandidateJudged)][:3] == [
        "better",
        "wrong",
        "better",
    ]
    assert [event.parent for event in events if isinstance(event, IterationStarted)] == [None, "c1", "c1", "c3"]
    first, second, third, last = policy.briefs
    assert first.time_s > second.time_s == third.time_s > last.time_s
    assert second.text == GOOD
    assert first.peak_memory_bytes > 0
    finished = events[-1]
    assert isinstance(finished, RunFinished)
    assert "dict.fromkeys" in finished.result["best"]["source"]


def test_rules_have_no_loop_of_the_paper() -> None:
    """`--search paper --policy rules` would silently run something else."""
    with pytest.raises(UsageError, match="asks a model"):
        chosen(Request(target="x.py::f", search="paper", policy="rules"), None)  # type: ignore[arg-type]
