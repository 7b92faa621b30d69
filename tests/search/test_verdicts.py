"""Every verdict is given to the candidate that earns it, and only a better one ends as the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from burner.events import BaselineMeasured, BestChanged, CandidateJudged, CandidateProposed, Event, RunFinished
from burner.policy.protocol import Attempt, Brief, Origin, Policy, Proposal
from burner.search import optimize as room
from burner.search import prepare
from burner.search.optimize import optimize
from burner.search.request import Request

MODULE = '''\
"""Orders."""

SEEN = {}


def unknown(orders, known):
    """The ids of the orders whose customer is not known, each once, in order."""
    found = []
    for order in orders:
        if order["customer"] not in known and order["id"] not in found:
            found.append(order["id"])
    return found
'''
TESTS = """\
from shop import unknown


def test_order_is_kept():
    orders = [{"id": 3, "customer": "x"}, {"id": 1, "customer": "a"}, {"id": 3, "customer": "x"}, {"id": 2, "customer": "y"}]
    assert unknown(orders, ["a", "b"]) == [3, 2]


def test_all_known():
    assert unknown([{"id": 1, "customer": "a"}], ["a"]) == []


def test_many():
    orders = [{"id": n % 40, "customer": f"c{n % 25}"} for n in range(60)]
    assert len(unknown(orders, [f"c{n}" for n in range(20)])) > 0
"""
FAST = """\
def unknown(orders, known):
    names = set(known)
    found = {}
    for order in orders:
        if order["customer"] not in names:
            found[order["id"]] = None
    return list(found)
"""
CANDIDATES = {
    "malformed": "def other(orders, known):\n    return []\n",
    "forbidden": FAST.replace("    names", "    import os\n    names"),
    "duplicate": """def unknown(orders, known):
    result = []
    for order in orders:  # renamed
        if order["customer"] not in known and order["id"] not in result:
            result.append(order["id"])
    return result
""",
    "crashed": FAST.replace(
        "    return list(found)",
        "    import itertools\n    deep = iter(())\n    for _ in range(500_000):\n        deep = itertools.chain(deep)\n"
        "    return list(deep) + list(found)",
    ),
    "wrong": FAST.replace("return list(found)", "return sorted(found)"),
    "timed_out": FAST.replace("    found = {}", "    found = {}\n    while len(orders) == 1:\n        pass"),
    "worse": FAST.replace(
        "    for order", "    sum(1 for _ in orders for _ in known for _ in range(4))\n    for order", 1
    ),
    "better": FAST,
}


class Scripted:
    """A policy that proposes given texts."""

    name = "scripted"

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)

    def propose(self, _brief: Brief, _attempts: Sequence[Attempt], _count: int, _deadline: float) -> Iterator[Proposal]:
        """Yield each text once."""
        while self.texts:
            yield Proposal({"unknown": self.texts.pop(0)}, Origin("llm", "scripted"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with tests."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "shop.py").write_text(MODULE)
    (tmp_path / "test_shop.py").write_text(TESTS)
    return tmp_path


def run(project: Path, monkeypatch: pytest.MonkeyPatch, texts: Sequence[str], **options: Any) -> list[Event]:
    """The events of a run whose only policy proposes the texts."""
    policies: list[Policy] = [Scripted(texts)]
    monkeypatch.setattr(room, "chosen", lambda _request, _stack: (policies, []))
    return list(optimize(Request(target=f"{project / 'shop.py'}::unknown", budget_s=60, **options)))


def verdicts(events: Sequence[Event]) -> list[str]:
    """The verdicts in order."""
    return [event.verdict for event in events if isinstance(event, CandidateJudged)]


def result(events: Sequence[Event]) -> dict[str, Any]:
    """The document at the end."""
    last = events[-1]
    assert isinstance(last, RunFinished)
    return last.result


def test_each_candidate_gets_its_verdict(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who reads why a version was rejected must read the real reason."""
    events = run(project, monkeypatch, list(CANDIDATES.values()))

    assert verdicts(events) == list(CANDIDATES)
    document = result(events)
    assert document["outcome"] == "improved"
    assert document["best"]["speedup"]["low"] > 1.5
    assert "names = set(known)" in document["best"]["source"]
    assert (project / "shop.py").read_text() == MODULE


def test_a_wrong_version_comes_with_its_counter_example(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counter-example is what a person (or the model) mends the version with."""
    events = run(project, monkeypatch, [CANDIDATES["wrong"]])
    (judged,) = [event for event in events if isinstance(event, CandidateJudged)]

    assert judged.counter_example is not None
    assert judged.counter_example.startswith("unknown(")
    assert result(events)["outcome"] == "unchanged"
    assert result(events)["exit_code"] == 1


def test_what_a_version_treats_apart_is_tried(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that leaves out one order passed on every call that was made without looking at it."""
    apart = FAST.replace("not in names:", 'not in names and order["id"] != 4242:')
    document = result(run(project, monkeypatch, [apart]))

    assert document["outcome"] == "unchanged"
    (judged,) = document["candidates"]
    assert (judged["verdict"], judged["stage"]) == ("wrong", "final check")
    assert "4242" in str(judged["counter_example"])


def test_a_cache_at_module_level_is_not_faster(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remembering earlier calls must never be sold as a speed-up."""
    caching = """def unknown(orders, known):
    key = (str(orders), str(known))
    if key not in SEEN:
        found = []
        for order in orders:
            if order["customer"] not in known and order["id"] not in found:
                found.append(order["id"])
        SEEN[key] = found
    return list(SEEN[key])
"""
    events = run(project, monkeypatch, [caching])

    assert verdicts(events)[0] in {"forbidden", "caches_across_calls", "wrong"}
    assert result(events)["best"] is None


def test_only_faster_versions_change_the_best(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faces draw the best so far from this event."""
    events = run(project, monkeypatch, [CANDIDATES["wrong"], FAST])
    best = [event for event in events if isinstance(event, BestChanged)]

    assert [event.id for event in best] == ["c2"]


def test_what_was_measured_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports and the terminal app would have nothing to draw."""
    events = run(project, monkeypatch, [FAST])
    (baseline,) = [event for event in events if isinstance(event, BaselineMeasured)]
    (judged,) = [event for event in events if isinstance(event, CandidateJudged)]
    last = events[-1]
    assert isinstance(last, RunFinished)

    assert last.winner == "c1"
    assert len(last.pairs) == last.result["best"]["speedup"]["pairs"]
    assert judged.speedup is not None
    assert len(judged.pairs) == judged.speedup["pairs"]
    assert [size for size, _ in baseline.points] == [size for size, _ in last.points]
    assert last.points[-1][1] < baseline.points[-1][1]
    assert last.peak_memory_bytes is not None
    assert baseline.peak_memory_bytes is not None
    assert all(0 <= size <= baseline.peak_memory_bytes for _, size in baseline.memory)


def test_cancel_ends_the_run_with_what_was_found(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A face's cancel must not lose a version that was already found."""
    from queue import SimpleQueue

    commands: SimpleQueue[dict[str, Any]] = SimpleQueue()
    policies: list[Policy] = [Scripted([FAST, CANDIDATES["wrong"]])]
    monkeypatch.setattr(room, "chosen", lambda _request, _stack: (policies, []))
    events = []
    for event in optimize(Request(target=f"{project / 'shop.py'}::unknown", budget_s=60), commands):
        events.append(event)
        if isinstance(event, CandidateProposed):
            commands.put({"command": "cancel"})

    assert len(verdicts(events)) == 1
    assert result(events)["outcome"] == "improved"


def test_the_target_that_is_not_deterministic_fails_plainly(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be compared with a function that answers by chance."""
    (project / "shop.py").write_text("import uuid\n\n\ndef unknown(orders, known):\n    return uuid.uuid4().hex\n")
    (project / "test_shop.py").write_text("from shop import unknown\n\n\ndef test_it():\n    assert unknown([], [])\n")
    document = result(run(project, monkeypatch, []))

    assert document["outcome"] == "failed"
    assert document["exit_code"] == 3
    assert "same result twice" in document["error"]["message"]


def test_a_call_that_is_slow_in_a_fresh_process_ends_the_run_in_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other calls left behind made it fast; the run went on for a minute after its budget."""
    (project / "shop.py").write_text("import time\n\n\ndef unknown(orders, known):\n    time.sleep(0.05)\n")
    (project / "test_shop.py").write_text("from shop import unknown\n\n\ndef test_it():\n    unknown([], [])\n")
    monkeypatch.setattr(prepare, "FRESH_LEAST_S", 0.01)
    monkeypatch.setattr(prepare, "FRESH_FACTOR", 0.2)

    document = result(run(project, monkeypatch, []))

    assert document["outcome"] == "failed"
    assert "more than 0 s in a fresh process" in document["error"]["message"]


def test_calls_that_cannot_be_repeated_say_why(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise somebody guesses which of the arguments it is."""
    (project / "shop.py").write_text("def unknown(lock, known):\n    with lock:\n        return sorted(known)\n")
    test = "from threading import Lock\nfrom shop import unknown\n\n\ndef test_it():\n    assert unknown(Lock(), []) == []\n"
    (project / "test_shop.py").write_text(test)
    document = result(run(project, monkeypatch, []))

    assert document["exit_code"] == 3
    assert "_thread:lock" in document["error"]["message"]


CALLBACKS = """
from shop import unknown


def test_lambda():
    assert unknown(["a", "bb", "cc"], lambda text: len(text)) == [1, 2, 2]


def test_noting():
    seen = []

    def note(text):
        seen.append(text)
        return len(seen)

    assert unknown(["a", "a", "b"], note) == [1, 2, 3]
    assert seen == ["a", "a", "b"]
"""


def test_functions_that_tests_pass_are_called_as_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that asks a callback once for equal values is another function, if the callback counts."""
    (project / "shop.py").write_text("def unknown(orders, known):\n    return [known(order) for order in orders]\n")
    (project / "test_shop.py").write_text(CALLBACKS)
    once = "def unknown(orders, known):\n    told = {order: known(order) for order in orders}\n    return [told[order] for order in orders]\n"
    alike = "def unknown(orders, known):\n    return list(map(known, orders))\n"
    events = run(project, monkeypatch, [once, alike])

    first, second = verdicts(events)
    assert first == "wrong"
    assert second not in {"wrong", "crashed"}
    assert result(events)["evidence"]["recorded_calls"] == 2
