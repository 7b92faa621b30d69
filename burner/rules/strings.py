"""Rules about text and bytes that are put together or taken apart piece by piece.

They collect pieces in a list; none of them changes what a piece is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import strings as cards
from burner.rules.edit import Edits, render
from burner.rules.places import alone_on_line, insertable
from burner.rules.purity import is_path, pure
from burner.rules.shapes import kind_of
from burner.rules.view import FunctionView

JOINS = {"str": "", "bytes": "b", "tuple": ""}


@dataclass(frozen=True)
class _Piece:
    statement: ast.stmt
    value: ast.expr
    front: bool
    """Whether the piece is put before what is there (`s = x + s`)."""


def _pieces(name: str, nodes: Sequence[ast.AST]) -> list[_Piece] | None:
    """Return all statements in some code that add to a name; None where the name is used in any other way."""
    found: list[_Piece] = []
    allowed: set[int] = set()
    for node in scope.walk(nodes):
        piece = _piece(name, node)
        if piece is not None:
            if name in scope.mentioned(piece.value):
                return None
            found.append(piece)
            allowed |= {id(n) for n in scope.walk(piece.statement)} - {id(n) for n in scope.walk(piece.value)}
    for node in scope.walk(nodes):
        if isinstance(node, ast.Name) and node.id == name and id(node) not in allowed:
            return None
    return found


def _piece(name: str, node: ast.AST) -> _Piece | None:
    if (
        isinstance(node, ast.AugAssign)
        and isinstance(node.op, ast.Add)
        and isinstance(node.target, ast.Name)
        and node.target.id == name
    ):
        return _Piece(node, node.value, front=False)
    if (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == name
        and isinstance(node.value, ast.BinOp)
        and isinstance(node.value.op, ast.Add)
    ):
        value = node.value
        if isinstance(value.left, ast.Name) and value.left.id == name:
            return _Piece(node, value.right, front=False)
        if isinstance(value.right, ast.Name) and value.right.id == name:
            return _Piece(node, value.left, front=True)
        return None
    return None


def _split_sum(statement: ast.stmt, name: str) -> list[ast.expr] | None:
    """Return the pieces of `s = s + a + b` in order; None if it is not of that form."""
    if not (isinstance(statement, ast.Assign) and len(statement.targets) == 1):
        return None
    target = statement.targets[0]
    if not (isinstance(target, ast.Name) and target.id == name):
        return None
    parts: list[ast.expr] = []
    value = statement.value
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        parts.insert(0, value.right)
        value = value.left
    return parts if isinstance(value, ast.Name) and value.id == name and parts else None


def _concatenation(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for start in view.nodes():
        if not isinstance(start, (ast.Assign, ast.AnnAssign)) or not alone_on_line(view, start):
            continue
        target = start.targets[0] if isinstance(start, ast.Assign) else start.target
        if (
            not isinstance(target, ast.Name)
            or start.value is None
            or (isinstance(start, ast.Assign) and len(start.targets) > 1)
        ):
            continue
        kind = kind_of(view, brief, start.value)
        name = target.id
        if kind not in JOINS or name in view.captured | view.outer_names or _piece(name, start):
            continue
        if kind == "tuple" and not (isinstance(start.value, ast.Tuple) and not start.value.elts):
            continue
        yield from _collect(view, brief, start, name, kind)


def _collect(
    view: FunctionView, brief: Brief, start: ast.Assign | ast.AnnAssign, name: str, kind: str
) -> Iterator[Rewrite]:
    region: list[ast.stmt] = []
    pieces: list[_Piece] = []
    for statement in view.after(start):
        found = _adds(view, statement, name)
        if found is None:
            break
        region.append(statement)
        pieces += found
    while region and not (scope.mentioned(region[-1]) & {name}):
        region.pop()
    if not region or not any(view.loops(p.statement) and _loops_in(region, p.statement) for p in pieces):
        return
    if (
        not all(alone_on_line(view, p.statement) for p in pieces)
        or _in_try(view, start, name)
        or not _fits(view, brief, kind, pieces)
    ):
        return
    fronts = {p.front for p in pieces}
    if len(fronts) != 1:
        return
    yield from _written(view, start, name, kind, region, pieces, front=fronts.pop())


def _fits(view: FunctionView, brief: Brief, kind: str, pieces: list[_Piece]) -> bool:
    kinds = {kind_of(view, brief, p.value) for p in pieces}
    return kinds <= {kind, None} if kind != "bytes" else kinds <= {"bytes", None, "mixed"}


def _adds(view: FunctionView, statement: ast.stmt, name: str) -> list[_Piece] | None:
    """Return what a statement adds to the name (nothing, if it leaves it alone); None if it uses it otherwise."""
    split = [n for n in scope.walk(statement) if isinstance(n, ast.stmt) and _split_sum(n, name)]
    if split:
        pieces: list[_Piece] = []
        inner = {id(x) for n in split for x in scope.walk(n)}
        for node in scope.walk(statement):
            if isinstance(node, ast.Name) and node.id == name and id(node) not in inner:
                piece = _piece(name, view.statement(node))
                if piece is None:
                    return None
        for node in scope.walk(statement):
            parts = _split_sum(node, name) if isinstance(node, ast.stmt) else None
            if parts and isinstance(node, ast.stmt):
                if any(name in scope.mentioned(p) for p in parts):
                    return None
                pieces.append(_Piece(node, parts[0], front=False))
            else:
                piece = _piece(name, node)
                if piece is not None:
                    if name in scope.mentioned(piece.value):
                        return None
                    pieces.append(piece)
        return pieces
    return _pieces(name, [statement])


def _loops_in(region: Sequence[ast.stmt], statement: ast.stmt) -> bool:
    return any(
        isinstance(loop, scope.LOOPS) and any(n is statement for n in scope.walk(loop))
        for part in region
        for loop in scope.walk(part)
    )


def _in_try(view: FunctionView, start: ast.stmt, name: str) -> bool:
    """Return whether a handler or `finally` around could see the half-built text."""
    return any(
        isinstance(above, ast.Try) and name in scope.mentioned([*above.handlers, *above.finalbody])
        for above in view.above(start)
    )


def _written(
    view: FunctionView,
    start: ast.Assign | ast.AnnAssign,
    name: str,
    kind: str,
    region: list[ast.stmt],
    pieces: list[_Piece],
    *,
    front: bool,
) -> Iterator[Rewrite]:
    parts = view.fresh(f"{name}_parts", "pieces")
    first = start.value or ast.Constant("")
    empty = (isinstance(first, ast.Constant) and not first.value) or isinstance(first, ast.Tuple)
    edits = Edits(view)
    edits.lines(start, [f"{parts} = []" if empty else f"{parts} = [{render(view, first)}]"])
    for piece in pieces:
        lines = _append_lines(view, piece, parts, name, kind)
        edits.lines(piece.statement, lines)
    order = f"{parts}[::-1]" if front else parts
    whole = f"tuple({order})" if kind == "tuple" else f'{JOINS[kind]}"".join({order})'
    rest = view.after(region[-1])
    after = rest[0] if rest else None
    if (
        isinstance(after, ast.Return)
        and isinstance(after.value, ast.Name)
        and after.value.id == name
        and len([u for u in view.uses(name) if u.lineno >= after.lineno]) == 1
    ):
        edits.replace(after.value, whole)
    else:
        if insertable(view, region[-1]) is not region[-1]:
            return
        edits.after(region[-1], [f"{name} = {whole}"])
    yield from made(edits, pieces[0].statement, f"collect the pieces of {name} and join them once")


def _append_lines(view: FunctionView, piece: _Piece, parts: str, name: str, kind: str) -> list[str]:
    split = _split_sum(piece.statement, name)
    values = split or [piece.value]
    lines: list[str] = []
    for value in values:
        text = render(view, value)
        if kind == "tuple":
            if isinstance(value, ast.Tuple) and len(value.elts) == 1 and not isinstance(value.elts[0], ast.Starred):
                lines.append(f"{parts}.append({render(view, value.elts[0])})")
            else:
                lines.append(f"{parts}.extend({text})")
        else:
            lines.append(f"{parts}.append({text})")
    return lines


# -- taking apart ----------------------------------------------------------------------------------


def _prefixes(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`s.startswith(a) or s.startswith(b)` -> `s.startswith((a, b))`."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.BoolOp) or not isinstance(node.op, ast.Or):
            continue
        calls = [v for v in node.values if isinstance(v, ast.Call) and _prefix_call(v)]
        if len(calls) != len(node.values):
            continue
        first = calls[0]
        if not all(scope.same(c.func, first.func) for c in calls) or not pure(view, first.func):
            continue
        arguments = [c.args[0] for c in calls]
        if not all(isinstance(a, ast.Constant) and isinstance(a.value, (str, bytes)) for a in arguments):
            continue
        edits = Edits(view)
        texts = ", ".join(view.source(a) for a in arguments)
        edits.replace(node, f"{view.source(first.func)}(({texts}))")
        yield from made(edits, node, "test all prefixes in one call")


def _prefix_call(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"startswith", "endswith"}
        and len(node.args) == 1
        and not node.keywords
    )


def _first_field(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`s.split(sep)[0]` -> `s.split(sep, 1)[0]`; `s.split(sep)[-1]` -> `s.rsplit(sep, 1)[-1]`."""
    for node in scope.walk(view.node.body):
        if (
            not isinstance(node, ast.Subscript)
            or not isinstance(node.value, ast.Call)
            or not isinstance(node.ctx, ast.Load)
        ):
            continue
        call = node.value
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"split", "rsplit"}:
            continue
        if call.keywords or len(call.args) != 1 or isinstance(call.args[0], ast.Starred):
            continue
        place = _number(node.slice)
        if place is None or not -3 <= place <= 3 or _regex(view, call.func.value):
            continue
        method = "rsplit" if place < 0 else "split"
        count = -place if place < 0 else place + 1
        edits = Edits(view)
        text = f"{view.source(call.func.value)}.{method}({render(view, call.args[0])}, {count})[{place}]"
        edits.replace(node, text)
        yield from made(edits, node, "split no further than needed")


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return None


def _regex(view: FunctionView, receiver: ast.expr) -> bool:
    """Return whether the receiver may be a compiled pattern (or the module `re`) rather than text."""
    text = view.source(receiver).lower()
    return isinstance(receiver, ast.Name) and (text == "re" or "pat" in text or "regex" in text or text.endswith("_re"))


def _slice_compare(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`doc[i:i + len(term)] == term` -> `doc.startswith(term, i)`."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
            continue
        piece, term = node.left, node.comparators[0]
        if not isinstance(piece, ast.Subscript):
            piece, term = term, piece
        if (
            not isinstance(piece, ast.Subscript)
            or not isinstance(piece.slice, ast.Slice)
            or piece.slice.step is not None
        ):
            continue
        if not is_path(piece.value) or not (is_path(term) or isinstance(term, ast.Constant)):
            continue
        if kind_of(view, brief, piece.value) != "str" and kind_of(view, brief, term) != "str":
            continue
        if not _as_long_as(view, piece.slice, term) or not _not_negative(view, piece.slice.lower):
            continue
        where = "" if piece.slice.lower is None else f", {view.source(piece.slice.lower)}"
        edits = Edits(view)
        edits.replace(node, f"{view.source(piece.value)}.startswith({view.source(term)}{where})")
        yield from made(edits, node, "compare in place instead of cutting a piece")


def _as_long_as(view: FunctionView, piece: ast.Slice, term: ast.expr) -> bool:
    upper = piece.upper
    if upper is None:
        return False
    if piece.lower is not None:
        if not (isinstance(upper, ast.BinOp) and isinstance(upper.op, ast.Add) and scope.same(upper.left, piece.lower)):
            return False
        upper = upper.right
    if isinstance(term, ast.Constant):
        return isinstance(term.value, str) and isinstance(upper, ast.Constant) and upper.value == len(term.value)
    call = view.call(upper, "len")
    return call is not None and len(call.args) == 1 and scope.same(call.args[0], term)


def _not_negative(view: FunctionView, lower: ast.expr | None) -> bool:
    if lower is None:
        return True
    if not isinstance(lower, ast.Name):
        return isinstance(lower, ast.Constant)
    loops = [
        n
        for n in scope.walk(view.node)
        if isinstance(n, (ast.For, ast.comprehension)) and lower.id in scope.bound(n.target)
    ]
    stores = [u for u in view.uses(lower.id) if isinstance(u.ctx, ast.Store)]
    return len(loops) == len(stores) == 1 and view.call(loops[0].iter, "range", "enumerate") is not None


JOIN = Rule(cards.JOIN, _concatenation)
PREFIXES = Rule(cards.PREFIXES, _prefixes)
FIRST_FIELD = Rule(cards.FIRST_FIELD, _first_field)
SLICE_COMPARE = Rule(cards.SLICE_COMPARE, _slice_compare)
RULES = (JOIN, PREFIXES, FIRST_FIELD, SLICE_COMPARE)
