"""Makes the search's request from what was typed, from the settings, or from an earlier run."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from burner.config import KEYS, Loaded, load
from burner.errors import UsageError
from burner.history.store import Run
from burner.search.request import Request

_PATHS = frozenset({"workload", "cases", "source"})
_TUPLES = frozenset({"tests", "command"})
_SETTING_TO_FIELD = {"budget": "budget_s", "crosshair": "crosshair_s"}


def settings_for(target: str, typed: Mapping[str, Any]) -> Loaded:
    """Return the settings in force for a target's file, `typed` options first."""
    file = Path(target.partition("::")[0])
    flags = {name: value for name, value in typed.items() if name in KEYS.values()}
    return load(file.absolute().parent, flags)


def new_request(target: str, typed: Mapping[str, Any], command: tuple[str, ...]) -> Request:
    """Return the request for one target; `typed` are the options the user gave, by name."""
    settings = settings_for(target, typed).settings
    return Request(target=target, command=command, remote_key=_key(settings.remote_key_env), **_fields(settings, typed))


def resumed_request(run: Run, typed: Mapping[str, Any]) -> Request:
    """Return the request of an earlier run, changed by what was typed now; must be used from that run's folder."""
    names = {item.name for item in dataclasses.fields(Request)}
    stored = {name: _restored(name, value) for name, value in run.request.items() if name in names}
    settings = settings_for(run.target, typed).settings
    fields = _fields(settings, typed)
    now = {name: fields[name] for name in (_SETTING_TO_FIELD.get(name, name) for name in typed) if name in names}
    return Request(**{**stored, **now, "resume": run.id, "remote_key": _key(settings.remote_key_env)})


def _fields(settings: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
    names = {item.name for item in dataclasses.fields(Request)}
    chosen = {_SETTING_TO_FIELD.get(name, name): value for name, value in dataclasses.asdict(settings).items()}
    return {name: value for name, value in {**typed, **chosen}.items() if name in names}


def _restored(name: str, value: Any) -> Any:
    if name in _PATHS and value is not None:
        return Path(value)
    return tuple(value) if name in _TUPLES else value


def _key(variable: str | None) -> str | None:
    if variable is None:
        return None
    if variable not in os.environ:
        raise UsageError(
            f"{variable} is not set", "remote-key-env names it as the variable that holds the server's key"
        )
    return os.environ[variable]
