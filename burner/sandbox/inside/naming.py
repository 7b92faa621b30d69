"""Names of classes, functions and modules, and the way back, without running code of the value that is named.

A metaclass may define `__mro__`, `__hash__` or `__getattribute__`: everything here goes through `type`'s own slots.
"""

from __future__ import annotations

import dataclasses
import dis
import importlib
import sys
import types
from collections.abc import Mapping
from typing import Any, Callable, NamedTuple

from .trees import Undecodable

_mro: Any = type.__dict__["__mro__"].__get__
_names: Any = type.__dict__["__dict__"].__get__
basicsize: Callable[[type], int] = type.__dict__["__basicsize__"].__get__
dictoffset: Callable[[type], int] = type.__dict__["__dictoffset__"].__get__
weakrefoffset: Callable[[type], int] = type.__dict__["__weakrefoffset__"].__get__
_flags: Callable[[type], int] = type.__dict__["__flags__"].__get__
_qualname: Callable[[type], str] = type.__dict__["__qualname__"].__get__
module_of: Callable[[type], Any] = type.__dict__["__module__"].__get__
_HEAP_TYPE, _IMMUTABLE_TYPE = 1 << 9, 1 << 8


def mro(kind: type) -> tuple[type, ...]:
    """The classes whose attributes a class has; there are compiled classes that were never made ready."""
    return _mro(kind) or (kind, object)


def names(kind: type) -> Mapping[str, Any]:
    """What a class itself defines."""
    return _names(kind) or {}


def made_at_run_time(kind: type) -> bool:
    """Whether a class was made by a class statement (or by a C extension's spec), not compiled in."""
    return bool(_flags(kind) & _HEAP_TYPE)


def compiled(kind: type) -> bool:
    """Whether a class is known to be written in C, also where it is made at run time."""
    return not made_at_run_time(kind) or bool(_flags(kind) & _IMMUTABLE_TYPE)


def name_of(kind: type) -> str:
    """The "module:qualname" of a class."""
    module = module_of(kind)
    return "{}:{}".format(module if type(module) is str else "?", _qualname(kind))


def class_name(kind: type) -> str | None:
    """The "module:qualname" if walking there finds this very class."""
    name = name_of(kind)
    if _HIDDEN.get(name) is kind:
        return name
    module, _, qualname = name.partition(":")
    try:
        return name if module in sys.modules and walk(sys.modules[module], qualname) is kind else None
    except LookupError:
        return None


def reference(value: Any) -> str | None:
    """The "module:qualname" if walking there finds this very object."""
    try:
        module, qualname = object.__getattribute__(value, "__module__"), object.__getattribute__(value, "__qualname__")
    except AttributeError:
        return None
    if type(module) is not str or type(qualname) is not str or module not in sys.modules:
        return None
    try:
        found = walk(sys.modules[module], qualname)
    except LookupError:
        return None
    return f"{module}:{qualname}" if found is value else None


def walk(found: Any, qualname: str) -> Any:
    """Follow a dotted name through modules and classes without running descriptors; raises LookupError."""
    for name in qualname.split("."):
        lines = mro(type(found))
        if any(line is types.ModuleType for line in lines):
            found = types.ModuleType.__getattribute__(found, "__dict__")[name]
        elif any(line is type for line in lines):
            owner = next((line for line in mro(found) if name in names(line)), None)
            if owner is None:
                raise LookupError(name)
            found = names(owner)[name]
            if type(found) in (staticmethod, classmethod):
                found = found.__func__
        else:
            raise LookupError(name)
    return found


def resolve(name: str, modules: Mapping[str, str]) -> Any:
    """What "module:qualname" names; imports the module, so only inside a sandbox. Raises Undecodable."""
    module, _, qualname = name.partition(":")
    first, _, rest = qualname.partition(".")
    hidden = _HIDDEN.get(f"{module}:{first}")
    try:
        if hidden is not None:
            return walk(hidden, rest) if rest else hidden
        return walk(importlib.import_module(modules.get(module, module)), qualname)
    except Exception as error:
        msg = f"{name}: {type(error).__name__}: {error}"
        raise Undecodable(msg) from error


def global_name(value: object) -> str | None:
    """The name of a module's global that is this very object: what a sentinel is known by."""
    for module in (module_of(type(value)), "__main__"):
        found = sys.modules.get(module) if type(module) is str else None
        if type(found) is types.ModuleType:
            for name, other in list(found.__dict__.items()):
                if other is value:
                    return f"{module}:{name}"
    return None


def bare_objects() -> dict[int, str]:
    """Names of all globals made by `object()`, by id; of several names of one object always the same."""
    found: dict[int, str] = {}
    for module, holder in sorted(sys.modules.items()):
        if type(holder) is types.ModuleType:
            for name, value in list(holder.__dict__.items()):
                if type(value) is object:
                    found.setdefault(id(value), f"{module}:{name}")
    return found


class Fields(NamedTuple):
    """Where an instance keeps its state: the getter of its `__dict__`, if it has one, and its slots by name."""

    dict: Any
    slots: tuple[tuple[str, Any], ...]


def fields(kind: type) -> Fields:
    """The real state of a class's instances; a property called `__dict__` hides nothing."""
    holder: Any = None
    slots: dict[str, Any] = {}
    for line in reversed(mro(kind)):
        found = names(line).get("__dict__")
        if type(found) is types.GetSetDescriptorType or line is types.SimpleNamespace:
            holder = found
        if made_at_run_time(line):
            slots.update((name, slot) for name, slot in names(line).items() if type(slot) is types.MemberDescriptorType)
    return Fields(holder, tuple(slots.items()))


def instance_dict(value: object) -> dict[str, Any]:
    """The instance's own `__dict__`; empty if it has none."""
    holder = fields(type(value)).dict
    return holder.__get__(value) if holder is not None else {}


def kept_hash(kind: type) -> tuple[str, bool] | None:
    """The attribute in which `__hash__` keeps what it found, and whether an instance may lack it.

    It is no state: it differs between hash seeds, and is found anew.
    """
    found = next((names(line)["__hash__"] for line in mro(kind) if "__hash__" in names(line)), None)
    if type(found) is not types.FunctionType:
        return None
    code = found.__code__
    stored = {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_ATTR"}
    if "__setattr__" in code.co_names:
        stored |= {name for name in code.co_consts if type(name) is str} & {*code.co_names}
    stored = {name for name in stored if "hash" in name.lower()}
    if len(stored) != 1:
        return None
    (name,) = stored
    has_default = any(
        name in names(line) and type(names(line)[name]) is not types.MemberDescriptorType for line in mro(kind)
    )
    return name, has_default or not {"AttributeError", "hasattr", "getattr", "__dict__"}.isdisjoint(code.co_names)


def is_frozen(kind: type) -> bool:
    """Whether the class is a frozen dataclass."""
    params: Any = names(kind).get("__dataclass_params__")
    return type(params) is dataclasses._DataclassParams and bool(params.frozen)  # type: ignore[attr-defined]


_HIDDEN: dict[str, type] = {name_of(_kind): _kind for _kind in vars(types).values() if type(_kind) is type}
_HIDDEN.update((name_of(_kind), _kind) for _kind in (type(None), type(Ellipsis), type(NotImplemented)))
"""Builtin classes that say they lie in `builtins` but do not."""
