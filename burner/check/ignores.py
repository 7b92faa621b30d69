"""The comments that ignore findings: `# burner: ignore[BRN101]` behind the code or above it, `# burner: ignore-file`."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from burner.check.finding import Finding
from burner.check.reported import RULES
from burner.check.settings import OWN, UNKNOWN_IGNORE, UNUSED_IGNORE, suggestion

_COMMENT = re.compile(r"#\s*burner:\s*ignore(?P<file>-file)?(?:\[(?P<rules>[^\]]*)\])?\s*(?=#|$)")


@dataclass(frozen=True)
class Ignore:
    """One comment: where it stands, which line it is about (0 for the whole file), which rules (none named: all)."""

    line: int
    column: int
    end_column: int
    about: int
    rules: tuple[str, ...]


def ignores(text: str) -> tuple[Ignore, ...]:
    """Return the comments of a module's text that ignore findings; the text must parse."""
    if "burner:" not in text:
        return ()
    found: list[Ignore] = []
    waiting: list[Ignore] = []
    blank = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in blank:
            found += [replace(item, about=token.start[0]) for item in waiting]
            waiting = []
        match = _COMMENT.search(token.string) if token.type == tokenize.COMMENT else None
        if match is None:
            continue
        rules = tuple(word.strip() for word in (match["rules"] or "").split(",") if word.strip())
        line, column = token.start
        item = Ignore(line, column + match.start(), column + match.end(), 0 if match["file"] else line, rules)
        alone = not token.line[:column].strip()
        (waiting if alone and not match["file"] else found).append(item)
    return tuple(found)


def applied(
    findings: Iterable[Finding], comments: Iterable[Ignore], rules: AbstractSet[str], path: str
) -> list[Finding]:
    """Return the findings that no comment ignores, and one for each comment that is of no use."""
    kept = [finding for finding in findings if finding.rule in rules]
    used: set[tuple[Ignore, str]] = set()
    shown: list[Finding] = []
    for finding in kept:
        covering = [item for item in comments if _covers(item, finding)]
        used.update((item, finding.rule) for item in covering)
        if not covering:
            shown.append(finding)
    return shown + [about for item in comments for about in _faults(item, used, rules, path) if about.rule in rules]


def _covers(item: Ignore, finding: Finding) -> bool:
    place = item.about == 0 or finding.line <= item.about <= finding.end_line
    return place and (not item.rules or finding.rule in item.rules)


def _faults(
    item: Ignore, used: AbstractSet[tuple[Ignore, str]], rules: AbstractSet[str], path: str
) -> Iterator[Finding]:
    def fault(rule: str, message: str, cost: str) -> Finding:
        return Finding(
            path, rule, message, cost, item.line, item.column, item.line, item.end_column, "", "", certain=False
        )

    for word in item.rules:
        if word not in RULES and word not in OWN:
            yield fault(UNKNOWN_IGNORE, f"there is no rule {word}{suggestion(word)}", "the comment ignores nothing")
        elif word in rules and (item, word) not in used:
            yield fault(UNUSED_IGNORE, f"there is nothing of {word} to ignore here", "the comment can go")
    if not item.rules and not any(item is other for other, _ in used):
        yield fault(UNUSED_IGNORE, "there is nothing to ignore here", "the comment can go")
