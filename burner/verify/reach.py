"""What code may not newly reach for: the machine, the interpreter's insides, and whoever watches it.

A first look that costs no process; the sandbox holds what gets past it. Reads trees only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from burner.target.spans import FunctionNode
from burner.verify.scopes import imports_of, module_of, outer_names

ALLOWED_MODULES = frozenset(
    "collections itertools functools heapq bisect math cmath operator re string datetime decimal fractions statistics"  # noqa: SIM905  # a list takes a line for each
    " copy json array typing dataclasses struct graphlib unicodedata binascii zlib hashlib __future__".split()
)
"""Modules of the standard library that only compute: code may import them although the original did not."""

BANNED_MODULES = frozenset(
    "os sys subprocess socket ctypes inspect gc time timeit threading _thread multiprocessing concurrent asyncio signal"  # noqa: SIM905  # a list takes a line for each
    " atexit tempfile shutil pathlib io builtins tracemalloc weakref pickle marshal importlib codecs pty mmap select"
    " resource platform runpy code codeop pdb bdb trace faulthandler sysconfig site linecache posix fcntl".split()
)
_MACHINE = frozenset(
    "os sys subprocess socket ctypes builtins gc inspect importlib shutil multiprocessing threading atexit pickle marshal"  # noqa: SIM905  # a list takes a line for each
    " pathlib tempfile".split()
)
"""Modules that no name of any other module may lead to."""
_PURE = frozenset({"sys.maxsize", "sys.float_info", "io.StringIO", "io.BytesIO"})
_DENIED = frozenset(
    {
        "decimal.getcontext",
        "decimal.setcontext",
        "typing.get_type_hints",
        "dataclasses.make_dataclass",
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "random.seed",
        "random.setstate",
        "numpy.random.seed",
        "numpy.random.set_state",
        "numpy.ctypeslib",
        "numpy.DataSource",
        "numpy.fromfile",
        "numpy.genfromtxt",
        "numpy.load",
        "numpy.loadtxt",
        "numpy.memmap",
        "numpy.save",
        "numpy.savetxt",
        "numpy.savez",
        "numpy.savez_compressed",
        "numpy.seterr",
        "pandas.eval",
        "pandas.set_option",
    }
)
_DENIED_PREFIXES = ("pandas.read_",)
_BANNED_BUILTINS = frozenset(
    "eval exec compile __import__ open input breakpoint globals locals setattr delattr help exit quit"  # noqa: SIM905  # a list takes a line for each
    " __builtins__ __file__ __loader__ __spec__ __cached__".split()
)
_BANNED_ATTRIBUTES = frozenset(
    "__code__ __globals__ __closure__ __builtins__ __subclasses__ __bases__ __base__ __mro__ mro __defaults__"  # noqa: SIM905  # a list takes a line for each
    " __kwdefaults__ __self__ __func__ __wrapped__ __loader__ __spec__ __file__ __import__ __getattribute__ __setattr__"
    " __delattr__ __reduce__ __reduce_ex__ __traceback__ tb_frame tb_next gi_frame gi_code cr_frame ag_frame f_back"
    " f_globals f_locals f_builtins f_code cache_clear cache_info cache_parameters tofile".split()
)
_BANNED_METHODS = frozenset({"__del__", "__reduce__", "__reduce_ex__", "__getattribute__", "__class__", "__getstate__"})
_BANNED_STRINGS = ("PYTEST_CURRENT_TEST", "_burner")
_FORMAT_FIELD = re.compile(r"\{[^{}]*\.(__\w+__)")
"""A replacement field of a format string that takes a special attribute."""
_OWN_MARK = "_burner"
_BY_NAME = frozenset({"getattr", "hasattr", "operator.attrgetter", "operator.methodcaller"})
_COMPUTED = "an attribute by a computed name"


@dataclass(frozen=True)
class Use:
    """One thing that code reaches for, as it is told to the user, and the line where it does."""

    what: str
    line: int


def doubtful_uses(function: FunctionNode, module_imports: dict[str, str], module_names: frozenset[str]) -> list[Use]:
    """Everything in a function that code may only do if the original already did."""
    return sorted(_doubtful(function, module_imports, module_names), key=lambda use: use.line)


def _doubtful(function: FunctionNode, module_imports: dict[str, str], module_names: frozenset[str]) -> Iterator[Use]:
    outer = outer_names(function)
    own_imports = imports_of(ast.walk(function))
    docstrings: set[ast.AST] = set(docstrings_of(function))

    def meaning(node: ast.expr) -> str | None:
        if not isinstance(node, ast.Name):
            return None
        return (module_imports if node in outer else own_imports).get(node.id)

    inner: set[ast.AST] = set()
    for node in ast.walk(function):
        line = getattr(node, "lineno", function.lineno)
        yield from (Use(what, line) for what in _plain(node, docstrings))
        if isinstance(node, ast.Attribute):
            inner.add(node.value)
        if isinstance(node, (ast.Attribute, ast.Name)) and node not in inner:
            dotted = _dotted(node, meaning, inner)
            if dotted and is_doubtful(dotted):
                yield Use(dotted, line)
        if isinstance(node, ast.Name) and node in outer and node.id not in module_names and node.id in _BANNED_BUILTINS:
            yield Use(node.id, line)
        if isinstance(node, ast.Call):
            yield from (Use(what, line) for what in _by_name(node, _dotted(node.func, meaning, set()) or _name(node)))


def _plain(node: ast.AST, docstrings: set[ast.AST]) -> Iterator[str]:
    """What a node alone says of itself."""
    if isinstance(node, ast.Attribute) and (node.attr in _BANNED_ATTRIBUTES or node.attr.startswith(_OWN_MARK)):
        yield node.attr
    elif isinstance(node, ast.Attribute) and node.attr == "__class__" and not isinstance(node.ctx, ast.Load):
        yield "an assignment to __class__"
    elif isinstance(node, ast.Name) and node.id.startswith(_OWN_MARK):
        yield node.id
    elif isinstance(node, FunctionNode) and node.name in _BANNED_METHODS:
        yield f"a method {node.name}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
        if node.value in _BANNED_ATTRIBUTES or any(mark in node.value for mark in _BANNED_STRINGS):
            yield repr(node.value)
        yield from (name for name in _FORMAT_FIELD.findall(node.value) if name in _BANNED_ATTRIBUTES)
    elif isinstance(node, ast.ImportFrom):
        yield from (name for name in imported(node) if is_doubtful(name))


def _by_name(call: ast.Call, called: str) -> Iterator[str]:
    if called not in _BY_NAME:
        return
    names = call.args[1:2] if called in ("getattr", "hasattr") else call.args
    for name in names:
        if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
            yield _COMPUTED
        else:
            yield from (part for part in name.value.split(".") if part in _BANNED_ATTRIBUTES)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def imported(node: ast.ImportFrom) -> list[str]:
    """The dotted names that a `from` import takes."""
    return [f"{module_of(node)}.{alias.name}" for alias in node.names]


def is_doubtful(dotted: str) -> bool:
    """Whether a dotted name of an imported module reaches further than computing does."""
    first, *rest = dotted.split(".")
    if dotted in _PURE or any(dotted.startswith(f"{pure}.") for pure in _PURE):
        return False
    if first in BANNED_MODULES:
        return True
    if any(dotted == name or dotted.startswith(f"{name}.") for name in _DENIED) or dotted.startswith(_DENIED_PREFIXES):
        return True
    if first not in ALLOWED_MODULES:  # what else is imported may import the machine itself, and so hand it on
        return bool(_MACHINE.intersection(rest)) or (bool(rest) and f"{first}.{rest[-1]}" in _DENIED)
    hidden = any(part.startswith("_") and not part.endswith("__") for part in rest)
    return hidden or any(part in BANNED_MODULES and (first, part) != ("datetime", "time") for part in rest)


def docstrings_of(function: FunctionNode) -> Iterator[ast.Constant]:
    """The docstrings of a function and of what it defines."""
    for node in ast.walk(function):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def _dotted(node: ast.expr, meaning: Callable[[ast.expr], str | None], inner: set[ast.AST]) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        inner.add(node.value)
        node = node.value
    first = meaning(node)
    return None if first is None else ".".join([first, *reversed(parts)])
