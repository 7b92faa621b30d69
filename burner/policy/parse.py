"""Reads what a model answered: finds the functions in it, whatever else it wrote around them.

Never raises for any text: an answer that can't be used becomes a proposal with an `error`. Runs nothing, and does not
judge: whether the answer is any good, or new, is for others.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief, Origin, Proposal
from burner.target.layout import dedent
from burner.target.source import parse
from burner.target.spans import FunctionNode, functions

LONGEST_ANSWER = 60_000
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*([\w+.-]*)[^\n]*$", re.MULTILINE)
_LINES_OF_MORE = ("def ", "class ", "async ", "import ", "from ", "@", "#", ")", "]", "}", '"""', "'''")


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_WELL_KNOWN = {
    **dict.fromkeys(("deque", "defaultdict", "Counter", "OrderedDict"), "collections"),
    **dict.fromkeys(("bisect_left", "bisect_right", "insort"), "bisect"),
    **dict.fromkeys(("heappush", "heappop", "heapify", "nlargest", "nsmallest"), "heapq"),
    **dict.fromkeys(("accumulate", "chain", "combinations", "groupby", "islice", "pairwise", "product"), "itertools"),
    **dict.fromkeys(("itemgetter", "attrgetter"), "operator"),
    **dict.fromkeys(("Any", "Dict", "List", "Optional", "Set", "Tuple"), "typing"),
    **{name: name for name in ("bisect", "collections", "functools", "heapq", "itertools", "math", "operator", "re")},
}
"""Names that small models use without importing them."""


class _UnusableError(Exception):
    """Why an answer is malformed, in words for the user."""


@dataclass(frozen=True)
class _Block:
    text: str
    tree: ast.Module


def parse_answer(text: str, brief: Brief, names: Sequence[str], origin: Origin) -> Proposal:
    """The proposal in a model's answer; `names` are the qualified names that may be rewritten, the most wanted first.

    Several blocks: the last one that holds a wanted function counts. Functions the module doesn't have become new
    helpers where the answer uses them, imports are kept where they are used, everything else is left out.
    """
    text = text[:LONGEST_ANSWER].replace("\r\n", "\n").replace("\r", "\n")
    problem = "there is no Python in the answer"
    for block in _blocks(text):
        try:
            found, imports = _understand(_parsed(block, names), brief, names)
        except _UnusableError as error:
            problem = str(error)
            continue
        return Proposal(found, origin, imports)
    return Proposal({}, origin, error=problem)


def answer_complete(text: str) -> bool:
    """Whether a model that answers in one fenced block has said all that matters.

    That is at the closing fence, or where it begins to show how the function is used.
    """
    body = text.partition("```python\n")[2]
    cut = body.rfind("\n")
    if cut < 0:
        return False
    if "\n```" in body or body.startswith("```"):
        return True
    start = body.rfind("\n", 0, cut) + 1
    line = body[start:cut]
    if start == 0 or not line.strip() or line[0] in " \t":
        return False
    return not line.startswith(_LINES_OF_MORE) or line.lower().startswith(("# example", "# test", "# usage"))


def _blocks(text: str) -> Iterator[str]:
    """What lies between fences, the last complete block first; then an unfinished one; then the text without fences."""
    fences = list(_FENCE.finditer(text))
    if not fences:
        yield text
        return
    complete: list[str] = []
    rest: list[str] = []
    opened: re.Match[str] | None = None
    for fence in fences:
        if opened is None or fence[1]:
            opened = fence
        else:
            complete.append(text[opened.end() + 1 : fence.start()])
            opened = None
    if opened is not None:
        rest.append(text[opened.end() + 1 :])
    if fences[0].start() and not fences[0][1]:
        rest.append(text[: fences[0].start()])
    yield from reversed(complete)
    yield from rest


def _parse(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _parsed(text: str, names: Sequence[str]) -> _Block:
    """The text as far as it is Python; what makes no sense is left out unless a wanted function is part of it."""
    text = _outdented(text)
    tree = _parse(text)
    if tree is not None:
        return _Block(text, tree)
    wanted = {name.rpartition(".")[2] for name in names}
    kept: list[str] = []
    for chunk in _chunks(text):
        if _parse(chunk) is not None:
            kept.append(chunk)
        elif any(re.search(rf"^\s*(?:async\s+)?def\s+{re.escape(name)}\b", chunk, re.MULTILINE) for name in wanted):
            raise _UnusableError("the function in the answer does not parse (it may be cut off)")
    text = "\n".join(kept)
    tree = _parse(text)
    if tree is None:
        raise _UnusableError("the answer does not parse")
    return _Block(text, tree)


def _outdented(text: str) -> str:
    """The text with the indentation of its first line of code taken from every line that has it."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines) if indent else text


def _chunks(text: str) -> list[str]:
    """The text cut before every line that begins a statement in the first column."""
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        decorated = bool(chunks[-1]) and chunks[-1][-1].startswith("@")
        if line and line[0] not in " \t)]}" and not decorated:
            chunks.append([])
        chunks[-1].append(line)
    return ["\n".join(chunk) for chunk in chunks if any(chunk)]


def _understand(block: _Block, brief: Brief, names: Sequence[str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    originals = functions(brief.text)
    defined = _definitions(block.tree)
    found: dict[str, str] = {}
    nodes: dict[str, FunctionNode] = {}
    for name in names:
        original = originals[name].node
        node = _wanted(name, defined, original) if name == names[0] else _other(name, defined, original)
        if node is None:
            continue
        text = _text_of(block, node, original, brief.text)
        found[name], nodes[name] = text, node
    if not found:
        others = ", ".join(f"`{name}`" for name in defined) or "no function"
        raise _UnusableError(f"the answer has {others} and not `{names[0]}`")
    known = _module_names(brief.text)
    top = {node.name: node for node in block.tree.body if isinstance(node, FunctionNode)}
    todo = list(nodes.values())
    used: set[str] = set()
    while todo:
        new = _read(todo.pop()) - used
        used |= new
        for name in sorted(new & top.keys() - known - found.keys()):
            found[name] = _text_of(block, top[name], None, "")
            todo.append(top[name])
    imports = (*_imports(block.tree, used), *_forgotten(block.tree, [*nodes.values()], used, known))
    _refuse_globals(block.tree, used - known)
    return found, imports


def _definitions(tree: ast.Module) -> dict[str, FunctionNode]:
    """Functions of the answer by name, methods by "Class.name", the last definition of each."""
    found: dict[str, FunctionNode] = {}
    for node in tree.body:
        if isinstance(node, FunctionNode):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found.update({f"{node.name}.{item.name}": item for item in node.body if isinstance(item, FunctionNode)})
    return found


def _wanted(qualname: str, defined: Mapping[str, FunctionNode], original: FunctionNode) -> FunctionNode | None:
    """The answer's version of a function; raises where it is there with other parameters."""
    name = qualname.rpartition(".")[2]
    in_classes = [node for key, node in defined.items() if key.endswith(f".{name}")]
    node = defined.get(qualname) or defined.get(name) or (in_classes[-1] if in_classes else None)
    if node is None:
        return None
    if type(node) is not type(original):
        raise _UnusableError(f"`{name}` is {'no longer ' if isinstance(original, ast.AsyncFunctionDef) else ''}async")
    old, new = _parameters(original.args), _parameters(node.args)
    if old != new:
        lost = f"`{old[0]}` is lost" if old and old[0] in {"self", "cls"} and old[0] not in new else "other parameters"
        raise _UnusableError(f"`{name}({', '.join(new)})` has the wrong signature: {lost}")
    return node


def _other(qualname: str, defined: Mapping[str, FunctionNode], original: FunctionNode) -> FunctionNode | None:
    """The answer's version of a function that nobody asked for; None where it is the old one or doesn't fit."""
    node = defined.get(qualname)
    if node is None or type(node) is not type(original) or _parameters(node.args) != _parameters(original.args):
        return None
    return None if _same(node, original) else node


def _parameters(args: ast.arguments) -> list[str]:
    plain = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    star = [f"*{args.vararg.arg}"] if args.vararg else []
    only = [f"{arg.arg}=" for arg in args.kwonlyargs]
    return [*plain, *star, *only, *([f"**{args.kwarg.arg}"] if args.kwarg else [])]


def _text_of(block: _Block, node: FunctionNode, original: FunctionNode | None, module: str) -> str:
    """The function's text without decorators, with the original's annotations and defaults."""
    lines = block.text.split("\n")[node.lineno - 1 : node.end_lineno]
    if original is not None and node.body[0].lineno > node.lineno and not _same_header(node, original):
        header = module.split("\n")[original.lineno - 1 : original.body[0].lineno - 1]
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        old = header[0][: len(header[0]) - len(header[0].lstrip())] if header else ""
        if header:
            lines = [indent + line.removeprefix(old) for line in header] + lines[node.body[0].lineno - node.lineno :]
    try:
        text = "\n".join(dedent(lines)).rstrip()
    except (SyntaxError, ValueError, IndexError, RecursionError) as error:  # tokenize is stricter than ast
        raise _UnusableError(f"`{node.name}` can't be cut out of the answer") from error
    tree = _parse(text)
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], FunctionNode):
        raise _UnusableError(f"`{node.name}` can't be cut out of the answer")
    return text


def _same(left: ast.AST, right: ast.AST) -> bool:
    return ast.dump(left) == ast.dump(right)


def _same_header(left: FunctionNode, right: FunctionNode) -> bool:
    returns = [ast.dump(node.returns) if node.returns else "" for node in (left, right)]
    return _same(left.args, right.args) and returns[0] == returns[1]


def _read(node: ast.AST) -> set[str]:
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def _imports(tree: ast.Module, used: set[str]) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias for alias in node.names if (alias.asname or alias.name.partition(".")[0]) in used]
            if names:
                node.names = names
                yield ast.unparse(node)


def _forgotten(tree: ast.Module, nodes: Sequence[FunctionNode], used: set[str], known: set[str]) -> Iterator[str]:
    """Imports for well-known names that the answer uses and neither it nor the module has."""
    bound = {
        child.id
        for node in tree.body
        for child in ast.walk(node)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    }
    bound |= {child.arg for node in nodes for child in ast.walk(node) if isinstance(child, ast.arg)}
    bound |= {child.name for child in ast.walk(tree) if isinstance(child, (*FUNCTIONS, ast.ClassDef))}
    bound |= {
        alias.asname or alias.name.partition(".")[0]
        for child in ast.walk(tree)
        if isinstance(child, (ast.Import, ast.ImportFrom))
        for alias in child.names
    }
    for name in sorted(used - known - bound):
        module = _WELL_KNOWN.get(name)
        if module:
            yield f"import {name}" if module == name else f"from {module} import {name}"


def _refuse_globals(tree: ast.Module, used: set[str]) -> None:
    """Raise where a function needs a module-level value or class that only the answer has."""
    for node in tree.body:
        bound = {
            child.id for child in ast.walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
        }
        if isinstance(node, ast.ClassDef):
            bound = {node.name}
        elif not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            continue
        if missing := sorted(bound & used):
            raise _UnusableError(f"the answer needs `{missing[0]}` at module level")


def _module_names(text: str) -> set[str]:
    names: set[str] = set()
    for node in parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        else:
            names |= {
                child.id for child in ast.walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
            }
    return names
