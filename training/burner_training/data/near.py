"""Which tasks say nearly the same as others: a problem that is also in the test split must not be trained on.

Two tasks are near where most of their token shingles are shared, in their statements or in any solution with its names
taken out. Exact sets are compared: some thousand tasks take seconds, and nothing is missed by chance.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from burner_training.tasks.schema import Task

SHINGLE = 6
CODE_LIKE, TEXT_LIKE = 0.7, 0.7
"""Jaccard index from which two solutions, or two statements, are near."""
FEWEST = 8
"""Shorter texts say too little: `return sorted(values)` is nobody's."""
COMMON, COMMON_SHARE = 4, 0.03
"""Shingles in more texts than this, and in more than this share of them, are boilerplate and count for nothing."""
SOLUTIONS = 4
"""So many of a task's solutions are looked at."""
Shingles = frozenset[tuple[str, ...]]


def near_duplicates(tasks: Iterable[Task], others: Sequence[Task]) -> dict[str, str]:
    """Of `tasks`, the ids that are near one of `others`, with the id of that."""
    codes = _Index(((other.id, found) for other in others for found in _codes(other)), CODE_LIKE)
    texts = _Index(((other.id, _text(other.statement)) for other in others), TEXT_LIKE)
    near: dict[str, str] = {}
    for task in tasks:
        found = texts.nearest(_text(task.statement))
        for code in _codes(task):
            found = found or codes.nearest(code)
        if found is not None:
            near[task.id] = found
    return near


def _codes(task: Task) -> Iterator[Shingles]:
    solutions = (task.original, *task.humans)
    for code in [*dict.fromkeys(solution.code for solution in solutions)][:SOLUTIONS]:
        yield _shingles(code_tokens(code))


def _text(statement: str) -> Shingles:
    return _shingles(re.findall(r"\w+", statement.lower()))


def _shingles(tokens: Sequence[str]) -> Shingles:
    if len(tokens) < FEWEST + SHINGLE:
        return frozenset()
    return frozenset(tuple(tokens[at : at + SHINGLE]) for at in range(len(tokens) - SHINGLE + 1))


def code_tokens(code: str) -> list[str]:
    """The tokens of a program without imports, comments and docstrings, with every name of its own called `n`."""
    found: list[str] = []
    try:
        line: list[str] = []
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type in {tokenize.NEWLINE, tokenize.ENDMARKER}:
                if line and line[0] not in {"import", "from", '"'}:
                    found += line
                line = []
            elif token.type == tokenize.NAME:
                line.append(token.string if keyword.iskeyword(token.string) else "n")
            elif token.type == tokenize.STRING:
                line.append('"')
            elif token.type in {tokenize.NUMBER, tokenize.OP}:
                line.append(token.string)
    except (tokenize.TokenError, SyntaxError):
        return re.findall(r"\w+|\S", code)
    return found


class _Index:
    """Sets of shingles that can be asked for one near another."""

    def __init__(self, named: Iterable[tuple[str, Shingles]], enough: float) -> None:
        self.enough = enough
        whole = [(name, shingles) for name, shingles in named if len(shingles) >= FEWEST]
        seen = Counter(shingle for _, shingles in whole for shingle in shingles)
        most = max(COMMON, COMMON_SHARE * len(whole))
        self.common = {shingle for shingle, count in seen.items() if count > most}
        self.sets = [(name, shingles - self.common) for name, shingles in whole]
        self.places: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
        for place, (_, shingles) in enumerate(self.sets):
            for shingle in shingles:
                self.places[shingle].append(place)

    def nearest(self, shingles: Shingles) -> str | None:
        """The name of a set that is near; None where none is."""
        shingles -= self.common
        if len(shingles) < FEWEST:
            return None
        shared = Counter(place for shingle in shingles for place in self.places.get(shingle, ()))
        for place, count in shared.most_common(3):
            name, other = self.sets[place]
            if count / (len(shingles) + len(other) - count) >= self.enough:
                return name
        return None
