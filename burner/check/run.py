"""One check of many files: what is known from before, the rest in several processes, then what is wanted of it."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from burner.check.cache import Cache
from burner.check.finding import Finding
from burner.check.ignores import Ignore
from burner.check.scan import Scan, scan, selected
from burner.check.settings import CheckSettings
from burner.errors import BurnerError

MOST_BYTES = 2_000_000
"""A file that is larger was written by a program, and takes seconds to parse."""
_WORTH_PROCESSES = 400_000
"""Bytes to look at from which starting processes pays."""


@dataclass(frozen=True)
class Skipped:
    """A file that was not looked at; `fault` where that is the file's fault (it does not parse) and no decision."""

    path: str
    reason: str
    fault: bool


@dataclass(frozen=True)
class Report:
    """What a check found; `known` of the `files` were taken from the cache."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    files: int
    known: int


def check_files(files: Sequence[Path], settings_for: Callable[[Path], CheckSettings], cache: Cache) -> Report:
    """Return what is found in files, in their order; raises UsageError where settings name unknown rules."""
    skipped: list[Skipped] = []
    texts: dict[Path, bytes] = {}
    for path in files:
        data = _read(path)
        if isinstance(data, Skipped):
            skipped.append(data)
        else:
            texts[path] = data
    keys = {path: cache.key(data) for path, data in texts.items()}
    outcomes = dict(cache.get(dict.fromkeys(keys.values())))
    known = sum(key in outcomes for key in keys.values())
    missing = {key: (path, texts[path]) for path, key in keys.items() if key not in outcomes}
    if missing:
        new = dict(zip(missing, _outcomes(list(missing.values())), strict=True))
        cache.put(new)
        outcomes.update(new)
    findings: list[Finding] = []
    for path, key in keys.items():
        outcome = outcomes[key]
        if outcome == "":
            continue
        fields = json.loads(outcome)
        if "error" in fields:
            skipped.append(Skipped(str(path), fields["error"], fault=True))
        else:
            findings += selected(_restored(fields), path, settings_for(path))
    return Report(tuple(findings), tuple(skipped), len(files), known)


def _read(path: Path) -> bytes | Skipped:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Skipped(str(path), f"{size / 1e6:.1f} MB: too large to be written by people", fault=False)
        return path.read_bytes()
    except OSError as error:
        return Skipped(str(path), f"can't be read: {error.strerror}", fault=True)


def _outcomes(missing: Sequence[tuple[Path, bytes]]) -> Iterable[str]:
    workers = min(_processors(), len(missing))
    with _without_collector():
        if workers < 2 or sum(len(data) for _, data in missing) < _WORTH_PROCESSES:
            return [_outcome(path, data) for path, data in missing]
        return _in_processes(missing, workers)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Trees of syntax are large and have no cycles: looking for some takes as long as parsing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _in_processes(missing: Sequence[tuple[Path, bytes]], workers: int) -> list[str]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    import burner.check.evident
    import burner.rules.catalogue  # noqa: F401  # once, for all processes that are forked
    from burner.child import end_with_parent

    largest_first = sorted(range(len(missing)), key=lambda place: -len(missing[place][1]))
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=end_with_parent, initargs=(os.getpid(), signal.SIGKILL)
    ) as pool:
        try:
            paths, texts = zip(*(missing[place] for place in largest_first), strict=True)
            found = list(pool.map(_outcome, paths, texts, chunksize=4))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    by_place = dict(zip(largest_first, found, strict=True))
    return [by_place[place] for place in range(len(missing))]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _outcome(path: Path, data: bytes) -> str:
    """Return what a file holds as the cache keeps it: nothing, findings and comments, or why it can't be read."""
    from burner.target.source import read_source

    try:
        found = scan(read_source(path, data).text)
    except BurnerError as error:
        return json.dumps({"error": error.message.removeprefix(path.name).lstrip(",: ")})
    if not found.findings and not found.ignores:
        return ""
    return json.dumps(
        {"findings": [astuple(item) for item in found.findings], "ignores": [astuple(item) for item in found.ignores]}
    )


def _restored(fields: Mapping[str, list[list[Any]]]) -> Scan:
    return Scan(
        tuple(Finding(*item) for item in fields["findings"]),
        tuple(Ignore(line, at, end, about, tuple(rules)) for line, at, end, about, rules in fields["ignores"]),
    )
