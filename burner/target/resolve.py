"""Finds the function that an address names and says whether burner can optimise it; runs nothing of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from burner.errors import TargetError, UsageError
from burner.target.address import Address
from burner.target.layout import dedent
from burner.target.refusals import absent, refuse_kind
from burner.target.source import SourceFile, read_source
from burner.target.spans import FunctionNode, FunctionSpan, decorator_names, definitions, winner

Kind = Literal["function", "method", "staticmethod", "classmethod", "property"]
_IMPLICIT: dict[str, Kind] = {
    "__new__": "staticmethod",
    "__init_subclass__": "classmethod",
    "__class_getitem__": "classmethod",
}


@dataclass(frozen=True)
class Target:
    """A function that can be optimised; lines count from 1, `first_line` is that of the first decorator."""

    source_file: SourceFile
    qualname: str
    kind: Kind
    first_line: int
    last_line: int
    def_line: int
    source: str
    """From `def` to the last line, dedented, without decorators."""
    decorators: tuple[str, ...]
    parameters: tuple[str, ...]
    signature_dump: str
    """Arguments, return annotation and kind as text, equal for equal signatures."""
    program: SourceFile | None = None
    """The file as it is where the target is a whole program; `source_file` is then a module made of it."""

    @property
    def shown(self) -> str:
        """The name as people know it."""
        return self.qualname if self.program is None else "__main__"


def resolve(address: Address, source: bytes | None = None) -> Target:
    """The target of an address, in `source` instead of the file's bytes if given.

    Raises UsageError for a name that is not there, TargetError with the reason for one that can't be optimised.
    """
    source_file = read_source(address.file, source)
    if not address.qualname:
        raise UsageError(
            f"{address.file} names no function",
            f"name one: {address.file}::function; or, for a program that reads stdin, give --cases",
        )
    found = definitions(source_file.text)
    if address.qualname not in found:
        raise absent(address, source_file)
    span = winner(found[address.qualname])
    others = [other for other in found[address.qualname] if other is not span and not _is_companion(other, span)]
    if span.conditional and others:
        lines = ", ".join(str(item.def_line) for item in sorted([*others, span], key=lambda item: item.def_line))
        raise TargetError(
            f'"{address.qualname}" is defined in several branches (lines {lines}); which one counts shows at run time',
            "Give the definitions names of their own, or keep only one.",
        )
    refuse_kind(address, span)
    return _target(source_file, span)


def signature_dump(node: FunctionNode, kind: Kind) -> str:
    """A function's arguments, return annotation and kind as text, to compare two versions."""
    returns = ast.dump(node.returns) if node.returns else ""
    return f"{kind} {ast.dump(node.args)} -> {returns}"


def source_of(text: str, span: FunctionSpan) -> str:
    """A function of a module from `def` to its last line, dedented, without decorators."""
    return "\n".join(dedent(text.split("\n")[span.def_line - 1 : span.last_line]))


def _target(source_file: SourceFile, span: FunctionSpan) -> Target:
    kind = _kind(span)
    args = span.node.args
    parameters = [*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
    return Target(
        source_file=source_file,
        qualname=span.qualname,
        kind=kind,
        first_line=span.first_line,
        last_line=span.last_line,
        def_line=span.def_line,
        source=source_of(source_file.text, span),
        decorators=tuple(ast.unparse(item) for item in span.node.decorator_list),
        parameters=tuple(item.arg for item in parameters if item),
        signature_dump=signature_dump(span.node, kind),
    )


def _kind(span: FunctionSpan) -> Kind:
    if not span.owner:
        return "function"
    names = {name.rpartition(".")[2] for name in decorator_names(span.node)}
    if "staticmethod" in names:
        return "staticmethod"
    if "classmethod" in names:
        return "classmethod"
    if names & {"property", "cached_property", "getter", "setter", "deleter"}:
        return "property"
    return _IMPLICIT.get(span.node.name, "method")


def _is_companion(other: FunctionSpan, span: FunctionSpan) -> bool:
    """Whether it stands next to the definition that counts: an overload, or a property's setter or deleter."""
    names = decorator_names(other.node)
    return (
        any(name.rpartition(".")[2] in {"overload", "setter", "deleter"} for name in names)
        and other.qualname == span.qualname
    )
