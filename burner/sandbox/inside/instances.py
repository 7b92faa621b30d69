"""How instances of any other class are taken apart: by their real state, found without running code of the class."""

from __future__ import annotations

import enum
import sys
import types
from collections import OrderedDict, defaultdict, deque
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from . import arrays
from .naming import (
    bare_objects,
    basicsize,
    class_name,
    compiled,
    dictoffset,
    fields,
    global_name,
    instance_dict,
    is_frozen,
    kept_hash,
    module_of,
    mro,
    name_of,
    reference,
    weakrefoffset,
)

if TYPE_CHECKING:
    from .encoding import Encoded, Encoder, Handler


class _Shape(NamedTuple):
    name: str
    dict: Any
    slots: tuple[tuple[str, Any], ...]
    plain: Any
    """Copies the builtin part out as a value of its own; None where there is no such part."""
    frozen: bool
    kept_hash: tuple[str, bool] | None


def shape_of(kind: type) -> Handler:
    """What encodes instances of a class that is not in the table of exact types."""
    lines = mro(kind)
    ids = set(map(id, lines))
    if id(type) in ids:
        return lambda encoder, value: _named(value, class_name(value))
    if id(enum.Enum) in ids:
        return _enum_member
    if id(types.ModuleType) in ids:
        return lambda encoder, value: _named(value, None)
    for module, handler in arrays.HANDLERS.items():
        if module in sys.modules and any(str(module_of(line)).partition(".")[0] == module for line in lines[:-1]):
            return handler
    found = fields(kind)
    if id(BaseException) in ids:
        return _exception(_Shape(name_of(kind), found.dict, found.slots, None, frozen=False, kept_hash=None))
    base = next(line for line in lines if id(line) in _PLAIN)
    room = basicsize(base) + 8 * (len(found.slots) + (found.dict is not None) + bool(weakrefoffset(kind)))
    veiled = bool(dictoffset(kind)) and found.dict is None
    hidden = any(compiled(line) for line in lines if id(line) not in _PLAIN)
    if kind is object:
        return _bare_object
    if veiled or hidden or basicsize(kind) > room:
        return lambda encoder, value: _named(value, reference(value), "its state can't be seen")
    bare = found.dict is None and not found.slots and id(base) in _UNCHANGING
    frozen = bare or is_frozen(kind)
    return _instance(_Shape(name_of(kind), found.dict, found.slots, _PLAIN[id(base)], frozen, kept_hash(kind)))


def _named(value: object, name: Any, why: str = "it has no name to import it by") -> Encoded:
    return (["g", name], None) if name is not None else (["?", name_of(type(value)), why], None)


def _bare_object(encoder: Encoder, value: Any) -> Encoded:
    if encoder.bare_objects is None:
        encoder.bare_objects = bare_objects()
    return _named(value, encoder.bare_objects.get(id(value)), "nothing tells one object() from another")


def _enum_member(encoder: Encoder, value: Any) -> Encoded:
    attributes, kind = instance_dict(value), name_of(type(value))
    name, content = attributes.get("_name_"), attributes.get("_value_")
    if type(name) is str and "|" not in name:
        return ["en", kind, name], None
    return ["en", kind, content if type(content) is int else None], None


def _state(value: object, shape: _Shape) -> tuple[list[str], list[Any], list[str], list[Any]]:
    """Names and values of the `__dict__`, names and values of the slots that are filled."""
    attributes = shape.dict.__get__(value) if shape.dict is not None else {}
    known = [name for name in list(attributes) if type(name) is str]
    filled, contents = [], []
    for name, slot in shape.slots:
        try:
            contents.append(slot.__get__(value))
        except AttributeError:
            continue
        filled.append(name)
    values = [attributes[name] for name in known]
    if shape.kept_hash is not None:
        _forget(*shape.kept_hash, known, values)
        _forget(*shape.kept_hash, filled, contents)
    return known, values, filled, contents


def _forget(name: str, may_lack: bool, known: list[str], values: list[Any]) -> None:
    """Take a hash that was kept out of the state, so that it is found anew."""
    if name in known:
        place = known.index(name)
        if may_lack:
            del known[place], values[place]
        else:
            values[place] = None


def _instance(shape: _Shape) -> Handler:
    def handler(encoder: Encoder, value: Any) -> Encoded:
        known, values, filled, contents = _state(value, shape)
        if not known and not filled and shape.plain is None and (name := global_name(value)) is not None:
            return ["g", name], None
        if not shape.frozen:
            encoder.number(value)
        state: dict[str, Any] = {"dict": [], "slots": []}
        if shape.frozen:
            state["frozen"] = True
        node: list[Any] = ["o", shape.name, state, None]
        children = values + contents
        if shape.plain is not None:
            children.append(encoder.keep(shape.plain(value)))
        out: list[Any] = []

        def finish() -> None:
            state["dict"] = [[name, tree] for name, tree in zip(known, out)]
            state["slots"] = [[name, tree] for name, tree in zip(filled, out[len(known) :])]
            if shape.plain is not None:
                node[3] = out[-1]

        return node, (iter(children), out, finish)

    return handler


def _exception(shape: _Shape) -> Handler:
    def handler(encoder: Encoder, value: Any) -> Encoded:
        known, values, filled, contents = _state(value, shape)
        args = encoder.keep(_args(value))
        node: list[Any] = ["ex", shape.name]
        text = _text(value)
        out: list[Any] = []

        def finish() -> None:
            node.extend([out[0], text, [[name, tree] for name, tree in zip(known + filled, out[1:])]])

        return node, (iter([args, *values, *contents]), out, finish)

    return handler


def _args(error: BaseException) -> tuple[Any, ...]:
    """What makes it again; an OSError keeps the name of its file elsewhere."""
    args: tuple[Any, ...] = BaseException.__dict__["args"].__get__(error)
    if OSError in mro(type(error)) and len(args) == 2:
        file = OSError.__dict__["filename"].__get__(error)
        return args if file is None else (*args, file)
    return args


def _text(error: BaseException) -> str:
    try:
        return str.__str__(str(error))
    except Exception as inner:
        return f"<its text raised {type(inner).__name__}>"


_PLAIN: dict[int, Callable[[Any], Any] | None] = {
    id(list): list.copy,
    id(dict): dict.copy,
    id(set): lambda value: set(set.__iter__(value)),
    id(frozenset): lambda value: frozenset(frozenset.__iter__(value)),
    id(tuple): lambda value: tuple(tuple.__iter__(value)),
    id(str): str.__str__,
    id(bytes): lambda value: bytes.__getitem__(value, slice(None)),
    id(bytearray): lambda value: bytearray(bytearray.__iter__(value)),
    id(int): int.__int__,
    id(float): float.__float__,
    id(complex): complex.__pos__,
    id(deque): lambda value: deque(deque.__iter__(value), deque.__dict__["maxlen"].__get__(value)),
    id(OrderedDict): lambda value: OrderedDict(OrderedDict.items(value)),
    id(defaultdict): lambda value: defaultdict(
        defaultdict.__dict__["default_factory"].__get__(value), dict.items(value)
    ),
    id(object): None,
    id(types.SimpleNamespace): None,
}
_UNCHANGING = frozenset(map(id, (tuple, str, bytes, int, float, complex, frozenset)))
