"""What can be kept in a dictionary of one call: which calls, and what varies in them.

Everything kept lives in a local variable of the function that is rewritten, so nothing outlives its call.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import changing, effects, evidence, kinds, library, scope, type_names
from burner.rules.edit import render
from burner.rules.known import PURE_BUILTINS
from burner.rules.purity import pure_call
from burner.rules.unchanged import stable
from burner.rules.view import FunctionView, starred


@dataclass(frozen=True)
class Kept:
    """An expression whose answer can be kept: its text with what varies replaced by parameters."""

    node: ast.expr
    """What is replaced by a call of the keeping function."""
    template: str
    parameters: tuple[str, ...]
    arguments: tuple[ast.expr, ...]
    plain: tuple[bool, ...]
    """For each argument, whether equal values are alike in all, so that the value alone is the key."""
    sure: bool
    """Whether every argument is surely hashable."""
    name: str
    """What the answer is called, for naming the helper."""


Settled = Callable[[FunctionView, ast.expr], bool]
"""Says whether an expression stays the same object for as long as answers are kept."""


def settled(view: FunctionView, node: ast.expr) -> bool:
    """Return whether an expression is the same object, unchanged, during the whole call."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Tuple):
        return all(settled(view, item) for item in node.elts)
    if isinstance(node, ast.UnaryOp):
        return settled(view, node.operand)
    if isinstance(node, ast.Attribute):
        return library.dotted(view, node) is not None or settled_attribute(view, node)
    return isinstance(node, ast.Name) and not _inner(view, node.id) and _settled_name(view, node)


def settled_attribute(view: FunctionView, node: ast.Attribute) -> bool:
    """Return whether an attribute of the own object (or what a method of it reads) stays the same during the call."""
    if not isinstance(node.value, ast.Name) or node.value.id not in {view.self_name, "cls"}:
        return False
    read = {node.attr}
    method = view.other(f"{view.qualname.rpartition('.')[0]}.{node.attr}")
    if method is not None:
        looked_at = effects.reading(method)
        if looked_at is None:
            return False
        read |= looked_at.attributes
    return not any(changing.writes_attribute(view, view.node.body, attribute) for attribute in read)


def _settled_name(view: FunctionView, node: ast.Name) -> bool:
    if node.id not in view.locals:
        known = not view.shadowed(node.id) or node.id in library.imports_of(view.tree)
        return node.id not in view.outer_names and (known or effects.constant_name(view, node.id))
    stores = [n for n in view.uses(node.id) if isinstance(n.ctx, (ast.Store, ast.Del))]
    if node.id in view.parameters:
        return not stores and not changing.changed_in(view, node.id)
    if len(stores) != 1:
        return False
    above = view.parents[stores[0]]
    once = isinstance(above, ast.Assign) and view.parents[above] is view.node
    return once and not changing.changed_in(view, node.id)


def _inner(view: FunctionView, name: str) -> bool:
    """Return whether a comprehension, a lambda or a nested function binds the name for itself."""
    for node in view.everything():
        if isinstance(node, ast.arg) and node.arg == name:
            return True
        targets = scope.walk(node.target) if isinstance(node, ast.comprehension) else ()
        if any(isinstance(n, ast.Name) and n.id == name for n in targets):
            return True
    return False


def in_loop(view: FunctionView, node: ast.AST) -> bool:
    """Return whether a node is evaluated again and again, by a loop or a comprehension."""
    return bool(repeats(view, node))


def reached(view: FunctionView) -> Iterator[ast.AST]:
    """Yield the nodes of the body in source order, lambdas included, nested functions left out."""
    for node in scope.walk_scope(view.node.body):
        yield node
        if isinstance(node, ast.Lambda):
            yield from scope.walk_scope(node.body)


def repeats(view: FunctionView, node: ast.AST) -> list[ast.AST]:
    """Return the loops and comprehension clauses that repeat a node, innermost first."""
    found: list[ast.AST] = []
    child = node
    for above in view.above(node):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            break
        if isinstance(above, (ast.For, ast.While)):
            source = above.iter if isinstance(above, ast.For) else None
            if child is not source and not any(child is s for s in above.orelse):
                found.append(above)
        elif isinstance(above, scope.COMPREHENSIONS):
            place = next((i for i, g in enumerate(above.generators) if g is child), len(above.generators))
            found += reversed(above.generators[:place])
        elif (isinstance(above, ast.comprehension) and child is not above.iter) or isinstance(above, ast.Lambda):
            found.append(above)
        child = above
    return found


def kept_call(
    view: FunctionView, brief: Brief, call: ast.Call, lasting: Settled = settled, cheap: bool = False
) -> Kept | None:
    """Return how the answer of a call of a pure function of this module can be kept; None if it can't.

    A function that does too little to be worth it is taken only where `cheap` ones are asked for.
    """
    inner = _nested(view, call)
    other = inner or effects.callee(view, call)
    if other is None or other.qualname == view.qualname or starred(call):
        return None
    slots = _slots(other, call)
    if slots is None or not (cheap or evidence.dear(other)):
        return None
    read = effects.reading(other)
    if read is None or any(changing.writes_attribute(view, view.node.body, a) for a in read.attributes):
        return None
    known = kinds.Kinds(view, brief)
    theirs = kinds.Kinds(other, brief)
    varying = [(name, node) for name, node in slots if not lasting(view, node)]
    plain: list[bool] = []
    sure = True
    for name, node in varying:
        kind = known.of(node) or theirs.parameters.get(name)
        textual = evidence.is_text(other, name)
        if (
            type_names.changeable(kind)
            or isinstance(node, ast.Lambda)
            or (kind is None and evidence.is_container(other, name))
        ):
            return None
        sure = sure and (textual or type_names.hashable(kind))
        plain.append(textual or type_names.plain_key(kind))
    return _kept(view, call, varying, tuple(plain), sure, other.node.name.strip("_"))


def _nested(view: FunctionView, call: ast.Call) -> FunctionView | None:
    """Return the inner function that a call runs, if all that it takes from the outer one stays as it is."""
    other = view.nested(call.func.id) if isinstance(call.func, ast.Name) else None
    if other is None or any(a is other.node for a in view.above(call)) or not settled_around(view, other):
        return None
    walked = [n.iter for n in other.everything() if isinstance(n, (ast.For, ast.comprehension))]
    given = [n.id for n in walked if isinstance(n, ast.Name) and n.id in other.parameters]
    return other if all(evidence.is_text(other, name) for name in given) else None


def settled_around(view: FunctionView, inner: FunctionView) -> bool:
    """Return whether all that an inner function takes from the outer one stays as it is."""
    mine = view.locals - inner.locals - {inner.node.name}
    taken = [n for n in inner.everything() if isinstance(n, ast.Name) and n.id in mine]
    return all(isinstance(n.ctx, ast.Load) and settled(view, n) for n in taken)


def kept_property(view: FunctionView, node: ast.Attribute) -> Kept | None:
    """Return how the value of a property of the own object, read again and again, can be kept; None if it can't."""
    own = isinstance(node.value, ast.Name) and node.value.id == view.self_name and isinstance(node.ctx, ast.Load)
    other = view.other(f"{view.owner.name}.{node.attr}") if own and view.owner is not None else None
    if other is None or [d.id for d in other.node.decorator_list if isinstance(d, ast.Name)] != ["property"]:
        return None
    read = effects.reading(other)
    if read is None or not evidence.dear(other) or effects.overridden(other):
        return None
    if any(changing.writes_attribute(view, view.node.body, attribute) for attribute in read.attributes):
        return None
    return _kept(view, node, [], (), sure=True, name=node.attr)


def _slots(other: FunctionView, call: ast.Call) -> list[tuple[str, ast.expr]] | None:
    args = other.node.args
    if args.vararg or args.kwarg:
        return None
    names = [a.arg for a in (*args.posonlyargs, *args.args)]
    if other.owner is not None and not _static(other):
        names = names[1:]
    if len(call.args) > len(names):
        return None
    return [*zip(names, call.args, strict=False), *((k.arg, k.value) for k in call.keywords if k.arg)]


def _static(view: FunctionView) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in view.node.decorator_list)


def kept_library_call(view: FunctionView, brief: Brief, call: ast.Call, lasting: Settled = settled) -> Kept | None:
    """Return how the answer of a dear call of the standard library can be kept; None if it can't."""
    found = library.known(view, call)
    if found is None or starred(call):
        return None
    if not found.dear and not (found.dear_in_inner_loops and len(repeats(view, call)) > 1):
        return None
    whole = _widened(view, call, lasting)
    if not found.shared and whole is call:
        return None
    known = kinds.Kinds(view, brief)
    varying: list[tuple[str, ast.expr]] = []
    plain: list[bool] = []
    sure = True
    for place, node in enumerate([*call.args, *(k.value for k in call.keywords)]):
        for leaf in leaves(view, node):
            if lasting(view, leaf):
                continue
            kind = known.of(leaf)
            textual = place in found.texts or leaf is not node
            if type_names.changeable(kind):
                return None
            hint = leaf.id if isinstance(leaf, ast.Name) and leaf is not node else "text" if textual else "value"
            varying.append((hint, leaf))
            plain.append(textual or type_names.plain_key(kind))
            sure = sure and (textual or type_names.hashable(kind))
    function = call.func
    name = (
        function.attr
        if isinstance(function, ast.Attribute)
        else function.id
        if isinstance(function, ast.Name)
        else "call"
    )
    return _kept(view, whole, varying, tuple(plain), sure, name.lower())


def kept_expression(view: FunctionView, brief: Brief, node: ast.AST, lasting: Settled = settled) -> Kept | None:
    """Return how what is worked out from one text, counter or key can be kept.

    `[p.strip() for p in row["on"].split(",")]`, `max(len(row[column]) for row in rows)`.
    """
    collected = isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp)) or view.call(
        node, "sorted", "set", "frozenset", "tuple", "list", "dict", "sum", "max", "min"
    )
    if not collected or not isinstance(node, ast.expr) or not _only_reads_text(view, node):
        return None
    walks = any(isinstance(n, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)) for n in scope.walk(node))
    if not walks and not view.call(node, "sorted", "set", "frozenset", "sum", "max", "min"):
        return None
    inner = {
        n.id
        for c in scope.walk(node)
        if isinstance(c, ast.comprehension)
        for n in scope.walk(c.target)
        if isinstance(n, ast.Name)
    }
    found = [n for n in _paths(view, node) if _root(n) not in inner and not lasting(view, n)]
    counters = [
        (n.id, n)
        for n in found
        if isinstance(n, ast.Name) and scope.same(n, found[0]) and (_counts(view, n) or _asked_as_key(view, n))
    ]
    given = {n.id for n in scope.walk(node) if isinstance(n, ast.Name)} - inner
    if walks and counters and len(counters) == len(found) and stable(view, node, view.node.body, given):
        return _kept(view, node, counters, tuple(True for _ in counters), sure=True, name="values")
    texts = [n for n in found if _asked_as_text(view, n)]
    if not texts or not all(scope.same(n, texts[0]) for n in found):
        return None
    if type_names.head(kinds.Kinds(view, brief).of(texts[0])) not in {"str", None}:
        return None
    return _kept(view, node, [("text", n) for n in found], tuple(True for _ in found), sure=True, name="parsed")


def _counts(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a name only ever is the place that `range` or `enumerate` is at."""
    name = node.id if isinstance(node, ast.Name) else ""
    loops = [
        n
        for n in scope.walk(view.node)
        if isinstance(n, (ast.For, ast.comprehension)) and name in scope.bound(n.target)
    ]
    for loop in loops:
        target: ast.expr | None = loop.target
        call = view.call(loop.iter, "range", "enumerate")
        if call is None:
            return False
        if view.builtin(call.func, "enumerate"):
            target = target.elts[0] if isinstance(target, ast.Tuple) else None
        if not isinstance(target, ast.Name) or target.id != name:
            return False
    return bool(loops) and len(loops) == sum(1 for use in view.uses(name) if isinstance(use.ctx, ast.Store))


def _only_reads_text(view: FunctionView, node: ast.expr) -> bool:
    """Return whether all calls are of functions that only compute, or methods of texts."""
    for part in scope.walk(node):
        if isinstance(part, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda)):
            return False
        if isinstance(part, ast.Call):
            method = isinstance(part.func, ast.Attribute) and part.func.attr in kinds.ONLY_TEXT | kinds.TEXT_METHODS
            known = view.builtin(part.func, *PURE_BUILTINS) or library.known(view, part) is not None
            if not (method or known or pure_call(view, part)):
                return False
    return True


def _paths(view: FunctionView, node: ast.AST) -> list[ast.expr]:
    """Return the longest names, attributes and subscripts that an expression reads, without those it calls."""
    if isinstance(node, ast.Call):
        function = node.func
        inside = (
            _paths(view, function.value)
            if isinstance(function, ast.Attribute) and not library.dotted(view, function)
            else []
        )
        return inside + [p for child in [*node.args, *node.keywords] for p in _paths(view, child)]
    path = isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and _root(node) is not None
    if path and isinstance(node, ast.expr):
        slices = [n.slice for n in scope.walk(node) if isinstance(n, ast.Subscript)]
        if all(isinstance(s, ast.Constant) for s in slices):
            return [node] if isinstance(node.ctx, ast.Load) else []  # type: ignore[attr-defined]
    return [p for child in ast.iter_child_nodes(node) for p in _paths(view, child)]


def _root(node: ast.AST) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _asked_as_key(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a value only says what is looked up: equal ones find the same, and can be hashed."""
    above = view.parents[node]
    if isinstance(above, ast.Subscript):
        return above.slice is node
    get = isinstance(above, ast.Call) and isinstance(above.func, ast.Attribute) and above.func.attr == "get"
    return get and isinstance(above, ast.Call) and above.args[:1] == [node]


def _asked_as_text(view: FunctionView, node: ast.expr) -> bool:
    above = view.parents[node]
    return isinstance(above, ast.Attribute) and above.attr in kinds.ONLY_TEXT


def _widened(view: FunctionView, node: ast.expr, lasting: Settled) -> ast.expr:
    """Return the longest chain of value-giving method calls on an expression: `strptime(...).date()`."""
    while True:
        above = view.parents[node]
        if not isinstance(above, ast.Attribute) or above.attr not in library.SHARED_METHODS:
            return node
        call = view.parents[above]
        if not isinstance(call, ast.Call) or call.func is not above or starred(call):
            return node
        if not all(lasting(view, a) for a in [*call.args, *(k.value for k in call.keywords)]):
            return node
        node = call


def leaves(view: FunctionView, node: ast.expr) -> list[ast.expr]:
    """Return the names that a text is put together from; the expression itself where it is more than that."""
    found: list[ast.expr] = []
    for part in scope.walk(node):
        if isinstance(part, ast.Name) and library.dotted(view, part) is None and not view.builtin(part, part.id):
            found.append(part)
        good = (
            ast.Name,
            ast.BinOp,
            ast.JoinedStr,
            ast.FormattedValue,
            ast.Constant,
            ast.operator,
            ast.expr_context,
            ast.keyword,
        )
        call = isinstance(part, ast.Call) and library.dotted(view, part.func) == "re.escape"
        if not (isinstance(part, good) or call or (isinstance(part, ast.Attribute) and library.dotted(view, part))):
            return [node]
    composed = isinstance(node, (ast.BinOp, ast.JoinedStr, ast.Call))
    return found if composed and 0 < len({ast.dump(n) for n in found}) <= 3 else [node]


def _kept(
    view: FunctionView,
    whole: ast.expr,
    varying: Sequence[tuple[str, ast.expr]],
    plain: tuple[bool, ...],
    sure: bool,
    name: str,
) -> Kept | None:
    inside = {n.id for n in scope.walk(whole) if isinstance(n, ast.Name)}
    parameters: list[str] = []
    arguments: list[ast.expr] = []
    kept_plain: list[bool] = []
    swaps: dict[ast.AST, str] = {}
    for (hint, node), is_plain in zip(varying, plain, strict=True):
        same = [
            p for p, a in zip(parameters, arguments, strict=True) if isinstance(a, ast.Name) and scope.same(a, node)
        ]
        if same:
            swaps[node] = same[0]
            continue
        own = {n.id for n in scope.walk(node) if isinstance(n, ast.Name)}
        foreign = {n.id for n in scope.walk(whole) if isinstance(n, ast.Name)} - own if hint in inside else set()
        chosen = hint
        number = 2
        while chosen in parameters or chosen in foreign:
            chosen = f"{hint}_{number}"
            number += 1
        parameters.append(chosen)
        arguments.append(node)
        kept_plain.append(is_plain)
        swaps[node] = chosen
        if any(isinstance(n, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)) for n in scope.walk(node)):
            return None
    template = render(view, whole, swaps)
    return Kept(whole, template, tuple(parameters), tuple(arguments), tuple(kept_plain), sure, name)


def _path_like(node: ast.expr) -> bool:
    return not any(isinstance(n, ast.Call) for n in scope.walk(node))
