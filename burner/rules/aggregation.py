"""Rules about sums, extremes and counts that are computed over and over from their beginning.

Sums are rewritten only where nothing speaks for other than whole numbers: another order of adding rounds differently.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.bounds import at_most_length, not_negative
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import aggregation as cards
from burner.rules.edit import Edits, render
from burner.rules.growth import Change, followed, is_simple
from burner.rules.lists import first_value, short_name
from burner.rules.places import Repeat, alone_on_line, furthest, read_elsewhere, repeats
from burner.rules.purity import is_path, pure
from burner.rules.rounding import adds_inexactly, rounds
from burner.rules.shapes import kind_of, only_ints
from burner.rules.slice_sums import SliceSum, slice_sum
from burner.rules.view import FunctionView

# -- sums and extremes of slices -------------------------------------------------------------------


def _prefixes(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sum(xs[i:j])` in a loop -> the difference of two running sums."""
    done: list[SliceSum] = []
    for node in scope.walk(view.node.body):
        part = slice_sum(view, node)
        if part is None or any(part.like(other) for other in done):
            continue
        path, elt = part.path, part.elt
        if rounds(view, brief, path) if part.plain or elt is None else adds_inexactly(view, brief, elt):
            continue
        own = {part.target.id} if part.target is not None else set()
        repeat = furthest(view, part.node, [path, *part.made], own)
        maker = view.imported("itertools", "accumulate")
        if repeat is None or maker is None:
            continue
        done.append(part)
        text = view.source(path)
        name = view.fresh(f"{short_name(path if elt is None or part.plain else elt)}_sums", "running_sums")
        summed = text
        if elt is not None and part.target is not None:
            each = (
                render(view, elt) if part.test is None else f"{render(view, elt)} if {render(view, part.test)} else 0"
            )
            summed = f"({each} for {part.target.id} in {text})"
        edits = Edits(view)
        lines = [f"{name} = list({maker[0]}({summed}, initial=0))"]
        inside = (slice_sum(view, other) for within in repeat.within for other in scope.walk(within))
        alike = [other for other in inside if other is not None and other.like(part)]
        size, of_any = f"len({text})", view.fresh(f"sum_of_{short_name(path if elt is None else elt)}", "sum_of_part")
        if not all(pure(view, bound) for other in alike for bound in other.bounds):
            continue
        if not all(not_negative(view, bound) for other in alike for bound in other.bounds):
            lines += [
                f"def {of_any}(start, stop):",
                f"    start, stop = slice(start, stop).indices({size})[:2]",
                f"    return {name}[max(start, stop)] - {name}[start]",
            ]
        edits.before(repeat.statement, lines)
        texts = [_difference(view, other, name, of_any) for other in alike]
        for other, difference in zip(alike, texts, strict=True):
            _replace(edits, other, difference)
        yield from made(
            edits,
            part.node,
            f"take sums of parts of {text} from running sums",
            imports=maker[1],
            daring=elt is not None or not only_ints(view, brief, path),
        )


def _replace(edits: Edits, part: SliceSum, text: str) -> None:
    if part.start is None:
        edits.replace(part.node, text)
    elif isinstance(part.node, ast.For):
        edits.replace(part.start.value, text)
        edits.delete(part.node)


def _difference(view: FunctionView, found: SliceSum, name: str, of_any: str) -> str:
    part = found.part
    if not all(not_negative(view, bound) for bound in found.bounds):
        low, high = (None if bound is None else render(view, bound) for bound in (part.lower, part.upper))
        return f"{of_any}({low}, {high})"
    size = f"len({view.source(found.path)})"
    low = "" if part.lower is None else _within(view, part.lower, found.path, size)
    high = "-1" if part.upper is None else _within(view, part.upper, found.path, size)
    if not low:
        return f"{name}[{high}]"
    text = f"({name}[{high}] - {name}[{low}])"
    if part.upper is None or _above(part.lower, part.upper):
        return text
    return f"({name}[max({low}, {high})] - {name}[{low}])"


def _above(low: ast.expr | None, high: ast.expr | None) -> bool:
    """Return whether the upper bound is written as the lower bound plus something that is not negative as written."""
    return (
        low is not None and isinstance(high, ast.BinOp) and isinstance(high.op, ast.Add) and scope.same(high.left, low)
    )


def _within(view: FunctionView, bound: ast.expr, path: ast.expr, size: str) -> str:
    text = render(view, bound)
    return text if at_most_length(view, bound, path) else f"min({text}, {size})"


def _running_extreme(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`max(xs[:i + 1])` in a loop over the places -> running maxima, computed once."""
    for node in scope.walk(view.node.body):
        call = view.call(node, "max", "min")
        if call is None or len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Subscript):
            continue
        path, part = call.args[0].value, call.args[0].slice
        if (
            not isinstance(part, ast.Slice)
            or part.step is not None
            or not is_path(path)
            or not isinstance(call.func, ast.Name)
        ):
            continue
        repeat = furthest(view, call, [path])
        maker = view.imported("itertools", "accumulate")
        if repeat is None or maker is None or kind_of(view, brief, path) in {"ndarray", "str"}:
            continue
        word = call.func.id
        name = view.fresh(f"{short_name(path)}_{word}s", f"running_{word}s")
        text = view.source(path)
        edits = Edits(view)
        low, high = part.lower, part.upper
        if low is None and isinstance(high, ast.BinOp) and _one_more(high) and at_most_length(view, high, path):
            edits.before(repeat.statement, [f"{name} = list({maker[0]}({text}, {word}))"])
            edits.replace(call, f"{name}[{render(view, high.left)}]")
        elif high is None and low is not None and not _one_more(low) and at_most_length(view, low, path):
            edits.before(
                repeat.statement,
                [
                    f"{name} = list({maker[0]}(reversed({text}), {_latest(view, brief, path, word)}))",
                    f"{name}.reverse()",
                ],
            )
            edits.replace(call, f"{name}[{render(view, low)}]")
        else:
            continue
        yield from made(edits, call, f"compute the running {word} of {text} once", imports=maker[1])


def _latest(view: FunctionView, brief: Brief, path: ast.expr, word: str) -> str:
    """Return the function that goes on from the end: of equal elements the first in the list stays the extreme."""
    return word if only_ints(view, brief, path) else f"lambda later, item: {word}(item, later)"


def _one_more(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and isinstance(node.right, ast.Constant)
        and node.right.value == 1
    )


# -- sums and extremes of a list that grows --------------------------------------------------------


def _growing_total(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sum(xs)`, `max(xs)` or `min(xs)` of a list that only grows by appends -> a value kept in step."""
    done: set[tuple[str, str, int]] = set()
    for node in scope.walk(view.node.body):
        call = view.call(node, "sum", "max", "min")
        if call is None or len(call.args) != 1 or call.keywords or not isinstance(call.func, ast.Name):
            continue
        path, word = call.args[0], call.func.id
        if not isinstance(path, ast.Name):
            continue
        if path.id in view.captured | view.outer_names or (word == "sum" and rounds(view, brief, path)):
            continue
        found = _growth(view, call, path)
        if found is None or (path.id, word, id(found[0].statement)) in done:
            continue
        done.add((path.id, word, id(found[0].statement)))
        yield from _kept_total(view, brief, call, path, word, *found)


def _growth(view: FunctionView, call: ast.Call, path: ast.Name) -> tuple[Repeat, list[Change]] | None:
    best: tuple[Repeat, list[Change]] | None = None
    for repeat in repeats(view, call):
        known = followed(view, path, repeat.within)
        if known is None or not isinstance(repeat.node, scope.LOOPS):
            break
        if not all(c.kind == "append" and alone_on_line(view, c.statement) for c in known):
            break
        if known:
            best = (repeat, known)
    return best


def _kept_total(
    view: FunctionView, brief: Brief, call: ast.Call, path: ast.Name, word: str, repeat: Repeat, known: list[Change]
) -> Iterator[Rewrite]:
    name = view.fresh(f"{path.id}_{word}")
    start = first_value(view, path, repeat.statement)
    empty = isinstance(start, ast.List) and not start.elts
    edits = Edits(view)
    if word == "sum":
        edits.before(repeat.statement, [f"{name} = 0" if empty else f"{name} = sum({path.id})"])
    else:
        edits.before(
            repeat.statement, [f"{name} = {word}({path.id}) if {path.id} else None" if not empty else f"{name} = None"]
        )
    for change in known:
        if change.value is None:
            return
        value = render(view, change.value)
        lines: list[str] = []
        if not is_simple(change.value):
            item = view.fresh("item", "added")
            edits.before(change.statement, [f"{item} = {value}"])
            edits.replace(change.value, item)
            value = item
        if word == "sum":
            lines = [f"{name} += {value}"]
        else:
            sign = ">" if word == "max" else "<"
            lines = [f"if {name} is None or {value} {sign} {name}:", f"{view.unit}{name} = {value}"]
        edits.after(change.statement, lines)
    for inside in repeat.within:
        for other in scope.walk(inside):
            if isinstance(other, ast.Call) and scope.same(other, call):
                edits.replace(other, name)
    sure = word == "sum" or _filled(view, call, path)
    yield from made(
        edits, call, f"keep the {word} of {path.id} in step", daring=not sure or not only_ints(view, brief, path)
    )


def _filled(view: FunctionView, call: ast.Call, path: ast.Name) -> bool:
    """Return whether a test around makes sure that the list is not empty."""
    for above in view.above(call):
        tests = above.values if isinstance(above, ast.BoolOp) and isinstance(above.op, ast.And) else []
        if isinstance(above, (ast.If, ast.While)):
            tests = [above.test]
        if any(scope.same(t, path) for t in tests):
            return True
    return False


# -- counting and summing loops --------------------------------------------------------------------


def _total(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`t = 0; for x in xs: t += x` -> `t = sum(xs)`, for whole numbers."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not alone_on_line(view, loop):
            continue
        step = loop.body[0]
        if (
            not isinstance(step, ast.AugAssign)
            or not isinstance(step.op, ast.Add)
            or not isinstance(step.target, ast.Name)
        ):
            continue
        if not isinstance(loop.target, ast.Name) or not scope.same(step.value, loop.target) or view.shadowed("sum"):
            continue
        total = step.target.id
        if total in scope.read(loop.iter) or total == loop.target.id or not only_ints(view, brief, loop.iter):
            continue
        if total in view.outer_names or read_elsewhere(view, [loop.target.id], loop):
            continue
        edits = Edits(view)
        edits.lines(loop, [f"{total} += sum({render(view, loop.iter)})"])
        yield from made(edits, loop, "let sum add up")


def _counts(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`if k in d: d[k] += n` / `else: d[k] = n` -> `d[k] = d.get(k, 0) + n`."""
    for branch in view.nodes():
        if not isinstance(branch, ast.If) or not view.loops(branch) or not alone_on_line(view, branch):
            continue
        parts = _count_parts(view, branch)
        if parts is None:
            continue
        holder, key, amount, last = parts
        if not pure(view, key) or not pure(view, amount) or kind_of(view, brief, holder) not in {None, "dict"}:
            continue
        if _default_dict(view):
            continue
        place, name = f"{view.source(holder)}[{render(view, key)}]", view.source(holder)
        edits = Edits(view)
        text = f"{place} = {name}.get({render(view, key)}, 0) + {render(view, amount)}"
        if last is branch:
            edits.lines(branch, [text])
        else:
            edits.delete(branch)
            edits.lines(last, [text])
        yield from made(edits, branch, "count with one look-up")


def _default_dict(view: FunctionView) -> bool:
    return any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "defaultdict"
        for n in scope.walk(view.node)
    )


def _count_parts(view: FunctionView, branch: ast.If) -> tuple[ast.expr, ast.expr, ast.expr, ast.stmt] | None:
    test = branch.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or len(branch.body) != 1:
        return None
    key, holder = test.left, test.comparators[0]
    adds, sets = branch.body, branch.orelse
    if isinstance(test.ops[0], ast.NotIn):
        if not branch.orelse:
            after = view.after(branch)
            if not after or not alone_on_line(view, after[0]) or not _sets(branch.body[0], holder, key, zero=True):
                return None
            amount = _adds_to(after[0], holder, key)
            return (holder, key, amount, after[0]) if amount is not None else None
        adds, sets = sets, adds
    elif not isinstance(test.ops[0], ast.In):
        return None
    if len(adds) != 1 or len(sets) != 1 or not is_path(holder):
        return None
    amount, first = _adds_to(adds[0], holder, key), _sets(sets[0], holder, key, zero=False)
    if amount is None or first is None or not scope.same(amount, first):
        return None
    if not (isinstance(amount, ast.Constant) and type(amount.value) is int):
        return None
    return holder, key, amount, branch


def _adds_to(statement: ast.stmt, holder: ast.expr, key: ast.expr) -> ast.expr | None:
    if (
        (
            isinstance(statement, ast.AugAssign)
            and isinstance(statement.op, ast.Add)
            and isinstance(statement.target, ast.Subscript)
        )
        and scope.same(statement.target.value, holder)
        and scope.same(statement.target.slice, key)
    ):
        return statement.value
    return None


def _sets(statement: ast.stmt, holder: ast.expr, key: ast.expr, *, zero: bool) -> ast.expr | None:
    if (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Subscript)
    ):
        target = statement.targets[0]
        if scope.same(target.value, holder) and scope.same(target.slice, key):
            is_zero = (
                isinstance(statement.value, ast.Constant)
                and type(statement.value.value) is int
                and not statement.value.value
            )
            return statement.value if is_zero or not zero else None
    return None


PREFIXES = Rule(cards.PREFIXES, _prefixes)
EXTREME = Rule(cards.EXTREME, _running_extreme)
GROWING = Rule(cards.GROWING, _growing_total)
TOTAL = Rule(cards.TOTAL, _total)
COUNTS = Rule(cards.COUNTS, _counts)
RULES = (PREFIXES, EXTREME, GROWING, TOTAL, COUNTS)
