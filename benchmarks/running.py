"""How benchmarks run burner's command line, and their own checks in burner's sandbox; results are kept line by line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from burner.sandbox.isolation import Jail, Limits, choose, interpreter_paths
from burner.target import project_python

CHECK_LIMIT_S = 300.0


def optimise(folder: Path, target: str, options: Sequence[str]) -> dict[str, Any]:
    """Run `burner optimize` in a folder; returns the result document with the seconds it took."""
    argv = [sys.executable, "-m", "burner", "optimize", target, "--json", "--python", sys.executable, *options]
    began = time.monotonic()
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    wall_s = time.monotonic() - began
    try:
        return {**json.loads(done.stdout), "seen_wall_s": wall_s}
    except ValueError:
        failed = {"outcome": "failed", "exit_code": done.returncode, "error": done.stderr[-800:], "best": None}
        return {**failed, "candidates": [], "seen_wall_s": wall_s}


def checked(folder: Path, script: Path) -> dict[str, Any]:
    """Run `script --check FOLDER` in the sandbox and read the JSON that it prints."""
    (folder / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    python = project_python(folder, sys.executable)
    jail = Jail(
        read_only=interpreter_paths(python),
        overlay=None,
        read_only_project=folder,
        replace={},
        workdir=folder,
        environment={"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        limits=Limits(cpu_s=900, memory_bytes=6 * 1024**3, processes=64, file_bytes=1 << 24, open_files=256),
        loopback=False,
    )
    isolation = choose()
    argv = [str(python.path), script.name, "--check", str(folder)]
    process = isolation.start(argv, jail, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, err = process.communicate(timeout=CHECK_LIMIT_S)
    except subprocess.TimeoutExpired:
        return {"wrong": ["the check did not end in time"]}
    finally:
        isolation.end(process)
    try:
        return dict(json.loads(out))
    except ValueError:
        return {"wrong": [f"the check failed: {err.decode(errors='replace')[-500:]}"]}


def kept(
    rows: Sequence[dict[str, Any]], keep: Path, one: Callable[[dict[str, Any]], dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row with its result; results in the kept file are not made again."""
    known = {}
    if keep.exists():
        known = {found["id"]: found for found in map(json.loads, keep.read_text(encoding="utf-8").splitlines())}
    for row in rows:
        found = known.get(row["id"])
        if found is None:
            found = {"id": row["id"], **one(row)}
            with keep.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(found) + "\n")
        yield row, found
