"""numpy where a module uses it already: arrays grown one element at a time, elements read one at a time.

numpy is never brought into a module that does not import it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import changing, keeping, kinds, library, scope, type_names
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, block_lines, indented, render
from burner.rules.making import made
from burner.rules.purity import root
from burner.rules.view import FunctionView, starred

GROWN_ARRAY = Card(
    id="BRN861",
    name="array-grown-by-append",
    family="arrays",
    summary="collect what a loop appends to an array in a list, and append it once",
    condition="the loop only appends; the appended values are numbers",
    example_before="""\
import numpy as np


def f(values):
    found = np.array([], dtype=np.int64)
    for place, value in enumerate(values):
        if value > 0:
            found = np.append(found, place)
    return found
""",
    example_after="""\
import numpy as np


def f(values):
    found = np.array([], dtype=np.int64)
    found_items = []
    for place, value in enumerate(values):
        if value > 0:
            found_items.append(place)
    if found_items:
        found = np.append(found, found_items)
    return found
""",
    refuses=(
        """\
import numpy as np


def f(values):
    found = np.array([], dtype=np.int64)
    for value in values:
        found = np.append(found, len(found))
    return found
""",
        """\
import numpy as np


def f(rows):
    found = np.zeros((1, 3))
    for row in rows:
        found = np.append(found, [row], axis=0)
    return found
""",
        """\
import numpy as np


def f(values):
    found = np.array([], dtype=np.int64)
    for value in values:
        found = np.append(found, value)
        if value < 0:
            return found
    return found
""",
    ),
)

ELEMENTS = Card(
    id="BRN862",
    name="array-elements-in-loop",
    family="arrays",
    summary="read the elements of an array from a list made of it once",
    condition="the elements are only compared; the array isn't changed in the loop",
    example_before="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    count = 0
    for i in range(len(trace)):
        if trace[i] > limit:
            count += 1
    return count
""",
    example_after="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    count = 0
    trace_items = trace.tolist()
    for i in range(len(trace)):
        if trace_items[i] > limit:
            count += 1
    return count
""",
    refuses=(
        """\
import numpy as np


def f(trace):
    trace = np.asarray(trace)
    return [trace[i] for i in range(len(trace))]
""",
        """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    for i in range(len(trace)):
        if trace[i] > limit:
            trace[i] = limit
    return trace
""",
        """\
def f(trace, limit):
    count = 0
    for i in range(len(trace)):
        if trace[i] > limit:
            count += 1
    return count
""",
    ),
)

WHERE = Card(
    id="BRN863",
    name="places-in-array-by-loop",
    family="arrays",
    summary="find places by comparing whole arrays instead of neighbours one by one",
    condition="the array has one dimension; elements at fixed distances are only compared with values that stay",
    example_before="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    for i in range(1, len(trace)):
        if trace[i] > limit and trace[i - 1] <= limit:
            found.append(i)
    return found
""",
    example_after="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    if trace.ndim == 1:
        for i in (np.flatnonzero((trace[1:] > limit) & (trace[:-1] <= limit)) + 1).tolist():
            found.append(i)
    else:
        for i in range(1, len(trace)):
            if trace[i] > limit and trace[i - 1] <= limit:
                found.append(i)
    return found
""",
    refuses=(
        """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    for i in range(1, len(trace)):
        if trace[i] > limit and trace[i - 2] <= limit:
            found.append(i)
    return found
""",
        """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    for i in range(len(trace)):
        if trace[i] > limit:
            limit = trace[i]
    return limit
""",
        """\
def f(trace, limit):
    found = []
    for i in range(len(trace)):
        if trace[i] > limit:
            found.append(i)
    return found
""",
    ),
)

_MAKERS = frozenset(
    ["array", "asarray", "zeros", "ones", "empty", "full", "arange", "linspace", "asanyarray", "ascontiguousarray"]
)


def numpy_name(view: FunctionView) -> str | None:
    """Return how the module writes numpy; None if it does not import it."""
    for name, full in library.imports_of(view.tree).items():
        if full == "numpy" and name not in view.locals:
            return name
    return None


def grown_array(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Collect appended elements in a list."""
    numpy = numpy_name(view)
    if numpy is None or view.lazy:
        return
    for node in view.nodes():
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        loops = view.loops(node)
        added = _appended(view, node.value, name)
        if added is None or not loops or name in view.captured:
            continue
        outer = loops[-1]
        appends = [
            s for s in scope.walk(outer)
            if isinstance(s, ast.Assign) and s is not node and name in scope.bound(s.targets)
        ]  # fmt: skip
        uses = [n for n in ast.walk(outer) if isinstance(n, ast.Name) and n.id == name]
        leaves = any(isinstance(n, (ast.Return, ast.Yield)) for n in ast.walk(outer))
        in_try = any(isinstance(a, ast.Try) for a in view.above(outer))
        if appends or len(uses) != 2 or leaves or in_try or outer.orelse:
            continue
        items = view.fresh(f"{name}_items", "items")
        edits = Edits(view)
        edits.before(outer, [f"{items} = []"])
        edits.replace(node, f"{items}.append({render(view, added)})")
        edits.after(outer, [f"if {items}:", f"{view.unit}{name} = {numpy}.append({name}, {items})"])
        yield from made(view, edits, f"{name} is put together once", node.lineno)


def _appended(view: FunctionView, value: ast.expr, name: str) -> ast.expr | None:
    """Return the element that `np.append(name, element)` or `np.concatenate((name, [element]))` adds."""
    if not isinstance(value, ast.Call) or value.keywords or starred(value) or not isinstance(value.func, ast.Attribute):
        return None
    function = library.dotted(view, value.func)
    match value.args:
        case [ast.Name(id=first), added] if function == "numpy.append" and first == name:
            single = isinstance(added, (ast.List, ast.Tuple)) and len(added.elts) == 1
            if isinstance(added, (ast.List, ast.Tuple)) and not single:
                return None
            return added.elts[0] if isinstance(added, (ast.List, ast.Tuple)) else added
        case [ast.Tuple(elts=[ast.Name(id=first), ast.List(elts=[added])])] | [
            ast.List(elts=[ast.Name(id=first), ast.List(elts=[added])])
        ] if function in {"numpy.concatenate", "numpy.hstack"} and first == name:
            return added
    return None


def _is_array(view: FunctionView, brief: Brief, name: str) -> bool:
    """Return whether a name is surely an array: recorded as one, or only made by numpy."""
    stores = [n for n in view.uses(name) if isinstance(n.ctx, ast.Store)]
    if name in view.parameters:
        recorded = type_names.head(kinds.Kinds(view, brief).parameters.get(name)) == "ndarray"
        if not stores:
            return recorded
        first = view.parents[stores[0]]
        top = isinstance(first, ast.Assign) and view.parents[first] is view.node
        if not recorded and not top:
            return False
    for store in stores:
        above = view.parents[store]
        if not isinstance(above, ast.Assign) or not isinstance(above.value, ast.Call):
            return False
        made = library.dotted(view, above.value.func) or ""
        if not (made.startswith("numpy.") and made.removeprefix("numpy.") in _MAKERS):
            return False
    return bool(stores)


def elements(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Read single elements from a list."""
    if numpy_name(view) is None or view.lazy:
        return
    for node in view.nodes():
        if not isinstance(node, ast.For) or view.loops(node) or not view.starts_line(node):
            continue
        reads: dict[str, list[ast.Subscript]] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name) and isinstance(part.ctx, ast.Load):
                reads.setdefault(part.value.id, []).append(part)
        for name, found in reads.items():
            if not _is_array(view, brief, name) or not all(_compared(view, f) for f in found):
                continue
            if (
                name in scope.bound(node)
                or changing.changed_in(view, name)
                or not any(keeping.in_loop(view, f) for f in found)
            ):
                continue
            items = view.fresh(f"{name}_items")
            edits = Edits(view)
            edits.before(node, [f"{items} = {name}.tolist()"])
            for part in found:
                edits.replace(part.value, items)
            yield from made(view, edits, f"elements of {name} are read from a list", node.lineno)


def _compared(view: FunctionView, node: ast.Subscript) -> bool:
    """Return whether an element at a plain place is only compared (or part of a comparison's sum or difference)."""
    if isinstance(node.slice, (ast.Slice, ast.Tuple)):
        return False
    above = view.parents[node]
    return isinstance(above, ast.Compare)


def where(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Compare whole arrays instead of elements."""
    numpy = numpy_name(view)
    if numpy is None or view.lazy:
        return
    for node in view.nodes():
        if (
            not isinstance(node, ast.For)
            or node.orelse
            or not isinstance(node.target, ast.Name)
            or not view.starts_line(node)
        ):
            continue
        if len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
            continue
        array = _ranged_array(view, node.iter)
        if array is None or not _is_array(view, brief, array[0]):
            continue
        name, low = array
        if any(isinstance(a, ast.If) and f"{name}.ndim" in view.source(a.test) for a in view.above(node)):
            continue
        index = node.target.id
        tests, inner = _tests(node.body[0])
        after = {n.id for s in view.after(node) for n in ast.walk(s) if isinstance(n, ast.Name)}
        if inner is None or index in after or view.loops(node):
            continue
        if {name} & scope.bound(node.body) or _changes_array(node.body, name) or index in scope.bound(node.body):
            continue
        parts = [_vector(view, t, name, index, low, scope.bound(node)) for t in tests]
        if any(p is None for p in parts):
            continue
        text = " & ".join(f"({p})" if len(parts) > 1 else str(p) for p in parts)
        shift = f"({numpy}.flatnonzero({text}) + {low})" if low else f"{numpy}.flatnonzero({text})"
        unit = view.unit
        lines = [f"for {index} in {shift}.tolist():", *indented(block_lines(view, inner), unit)]
        if not _asks_dimensions(view, name):
            old = indented(block_lines(view, [node]), unit)
            lines = [f"if {name}.ndim == 1:", *indented(lines, unit), "else:", *old]
        edits = Edits(view)
        edits.lines(node, lines)
        yield from made(view, edits, f"whole arrays are compared instead of elements of {name}", node.lineno)


def _asks_dimensions(view: FunctionView, name: str) -> bool:
    """Return whether the function says itself what it does with arrays of other dimensions."""
    return any(
        isinstance(n, ast.Attribute) and n.attr == "ndim" and isinstance(n.value, ast.Name) and n.value.id == name
        for n in view.nodes()
    )


def _ranged_array(view: FunctionView, source: ast.expr) -> tuple[str, int] | None:
    """Return array and start of `range(start, len(array))`."""
    call = view.call(source, "range")
    if call is None or not 1 <= len(call.args) <= 2 or call.keywords:
        return None
    low = call.args[0].value if len(call.args) == 2 and isinstance(call.args[0], ast.Constant) else 0
    stop = call.args[-1]
    if len(call.args) == 2 and not isinstance(call.args[0], ast.Constant):
        return None
    if isinstance(stop, ast.Call) and view.call(stop, "len") and isinstance(stop.args[0], ast.Name):
        return (stop.args[0].id, low) if isinstance(low, int) and 0 <= low <= 8 else None
    return None


def _tests(node: ast.If) -> tuple[list[ast.expr], list[ast.stmt] | None]:
    """Return the conditions of nested plain `if`s, and the statements inside them."""
    tests: list[ast.expr] = []
    while True:
        tests += (
            node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) else [node.test]
        )
        if len(node.body) == 1 and isinstance(node.body[0], ast.If) and not node.body[0].orelse:
            node = node.body[0]
            continue
        return tests, node.body


def _vector(view: FunctionView, test: ast.expr, name: str, index: str, low: int, stored: set[str]) -> str | None:
    """Return a comparison of elements as a comparison of slices; None if it is more than that."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return _first_or(view, test, name, index, low, stored)
    if (
        not isinstance(test, ast.Compare)
        or len(test.ops) != 1
        or isinstance(test.ops[0], (ast.In, ast.NotIn, ast.Is, ast.IsNot))
    ):
        return None
    sides = [_side(view, s, name, index, low, stored) for s in (test.left, test.comparators[0])]
    if any(s is None for s in sides) or not any(s is not None and s.split("[")[0] == name for s in sides):
        return None
    sign = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}[type(test.ops[0])]
    return f"{sides[0]} {sign} {sides[1]}"


def _first_or(view: FunctionView, test: ast.BoolOp, name: str, index: str, low: int, stored: set[str]) -> str | None:
    """Return `i == 0 or a[i - 1] ...` as a whole-array condition that is true at the first place."""
    match test.values:
        case [ast.Compare(left=ast.Name(id=left), ops=[ast.Eq()], comparators=[ast.Constant(value=0)]), other] if (
            left == index
        ):
            if low != 0:
                return None
            rest = _vector(view, other, name, index, 1, stored)
            numpy = numpy_name(view)
            return f"{numpy}.concatenate(([True], {rest}))[:len({name})]" if rest is not None else None
    return None


def _side(view: FunctionView, node: ast.expr, name: str, index: str, low: int, stored: set[str]) -> str | None:
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name:
        distance = _distance(node.slice, index)
        if distance is None or low + distance < 0 or distance > 0:
            return None
        first = low + distance
        return f"{name}[{first or ''}:{distance or ''}]" if first or distance else name
    names = scope.read(node)
    good = isinstance(node, (ast.Name, ast.Constant, ast.UnaryOp)) and not names & (stored | {index, name})
    return render(view, node) if good else None


def _distance(node: ast.expr, index: str) -> int | None:
    match node:
        case ast.Name(id=name) if name == index:
            return 0
        case ast.BinOp(left=ast.Name(id=name), op=ast.Sub(), right=ast.Constant(value=int() as by)) if name == index:
            return -by
    return None


def _changes_array(nodes: list[ast.stmt], name: str) -> bool:
    for node in scope.walk(nodes):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and root(node) == name:
            return True
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Name) and a.id == name for a in node.args):
            return True
    return False


RULES = (Rule(WHERE, where), Rule(GROWN_ARRAY, grown_array), Rule(ELEMENTS, elements))
