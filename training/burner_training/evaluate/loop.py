"""The paper's iterative evaluation (its Algorithm 1), for any policy: propose, measure, keep what is better.

One candidate per iteration, greedy, without memory. Iteration 0 is the first answer: to the task's original where there is
one to start from, else to the problem alone. What is fed back are means over repeated runs.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from burner.errors import BurnerError, UnavailableError
from burner_training.evaluate.answers import Answerer, code_in
from burner_training.evaluate.records import Iteration, TaskRecord
from burner_training.prompts.questions import Question, ask, paper_question
from burner_training.prompts.reply import Style, well_formed
from burner_training.rewards.bench import Bench, reason_of
from burner_training.tasks.schema import FAILED, Measured, Objective, Solution, Task

AGAIN_TEMPERATURE = 0.7
"""A state that is asked about again is sampled: greedy decoding would give the same answer for ever."""


@dataclass(frozen=True)
class Settings:
    """How an evaluation goes."""

    iterations: int = 8
    objective: Objective = "integral"
    style: Style = "paper"
    start: str = "original"
    """"original", or "none" for the paper's iteration 0, which sees the problem only."""
    repeats: int = 4
    most_humans: int = 24
    together: int = 6
    """Tasks whose benches are open, and whose answers are decoded, at the same time."""
    workers: int = 2
    temperature: float = 0.0
    seed: int = 0
    feedback: bool = True
    original: bool = True
    """Whether prompts show the code; without it, or without feedback, it is an ablation of the paper."""


@dataclass
class _State:
    """A task under way: what is kept, and how often that was asked about."""

    bench: Bench
    people: tuple[Measured, ...]
    kept: Solution | None
    asked: int = 0
    runs: list[Measured] = field(default_factory=list)
    iterations: list[Iteration] = field(default_factory=list)
    last: Iteration | None = None


def evaluate(tasks: Sequence[Task], answerer: Answerer, settings: Settings, told: Callable[[TaskRecord], None]) -> None:
    """Take all tasks through all iterations; `told` hears each task's record when it is done.

    Raises UnavailableError where there is no sandbox.
    """
    for start in range(0, len(tasks), settings.together):
        with ThreadPoolExecutor(settings.workers) as threads:
            chunk = tasks[start : start + settings.together]
            opened = [*threads.map(lambda task: _opened(task, settings), chunk)]
            states = [state for state in opened if isinstance(state, _State)]
            try:
                for number in range(settings.iterations + 1):
                    _iterate(states, answerer, settings, number, threads)
            finally:
                for state in states:
                    state.bench.close()
        for task, found in zip(chunk, opened, strict=True):
            if isinstance(found, _State):
                told(TaskRecord(task.id, task.source, found.bench.base, found.people, tuple(found.iterations)))
            else:
                told(TaskRecord(task.id, task.source, FAILED, (), (), found))


def _opened(task: Task, settings: Settings) -> _State | str:
    """A prepared task with its people measured on the same inputs; why not, where it can't be."""
    from burner_training.data.measure import spread_out

    try:
        bench = Bench.opened(task, seed=settings.seed)
    except UnavailableError:
        raise
    except BurnerError as error:
        return reason_of(error)
    people = [bench.measured(human.code) for human in spread_out(task.humans, settings.most_humans)]
    first = replace(task.original, measured=bench.base) if settings.start == "original" else None
    return _State(bench, tuple(one for one in people if one.passed), first)


def _iterate(
    states: Sequence[_State], answerer: Answerer, settings: Settings, number: int, threads: ThreadPoolExecutor
) -> None:
    questions = [_question(state, settings) for state in states]
    temperatures = [settings.temperature if not state.asked else AGAIN_TEMPERATURE for state in states]
    replies = answerer.answer(questions, temperatures, settings.seed + number) if states else []

    def take(item: tuple[_State, str]) -> None:
        state, reply = item
        _take(state, reply, settings, number)

    for _ in threads.map(take, zip(states, replies, strict=True)):
        pass


def _question(state: _State, settings: Settings) -> Question:
    task = state.bench.task
    if settings.style == "product" and state.kept is not None:
        return ask(task, state.kept, settings.objective, "product", state.bench.ready.brief, state.asked)
    return paper_question(task, state.kept, settings.objective, feedback=settings.feedback, original=settings.original)


def _take(state: _State, reply: str, settings: Settings, number: int) -> None:
    """Judge an answer and keep it or not."""
    code = code_in(reply, settings.style)
    judged = state.bench.judge(code)
    runs = state.bench.repeated(code, settings.repeats) if judged.passed else []
    passed = judged.passed and len(runs) == settings.repeats
    now = Solution(state.bench.module(code), mean(runs) if passed else FAILED)
    adopted = number == 0 or better(now.measured or FAILED, state.kept, settings.objective)
    state.asked = 0 if adopted else state.asked + 1
    found = Iteration(
        number=number,
        reply=reply,
        well_formed=well_formed(reply, settings.style),
        verdict=judged.verdict,
        reason=judged.reason,
        adopted=adopted,
        passed=passed,
        speedup=judged.speedup if passed else None,
        runs=tuple(runs) if passed else (),
        kept_passed=passed,
        kept_speedup=judged.speedup if passed else None,
        kept_verdict=judged.verdict,
        kept_runs=tuple(runs) if passed else (),
    )
    if adopted or state.last is None:
        state.kept = now
    else:
        last = state.last
        found = replace(
            found,
            kept_passed=last.kept_passed,
            kept_speedup=last.kept_speedup,
            kept_verdict=last.kept_verdict,
            kept_runs=last.kept_runs,
        )
    state.last = found
    state.iterations.append(found)


def better(new: Measured, kept: Solution | None, objective: Objective) -> bool:
    """Whether Algorithm 1 adopts a solution: what passes for what fails, else what is strictly better in the objective."""
    old = FAILED if kept is None or kept.measured is None else kept.measured
    if new.passed and old.passed:
        return new.of(objective) < old.of(objective)
    return new.passed or not old.passed


def mean(runs: Sequence[Measured]) -> Measured:
    """The means of repeated runs."""
    return Measured(
        statistics.fmean(run.time_s for run in runs),
        round(statistics.fmean(run.peak_memory_bytes for run in runs)),
        statistics.fmean(run.integral_byte_s for run in runs),
    )
