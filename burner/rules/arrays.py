"""numpy where a module uses it already: arrays grown one element at a time, elements read one at a time.

numpy is never brought into a module that does not import it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import changing, keeping, kinds, library, scope, type_names
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.making import made
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


FRESH_MAKERS = frozenset(
    {
        "array",
        "zeros",
        "ones",
        "empty",
        "full",
        "zeros_like",
        "ones_like",
        "empty_like",
        "full_like",
        "arange",
        "linspace",
    }
)
"""Functions that always make a new array."""
_MAKERS = FRESH_MAKERS | {"asarray", "asanyarray", "ascontiguousarray"}


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
        uses = [n for n in scope.walk(outer) if isinstance(n, ast.Name) and n.id == name]
        leaves = any(isinstance(n, (ast.Return, ast.Yield)) for n in scope.walk(outer))
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


def is_array(view: FunctionView, brief: Brief, name: str) -> bool:
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
        for part in scope.walk(node):
            if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name) and isinstance(part.ctx, ast.Load):
                reads.setdefault(part.value.id, []).append(part)
        for name, found in reads.items():
            if not is_array(view, brief, name) or not all(_compared(view, f) for f in found):
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


RULES = (Rule(GROWN_ARRAY, grown_array), Rule(ELEMENTS, elements))
