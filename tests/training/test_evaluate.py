"""The paper's metrics say what the paper says they do, and intervals are honest."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from burner_training.evaluate.bootstrap import difference, over_runs, over_tasks
from burner_training.evaluate.loop import better
from burner_training.evaluate.percentile import percentile, shares, standing
from burner_training.evaluate.published import CURVES, STANDINGS
from burner_training.evaluate.records import Evaluation, Iteration, TaskRecord, begin, from_line, read, to_line
from burner_training.evaluate.scores import compared, document, per_task, scores, shown_iterations, standings
from burner_training.evaluate.tables import page
from burner_training.tasks.schema import FAILED, Measured, Solution

from burner.errors import UsageError


def took(time_s: float) -> Measured:
    """A record of so many seconds, and as much memory."""
    return Measured(time_s, int(1000 * time_s), time_s)


def iteration(number: int, time_s: float | None, **fields) -> Iteration:
    """An iteration after which a solution of so many seconds is kept; None is a failure."""
    runs = () if time_s is None else (took(time_s), took(time_s * 1.01))
    passed = time_s is not None
    speedup = None if time_s is None else 4.0 / time_s
    verdict = "better" if passed else "wrong"
    known = {
        "reply": "", "well_formed": True, "verdict": verdict, "reason": "", "adopted": True, "passed": passed,
        "speedup": speedup, "runs": runs, "kept_passed": passed, "kept_speedup": speedup, "kept_verdict": verdict,
        "kept_runs": runs,
    }  # fmt: skip
    return Iteration(number=number, **{**known, **fields})


def record(name: str, *times: float | None, people=(1.0, 2.0, 3.0, 4.0)) -> TaskRecord:
    """A task whose kept solution took so long after each iteration."""
    done = tuple(iteration(number, time_s) for number, time_s in enumerate(times))
    return TaskRecord(name, "set", took(4.0), tuple(took(one) for one in people), done)


RUN = Evaluation("mine", {}, (record("a", None, 3.5, 0.5), record("b", 2.5, 2.5, 2.5), record("c", None, None, 9.0)))


@pytest.mark.parametrize(("value", "share"), [(0.5, 1.0), (1.0, 1.0), (1.5, 0.75), (4.0, 0.25), (4.1, 0.0)])
def test_percentile_counts_ties_for_the_solution(value, share) -> None:
    """Being as good as the best would not be the best."""
    assert percentile(value, [4.0, 1.0, 3.0, 2.0]) == share


def test_standings() -> None:
    """Failures would be counted as worse than all people."""
    assert [standing(value) for value in (1.0, 0.5, 0.0, None)] == ["B", "M", "W", "F"]
    assert shares(["B", "F", "F", "M"]) == {"B": 0.25, "M": 0.25, "W": 0.0, "F": 0.5}


@pytest.mark.parametrize(
    ("new", "kept", "adopted"),
    [
        (FAILED, None, True),
        (FAILED, Solution("", FAILED), True),
        (FAILED, Solution("", took(1)), False),
        (took(9), Solution("", FAILED), True),
        (took(1), Solution("", took(1)), False),
        (took(0.9), Solution("", took(1)), True),
        (took(1.1), Solution("", took(1)), False),
    ],
)
def test_algorithm_1_keeps_the_best(new, kept, adopted) -> None:
    """The released code keeps the last, and for the integral the larger."""
    assert better(new, kept, "integral") == adopted


def test_scores_per_iteration() -> None:
    """Beyond-x would leave out failures, and be higher than it is."""
    first, last = scores(RUN, 0), scores(RUN, 2)
    assert first["pass"].interval.mean == pytest.approx(1 / 3)
    assert first["beyond_time"].interval.mean == pytest.approx(0.5 / 3)
    assert last["pass"].interval.mean == 1.0
    assert last["beyond_time"].interval.mean == pytest.approx((1.0 + 0.5 + 0.0) / 3)
    assert last["twice"].interval.mean == pytest.approx(1 / 3)
    assert all(score.interval.low <= score.interval.mean <= score.interval.high for score in last.values())
    assert standings(RUN, "time", 2) == pytest.approx({"B": 1 / 3, "M": 1 / 3, "W": 1 / 3, "F": 0.0})
    assert standings(RUN, "time", 0)["F"] == pytest.approx(2 / 4)


def test_percentiles_need_people_who_differ() -> None:
    """A rank among three equal solutions would be noise, and one among two of them nothing."""
    alike = record("alike", 1.0, people=(1.0, 1.1, 1.2))
    mixed = Evaluation(
        "m", {}, (replace(alike, base=took(1.0)), record("few", 1.0, people=(1.0, 4.0)), record("ok", 1.0))
    )
    assert [*per_task(mixed, "beyond_time", 0)] == ["ok"]
    assert len(per_task(mixed, "pass", 0)) == 3


def test_tasks_that_could_not_be_prepared_count_for_nothing() -> None:
    """A broken task would be a failure of the policy."""
    broken = TaskRecord("x", "set", FAILED, (), (), "it does not import")
    run = Evaluation("mine", {}, (*RUN.records, broken))
    assert scores(run, 0)["pass"].tasks == 3
    assert document(run)["unprepared"] == {"x": "it does not import"}


def test_intervals_over_tasks_cover() -> None:
    """A chance difference of a few tasks would be called significant."""
    chance = random.Random(5)
    hit = 0
    for trial in range(100):
        interval = over_tasks([float(chance.random() < 0.3) for _ in range(40)], seed=trial, replicates=400)
        hit += interval.low <= 0.3 <= interval.high
    assert hit >= 85


def test_the_papers_interval_is_of_the_noise_only() -> None:
    """Its narrow intervals would be taken for what other tasks would give."""
    chance = random.Random(2)
    runs = [[task + chance.gauss(0, 0.01) for _ in range(16)] for task in (0.1, 0.9, 0.5, 0.2)]
    narrow, wide = over_runs(runs), over_tasks([sum(task) / 16 for task in runs])
    assert narrow.high - narrow.low < (wide.high - wide.low) / 20
    assert narrow.mean == pytest.approx(wide.mean, abs=0.01)


def test_differences_are_paired_by_task() -> None:
    """A small gain on every task would drown in how tasks differ."""
    left = {f"t{number}": float(number) for number in range(30)}
    right = {name: value + 0.5 for name, value in left.items()} | {"other": 99.0}
    found = difference(left, right)
    assert (found.mean, found.excludes_zero) == (0.5, True)
    assert not difference(left, left).excludes_zero


def test_evaluations_side_by_side() -> None:
    """A difference that may be chance would stand there like one that is none."""
    many = [record(f"t{number}", None, None) for number in range(12)]
    base = Evaluation("base", {}, tuple(many))
    tuned = Evaluation("tuned", {}, tuple(record(one.task_id, None, 1.0) for one in many))
    assert compared(base, tuned, 1)["pass"].excludes_zero
    text = page([base, tuned])
    assert "**+100.0 [+100.0, +100.0]**" in text
    assert "other machines" in text
    assert "grpo (paper)" in text
    assert shown_iterations([base, tuned]) == [0, 1]


def test_records_survive_a_kill(tmp_path) -> None:
    """An evaluation of hours would begin anew, or go on with other settings."""
    path = tmp_path / "out" / "records.jsonl"
    assert begin(path, "mine", {"seed": 1}) == []
    with path.open("a") as file:
        file.write(to_line(RUN.records[0]) + "\n" + to_line(RUN.records[1])[:90])
    assert begin(path, "mine", {"seed": 1}) == [RUN.records[0]]
    assert from_line(to_line(RUN.records[2])) == RUN.records[2]
    with pytest.raises(UsageError, match="another seed"):
        begin(path, "mine", {"seed": 2})
    with pytest.raises(UsageError, match="no evaluation"):
        read(tmp_path)


def test_published_figures_are_the_ones_we_can_source() -> None:
    """The headline would be quoted as another metric: 31 to 45 is Beyond-T."""
    grpo = CURVES["grpo"]
    assert (round(grpo["beyond_time"][0]), round(grpo["beyond_time"][10])) == (31, 45)
    assert (grpo["pass"][0], grpo["beyond_integral"][10]) == (47.33, 38.96)
    assert all(sum(one.values()) == pytest.approx(100, abs=0.5) for kind in STANDINGS.values() for one in kind.values())


def test_plots(tmp_path) -> None:
    """Figures would be missing, or differ from run to run."""
    pytest.importorskip("matplotlib", reason="needs the extra train")
    from burner_training.evaluate.plots import draw

    written = draw([RUN, replace(RUN, label="other")], tmp_path / "one")
    assert sorted(path.name for path in written) == ["curves.png", "curves.svg", "people.png", "people.svg"]
    assert all(path.stat().st_size > 2000 for path in written)
    again = draw([RUN, replace(RUN, label="other")], tmp_path / "two")
    assert [path.read_bytes() for path in again if path.suffix == ".svg"] == [
        path.read_bytes() for path in written if path.suffix == ".svg"
    ]
