"""The way back from a tree to a value. It imports what the tree names, so it may run inside a sandbox only.

No `__init__`, `__setstate__` or `__reduce__` is called: an instance is made bare and given its state.
"""

from __future__ import annotations

import importlib
import random
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Callable, Optional

from . import arrays, standard
from .naming import fields, made_at_run_time, mro, resolve
from .trees import NUMBERED_VALUES, Tree, Undecodable, numbered

Frame = tuple[Iterator[Tree], list[Any], Callable[[], Any]]
_MISSING = object()


class Decoder:
    """One walk over one tree."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self.modules = modules
        self.objects: list[Any] = []
        self.late: list[Callable[[], None]] = []
        """Fills of sets and dicts, whose items must be whole before they are hashed."""

    def value(self, root: Tree) -> Any:
        """The value of a tree; raises Undecodable."""
        try:
            value = self._walk(root)
            for fill in self.late:
                fill()
        except Undecodable:
            raise
        except Exception as error:
            msg = f"{type(error).__name__}: {error}"
            raise Undecodable(msg) from error
        return value

    def _walk(self, root: Tree) -> Any:
        top: list[Any] = []
        frames: list[Frame] = [(iter((root,)), top, lambda: top[0])]
        while True:
            iterator, out, build = frames[-1]
            append = out.append
            for tree in iterator:
                if type(tree) is not list:
                    append(tree)
                    continue
                handler = _HANDLERS.get(tree[0])
                if handler is None:
                    msg = f"no such tag: {tree[0]!r}"
                    raise Undecodable(msg)
                value, frame = handler(self, tree)
                if frame is not None:
                    frames.append(frame)
                    break
                append(value)
            else:
                frames.pop()
                value = build()
                if not frames:
                    return value
                frames[-1][1].append(value)

    def place(self, value: Any = _MISSING) -> int:
        """Give the next number, to a value that is there already or one that will be."""
        self.objects.append(value)
        return len(self.objects) - 1

    def fill(self, fill: Callable[[], None], keys: Iterable[Tree]) -> None:
        """Fill a set or dict: at once if its keys are plain, else when they are whole and can be hashed."""
        if any(type(key) is list for key in keys):
            self.late.append(fill)
        else:
            fill()


Decoded = tuple[Any, Optional[Frame]]


def _flat(pairs: list[list[Tree]]) -> Iterator[Tree]:
    return (part for pair in pairs for part in pair)


def _list(decoder: Decoder, tree: Tree) -> Decoded:
    made: list[Any] = []
    decoder.place(made)
    return made, (iter(tree[1]), made, lambda: made)


def _tuple(decoder: Decoder, tree: Tree) -> Decoded:
    out: list[Any] = []
    return None, (iter(tree[1]), out, lambda: tuple(out))


def _dict(decoder: Decoder, tree: Tree) -> Decoded:
    made: dict[Any, Any] = {}
    decoder.place(made)
    flat: list[Any] = []

    def fill() -> None:
        made.update(zip(flat[::2], flat[1::2]))

    def build() -> Any:
        decoder.fill(fill, (pair[0] for pair in tree[1]))
        return made

    return None, (_flat(tree[1]), flat, build)


def _set(decoder: Decoder, tree: Tree) -> Decoded:
    made: Any = set()
    decoder.place(made)
    out: list[Any] = []

    def build() -> Any:
        decoder.fill(lambda: made.update(out), tree[1])
        return made

    return None, (iter(tree[1]), out, build)


def _frozenset(decoder: Decoder, tree: Tree) -> Decoded:
    out: list[Any] = []
    return None, (iter(tree[1]), out, lambda: frozenset(out))


def _bytearray(decoder: Decoder, tree: Tree) -> Decoded:
    made = bytearray.fromhex(tree[1])
    decoder.place(made)
    return made, None


def _reference(decoder: Decoder, tree: Tree) -> Decoded:
    made = decoder.objects[tree[1]]
    if made is _MISSING:
        msg = "a thing that can't change contains itself"
        raise Undecodable(msg)
    return made, None


def _deque(decoder: Decoder, tree: Tree) -> Decoded:
    made: Any = deque(maxlen=tree[2])
    decoder.place(made)
    out: list[Any] = []

    def build() -> Any:
        made.extend(out)
        return made

    return None, (iter(tree[1]), out, build)


def _dict_like(decoder: Decoder, tree: Tree) -> Decoded:
    kinds: dict[str, Callable[[], Any]] = {"Counter": Counter, "OrderedDict": OrderedDict, "defaultdict": defaultdict}
    made = kinds[tree[1].partition(":")[2]]()
    decoder.place(made)
    flat: list[Any] = []

    def build() -> Any:
        if type(made) is defaultdict:
            made.default_factory = flat[-1]
        update = OrderedDict.update if type(made) is OrderedDict else dict.update
        decoder.fill(lambda: update(made, zip(flat[:-1:2], flat[1:-1:2])), (pair[0] for pair in tree[2]))
        return made

    return None, (iter([*_flat(tree[2]), tree[3]]), flat, build)


def _built(decoder: Decoder, tree: Tree) -> Decoded:
    name = tree[1]
    out: list[Any] = []
    number = decoder.place() if name in NUMBERED_VALUES else None

    def build() -> Any:
        made = arrays.build_numpy(name, *out) if name.startswith("numpy.") else standard.builder(name)(*out)
        if number is not None:
            decoder.objects[number] = made
        return made

    return None, (iter(tree[2]), out, build)


def _enum_member(decoder: Decoder, tree: Tree) -> Decoded:
    kind = resolve(tree[1], decoder.modules)
    return (kind[tree[2]] if type(tree[2]) is str else kind(tree[2])), None


def _native(kind: type) -> Any:
    """The compiled class that knows how to make bare instances."""
    return next(line for line in mro(kind) if not made_at_run_time(line))


def _instance(decoder: Decoder, tree: Tree) -> Decoded:
    _, name, state, base = tree
    kind = resolve(name, decoder.modules)
    unchanging = base is not None and (type(base) is not list or base[0] in ("t", "fs", "b", "i", "f", "c"))
    made = _MISSING if unchanging else _bare(kind, base)
    number = decoder.place(made) if numbered(tree) else None
    out: list[Any] = []

    def build() -> Any:
        whole = made
        if unchanging:
            whole = _native(kind).__new__(kind, out[-1])
            if number is not None:
                decoder.objects[number] = whole
        elif base is not None:
            decoder.late.append(lambda: _fill(whole, out[-1]))
        _restore(whole, state["dict"], state["slots"], out)
        return whole

    last = [] if base is None else [base]
    return None, (
        iter([*(pair[1] for pair in state["dict"]), *(pair[1] for pair in state["slots"]), *last]),
        out,
        build,
    )


def _bare(kind: type, base: Tree) -> Any:
    if base is None:
        return _native(kind).__new__(kind)
    found: dict[str, Any] = {"l": list, "d": dict, "s": set, "ba": bytearray, "dq": deque, "c2": None}
    native: Any = found[base[0]] or {"OrderedDict": OrderedDict, "defaultdict": defaultdict}[base[1].partition(":")[2]]
    return native.__new__(kind)


def _fill(made: Any, plain: Any) -> None:
    kind = type(plain)
    if kind is deque:
        deque.__init__(made, plain, plain.maxlen)
    elif kind is defaultdict:
        defaultdict.__init__(made, plain.default_factory, plain)
    elif kind is OrderedDict:
        for key, value in plain.items():
            OrderedDict.__setitem__(made, key, value)
    elif kind is bytearray:
        bytearray.__init__(made, plain)
    else:
        (list.extend if kind is list else kind.update)(made, plain)


def _restore(made: Any, attributes: list[Any], slots: list[Any], values: list[Any]) -> None:
    found = fields(type(made))
    if attributes:
        found.dict.__get__(made).update((pair[0], value) for pair, value in zip(attributes, values))
    known = dict(found.slots)
    for pair, value in zip(slots, values[len(attributes) :]):
        known[pair[0]].__set__(made, value)


def _exception(decoder: Decoder, tree: Tree) -> Decoded:
    _, name, args, _, state = tree
    kind = resolve(name, decoder.modules)
    out: list[Any] = []

    def build() -> Any:
        made = _native(kind).__new__(kind, *out[0]) if made_at_run_time(kind) else kind(*out[0])
        if OSError not in mro(kind):
            BaseException.__dict__["args"].__set__(made, out[0])
        slots = dict(fields(kind).slots)
        for (attribute, _), value in zip(state, out[1:]):
            if attribute in slots:
                slots[attribute].__set__(made, value)
            else:
                BaseException.__dict__["__dict__"].__get__(made)[attribute] = value
        return made

    return None, (iter([args, *(pair[1] for pair in state)]), out, build)


def _iterator(decoder: Decoder, tree: Tree) -> Decoded:
    number = decoder.place()
    out: list[Any] = []

    def build() -> Any:
        made = decoder.objects[number] = _running(tree[1], out[:-1], out[-1])
        return made

    return None, (iter([*tree[2], tree[3]]), out, build)


def _running(kind: str, items: list[Any], more: Any) -> Any:
    """An iterator of that type, where one can be made so that it yields just these items; else a generator."""
    if more is False:
        if kind == "list_iterator":
            return iter(items)
        if kind == "tuple_iterator":
            return iter(tuple(items))
        if kind == "map":
            return (item for item in items)
        if kind == "filter":
            return filter(lambda _: True, items)
        if kind == "zip" and items and all(type(item) is tuple and len(item) == len(items[0]) > 0 for item in items):
            return zip(*map(list, zip(*items)))
        if kind == "enumerate" and items and all(type(item) is tuple and len(item) == 2 for item in items):
            return enumerate([item[1] for item in items], items[0][0])
    return _generated(items, more)


def _generated(items: list[Any], more: Any) -> Iterator[Any]:
    yield from items
    if more is True:
        msg = f"only the first {len(items)} items of this iterator were recorded"
        raise Undecodable(msg)
    if more is not False:
        raise more


def _random(decoder: Decoder, tree: Tree) -> Decoded:
    made = random.Random()
    decoder.place(made)
    out: list[Any] = []

    def build() -> Any:
        made.setstate(out[0])
        return made

    return None, (iter([tree[1]]), out, build)


def _array(decoder: Decoder, tree: Tree) -> Decoded:
    if type(tree[3]) is str:
        made = arrays.build_array(tree[1], tree[2], tree[3])
        decoder.place(made)
        return made, None
    number = decoder.place()
    out: list[Any] = []

    def build() -> Any:
        made = decoder.objects[number] = arrays.build_objects(tree[2], out)
        return made

    return None, (iter(tree[3]), out, build)


def _pandas(decoder: Decoder, tree: Tree) -> Decoded:
    number = decoder.place()
    out: list[Any] = []

    def build() -> Any:
        made = decoder.objects[number] = arrays.build_pandas(tree[1], out)
        return made

    return None, (iter(tree[2]), out, build)


def _opaque(decoder: Decoder, tree: Tree) -> Decoded:
    msg = f"{tree[1]}: {tree[2]}"
    raise Undecodable(msg)


def _number(tree: Tree) -> float:
    return float(tree[1]) if type(tree) is list else tree


_HANDLERS: dict[str, Callable[[Decoder, Tree], Decoded]] = {
    "l": _list,
    "t": _tuple,
    "d": _dict,
    "s": _set,
    "fs": _frozenset,
    "b": lambda decoder, tree: (bytes.fromhex(tree[1]), None),
    "ba": _bytearray,
    "i": lambda decoder, tree: (int(tree[1], 16), None),
    "f": lambda decoder, tree: (float(tree[1]), None),
    "c": lambda decoder, tree: (complex(_number(tree[1]), _number(tree[2])), None),
    "r": _reference,
    "g": lambda decoder, tree: (resolve(tree[1], decoder.modules), None),
    "m": lambda decoder, tree: (importlib.import_module(decoder.modules.get(tree[1], tree[1])), None),
    "en": _enum_member,
    "x": _built,
    "dq": _deque,
    "c2": _dict_like,
    "o": _instance,
    "ex": _exception,
    "it": _iterator,
    "np": _array,
    "ns": lambda decoder, tree: (arrays.build_scalar(tree[1], tree[2]), None),
    "pd": _pandas,
    "rng": _random,
    "?": _opaque,
}
