"""Calls that CrossHair thinks two versions differ on, where the project's Python has CrossHair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.inside.trees import to_json
from burner.verify.behaviour import Side

START_S = 20.0
"""So long may loading CrossHair take, and the last path that it follows."""
UNORDERED = ('["f","nan"]', '["f","inf"]', '["f","-inf"]')


def is_there(side: Side) -> bool:
    """Whether the project's Python can import CrossHair."""
    with side.fork() as worker:
        return bool(worker.ask("find", module="crosshair").get("found"))


def parting(side: Side, function: str, annotations: Mapping[str, str], within_s: float) -> Sequence[Any]:
    """Calls of a function to be tried, found in about `within_s` seconds; none where nobody knows any.

    Nothing follows from there being none, nor from a call by itself: it is judged like any other. Calls with nan and
    infinities are left out. The version's imports are not made; versions that need some are not looked at.
    """
    version = side.version
    if version is None or version.imports:
        return ()
    try:
        with side.server.fork() as worker:
            reply = worker.ask(
                "part",
                within_s + START_S,
                function=function,
                text=version.text,
                edits=list(version.edits),
                annotations=dict(annotations),
                search_s=within_s,
            )
    except (GoneError, LateError, GarbageError):
        return ()
    calls = reply.get("calls", ())
    return [call for call in calls if not any(text in to_json(call) for text in UNORDERED)]
