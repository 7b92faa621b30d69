"""The differential run: the same calls on the original and on a candidate, compared outside of both.

The candidate's process is given calls and never an expected result.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from burner.sandbox.beside import Beside
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import ForkServer, InstallError, Worker
from burner.sandbox.inside.trees import children, to_json, walk
from burner.verify.compare import Level, compare, show

CALL_LIMIT_S = 2.0
LATE_FACTOR = 20.0
CHUNK = 40
SECOND_LOOK_S = 2.0
"""Other hash seeds, which run at the same time, may end so much later than the first."""
SHOWN_CHARS = 400


@dataclass(frozen=True)
class Version:
    """One version of the module: its text, the functions that differ from the original, statements to add."""

    text: str
    edits: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """A version on a server, for which workers are forked; without one it is the module as it was loaded."""

    server: ForkServer
    version: Version | None = None

    def fork(self) -> Worker:
        """A worker that behaves as this version; raises `InstallError` where it can't."""
        worker = self.server.fork()
        if self.version is not None:
            try:
                worker.install(self.version.text, self.version.edits, self.version.imports)
            except BaseException:
                worker.end()
                raise
        return worker


@dataclass(frozen=True)
class Case:
    """One call and what the original made of it."""

    function: str
    call: Any
    outcome: Mapping[str, Any]
    recorded: bool

    @property
    def result(self) -> Any:
        """The tree of what the original returned or raised."""
        return _result(self.outcome)

    @property
    def wall_s(self) -> float:
        """How long the original took."""
        return float(self.outcome["wall_ns"]) / 1e9

    @property
    def limit_s(self) -> float:
        """How long a candidate may take."""
        return max(CALL_LIMIT_S, LATE_FACTOR * self.wall_s)


@dataclass(frozen=True)
class Mismatch:
    """How a candidate differs from the original; `case` is None where it fell over before its first call."""

    kind: Literal["malformed", "crashed", "timed_out", "wrong", "caches_across_calls"]
    reason: str
    case: Case | None = None
    index: int = 0
    is_state: bool = False
    """Whether results agree, and what differs is what the module keeps after the call."""


def outcomes(
    side: Side, function: str, calls: Sequence[Any], until: float, limit_s: float = CALL_LIMIT_S
) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    """What a version makes of each call; None for a call that takes too long or ends the process."""
    index = 0
    while index < len(calls) and time.monotonic() < until:
        with side.fork() as worker:
            chunk = calls[index : index + CHUNK]
            try:
                for outcome in worker.run(function, chunk, [limit_s] * len(chunk)):
                    yield index, outcome
                    index += 1
                    if time.monotonic() > until:
                        return
            except (GoneError, LateError, GarbageError):
                yield index, None
                index += 1


def establish(
    servers: Sequence[ForkServer],
    function: str,
    calls: Sequence[Any],
    *,
    recorded: bool,
    until: float,
    limit_s: float = CALL_LIMIT_S,
) -> tuple[list[Case], int]:
    """The cases that count as evidence, and how many calls the original itself does not repeat.

    The original runs on every server (other hash seeds); calls whose outcomes differ, that take too long, that can't
    be rebuilt or whose result can't be written down are no evidence. Where nothing but an order differs, which sets of
    texts bring in, the call counts: versions run with the first hash seed, and must give the order that the original
    gives with it. A generated call that makes the original fail on a type it was never given is outside its domain.
    """

    def seen_on(server: ForkServer, end: float) -> dict[int, Mapping[str, Any] | None]:
        return dict(outcomes(Side(server), function, calls, end, limit_s))

    ends = [until, *[until + SECOND_LOOK_S] * (len(servers) - 1)]
    runs = [Beside(partial(seen_on, server, end)) for server, end in zip(servers, ends, strict=True)]
    seen, *others = [run.result() for run in runs]
    first = {
        index: outcome
        for index, outcome in seen.items()
        if outcome is not None and "tree" in outcome and (recorded or not _out_of_domain(outcome))
    }
    unstable = 0
    ordered: list[int] = []
    for again in others:
        for index in list(first):
            outcome = again.get(index)
            if outcome is None or "tree" not in outcome:
                del first[index]
            elif difference(first[index], outcome, "normal") is not None:
                if _holds_the_same(first[index], outcome):
                    ordered.append(index)
                else:
                    del first[index]
                    unstable += 1
            elif first[index].get("said") != outcome.get("said"):
                first[index] = {**first[index], "said_varies": True}
    ordered = [index for index in dict.fromkeys(ordered) if index in first]
    if ordered:
        mine = [calls[index] for index in ordered]
        repeated = dict(outcomes(Side(servers[0]), function, mine, time.monotonic() + SECOND_LOOK_S, limit_s))
        for place, index in enumerate(ordered):
            outcome = repeated.get(place)
            if outcome is None or difference(first[index], outcome, "normal") is not None:
                del first[index]
                unstable += 1
    return [Case(function, calls[index], outcome, recorded) for index, outcome in sorted(first.items())], unstable


def unrepeatable(side: Side, function: str, call: Any, limit_s: float) -> str:
    """Why a call is no evidence, in words: it can't be rebuilt, its result can't be written down, or it does not end."""
    outcome = dict(outcomes(side, function, [call], math.inf, limit_s))[0]
    if outcome is None:
        return f"the first one does not end within {limit_s:.0f} s, or ends its process"
    if "undecodable" in outcome:
        return f"an argument can't be rebuilt: {outcome['undecodable']}"
    if "unencodable" in outcome:
        return f"the result can't be written down: {outcome['unencodable']}"
    return "the first one does not come to its end every time"


def _holds_the_same(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether two outcomes are made of the same values, in whatever order."""
    return bool(one["raised"]) == bool(two["raised"]) and _leaves(one["tree"]) == _leaves(two["tree"])


def _leaves(tree: Any) -> Counter[str]:
    return Counter(
        to_json(node) for node in walk(tree) if type(node) is not list or not (children(node) or node[0] == "r")
    )


def _out_of_domain(outcome: Mapping[str, Any]) -> bool:
    return bool(outcome["raised"]) and str(outcome["raises"]).startswith(
        ("TypeError:", "AttributeError:", "RecursionError")
    )


def difference(expected: Mapping[str, Any], actual: Mapping[str, Any], level: Level) -> str | None:
    """How two outcomes differ, in words; None if they don't."""
    if "tree" not in actual:
        return f"the result can't be written down: {actual.get('unencodable') or actual.get('undecodable')}"
    if bool(expected["raised"]) != bool(actual["raised"]):
        wanted = f"raises {expected['raises']}" if expected["raised"] else "returns"
        got = f"raises {actual['raises']}" if actual["raised"] else f"returns {show(_result(actual), SHOWN_CHARS)}"
        return f"the original {wanted}, this version {got}"
    found = compare(expected["tree"], actual["tree"], level)
    if found is not None:
        return f"{found.path}: the original gives {found.expected}, this version {found.actual}"
    if expected.get("lent") != actual.get("lent"):
        return _lent(expected.get("lent") or [], actual.get("lent"))
    if expected.get("stdout", "") != actual.get("stdout", ""):
        return f"prints {actual.get('stdout', '')[:80]!r} instead of {expected.get('stdout', '')[:80]!r}"
    if level == "strict" and expected.get("said") != actual.get("said") and not expected.get("said_varies"):
        return _said_otherwise(expected.get("said") or {}, actual.get("said") or {})
    if "output" in expected:
        return output_difference(expected["output"], actual.get("output", ""), level)
    return None


def _lent(expected: list[Any], actual: Any) -> str:
    """How the outcomes share objects with the module: who changes what was returned would change these."""
    if isinstance(actual, list) and len(actual) > len(expected):
        return "hands out what the module keeps for itself, where the original gives an object of its own"
    return "gives an object of its own, where the original hands out what the module keeps"


def _said_otherwise(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> str:
    """How warnings, or else the text on stderr, differ."""
    what, nothing = ("warnings", []) if expected.get("warnings") != actual.get("warnings") else ("stderr", "")
    shown = [repr(side.get(what, nothing))[:160] for side in (actual, expected)]
    return f"{what} {shown[0]} instead of {shown[1]}"


def output_difference(expected: str, actual: str, level: Level) -> str | None:
    """How the output of a stdin program differs, in words.

    `strict` compares every character, `normal` lines without the blanks at their ends and without empty last lines,
    `loose` the words between blanks.
    """
    if level == "loose":
        wanted, got = expected.split(), actual.split()
    elif level == "normal":
        wanted, got = ([line.rstrip() for line in text.rstrip().split("\n")] for text in (expected, actual))
    else:
        wanted, got = expected.split("\n"), actual.split("\n")
    if wanted == got:
        return None
    at = next(
        (at for at, pair in enumerate(zip(wanted, got, strict=False)) if pair[0] != pair[1]), min(len(wanted), len(got))
    )
    shown = [repr(lines[at][:80]) if at < len(lines) else "nothing" for lines in (got, wanted)]
    return f"prints {shown[0]} instead of {shown[1]} ({'word' if level == 'loose' else 'line'} {at + 1} of its output)"


def _result(outcome: Mapping[str, Any]) -> Any:
    tree = outcome["tree"]
    return tree[1][0]


def check(side: Side, cases: Sequence[Case], level: Level) -> Mismatch | None:
    """Run the cases on a candidate, in order, in one fresh process per function; the first difference ends it."""
    for function in dict.fromkeys(case.function for case in cases):
        mine = [case for case in cases if case.function == function]
        found = _check_fresh(side, mine, level)
        if found is not None and found.is_state:
            found = _check_fresh(side, _with_states(side, mine), level)
        if found is not None:
            return found
    return None


def _with_states(side: Side, cases: Sequence[Case]) -> list[Case]:
    """The cases with the module's states as the original leaves them when it is called in this order.

    What a module fills when it is first needed is filled by whichever call comes first.
    """
    states: list[Any] = []
    try:
        with Side(side.server).fork() as worker:
            for chunk in _chunks(cases):
                states += [outcome.get("state") for outcome in _run(worker, chunk)]
    except (GoneError, GarbageError, LateError):  # the original, which got so far before: the states stay as they were
        return list(cases)
    return [replace(case, outcome={**case.outcome, "state": state}) for case, state in zip(cases, states, strict=True)]


def _check_fresh(side: Side, cases: Sequence[Case], level: Level) -> Mismatch | None:
    try:
        with side.fork() as worker:
            return _check_in(worker, cases, level)
    except InstallError as error:
        return Mismatch("malformed", str(error))
    except (GoneError, GarbageError):
        return Mismatch("crashed", "its process ended while it was put in place")
    except LateError:
        return Mismatch("timed_out", "its module-level code does not end")


def _check_in(worker: Worker, cases: Sequence[Case], level: Level) -> Mismatch | None:
    done = 0
    for chunk in _chunks(cases):
        try:
            for outcome, case in zip(_run(worker, chunk), chunk, strict=True):
                found = _judge(case, outcome, level, done)
                if found is not None:
                    return found
                done += 1
        except (GoneError, GarbageError):
            return Mismatch("crashed", "its process ended", cases[done], done)
        except LateError:
            limit_s = cases[done].limit_s
            return Mismatch(
                "timed_out", f"more than {limit_s:.1f} s on a call of {cases[done].wall_s:.2g} s", cases[done], done
            )
    return None


def _chunks(cases: Sequence[Case]) -> Iterator[Sequence[Case]]:
    return (cases[start : start + CHUNK] for start in range(0, len(cases), CHUNK))


def _run(worker: Worker, cases: Sequence[Case]) -> Iterator[Mapping[str, Any]]:
    return worker.run(cases[0].function, [case.call for case in cases], [case.limit_s for case in cases])


def _judge(case: Case, outcome: Mapping[str, Any], level: Level, index: int) -> Mismatch | None:
    how = difference(case.outcome, outcome, level)
    if how is not None:
        return Mismatch("wrong", how, case, index)
    expected, actual = case.outcome.get("state"), outcome.get("state")
    if expected != actual:
        if expected is not None and _changed_alike(expected, actual):
            return None
        if expected is None:
            told = "it leaves something behind at module level after a call"
            return Mismatch("caches_across_calls", told, case, index, is_state=True)
        return Mismatch("wrong", "it leaves the module's globals in another state", case, index, is_state=True)
    return None


def _changed_alike(expected: Any, actual: Any) -> bool:
    """Whether the module's data is the same under all names that the original has: a version may import more."""
    try:
        mine, theirs = dict(expected[1]), dict(actual[1])
    except (LookupError, TypeError, ValueError):  # a version can send what it likes
        return False
    return all(name in theirs and theirs[name] == value for name, value in mine.items())


def describe_call(case_call: Any, limit: int = SHOWN_CHARS) -> str:
    """A call as readable Python-like text: "(arg, arg, key=value)"."""
    args, kwargs = case_call[1]
    shown = [show(item, limit) for item in args[1]]
    shown += [f"{key}={show(value, limit)}" for key, value in kwargs[1]]
    return "(" + ", ".join(shown) + ")"
