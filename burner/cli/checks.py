"""What `burner doctor` looks at. Each check stands alone, survives what it diagnoses, and says how to put it right."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from burner import __version__
from burner.config import Problems, load
from burner.errors import BurnerError
from burner.home import home
from burner.report import words

Status = Literal["ok", "warn", "fail"]
_LOW_BYTES, _NO_BYTES = 2 << 30, 50 << 20
_COARSE_S = 1e-6
_IMPORT_LIMIT_S = 60
_BUSY_SHARE = 0.5


@dataclass(frozen=True)
class Check:
    """One line of the doctor; "fail" means that burner can't be used here. `fix` says what to do."""

    name: str
    status: Status
    detail: str
    fix: str = ""


def all_checks(folder: Path) -> Iterator[Check]:
    """Yield what is found for work in `folder`, each line as soon as it is known."""
    checks: tuple[Callable[[Path], Iterator[Check]], ...] = (
        _burner,
        _platform,
        _settings,
        _project_python,
        _sandbox,
        _runtime,
        _models,
        _git,
        _timer,
        _load,
        _governor,
        _data,
    )
    for check in checks:
        try:
            yield from check(folder)
        except BurnerError as error:
            yield Check(check.__name__.strip("_").replace("_", " "), "fail", error.message, error.hint)
        except Exception as error:  # noqa: BLE001  # a broken part is a finding, never the end of the others
            name = check.__name__.strip("_").replace("_", " ")
            yield Check(name, "warn", f"could not be checked: {type(error).__name__}: {error}", "see the other lines")


def _burner(_folder: Path) -> Iterator[Check]:
    yield Check("burner", "ok", f"{__version__} on Python {platform.python_version()} ({sys.executable})")


def _platform(_folder: Path) -> Iterator[Check]:
    name = f"{platform.system()} {platform.release()} {platform.machine()}"
    if sys.platform == "linux":
        yield Check("platform", "ok", name)
    else:
        yield Check("platform", "fail", f"{name}: there is no sandbox for it yet", "run burner in a Linux container")


def _settings(folder: Path) -> Iterator[Check]:
    problems = Problems(collect=True)
    loaded = load(folder, problems=problems)
    for problem in problems.found:
        yield Check("settings", "fail", problem.message, problem.hint)
    if not problems.found:
        yield Check("settings", "ok", ", ".join(map(str, loaded.files)) or "defaults: no file and no variable sets any")


def _project_python(folder: Path) -> Iterator[Check]:
    from burner.target.project import project_python, project_root

    python = project_python(
        project_root(folder / "file.py"), load(folder, problems=Problems(collect=True)).settings.python
    )
    yield Check("project python", "ok", f"{'.'.join(map(str, python.version))} at {python.path} ({python.how})")


def _sandbox(_folder: Path) -> Iterator[Check]:
    from burner.sandbox import isolation

    for found in isolation.probe():
        yield Check(f"sandbox: {found.name}", found.status, found.detail, found.fix)


def _runtime(_folder: Path) -> Iterator[Check]:
    fix = "pip install 'burner-perf[llm]' (without it burner uses its rules)"
    if importlib.util.find_spec("llama_cpp") is None:
        yield Check("model runtime", "warn", "llama-cpp-python is not installed", fix)
        return
    command = [sys.executable, "-c", "import llama_cpp; print(llama_cpp.__version__)"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_IMPORT_LIMIT_S, check=False)
    if done.returncode == 0:
        yield Check("model runtime", "ok", f"llama-cpp-python {done.stdout.strip()}")
    else:
        said = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        yield Check("model runtime", "warn", f"llama-cpp-python does not load: {said}", f"install it again: {fix}")


def _models(_folder: Path) -> Iterator[Check]:
    from burner.models.store import installed

    found = installed()
    if not found:
        yield Check("models", "warn", "no model is installed", "burner model pull (without one burner uses its rules)")
    for item in found:
        name = item.model.name if item.model else item.path.name
        if item.whole:
            yield Check("models", "ok", f"{name}, {words.size(item.size_bytes)}")
        else:
            yield Check("models", "warn", f"{name} is damaged: {item.size_bytes} bytes", f"burner model pull {name}")


def _git(_folder: Path) -> Iterator[Check]:
    if shutil.which("git") is None:
        yield Check("git", "warn", "git is not installed", "install git to use --branch")
    elif importlib.util.find_spec("git") is None:
        yield Check("git", "warn", "GitPython is not installed", "pip install 'burner-perf[git]' to use --branch")
    else:
        yield Check("git", "ok", "git and GitPython are there")


def _timer(_folder: Path) -> Iterator[Check]:
    steps = {name: _step_s(clock) for name, clock in (("wall", time.perf_counter), ("CPU", time.process_time))}
    detail = ", ".join(f"{name} clock steps by {words.seconds(step_s)}" for name, step_s in steps.items())
    coarse = max(steps.values()) > _COARSE_S * 100
    yield Check(
        "timer", "warn" if coarse else "ok", detail, "small differences will take longer to see" if coarse else ""
    )


def _step_s(clock: Callable[[], float]) -> float:
    steps = []
    for _ in range(20):
        before = now = clock()
        while now == before:
            now = clock()
        steps.append(now - before)
    return min(steps)


def _load(_folder: Path) -> Iterator[Check]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load_1, _, _ = os.getloadavg()
    busy = load_1 > _BUSY_SHARE * cores
    fix = "end what else is running: figures need more pairs on a busy machine" if busy else ""
    yield Check("load", "warn" if busy else "ok", f"{load_1:.1f} on {words.count(cores, 'core')}", fix)


def _governor(_folder: Path) -> Iterator[Check]:
    path = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    if path.exists():
        name = path.read_text(encoding="ascii").strip()
        steady = name == "performance"
        fix = (
            ""
            if steady
            else "figures are steadier with the performance governor (cpupower frequency-set -g performance)"
        )
        yield Check("CPU governor", "ok" if steady else "warn", name, fix)


def _data(_folder: Path) -> Iterator[Check]:
    place = home()
    existing = next(path for path in (place, *place.parents) if path.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        yield Check("data folder", "fail", f"{place} can't be written", "set BURNER_HOME to a folder of yours")
        return
    free = shutil.disk_usage(existing).free
    status: Status = "fail" if free < _NO_BYTES else "warn" if free < _LOW_BYTES else "ok"
    fix = "" if status == "ok" else "make room, or set BURNER_HOME to another disk"
    yield Check("data folder", status, f"{place}, {words.size(free)} free", fix)
