"""Whether a value computed once can stand where it was computed each time.

Reads only: looks at what is done with the value (a new list each time must stay new if it is changed or kept), and at
whether and when it would have been computed at all.
"""

from __future__ import annotations

import ast

from burner.rules import scope
from burner.rules.known import PURE_BUILTINS, PURE_METHODS
from burner.rules.library import dotted
from burner.rules.purity import is_path, makes_new
from burner.rules.shapes import assigned
from burner.rules.unchanged import changes
from burner.rules.view import FunctionView

UNCHANGEABLE_METHODS = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "count",
        "decode",
        "encode",
        "endswith",
        "expandtabs",
        "find",
        "format",
        "hex",
        "index",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "isidentifier",
        "islower",
        "isnumeric",
        "isprintable",
        "isspace",
        "istitle",
        "isupper",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rindex",
        "rjust",
        "rpartition",
        "rstrip",
        "startswith",
        "strip",
        "swapcase",
        "title",
        "translate",
        "upper",
        "zfill",
        "isoformat",
        "strftime",
        "bit_count",
        "bit_length",
        "date",
        "weekday",
        "isoweekday",
        "total_seconds",
        "toordinal",
    ]
)
UNCHANGEABLE_BUILTINS = ("len", "sum", "abs", "str", "int", "float", "bool", "ord", "chr", "tuple", "round", "frozenset",
                         "hash", "repr", "bytes", "any", "all", "isinstance", "hex", "bin", "format", "divmod", "range")  # fmt: skip
KEEPS_PART = ("list", "sorted", "tuple", "set", "frozenset", "dict", "len", "sum", "any", "all", "str", "repr", "min",
              "max", "enumerate", "zip", "bool", "int", "float", "isinstance", "reversed", "map", "filter", "abs")  # fmt: skip


def unchangeable(view: FunctionView, node: ast.expr, depth: int = 3) -> bool:
    """Return whether a value can't be changed by whoever gets it: numbers, text, tuples."""
    if isinstance(node, (ast.Compare, ast.JoinedStr, ast.Constant)):
        return True
    if isinstance(node, ast.Call) and _gives_number(dotted(view, node.func) or ""):
        return True
    if isinstance(node, ast.UnaryOp):
        return True
    if isinstance(node, ast.Tuple):
        return all(unchangeable(view, e, depth) or isinstance(e, ast.Name) for e in node.elts)
    if isinstance(node, ast.BinOp):
        number = isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Pow, ast.Mod))
        return number or unchangeable(view, node.left, depth) or unchangeable(view, node.right, depth)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return node.func.attr in UNCHANGEABLE_METHODS
        return view.builtin(node.func, *UNCHANGEABLE_BUILTINS) or _returns_unchangeable(view, node.func, depth)
    return False


def _gives_number(function: str) -> bool:
    """Return whether a function of the standard library gives a number, or a pattern."""
    module, _, name = function.rpartition(".")
    return module in {"math", "cmath"} or function == "re.compile" or (module == "statistics" and name in _NUMBERS)


_NUMBERS = {"mean", "fmean", "median", "stdev", "pstdev", "variance", "pvariance", "correlation", "covariance"}


def _returns_unchangeable(view: FunctionView, name: ast.expr, depth: int) -> bool:
    """Return whether a function of this module visibly returns nothing but numbers, text and None."""
    function = view.function(name.id) if isinstance(name, ast.Name) and name.id not in view.locals else None
    if function is None or not depth:
        return False
    if isinstance(function.returns, ast.Name) and function.returns.id in {"str", "int", "bool", "float", "bytes"}:
        return True
    values = [n.value for n in scope.walk_scope(function.body) if isinstance(n, ast.Return)]
    return bool(values) and all(
        v is None or (not isinstance(v, ast.Tuple) and unchangeable(view, v, depth - 1)) for v in values
    )


def only_read(view: FunctionView, node: ast.expr, depth: int = 2) -> bool:
    """Return whether nothing is done with a value that could change or keep it."""
    if unchangeable(view, node):
        return True
    if _holds_new(node):
        return False
    above = view.parent(node)
    if isinstance(above, ast.keyword):
        above = view.parent(above)
    if isinstance(above, (ast.For, ast.comprehension)):
        return above.iter is node
    if isinstance(above, (ast.Compare, ast.UnaryOp, ast.FormattedValue, ast.If, ast.While, ast.Assert, ast.BinOp)):
        return True
    if isinstance(above, ast.Call):
        return view.builtin(above.func, *KEEPS_PART) or _given_to_reader(above)
    if isinstance(above, ast.Subscript):
        return above.value is node and isinstance(above.ctx, ast.Load) and not _item_changed(view, above)
    if isinstance(above, ast.Attribute):
        call = view.parent(above)
        return isinstance(call, ast.Call) and call.func is above and above.attr in PURE_METHODS
    if isinstance(above, ast.Starred) or (isinstance(above, ast.IfExp) and above.test is node):
        return True
    if isinstance(above, (ast.Assign, ast.AnnAssign)) and depth:
        return _assigned_only_read(view, above, node, depth)
    return False


def _holds_new(node: ast.expr) -> bool:
    """Return whether a value is a container of containers made for it: somebody is going to fill those."""
    inner: list[ast.expr] = []
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        inner = [node.elt]
    elif isinstance(node, ast.DictComp):
        inner = [node.value]
    elif isinstance(node, (ast.List, ast.Tuple)):
        inner = node.elts
    elif isinstance(node, ast.Dict):
        inner = node.values
    return any(makes_new(n) and not isinstance(n, (ast.Constant, ast.JoinedStr, ast.Tuple, ast.Compare)) for n in inner)


def _item_changed(view: FunctionView, item: ast.expr) -> bool:
    """Return whether code stores into an item of a container, or calls a method of it that may change it."""
    above = view.parent(item)
    while isinstance(above, (ast.Subscript, ast.Attribute)) and above.value is item:
        if isinstance(above.ctx, (ast.Store, ast.Del)):
            return True
        call = view.parent(above)
        if isinstance(above, ast.Attribute) and isinstance(call, ast.Call) and call.func is above:
            return above.attr not in PURE_METHODS
        item, above = above, call
    return isinstance(above, ast.AugAssign) and above.target is item


def _given_to_reader(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and (
        call.func.attr in {"extend", "update", "join"} or (call.func.attr in PURE_METHODS and call.func.attr != "get")
    )


def _assigned_only_read(view: FunctionView, statement: ast.Assign | ast.AnnAssign, node: ast.expr, depth: int) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    if len(targets) != 1 or statement.value is not node:
        return False
    target = targets[0]
    if isinstance(target, ast.Tuple):
        return all(isinstance(e, ast.Name) for e in target.elts)
    if not isinstance(target, ast.Name) or target.id in view.captured or target.id in view.outer_names:
        return False
    for use in view.uses(target.id):
        above = view.parent(use)
        if isinstance(above, ast.AugAssign) and above.target is use:
            return False
        if isinstance(use.ctx, ast.Del):
            return False
        if isinstance(use.ctx, ast.Load) and not only_read(view, use, depth - 1):
            return False
    return True


def always_evaluated(view: FunctionView, node: ast.AST, top: ast.AST) -> bool:
    """Return whether evaluating `top` (a statement, a loop's body) always evaluates `node`, if nothing raises before."""
    child = node
    for above in view.above(node):
        if above is top:
            return _first_part(above, child)
        if isinstance(above, (ast.If, ast.While)) and child is not above.test:
            return False
        if isinstance(above, ast.IfExp) and child is not above.test:
            return False
        if isinstance(above, ast.BoolOp) and child is not above.values[0]:
            return False
        if isinstance(above, ast.Compare) and len(above.ops) > 1 and child not in (above.left, above.comparators[0]):
            return False
        if isinstance(above, ast.For) and child is not above.iter:
            return False
        if isinstance(above, scope.COMPREHENSIONS) and child is not above.generators[0]:
            return False
        if isinstance(above, ast.comprehension) and child is not above.iter:
            return False
        if isinstance(above, (*scope.FUNCTIONS, ast.ExceptHandler, ast.match_case, ast.Try, ast.Assert)):
            return False
        child = above
    return False


def _first_part(top: ast.AST, child: ast.AST) -> bool:
    """Return whether a part of a compound statement is evaluated first, whenever the statement runs."""
    if isinstance(top, (ast.If, ast.While)):
        return child is top.test
    if isinstance(top, ast.For):
        return child is top.iter
    return not isinstance(top, (ast.Try, ast.With, ast.Match, ast.FunctionDef, ast.ClassDef))


def jumps(statements: list[ast.stmt]) -> bool:
    """Return whether code may leave its block early (break, continue, return, raise)."""
    kinds = (ast.Break, ast.Continue, ast.Return, ast.Raise)
    return any(isinstance(n, kinds) for s in statements for n in scope.walk_scope(s))


def is_expensive(view: FunctionView, node: ast.expr) -> bool:
    """Return whether computing a value costs clearly more than reading a local name."""
    for part in scope.walk(node):
        if isinstance(part, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            return True
        if isinstance(part, ast.Call) and not view.builtin(
            part.func, "len", "isinstance", "range", "enumerate", "zip", "type"
        ):
            cheap = isinstance(part.func, ast.Attribute) and part.func.attr in {"items", "keys", "values", "get"}
            if not cheap:
                return True
    return False


def never_fails(view: FunctionView, node: ast.expr) -> bool:
    """Return whether evaluating an expression can't fail for values of the types it is written for."""
    for part in scope.walk(node):
        if isinstance(part, (ast.Subscript, ast.Lambda)) and not (
            isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice)
        ):
            return False
        if isinstance(part, ast.BinOp) and isinstance(
            part.op, (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift)
        ):
            return False
        if isinstance(part, ast.Call):
            if isinstance(part.func, ast.Attribute):
                if part.func.attr not in PURE_METHODS or part.func.attr in {"index", "decode", "rindex", "center"}:
                    return False
            elif not view.builtin(
                part.func, *(PURE_BUILTINS - {"min", "max", "int", "float", "chr", "ord", "getattr", "pow"})
            ):
                return False
    return True


def length_of(view: FunctionView, node: ast.AST | None) -> ast.expr | None:
    """Return the container whose length an expression is: `len(xs)`, or a name that was given that once and for all."""
    call = view.call(node, "len")
    if call is not None and len(call.args) == 1:
        return call.args[0] if is_path(call.args[0]) else None
    if not isinstance(node, ast.Name) or node.id in view.parameters or node.id in view.outer_names:
        return None
    values, other = assigned(view, node.id)
    if other or len(values) != 1 or len([u for u in view.uses(node.id) if isinstance(u.ctx, ast.Store)]) != 1:
        return None
    call = view.call(values[0], "len")
    statement = view.statement(values[0])
    if call is None or len(call.args) != 1 or not is_path(call.args[0]) or view.parent(statement) is not view.node:
        return None
    return None if changes(view, call.args[0], view.after(statement)) else call.args[0]
