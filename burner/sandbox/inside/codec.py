"""Values as typed trees: the only form in which a value leaves or enters a sandboxed process.

`encode` runs no code of the value. `decode` imports the modules a tree names: only call it inside a sandbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .decoding import Decoder
from .encoding import Encoder
from .trees import Limits, Tree, Undecodable, Unencodable, from_json, numbered, to_json, unbuildable

__all__ = [
    "Limits",
    "Tree",
    "Undecodable",
    "Unencodable",
    "decode",
    "encode",
    "encoder",
    "from_json",
    "numbered",
    "to_json",
    "unbuildable",
]

_USUAL = Limits()


def encode(value: object, limits: Limits = _USUAL, drawn: Mapping[int, tuple[list[Any], Any]] | None = None) -> Tree:
    """The tree of a value; raises Unencodable if it is beyond the limits. `drawn` is what was in used up iterators."""
    return Encoder(limits, drawn=drawn).tree(value)


def encoder(limits: Limits = _USUAL, drawn: Mapping[int, tuple[list[Any], Any]] | None = None) -> Encoder:
    """For one `tree`, after which its `seen` has the id and number of everything in the value that can change."""
    return Encoder(limits, drawn=drawn)


def decode(tree: Tree, modules: Mapping[str, str] | None = None) -> Any:
    """The value of a tree; `modules` renames modules ("__main__" -> "prog"). Raises Undecodable."""
    return Decoder(modules or {}).value(tree)
