"""What an editor asks a run for: the arguments of `burner.optimize` and its kin, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burner.errors import UsageError
from burner_lsp.functions import function_at, functions_of

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


@dataclass(frozen=True)
class Order:
    """One run that was asked for, on the text as it was then."""

    uri: str
    path: Path
    qualname: str
    text: str
    flags: tuple[str, ...]
    """For `burner optimize`."""
    apply: str
    """As in the options; "profile" where no faster version is looked for."""


def order_of(server: BurnerServer, arguments: Sequence[Any], **fixed: str) -> Order:
    """Return the order that a command's arguments make: address, function, options (`line`, from 0, finds a function).

    Options in `fixed` go before those. Raises UsageError.
    """
    uri, qualname, given = (*arguments, None, None, None)[:3]
    options = given if isinstance(given, dict) else {}
    path, text = file_of(server, uri)
    if not qualname and isinstance(options.get("line"), int):
        span = function_at(text, options["line"] + 1)
        qualname = span.qualname if span else None
    if qualname not in functions_of(text):
        named = f"function `{qualname}`" if qualname else "function here"
        raise UsageError(f"there is no {named} in {path.name}")
    chosen = server.options.updated(options).updated(fixed)
    return Order(uri, path, qualname, text, chosen.flags(), chosen.apply)


def file_of(server: BurnerServer, uri: Any) -> tuple[Path, str]:
    """Return the path and text of a document; raises UsageError where it is no Python file on this machine."""
    path = server.path_of(uri) if isinstance(uri, str) else None
    text = None if path is None else server.text_of(uri)
    if path is None or text is None:
        raise UsageError("only Python files on this machine can be optimised")
    return path, text
