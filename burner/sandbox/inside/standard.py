"""Value types of the standard library: the parts each is made of, and the known call that makes it again.

Only these constructors are ever called for an `["x", name, parts]`; each belongs to a class whose instances can't run
code of the user while they are taken apart, since only the exact class is accepted.
"""

from __future__ import annotations

import ast
import functools
import gc
import operator
import sys
import types
from collections import OrderedDict
from typing import Any, Callable

from . import closures

Parts = Callable[[Any], list[Any]]
Build = Callable[..., Any]

_WHEN = ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold")


def _attributes(*wanted: str) -> Parts:
    return lambda value: [getattr(value, name) for name in wanted]


def _text(value: Any) -> list[Any]:
    return [str(value)]


def _reduced(value: Any) -> list[Any]:
    return list(value.__reduce__()[1])


def _method_caller(value: Any) -> list[Any]:
    call, args = value.__reduce__()[:2]
    return [list(args), {}] if call is operator.methodcaller else [[*call.args, *args], dict(call.keywords)]


def _count(value: Any) -> list[Any]:
    plain = all(type(part) in (int, float) for part in gc.get_referents(value))
    return ast.literal_eval(f"[{repr(value)[6:-1]}]") if plain else []


def _referent(value: Any) -> list[Any]:
    return gc.get_referents(value)[:1]


def _match(pattern: Any, string: Any, pos: int, endpos: int, regs: Any, lastindex: Any) -> Any:
    for found in (pattern.match(string, pos, endpos), pattern.fullmatch(string, pos, endpos)):
        if found is not None and found.regs == regs:
            return found
    return next(found for found in pattern.finditer(string, pos, endpos) if found.regs == regs)


def _array(typecode: str, data: bytes) -> Any:
    import array

    made = array.array(typecode)
    made.frombytes(data)
    return made


def _stream(kind: str) -> Build:
    def build(content: Any, position: int) -> Any:
        import io

        made = getattr(io, kind)(content)
        made.seek(position)
        return made

    return build


def _folded(kind: str) -> Build:
    def build(*parts: Any) -> Any:
        import datetime as dt

        return getattr(dt, kind)(*parts[:-1], fold=parts[-1])

    return build


LATE: dict[str, dict[str, Parts]] = {
    "datetime": {
        "date": _attributes("year", "month", "day"),
        "datetime": _attributes(*_WHEN),
        "time": _attributes(*_WHEN[3:]),
        "timedelta": _attributes("days", "seconds", "microseconds"),
        "timezone": lambda value: list(value.__getinitargs__()),
    },
    "zoneinfo": {"ZoneInfo": _attributes("key")},
    "decimal": {"Decimal": _text},
    "fractions": {"Fraction": _attributes("numerator", "denominator")},
    "uuid": {"UUID": _attributes("hex")},
    "pathlib": dict.fromkeys(("PurePosixPath", "PureWindowsPath", "PosixPath", "WindowsPath"), _text),
    "re": {
        "Pattern": _attributes("pattern", "flags"),
        "Match": _attributes("re", "string", "pos", "endpos", "regs", "lastindex"),
    },
    "functools": {"partial": _attributes("func", "args", "keywords")},
    "operator": {"itemgetter": _reduced, "attrgetter": _reduced, "methodcaller": _method_caller},
    "array": {"array": lambda value: [value.typecode, value.tobytes()]},
    "io": dict.fromkeys(("StringIO", "BytesIO"), lambda value: [value.getvalue(), value.tell()]),
    "itertools": {"count": _count},
    "ipaddress": dict.fromkeys(("IPv4Address", "IPv6Address", "IPv4Network", "IPv6Network"), _text),
}
"""Module -> class -> parts, for modules that are looked at only once the program has imported them."""

_MAPPINGS: Any = ({}, OrderedDict())
ALWAYS: list[tuple[type, str, Parts]] = [
    (types.MethodType, "types.MethodType", _attributes("__func__", "__self__")),
    (range, "builtins.range", _attributes("start", "stop", "step")),
    (slice, "builtins.slice", _attributes("start", "stop", "step")),
    (types.MappingProxyType, "types.MappingProxyType", _referent),
    (types.GenericAlias, "types.GenericAlias", _attributes("__origin__", "__args__")),
    *(
        (type(getattr(view, how)()), "dict." + how, _referent)
        for view in _MAPPINGS
        for how in ("keys", "values", "items")
    ),
]
if hasattr(types, "UnionType"):
    ALWAYS.append((types.UnionType, "types.UnionType", _attributes("__args__")))

_SPECIAL: dict[str, Build] = {
    "builtins.range": range,
    "builtins.slice": slice,
    "builtins.getattr": getattr,
    "types.MethodType": types.MethodType,
    "types.FunctionType": closures.rebuilt,
    "types.MappingProxyType": types.MappingProxyType,
    "types.GenericAlias": types.GenericAlias,
    "types.UnionType": lambda args: functools.reduce(operator.or_, args),
    "dict.keys": lambda mapping: mapping.keys(),
    "dict.values": lambda mapping: mapping.values(),
    "dict.items": lambda mapping: mapping.items(),
    "datetime.datetime": _folded("datetime"),
    "datetime.time": _folded("time"),
    "functools.partial": lambda func, args, keywords: functools.partial(func, *args, **keywords),
    "operator.methodcaller": lambda args, keywords: operator.methodcaller(*args, **keywords),
    "array.array": _array,
    "io.StringIO": _stream("StringIO"),
    "io.BytesIO": _stream("BytesIO"),
    "re.Match": _match,
}


def builder(name: str) -> Build:
    """What makes the value called `name` again from its parts; raises KeyError for an unknown one."""
    if name in _SPECIAL:
        return _SPECIAL[name]
    module, _, kind = name.partition(".")
    if kind not in LATE[module]:
        raise KeyError(name)
    if name == "re.Pattern":
        import re

        return re.compile
    __import__(module)
    return getattr(sys.modules[module], kind)  # type: ignore[no-any-return]
