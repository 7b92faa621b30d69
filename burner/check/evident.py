"""What the shape must say beyond a rule's own conditions before the check reports it, and before `--fix` applies it.

A rule may guess, since the judge measures its guess; a finding is read by people and must not guess what a name holds.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator

from burner.check.place import place_of
from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite
from burner.rules.known import PURE_BUILTINS, PURE_METHODS
from burner.rules.shapes import kind_of
from burner.rules.view import FunctionView

_WALKED = frozenset({"list", "tuple"})
_SMALL = 8
"""Searching a shorter constant list costs no more than hashing."""
_FEW = 50
_NEAR = 3
"""Lines in which the slice of what was sorted is looked for."""
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_WALKS = frozenset({"BRN101", "BRN102", "BRN103", "BRN104", "BRN108", "BRN143", "BRN145"})
"""Rules about one quick walk over a list per round, which loops that are nested deeper elsewhere leave behind."""


def evident(rule: str, view: FunctionView, brief: Brief, rewrite: Rewrite) -> bool:
    """Whether the text says that the things are what the rule takes them for, and that they may matter."""
    check = _EVIDENT.get(rule)
    if check is not None and not check(view, brief, rewrite):
        return False
    return rule not in _WALKS or not (_dwarfed(view, rewrite) or _leaves(view, rewrite))


def certain(rule: str, view: FunctionView, rewrite: Rewrite) -> bool:
    """Whether the rewrite does the same whatever the function is called with."""
    check = _CERTAIN.get(rule)
    return check is not None and not rewrite.daring and check(view, rewrite)


def _on_line(view: FunctionView, line: int) -> Iterator[ast.AST]:
    return (node for node in view.everything() if getattr(node, "lineno", None) == line)


def _at_place(view: FunctionView, rewrite: Rewrite) -> Iterator[ast.expr]:
    """Yield the expressions on the line that reach over the rewrite's place; others may be of another kind."""
    _, first, last_line, last = place_of(view, rewrite)
    begin, end = view.line_starts[rewrite.line - 1] + first, view.line_starts[last_line - 1] + last
    for node in _on_line(view, rewrite.line):
        if isinstance(node, ast.expr) and view.span(node)[0] < end and begin < view.span(node)[1]:
            yield node


def _list_is_searched(view: FunctionView, brief: Brief, rewrite: Rewrite) -> bool:
    for node in _at_place(view, rewrite):
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], (ast.In, ast.NotIn)):
            continue
        if isinstance(node.left, ast.Constant):
            continue  # asked for the same thing each time: hardly worth a set
        searched = node.comparators[0]
        short = isinstance(searched, (ast.List, ast.Tuple)) and len(searched.elts) < _SMALL
        if not short and kind_of(view, brief, searched) in _WALKED and not _stays_short(view, searched):
            return True
    return False


def _stays_short(view: FunctionView, searched: ast.expr) -> bool:
    """Whether a name only ever holds short written lists, to which no more than single elements are added."""
    if not isinstance(searched, ast.Name):
        return False
    values = [
        node.value
        for node in [*view.everything(), *view.tree.body]
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and any(
            isinstance(target, ast.Name) and target.id == searched.id
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        )
    ]
    return (
        bool(values)
        and not any(_may_grow(view, use) for use in view.uses(searched.id))
        and searched.id not in view.parameters
        and all(isinstance(value, (ast.List, ast.Tuple)) and len(value.elts) < _SMALL for value in values)
    )


def _may_grow(view: FunctionView, use: ast.Name) -> bool:
    """Whether more than one element may be added here: only a single `append` outside of loops adds just one."""
    above = view.parents.get(use)
    if isinstance(above, ast.Attribute):
        return above.attr != "append" or _repeated(view, use)
    return isinstance(above, ast.AugAssign)


def _text_is_split(view: FunctionView, _brief: Brief, rewrite: Rewrite) -> bool:
    for node in _on_line(view, rewrite.line):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"split", "rsplit"}
        ):
            constant = not node.args or (isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
            if constant and _root(node.func.value) not in view.module_names:
                return _repeated(view, node)
    return False


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _in_loop(view: FunctionView, _brief: Brief, rewrite: Rewrite) -> bool:
    """Whether it is repeated: what saves a microsecond once per call is no finding."""
    return any(_repeated(view, node) for node in _on_line(view, rewrite.line))


def _repeated(view: FunctionView, node: ast.AST) -> bool:
    return bool(view.loops(node)) or any(isinstance(above, _COMPREHENSIONS) for above in view.above(node))


def _dwarfed(view: FunctionView, rewrite: Rewrite) -> bool:
    """Whether the function loops deeper elsewhere than here, the walk itself counted as one loop more."""
    here = max((_depth(view, node) for node in _at_place(view, rewrite)), default=0)
    return any(
        _depth(view, node) > here + 1
        for node in view.everything()
        if isinstance(node, (ast.stmt, ast.comprehension)) and node is not view.node
    )


def _leaves(view: FunctionView, rewrite: Rewrite) -> bool:
    """Whether the loop is left by what follows the walk: it is done once, and nothing can be kept for the next round."""
    for node in _at_place(view, rewrite):
        loops = view.loops(node)
        if not loops or any(isinstance(above, _COMPREHENSIONS) for above in view.above(node)):
            return False
        statement = view.statement(node)
        block = next(block for block in _blocks(view.parents[statement]) if statement in block)
        ends = isinstance(block[-1], ast.Return) or (isinstance(block[-1], ast.Break) and len(loops) == 1)
        if isinstance(statement, (ast.If, ast.For, ast.While)) or not ends:
            return False
    return True


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    return (block for _, block in ast.iter_fields(node) if isinstance(block, list))


def _depth(view: FunctionView, node: ast.AST) -> int:
    """How many loops and comprehensions a node is in; those over a few written things don't count."""
    walked = [loop.iter for loop in view.loops(node) if isinstance(loop, ast.For)]
    whiles = sum(isinstance(loop, ast.While) for loop in view.loops(node))
    walked += [
        part.iter for above in view.above(node) if isinstance(above, _COMPREHENSIONS) for part in above.generators
    ]
    return whiles + sum(not _is_short(view, each) for each in walked)


def _is_short(view: FunctionView, walked: ast.expr) -> bool:
    if isinstance(walked, (ast.List, ast.Tuple, ast.Set)):
        return True
    if isinstance(walked, ast.Call) and view.call(walked, "range") is not None:
        return all(isinstance(argument, ast.Constant) for argument in walked.args)
    return _stays_short(view, walked)


def _keys_are_asked(view: FunctionView, _brief: Brief, _rewrite: Rewrite) -> bool:
    """Whether keys are listed to be searched, or asked for in a loop."""
    tests = (node for node in view.everything() if isinstance(node, ast.Compare))
    return any(
        isinstance(searched, ast.Call) and (isinstance(searched.func, ast.Name) or _repeated(view, test))
        for test in tests
        for searched in test.comparators
    )


def _little_is_done(view: FunctionView, _brief: Brief, rewrite: Rewrite) -> bool:
    """Whether a round does nothing but write: beside the call of another function an addition to a text is nothing."""
    loop = next((loop for node in _on_line(view, rewrite.line) for loop in view.loops(node)), None)
    calls = () if loop is None else (node for node in scope.walk(loop.body) if isinstance(node, ast.Call))
    return all(
        view.builtin(call.func, *PURE_BUILTINS)
        or (isinstance(call.func, ast.Attribute) and call.func.attr in PURE_METHODS)
        for call in calls
    )


def _list_is_asked(method: str, kinds: frozenset[str]) -> Callable[[FunctionView, Brief, Rewrite], bool]:
    def asked(view: FunctionView, brief: Brief, rewrite: Rewrite) -> bool:
        """Whether the receiver of the method is surely of a kind that is walked."""
        return any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == method
            and kind_of(view, brief, node.func.value) in kinds
            for node in _at_place(view, rewrite)
        )

    return asked


def _few_wanted(view: FunctionView, _brief: Brief, rewrite: Rewrite) -> bool:
    """Whether a constant says that few of the sorted are wanted: for many, sorting all is faster."""
    bounds = [
        bound
        for node in view.everything()
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
        for bound in (node.slice.lower, node.slice.upper)
        if rewrite.line <= node.lineno <= rewrite.line + _NEAR
    ]
    return any(isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value <= _FEW for node in bounds)


def _plain_data_is_copied(view: FunctionView, brief: Brief, rewrite: Rewrite) -> bool:
    """Whether what is copied is surely a list or a dictionary: deepcopy of anything else stays as it is, only slower."""
    return any(
        isinstance(node, ast.Call) and bool(node.args) and kind_of(view, brief, node.args[0]) in {"list", "dict"}
        for node in _on_line(view, rewrite.line)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("deepcopy")
    )


_EVIDENT: dict[str, Callable[[FunctionView, Brief, Rewrite], bool]] = {
    "BRN101": _list_is_searched,
    "BRN102": _list_is_searched,
    "BRN103": _list_is_asked("count", _WALKED | {"str"}),
    "BRN104": _list_is_asked("index", _WALKED),
    "BRN106": _keys_are_asked,
    "BRN131": _little_is_done,
    "BRN132": _in_loop,
    "BRN133": _text_is_split,
    "BRN134": _in_loop,
    "BRN162": _few_wanted,
    "BRN842": _plain_data_is_copied,
}


def _keys_of_own_dict(view: FunctionView, rewrite: Rewrite) -> bool:
    """Whether `x in d.keys()` asks a dictionary that the function made itself, and that nothing else is ever bound to."""
    tests = [
        node
        for node in _on_line(view, rewrite.line)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn))
    ]
    return bool(tests) and all(_own_keys(view, test.comparators[0]) for test in tests)


def _own_keys(view: FunctionView, node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="keys"), args=[], keywords=[]):
            stores = [use for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
            local = name in view.locals and name not in view.parameters and name not in view.captured
            return local and bool(stores) and all(_makes_dict(view, view.parents[use]) for use in stores)
    return False


def _makes_dict(view: FunctionView, node: ast.AST) -> bool:
    value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
    return isinstance(value, (ast.Dict, ast.DictComp)) or (value is not None and view.call(value, "dict") is not None)


def _pattern_compiles(view: FunctionView, rewrite: Rewrite) -> bool:
    """Whether every pattern on the line is a constant that compiles without a warning, through the real `re`."""
    calls = [
        node
        for node in _on_line(view, rewrite.line)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
    ]
    plain_import = any(
        isinstance(statement, ast.Import) and any(alias.name == "re" and not alias.asname for alias in statement.names)
        for statement in view.tree.body
    )
    rebound = "re" in view.locals or any(
        isinstance(node, ast.Name) and node.id == "re" and not isinstance(node.ctx, ast.Load)
        for node in scope.walk(view.tree)
    )
    return plain_import and not rebound and bool(calls) and all(_constant_pattern(call) for call in calls)


def _constant_pattern(call: ast.Call) -> bool:
    if len(call.args) > 2 or call.keywords or not isinstance(call.args[0], ast.Constant):
        return False  # flags are left to the judge: DEBUG prints, LOCALE depends on the locale
    pattern = call.args[0].value
    if not isinstance(pattern, (str, bytes)):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(pattern)
        except (re.error, Warning, OverflowError, RecursionError):
            return False
    return True


_CERTAIN: dict[str, Callable[[FunctionView, Rewrite], bool]] = {
    "BRN106": _keys_of_own_dict,
    "BRN831": _pattern_compiles,
}
