"""Finds the project that a file belongs to and the interpreter that runs it.

The interpreter is the user's own and is asked once, outside the sandbox, with a fixed script that reads no user file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from burner.errors import UnavailableError, UsageError
from burner.target.source import absolute

MARKERS = ("pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "pytest.ini", ".git")
OLDEST = (3, 9)
_ANSWER_WITHIN_S = 20.0
_HINT = "Name the interpreter that runs the project: --python PATH"
_QUESTION = """
import json, sys, sysconfig
names = ("stdlib", "platstdlib")
dirs = [sysconfig.get_path(name) for name in names] + [sysconfig.get_config_var("DESTSHARED")]
print(json.dumps({
    "path": sys.executable, "version": list(sys.version_info[:3]), "prefix": sys.prefix, "base_prefix": sys.base_prefix,
    "sys_path": [item for item in sys.path if item], "stdlib": sorted({item for item in dirs if item}),
}))
"""


@dataclass(frozen=True)
class ProjectPython:
    """The interpreter that runs the user's code, as it described itself; `how` says in words why it was taken."""

    path: Path
    version: tuple[int, int, int]
    prefix: Path
    base_prefix: Path
    sys_path: tuple[str, ...]
    """As it is at the start, with site-packages and what .pth files add."""
    stdlib: tuple[str, ...]
    """Folders of the standard library."""
    is_venv: bool
    how: str


def project_root(file: Path) -> Path:
    """The nearest folder above a file that is marked as a project's root, else the one its package lies in."""
    folder = absolute(file).parent
    for candidate in _above(folder):
        if any((candidate / marker).exists() for marker in MARKERS):
            return candidate
    outermost = folder
    for candidate in _above(folder):
        outermost = candidate
        if not (candidate / "__init__.py").exists():
            break
    return outermost


def project_python(root: Path, chosen: str | None) -> ProjectPython:
    """The project's interpreter: the chosen one, VIRTUAL_ENV's, that of a .venv around the root, else burner's own.

    In a hook, VIRTUAL_ENV is the hook's environment: it doesn't count, and the Python that is next on PATH comes last.
    Raises UsageError where it is not there, can't be run or is none, UnavailableError where it is too old or hangs.
    """
    path, how = _choice(root, chosen)
    if not path.exists():
        raise UsageError(f"there is no Python at {path} ({how})", _HINT)
    if path.is_dir() or not os.access(path, os.X_OK):
        raise UsageError(f"{path} is not executable ({how})", _HINT)
    answer = _ask(str(path), path.stat().st_mtime_ns)
    major, minor, micro = answer["version"]
    if (major, minor) < OLDEST:
        raise UnavailableError(f"{path} is Python {major}.{minor} ({how})", "Projects need Python 3.9 or later.")
    return ProjectPython(
        path=Path(answer["path"] or path),
        version=(major, minor, micro),
        prefix=Path(answer["prefix"]),
        base_prefix=Path(answer["base_prefix"]),
        sys_path=tuple(answer["sys_path"]),
        stdlib=tuple(answer["stdlib"]),
        is_venv=answer["prefix"] != answer["base_prefix"],
        how=how,
    )


def _above(folder: Path) -> Iterator[Path]:
    """A folder and those above it; the home folder and the file system's root count only as the first."""
    home = Path("~").expanduser()
    for candidate in (folder, *folder.parents):
        if candidate != folder and candidate in {home, Path(candidate.anchor)}:
            return
        yield candidate


def _choice(root: Path, chosen: str | None) -> tuple[Path, str]:
    if chosen:
        return _chosen(root, chosen), "chosen"
    active = os.environ.get("VIRTUAL_ENV")
    is_hook = os.environ.get("PRE_COMMIT") == "1" and Path(active or "").resolve() == Path(sys.prefix).resolve()
    if active and not is_hook:
        return _python_of(Path(active)), "VIRTUAL_ENV"
    for folder in _above(root):
        for name in (".venv", "venv"):
            path = _python_of(folder / name)
            if path.exists():
                return path, f"{name} of {folder}"
        if (folder / ".git").exists():
            break
    if is_hook and (found := shutil.which("python3", path=_path_without(Path(sys.prefix) / "bin"))):
        return Path(found), "the first on PATH after the hook's own"
    return Path(sys.executable), "burner's own"


def _path_without(folder: Path) -> str:
    """PATH as it was before a hook's environment was put in front of it."""
    entries = os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join(entry for entry in entries if Path(entry).resolve() != folder.resolve())


def _chosen(root: Path, chosen: str) -> Path:
    """A path to an interpreter, a path to an environment, or a command; relative ones from here, then from the root."""
    if os.sep not in chosen and not Path(chosen).exists() and (found := shutil.which(chosen)):
        return Path(found)
    path = Path(chosen).expanduser()
    places = [absolute(path), root / path]
    place = next((place for place in places if place.exists()), places[0])
    return _python_of(place) if (place / "pyvenv.cfg").exists() else place


def _python_of(environment: Path) -> Path:
    return environment / "bin" / "python"


@lru_cache(maxsize=32)
def _ask(path: str, _changed_ns: int) -> dict[str, Any]:
    """What an interpreter says of itself; asked again only after its file changed."""
    try:
        done = subprocess.run(
            [path, "-I", "-c", _QUESTION],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_ANSWER_WITHIN_S,
            check=False,
        )
        answer = json.loads((done.stdout.strip().splitlines() or [""])[-1])
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"{path} did not answer within {_ANSWER_WITHIN_S:.0f} s", _HINT) from error
    except OSError as error:
        raise UsageError(f"{path} can't be run: {error.strerror}", _HINT) from error
    except json.JSONDecodeError as error:
        said = (done.stderr.strip().splitlines() or [f"it ended with code {done.returncode}"])[-1]
        raise UsageError(f"{path} does not answer like a Python of 3.9 or later: {said[:200]}", _HINT) from error
    if not isinstance(answer, dict) or "base_prefix" not in answer:
        raise UsageError(f"{path} does not answer like a Python of 3.9 or later", _HINT)
    return answer
