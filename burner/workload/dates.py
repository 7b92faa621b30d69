"""Dates inside text and in wire form: found by their usual written forms, moved by days, or made invalid.

Knows the written forms only; what a program makes of them is its own affair.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from burner.workload.trees import Tree

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = r"(?:[T :]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<s>[-/. ])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<s>[-/ ])(?P<m>" + "|".join(MONTHS) + r")(?P=s)(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d])")
_EPOCH = date(1, 1, 1)


def looks_like_date(text: str) -> bool:
    """Say whether a whole text is one written date, with or without a time of day."""
    for form in _FORMS:
        found = form.search(text)
        if found and re.fullmatch(r"\s*" + _TIME + r"\s*", text[: found.start()] + text[found.end() :]):
            return True
    return False


def has_date(text: str) -> bool:
    """Say whether a text holds a written date anywhere."""
    return any(form.search(text) for form in _FORMS)


def shifted_text(text: str, days: int) -> str:
    """Move every valid written date of a text by days, in the form it is written in."""
    for form in _FORMS:
        text, count = form.subn(lambda found: _moved(found, days), text)
        if count:
            return text
    return text


def _moved(found: re.Match[str], days: int) -> str:
    month = found["m"]
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1
    try:
        day = date(int(found["y"]), number, int(found["d"])) + timedelta(days=days)
    except (ValueError, OverflowError):
        return found[0]
    named = str(day.month).zfill(len(month)) if month.isdigit() else MONTHS[day.month - 1]
    parts = {"y": f"{day.year:04d}", "m": named, "d": str(day.day).zfill(len(found["d"]))}
    order = sorted("ymd", key=found.start)
    return found["s"].join(parts[name] for name in order)


def broken_text(text: str, rng: Random) -> str:
    """Make one written date of a text one that the calendar does not have, or a doubtful one."""
    for form in _FORMS:
        found = form.search(text)
        if found:
            name, value = rng.choice(
                (("d", "30"), ("d", "31"), ("d", "00"), ("d", "29"), ("m", "02"), ("m", "13"), ("m", "12"), ("d", "1"))
            )
            if name == "m" and not found["m"].isdigit():
                name, value = "d", "31"
            return text[: found.start(name)] + value + text[found.end(name) :]
    return text


def shifted_clock(text: str, minutes: int) -> str:
    """Move every time of day ("9:05") of a text by minutes, round the clock."""

    def move(found: re.Match[str]) -> str:
        total = (int(found[1]) * 60 + int(found[2]) + minutes) % 1440
        return f"{str(total // 60).zfill(len(found[1]))}:{total % 60:02d}"

    return _CLOCK.sub(move, text)


def has_clock(text: str) -> bool:
    """Say whether a text holds a time of day."""
    return _CLOCK.search(text) is not None


def shifted(node: Tree, days: int) -> Tree:
    """Move a date or datetime in wire form, or a text with dates in it, by days; others stay as they are."""
    if isinstance(node, str):
        return shifted_text(node, days)
    if not isinstance(node, list) or node[0] != "x" or node[1] not in ("datetime.date", "datetime.datetime"):
        return node
    return _wire(node, lambda day: day + timedelta(days=days))


def _wire(node: list[Tree], change: Callable[[date], date]) -> Tree:
    args = node[2]
    if not isinstance(args, list) or not all(isinstance(part, int) for part in args[:3]):
        return node
    try:
        day = change(date(*args[:3]))
    except (ValueError, OverflowError):
        return node
    return ["x", node[1], [day.year, day.month, day.day, *args[3:]]]


def day_number(node: Tree) -> int | None:
    """Count the days of the first date in a value; None where there is none."""
    if isinstance(node, list) and node[0] == "x" and node[1] in ("datetime.date", "datetime.datetime"):
        args = node[2]
        return (date(*args[:3]) - _EPOCH).days if isinstance(args, list) else None
    if isinstance(node, str):
        for form in _FORMS:
            found = form.search(node)
            if found:
                month = found["m"]
                try:
                    number = int(month) if month.isdigit() else MONTHS.index(month) + 1
                    return (date(int(found["y"]), number, int(found["d"])) - _EPOCH).days
                except ValueError:
                    return None
    return None
