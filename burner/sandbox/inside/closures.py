"""Functions that have no name to import them by (lambdas, functions inside tests): their code and what it holds.

What such a function refers to goes with it: defaults, closed-over variables and the globals that its code names. Marshalled
code is read by the same version of Python only, and loading it runs nothing.
"""

from __future__ import annotations

import builtins
import marshal
import types
from collections.abc import Iterator
from typing import Any

from .trees import Undecodable

MARK = "__burner_rebuilt__"
"""Among the globals of a function made here: its code as it was written down, and as it was read."""


def is_of_tests(function: types.FunctionType) -> bool:
    """Whether a function lies in a module of tests, which is not imported where calls are repeated: it brings pytest along."""
    module = str(function.__globals__.get("__name__")).rpartition(".")[2]
    return module.startswith("test_") or module.endswith("_test") or module in ("conftest", "tests")


def is_rebuilt(function: types.FunctionType) -> bool:
    """Whether a function was made by `rebuilt`, and has its code still."""
    known = function.__globals__.get(MARK)
    return type(known) is tuple and known[1] is function.__code__


def parts(function: types.FunctionType) -> list[Any] | None:
    """What `rebuilt` takes; None where a variable that it closes over has no value yet."""
    code = function.__code__
    data = function.__globals__[MARK][0] if is_rebuilt(function) else marshal.dumps(code).hex()
    try:
        cells = tuple(cell.cell_contents for cell in function.__closure__ or ())
    except ValueError:
        return None
    held = function.__globals__
    named = {name: held[name] for name in sorted(set(_names(code))) if name in held}
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
    held = {"__name__": "rebuilt", "__builtins__": builtins, **named, MARK: (data, code)}
    made = types.FunctionType(code, held, name, defaults, tuple(map(types.CellType, cells)))
    made.__kwdefaults__ = kwdefaults
    return made
