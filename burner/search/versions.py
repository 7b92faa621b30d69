"""Turns proposals into versions of the whole file, and knows which of them are the same code."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from burner.policy.protocol import Brief, Proposal
from burner.target import SourceFile, SpliceError, Target, diff, functions, program_bytes, splice, text_of
from burner.verify.behaviour import Version


@dataclass(frozen=True)
class Rewritten:
    """The file as a proposal makes it: its bytes, its text, and how it differs from the original.

    Of a program, the text is the module's in whose form it is searched; the bytes and the diff are the program's own.
    """

    data: bytes
    text: str
    version: Version
    diff: str
    digest: str
    """Equal for versions whose functions are the same code, whatever their comments and layout."""

    @property
    def diff_lines(self) -> int:
        """How many lines the diff adds or removes."""
        lines = self.diff.splitlines()
        return sum(line[:1] in {"+", "-"} and line[:3] not in {"+++", "---"} for line in lines)


def rewritten(target: Target, brief: Brief, proposal: Proposal) -> Rewritten | str:
    """Splice a proposal into the text it was made for; the reason why it does not fit where it doesn't."""
    if proposal.error is not None:
        return proposal.error
    source = target.source_file
    start = source if brief.text == source.text else with_text(source, brief.text)
    try:
        return of_bytes(target, splice(start, proposal.functions, proposal.imports))
    except SpliceError as error:
        return error.message
    except (SyntaxError, ValueError) as error:
        return f"it does not fit into the file: {error}"


def with_text(source: SourceFile, text: str) -> SourceFile:
    """The file as if it held another text, in its own encoding and newlines."""
    lines = text.replace("\n", source.newline) if source.newline != "\n" else text
    data = lines.encode(source.encoding)
    return replace(source, data=data, text=text)


def of_bytes(target: Target, data: bytes) -> Rewritten:
    """A version from the whole new file (or module, where the target is a program)."""
    source, text = target.source_file, text_of(data)
    old, new = _definitions(source.text), _definitions(text)
    edits = tuple(name for name, dump in new.items() if name in old and old[name] != dump)
    added = sorted(name for name in new if name not in old)
    imports = tuple(statement for statement in _imports(text) if statement not in set(_imports(source.text)))
    told = "\n".join([*(f"{name}:{new[name]}" for name in (*sorted(edits), *added)), *imports])
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    if target.program is not None:
        source, data = target.program, program_bytes(target, text)
    return Rewritten(data, text, Version(text, edits, imports), diff(source, data), digest)


def _definitions(text: str) -> Mapping[str, str]:
    """Each function's code without its docstring, as a dump in which only what runs counts."""
    tree = ast.parse(text)
    spans = functions(text)
    nodes = {node.lineno: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    found = {}
    for name, span in spans.items():
        node = nodes.get(span.def_line)
        if node is not None:
            found[name] = _dump(node)
    return found


def _dump(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None and len(node.body) > 1 else node.body
    names: dict[str, str] = {}
    parts = [ast.dump(node.args), *(ast.dump(statement) for statement in body)]
    own = {
        item.id
        for statement in body
        for item in ast.walk(statement)
        if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)
    }
    for statement in body:
        for item in ast.walk(statement):
            if isinstance(item, ast.Name) and item.id in own:
                names.setdefault(item.id, f"v{len(names)}")
    text = "".join(parts)
    for old, new in names.items():
        text = text.replace(f"Name(id='{old}'", f"Name(id='{new}'")
    return text


def _imports(text: str) -> tuple[str, ...]:
    return tuple(ast.unparse(node) for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom))
