"""One way of growing a call: where to begin, how to go on, what is counted."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from burner.sandbox.inside.trees import to_json
from burner.workload.trees import Tree

BASE_NODES = 400
"""A call of more values than this is cut before it is grown: growing has to begin where calls are fast."""


@dataclass(frozen=True)
class Way:
    """One way to grow a call; `name` says what is counted, like "len(orders)"."""

    name: str
    manner: str
    """How it grows: "copies", "copies and counts", "same values", "arranged", "chained", "number", ..."""
    measure: Callable[[Tree], int]
    make: Callable[[Tree, int, int], Tree]
    suits: Callable[[Tree], Tree | None]
    """Gives the form of a recorded call from which growing can begin; None where there is nothing to grow."""
    step: int = 0
    """How much is added to get the next size; 0 doubles it."""
    bases: tuple[Tree, ...] = ()
    """Calls and parts of calls to begin with."""
    few: int = 4
    """About the size to begin with."""

    def base(self, calls: Sequence[Tree]) -> Tree:
        """Choose the recorded call to start from: a few elements, so that growing begins where calls are fast."""
        suited = [found for found in map(self.suits, self.bases or calls) if found is not None]

        def rank(call: Tree) -> tuple[bool, int, int]:
            size = self.measure(call)
            away = math.log2(max(size, 1) / self.few)
            variety = len(zlib.compress(to_json(call).encode()))
            return size < 2, int(2 * away if away > 0 else -away), -variety

        return min(suited, key=rank) if suited else calls[0]

    def size(self, call: Tree) -> int:
        """Count what this way grows in a call."""
        return self.measure(call)

    def grow(self, call: Tree, n: int, seed: int) -> Tree:
        """Make a call of size `n` (about) from one; another seed gives other values of the same size."""
        return self.make(call, n, seed)

    def next(self, size: int) -> int:
        """Give the size to try after this one."""
        return size + self.step if self.step else 2 * size
