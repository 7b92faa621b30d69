"""Compares every changed function with its old version, one after the other, within a budget; yields what was found."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from burner import scratch
from burner.check.guard.changed import changed_functions
from burner.check.guard.changes import Change, Changes
from burner.errors import BudgetError, BurnerError, TargetError, UnreachedError
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import InstallError
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.search.prepare import watched
from burner.search.versus import IncomparableError, Versions, Versus, versus
from burner.target import Address, FunctionSpan, Target, project_python, project_root, read_source, resolve, text_of
from burner.workload.discover import Sources, Workload, discover
from burner.workload.keep import fingerprint, forget, keep, recall

LEAST_S = 4.0
"""With less time left, no further function is looked at."""
DISCOVER_SHARE, DISCOVER_LEAST_S, DISCOVER_MOST_S = 0.6, 5.0, 300.0

Status = Literal[
    "slower", "grows_worse", "faster", "no_slowdown", "undecided", "unreached", "incomparable", "failed", "out_of_time"
]
FINDINGS: frozenset[Status] = frozenset({"slower", "grows_worse"})
COMPARED: frozenset[Status] = frozenset({"slower", "grows_worse", "faster", "no_slowdown", "undecided"})


@dataclass(frozen=True)
class Settings:
    """How the guard compares; `max_slowdown` is new time / old time up to which a function counts as no slower."""

    budget_s: float
    max_slowdown: float
    python: str | None = None
    tests: tuple[str, ...] = ()
    seed: int = 0
    sandbox: bool = True


@dataclass(frozen=True)
class Changed:
    """A changed function: where it is now, and the change of its file."""

    change: Change
    span: FunctionSpan
    old_text: str

    @property
    def target(self) -> str:
        """As the other commands take it, seen from the repository's folder."""
        return f"{self.change.name}::{self.span.qualname}"


@dataclass(frozen=True)
class Checked:
    """What became of one changed function; `reason` says why it was not compared."""

    changed: Changed
    status: Status
    reason: str = ""
    hint: str = ""
    versus: Versus | None = None
    wall_s: float = 0.0


@dataclass(frozen=True)
class Broken:
    """A changed file that can't be read as Python any more, or could not before."""

    name: str
    reason: str
    hint: str
    is_new: bool
    """Whether it is the new text that does not parse."""


def changed_in(changes: Changes) -> tuple[list[Changed], list[Broken]]:
    """The changed functions of all changed files, and the files that don't parse."""
    found: list[Changed] = []
    broken: list[Broken] = []
    for change in changes.files:
        try:
            new_text = read_source(change.path, change.new).text
        except TargetError as error:
            reason = error.message.removeprefix(f"{change.path.name}, ")
            broken.append(Broken(change.name, reason, error.hint, is_new=True))
            continue
        try:
            old_text = text_of(change.old)
            spans = changed_functions(old_text, new_text)
        except (SyntaxError, LookupError, ValueError) as error:
            broken.append(Broken(change.name, f"its old version does not parse: {error}", "", is_new=False))
            continue
        found += [Changed(change, span, old_text) for span in spans]
    return found, broken


def guard(changes: Changes, functions: Sequence[Changed], settings: Settings) -> Iterator[Checked]:
    """Yield what became of each function; raises UsageError or UnavailableError where nothing can be run at all."""
    until = time.monotonic() + settings.budget_s
    with ExitStack() as stack:
        over = _laid_out(changes, stack)
        for place, changed in enumerate(functions):
            began = time.monotonic()
            if until - began < LEAST_S and place:
                yield Checked(changed, "out_of_time", "the budget ended before", "give more time: --budget 5m")
                continue
            slice_s = max(LEAST_S, (until - began) / (len(functions) - place))
            checked = _checked(changed, settings, over, began + slice_s)
            yield replace(checked, wall_s=round(time.monotonic() - began, 3))


def _laid_out(changes: Changes, stack: ExitStack) -> dict[Path, Path]:
    """Where the texts lie that are to be seen instead of the files here."""
    if not changes.over:
        return {}
    folder = Path(stack.enter_context(scratch.directory()))
    over = {}
    for number, (path, data) in enumerate(changes.over.items()):
        over[path] = folder / str(number)
        over[path].write_bytes(data)
    return over


def _checked(changed: Changed, settings: Settings, over: dict[Path, Path], until: float) -> Checked:
    try:
        found = _compared(changed, settings, over, until)
    except UnreachedError as error:
        return Checked(changed, "unreached", error.message, error.hint)
    except IncomparableError as error:
        return Checked(changed, "incomparable", error.message, error.hint)
    except BudgetError as error:
        return Checked(changed, "out_of_time", error.message, error.hint)
    except TargetError as error:
        return Checked(changed, "failed", error.message, error.hint)
    except (GoneError, LateError, GarbageError, InstallError) as error:
        said = str(error) or type(error).__name__
        return Checked(changed, "failed", f"it could not be run in the sandbox to the end: {said}")
    return Checked(changed, found.decided, versus=found)


def _compared(changed: Changed, settings: Settings, over: dict[Path, Path], until: float) -> Versus:
    path = changed.change.path
    try:
        target = resolve(Address(path, changed.span.qualname), changed.change.new)
    except BurnerError as error:
        raise IncomparableError(error.message, error.hint) from error
    root = project_root(path)
    place = Place(choose(allow_none=not settings.sandbox), project_python(root, settings.python), root, over=over)
    workload, is_fresh = _workload(place, target, settings.tests, until)
    while True:
        versions = Versions(place, target, changed.change.old, changed.old_text, workload)
        try:
            return versus(versions, settings.max_slowdown, settings.seed, until)
        except TargetError:
            if is_fresh:
                raise
        forget(place, watched(target, "never"))  # calls that were kept may not fit what is around the function now
        workload, is_fresh = _workload(place, target, settings.tests, until)


def _workload(place: Place, target: Target, tests: tuple[str, ...], until: float) -> tuple[Workload, bool]:
    """The recorded calls of a function: those kept from before, else fresh ones."""
    watch = watched(target, "never")
    content = fingerprint(place, watch, target.signature_dump, tests)
    kept = recall(place, watch, content)
    if kept is not None:
        return kept, False
    left_s = until - time.monotonic()
    limit_s = min(max(DISCOVER_SHARE * left_s, DISCOVER_LEAST_S), DISCOVER_MOST_S)
    workload = discover(place, watch, target.source_file.text, Sources(tests), limit_s)
    if not any(workload.calls.values()):
        raise IncomparableError(
            f"no call of {target.qualname} can be written down", "its arguments are open files, locks or mocks"
        )
    keep(place, watch, content, workload)
    return workload, True
