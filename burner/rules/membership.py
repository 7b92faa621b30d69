"""Rules about asking a list whether, where or how often it holds something.

Each proposes a set, a dict or a Counter built once; none of them proves that the elements can be hashed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import cast

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import membership as cards
from burner.rules.edit import Edits, atom, render
from burner.rules.growth import Change, followed, is_simple, only_unique
from burner.rules.kinds import Kinds
from burner.rules.places import Repeat, alone_on_line, free_names, furthest, insertable, read_elsewhere, repeats
from burner.rules.purity import is_path, pure
from burner.rules.shapes import assigned, kind_of
from burner.rules.view import FunctionView

SMALL = 8
"""Constant lists shorter than this are left alone: searching them costs no more than hashing."""


def short_name(path: ast.AST) -> str:
    """Return the word that best names an expression: the last attribute, key or name in it."""
    if isinstance(path, ast.Attribute):
        return path.attr.lstrip("_")
    if isinstance(path, ast.Name):
        return path.id.lstrip("_").lower() if path.id.isupper() else path.id.lstrip("_") or path.id
    if isinstance(path, ast.Subscript):
        key = path.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier():
            return key.value
        return short_name(path.value)
    if isinstance(path, ast.Call):
        if path.args and isinstance(path.func, ast.Name):
            return short_name(path.args[0])
        return short_name(path.func.value) if isinstance(path.func, ast.Attribute) else short_name(path.func)
    return "values"


def _tests(view: FunctionView) -> Iterator[ast.Compare]:
    for node in scope.walk(view.node.body):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            yield node


def may_be_list(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression may be a long list: no evidence for another kind or for elements without a hash."""
    if kind_of(view, brief, node) not in {None, "list", "tuple", "deque"}:
        return False
    own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == view.self_name
    if (
        own
        and isinstance(node, ast.Attribute)
        and view.owner is not None
        and _short_constant(view.owner.body, node.attr)
    ):
        return False
    if _asked_with_default(view, node) or _may_be_none(view, node):
        return False
    if isinstance(node, ast.Name):
        if node.id not in view.locals and _short_constant(view.tree.body, node.id):
            return False
        text = brief.types.get(node.id, "") if view.qualname == brief.qualname else ""
        if text.startswith(("list[list", "list[dict", "list[set", "tuple[list", "tuple[dict")):
            return False
    return True


def _asked_with_default(view: FunctionView, node: ast.expr) -> bool:
    """Return whether the function calls `get` of an expression, as of a dictionary."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "get"
        and scope.same(call.func.value, node)
        for call in view.everything()
    )


def _may_be_none(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a name was given `... if ... else None`, which a loop that does not run never looks at."""
    values = assigned(view, node.id)[0] if isinstance(node, ast.Name) and node.id in view.locals else []
    return any(
        isinstance(v, ast.IfExp) and isinstance(v.orelse, ast.Constant) and v.orelse.value is None for v in values
    )


def _short_constant(body: list[ast.stmt], name: str) -> bool:
    """Return whether a module or class gives a name a short list or tuple."""
    for statement in body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and name in scope.bound(statement):
            value = statement.value
            if isinstance(value, (ast.List, ast.Tuple)) and len(value.elts) < SMALL:
                return True
    return False


def _unhashable(node: ast.expr) -> bool:
    return isinstance(node, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))


def _is_made_list(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression makes a list anew each time it is evaluated."""
    if isinstance(node, ast.Call) and view.call(node, "list", "sorted", "tuple") and len(node.args) == 1:
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return kind_of(view, brief, node) in {"list", "tuple"}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values":
        return is_path(node.func.value) and not node.args
    return isinstance(node, ast.ListComp) or _list_of_helper(view, brief, node)


def _list_of_helper(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression calls a function of this module that visibly returns lists."""
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and view.function(node.func.id) is not None
    other = (
        view.other(node.func.id) if named and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
    )
    if other is None or other.lazy or other.qualname == view.qualname:
        return False
    returned = [n.value for n in other.nodes() if isinstance(n, ast.Return)]
    return bool(returned) and all(kind_of(other, brief, value) == "list" for value in returned)


# -- membership in a list that does not change -----------------------------------------------------


def _membership(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[ast.Compare]]] = {}
    for test in _tests(view):
        container = test.comparators[0]
        path = is_path(container) and may_be_list(view, brief, container)
        if _unhashable(test.left) or not (path or (_is_made_list(view, brief, container) and pure(view, container))):
            continue
        repeat = furthest(view, test, [container])
        if repeat is not None and not _built_inside(container, repeat) and not _asked_as_dict(view, test):
            key = (scope.plain(container), id(repeat.statement))
            groups.setdefault(key, (repeat, []))[1].append(test)
    for repeat, tests in groups.values():
        container = tests[0].comparators[0]
        helper = _list_of_helper(view, brief, container)
        short = short_name(container.func if helper and isinstance(container, ast.Call) else container)
        name = view.fresh(f"{short}_set", f"known_{short}")
        edits = Edits(view)
        edits.before(repeat.statement, [f"{name} = {_as_set(view, container)}"])
        for test in tests:
            edits.replace(test.comparators[0], name)
        note = f"look up in a set built once instead of searching {view.source(container)}"
        yield from made(edits, tests[0], note, daring=helper)


def _asked_as_dict(view: FunctionView, test: ast.Compare) -> bool:
    """Return whether the value that is looked for is a key of the container elsewhere: `if k in d: d[k]`."""
    return any(
        isinstance(node, ast.Subscript)
        and scope.same(node.value, test.comparators[0])
        and scope.same(node.slice, test.left)
        for node in view.everything()
    )


def _built_inside(container: ast.expr, repeat: Repeat) -> bool:
    return bool(free_names(container) & repeat.names)


def _as_set(view: FunctionView, container: ast.expr) -> str:
    if (
        isinstance(container, ast.Call)
        and view.call(container, "list", "sorted", "tuple", "set")
        and not container.keywords
    ):
        return f"set({render(view, container.args[0])})"
    return f"set({render(view, container)})"


# -- membership in a list that grows ---------------------------------------------------------------


def _seen(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[Change], list[ast.Compare]]] = {}
    for test in _tests(view):
        path = _unwrapped(view, test.comparators[0])
        if not is_path(path) or isinstance(path, ast.Subscript) or not may_be_list(view, brief, path):
            continue
        if _unhashable(test.left) or (isinstance(path, ast.Name) and path.id in view.captured | view.outer_names):
            continue
        if _follows_removal(view, test, path):
            continue
        found = _outermost(view, test, path)
        if found is not None:
            key = (scope.plain(path), id(found[0].statement))
            groups.setdefault(key, (*found, []))[2].append(test)
    kinds = Kinds(view, brief)
    for repeat, known, tests in groups.values():
        keys = {_hashed(kinds.of(test.left)) for test in tests}
        if len(keys) == 1 and None not in keys and (keys == {PLAIN} or not _changes_parts(view)):
            path = _unwrapped(view, tests[0].comparators[0])
            yield from _follow(view, path, repeat, known, tests, str(keys.pop()))


def _changes_parts(view: FunctionView) -> bool:
    stored = (ast.Store, ast.Del)
    return any(isinstance(n, (ast.Subscript, ast.Attribute)) and isinstance(n.ctx, stored) for n in view.everything())


PLAIN = "{}"


def _hashed(kind: ast.expr | None) -> str | None:
    """Return how elements of a type stand in a set, with {} for the element; None where they can't."""
    name, inside = type_names.head(kind), type_names.parts(kind)
    if name not in {"list", "dict", "set"}:
        return PLAIN
    if not inside or not all(type_names.hashable(part) for part in inside):
        return None
    return {"list": "tuple({})", "dict": "frozenset({}.items())", "set": "frozenset({})"}[name]


def _follows_removal(view: FunctionView, test: ast.Compare, path: ast.expr) -> bool:
    """Return whether a test only asks whether the value removed just before was there twice."""
    statement = view.statement(test)
    if not isinstance(statement, ast.If) or statement.test is not test:
        return False
    earlier = next(iter(view.before(statement)), None)
    return any(
        change.kind == "remove" and change.value is not None and scope.same(change.value, test.left)
        for change in (followed(view, path, [earlier]) or [] if earlier is not None else [])
    )


def _unwrapped(view: FunctionView, node: ast.expr) -> ast.expr:
    """Return the list inside `set(xs)`, `list(xs)` and the like, which are made anew for each test."""
    call = view.call(node, "set", "frozenset", "list", "tuple", "sorted")
    while call is not None and len(call.args) == 1 and not call.keywords:
        node = call.args[0]
        call = view.call(node, "set", "frozenset", "list", "tuple", "sorted")
    return node


def _outermost(view: FunctionView, test: ast.Compare, path: ast.expr) -> tuple[Repeat, list[Change]] | None:
    best: tuple[Repeat, list[Change]] | None = None
    still = False  # within an inner loop the list stays as it is: a set built before that loop serves
    for repeat in repeats(view, test):
        known = followed(view, path, repeat.within)
        if known is None:
            break
        if best is None and known and all(_each_turn(view, c, repeat) for c in known):
            break  # made anew in each turn, and asked once: a set costs more than it saves
        fresh_list = any(c.kind == "rebind" and _loop_depth(view, c.statement, repeat) == 1 for c in known)
        if fresh_list and (best is not None or still):
            break
        if known:
            best = (repeat, known)
        still = still or not known
    return best


def _each_turn(view: FunctionView, change: Change, repeat: Repeat) -> bool:
    """Return whether a list is bound to something else in every turn of a loop."""
    return change.kind == "rebind" and view.parent(change.statement) is repeat.node


def _loop_depth(view: FunctionView, statement: ast.stmt, repeat: Repeat) -> int:
    depth = 0
    for above in view.above(statement):
        depth += isinstance(above, scope.LOOPS)
        if above is repeat.node:
            break
    return depth


def first_value(view: FunctionView, path: ast.expr, statement: ast.stmt) -> ast.expr | None:
    """Return what the path was bound to just before a statement, in the same block and untouched since."""
    for earlier in view.before(statement):
        if isinstance(earlier, ast.Assign) and len(earlier.targets) == 1 and scope.same(earlier.targets[0], path):
            return earlier.value
        if isinstance(earlier, ast.AnnAssign) and scope.same(earlier.target, path):
            return earlier.value
        if scope.mentioned(earlier) & {n.id for n in ast.walk(path) if isinstance(n, ast.Name)}:
            return None
    return None


def _follow(
    view: FunctionView, path: ast.expr, repeat: Repeat, known: list[Change], tests: list[ast.Compare], hashed: str
) -> Iterator[Rewrite]:
    first = first_value(view, path, repeat.statement)
    unique = only_unique(view, path, known, first)
    text = view.source(path)
    seen = view.fresh(f"{short_name(path)}_set", f"seen_{short_name(path)}")
    edits = Edits(view)
    if not isinstance(path, ast.Name) or _bound_before(view, path.id, repeat.statement):
        edits.before(repeat.statement, [_start(view, seen, text, first, hashed)])
    for change in known:
        if not alone_on_line(view, change.statement):
            return
        lines = _follow_lines(view, seen, path, change, unique, hashed)
        if lines is None:
            return
        if change.kind in {"append", "extend", "insert"} and change.value is not None and lines[0].startswith("="):
            item = view.fresh("item", "added", "value")
            edits.before(change.statement, [f"{item} = {lines[0][1:]}"])
            edits.replace(change.value, item)
            edits.after(change.statement, [line.format(item=item) for line in lines[1:]])
        else:
            edits.after(change.statement, lines)
    for test in tests:
        edits.replace(test.comparators[0], seen)
        if hashed != PLAIN:
            edits.replace(test.left, hashed.format(render(view, test.left)))
    yield from made(edits, tests[0], f"keep a set beside {text} and look up there")


def _start(view: FunctionView, seen: str, text: str, value: ast.expr | None, hashed: str) -> str:
    """Return the line that makes the set of a list that has just been bound to a value."""
    if isinstance(value, ast.List) and not value.elts:
        return f"{seen} = set()"
    if hashed == PLAIN:
        return f"{seen} = set({text})"
    item = view.fresh("item", "element")
    return f"{seen} = {{{hashed.format(item)} for {item} in {text}}}"


def _bound_before(view: FunctionView, name: str, statement: ast.stmt) -> bool:
    stores = [use for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
    return name not in view.locals or name in view.parameters or any(u.lineno < statement.lineno for u in stores)


def _follow_lines(
    view: FunctionView, seen: str, path: ast.expr, change: Change, unique: bool, hashed: str
) -> list[str] | None:
    value = change.value
    if change.kind in {"clear", "reorder"}:
        return [f"{seen}.clear()"] if change.kind == "clear" else []
    if value is None:
        return None
    if change.kind == "rebind":
        return [_start(view, seen, view.source(path), value, hashed)]
    if change.kind in {"remove", "take"}:
        gone = f"{seen}.discard({hashed.format(view.source(value))})"
        return _gone_lines(view, path, change, gone, unique) if is_simple(value) else None
    if change.kind == "extend":
        if hashed != PLAIN:
            return None
        if isinstance(value, ast.List) and all(is_simple(e) for e in value.elts):
            return [f"{seen}.update({render(view, value)})"]
        return ["=list(" + render(view, value) + ")", seen + ".update({item})"]
    if is_simple(value):
        return [f"{seen}.add({hashed.format(view.source(value))})"]
    return ["=" + render(view, value), f"{seen}.add({hashed.format('{item}')})"]


def _gone_lines(view: FunctionView, path: ast.expr, change: Change, gone: str, unique: bool) -> list[str] | None:
    if unique or change.value is None:
        return [gone]
    if change.kind == "take":
        return None
    return [f"if {view.source(change.value)} not in {view.source(path)}:", f"{view.unit}{gone}"]


# -- count and index -------------------------------------------------------------------------------


def _counting(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for call, holder, value in _method_calls(view, "count"):
        if not is_path(holder) or not (
            _countable(view, brief, holder, value) or _walked_too(view, brief, holder, value)
        ):
            continue
        repeat = furthest(view, call, [holder])
        counter = view.imported("collections", "Counter")
        if repeat is None or counter is None:
            continue
        name = view.fresh(f"{short_name(holder)}_counts", "counts")
        edits = Edits(view)
        edits.before(repeat.statement, [f"{name} = {counter[0]}({view.source(holder)})"])
        for other, counted, element in _method_calls(view, "count"):
            if scope.same(counted, holder) and _inside(other, repeat):
                edits.replace(other, f"{name}[{render(view, element)}]")
        note = f"count {view.source(holder)} once"
        sure = _countable(view, brief, holder, value)
        yield from made(edits, call, note, imports=counter[1], daring=not sure)
        return


def _inside(node: ast.AST, repeat: Repeat) -> bool:
    return any(n is node for part in repeat.within for n in ast.walk(part))


def _countable(view: FunctionView, brief: Brief, holder: ast.expr, value: ast.expr) -> bool:
    kind = kind_of(view, brief, holder)
    if _unhashable(value) or type_names.changeable(Kinds(view, brief).of(value)):
        return False
    if kind in {"list", "tuple"}:
        return may_be_list(view, brief, holder)
    if kind not in {None, "str"} or not isinstance(value, ast.Name):
        return False
    return _walks_over(view, value.id, holder)


def _walked_too(view: FunctionView, brief: Brief, holder: ast.expr, value: ast.expr) -> bool:
    """Return whether a collection of unknown kind is walked too: then it is likely a list, of which whole elements are counted."""
    if kind_of(view, brief, holder) is not None or not isinstance(value, ast.Name):
        return False
    if type_names.changeable(Kinds(view, brief).of(value)):
        return False
    return any(isinstance(n, (ast.For, ast.comprehension)) and scope.same(n.iter, holder) for n in view.everything())


def _walks_over(view: FunctionView, name: str, holder: ast.expr) -> bool:
    """Return whether a name only runs over the elements of a container (or a set of them)."""
    loops = [
        n for n in ast.walk(view.node) if isinstance(n, (ast.For, ast.comprehension)) and name in scope.bound(n.target)
    ]
    stores = [u for u in view.uses(name) if isinstance(u.ctx, ast.Store)]
    for loop in loops:
        source = loop.iter
        while isinstance(source, ast.Call) and view.call(source, "set", "sorted", "list", "reversed") and source.args:
            source = source.args[0]
        target = loop.target
        if isinstance(source, ast.Call) and view.call(source, "enumerate") and isinstance(target, ast.Tuple):
            source, target = source.args[0], target.elts[-1]
        if not (isinstance(target, ast.Name) and target.id == name and scope.same(source, holder)):
            return False
    return bool(loops) and len(stores) == len(loops)


def _method_calls(view: FunctionView, method: str) -> Iterator[tuple[ast.Call, ast.expr, ast.expr]]:
    """Yield the calls of a method with one argument, what they are called on, and the argument."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != method:
            continue
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred):
            yield node, node.func.value, node.args[0]


def _indexing(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[tuple[ast.Call, ast.expr]]]] = {}
    for call, holder, value in _method_calls(view, "index"):
        repeat = _place_of_index(view, brief, call, holder, value)
        if repeat is not None:
            key = (scope.plain(holder), id(repeat.statement))
            groups.setdefault(key, (repeat, []))[1].append((call, value))
    for repeat, calls in groups.values():
        holder = cast("ast.Attribute", calls[0][0].func).value
        name = view.fresh(f"{short_name(holder)}_places", "places")
        place, item = view.fresh("place", "position"), view.fresh("item", "element")
        text = view.source(holder)
        edits = Edits(view)
        edits.before(
            repeat.statement,
            [
                f"{name} = {{}}",
                f"for {place}, {item} in enumerate({text}):",
                f"{view.unit}{name}.setdefault({item}, {place})",
            ],
        )
        for call, value in calls:
            found = f"{name}[{render(view, value)}]"
            if not _walked(view, value, holder) and not _guarded_by_test(view, call, holder, value):
                found = f"({found} if {render(view, value)} in {name} else {view.source(call)})"
            edits.replace(call, found)
        yield from made(edits, calls[0][0], f"find the places of {text} once")


def _place_of_index(
    view: FunctionView, brief: Brief, call: ast.Call, holder: ast.expr, value: ast.expr
) -> Repeat | None:
    """Return before what the places of a list can be found once for a call of `index`; None where they can't."""
    if not is_path(holder) or _unhashable(value) or _is_fallback(view, call, value):
        return None
    kind = kind_of(view, brief, holder)
    walked = _walked(view, value, holder)
    if kind not in {"list", "tuple", None} or (kind == "tuple" and not walked) or not may_be_list(view, brief, holder):
        return None
    return furthest(view, call, [holder]) if walked or is_simple(value) else None


def _walked(view: FunctionView, value: ast.expr, holder: ast.expr) -> bool:
    return isinstance(value, ast.Name) and _walks_over(view, value.id, holder)


def _is_fallback(view: FunctionView, call: ast.Call, value: ast.expr) -> bool:
    """Return whether a call only answers for values that a dictionary, asked first, does not hold."""
    above = view.parent(call)
    return (
        isinstance(above, ast.IfExp)
        and above.orelse is call
        and isinstance(above.test, ast.Compare)
        and isinstance(above.test.ops[0], ast.In)
        and scope.same(above.test.left, value)
    )


def _guarded_by_test(view: FunctionView, call: ast.Call, holder: ast.expr, value: ast.expr) -> bool:
    child: ast.AST = call
    for above in view.above(call):
        test = above.test if isinstance(above, (ast.If, ast.IfExp)) else None
        inside = isinstance(above, ast.If) and any(s is child for s in above.body)
        inside = inside or (isinstance(above, ast.IfExp) and above.body is child)
        if (
            inside
            and isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and isinstance(test.ops[0], ast.In)
            and scope.same(test.left, value)
            and scope.same(test.comparators[0], holder)
        ):
            return True
        child = above
    return False


# -- smaller shapes --------------------------------------------------------------------------------


def _dedupe(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`out = []; for x in xs: if x not in out: out.append(x)` -> `out = list(dict.fromkeys(xs))`."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not isinstance(loop.target, ast.Name):
            continue
        branch = loop.body[0]
        if not isinstance(branch, ast.If) or branch.orelse or len(branch.body) != 1:
            continue
        added = followed_append(branch.body[0])
        test = branch.test
        if (
            added is None
            or not isinstance(test, ast.Compare)
            or len(test.ops) != 1
            or not isinstance(test.ops[0], ast.NotIn)
        ):
            continue
        out, value = added
        name = loop.target.id
        if not (isinstance(value, ast.Name) and value.id == name and scope.same(test.left, value)):
            continue
        if not (isinstance(out, ast.Name) and scope.same(test.comparators[0], out)) or out.id in scope.read(loop.iter):
            continue
        earlier = view.before(loop)
        start = next((s for s in earlier if out.id in scope.mentioned(s)), None)
        if start is None or not _empty_list(start, out.id) or read_elsewhere(view, [name], loop):
            continue
        between = earlier[: next(i for i, s in enumerate(earlier) if s is start)]
        if any(
            isinstance(s, (ast.For, ast.While, ast.If, ast.Try, ast.With)) and out.id in scope.mentioned(s)
            for s in between
        ):
            continue
        if not alone_on_line(view, loop) or insertable(view, loop) is not loop:
            continue
        edits = Edits(view)
        edits.delete(start)
        edits.lines(loop, [f"{out.id} = list(dict.fromkeys({render(view, loop.iter)}))"])
        yield from made(edits, loop, "keep the first of equal elements with dict.fromkeys")


def followed_append(statement: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    """Return the list and the element of a statement `xs.append(x)`."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "append"
            and len(call.args) == 1
            and not call.keywords
        ) and not isinstance(call.args[0], ast.Starred):
            return call.func.value, call.args[0]
    return None


def _empty_list(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return False
    value = statement.value
    if not (isinstance(target, ast.Name) and target.id == name):
        return False
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "list":
        return not value.args
    return isinstance(value, ast.List) and not value.elts


def _keys(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`k in d.keys()`, `k in list(d)`, `k in list(d.keys())` -> `k in d`."""
    edits = Edits(view)
    first: ast.AST | None = None
    for test in _tests(view):
        holder, stripped = test.comparators[0], False
        call = view.call(holder, "list", "sorted", "tuple")
        if call is not None and len(call.args) == 1 and not call.keywords and _unkeyed(call.args[0], view, brief):
            holder = call.args[0]
            stripped = True
        if (
            isinstance(holder, ast.Call)
            and isinstance(holder.func, ast.Attribute)
            and holder.func.attr == "keys"
            and not holder.args
            and not holder.keywords
        ):
            holder, stripped = holder.func.value, True
        if stripped and pure(view, holder):
            edits.replace(test.comparators[0], atom(view, holder))
            first = first or test
    if first is not None:
        yield from made(edits, first, "ask the dict itself")


def _unkeyed(node: ast.expr, view: FunctionView, brief: Brief) -> bool:
    keys = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys"
    return keys or kind_of(view, brief, node) in {"dict", "set"}


def _any_equal(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`any(y == x for y in ys)` -> `x in ys`; `all(y != x for y in ys)` -> `x not in ys`."""
    for call in scope.walk(view.node.body):
        known = view.call(call, "any", "all")
        if known is None or len(known.args) != 1 or not isinstance(known.args[0], (ast.GeneratorExp, ast.ListComp)):
            continue
        element, generators = known.args[0].elt, known.args[0].generators
        if len(generators) != 1 or generators[0].ifs or not isinstance(generators[0].target, ast.Name):
            continue
        wanted = ast.Eq if view.builtin(known.func, "any") else ast.NotEq
        if not isinstance(element, ast.Compare) or len(element.ops) != 1 or not isinstance(element.ops[0], wanted):
            continue
        name = generators[0].target.id
        sides = [element.left, element.comparators[0]]
        mine = [s for s in sides if isinstance(s, ast.Name) and s.id == name]
        other = [s for s in sides if name not in scope.read(s)]
        if len(mine) != 1 or len(other) != 1 or not pure(view, other[0]):
            continue
        if kind_of(view, brief, generators[0].iter) in {"str", "bytes"} or not is_path(generators[0].iter):
            continue
        edits = Edits(view)
        word = "in" if wanted is ast.Eq else "not in"
        edits.replace(known, f"({atom(view, other[0])} {word} {render(view, generators[0].iter)})")
        yield from made(edits, known, "ask the container")


ANY_EQUAL = Rule(cards.ANY_EQUAL, _any_equal)
KEYS = Rule(cards.KEYS, _keys)
DEDUPE = Rule(cards.DEDUPE, _dedupe)
SEEN = Rule(cards.SEEN, _seen)
MEMBERSHIP = Rule(cards.MEMBERSHIP, _membership)
COUNT = Rule(cards.COUNT, _counting)
INDEX = Rule(cards.INDEX, _indexing)
RULES = (ANY_EQUAL, KEYS, DEDUPE, SEEN, MEMBERSHIP, COUNT, INDEX)
