"""New calls built from shapes: recorded values in new arrangements, few at a time, so that ties and matches are common.

Builds linked trees; what held between arguments is restored by `relations`, mostly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from burner.workload import arrays
from burner.workload import text as texts
from burner.workload.dates import shifted
from burner.workload.pools import Pool, Pools
from burner.workload.relations import put_in_order
from burner.workload.shapes import Atom, Fields, Items, Shape, Table, field_slots, named_fields, order_key
from burner.workload.trees import Tree, arguments, copied, linked, text_of
from burner.workload.values import near, odd

KEEPS = 0.85
"""How often what held in recorded values (order, equal widths) holds in a new one."""
TOY = 9
"""Where no longer input was recorded, longer ones are rare: the function may take exponential time."""
ROOM = 600
"""Values that one new call holds, about."""


@dataclass
class Builder:
    """Builds the arguments of one new call; its palettes hold the few values that the call repeats.

    To build large calls, `exact` gives lengths by path, and `share` how many different names there are.
    """

    shapes: Mapping[str, Shape]
    pools: Pools
    mentions: Mapping[str, Sequence[str]]
    rng: Random
    largest: int
    is_big: bool = False
    room: int = ROOM

    def __post_init__(self) -> None:
        self.palettes: dict[str, list[Tree]] = {}
        self.exact: Mapping[str, int] = {}
        self.share = 0
        self.width = self.rng.randint(1, 5)
        self.is_even = self.rng.random() < 0.5
        """All tables of numbers get the same width and height, so that they can be combined."""

    def call(self, recorded: Tree, parameters: Sequence[str]) -> Tree:
        """Build a call that passes the same parameters in the same way as a recorded one."""
        made = linked(recorded)
        for argument in arguments(made, parameters):
            shape = self.shapes[argument.name]
            if argument.name == "self" or (isinstance(argument.value, list) and argument.value[0] == "o"):
                argument.owner[argument.index] = self._state(shape, argument.value)
            else:
                argument.owner[argument.index] = self.value(shape, 0)
        return made

    def value(self, shape: Shape, depth: int) -> Any:
        """Build a value of a shape."""
        if not shape.options:
            return None
        option = self.rng.choices(shape.options, [option.count for option in shape.options])[0]
        self.room -= 1
        if isinstance(option, Atom):
            return self.atom(option, depth)
        if isinstance(option, Items):
            return self._items(option, depth)
        if isinstance(option, Fields):
            return self._fields(option, depth)
        return self._table(option, depth)

    def keeps(self) -> bool:
        """Decide whether what held in recorded values holds in the next one: mostly, and always in large calls."""
        return bool(self.share) or self.rng.random() < KEEPS

    def container(self, option: Items | Table) -> Any:
        """Build an outermost container."""
        return self._items(option, 0) if isinstance(option, Items) else self._table(option, 0)

    def atom(self, atom: Atom, depth: int) -> Any:
        """Draw a single value: mostly from the call's palette for its pool."""
        rng = self.rng
        if atom.kind.startswith("numpy.ndarray"):
            return arrays.recombined(atom.pool, rng, self.length((), depth))
        if atom.role == "text":
            return self._text(atom)
        affix = self.pools.affixes.get(atom.path)
        if affix and rng.random() < 0.5:
            names = self.palettes.get(affix.pool)
            if names:
                return f"{affix.before}{rng.choice(names)}{affix.after}"
        pool = self.pools.find(atom.path, atom.kind)
        if pool is None:
            return rng.choice(atom.pool)
        if depth == 0 and len(pool.paths) == 1:
            return self._scalar(atom)
        palette = self.palettes.get(pool.name)
        if palette is None:
            palette = self.palettes[pool.name] = self._palette(atom, pool)
        if rng.random() < 0.06:
            return rng.choice(atom.pool)
        return rng.choice(palette)

    def length(self, recorded: Sequence[int], depth: int) -> int:
        """Choose how many elements a container gets."""
        rng = self.rng
        if depth > 0 and len(recorded) == 1 and recorded[0] and self.keeps():
            return min(recorded[0], max(2, self.room // 2))
        roll = rng.random()
        if roll < 0.1:
            size = 0
        elif roll < 0.2:
            size = 1
        elif depth == 0:
            longest = max(recorded, default=4)
            if self.is_big and (longest > TOY or roll < 0.5):
                size = rng.randint(20, 60)
            elif longest <= TOY and roll < 0.85:
                size = rng.randint(2, max(3, longest + 1))
            elif roll < 0.7 or longest <= TOY:
                size = rng.randint(2, 6)
            else:
                size = rng.randint(4, 12)
        else:
            size = rng.randint(1, 3 if self.is_big else 5)
        return min(size, self.largest, max(1, self.room))

    def _state(self, shape: Shape, recorded: Tree) -> Any:
        """Build an object: each attribute anew, or as recorded; what belongs together often stays together."""
        option = shape.option(recorded)
        if not isinstance(option, Fields):
            return recorded
        share = self.rng.choice((0.0, 0.3, 0.7, 1.0))
        base = copied(self.rng.choice(option.samples) if self.rng.random() < 0.5 else recorded)
        if isinstance(base, list):
            for name, owner, index in field_slots(base):
                if name in option.fields and self.rng.random() < share:
                    owner[index] = self.value(option.fields[name], 0)
        return base

    def _palette(self, atom: Atom, pool: Pool) -> list[Tree]:
        rng = self.rng
        if self.share and pool.is_name and atom.kind in ("str", "int"):
            return self._many(pool)
        if atom.role == "date" and self.keeps():
            start = rng.choice(pool.values)
            return [
                start,
                *(shifted(start, rng.choice((0, 1, -1, 2, 7, rng.randint(-40, 40)))) for _ in range(rng.randint(1, 6))),
            ]
        roll = rng.random()
        many = pool.is_name and roll > 0.5
        size = rng.randint(2, 4) if roll < 0.6 and not many else rng.randint(5, 9) if roll < 0.85 else 16
        values = list(pool.values)
        picked = rng.sample(values, min(size, len(values)))
        closed = atom.kind == "str" and atom.role == "enumeration" and len(pool.paths) == 1
        for index, value in enumerate(picked):
            chance = rng.random()
            if self.share:
                picked[index] = _between(value, values, rng) if chance < 0.5 else value
            elif chance < (0.02 if closed else 0.1 if atom.kind == "str" else 0.06):
                picked[index] = odd(value, values, rng)
            elif chance < (0.04 if closed else 0.3):
                picked[index] = near(value, values, rng)
        if not closed and not (self.share and atom.kind == "str"):
            while len(picked) < min(size, 2 * len(values) + 2):
                picked.append(near(rng.choice(values), values, rng))
        return picked

    def _many(self, pool: Pool) -> list[Tree]:
        """Make many different names of the recorded format."""
        made: list[Tree] = []
        width = max((value for value in pool.values if isinstance(value, int)), default=0) + 1
        for number in range(self.share):
            value = pool.values[number % len(pool.values)]
            turn = number // len(pool.values)
            made.append(
                value + turn * width
                if isinstance(value, int)
                else _numbered(value, turn)
                if isinstance(value, str)
                else value
            )
        self.rng.shuffle(made)
        return made

    def _scalar(self, atom: Atom) -> Any:
        rng = self.rng
        roll = rng.random()
        value = rng.choice(atom.pool)
        if roll < 0.65 or atom.role == "flag":
            return value
        if atom.kind == "int" and isinstance(value, int):
            known = [number for number in atom.pool if isinstance(number, int)]
            low, high = min(known), max(known)
            between = low + int((high - low + 1) ** rng.random()) - 1
            steps = (
                0,
                1,
                value - 1,
                value + 1,
                high + 1,
                between,
                between,
                rng.randint(min(low, 0), min(max(high, 3), 12)),
            )
            return max(rng.choice(steps), min(low, 0))
        if atom.role == "enumeration" and roll < 0.9:
            return value
        return near(value, atom.pool, rng) if roll < 0.9 else odd(value, atom.pool, rng)

    def _text(self, atom: Atom) -> str:
        rng = self.rng
        pool = [value for value in atom.pool if isinstance(value, str)]
        text = rng.choice(pool)
        if self.share:
            return texts.varied(text, rng.randrange(self.share))
        if len(text) > 400 and not self.is_big:
            start = rng.randrange(len(text) - 100)
            text = text[start : start + rng.randint(0, 100)]
        roll = rng.random()
        if roll > 0.5:
            text = texts.like(text, pool, rng)[:2000]
        if roll > 0.93:
            text = texts.edge(text, pool, rng)
        names = [name for group in self.mentions.get(atom.path, ()) for name in self.palettes.get(group, ())]
        if names and rng.random() < 0.6:
            parts = texts.tokens(text)
            words = [place for place, part in enumerate(parts) if part[0].isalnum()]
            for place in rng.sample(words, min(len(words), rng.randint(1, 3))):
                name = str(rng.choice(names))
                parts[place] = name.upper() if rng.random() < 0.15 else name
            text = "".join(parts)
        return text

    def _items(self, option: Items, depth: int) -> Any:
        size = self.exact.get(option.path) or self.length(option.lengths, depth)
        if not option.item.options:
            size = 0
        if option.rows and self.is_even and depth == 0 and not self.exact:
            held = self._rows(option, self.width, self.width)
        elif option.rows and self.keeps():
            held = self._rows(option, size)
        else:
            held = [self.value(option.item, depth + 1) for _ in range(size) if self.room > 0]
        if option.sorted_by is not None and self.keeps():
            held = in_order(held, option.sorted_by)
        if option.tag == "it":
            return ["it", "generator", held, False]
        if option.tag == "dq" and isinstance(option.sample, list):
            limit = option.sample[2]
            return ["dq", held if limit is None else held[:limit], limit]
        return [option.tag, held]

    def _rows(self, option: Items, size: int, width: int | None = None) -> list[Any]:
        """Build rows of equal length; layers of a block get the same size."""
        inner = next((row for row in option.item.options if isinstance(row, Items)), None)
        if inner is None:
            return [self.value(option.item, 1) for _ in range(size)]
        if option.rows == "square":
            width = size
        elif width is None:
            width = self.rng.choice((self.width, *inner.lengths[:3]))
        width = min(width, max(1, self.room // max(1, size)))
        size = min(size, width) if option.rows == "square" else size
        if inner.rows:
            depth = self.rng.choice((self.width, width))
            return [[inner.tag, self._rows(inner, width, depth)] for _ in range(size)]
        return [[inner.tag, [self.value(inner.item, 2) for _ in range(width)]] for _ in range(size)]

    def _fields(self, option: Fields, depth: int) -> Any:
        rng = self.rng
        if option.tag == "d":
            names = [
                name
                for name, field in option.fields.items()
                if name not in option.optional or rng.random() < max(0.1, field.count / option.count)
            ]
            made: list[Any] = ["d", [[name, self.value(option.fields[name], depth + 1)] for name in names]]
        else:
            copy = copied(rng.choice(option.samples))
            made = copy if isinstance(copy, list) else [option.tag, []]
            for name, owner, index in field_slots(made):
                if name in option.fields:
                    owner[index] = self.value(option.fields[name], depth + 1)
        if self.keeps():
            put_in_order({name: (owner, index) for name, owner, index in field_slots(made)}, option.ordered)
        return made

    def _table(self, option: Table, depth: int) -> Any:
        size = self.exact.get(option.path) or self.length(option.lengths, depth)
        pairs: dict[str, list[Any]] = {}
        for _ in range(3 * size):
            if len(pairs) >= size or self.room <= 0:
                break
            key = self._key(option) if not self.share else self.value(option.keys, 1)
            pairs.setdefault(text_of(key), [key, None])
        for pair in pairs.values():
            pair[1] = self.value(option.values, depth + 1)
        if option.tag == "c2":
            sample = self.rng.choice(option.samples)
            factory = copied(sample[3]) if isinstance(sample, list) else None
            return ["c2", option.name, list(pairs.values()), factory]
        return ["d", list(pairs.values())]

    def _key(self, option: Table) -> Any:
        key = self.value(option.keys, 1)
        if self.rng.random() < 0.4:
            for atom in option.keys.options:
                if isinstance(atom, Atom):
                    fresh = self.rng.choice(atom.pool)
                    pool = self.pools.find(atom.path, atom.kind)
                    if pool is not None:
                        self.palettes.setdefault(pool.name, []).append(fresh)
                    return fresh
        return key


def _between(value: Tree, values: Sequence[Tree], rng: Random) -> Tree:
    """Draw a number from the range of the recorded ones; other values stay."""
    if isinstance(value, int) and not isinstance(value, bool):
        known = [number for number in values if isinstance(number, int)]
        return rng.randint(min(known), max(known))
    if isinstance(value, float):
        return near(value, values, rng)
    return value


def _numbered(text: str, turn: int) -> str:
    return f"{text}{turn}" if turn and text else text


def in_order(held: list[Any], by: str) -> list[Any]:
    """Sort elements by a field ("": by themselves), where they can be compared."""

    def key(node: Any) -> Any:
        found = order_key(node if by == "" else dict(named_fields(node)).get(by) if isinstance(node, list) else None)
        return found if found is not None else ("", 0)

    try:
        return sorted(held, key=key)
    except TypeError:
        return held
