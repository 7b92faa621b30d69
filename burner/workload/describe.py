"""Writes shapes and sizes for people and models: annotations, and the largest length of each argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from burner.workload.shapes import Atom, Items, Option, Shape, Table, size_of
from burner.workload.trees import Tree, arguments


def sizes(calls: Sequence[Tree], parameters: Sequence[str]) -> Mapping[str, int]:
    """Give the largest recorded length (of an int: its magnitude) of each parameter."""
    largest: dict[str, int] = {}
    for call in calls:
        for argument in arguments(call, parameters):
            size = size_of(argument.value)
            if size is not None:
                largest[argument.name] = max(size, largest.get(argument.name, 0))
    return largest


def describe(shape: Shape) -> str:
    """Write a shape as a Python annotation, like "list[dict[str, int | str]]"."""
    parts = list(dict.fromkeys(_annotation(option) for option in shape.options))
    if "None" in parts:
        parts = [part for part in parts if part != "None"] + ["None"]
    return " | ".join(parts) if parts else "object"


def _annotation(option: Option) -> str:
    if isinstance(option, Atom):
        if option.kind.startswith("numpy.ndarray"):
            return "numpy.ndarray"
        if option.kind in ("types.FunctionType", "g"):
            return "Callable"
        return option.kind.rsplit(":", 1)[-1]
    if isinstance(option, Items):
        name = {"l": "list", "t": "tuple", "s": "set", "fs": "frozenset", "dq": "deque", "it": "Iterator"}[option.tag]
        inner = describe(option.item)
        return f"{name}[{inner}, ...]" if option.tag == "t" else f"{name}[{inner}]"
    if isinstance(option, Table):
        name = option.name.rsplit(":", 1)[-1] if option.name else "dict"
        return f"{name}[{describe(option.keys)}, {describe(option.values)}]"
    if option.tag == "t":
        return f"tuple[{', '.join(describe(shape) for shape in option.fields.values())}]"
    if option.tag == "o":
        return option.name.rsplit(":", 1)[-1]
    parts = list(dict.fromkeys(part for shape in option.fields.values() for part in describe_parts(shape)))
    inner = " | ".join(sorted(parts, key=lambda part: (part == "None", part)))
    return f"dict[str, {inner}]" if option.tag == "d" else f"list[{inner}]"


def describe_parts(shape: Shape) -> list[str]:
    """Write each option of a shape as an annotation of its own."""
    return list(dict.fromkeys(_annotation(option) for option in shape.options))
