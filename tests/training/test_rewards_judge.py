"""The judge of batches is burner's own: real sandbox, real measurement, and nothing for those who cheat it."""

from __future__ import annotations

import ast
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from burner_training.rewards.bench import Bench
from burner_training.rewards.functions import Rewards
from burner_training.rewards.judgement import Answer
from burner_training.rewards.open import open_judge
from burner_training.rewards.pool import PoolJudge
from burner_training.rewards.scales import OURS, PAPER
from burner_training.tasks.schema import FAILED, Example, Solution, Task

from burner.errors import UnavailableError, UsageError

HOSTILE = Path(__file__).parent.parent / "adversarial" / "hostile"
SLOW = '''\
def tally(words):
    """How often each word occurs, in the order in which they first occur."""
    found = []
    for word in words:
        if word not in [known for known, _ in found]:
            count = 0
            for other in words:
                if other == word:
                    count += 1
            found.append((word, count))
    return found
'''
FAST = """\
def tally(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
"""
WRONG = FAST.replace("+ 1", "+ 2")
CACHING = """\
def tally(words):
    tally.known = getattr(tally, "known", {})
    key = tuple(words)
    if key not in tally.known:
        tally.known[key] = [(word, words.count(word)) for word in dict.fromkeys(words)]
    return tally.known[key]
"""
TESTS = """\
from work import tally

def test_order():
    assert tally(["b", "a", "b", "c"]) == [("b", 2), ("a", 1), ("c", 1)]
    assert tally([]) == []

def test_many():
    assert len(tally([f"w{n % 13}" for n in range(60)])) == 13
"""
TALLY = Task("t/tally", "tally", "Tally.", "function", Solution(SLOW), entry="tally", tests=TESTS)
PROGRAM = """\
import sys
n = int(input())
numbers = list(map(int, sys.stdin.readline().split()))
seen = []
for x in numbers:
    if x not in seen:
        seen.append(x)
print(len(seen), sum(seen))
"""
QUICK = """\
import sys

def main():
    data = sys.stdin.read().split()
    seen = set(map(int, data[1:]))
    print(len(seen), sum(seen))

main()
"""


def case(count: int) -> Example:
    """An input of so many numbers with its output."""
    numbers = [at * 37 % (count - count // 8) for at in range(count)]
    seen = set(numbers)
    return Example(f"{count}\n{' '.join(map(str, numbers))}\n", f"{len(seen)} {sum(seen)}")


DISTINCT = Task(
    "t/distinct", "distinct", "Count and sum.", "program", Solution(PROGRAM), cases=tuple(map(case, (3, 9, 30, 2500)))
)  # the largest takes as long again as the interpreter's start: a busy machine would hide a small gain
TASKS = {task.id: task for task in (TALLY, DISTINCT)}


def reply(code: str) -> str:
    """A reply in the paper's form."""
    return f"<thinking>\nhm\n</thinking>\n<solution>\n```python\n{code}\n```\n</solution>"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """The prepared function task."""
    made = Bench.opened(TALLY)
    yield made
    made.close()


@pytest.fixture(scope="module")
def program() -> Iterator[Bench]:
    """The prepared program task."""
    made = Bench.opened(DISTINCT)
    yield made
    made.close()


def test_a_faster_answer(bench: Bench) -> None:
    """Good answers would not be worth more than bad ones."""
    found = bench.judge(FAST)
    assert (found.verdict, found.passed, found.baseline_passed) == ("better", True, True)
    assert found.measured.time_s < found.baseline.time_s / 2
    assert found.speedup_low > 1.5
    assert PAPER.efficiency(found, "time") > 0.4
    assert OURS.efficiency(found, "time") > 0.1


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (WRONG, "wrong"),
        (None, "malformed"),
        ("def tally(words:", "malformed"),
        (CACHING, "forbidden"),
        (SLOW, "duplicate"),
    ],
    ids=["wrong", "none", "broken", "caching", "copied"],
)
def test_answers_that_are_none(bench: Bench, code, verdict) -> None:
    """Wrong, broken, caching or copied answers would be paid for."""
    found = bench.judge(code)
    assert found.verdict == verdict
    assert found.passed == (verdict == "duplicate")
    assert (OURS.correctness(found) or 0) <= 0
    assert (OURS.efficiency(found, "time") or 0) <= 0


def test_another_baseline_is_measured_beside(bench: Bench) -> None:
    """The gain would be against the original, though the prompt showed something better; or a broken one be no failure."""
    found = bench.judge(SLOW, FAST)
    assert found.measured.time_s > 2 * found.baseline.time_s
    assert PAPER.efficiency(found, "time") < 0
    mended = bench.judge(FAST, WRONG)
    assert (mended.baseline_passed, mended.baseline) == (False, FAILED)
    assert PAPER.correctness(mended) == 1.0
    assert PAPER.correctness(bench.judge(WRONG, WRONG)) == -0.5


def test_peoples_solutions_may_be_built_in_any_way(bench: Bench) -> None:
    """People who write helpers at module level would fail, and the range among people be wrong."""
    table = "KNOWN = {}\nfrom collections import Counter as C\n\ntally = lambda words: None\n\n\n"
    measured = bench.measured(table + "def tally(words):\n    return list(C(words).items())\n")
    assert measured.passed
    assert measured.time_s < bench.base.time_s
    assert bench.measured(WRONG) == FAILED
    assert bench.measured("def other(): ...") == FAILED


def test_repeated_measurements_agree(bench: Bench) -> None:
    """One noisy run would decide, as in the paper's reward."""
    runs = bench.repeated(FAST, 3)
    assert len(runs) == 3
    assert max(run.time_s for run in runs) < bench.base.time_s
    assert bench.repeated(WRONG, 3) == []


def test_whole_programs(program: Bench) -> None:
    """Answers to contest problems are other programs: they would be refused for not being the original."""
    found = program.judge(QUICK)
    assert found.verdict == "better", found.reason
    assert program.judge(QUICK.replace("len(seen)", "1 + len(seen)")).verdict == "wrong"
    assert program.judge("import socket\n" + QUICK).verdict == "forbidden"
    assert program.judge(QUICK + "\nwhile True: pass\n").passed is False
    assert program.measured(QUICK).passed


def test_batches_by_pool() -> None:
    """A batch would come back in another order, or a hung worker keep training waiting."""
    judge = PoolJudge(TASKS, workers=2)
    answers = [
        Answer("t/tally", WRONG),
        Answer("t/distinct", QUICK),
        Answer("t/tally", FAST),
        Answer("t/distinct", None),
    ]
    try:
        found = judge.judge(answers)
        assert [one.verdict for one in found] == ["wrong", "better", "better", "malformed"]
        workers = psutil.Process().children()
        for worker in workers:
            if any("spawn_main" in word for word in worker.cmdline()):
                worker.kill()
        again = judge.judge(answers[:1])
        assert [one.verdict for one in again] == ["wrong"]
        with pytest.raises(UsageError, match="no task"):
            judge.judge([Answer("t/unknown", FAST)])
    finally:
        judge.close()


def test_a_task_that_can_not_be_prepared_is_worth_nothing() -> None:
    """A data set with a wrong solution would teach that right answers are wrong, or end the run."""
    broken = Task("t/b", "b", "", "function", Solution(WRONG), entry="tally", tests=TESTS)
    rewards = Rewards({"t/b": broken}, PoolJudge({"t/b": broken}, workers=1))
    try:
        assert rewards.correctness([""], [reply(FAST)], task_id=["t/b"]) == [None]
    finally:
        rewards.judge.close()


def test_tasks_without_tests_are_refused() -> None:
    """Answers would be rewarded that nothing was run on."""
    bare = Task("t/c", "c", "", "function", Solution(SLOW), entry="tally")
    judge = PoolJudge({"t/c": bare}, workers=1)
    with pytest.raises(UsageError, match="has no tests"):
        judge.judge([Answer("t/c", FAST)])


def test_without_a_sandbox_nothing_is_judged(monkeypatch) -> None:
    """Training would run a model's code with the user's rights."""
    reason = UnavailableError("no sandbox works on this machine", "install bubblewrap")
    monkeypatch.setattr("burner.sandbox.isolation.choice._working", lambda: (_ for _ in ()).throw(reason))
    with pytest.raises(UnavailableError, match="no sandbox"):
        open_judge(TASKS, 2)


def test_the_workers_setting() -> None:
    """A typing error would end in a traceback."""
    with pytest.raises(UsageError, match="rey"):
        open_judge(TASKS, "rey")


def test_ray_judges_as_the_pool_does(monkeypatch, tmp_path) -> None:
    """Rewards would depend on where they are computed, or each training leave folders on every node."""
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "180")  # a busy machine
    monkeypatch.setenv("RAY_TMPDIR", tempfile.gettempdir())  # its sockets' paths must be short
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pytest.importorskip("ray", reason="needs the extra ray")
    replies = [reply(code) for code in (FAST, WRONG, SLOW)] + ["no code", reply(QUICK)]
    ids = ["t/tally"] * 4 + ["t/distinct"]
    found = []
    for workers in ("ray:2", 2):
        judge = open_judge(TASKS, workers)
        rewards = Rewards(TASKS, judge, scale=OURS)
        try:
            found.append([term([""] * 5, replies, task_id=ids) for term in rewards.functions()])
        finally:
            judge.close()
    assert found[0][:2] == found[1][:2]
    for gains in (terms[2] for terms in found):  # how large a gain is changes with what else the machine does
        assert [gain > 0 for gain in gains] == [True, False, False, False, True]
    assert list(tmp_path.glob("burner-*")) == []


def hostile(path: Path) -> str:
    """The hostile version of a file with what it uses, as a model would write it."""
    tree = ast.parse(path.read_text())
    keep = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "benign")]
    text = "\n".join(ast.unparse(node) for node in keep[1:])
    return re.sub(r"\bdef hostile\(", "def tally(", text)


LONGEST_S = 150.0
"""A candidate that takes longer to be judged hangs: on a busy machine it takes most pairs, on many inputs."""
HARMLESS = {"lru_cache_helper"}
"""The decorator of its helper is not taken over: what is left is right, and no faster."""


def test_hostile_completions_get_no_reward(bench: Bench) -> None:
    """A policy would learn to cheat, spy or destroy, because it pays."""
    known = sorted(HOSTILE.glob("*.py"))
    assert len(known) > 60
    paid = {}
    for path in known:
        began = time.monotonic()
        found = bench.judge(hostile(path))
        worth = (PAPER.correctness(found) or 0) + (PAPER.efficiency(found, "time") or 0)
        gained = OURS.efficiency(found, "time")
        if gained > 0 or (path.stem not in HARMLESS and (found.passed or worth >= 0 or OURS.correctness(found) >= 0)):
            paid[path.stem] = (found.verdict, worth, gained)
        assert time.monotonic() - began < LONGEST_S, path.stem
    assert paid == {}
    assert bench.judge(FAST).verdict == "better"
    assert os.environ.get("K") is None
