"""All rules in their fixed order, and the proposals they make for a brief.

Proposes only; whether a proposal is right or faster is for the judge.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from burner.policy.protocol import Brief, Origin, Proposal
from burner.rules import (
    aggregation,
    arrays,
    bisecting,
    copying,
    counting,
    cutting,
    divisors,
    eithers,
    heaps,
    helper_joins,
    hoisting,
    inlining,
    inner_recursion,
    intervals,
    joins,
    leaving,
    loops,
    membership,
    memo,
    nearest,
    nesting,
    numbers,
    ordering,
    pairs,
    parsing,
    patterns,
    primes,
    queues,
    rebuilding,
    recursion,
    sorting,
    strings,
    taking,
    totals,
    uniqueness,
    vectors,
    visited,
    walks,
    windows,
    written_sorts,
)
from burner.rules.card import Rewrite, Rule
from burner.rules.edit import add_imports, splice
from burner.rules.view import FunctionView, view_of
from burner.target import helpers_of

RULES: tuple[Rule, ...] = (
    *inner_recursion.RULES,
    *recursion.RULES,
    *pairs.RULES,
    *totals.RULES,
    joins.JOIN,
    joins.GROWING,
    *helper_joins.RULES,
    joins.PAIRS,
    *eithers.RULES,
    membership.ANY_EQUAL,
    membership.KEYS,
    uniqueness.DEDUPE,
    uniqueness.SEEN,
    membership.MEMBERSHIP,
    *counting.RULES,
    *visited.RULES,
    *cutting.RULES,
    hoisting.COMMON,
    *strings.RULES,
    *written_sorts.RULES,
    *taking.RULES,
    *heaps.RULES,
    *queues.RULES,
    *ordering.RULES,
    bisecting.INSORT,
    *sorting.RULES,
    bisecting.COUNTED,
    bisecting.SUMMED,
    *intervals.RULES,
    *walks.RULES,
    *nearest.RULES,
    *windows.RULES,
    *leaving.RULES,
    *aggregation.RULES,
    *primes.RULES,
    *divisors.RULES,
    *numbers.RULES,
    *vectors.RULES,
    *arrays.RULES,
    *copying.RULES,
    *rebuilding.RULES,
    *parsing.RULES,
    *patterns.RULES,
    *nesting.RULES,
    hoisting.INVARIANT,
    loops.WHILE,
    loops.DIRECT,
    loops.COMPREHENSION,
    *memo.RULES,
    *inlining.RULES,
)
"""Changes of data structures come before the smaller ones that could hide them."""

MOST_STEPS = 24
"""A combination stops after this many applied rewrites."""


@dataclass
class _Combination:
    text: str
    functions: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    steps: list[tuple[Rule, Rewrite]] = field(default_factory=list)


def propose(brief: Brief) -> list[Proposal]:
    """Return what the rules propose: combinations first, then each rewrite alone, hottest lines first."""
    found: list[Proposal] = []
    whole = _combine(brief, lambda _rule, _rewrite: True)
    combinations = [whole]
    if any(rewrite.daring for _, rewrite in whole.steps):
        combinations.append(_combine(brief, lambda _rule, rewrite: not rewrite.daring))
    if any(rule.card.family == "memo" for rule, _ in whole.steps):
        combinations.append(_combine(brief, lambda rule, rewrite: rule.card.family != "memo" and not rewrite.daring))
    found = [_combined(brief, c) for c in combinations if len(c.steps) > 1]
    found += [
        Proposal(
            dict(rewrite.functions), Origin("rule", rule.card.id), rewrite.imports, rewrite.note or rule.card.summary
        )
        for rule, rewrite in _by_heat(brief, _singles(brief))
    ]
    return _distinct(found)


def combination(brief: Brief, without: AbstractSet[str]) -> Proposal | None:
    """Return the combination of all rewrites but those of some rules; None where nothing is left."""
    whole = _combine(brief, lambda rule, _rewrite: rule.card.id not in without)
    return _combined(brief, whole) if whole.steps else None


def rewrites(view: FunctionView, brief: Brief, rules: Sequence[Rule] = RULES) -> Iterator[tuple[Rule, Rewrite]]:
    """Yield every rewrite that rules find in one function."""
    if view.dynamic:
        return
    for rule in rules:
        for rewrite in rule.rewrite(view, brief):
            yield rule, rewrite


def apply(text: str, rewrite: Rewrite) -> str:
    """Return the module's text after a rewrite: functions replaced, new top-level helpers and imports added."""
    for name, function in rewrite.functions.items():
        view = view_of(text, name)
        text = f"{text.rstrip()}\n\n\n{function}\n" if view is None else splice(view, function)
    return add_imports(text, rewrite.imports)


def _views(brief: Brief, text: str) -> Iterator[FunctionView]:
    for name in dict.fromkeys((brief.qualname, *brief.helpers)):
        view = view_of(text, name)
        if view is not None:
            yield view


def _singles(brief: Brief) -> list[tuple[Rule, Rewrite]]:
    return [pair for view in _views(brief, brief.text) for pair in rewrites(view, brief)]


def _by_heat(brief: Brief, pairs: list[tuple[Rule, Rewrite]]) -> list[tuple[Rule, Rewrite]]:
    share = {line.number: line.share for line in brief.lines}
    return sorted(pairs, key=lambda pair: -share.get(pair[1].line, 0.0))


def _combine(brief: Brief, wanted: Callable[[Rule, Rewrite], bool]) -> _Combination:
    state = _Combination(brief.text)
    seen = {brief.text}
    while len(state.steps) < MOST_STEPS:
        step = _next(brief, state.text, seen, wanted)
        if step is None:
            break
        rule, rewrite, state.text = step
        seen.add(state.text)
        state.functions.update(rewrite.functions)
        state.imports += [line for line in rewrite.imports if line not in state.imports]
        state.steps.append((rule, rewrite))
    return state


def _next(
    brief: Brief, text: str, seen: set[str], wanted: Callable[[Rule, Rewrite], bool]
) -> tuple[Rule, Rewrite, str] | None:
    for view in _views(brief, text):
        for rule, rewrite in rewrites(view, brief):
            if not wanted(rule, rewrite):
                continue
            made = apply(text, rewrite)
            if made not in seen and _parses(made):
                return rule, rewrite, made
    return None


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _combined(brief: Brief, state: _Combination) -> Proposal:
    ids = dict.fromkeys(rule.card.id for rule, _ in state.steps)
    notes = dict.fromkeys(rewrite.note or rule.card.summary for rule, rewrite in state.steps)
    origin = Origin("rule", "+".join(ids), strategy="combined")
    functions, imports = _reached(brief, state)
    return Proposal(functions, origin, imports, "; ".join(notes))


def _reached(brief: Brief, state: _Combination) -> tuple[dict[str, str], tuple[str, ...]]:
    """The rewritten functions that the target still calls, and the imports they need: a later step may do without a helper."""
    reached = {brief.qualname, *helpers_of(state.text, brief.qualname)}
    functions = {name: text for name, text in state.functions.items() if name in reached}
    if not functions or len(functions) == len(state.functions):
        return state.functions, tuple(state.imports)
    words = set(re.findall(r"\w+", " ".join(functions.values())))
    return functions, tuple(line for line in state.imports if words & _bound_by(line))


def _bound_by(line: str) -> set[str]:
    return {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.parse(line).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }


def _distinct(proposals: list[Proposal]) -> list[Proposal]:
    kept: dict[tuple[tuple[str, str], ...], Proposal] = {}
    for proposal in proposals:
        key = tuple(sorted((name, _shape(text)) for name, text in proposal.functions.items()))
        kept.setdefault(key, proposal)
    return list(kept.values())


def _shape(text: str) -> str:
    return ast.dump(ast.parse(text))
