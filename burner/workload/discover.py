"""Finds the workload of a target: which tests reach it, with which calls, and what has to be set aside."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from burner.errors import BudgetError, BurnerError, TargetError, UnreachedError
from burner.home import home
from burner.sandbox.forkserver import Load
from burner.sandbox.place import Place
from burner.workload.cases import ProgramCase, call_of
from burner.workload.record import (
    CALLS_PER_FUNCTION,
    Recording,
    Watch,
    command_argv,
    run_recorded,
    run_replaced,
    script_argv,
)
from burner.workload.suite import Suite, find_suite, has_doctests

_PYTEST_USAGE = 4
"""pytest's exit code where its options or arguments are wrong."""
LEAST_RUN_S = 3.0
"""What every way of running the tests may take, also where those before it used up the time."""
ENOUGH_SHARE = 1 / 3
"""Of a large suite no more files are run once the target is reached and so much of the time for recording is over."""
PROGRAM_S = 5.0
"""How long a stdin program is thought to take for its slowest case before it was run."""
PYTEST = (
    "-m",
    "pytest",
    "-q",
    "--no-header",
    "--continue-on-collection-errors",
    "-p",
    "_burner.pytest_plugin",
    "-p",
    "no:cacheprovider",
)


@dataclass(frozen=True)
class Tests:
    """Tests that reach the target, and the command that runs just them."""

    runner: str
    argv: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class _Run:
    """One way of running tests under the recorder; `adds` where it is worth it also after a run that reached the target."""

    runner: str
    argv: tuple[str, ...]
    only: list[str] | None = None
    adds: bool = False


@dataclass(frozen=True)
class Workload:
    """Recorded calls by function (trees), the tests behind them, and how the module was imported."""

    load: Load
    calls: Mapping[str, tuple[Any, ...]]
    tests: tuple[Tests, ...]
    set_aside: tuple[str, ...]
    notes: tuple[str, ...]
    slowest_s: float

    @property
    def test_count(self) -> int:
        """How many tests reach the target and pass."""
        return sum(len(tests.ids) for tests in self.tests)


@dataclass(frozen=True)
class Sources:
    """Where calls are to come from, as the user said; all empty means: find the tests."""

    tests: tuple[str, ...] = ()
    script: Path | None = None
    command: tuple[str, ...] = ()


def discover(place: Place, watch: Watch, text: str, sources: Sources, limit_s: float) -> Workload:
    """Record the target's calls by `sources`, or by the tests found in the project.

    Raises TargetError if none come, BudgetError if the tests that were run in that time made none.
    """
    qualname = next(iter(watch.functions))
    if sources.command or sources.script is not None:
        return _from_command(place, watch, sources, limit_s)
    notes: list[str] = []
    recordings: list[tuple[_Run, Recording]] = []
    began = time.monotonic()
    until = began + limit_s
    reaching: list[str] = []
    calls = 0
    for run in _runs(place, watch, qualname, text, sources, notes):
        late = bool(recordings) and time.monotonic() > until
        enough = calls >= CALLS_PER_FUNCTION or time.monotonic() > began + ENOUGH_SHARE * limit_s
        if late and (reaching or run.runner != "doctest"):
            continue
        if reaching and run.runner != "doctest" and (enough or not run.adds):
            continue
        left_s = max(min(LEAST_RUN_S, limit_s), until - time.monotonic())
        recording = run_recorded(place, run.argv, watch, left_s, tests=run.only)
        recordings.append((run, recording))
        if _refused(run.runner, recording):
            notes.append(f"pytest did not start, so none of its tests count: {_refusal(recording)}")
        if run.runner != "doctest" and recording.reaching.get(qualname):
            reaching += recording.reaching[qualname]
            calls += len(recording.calls.get(qualname, ()))
            _remember(place, watch, qualname, reaching)
    return _joined(place, watch, qualname, recordings, sources, notes)


def check_tests(
    place: Place, watch: Watch, tests: Tests, limit_s: float, replace: Mapping[Path, Path]
) -> tuple[dict[str, str], Recording]:
    """Run the tests with files replaced; returns what did not pass, by test id, with the last line of its report."""
    recording = run_replaced(place, tests.argv, watch, limit_s, tests.ids, replace)
    failed = {
        test: recording.failures.get(test, "did not run" if not recording.timed_out else "did not finish in time")
        for test in tests.ids
        if recording.outcomes.get(test) != "passed"
    }
    return failed, recording


def _runs(place: Place, watch: Watch, qualname: str, text: str, sources: Sources, notes: list[str]) -> list[_Run]:
    python = str(place.python.path)
    if sources.tests:
        return [_Run("pytest", (*_pytest(place), *sources.tests))]
    suite = find_suite(place.root, watch.file, qualname)
    runs: list[_Run] = []
    if suite.dropped:
        notes.append(f"pytest options left out while recording: {' '.join(suite.dropped)}")
    if suite.files and _has_pytest(place):
        options = () if suite.options is None else ("-o", f"addopts={suite.options}")
        base = (*_pytest(place), *options)
        known = _recall(place, watch, qualname)
        if known:
            runs.append(_Run("pytest", (*base, *_files_of(place.root, known)), known))
        runs += [_Run("pytest", (*base, *map(str, part)), adds=not known) for part in suite.first]
        runs.append(_Run("pytest", (*base, *_default_files(suite))))
    elif suite.files:
        files = [str(path) for path in suite.files]
        runs.append(_Run("unittest", _boot_unittest(python, files)))
        notes.append(f"{python} has no pytest: only unittest cases were run")
    if has_doctests(text):
        runs.append(_Run("doctest", _boot_doctest(python, watch.file, suite.doctest_flags)))
    return runs


def _pytest(place: Place) -> tuple[str, ...]:
    """The head of every pytest command; ids count from the project's root, wherever pytest finds its options."""
    return (str(place.python.path), PYTEST[0], PYTEST[1], f"--rootdir={place.root}", *PYTEST[2:])


def _default_files(suite: Suite) -> tuple[str, ...]:
    """A small suite is named file by file, so that nothing else below the root is collected."""
    return () if suite.large else tuple(map(str, suite.files))


def _boot_unittest(python: str, files: Sequence[str]) -> tuple[str, ...]:
    call = (
        f"from _burner import record, runners; runners.unittests({list(files)!r}, record.recorder().settings['tests'])"
    )
    return (python, "-c", call)


def _boot_doctest(python: str, file: Path, flags: Sequence[str]) -> tuple[str, ...]:
    given = f"{str(file)!r}, {list(flags)!r}, record.recorder().settings['tests']"
    return (python, "-c", f"from _burner import record, runners; runners.doctests({given})")


def _has_pytest(place: Place) -> bool:
    return any((Path(entry) / "pytest" / "__init__.py").is_file() for entry in place.python.sys_path)


def _files_of(root: Path, tests: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(str(root / test.partition("::")[0]) for test in tests))


def _joined(
    place: Place,
    watch: Watch,
    qualname: str,
    recordings: Sequence[tuple[_Run, Recording]],
    sources: Sources,
    notes: list[str],
) -> Workload:
    useful = [item for item in recordings if item[1].reaching.get(qualname) or item[1].calls.get(qualname)]
    if not useful:
        raise _nothing(qualname, [recording for _, recording in recordings], sources)
    set_aside: list[str] = []
    passing: dict[str, tuple[_Run, list[str]]] = {}
    for run, recording in useful:
        reaching = recording.reaching.get(qualname, [])
        if recording.timed_out and recording.running:
            set_aside.append(f"{recording.running} (does not end)")
        if recording.cut:
            notes.append("the suite is longer than the time for recording: only its first tests were run")
        passed = [test for test in reaching if recording.outcomes.get(test) == "passed"]
        set_aside += [
            f"{test} (fails: {recording.failures.get(test, 'no outcome')})"
            for test in reaching
            if recording.outcomes.get(test) in {"failed", "error"}
        ]
        if passed:
            passing.setdefault(run.runner, (run, []))[1].extend(passed)
    if not passing:
        raise _all_fail(qualname, set_aside)
    tests = tuple(_only(run.runner, run.argv, place.root, ids) for run, ids in passing.values())
    return _workload(watch, [recording for _, recording in useful], tests, tuple(set_aside), tuple(notes))


def settled(place: Place, watch: Watch, workload: Workload, limit_s: float) -> Workload:
    """Run the tests once more as they are; those that fail now are flaky and set aside."""
    set_aside = list(workload.set_aside)
    tests = []
    until = time.monotonic() + limit_s
    for each in workload.tests:
        again, _ = check_tests(place, watch, each, max(min(LEAST_RUN_S, limit_s), until - time.monotonic()), {})
        set_aside += [f"{test} (flaky: {why})" for test, why in again.items()]
        left = [test for test in each.ids if test not in again]
        if left:
            tests.append(_only(each.runner, each.argv, place.root, left))
    if workload.tests and not tests:
        raise _all_fail(next(iter(watch.functions)), set_aside)
    return replace(workload, tests=tuple(tests), set_aside=tuple(set_aside))


def _refused(runner: str, recording: Recording) -> bool:
    return runner == "pytest" and recording.exit_code == _PYTEST_USAGE and not recording.outcomes


def _refusal(recording: Recording) -> str:
    lines = [line.strip() for line in recording.tail.splitlines() if line.strip()]
    told = [line for line in lines if "error: " in line.lower() and "usage: " not in line]
    last = (told or lines or ["it printed nothing"])[-1]
    return last[last.lower().find("error: ") + len("error: ") :][:300] if told else last[:300]


def _all_fail(qualname: str, set_aside: Sequence[str]) -> TargetError:
    return TargetError(
        f"every test that reaches {qualname} fails on the original: {'; '.join(set_aside[:3])}",
        "burner needs tests that pass; mend them, name others with --tests, or give a run with --workload FILE",
    )


def _only(runner: str, argv: tuple[str, ...], root: Path, ids: Sequence[str]) -> Tests:
    if runner == "pytest":
        head = argv[: argv.index("no:cacheprovider") + 1]
        options = argv[argv.index("-o") : argv.index("-o") + 2] if "-o" in argv else ()
        return Tests(runner, (*head, *options, *_files_of(root, ids)), tuple(ids))
    return Tests(runner, argv, tuple(ids))


def _from_command(place: Place, watch: Watch, sources: Sources, limit_s: float) -> Workload:
    qualname = next(iter(watch.functions))
    if sources.script is not None:
        argv = script_argv(place, sources.script, watch.file)
    else:
        argv = command_argv(place, sources.command, watch.file)
    recording = run_recorded(place, argv, watch, limit_s)
    if not recording.calls.get(qualname):
        last = recording.tail.strip().splitlines()[-1:] or ["nothing was printed"]
        raise TargetError(
            f"the command never called {qualname} with values that can be recorded (exit {recording.exit_code}: {last[0]})",
            "run it by hand; it must call the function in its own process, without network and without input",
        )
    notes = ("the command did not end in time; what it called until then was recorded",) if recording.timed_out else ()
    return _workload(watch, [recording], (), (), notes)


def from_cases(place: Place, watch: Watch, main: str, cases: Sequence[ProgramCase]) -> Workload:
    """The workload of a stdin program: one call for each case."""
    calls = tuple(call_of(case.stdin) for case in cases)
    sys_path = (str(watch.file.parent), *place.python.sys_path)
    load = Load(watch.file, "__main__", None, sys_path, watch.functions, main)
    return Workload(load, {main: calls}, (), (), (), PROGRAM_S)


def _workload(
    watch: Watch,
    recordings: Sequence[Recording],
    tests: tuple[Tests, ...],
    set_aside: tuple[str, ...],
    notes: tuple[str, ...],
) -> Workload:
    first = next(recording for recording in recordings if recording.module is not None)
    unrecorded = sum(recording.unrecorded for recording in recordings)
    if unrecorded:
        held = "call holds a value" if unrecorded == 1 else "calls hold values"
        notes = (*notes, f"{unrecorded} {held} that can't be written down; only the tests check that")
    calls: dict[str, list[Any]] = {name: [] for name in watch.functions}
    for recording in recordings:
        for name, trees in recording.calls.items():
            calls[name].extend(trees)
    load = Load(watch.file, first.module or "", first.package, first.sys_path, watch.functions)
    slowest_s = max(recording.slowest_s for recording in recordings)
    return Workload(load, {name: tuple(trees) for name, trees in calls.items()}, tests, set_aside, notes, slowest_s)


def _nothing(qualname: str, recordings: Sequence[Recording], sources: Sources) -> BurnerError:
    fix = "write a test that calls it, name tests with --tests, or record a run: --workload FILE, or -- COMMAND"
    if not recordings:
        return UnreachedError(f"no tests were found for {qualname}", fix)
    ran = sum(len(recording.outcomes) for recording in recordings)
    for recording in recordings:
        for where, text in recording.uncollected.items():
            last = next((line for line in reversed(text.splitlines()) if line.strip()), "no message")
            last = last.strip().removeprefix("E").strip() if last.startswith("E ") else last.strip()
            others = f"{_ran(ran)}, but none reaches {qualname}, and " if ran else ""
            missing = "install it for the project's Python, or name another one with --python PATH, then run again"
            hint = missing if "ModuleNotFoundError" in last else "run the tests by hand, then again"
            return TargetError(f"{others}{where} could not be collected: {last}", hint)
        if _refused("pytest", recording) and not sources.tests:
            return TargetError(
                f"pytest did not start: {_refusal(recording)}",
                "run the tests by hand; install the plug-ins that its options need, or name another Python with --python",
            )
    if any(recording.cut for recording in recordings):
        return BudgetError(
            f"{_ran(ran)} before the time for recording was used up, and none reaches {qualname}",
            "name the tests that reach it with --tests, or give more time with --budget",
        )
    final = recordings[-1]
    if final.timed_out:
        where = f" in {final.running}" if final.running else ""
        return TargetError(f"the tests did not end in time{where} and none reached {qualname} before", fix)
    if sources.tests and not final.outcomes:
        tail = " ".join(final.tail.split())[-300:]
        return TargetError(f"the given tests did not run: {tail}", "check the --tests node ids")
    return UnreachedError(f"{_ran(ran)}, but none reaches {qualname}", fix)


def _ran(count: int) -> str:
    return "1 test ran" if count == 1 else f"{count} tests ran"


# ---- which test reaches what, remembered by content


def _map_file(place: Place, watch: Watch, qualname: str) -> Path:
    key = hashlib.sha256(f"{place.root}\0{watch.file}\0{qualname}".encode()).hexdigest()[:24]
    return home() / "cache" / "reach" / f"{key}.json"


def _content(place: Place, watch: Watch) -> str:
    """A digest of every Python file of the project but the target's own."""
    digest = hashlib.sha256()
    for path in sorted(find_suite(place.root, watch.file, "").files):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _recall(place: Place, watch: Watch, qualname: str) -> list[str] | None:
    path = _map_file(place, watch, qualname)
    if not path.is_file():
        return None
    try:
        known = json.loads(path.read_text())
        return list(known["tests"]) if known["content"] == _content(place, watch) else None
    except (ValueError, KeyError, TypeError):  # cut short by a crash of the machine: it is found out again
        return None


def _remember(place: Place, watch: Watch, qualname: str, tests: Sequence[str]) -> None:
    path = _map_file(place, watch, qualname)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {"content": _content(place, watch), "tests": list(tests), "at": time.time()}
    temporary = path.with_suffix(f".{time.monotonic_ns()}")
    temporary.write_text(json.dumps(known))
    temporary.replace(path)
