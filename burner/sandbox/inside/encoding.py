"""The walk that makes trees: without recursion, and without running code of the values it takes apart.

Only builtin iterators are used up, and an exception is asked for its text; nothing else of the value is called. What
may look like a builtin is told apart by `type(x)` alone, and tables are keyed by the id of a type, since a metaclass
may define `__hash__` and `__eq__`.
"""

from __future__ import annotations

import collections
import itertools
import math
import random
import sys
import types
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import Any, Callable, Optional

from . import closures, standard
from .instances import shape_of
from .naming import class_name, instance_dict, name_of, names, reference
from .trees import NUMBERED_VALUES, Limits, Tree, Unencodable, to_json

Frame = tuple[Iterator[Any], list[Any], Optional[Callable[[], None]]]
"""Children still to come, their trees so far, and what to do with those when all are there."""
Encoded = tuple[Tree, Optional[Frame]]
Handler = Callable[["Encoder", Any], Encoded]

_BIG = 2**63
_INT, _FLOAT = id(int), id(float)
_LEAVES = frozenset(map(id, (str, bool, type(None), int, float)))


def opaque(value: object, why: str) -> Encoded:
    """The honest end: a value of which only the type is known."""
    return ["?", name_of(type(value)), why], None


class Encoder:
    """One walk over one value; `keys` is shared with the walks that find the order of a set's items.

    `drawn` are the items of iterators that were used up already, with what ended each, by the id of the iterator.
    """

    def __init__(
        self,
        limits: Limits,
        keys: dict[int, str | None] | None = None,
        drawn: Mapping[int, tuple[list[Any], Any]] | None = None,
    ) -> None:
        self.limits = limits
        self.seen: dict[int, int] = {}
        self.count = 0
        self.nodes = 0
        self.kept: list[Any] = []
        self.bare_objects: dict[int, str] | None = None
        self.shapes: dict[int, tuple[Any, Handler]] = {}
        self.keys: dict[int, str | None] = {} if keys is None else keys
        self.drawn = drawn or {}

    def tree(self, root: object) -> Tree:
        """The tree of a value; raises Unencodable beyond the limits."""
        top: list[Any] = []
        frames: list[Frame] = [(iter((root,)), top, None)]
        seen, limits = self.seen, self.limits
        while frames:
            iterator, out, finish = frames[-1]
            append = out.append
            for value in iterator:
                kind = type(value)
                if value is None or kind is str or kind is bool:
                    append(value)
                elif kind is int:
                    append(value if -_BIG < value < _BIG else ["i", hex(value)])
                elif kind is float:
                    append(_float(value))
                elif id(value) in seen:
                    append(["r", seen[id(value)]])
                else:
                    handler = _EXACT.get(id(kind)) or self._handler(kind)
                    node, frame = handler(self, value)
                    append(node)
                    if frame is not None:
                        frames.append(frame)
                        break
            else:
                frames.pop()
                self.nodes += len(out)
                if finish is not None:
                    finish()
            if len(frames) > limits.depth or self.nodes > limits.nodes:
                msg = f"more than {limits.depth} levels or {limits.nodes} parts"
                raise Unencodable(msg)
        return top[0]

    def _handler(self, kind: type) -> Handler:
        found = self.shapes.get(id(kind))
        if found is None:
            _load_standard()
            found = self.shapes[id(kind)] = (kind, _EXACT.get(id(kind)) or shape_of(kind))
        return found[1]

    def number(self, value: object) -> None:
        """Give a thing that can change its number, so that it is shown once and referred to afterwards."""
        self.seen[id(value)] = self.count
        self.count += 1

    def keep(self, value: Any) -> Any:
        """Hold something made on the way, so that its id is not used again."""
        self.kept.append(value)
        return value

    def items(self, tag: str, values: Any) -> Encoded:
        """A node of a tag and its items."""
        plain = _plain(values)
        if plain is not None:
            self.nodes += len(plain)
            return [tag, plain], None
        out: list[Any] = []
        return [tag, out], (iter(values), out, None)

    def parts(self, node: list[Any], parts: list[Any]) -> Encoded:
        """A node whose last place takes the trees of these parts, which may have been made on the way."""
        out: list[Any] = []
        node.append(out)
        return node, (iter(self.keep(parts)), out, None)

    def sort_key(self, value: object) -> str:
        """A text that does not depend on where in a set the value happened to lie."""
        if id(value) in self.keys:
            return self.keys[id(value)] or "[]"
        self.keys[id(value)] = None
        inner = Encoder(self.limits, self.keys, self.drawn)
        try:
            text = self.keys[id(value)] = to_json(inner.tree(value))
        except RecursionError as error:
            msg = "sets nested too deeply"
            raise Unencodable(msg) from error
        self.kept.append((value, inner.kept))
        self.nodes += inner.nodes
        return text


def _float(value: float) -> Tree:
    if math.isfinite(value):
        return value
    return ["f", "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"]


def _plain(values: Any) -> list[Any] | None:
    """A copy of the values if each is its own tree: what makes long plain lists cheap."""
    kinds = set(map(id, map(type, values)))
    if not kinds <= _LEAVES:
        return None
    if _INT in kinds:
        ints = values if len(kinds) == 1 else [value for value in values if type(value) is int]
        if max(ints) >= _BIG or min(ints) <= -_BIG:
            return None
    if _FLOAT in kinds:
        floats = values if len(kinds) == 1 else [value for value in values if type(value) is float]
        if not all(map(math.isfinite, floats)):
            return None
    return list(values)


def _mapping(encoder: Encoder, node: list[Any], pairs: Any, last: tuple[Any, ...] = ()) -> Encoded:
    """Put the pairs at the end of a node; `last` is one more child that comes after them."""
    keys, values = list(map(_first, pairs)), list(map(_second, pairs))
    plain_keys, plain_values = _plain(keys), _plain(values)
    if plain_keys is not None and plain_values is not None and not last:
        encoder.nodes += 2 * len(plain_keys)
        node.append(list(map(list, zip(plain_keys, plain_values))))
        return node, None
    flat: list[Any] = []

    def finish() -> None:
        rest = flat[2 * len(keys) :]
        node.append([[flat[place], flat[place + 1]] for place in range(0, 2 * len(keys), 2)])
        node.extend(rest)

    children = itertools.chain(itertools.chain.from_iterable(zip(keys, values)), last)
    return node, (children, flat, finish)


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def _second(pair: tuple[Any, Any]) -> Any:
    return pair[1]


def _list(encoder: Encoder, value: Any) -> Encoded:
    encoder.number(value)
    return encoder.items("l", value)


def _tuple(encoder: Encoder, value: Any) -> Encoded:
    return encoder.items("t", value)


def _dict(encoder: Encoder, value: Any) -> Encoded:
    encoder.number(value)
    return _mapping(encoder, ["d"], list(value.items()))


def _set(encoder: Encoder, value: Any) -> Encoded:
    tag = "fs"
    if type(value) is set:
        tag = "s"
        encoder.number(value)
    plain = _plain(value)
    if plain is not None:
        encoder.nodes += len(plain)
        return [tag, sorted(plain, key=to_json)], None
    out: list[Any] = []
    return [tag, out], (iter(encoder.keep(sorted(value, key=encoder.sort_key))), out, None)


def _bytes(encoder: Encoder, value: Any) -> Encoded:
    return ["b", value.hex()], None


def _bytearray(encoder: Encoder, value: Any) -> Encoded:
    encoder.number(value)
    return ["ba", value.hex()], None


def _complex(encoder: Encoder, value: Any) -> Encoded:
    return ["c", _float(value.real), _float(value.imag)], None


def _deque(encoder: Encoder, value: Any) -> Encoded:
    encoder.number(value)
    node, frame = encoder.items("dq", encoder.keep(list(value)))
    node.append(value.maxlen)
    return node, frame


def _dict_like(encoder: Encoder, value: Any) -> Encoded:
    kind: Any = type(value)
    if kind is not defaultdict and instance_dict(value):
        return shape_of(kind)(encoder, value)
    encoder.number(value)
    node = ["c2", "collections:" + kind.__name__]
    pairs = list(kind.items(value))
    encoder.keep(pairs)
    return _mapping(encoder, node, pairs, (value.default_factory if kind is defaultdict else None,))


def _function(encoder: Encoder, value: Any) -> Encoded:
    name = reference(value)
    if name is not None and not (encoder.limits.code and closures.is_of_tests(value)):
        return ["g", name], None
    if encoder.limits.code or closures.is_rebuilt(value):
        parts = closures.parts(value)
        if parts is not None:
            encoder.number(value)
            return encoder.parts(["x", "types.FunctionType"], parts)
    return opaque(value, "a lambda, closure or hidden function")


def _builtin(encoder: Encoder, value: Any) -> Encoded:
    name = reference(value)
    if name is not None:
        return ["g", name], None
    if value.__self__ is not None and type(value.__self__) is not types.ModuleType:
        return encoder.parts(["x", "builtins.getattr"], [value.__self__, value.__name__])
    return opaque(value, "a hidden function")


def _descriptor(encoder: Encoder, value: Any) -> Encoded:
    owner, name = class_name(value.__objclass__), value.__name__
    if owner is None or names(value.__objclass__).get(name) is not value:
        return opaque(value, "a hidden method")
    return ["g", f"{owner}.{name}"], None


def _class(encoder: Encoder, value: Any) -> Encoded:
    name = class_name(value)
    return (["g", name], None) if name is not None else opaque(value, "the local class " + name_of(value))


def _module(encoder: Encoder, value: Any) -> Encoded:
    name = types.ModuleType.__getattribute__(value, "__dict__").get("__name__")
    if type(name) is str and sys.modules.get(name) is value:
        return ["m", name], None
    return opaque(value, "a module that can't be imported")


def _iterator(encoder: Encoder, value: Any) -> Encoded:
    """What is left of a builtin iterator: it is used up by this, up to the limit."""
    limit = encoder.limits.iterator_items
    if limit == 0:
        return opaque(value, "an iterator, left alone")
    encoder.number(value)
    node: list[Any] = ["it", type(value).__name__]
    items, more = encoder.drawn.get(id(value)) or left_in(value, limit)
    out: list[Any] = []

    def finish() -> None:
        node.extend([out[:-1], out[-1]])

    return node, (iter(encoder.keep([*items, more])), out, finish)


def left_in(iterator: Any, limit: int) -> tuple[list[Any], Any]:
    """The next items of a builtin iterator, at most `limit`; and True if there are more, or the exception that ended it."""
    items: list[Any] = []
    try:
        items.extend(itertools.islice(iterator, limit))
        return items, len(items) == limit and next(iterator, items) is not items
    except Exception as error:
        return items, error


def _random(encoder: Encoder, value: Any) -> Encoded:
    if set(instance_dict(value)) - {"gauss_next"}:
        return opaque(value, "a random generator with attributes of its own")
    encoder.number(value)
    out: list[Any] = []
    node: list[Any] = ["rng"]
    state = encoder.keep([random.Random.getstate(value)])
    return node, (iter(state), out, lambda: node.extend(out))


def _constant(name: str) -> Handler:
    return lambda encoder, value: (["g", name], None)


def _standard(name: str, parts: standard.Parts) -> Handler:
    def handler(encoder: Encoder, value: Any) -> Encoded:
        if name in NUMBERED_VALUES:
            encoder.number(value)
        return encoder.parts(["x", name], parts(value))

    return handler


_EXACT: dict[int, Handler] = {
    id(list): _list,
    id(tuple): _tuple,
    id(dict): _dict,
    id(set): _set,
    id(frozenset): _set,
    id(bytes): _bytes,
    id(bytearray): _bytearray,
    id(complex): _complex,
    id(deque): _deque,
    id(OrderedDict): _dict_like,
    id(defaultdict): _dict_like,
    id(collections.Counter): _dict_like,
    id(random.Random): _random,
    id(type): _class,
    id(types.FunctionType): _function,
    id(types.BuiltinFunctionType): _builtin,
    id(types.MethodDescriptorType): _descriptor,
    id(types.WrapperDescriptorType): _descriptor,
    id(types.ClassMethodDescriptorType): _descriptor,
    id(types.ModuleType): _module,
    id(type(Ellipsis)): _constant("builtins:Ellipsis"),
    id(type(NotImplemented)): _constant("builtins:NotImplemented"),
    **{id(kind): _standard(name, parts) for kind, name, parts in standard.ALWAYS},
}

_SOURCES: Any = ([], (), "", "\xe9", b"", bytearray(), {}, {}.values(), {}.items(), set(), range(1), range(2**70))
_EXACT.update(
    (id(kind), _iterator)
    for kind in (
        *map(type, map(iter, (*_SOURCES, OrderedDict(), OrderedDict().values(), deque()))),
        *map(type, map(reversed, (*(some for some in _SOURCES if type(some) is not set), deque()))),
        *(types.GeneratorType, map, filter, zip, enumerate, type(iter(int, 1)), type(itertools.tee(())[0])),
        *(kind for kind in vars(itertools).values() if type(kind) is type and kind is not itertools.count),
    )
)
ITERATORS = frozenset(kind for kind, handler in _EXACT.items() if handler is _iterator)
"""The ids of the types whose values are used up by being looked at."""

_loaded: set[str] = set()


def _load_standard() -> None:
    """Learn the value types of standard modules that the program has imported by now."""
    for module, kinds in standard.LATE.items():
        if module in sys.modules and module not in _loaded:
            _loaded.add(module)
            for name, parts in kinds.items():
                kind = getattr(sys.modules[module], name, None)
                if kind is not None:
                    _EXACT.setdefault(id(kind), _standard(f"{module}.{name}", parts))
