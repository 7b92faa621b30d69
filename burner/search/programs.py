"""What preparing a stdin program needs beside what functions need: its parts, its cases, inputs like them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from burner.errors import TargetError
from burner.events import Event, Log
from burner.sandbox.forkserver import ForkServer
from burner.target import SourceFile, Target, functions, main_line
from burner.verify.behaviour import Case, establish, output_difference
from burner.workload.cases import ProgramCase, call_of, similar, stdin_of
from burner.workload.record import Watch

SHOWN = 3


def watched_program(target: Target, program: SourceFile) -> Watch:
    """The main part and the functions of a program, by the program's own lines; nothing is recorded."""
    lines = len(program.text.split("\n"))
    found = {target.qualname: (main_line(program.text), lines)}
    found |= {name: (span.first_line, span.last_line) for name, span in functions(program.text).items()}
    return Watch(Path(program.path).resolve(), found)


def met(cases: Sequence[Case], given: Sequence[ProgramCase]) -> Generator[Event, None, list[Case]]:
    """The cases on which the original prints what is expected; raises TargetError where that is none of them."""
    expected = {case.stdin: case for case in given}
    kept, failed = [], []
    for case in cases:
        wanted = expected[stdin_of(case.call)]
        how = case.outcome.get("raises") or (
            None if wanted.output is None else output_difference(wanted.output, case.outcome["output"], "normal")
        )
        if how is None:
            kept.append(case)
        else:
            failed.append(f"{wanted.name} ({how})")
    if not kept:
        raise TargetError(
            f"the program passes none of its cases: {'; '.join(failed[:SHOWN])}", "mend it, or the cases, first"
        )
    if failed:
        yield Log(level="warning", message=f"cases set aside, the program fails them: {'; '.join(failed[:SHOWN])}")
    return kept


def similar_cases(
    servers: Sequence[ForkServer], recorded: Sequence[Case], seed: int, count: int, until: float
) -> list[Case]:
    """Inputs like a program's own, with the original's output; those on which it fails are no inputs of it."""
    texts = sorted(similar([stdin_of(case.call) for case in recorded], seed, count), key=len)
    calls = [call_of(text) for text in texts]
    found, _ = establish(servers, recorded[0].function, calls, recorded=False, until=until)
    return [case for case in found if not case.outcome["raised"]]
