"""The settings: one schema, four places to set them, and for every value the place it came from.

A flag beats the environment (`BURNER_*`), which beats `[tool.burner]` of the nearest pyproject.toml that has one, which
beats the user's own file. Nothing is merged within a place. What decides where code is sent can't be set by a project,
since projects come from anywhere.
"""

from __future__ import annotations

import difflib
import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from burner.errors import UsageError
from burner.home import config_file

Kind = Literal["text", "number", "count", "duration", "list", "table"]
OTHER_VARIABLES = frozenset({"BURNER_HOME", "BURNER_MODELS"})
"""Environment variables of burner that are no settings."""
_SURELY_MEANT = 0.85
"""How close an unknown variable must come to a known one: other programs may have BURNER_ variables of their own."""


def _setting(
    default: Any, doc: str, kind: Kind = "text", *, choices: tuple[str, ...] = (), least: float = 0, own: bool = False
) -> Any:
    """Declare a setting; `own` ones can't be set by a project, `least` is the smallest number allowed."""
    return field(default=default, metadata={"doc": doc, "kind": kind, "choices": choices, "least": least, "own": own})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings with their defaults; the key in files has dashes, the environment variable BURNER_ and capitals."""

    python: str | None = _setting(None, "interpreter that runs the project's code")
    policy: str = _setting("auto", "who proposes versions", choices=("auto", "rules", "llm", "remote"))
    model: str | None = _setting(None, "model by name, or path of a .gguf file")
    adapter: str | None = _setting(None, "LoRA adapter by name or path, or none")
    objective: str = _setting("time", "what must get better", choices=("time", "memory", "integral"))
    search: str = _setting("burner", "which search loop runs", choices=("burner", "paper"))
    budget: float = _setting(60.0, "total wall time of a run", "duration", least=1)
    iterations: int | None = _setting(None, "most rounds of proposals", "count")
    candidates: int = _setting(8, "proposals asked for in a round", "count", least=1)
    min_speedup: float = _setting(1.05, "smallest speed-up worth a change", "number", least=1)
    max_slowdown: float = _setting(1.1, "new time / old time that `burner guard` lets pass", "number", least=1)
    equality: str = _setting("normal", "how equal results must be", choices=("strict", "normal", "loose"))
    crosshair: float = _setting(0.0, "how long CrossHair may look for a call on which the winner differs", "duration")
    helpers: str = _setting("auto", "whether hot helpers may be rewritten too", choices=("auto", "never"))
    seed: int = _setting(0, "seed of everything random", "count")
    tests: tuple[str, ...] = _setting((), "tests that reach the target, instead of looking for them", "list")
    select: tuple[str, ...] = _setting((), "rules that `burner check` reports, instead of all", "list")
    ignore: tuple[str, ...] = _setting((), "rules that `burner check` does not report", "list")
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = _setting(
        (), "rules that it does not report in files of a pattern", "table"
    )
    theme: str | None = _setting(None, "theme of the terminal app")
    keys: tuple[tuple[str, tuple[str, ...]], ...] = _setting(
        (), "keys of the terminal app by id (F1 shows them)", "table"
    )
    remote_url: str | None = _setting(None, "address of an OpenAI-compatible server (policy remote)", own=True)
    remote_model: str | None = _setting(None, "model to ask that server for", own=True)
    remote_key_env: str | None = _setting(None, "environment variable that holds its key", own=True)


@dataclass(frozen=True)
class Source:
    """Where a value came from: which kind of place, and which file, variable or flag."""

    place: Literal["default", "user", "project", "environment", "flag"]
    name: str = ""

    def __str__(self) -> str:
        return f"{self.place} {self.name}".rstrip()


@dataclass(frozen=True)
class Loaded:
    """The settings in force and where each came from, by key; `files` are those that were read, nearest first."""

    settings: Settings
    provenance: Mapping[str, Source]
    files: tuple[Path, ...]


class Problems:
    """Collects what is wrong, or raises at the first fault."""

    def __init__(self, *, collect: bool = False) -> None:
        self.found: list[UsageError] = []
        self._collect = collect

    def add(self, message: str, hint: str = "") -> None:
        """Note a fault; raises UsageError unless faults are collected."""
        error = UsageError(message, hint)
        if not self._collect:
            raise error
        self.found.append(error)


def key_of(name: str) -> str:
    """Return the key of a field as files spell it."""
    return name.replace("_", "-")


KEYS: Mapping[str, str] = {key_of(item.name): item.name for item in fields(Settings)}
"""Key in files -> name of the field."""


def metadata(name: str) -> Mapping[str, Any]:
    """Return the declaration of a setting by its field name: doc, kind, choices, least, own."""
    return next(item.metadata for item in fields(Settings) if item.name == name)


def load(start: Path, flags: Mapping[str, Any] | None = None, problems: Problems | None = None) -> Loaded:
    """Return the settings for code in the folder `start`; `flags` are those the user typed, by field name."""
    problems = problems or Problems()
    values: dict[str, Any] = {}
    provenance: dict[str, Source] = {key: Source("default") for key in KEYS}
    files: list[Path] = []

    def take(key: str, value: Any, source: Source) -> None:
        try:
            values[KEYS[key]] = parsed(KEYS[key], value)
        except ValueError as error:
            problems.add(f"{_where(key, source)}: {error}", f"{key}: {metadata(KEYS[key])['doc']}")
        else:
            provenance[key] = source

    user = config_file()
    if user.is_file():
        files.append(user)
        for key, value in _known(_read(user, problems), str(user), problems).items():
            take(key, value, Source("user", str(user)))
    project = project_file(start, problems)
    if project is not None:
        files.insert(0, project[0])
        for key, value in _known(project[1], str(project[0]), problems).items():
            if metadata(KEYS[key])["own"]:
                problems.add(
                    f"{project[0]}: {key} can't be set by a project",
                    f"it decides where code is sent; set it in {user} or as {_variable(key)}",
                )
            else:
                take(key, value, Source("project", str(project[0])))
    for key, value, variable in _environment(problems):
        take(key, value, Source("environment", variable))
    for name, value in (flags or {}).items():
        take(key_of(name), value, Source("flag", f"--{key_of(name)}"))
    return Loaded(Settings(**values), provenance, tuple(files))


def project_file(start: Path, problems: Problems) -> tuple[Path, Mapping[str, Any]] | None:
    """Return the nearest pyproject.toml upwards that has [tool.burner], with that table."""
    folder = start.absolute()
    for place in (folder, *folder.parents):
        path = place / "pyproject.toml"
        if path.is_file():
            tool = _read(path, problems).get("tool")
            table = tool.get("burner") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return path, table
    return None


def parsed(name: str, value: Any) -> Any:
    """Return a value of a file, a variable or a flag as the field's type; raises ValueError with the reason."""
    declared = metadata(name)
    least, choices = declared["least"], declared["choices"]
    match declared["kind"]:
        case "list":
            return _texts(value.split() if isinstance(value, str) else value)
        case "table":
            if isinstance(value, dict):
                return tuple((pattern, _texts(items)) for pattern, items in value.items())
            raise ValueError(f"expected a table of lists of texts, not {value!r}")
        case "duration":
            number = duration_s(value)
        case "number":
            number = _number(value, float)
        case "count":
            number = _number(value, int)
        case _:
            if not isinstance(value, str) or not value:
                raise ValueError(f"expected a text, not {value!r}")
            if choices and value not in choices:
                raise ValueError(f"{value!r} is none of {', '.join(choices)}{suggestion(value, choices)}")
            return value
    if number < least:
        raise ValueError(f"{value} is less than {least:g}")
    return number


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"expected a list of texts, not {value!r}")
    return tuple(value)


def duration_s(value: Any) -> float:
    """Return the seconds of "90", "90s", "1.5m", "2h", "30d" or a number; raises ValueError."""
    text = str(value).strip().lower()
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86_400.0}
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = text[len(digits) :].strip() or "s"
    if isinstance(value, bool) or unit not in units:
        raise ValueError(f"expected a duration like 60s or 2m, not {value!r}")
    return units[unit] * float(_number(digits, float, f"expected a duration like 60s or 2m, not {value!r}"))


def suggestion(word: str, known: tuple[str, ...], cutoff: float = 0.6) -> str:
    """Return "; did you mean X?" where one of the known words is close, else an empty text."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return f"; did you mean {close[0]}?" if close else ""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of [tool.burner], made from the same declarations."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "[tool.burner] of pyproject.toml, and the user's config.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {key_of(item.name): _property_schema(item.metadata, item.default) for item in fields(Settings)},
    }


def _property_schema(declared: Mapping[str, Any], default: Any) -> dict[str, Any]:
    shape: dict[str, Any]
    match declared["kind"]:
        case "list":
            shape = {"type": "array", "items": {"type": "string"}}
        case "table":
            shape = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
            default = dict(default)
        case "duration":
            shape = {"type": ["number", "string"], "examples": ["60s", "2m"]}
        case "number":
            shape = {"type": "number", "minimum": declared["least"]}
        case "count":
            shape = {"type": "integer", "minimum": declared["least"]}
        case _:
            shape = {"enum": list(declared["choices"])} if declared["choices"] else {"type": "string", "minLength": 1}
    described = {"description": declared["doc"], **shape}
    return described if default is None else {**described, "default": default}


def _number(value: Any, kind: type[int | float], complaint: str = "") -> Any:
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise ValueError(complaint or f"expected a number, not {value!r}")
    try:
        number = kind(value)
    except (TypeError, ValueError) as error:
        raise ValueError(complaint or f"expected a number, not {value!r}") from error
    if not math.isfinite(number):
        raise ValueError(complaint or f"expected a finite number, not {value!r}")
    return number


def _read(path: Path, problems: Problems) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.add(f"{path} is no TOML: {error}", "correct the file; `burner config validate` checks it")
    except OSError as error:
        problems.add(f"{path} can't be read: {error.strerror}", "check its permissions")
    return {}


def _known(table: Mapping[str, Any], where: str, problems: Problems) -> dict[str, Any]:
    known = {}
    for key, value in table.items():
        if key in KEYS:
            known[key] = value
        else:
            problems.add(f"{where}: unknown key {key}{suggestion(key, tuple(KEYS))}", f"known are {', '.join(KEYS)}")
    return known


def _environment(problems: Problems) -> list[tuple[str, str, str]]:
    variables = {_variable(key): key for key in KEYS}
    found = []
    for name, value in sorted(os.environ.items()):
        if name in variables:
            found.append((variables[name], value, name))
        elif name.startswith("BURNER_") and name not in OTHER_VARIABLES:
            guess = suggestion(name, tuple(variables), _SURELY_MEANT)
            if guess:
                problems.add(f"unknown environment variable {name}{guess}", "unset it, or correct its name")
    return found


def _variable(key: str) -> str:
    return "BURNER_" + key.replace("-", "_").upper()


def _where(key: str, source: Source) -> str:
    match source.place:
        case "environment" | "flag":
            return source.name
        case _:
            return f"{source.name}: {key}"
