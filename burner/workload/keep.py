"""Keeps the recorded calls of a function between runs, so that a second look at it costs no run of the tests.

What is kept are inputs and never what came of them, so they stay good while the function changes; they are forgotten
when the tests or the function's signature change. They lie in burner's own data folder, one file per function.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from burner.home import home
from burner.sandbox.forkserver import Load
from burner.sandbox.place import Place
from burner.workload.discover import Tests, Workload
from burner.workload.record import Watch
from burner.workload.suite import find_suite

FORMAT = 1


def fingerprint(place: Place, watch: Watch, signature: str, tests: Sequence[str]) -> str:
    """What recorded calls depend on: the test files and their conftests, the Python, the function's signature."""
    qualname = next(iter(watch.functions))
    digest = hashlib.sha256("\0".join([str(FORMAT), signature, str(place.python.path), *tests]).encode())
    files = set(find_suite(place.root, watch.file, qualname).files)
    folders = {
        folder for file in files for folder in (file.parent, *file.parent.parents) if place.root in folder.parents
    }
    files |= {path for folder in (*folders, place.root) if (path := folder / "conftest.py").is_file()}
    for path in sorted(files):
        text = place.over.get(path)
        digest.update(str(path).encode() + b"\0" + (text or path).read_bytes())
    return digest.hexdigest()


def recall(place: Place, watch: Watch, content: str) -> Workload | None:
    """The calls that were kept for this content; None where there are none."""
    path = _file(place, watch)
    try:
        kept: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if kept.get("content") != content:
        return None
    load = Load(watch.file, kept["module"], kept["package"], tuple(kept["sys_path"]), watch.functions)
    calls = {name: tuple(kept["calls"].get(name, ())) for name in watch.functions}
    tests = tuple(Tests(item["runner"], tuple(item["argv"]), tuple(item["ids"])) for item in kept["tests"])
    return Workload(load, calls, tests, (), (), kept["slowest_s"])


def keep(place: Place, watch: Watch, content: str, workload: Workload) -> None:
    """Keep the calls of a workload; what was kept for the function before is replaced."""
    path = _file(place, watch)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {
        "content": content,
        "module": workload.load.name,
        "package": workload.load.package,
        "sys_path": workload.load.sys_path,
        "calls": workload.calls,
        "tests": [asdict(tests) for tests in workload.tests],
        "slowest_s": workload.slowest_s,
    }
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(json.dumps(kept))
    temporary.replace(path)


def forget(place: Place, watch: Watch) -> None:
    """Forget what was kept for a function."""
    _file(place, watch).unlink(missing_ok=True)


def prune(older_than_s: float) -> int:
    """Delete what was kept for functions that were last recorded so long ago, and return for how many."""
    old = outdated(older_than_s)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def outdated(older_than_s: float) -> list[Path]:
    """What was kept for functions that were last recorded so long ago, one file each."""
    before = time.time() - older_than_s
    return [path for path in _folder().glob("*.json") if path.stat().st_mtime <= before]


def _folder() -> Path:
    return home() / "cache" / "calls"


def _file(place: Place, watch: Watch) -> Path:
    qualname = next(iter(watch.functions))
    key = hashlib.sha256(f"{place.root}\0{watch.file}\0{qualname}".encode()).hexdigest()[:24]
    return _folder() / f"{key}.json"
