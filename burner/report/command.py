"""The command that asks for the same run again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from burner.config import Settings, key_of

_ANSWERED_ELSEWHERE = frozenset({"remote_url", "remote_model", "remote_key_env"})
"""Set in the user's own file only."""


def command(request: Mapping[str, Any], target: str | None = None) -> str:
    """Return the `burner optimize` line for a request's options, those that are not at their default; its seed always.

    `target` stands for the one that was typed.
    """
    words = ["burner", "optimize", target or str(request["target"])]
    for name in ("workload", "cases"):
        if request.get(name):
            words += [f"--{name}", str(request[name])]
    for field in fields(Settings):
        value = request.get(f"{field.name}_s" if field.metadata["kind"] == "duration" else field.name, field.default)
        if field.name in _ANSWERED_ELSEWHERE or (value == field.default and field.name != "seed") or value is None:
            continue
        words += _flags(key_of(field.name), f"{value:g}s" if field.metadata["kind"] == "duration" else value)
    if request.get("sandbox") is False:
        words.append("--no-sandbox")
    if request.get("command"):
        words += ["--", *map(str, request["command"])]
    return shlex.join(words)


def _flags(key: str, value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [word for item in value for word in (f"--{key}", str(item))]
    return [f"--{key}", f"{value:g}" if isinstance(value, float) else str(value)]
