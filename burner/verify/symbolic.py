"""Calls that CrossHair thinks two versions differ on, where the project's Python has CrossHair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.inside.trees import to_json
from burner.verify.behaviour import Side, Version

START_S = 20.0
"""So long may loading CrossHair take, and the last path that it follows."""
UNORDERED = ('["f","nan"]', '["f","inf"]', '["f","-inf"]')


def is_there(side: Side) -> bool:
    """Whether the project's Python can import CrossHair."""
    with side.fork() as worker:
        return bool(worker.ask("find", module="crosshair").get("found"))


@dataclass(frozen=True)
class Parting:
    """Calls to be tried, or why CrossHair could not look for any; neither where it looked and knows none."""

    calls: Sequence[Any] = ()
    failure: str = ""


def parting(side: Side, version: Version, function: str, annotations: Mapping[str, str], within_s: float) -> Parting:
    """Calls on which a version may differ from the original, found in about `within_s` seconds.

    Nothing follows from there being none, nor from a call by itself: it is judged like any other. Calls with nan and
    infinities are left out.
    """
    try:
        with side.server.fork() as worker:
            reply = worker.ask(
                "part",
                within_s + START_S,
                function=function,
                text=version.text,
                edits=list(version.edits),
                imports=list(version.imports),
                annotations=dict(annotations),
                search_s=within_s,
            )
    except (GoneError, LateError, GarbageError) as error:
        return Parting(failure=f"its process failed: {str(error) or type(error).__name__}")
    if "error" in reply:
        return Parting(failure=str(reply["error"])[:300])
    return Parting([call for call in reply.get("calls", ()) if not any(text in to_json(call) for text in UNORDERED)])
