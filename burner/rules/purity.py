"""Whether an expression or a function only computes: it can be asked once, sooner, or not at all.

The answers lean on how real code is written (attributes are plain data, operators have no side effects): a rewrite is
proposed on their strength, and the judge decides on calls.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from burner.rules import scope
from burner.rules.known import CHANGING_METHODS, NEW_CALLS, PATTERN_METHODS, PURE_BUILTINS, PURE_METHODS, SAFE_MODULES
from burner.rules.library import dotted
from burner.rules.view import FunctionView


def root(node: ast.AST) -> str | None:
    """Return the name that an attribute, subscript or call chain starts from."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def is_path(node: ast.AST) -> bool:
    """Return whether an expression is a name, or attributes and constant or name subscripts of one."""
    if isinstance(node, ast.Attribute):
        return is_path(node.value)
    if isinstance(node, ast.Subscript):
        return is_path(node.value) and isinstance(node.slice, (ast.Constant, ast.Name, ast.UnaryOp))
    return isinstance(node, ast.Name)


def pure(view: FunctionView, node: ast.AST, depth: int = 3) -> bool:
    """Return whether evaluating an expression changes nothing (it may still raise)."""
    for part in scope.walk(node):
        if isinstance(part, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)):
            return False
        if isinstance(part, ast.Call) and not pure_call(view, part, depth):
            return False
    return True


def pure_call(view: FunctionView, call: ast.Call, depth: int = 3) -> bool:
    """Return whether a call, its arguments aside, changes nothing."""
    function = call.func
    if isinstance(function, ast.Name):
        if view.builtin(function, *PURE_BUILTINS):
            return True
        if function.id in view.locals:
            return False
        if of_safe_module(view, function):
            return True
        return pure_function(view, view.function(function.id), depth)
    if isinstance(function, ast.Attribute):
        if isinstance(function.value, ast.Name) and function.value.id == view.self_name:
            return pure_function(view, view.method(function.attr), depth)
        if of_safe_module(view, function) or function.attr in PURE_METHODS or _of_pattern(view, call):
            return True
        own = methods_of_module(view.tree).get(function.attr, ()) if function.attr not in CHANGING_METHODS else ()
        return bool(own) and all(pure_function(view, method, depth - 1) for method in own)
    return False


@lru_cache(maxsize=16)
def methods_of_module(tree: ast.Module) -> dict[str, list[ast.FunctionDef]]:
    """Return the methods of the module's classes by name: a method that all of them agree on is taken for theirs."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for owner in tree.body:
        for method in owner.body if isinstance(owner, ast.ClassDef) else ():
            if isinstance(method, ast.FunctionDef):
                found.setdefault(method.name, []).append(method)
    return found


def _of_pattern(view: FunctionView, call: ast.Call) -> bool:
    """Return whether a call is of a method of a pattern that the module compiles once, with a text for what it puts in."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=method) if (
            method in PATTERN_METHODS and name not in view.locals
        ):
            made = [s.value for s in view.tree.body if isinstance(s, ast.Assign) and scope.bound(s) == {name}]
            compiled = [isinstance(v, ast.Call) and dotted(view, v.func) == "re.compile" for v in made]
            replaces = method in {"sub", "subn"} and not (call.args and isinstance(call.args[0], ast.Constant))
            return compiled == [True] and not replaces
    return False


def of_safe_module(view: FunctionView, function: ast.expr) -> bool:
    """Return whether a function, as a module imports it, is one of a module whose functions change nothing."""
    module, _, name = (dotted(view, function) or "").rpartition(".")
    return module in SAFE_MODULES and not name.startswith("insort")


@lru_cache(maxsize=4096)
def pure_function(view: FunctionView, function: ast.FunctionDef | None, depth: int = 3) -> bool:
    """Return whether a function of this module visibly changes nothing but its own new objects."""
    if function is None or depth <= 0:
        return False
    kinds = (ast.Global, ast.Nonlocal, ast.Yield, ast.YieldFrom, ast.Await, ast.Import, ast.ImportFrom, ast.With)
    own = own_objects(function)
    for node in scope.walk(function.body):
        if isinstance(node, (*kinds, ast.AsyncFor, ast.AsyncWith)):
            return False
        if (
            isinstance(node, (ast.Attribute, ast.Subscript))
            and isinstance(node.ctx, (ast.Store, ast.Del))
            and root(node) not in own
        ):
            return False
        if (
            isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id in scope.parameters(function)
            and not isinstance(node.value, ast.Constant)
        ):
            return False
        if isinstance(node, ast.Call) and not _harmless(view, node, own, depth):
            return False
    return True


def _harmless(view: FunctionView, call: ast.Call, own: set[str], depth: int) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in CHANGING_METHODS:
        return root(function.value) in own
    if isinstance(function, ast.Name) and _exception(function.id):
        return True
    return pure_call(view, call, depth - 1)


def _exception(name: str) -> bool:
    return name.endswith(("Error", "Exception")) or name in {"StopIteration", "KeyboardInterrupt"}


def own_objects(function: ast.FunctionDef) -> set[str]:
    """Return the names that only ever hold objects made in the function (displays, comprehensions, list(...), ...)."""
    good: set[str] = set()
    bad: set[str] = set(scope.parameters(function))
    for node in scope.walk(function.body):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    (good if makes_new(node.value) else bad).add(target.id)
                else:
                    bad |= scope.bound(target)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            (good if node.value is None or makes_new(node.value) else bad).add(node.target.id)
        elif isinstance(node, (ast.For, ast.NamedExpr, ast.comprehension)):
            bad |= scope.bound(node.target)
        elif isinstance(node, (ast.With, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)):
            bad |= scope.bound(node)
    return good - bad


def makes_new(node: ast.AST) -> bool:
    """Return whether an expression always makes a new object (or an immutable one)."""
    if isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Name):
            return function.id in NEW_CALLS
        return isinstance(function, ast.Attribute) and (
            function.attr in NEW_CALLS or function.attr in {"split", "copy", "splitlines", "rsplit"}
        )
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Slice)
    return isinstance(
        node,
        (
            ast.List,
            ast.Dict,
            ast.Set,
            ast.ListComp,
            ast.DictComp,
            ast.SetComp,
            ast.GeneratorExp,
            ast.Constant,
            ast.JoinedStr,
            ast.BinOp,
            ast.Compare,
            ast.UnaryOp,
            ast.Tuple,
        ),
    )
