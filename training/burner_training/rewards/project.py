"""A task as a small project on disk, so that burner prepares and judges it as it does a user's own.

Function tasks become `work.py` with `test_work.py`; programs become `prog.py` with their cases. Runs nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from burner.errors import UsageError
from burner.search.prepare import resolved
from burner.search.request import Request
from burner.target import Address, Target, resolve
from burner.target.layout import indent_unit, string_lines
from burner.target.source import read_source
from burner_training.tasks.schema import MODULE, Objective, Task

MAIN = "whole_program"
PERMITTED = """\
if False:
    import io, os, sys
    open, input, exit, quit, sys.exit, sys.setrecursionlimit, sys.argv, sys.stderr, sys.stderr.write, os.read, os.write
    sys.stdin, sys.stdin.read, sys.stdin.readline, sys.stdin.readlines, sys.stdin.fileno, sys.stdin.buffer
    sys.stdin.buffer.read, sys.stdin.buffer.readline, sys.stdin.buffer.readlines, os.fstat, io.BytesIO, io.IOBase
    sys.stdout, sys.stdout.write, sys.stdout.writelines, sys.stdout.flush, sys.stdout.fileno, sys.stdout.buffer
    sys.stdout.buffer.write, sys.stdout.buffer.flush, io.TextIOWrapper
"""
"""What programs may do to read and write, written in front of the original: what it has, others may have."""
GENERATED = """\
import random
from {module} import *
{generator}

def test_generated():
    for nth in range({count}):
        made = make(random.Random(f"burner {{nth}}"), {sizes}[nth % {kinds}])
        try:
            {call}
        except Exception:
            pass
"""
RUN_ALL = """\
import importlib, sys
for name in {names}:
    module = importlib.import_module(name)
    for test in [value for key, value in vars(module).items() if key.startswith("test_") and callable(value)]:
        test()
"""
"""Runs plain test functions without pytest, which takes longer to start than most tasks take to be judged."""
WORKLOAD = "run_all.py"


def write(task: Task, folder: Path, *, sizes: tuple[int, ...] = (6, 20, 60), count: int = 9) -> None:
    """Write the project of a task; raises UsageError where there is nothing that a solution could fail."""
    if not task.checkable:
        raise UsageError(f"task {task.id} has no tests", "a task without tests can't be judged; drop it")
    (folder / "pyproject.toml").write_text("")
    if task.kind == "program":
        (folder / "prog.py").write_text(PERMITTED + task.original.code)
        rows = [{"input": case.input, "output": case.output} for case in task.cases]
        (folder / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        return
    (folder / f"{MODULE}.py").write_text(task.original.code)
    (folder / f"test_{MODULE}.py").write_text(task.tests)
    names = [f"test_{MODULE}"]
    for number, generator in enumerate(task.generators):
        names.append(f"test_generated_{number}")
        text = GENERATED.format(
            module=MODULE, generator=generator, count=count, sizes=list(sizes), kinds=len(sizes), call=_call(task.entry)
        )
        (folder / f"{names[-1]}.py").write_text(text)
    if plain(task):
        (folder / WORKLOAD).write_text(RUN_ALL.format(names=names))


def plain(task: Task) -> bool:
    """Whether a function task's tests are functions that need no pytest."""
    return task.kind == "function" and "pytest" not in task.tests and "unittest" not in task.tests


def _call(entry: str) -> str:
    owner, _, name = entry.rpartition(".")
    return f"{owner}(*made[0]).{name}(*made[1])" if owner else f"{entry}(*made)"


def request(task: Task, folder: Path, budget_s: float, objective: Objective = "time", seed: int = 0) -> Request:
    """The request that `burner optimize` would make of the project."""
    if task.kind == "program":
        return Request(
            str(folder / "prog.py"), cases=folder / "cases.jsonl", budget_s=budget_s, objective=objective, seed=seed
        )
    address = f"{folder / MODULE}.py::{task.entry}"
    script = folder / WORKLOAD if plain(task) else None
    return Request(address, workload=script, budget_s=budget_s, objective=objective, seed=seed)


def target(asked: Request) -> Target:
    """The target of a request; of a program, the whole of it in one function, so that any other may take its place."""
    if asked.cases is None:
        return resolved(asked)
    program = read_source(Path(asked.target), None)
    module = replace(program, text=whole(program.text), data=whole(program.text).encode())
    found = resolve(Address(program.path, MAIN), module.data)
    return replace(found, source_file=module, program=program)


def whole(text: str) -> str:
    """A module of one function whose body is the program; `burner.target.unwrap` makes the program of it again."""
    unit = indent_unit(text)
    inside = string_lines(text)
    lines = text.rstrip("\n").split("\n")
    body = [line if at in inside or not line.strip() else unit + line for at, line in enumerate(lines)]
    return "\n".join([f"def {MAIN}():", *(body if any(line.strip() for line in lines) else [f"{unit}pass"])]) + "\n"
