"""Calls drawn by hypothesis from recorded shapes and from annotations: values nobody thought of.

hypothesis is imported only when something is drawn; its database and its randomness are not used, and what it keeps of
character tables lies in burner's data folder: by default it would be a folder in the user's project.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from burner.home import home
from burner.workload.shapes import Atom, Items, Option, Shape, Table, field_slots
from burner.workload.trees import Tree, arguments, copied, linked

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

WIDEST = 8
DEEPEST = 6


def drawn(
    calls: Sequence[Tree],
    parameters: Sequence[str],
    shapes: Mapping[str, Shape],
    annotations: Mapping[str, str],
    seed: int,
    count: int,
) -> list[Tree]:
    """Draw linked calls; parameters without a recorded shape come from their annotation, or stay out.

    Without any recorded call every parameter needs an annotation that can be drawn from, else nothing is drawn.
    """
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(home() / "cache" / "hypothesis")
    known = {name: _of_shape(shape, 0) for name, shape in shapes.items()}
    for name, text in annotations.items():
        if name not in known:
            strategy = of_annotation(text)
            if strategy is not None:
                known[name] = strategy
    if not calls and (not parameters or any(name not in known for name in parameters)):
        return []
    made: list[Tree] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        if not calls:
            made.append(["t", [["t", [data.draw(known[name]) for name in parameters]], ["d", []]]])
            return
        call = linked(calls[data.draw(st.integers(0, len(calls) - 1))])
        for argument in arguments(call, parameters):
            if argument.name in known and not _is_object(argument.value):
                argument.owner[argument.index] = data.draw(known[argument.name])
        made.append(call)

    draw()
    return made


def _is_object(node: Tree) -> bool:
    return isinstance(node, list) and node[0] == "o"


def _of_shape(shape: Shape, depth: int) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    found = [_of_option(option, depth) for option in shape.options]
    return st.one_of(found) if found else st.none()


def _of_option(option: Option, depth: int) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    if isinstance(option, Atom):
        return _of_atom(option)
    if depth >= DEEPEST:
        return st.sampled_from([option.sample] if isinstance(option, Items) else list(option.samples)).map(copied)
    if isinstance(option, Items):
        fixed = option.lengths[0] if depth and len(option.lengths) == 1 and 0 < option.lengths[0] <= WIDEST else None
        item = _of_shape(option.item, depth + 1)
        held = st.lists(item, min_size=fixed or 0, max_size=fixed or (WIDEST if depth < 2 else 4))
        if option.tag == "it":
            return held.map(lambda items: ["it", "generator", items, False])
        if option.tag == "dq":
            return held.map(lambda items: ["dq", items, None])
        return held.map(lambda items, tag=option.tag: [tag, items])  # type: ignore[misc]
    if isinstance(option, Table):
        pairs = st.lists(st.tuples(_of_shape(option.keys, depth + 1), _of_shape(option.values, depth + 1)), max_size=6)
        return pairs.map(lambda drawn_pairs: _table(option, drawn_pairs))
    fields = {name: _of_shape(shape, depth + 1) for name, shape in option.fields.items()}
    return st.tuples(st.sampled_from(option.samples), st.fixed_dictionaries(fields)).map(_filled)


def _table(option: Table, pairs: Sequence[tuple[Any, Any]]) -> Tree:
    held = [[key, value] for key, value in pairs]
    if option.tag == "d":
        return ["d", held]
    sample = option.samples[0]
    return ["c2", option.name, held, copied(sample[3]) if isinstance(sample, list) else None]


def _filled(parts: tuple[Tree, Mapping[str, Any]]) -> Tree:
    made = copied(parts[0])
    if isinstance(made, list):
        for name, owner, index in field_slots(made):
            if name in parts[1]:
                owner[index] = parts[1][name]
    return made


def _of_atom(atom: Atom) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    pool = st.sampled_from(atom.pool).map(copied)
    if atom.kind == "int":
        known = [value for value in atom.pool if isinstance(value, int)]
        if not known:
            return pool
        low, high = min(known), max(known)
        wide = st.integers(
            min(low, 0), max(high + 2, 3) if "[" not in atom.path and "{" not in atom.path else max(2 * high, 9)
        )
        return (
            st.one_of(pool, wide, st.integers(max(low, 0), min(high, max(low, 0) + 3)))
            if high >= max(low, 0)
            else st.one_of(pool, wide)
        )
    if atom.kind == "float":
        return st.one_of(
            pool, st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(-3, 9).map(float)
        )
    if atom.kind == "bool":
        return st.booleans()
    if atom.kind == "str":
        texts = [value for value in atom.pool if isinstance(value, str)]
        if atom.role in ("date", "enumeration", "key"):
            return pool
        alphabet = sorted({character for text in texts[:50] for character in text[:200]})[:60]
        if not alphabet:
            return st.one_of(pool, st.text(max_size=6))
        return st.one_of(pool, st.text(st.sampled_from(alphabet), max_size=12), st.text(max_size=5).filter(_is_plain))
    return pool


def _is_plain(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def of_annotation(text: str) -> SearchStrategy[Any] | None:
    """Give the strategy of an annotation made of built-in types; None for others."""
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return _of_node(node)


def _of_node(node: ast.expr) -> SearchStrategy[Any] | None:  # noqa: PLR0911 - one line per kind of annotation
    from hypothesis import strategies as st

    plain: dict[str, SearchStrategy[Any]] = {
        "int": st.one_of(st.integers(0, 12), st.integers(-3, 60)),
        "float": st.one_of(st.floats(-100, 100, width=32), st.integers(0, 5).map(float)),
        "bool": st.booleans(),
        "str": st.one_of(st.text("abc ", max_size=8), st.text(max_size=6).filter(_is_plain)),
        "bytes": st.binary(max_size=8).map(lambda data: ["b", data.hex()]),
        "None": st.none(),
    }
    bare = {
        "list": "l",
        "List": "l",
        "Sequence": "l",
        "Iterable": "l",
        "Collection": "l",
        "tuple": "t",
        "Tuple": "t",
        "set": "s",
        "Set": "s",
    }
    if isinstance(node, ast.Constant):
        return st.none() if node.value is None else of_annotation(node.value) if isinstance(node.value, str) else None
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name in bare:
            return st.lists(st.integers(0, 9), max_size=WIDEST).map(lambda items: [bare[name], items])
        return plain.get(name)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _either([_of_node(node.left), _of_node(node.right)])
    if not isinstance(node, ast.Subscript):
        return None
    name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == "Literal":
        values = [part.value for part in parts if isinstance(part, ast.Constant)]
        return st.sampled_from(values) if values else None
    if name == "Optional":
        return _either([_of_node(parts[0]), st.none()])
    if name == "Union":
        return _either([_of_node(part) for part in parts])
    if name in ("dict", "Dict", "Mapping", "MutableMapping") and len(parts) == 2:
        keys, values_of = _of_node(parts[0]), _of_node(parts[1])
        if keys is None or values_of is None:
            return None
        return st.lists(st.tuples(keys, values_of).map(list), max_size=6).map(lambda pairs: ["d", pairs])
    if name in ("tuple", "Tuple") and not (len(parts) == 2 and isinstance(parts[1], ast.Constant)):
        inner = [_of_node(part) for part in parts]
        known = [part for part in inner if part is not None]
        return st.tuples(*known).map(lambda items: ["t", list(items)]) if len(known) == len(inner) else None
    if name in bare:
        item = _of_node(parts[0])
        return None if item is None else st.lists(item, max_size=WIDEST).map(lambda items: [bare[name], items])
    return None


def _either(found: Sequence[SearchStrategy[Any] | None]) -> SearchStrategy[Any] | None:
    from hypothesis import strategies as st

    known = [strategy for strategy in found if strategy is not None]
    return st.one_of(known) if len(known) == len(found) else None
