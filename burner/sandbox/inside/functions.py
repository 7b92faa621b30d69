"""Finds the function objects of a file and gives them other code.

A function keeps its identity when its `__code__` is replaced, so every alias of it (re-exported names, decorated
wrappers, bound methods, entries of tables) sees the other version at once.
"""

from __future__ import annotations

import gc
import os
import types
from collections.abc import Iterator
from typing import Any


class NotFoundError(Exception):
    """The module was loaded, but has no such function."""


class UnswappableError(Exception):
    """The new version closes over other names than the old one."""


def codes(code: types.CodeType, prefix: str = "") -> Iterator[tuple[str, types.CodeType]]:
    """Every function's code below a module's or class's code, by qualified name, without nested functions."""
    for const in code.co_consts:
        if isinstance(const, types.CodeType) and not const.co_name.startswith("<"):
            name = prefix + const.co_name
            yield name, const
            if not const.co_flags & 0x2:  # CO_NEWLOCALS is set for functions; a class body has it off
                yield from codes(const, name + ".")


def code_of(text: str, path: str, qualname: str) -> types.CodeType:
    """The last code object of that qualified name in the text."""
    found = None
    for name, code in codes(compile(text, path, "exec", dont_inherit=True)):
        if name == qualname and code.co_flags & 0x2:
            found = code
    if found is None:
        raise NotFoundError(qualname)
    return found


def find(module: types.ModuleType, qualname: str, first: int, last: int) -> types.FunctionType:
    """The function object defined between two lines (1-based) of the module's file, whatever decorates it."""
    path = os.path.realpath(module.__file__ or "")
    name = qualname.rpartition(".")[2]
    direct = _unwrap(_lookup(module, qualname))
    if direct is not None and _is_it(direct, path, name, first, last):
        return direct
    for item in gc.get_objects():
        mine = type(item) is types.FunctionType and item.__globals__ is module.__dict__
        if mine and _is_it(item, path, name, first, last):
            found: types.FunctionType = item
            return found
    raise NotFoundError(qualname)


def _lookup(module: types.ModuleType, qualname: str) -> Any:
    holder: Any = module
    for part in qualname.split("."):
        holder = vars(holder).get(part)
        if holder is None:
            return None
    return holder


def _unwrap(item: Any) -> types.FunctionType | None:
    for _ in range(20):
        if type(item) is types.FunctionType and not hasattr(item, "__wrapped__"):
            return item
        for inner in ("__wrapped__", "__func__", "fget", "func"):
            if hasattr(item, inner):
                item = getattr(item, inner)
                break
        else:
            return None
    return None


def _is_it(item: types.FunctionType, path: str, name: str, first: int, last: int) -> bool:
    code = item.__code__
    return code.co_name == name and first <= code.co_firstlineno <= last and os.path.realpath(code.co_filename) == path


def swap(function: types.FunctionType, code: types.CodeType) -> None:
    """Give the function other code; raises `UnswappableError` when the closures differ."""
    if function.__code__.co_freevars != code.co_freevars:
        raise UnswappableError(f"it uses {code.co_freevars} of its class, the original {function.__code__.co_freevars}")
    function.__code__ = code


def original_of(function: types.FunctionType) -> types.FunctionType:
    """A second function with the same code, defaults and closure, which stays as it is when the first is swapped."""
    copy = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def trampoline(function: types.FunctionType, hook: str, key: str) -> types.CodeType:
    """Code for `function` that calls `_burner.record.<hook>(key, args, kwargs)` and has its closure's shape."""
    cells = function.__code__.co_freevars
    text = (
        "def make({names}):\n"
        "    def {name}(*args, **kwargs):\n"
        "        import _burner.record as record\n"
        "        if False: {use}\n"
        "        return record.{hook}({key!r}, args, kwargs)\n"
        "    return {name}\n"
    ).format(names=", ".join(cells), name="trampoline", use=", ".join(cells) or "pass", hook=hook, key=key)
    space: dict[str, Any] = {}
    exec(compile(text, "<burner>", "exec"), space)
    made: types.FunctionType = space["make"](*[None for _ in cells])
    return made.__code__.replace(co_name=function.__name__)


def install(module: types.ModuleType, text: str, edits: dict[str, types.FunctionType], imports: list[str]) -> None:
    """Make `module` behave as if its file had `text`: swap the code of each function in `edits`, add what is new.

    `edits` maps the qualified names that `text` changes to the function objects found on the original.
    """
    path = module.__file__ or "<module>"
    for statement in imports:
        exec(compile(statement, path, "exec", dont_inherit=True), module.__dict__)
    top = {name: code for name, code in codes(compile(text, path, "exec", dont_inherit=True)) if "." not in name}
    for name, code in top.items():
        if name not in module.__dict__ and code.co_flags & 0x2:
            _define(module, text, name)
    for qualname, function in edits.items():
        swap(function, code_of(text, path, qualname))


def _define(module: types.ModuleType, text: str, name: str) -> None:
    import ast

    tree = ast.parse(text)
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    exec(compile(tree, module.__file__ or "<module>", "exec", dont_inherit=True), module.__dict__)
