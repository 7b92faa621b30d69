"""No problem is on both sides of a split, not even under other names."""

from __future__ import annotations

import pytest
from burner_training.data.split import divide, refuse_leaks
from burner_training.tasks.schema import Solution, Task

from burner.errors import UsageError

MERGE = '''\
def {name}({a}):
    """Merge overlapping pairs."""
    {b} = sorted({a})
    {c} = [{b}[0]]
    for {d} in {b}[1:]:
        if {d}[0] <= {c}[-1][1]:
            {c}[-1] = ({c}[-1][0], max({c}[-1][1], {d}[1]))
        else:
            {c}.append({d})
    return {c}
'''
BOILERPLATE = (
    "class ListNode:\n    def __init__(self, val=0, next=None):\n        self.val = val\n        self.next = next\n"
)


def task(number: int, code: str, problem: str | None = None, **fields) -> Task:
    """A function task."""
    return Task(
        id=f"t/{number}",
        problem=problem or f"p/{number}",
        statement=fields.pop("statement", f"Number {number}."),
        kind="function",
        original=Solution(code),
        entry="f",
        tests="def test_f(): ...\n",
        source=fields.pop("source", "t"),
        **fields,
    )


def short(number: int) -> Task:
    """A task unlike all others."""
    body = "\n".join(f"    x{at} = x + {at * number} if x % {at + 2} > {number} else -x" for at in range(9))
    return task(number, f"{BOILERPLATE}\ndef f(x):\n{body}\n    return x\n")


MANY = [short(number) for number in range(120)]


def test_split_is_by_problem_and_about_as_large_as_asked() -> None:
    """A problem would be learned by one of its rows and tested by another."""
    twice = [*MANY, *(task(1000 + number, f"def f(x):\n    return {number}\n", f"p/{number}") for number in range(120))]
    divided = divide(twice, 0.25)
    train, test = ({one.problem for one in side} for side in (divided.train, divided.test))
    assert not train & test
    assert 15 <= len(test) <= 50
    assert {one.split for one in divided.test} == {"test"}
    assert {one.split for one in divided.train} == {"train"}


def test_more_tasks_move_none_to_the_other_side() -> None:
    """A test task of last week would be trained on this week."""
    before = {one.id for one in divide(MANY[:60], 0.2).test}
    after = {one.id for one in divide(MANY, 0.2).test}
    assert before <= after


def test_renamed_copies_of_test_tasks_are_not_trained_on() -> None:
    """The test split would be learned by heart under other names."""
    mine = task(501, MERGE.format(name="f", a="spans", b="ordered", c="merged", d="span"), split="test")
    copy = task(502, MERGE.format(name="f", a="windows", b="by_start", c="result", d="w").replace("Merge", "Join"))
    divided = divide([mine, copy, *MANY], 0.0)
    assert divided.dropped == {"t/502": "t/501"}
    assert len(divided.train) == len(MANY)


def test_near_equal_statements_are_not_trained_on() -> None:
    """The same problem would be on both sides with another solution."""
    text = "You are given an array of n integers and must find the largest sum of any contiguous part of it, modulo m."
    mine = task(501, "def f(x):\n    return 1\n", statement=text, split="test")
    other = task(502, "def f(y):\n    yield y\n", statement=text.replace("modulo m", "modulo k"))
    assert divide([mine, other, *MANY], 0.0).dropped == {"t/502": "t/501"}


def test_shared_boilerplate_is_no_likeness() -> None:
    """Half of the problems would be dropped because they begin with the same classes."""
    divided = divide(MANY, 0.2)
    assert divided.dropped == {}


def test_whole_sources_and_untested_tasks() -> None:
    """Percentiles against people could not be kept for testing; what nothing can check would be tested on."""
    bare = Task(id="b/1", problem="p/5", statement="", kind="function", original=Solution("x = 1"), source="b")
    people = [task(300 + number, f"def f(x):\n    return x ** {number}\n", source="people") for number in range(4)]
    divided = divide([*MANY, *people, bare], 0.0, whole=("people",))
    assert {one.source for one in divided.test} == {"people"}
    chosen = divide([*MANY, bare], 0.99)
    assert all(one.checkable for one in chosen.test)
    with pytest.raises(UsageError, match="leaves nothing"):
        divide(MANY, 1.0)


def test_test_rows_in_train_are_refused() -> None:
    """A model would be trained on what it is judged by, and nobody notice."""
    divided = divide(MANY, 0.2)
    refuse_leaks(divided.train, divided.test)
    with pytest.raises(UsageError, match="in the test split"):
        refuse_leaks([*divided.train, divided.test[0]], divided.test)


def test_training_refuses_what_the_test_split_beside_it_holds(tmp_path) -> None:
    """A set that was put together by hand would be trained on what it is tested by."""
    pytest.importorskip("datasets", reason="needs the extra train")
    from burner_training.recipes.schema import Reward
    from burner_training.tasks.rows import save
    from burner_training.trainers.rows import load_rows

    divided = divide(MANY[:30], 0.2)
    save(divided.train, tmp_path / "train")
    save(divided.test, tmp_path / "test")
    assert len(load_rows("grpo", tmp_path / "train", Reward())) == len(divided.train)
    save(MANY[:30], tmp_path / "all")
    with pytest.raises(UsageError, match="in the test split"):
        load_rows("grpo", tmp_path / "all", Reward())
