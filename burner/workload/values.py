"""Other values of the same type: near recorded ones, at the edges of their type, or new ones of the same format.

Works on single values in wire form; containers are the business of `recombine` and `mutate`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Any

from burner.workload import text as texts
from burner.workload.dates import shifted
from burner.workload.trees import Tree

SMALL_RANGE = 3
INT_LIMIT = 2**62


def near(node: Tree, pool: Sequence[Tree], rng: Random, *, calm: bool = False) -> Tree:
    """Give a value like the recorded ones: of the same type and format, often one step beside one of them.

    `calm` is for numbers that may be counts: they don't get much larger than recorded ones.
    """
    if isinstance(node, bool) or node is None:
        return rng.choice(pool) if pool else node
    if isinstance(node, int):
        return _near_int(
            node, [value for value in pool if isinstance(value, int) and not isinstance(value, bool)], rng, calm=calm
        )
    if isinstance(node, float):
        return _near_float(node, [value for value in pool if isinstance(value, float)], rng)
    if isinstance(node, str):
        return texts.like(node, [value for value in pool if isinstance(value, str)], rng)
    return _near_node(node, pool, rng)


def odd(node: Tree, pool: Sequence[Tree], rng: Random, *, calm: bool = False) -> Tree:
    """Give a value at the edge of its type, where off-by-one, sign, rounding, case and format errors show."""
    if isinstance(node, bool):
        return not node
    if isinstance(node, int):
        known = [value for value in pool if isinstance(value, int) and not isinstance(value, bool)] or [node]
        low, high = min(known), max(known)
        small = low >= 0 and high - low <= SMALL_RANGE
        choices = [0, 1, node + 1, node - 1, low, high, high + 1, low - 1 if low else 0, rng.choice(known)]
        if not small and not calm:
            choices += [high * 2, rng.choice(known) * 3 + 1]
        if low < 0 or rng.random() < 0.1:
            choices += [-1, -node]
        return _limited(rng.choice(choices))
    if isinstance(node, float):
        known_floats = [value for value in pool if isinstance(value, float)]
        choices_f = [
            0.0,
            -0.0,
            1.0,
            node + 1e-9,
            math.nextafter(node, math.inf),
            node * 10,
            0.1 + 0.2,
            1e-12,
            1e15,
            round(node),
            0.5,
            2.5,
        ]
        if min(known_floats, default=0.0) < 0 or rng.random() < 0.1:
            choices_f += [-node, -1.0]
        return _finite(float(rng.choice(choices_f)))
    if isinstance(node, str):
        return texts.edge(node, [value for value in pool if isinstance(value, str)], rng)
    return near(node, pool, rng)


def _limited(number: int) -> int:
    return max(-INT_LIMIT, min(INT_LIMIT, number))


def _finite(number: float) -> float:
    return number if math.isfinite(number) else 1e308


def _near_int(node: int, pool: Sequence[Any], rng: Random, *, calm: bool) -> int:
    known = list(pool) or [node]
    low, high = min(known), max(known)
    if low >= 0 and high - low <= SMALL_RANGE and len(set(known)) > 1:
        return int(rng.choice(known))
    roll = rng.random()
    if roll < 0.45:
        return _limited(
            int(rng.choice(known)) + rng.choice((-1, 1, 1, 2))
            if low < 0
            else max(0, int(rng.choice(known)) + rng.choice((-1, 1, 1, 2)))
        )
    if roll < 0.9 or calm:
        return rng.randint(low, high)
    return _limited(rng.randint(low, high + max(3, (high - low) // 2)))


def _near_float(node: float, pool: Sequence[float], rng: Random) -> float:
    known = list(pool) or [node]
    low, high = min(known), max(known)
    roll = rng.random()
    if roll < 0.3:
        return _finite(rng.choice(known) + rng.choice((0.5, 1.0, 0.01, 0.1)))
    digits = max((len(repr(value).partition(".")[2]) for value in known if "e" not in repr(value)), default=3)
    return _finite(round(rng.uniform(low, high), min(digits, 6)))


def _near_node(node: list[Any], pool: Sequence[Tree], rng: Random) -> Tree:
    tag = node[0]
    if tag == "x":
        return _near_value(node, pool, rng)
    if tag in ("b", "ba"):
        return [tag, _near_bytes(node[1], rng)]
    if tag == "i":
        return ["i", hex(int(node[1], 16) + rng.choice((-1, 1, 2)))]
    if tag == "c":
        return ["c", node[1], rng.choice((0.0, 1.0, -1.0, node[2]))]
    return rng.choice(pool) if pool else node


def _near_value(node: list[Any], pool: Sequence[Tree], rng: Random) -> Tree:
    name, args = node[1], node[2]
    if name in ("datetime.date", "datetime.datetime"):
        moved = shifted(node, rng.choice((0, 1, -1, 2, 7, -7, 28, 31, 365, rng.randint(-60, 60))))
        if name == "datetime.datetime" and isinstance(moved, list) and len(moved[2]) > 4 and rng.random() < 0.6:
            hour, minute = rng.choice(
                ((0, 0), (23, 59), (rng.randrange(24), rng.choice((0, 1, 30, 59))), tuple(args[3:5]))
            )
            return ["x", name, [*moved[2][:3], hour, minute, *moved[2][5:]]]
        return moved
    if name == "datetime.timedelta" and all(isinstance(part, int) for part in args):
        days, seconds, rest = ([*args, 0, 0, 0])[:3]
        total = days * 86400 + seconds + rng.choice((-1, 1, 60, -60, 3600, 86400, -days * 86400 - seconds))
        if total < 0 <= days:
            total = 0
        return ["x", name, [total // 86400, total % 86400, rest]]
    if name == "datetime.time" and len(args) > 1:
        return ["x", name, [rng.randrange(24), rng.choice((0, 1, 30, 59)), *args[2:]]]
    if name == "decimal.Decimal" and isinstance(args[0], str):
        return _near_decimal(node, rng)
    if name == "builtins.range" and all(isinstance(part, int) for part in args):
        return _near_range(node, rng)
    same = [value for value in pool if isinstance(value, list) and value[:2] == node[:2]]
    return rng.choice(same) if same else node


def _near_decimal(node: list[Any], rng: Random) -> Tree:
    written = node[2][0]
    whole, point, rest = written.partition(".")
    if not (whole.lstrip("-").isdigit() and (not point or rest.isdigit())):
        return node
    changed = rng.choice((str(int(whole) + 1), "0", whole, whole))
    tail = "".join(rng.choice("0159") for _ in rest)
    return ["x", node[1], [changed + point + tail]]


def _near_range(node: list[Any], rng: Random) -> Tree:
    bounds = ([0, *node[2]] if len(node[2]) == 1 else list(node[2]))[:2]
    step = node[2][2] if len(node[2]) > 2 else 1
    start = bounds[0] + rng.choice((0, 0, 0, 1, -1 if bounds[0] else 1))
    return ["x", "builtins.range", [start, start + step * rng.choice((0, 1, 2, 3, 5, 8, 12, rng.randint(0, 40))), step]]


def _near_bytes(text: str, rng: Random) -> str:
    pairs = [text[index : index + 2] for index in range(0, len(text), 2)]
    roll = rng.randrange(4)
    place = rng.randrange(len(pairs)) if pairs else 0
    if roll == 0:
        pairs[place : place + 1] = []
    elif roll == 1:
        pairs[place:place] = [rng.choice((*pairs, "00", "ff", "0a", "20"))]
    elif roll == 2 and pairs:
        pairs[place] = rng.choice(pairs)
    else:
        pairs = pairs[: rng.randint(0, min(len(pairs), 40))]
    return "".join(pairs)
