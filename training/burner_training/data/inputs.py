"""Runs a program task's generators in the sandbox and adds their inputs to its cases; the original says their outputs."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from burner import scratch
from burner.errors import BurnerError
from burner.sandbox.forkserver import ForkServer
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.target import project_python
from burner.verify.behaviour import Side, outcomes
from burner.workload.cases import ProgramCase, call_of
from burner.workload.discover import from_cases
from burner.workload.record import Watch
from burner_training.tasks.schema import Example, Task

PRINTS = "\nimport sys\nsys.stdout.write(generate_input())\n"
MAIN = "generator"
LIMIT_S = 10.0
LONGEST_CHARS = 3_000_000
MOST = 1
"""So many generators are run: large inputs are what takes time."""


def with_generated(task: Task) -> Task:
    """The task with one more case for each of its first generators that works; as it is, where it is no program."""
    if task.kind != "program" or not task.generators:
        return task
    known = {case.input for case in task.cases}
    made = [text for text in map(_generated, task.generators[:MOST]) if text is not None and text not in known]
    return replace(task, cases=(*task.cases, *(Example(text) for text in dict.fromkeys(made))), generators=())


def _generated(source: str) -> str | None:
    """What a generator makes; None where it fails, takes too long or makes too much."""
    with scratch.directory() as name:
        folder = Path(name).resolve()
        file = folder / "generator.py"
        file.write_text(source + PRINTS)
        place = Place(choose(), project_python(folder, None), folder)
        workload = from_cases(place, Watch(file, {MAIN: (1, 1)}), MAIN, [ProgramCase("none", "", None)])
        try:
            with ForkServer(place, workload.load, 1) as server:
                until = time.monotonic() + LIMIT_S
                outcome = dict(outcomes(Side(server), MAIN, [call_of("")], until, LIMIT_S)).get(0)
        except BurnerError:
            return None
    if outcome is None or outcome.get("raised", True):
        return None
    text = str(outcome.get("output", ""))
    return text if 0 < len(text) <= LONGEST_CHARS else None
