"""Finds what the rules would rewrite in a module's text, and applies what is certain; reads and writes no file.

The rules are imported only where some function has what one of them is about.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from burner.check.features import features, libraries, may_be_slow, with_helpers
from burner.check.finding import Finding
from burner.check.ignores import Ignore, applied, ignores
from burner.check.reported import REPORTED, Reported
from burner.check.settings import CheckSettings
from burner.target.source import SourceFile, parse, read_source

if TYPE_CHECKING:  # the rules are imported where they are needed
    from burner.rules.card import Rewrite, Rule
    from burner.rules.view import FunctionView

MOST_LINES = 2000
"""A function that is longer is not looked at: people write none, and some rules would take minutes."""
MOST_FIXES = 500
SAID_BY = {"BRN108": {"BRN102", "BRN105"}, "BRN845": {"BRN142"}, "BRN844": {"BRN142"}}
"""Rules of other families that say the same about a function, so that one finding is enough."""
WHOLE_LOOP = frozenset({"BRN105"})
"""Rules that replace a whole loop: what others of the family find inside it is said by them."""


@dataclass(frozen=True)
class Part:
    """A function as it was looked at: its lines, the first one's number, its features, and its findings."""

    text: str
    line: int
    features: set[str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Scan:
    """All that a module's text holds, whatever is selected: findings without a path, comments that ignore some."""

    findings: tuple[Finding, ...]
    ignores: tuple[Ignore, ...]
    parts: Mapping[str, Part] = field(default_factory=dict)
    """What was seen of each function, by qualified name."""


def check_text(text: str, path: Path, settings: CheckSettings) -> list[Finding]:
    """Return the findings of a module's text in the order of its lines; raises TargetError where it does not parse."""
    return selected(scan_source(text, path), path, settings)


def scan_source(text: str, path: Path, before: Mapping[str, Part] | None = None) -> Scan:
    """Return all that the text of a file holds, see `scan`; raises TargetError where it does not parse."""
    return scan(read_source(path, text.encode("utf-8", "surrogatepass")).text, before)


def selected(found: Scan, path: Path, settings: CheckSettings) -> list[Finding]:
    """Return those findings of a file that its settings and comments leave, in the order of its lines."""
    rules = settings.rules_for(path)
    shown = applied(found.findings, found.ignores, rules, str(path))
    return sorted(
        (replace(item, path=str(path)) for item in shown), key=lambda item: (item.line, item.column, item.rule)
    )


def scan(text: str, before: Mapping[str, Part] | None = None) -> Scan:
    """Return all that a module's text holds; raises SyntaxError where it does not parse.

    Functions that read as they did in the parts `before` are not looked at again: their findings are carried over, also
    where the rest of the module changed what a rule would say. That costs the typing user milliseconds, not hundreds.
    """
    known = before or {}
    parts = dict(_parts(text, known))
    for qualname, wanted in _wanted(text, parts).items():
        part = parts[qualname]
        old = known.get(qualname)
        if old is not None and old.text == part.text:
            findings = tuple(_moved(item, part.line - old.line) for item in old.findings)
        else:
            findings = tuple(_findings(text, qualname, wanted))
        parts[qualname] = replace(part, findings=findings)
    found = tuple(item for part in parts.values() for item in part.findings)
    return Scan(found, ignores(text), parts)


def candidates(text: str) -> Mapping[str, list[Reported]]:
    """Return the functions (by qualified name) that have what some rules are about, with those rules."""
    return _wanted(text, dict(_parts(text, {})))


def _parts(text: str, known: Mapping[str, Part]) -> Iterator[tuple[str, Part]]:
    """Yield the functions that may be slow, without their findings."""
    lines = text.split("\n")
    for qualname, function in _functions(parse(text).body, ""):
        first, last = function.lineno - 1, function.end_lineno or function.lineno
        own = "\n".join(lines[first:last])
        if last - first <= MOST_LINES and may_be_slow(own):
            old = known.get(qualname)
            same = old is not None and old.text == own
            yield qualname, Part(own, first, old.features if old is not None and same else features(function))


def _wanted(text: str, parts: Mapping[str, Part]) -> Mapping[str, list[Reported]]:
    imported = libraries(text)
    there = {qualname: set(part.features) for qualname, part in parts.items()}
    with_helpers(there)
    found = {
        qualname: [rule for rule in REPORTED.values() if any(need <= has | imported for need in rule.needs)]
        for qualname, has in there.items()
    }
    return {qualname: rules for qualname, rules in found.items() if rules}


def _moved(finding: Finding, lines: int) -> Finding:
    return replace(finding, line=finding.line + lines, end_line=finding.end_line + lines)


def _functions(body: Iterable[ast.stmt], owner: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions and methods that have a name of their own."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{owner}{node.name}.")
    yield from ((owner + name, nodes[0]) for name, nodes in found.items() if len(nodes) == 1)


def _findings(text: str, qualname: str, wanted: Iterable[Reported]) -> Iterator[Finding]:
    from burner.check.place import place_of

    places: set[tuple[str, int, int]] = set()  # one finding per place and family: the first rule that has one
    replaced: list[tuple[str, int, int]] = []  # lines of a loop that a rule of a family does away with
    rules: set[str] = set()
    body_hash = ""
    for known, view, rewrite, certain in _rewrites(text, qualname, wanted):
        line, column, end_line, end_column = place_of(view, rewrite)
        again = any(known.family == family and first <= line <= last for family, first, last in replaced)
        if again or (known.family, line, column) in places or SAID_BY.get(known.id, set()) & rules:
            continue
        rules.add(known.id)
        if known.id in WHOLE_LOOP:
            replaced += [(known.family, line, last) for last in _last_lines(view, line)]
        places.add((known.family, line, column))
        body_hash = body_hash or hash_of(view.node)
        message = rewrite.note or _rule(known).card.summary
        yield Finding(
            "", known.id, message, known.cost, line, column, end_line, end_column, qualname, body_hash, certain
        )


def _last_lines(view: FunctionView, line: int) -> list[int]:
    return [node.end_lineno or line for node in view.everything() if isinstance(node, ast.For) and node.lineno == line]


def _rewrites(
    text: str, qualname: str, wanted: Iterable[Reported]
) -> Iterator[tuple[Reported, FunctionView, Rewrite, bool]]:
    from burner.check.evident import certain, evident
    from burner.policy.protocol import Brief
    from burner.rules.view import view_of

    view = view_of(text, qualname)
    if view is None or view.dynamic:
        return
    brief = Brief(text, qualname)
    for known in sorted(wanted, key=lambda known: known.id not in WHOLE_LOOP):
        for rewrite in _rule(known).rewrite(view, brief):
            if evident(known.id, view, brief, rewrite):
                yield known, view, rewrite, certain(known.id, view, rewrite)


@lru_cache(maxsize=256)
def _rule(known: Reported) -> Rule:
    """Return a rule; only the module of its family is imported."""
    rules: Iterable[Rule] = importlib.import_module(f"burner.rules.{known.family}").RULES
    return next(rule for rule in rules if rule.card.id == known.id)


def hash_of(function: ast.FunctionDef) -> str:
    """Return the hash of a function's body as syntax: comments, layout and place don't count."""
    text = "\n".join(ast.dump(statement) for statement in function.body)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fix_text(text: str, path: Path, settings: CheckSettings) -> tuple[str, list[Finding]]:
    """Return a module's text with all certain rewrites that are selected, and the findings they removed."""
    source = read_source(path, text.encode("utf-8", "surrogatepass"))
    new, fixed = fix_source(source, settings)
    return new.decode("utf-8", "surrogatepass"), fixed


def fix_source(source: SourceFile, settings: CheckSettings) -> tuple[bytes, list[Finding]]:
    """Return a file's bytes with all certain rewrites that are selected, and the findings they removed."""
    data = source.data
    fixed: list[Finding] = []
    while len(fixed) < MOST_FIXES:
        now = read_source(source.path, data)
        certain = [item for item in selected(scan(now.text), source.path, settings) if item.certain]
        made = next(((item, new) for item in certain if (new := rewritten(now, item)) is not None), None)
        if made is None:
            break
        fixed.append(made[0])
        data = made[1]
    return data, fixed


def rewritten(source: SourceFile, finding: Finding) -> bytes | None:
    """Return a file's bytes with the rewrite of one finding; None where the file no longer has it."""
    from burner.check.place import place_of
    from burner.target import SpliceError, splice

    for _, view, rewrite, certain in _rewrites(source.text, finding.qualname, [REPORTED[finding.rule]]):
        if place_of(view, rewrite)[:2] != (finding.line, finding.column) or certain != finding.certain:
            continue
        try:
            new = splice(source, rewrite.functions, rewrite.imports)
        except SpliceError:
            continue
        if new != source.data:
            return new
    return None
