"""Puts new text in the place of functions and leaves every other byte of the module alone.

Works on the bytes line by line, so that mixed newlines, tabs, odd encodings and trailing blanks outside the functions
survive; checks the result against the tree of the old module before anyone sees it. Writes no file.
"""

from __future__ import annotations

import ast
import difflib
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from burner.target.imports import SpliceError, import_line, missing_imports, names_of_module, names_read_elsewhere
from burner.target.layout import dedent, indent_of, indent_unit, string_lines, with_unit
from burner.target.meaning import difference, meaning
from burner.target.source import BOM, SourceFile, parse, split_lines, text_of
from burner.target.spans import FunctionNode, FunctionSpan, definitions, is_generator
from burner.target.spans import functions as functions_of


@dataclass(frozen=True)
class _Edit:
    """Lines from `start` up to `stop` (from 0, exclusive) give way to `lines`; nothing goes where both are equal."""

    start: int
    stop: int
    lines: list[bytes]


@dataclass(frozen=True)
class _Definition:
    """A proposed function: its text from `def` to its last line, dedented, and its node."""

    lines: list[str]
    node: FunctionNode


def splice(source_file: SourceFile, functions: Mapping[str, str], imports: Sequence[str] = ()) -> bytes:
    """The module's bytes with new text for the named functions, new top-level helpers and missing imports.

    Each text is a whole dedented `def`; decorators may be left out and can't be changed. Names that the module lacks
    become top-level functions before the statement that holds the first edited one. Raises SpliceError.
    """
    spans = functions_of(source_file.text)
    proposed = {name: _definition(name, text) for name, text in functions.items()}
    edited = [spans[name] for name in functions if name in spans]
    for span in edited:
        proposed[span.qualname] = _with_old_docstring(proposed[span.qualname], span, source_file.text)
    if not edited:
        raise SpliceError(f"no function of {source_file.path.name} is among {', '.join(functions) or 'the names'}")
    helpers = {name: item for name, item in proposed.items() if name not in spans}
    _check_helpers(source_file.text, helpers, edited)
    lines = missing_imports(source_file.text, imports, edited)
    for line in lines:
        _check_import_against_helpers(line, helpers)
    nodes = {name: item.node for name, item in proposed.items()}
    inserted = [*_helper_edits(source_file, helpers, edited), *_import_edits(source_file, lines)]
    for careful in (False, True):
        bodies = [_replacement(source_file, span, proposed[span.qualname], careful=careful) for span in edited]
        new = _joined(source_file, [*inserted, *bodies])
        problem = difference(source_file.text, text_of(new), nodes, edited, lines)
        if not problem:
            return new
    raise SpliceError(problem)


def _definition(qualname: str, text: str) -> _Definition:
    """Take a proposed text apart; raises SpliceError unless it is exactly one function of that name."""
    name = qualname.rpartition(".")[2]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        body = parse(text).body
        _compile(text)
    except (SyntaxError, ValueError) as error:
        raise SpliceError(f'the text for "{qualname}" does not parse: {error}') from error
    if len(body) != 1 or not isinstance(body[0], FunctionNode) or body[0].name != name:
        raise SpliceError(f'the text for "{qualname}" is not exactly one function "{name}"')
    span = definitions(text)[name][0]
    return _Definition(text.split("\n")[span.def_line - 1 : span.last_line], body[0])


def _compile(text: str) -> None:
    """Raise SyntaxError for what only the compiler refuses, like a `break` outside of a loop; nothing is run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<proposed>", "exec", dont_inherit=True)
        except (RecursionError, MemoryError) as error:
            raise SyntaxError("it is nested too deeply for Python's compiler") from error


def _with_old_docstring(new: _Definition, span: FunctionSpan, text: str) -> _Definition:
    """The definition with the docstring as it is in the module, where only its indentation was changed.

    Who writes a method anew indents its docstring anew, too, and would move its lines in the file.
    """
    old_at, new_at = _docstring_lines(span.node), _docstring_lines(new.node)
    old_doc, new_doc = ast.get_docstring(span.node), ast.get_docstring(new.node)
    if old_at is None or new_at is None or old_doc != new_doc:
        return new
    old_lines = dedent(text.split("\n")[span.def_line - 1 : span.last_line])[old_at]
    indent = indent_of(new.lines[new_at][0])
    docstring = [indent + old_lines[0].removeprefix(indent_of(old_lines[0])), *old_lines[1:]]
    lines = [*new.lines[: new_at.start], *docstring, *new.lines[new_at.stop :]]
    return _definition(span.qualname, "\n".join(lines))


def _docstring_lines(node: FunctionNode) -> slice | None:
    """The lines of a function's docstring counted from its `def`, if it stands on lines of its own."""
    first, second = node.body[0], node.body[1] if len(node.body) > 1 else None
    if ast.get_docstring(node) is None or first.lineno == node.lineno or (second and second.lineno == first.end_lineno):
        return None
    return slice(first.lineno - node.lineno, (first.end_lineno or first.lineno) - node.lineno + 1)


def _check_helpers(text: str, helpers: Mapping[str, _Definition], edited: Sequence[FunctionSpan]) -> None:
    if not helpers:
        return
    taken, others = names_of_module(text), names_read_elsewhere(text, edited)
    for name, helper in helpers.items():
        if "." in name:
            raise SpliceError(f'the module has no "{name}"', "New helpers can only be functions of the module.")
        if helper.node.decorator_list:
            raise SpliceError(f'the new helper "{name}" has decorators', "Only plain functions can be added.")
        if name in taken:
            raise SpliceError(f'the module already has a "{name}" that is no function')
        if name in others:
            raise SpliceError(
                f'other code of the module reads the name "{name}"', "The new helper would change what it sees."
            )


def _check_import_against_helpers(line: str, helpers: Mapping[str, _Definition]) -> None:
    bound = {(alias.asname or alias.name).partition(".")[0] for alias in ast.parse(line).body[0].names}  # type: ignore[attr-defined]
    for name in bound & helpers.keys():
        raise SpliceError(f'"{name}" is both imported and a new helper')


def _replacement(source_file: SourceFile, span: FunctionSpan, new: _Definition, *, careful: bool) -> _Edit:
    """The edit of one function; lines that did not change keep their bytes, unless `careful`."""
    _check_kind(span, new.node)
    start, stop = span.def_line - 1, span.last_line
    all_lines = _raw_lines(source_file)
    raw = all_lines[start:stop]
    texts = source_file.text.split("\n")[start:stop]
    old = dedent(texts)
    if new.lines == old:
        return _Edit(start, stop, raw)
    new_inside, old_inside = string_lines("\n".join(new.lines)), string_lines("\n".join(texts))
    lines = (
        new.lines
        if careful
        else with_unit(new.lines, new_inside, _unit("\n".join(new.lines)), _unit(source_file.text, span))
    )
    endings = [_ending(line) for line in raw]
    newline = endings[0] or source_file.newline.encode()
    indent = indent_of(texts[0])
    later = indent.rpartition("\f")[2]
    result = [
        _encoded(line, "" if number in new_inside else indent if number == 0 else later, source_file) + newline
        for number, line in enumerate(lines)
    ]
    if not careful:
        tagged_old = [(line, number in old_inside) for number, line in enumerate(old)]
        tagged_new = [(line, number in new_inside) for number, line in enumerate(lines)]
        for a, b, size in difflib.SequenceMatcher(None, tagged_old, tagged_new, autojunk=False).get_matching_blocks():
            for step in range(size):
                if endings[a + step] and (a + step == 0) == (b + step == 0):
                    result[b + step] = raw[a + step]
    result[-1] = result[-1].removesuffix(_ending(result[-1])) + endings[-1]
    return _Edit(start, stop, result)


def _check_kind(span: FunctionSpan, new: FunctionNode) -> None:
    old = span.node
    if type(old) is not type(new):
        raise SpliceError(f'"{span.qualname}" would change between async and not async')
    if is_generator(old) != is_generator(new):
        raise SpliceError(f'"{span.qualname}" would change between a generator and a plain function')
    if new.decorator_list and meaning(new.decorator_list) != meaning(old.decorator_list):
        raise SpliceError(f'the decorators of "{span.qualname}" would change')


def _helper_edits(
    source_file: SourceFile, helpers: Mapping[str, _Definition], edited: Sequence[FunctionSpan]
) -> list[_Edit]:
    if not helpers:
        return []
    first = min(edited, key=lambda span: span.def_line)
    holder = next(node for node in parse(source_file.text).body if (node.end_lineno or 0) >= first.def_line)
    texts = source_file.text.split("\n")
    at = min([holder.lineno, *(item.lineno for item in getattr(holder, "decorator_list", []))]) - 1
    if holder is first.node:
        at = first.first_line - 1
    attached = at
    while attached > 0 and texts[attached - 1].startswith("#"):
        attached -= 1
    at = attached if attached > 0 else at
    blank = 0
    while at - blank > 0 and not texts[at - blank - 1].strip():
        blank += 1
    lines: list[str] = [] if at - blank == 0 else [""] * max(0, 2 - blank)
    for helper in helpers.values():
        inside = string_lines("\n".join(helper.lines))
        lines += with_unit(helper.lines, inside, _unit("\n".join(helper.lines)), indent_unit(source_file.text))
        lines += ["", ""]
    return [_Edit(at, at, [_encoded(line, "", source_file) + source_file.newline.encode() for line in lines])]


def _import_edits(source_file: SourceFile, imports: Sequence[str]) -> list[_Edit]:
    if not imports:
        return []
    at, before, after = import_line(source_file.text)
    texts = source_file.text.split("\n")
    blank = 0
    while at + blank < len(texts) and not texts[at + blank].strip():
        blank += 1
    lines = [*[""] * before, *imports, *[""] * max(0, after - blank)]
    return [_Edit(at, at, [_encoded(line, "", source_file) + source_file.newline.encode() for line in lines])]


def _joined(source_file: SourceFile, edits: Sequence[_Edit]) -> bytes:
    """The module's bytes after the edits; of two insertions at one line the later of `edits` comes first."""
    lines = _raw_lines(source_file)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.stop > edit.start), reverse=True):
        lines[edit.start : edit.stop] = edit.lines
    return (BOM if source_file.bom else b"") + b"".join(lines)


def _unit(text: str, span: FunctionSpan | None = None) -> str:
    """One step of indentation as a function's own body is written, else as the module's first block is."""
    if span and span.node.body[0].lineno > span.def_line:
        lines = text.split("\n")
        outer, inner = indent_of(lines[span.def_line - 1]), indent_of(lines[span.node.body[0].lineno - 1])
        if inner.startswith(outer) and inner != outer:
            return inner.removeprefix(outer)
    return indent_unit(text)


def _raw_lines(source_file: SourceFile) -> list[bytes]:
    return split_lines(source_file.data.removeprefix(BOM))


def _ending(line: bytes) -> bytes:
    found = re.search(rb"\r\n|\r|\n\Z", line)
    return found[0] if found else b""


def _encoded(line: str, indent: str, source_file: SourceFile) -> bytes:
    """A line of new text in the file's encoding; indentation makes blank lines empty."""
    text = indent + line if line.strip() else "" if indent else line
    try:
        return text.encode(source_file.encoding)
    except UnicodeEncodeError as error:
        lacks = text[error.start : error.end]
        raise SpliceError(f"the file's encoding ({source_file.encoding}) lacks {lacks!r} of the new text") from error
