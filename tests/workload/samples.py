"""Functions as people have them at work, with the calls that their tests make; what generated calls are tried on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from burner.sandbox.inside.codec import encode


@dataclass(frozen=True)
class Sample:
    """A function, the calls recorded from its tests, and wrong versions of it."""

    function: Callable[..., Any]
    parameters: tuple[str, ...]
    calls: tuple[Any, ...]
    wrong: tuple[Callable[..., Any], ...] = ()


def overdue(invoices: Sequence[Mapping[str, Any]], payments: Sequence[Mapping[str, Any]], today: date) -> list[Any]:
    """A nested join with dates."""
    late = []
    for invoice in invoices:
        paid = sum(payment["amount"] for payment in payments if payment["invoice"] == invoice["id"])
        if paid < invoice["amount"] and invoice["due"] < today:
            late.append((invoice["id"], (today - invoice["due"]).days, invoice["amount"] - paid))
    return sorted(late, key=lambda row: -row[1])


def overdue_first_payment(invoices: Any, payments: Any, today: date) -> list[Any]:
    """Wrong: counts only one payment of an invoice."""
    paid = {payment["invoice"]: payment["amount"] for payment in payments}
    late = [
        (row["id"], (today - row["due"]).days, row["amount"] - paid.get(row["id"], 0))
        for row in invoices
        if paid.get(row["id"], 0) < row["amount"] and row["due"] < today
    ]
    return sorted(late, key=lambda row: -row[1])


def overdue_today(invoices: Any, payments: Any, today: date) -> list[Any]:
    """Wrong: off by one day."""
    return overdue(invoices, payments, today + timedelta(days=1)) and overdue(invoices, payments, today)


def overdue_ties(invoices: Any, payments: Any, today: date) -> list[Any]:
    """Wrong: ties in another order."""
    return sorted(overdue(invoices, payments, today), key=lambda row: (-row[1], row[0]))


def rank(words: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Counting and ranking; ties in order of first appearance."""
    counts: list[list[Any]] = []
    for word in words:
        for entry in counts:
            if entry[0] == word:
                entry[1] += 1
                break
        else:
            counts.append([word, 1])
    counts.sort(key=lambda entry: -entry[1])
    return [(word, count) for word, count in counts[:limit]]


def rank_by_name(words: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Wrong: ties by name."""
    return sorted(((word, words.count(word)) for word in set(words)), key=lambda e: (-e[1], e[0]))[:limit]


def rank_negative(words: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Wrong where the limit is 0."""
    return rank(words, limit or len(words))


def dedupe(rows: Iterable[Any]) -> list[Any]:
    """De-duplicating in order, with values that can't be hashed."""
    kept: list[Any] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept


def dedupe_by_set(rows: Iterable[Any]) -> list[Any]:
    """Wrong: needs values that can be hashed."""
    return list(dict.fromkeys(rows))


def dedupe_neighbours(rows: Iterable[Any]) -> list[Any]:
    """Wrong: sees only duplicates side by side."""
    kept: list[Any] = []
    for row in rows:
        if not kept or kept[-1] != row:
            kept.append(row)
    return kept


def join_hours(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Merging intervals; touching ones are joined."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if start >= end:
            raise ValueError(f"empty: {start}-{end}")
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def join_hours_strict(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Wrong: touching ones are kept apart."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if start >= end:
            raise ValueError(f"empty: {start}-{end}")
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def join_hours_last(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Wrong: the end of the last one wins, also where it lies inside."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if start >= end:
            raise ValueError(f"empty: {start}-{end}")
        if merged and start <= merged[-1][1]:
            merged[-1][1] = end
        else:
            merged.append([start, end])
    return merged


def members(groups: Mapping[str, Sequence[str]], name: str) -> list[str]:
    """Walking references."""
    found: list[str] = []
    for entry in groups[name]:
        if entry.startswith("@"):
            found += [other for other in members(groups, entry[1:]) if other not in found]
        elif entry not in found:
            found.append(entry)
    return found


def members_with_repeats(groups: Mapping[str, Sequence[str]], name: str) -> list[str]:
    """Wrong: someone in two groups comes twice."""
    found: list[str] = []
    for entry in groups[name]:
        found += members_with_repeats(groups, entry[1:]) if entry.startswith("@") else [entry]
    return found


def reachable(graph: Sequence[Sequence[int]], start: int) -> list[int]:
    """Breadth first over positions."""
    seen: list[int] = []
    todo = deque([start])
    while todo:
        node = todo.popleft()
        if node not in seen:
            seen.append(node)
            todo.extend(graph[node])
    return seen


def reachable_deep(graph: Sequence[Sequence[int]], start: int) -> list[int]:
    """Wrong: depth first."""
    seen: list[int] = []
    todo = [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.append(node)
            todo.extend(graph[node])
    return seen


def read_amounts(lines: Sequence[str]) -> dict[str, int]:
    """Parsing lines; blank ones and comments are passed over."""
    totals: dict[str, int] = {}
    for line in lines:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, _, amount = text.partition(";")
        totals[name.strip()] = totals.get(name.strip(), 0) + int(amount)
    return totals


def read_amounts_unstripped(lines: Sequence[str]) -> dict[str, int]:
    """Wrong: keeps blanks around names."""
    totals: dict[str, int] = {}
    for line in lines:
        if line.strip() and not line.strip().startswith("#"):
            name, _, amount = line.strip().partition(";")
            totals[name] = totals.get(name, 0) + int(amount)
    return totals


@dataclass
class Stock:
    """State that calls change."""

    levels: dict[str, int]
    refused: list[str]

    def book(self, moves: Sequence[tuple[str, int]]) -> int:
        """Take what is there."""
        done = 0
        for article, count in moves:
            if self.levels.get(article, 0) < count:
                self.refused = [*self.refused, article]
            else:
                self.levels[article] -= count
                done += 1
        return done


def book_all_or_none(self: Stock, moves: Sequence[tuple[str, int]]) -> int:
    """Wrong: refuses the exact rest."""
    done = 0
    for article, count in moves:
        if self.levels.get(article, 0) <= count:
            self.refused = [*self.refused, article]
        else:
            self.levels[article] -= count
            done += 1
    return done


def _calls(*calls: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(encode((arguments, {})) for arguments in calls)


_INVOICES = [
    {"id": "I-001", "amount": 100, "due": date(2024, 1, 5)},
    {"id": "I-002", "amount": 50, "due": date(2024, 2, 1)},
    {"id": "I-003", "amount": 75, "due": date(2023, 12, 1)},
]
_PAYMENTS = [{"invoice": "I-001", "amount": 40}, {"invoice": "I-003", "amount": 75}]
_GROUPS = {"all": ["@dev", "root", "@ops"], "dev": ["ann", "bob"], "ops": ["bob", "cid"]}

SAMPLES = (
    Sample(
        overdue,
        ("invoices", "payments", "today"),
        _calls(
            (_INVOICES, _PAYMENTS, date(2024, 1, 20)), (_INVOICES, [], date(2024, 3, 1)), ([], [], date(2024, 1, 1))
        ),
        (overdue_first_payment, overdue_ties),
    ),
    Sample(
        rank,
        ("words", "limit"),
        _calls((["tea", "egg", "tea", "ham"], 2), (["a"], 5), ([], 3), (["x", "y", "y", "x", "z"], 9)),
        (rank_by_name, rank_negative),
    ),
    Sample(
        dedupe,
        ("rows",),
        _calls(([[1, "a"], [2, "b"], [1, "a"]],), ([{"k": 1}, {"k": 1}],), ([],)),
        (dedupe_by_set, dedupe_neighbours),
    ),
    Sample(
        join_hours,
        ("spans",),
        _calls(([(9, 12), (11, 13), (15, 16)],), ([],), ([(1, 3), (2, 9), (12, 14)],)),
        (join_hours_strict, join_hours_last),
    ),
    Sample(
        members,
        ("groups", "name"),
        _calls((_GROUPS, "all"), (_GROUPS, "dev"), ({"a": ["x", "@b"], "b": ["y"]}, "a")),
        (members_with_repeats,),
    ),
    Sample(
        reachable,
        ("graph", "start"),
        _calls(([[1, 2], [3], [3], []], 0), ([[1], [0], []], 2), ([[1, 2], [2], [0], [4], [3]], 3)),
        (reachable_deep,),
    ),
    Sample(
        read_amounts,
        ("lines",),
        _calls((["# export", "ann; 12", "bob ;7", "", "ann;1"],), ([],), (["x;0"],)),
        (read_amounts_unstripped,),
    ),
    Sample(
        Stock.book,
        ("self", "moves"),
        _calls(
            (Stock({"nut": 5, "bolt": 2}, []), [("nut", 2), ("bolt", 3)]),
            (Stock({}, ["x"]), []),
            (Stock({"nut": 1}, []), [("nut", 1)]),
        ),
        (book_all_or_none,),
    ),
)
