"""Functions that have no name to import them by (lambdas, functions inside tests): their code and what it holds.

What such a function refers to goes with it: defaults, closed-over variables and the globals that its code names. Marshalled
code is read by the same version of Python only, and loading it runs nothing.
"""

from __future__ import annotations

import builtins
import marshal
import types
import weakref
from collections.abc import Iterator
from typing import Any

from .trees import Undecodable

_made: weakref.WeakKeyDictionary[types.FunctionType, tuple[str, types.CodeType]] = weakref.WeakKeyDictionary()
"""The functions made here, each with its code as it was written down and as it was read."""


def is_of_tests(function: types.FunctionType) -> bool:
    """Whether a function lies in a module of tests, which is not imported where calls are repeated: it brings pytest along."""
    module = str(function.__globals__.get("__name__")).rpartition(".")[2]
    return module.startswith("test_") or module.endswith("_test") or module in ("conftest", "tests")


def is_rebuilt(function: types.FunctionType) -> bool:
    """Whether a function was made by `rebuilt`, and has its code still."""
    known = _made.get(function)
    return known is not None and known[1] is function.__code__


def parts(function: types.FunctionType) -> list[Any] | None:
    """What `rebuilt` takes; None where a variable that it closes over has no value yet."""
    code, held = function.__code__, function.__globals__
    data = _made[function][0] if is_rebuilt(function) else marshal.dumps(code).hex()
    try:
        cells = tuple(cell.cell_contents for cell in function.__closure__ or ())
    except ValueError:
        return None
    named = {name: held[name] for name in sorted({"__name__", *_names(code)}) if name in held}
    return [data, function.__name__, function.__defaults__, function.__kwdefaults__, cells, named]


def _names(code: types.CodeType) -> Iterator[str]:
    """The names that code, and code inside it, may look up among its globals."""
    yield from code.co_names
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from _names(const)


def rebuilt(data: str, name: str, defaults: Any, kwdefaults: Any, cells: Any, named: dict[str, Any]) -> Any:
    """The function of these parts; raises Undecodable for the code of another Python."""
    try:
        code = marshal.loads(bytes.fromhex(data))  # noqa: S302 - inside the sandbox; it makes an object, and runs nothing
    except (ValueError, EOFError, TypeError) as error:
        msg = f"the code of {name}: {error}"
        raise Undecodable(msg) from error
    held = {**named, "__builtins__": builtins}
    made = types.FunctionType(code, held, name, defaults, tuple(map(types.CellType, cells)))
    made.__kwdefaults__ = kwdefaults
    _made[made] = (data, code)
    return made
