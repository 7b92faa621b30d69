"""What the rules of `burner.rules.membership` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

MEMBERSHIP = Card(
    id="BRN101",
    name="membership-in-list",
    family="membership",
    summary="search a set built once instead of a list",
    condition=(
        "The list does not change while it is searched, its elements and what is looked up can be hashed, and "
        "equal values hash alike."
    ),
    example_before="""\
def f(names, known):
    new = []
    for name in names:
        if name not in known:
            new.append(name)
    return new
""",
    example_after="""\
def f(names, known):
    new = []
    known_set = set(known)
    for name in names:
        if name not in known_set:
            new.append(name)
    return new
""",
    refuses=(
        """\
def f(names, known):
    return names[0] in known
""",
        """\
def f(names):
    hits = 0
    for name in names:
        if name in ['a', 'b']:
            hits += 1
    return hits
""",
        """\
def f(rows, text: str):
    return [row for row in rows if row in text]
""",
        """\
def f(rows):
    out = []
    for row in rows:
        cells = row.split()
        if 'x' in cells:
            out.append(row)
    return out
""",
        """\
def f(names, known):
    for name in names:
        if name in known:
            change(known)
    return known
""",
        """\
def f(names, known):
    for name in names:
        if [name] in known:
            return True
    return False
""",
    ),
)
SEEN = Card(
    id="BRN102",
    name="membership-in-growing-list",
    family="uniqueness",
    summary="keep a set in step with a list that grows and look up there",
    condition="All changes of the list are visible in the loop, and the elements can be hashed.",
    example_before="""\
def f(rows):
    seen = []
    total = 0
    for row in rows:
        if row in seen:
            total += 1
        else:
            seen.append(row)
    return total, seen
""",
    example_after="""\
def f(rows):
    seen = []
    total = 0
    seen_set = set()
    for row in rows:
        if row in seen_set:
            total += 1
        else:
            seen.append(row)
            seen_set.add(row)
    return total, seen
""",
    refuses=(
        """\
def f(rows):
    seen = []
    for row in rows:
        if row not in seen:
            note(seen, row)
    return seen
""",
        """\
def f(rows):
    seen = []
    for row in rows:
        if row not in seen:
            seen.append(row)
            seen[0] = row
    return seen
""",
        """\
def f(rows):
    seen = []
    other = seen
    for row in rows:
        if row not in seen:
            other.append(row)
    return seen
""",
        """\
def f(rows):
    seen = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
    return seen
""",
    ),
)
BEFORE = Card(
    id="BRN109",
    name="count-before-place",
    family="counting",
    summary="find the places of a character once instead of counting it again from the start",
    condition="The text (or list) does not change in the loop, and no place is negative.",
    example_before="""\
import re


def f(text):
    lines = []
    for match in re.finditer("x", text):
        lines.append(text.count("\\n", 0, match.start()) + 1)
    return lines
""",
    example_after="""\
import re
from bisect import bisect_left


def f(text):
    lines = []
    places = [at for at, item in enumerate(text) if item == "\\n"]
    for match in re.finditer("x", text):
        lines.append(bisect_left(places, match.start()) + 1)
    return lines
""",
    refuses=(
        """\
def f(text, places):
    return [text.count(", ", 0, place) for place in places]
""",
        """\
def f(text, place):
    return text.count(",", 0, place)
""",
        """\
def f(text, places):
    return [text.count(",", place) for place in places]
""",
        """\
def f(xs):
    out = []
    for x in xs:
        out.append(out[:x].count(1))
    return out
""",
    ),
)
COUNT = Card(
    id="BRN103",
    name="count-in-loop",
    family="counting",
    summary="count all elements once with Counter instead of `count` for each",
    condition="The list does not change in the loop and its elements can be hashed.",
    example_before="""\
def f(words):
    words = list(words)
    return {word: words.count(word) for word in words}
""",
    example_after="""\
from collections import Counter


def f(words):
    words = list(words)
    words_counts = Counter(words)
    return {word: words_counts[word] for word in words}
""",
    refuses=(
        """\
def f(words):
    return words.count('a')
""",
        """\
def f(text: str, parts):
    return [text.count(part) for part in parts]
""",
        """\
def f(words: list, xs):
    out = []
    for x in xs:
        words.append(x)
        out.append(words.count(x))
    return out
""",
    ),
)
INDEX = Card(
    id="BRN104",
    name="index-in-loop",
    family="counting",
    summary="find the first place of each element once instead of `index` for each",
    condition="The list does not change in the loop and its elements can be hashed.",
    example_before="""\
def f(names: list, order: list):
    out = []
    for name in names:
        if name in order:
            out.append(order.index(name))
    return out
""",
    example_after="""\
def f(names: list, order: list):
    out = []
    order_places = {}
    for place, item in enumerate(order):
        order_places.setdefault(item, place)
    for name in names:
        if name in order:
            out.append(order_places[name])
    return out
""",
    refuses=(
        """\
def f(text: str, chars):
    return [text.index(c) for c in chars]
""",
        """\
def f(names: list):
    return names.index('a')
""",
        """\
def f(names: list, xs):
    out = []
    for x in xs:
        out.append(names.index(x))
        names.remove(x)
    return out
""",
    ),
)
DEDUPE = Card(
    id="BRN105",
    name="dedupe-loop",
    family="uniqueness",
    summary="drop duplicates in order with dict.fromkeys",
    condition="The elements can be hashed.",
    example_before="""\
def f(rows):
    out = []
    for row in rows:
        if row not in out:
            out.append(row)
    return out
""",
    example_after="""\
def f(rows):
    out = list(dict.fromkeys(rows))
    return out
""",
    refuses=(
        """\
def f(rows):
    out = [0]
    for row in rows:
        if row not in out:
            out.append(row)
    return out
""",
        """\
def f(rows):
    out = []
    for row in rows:
        if row not in out:
            out.append(row)
    return out, row
""",
        """\
def f(rows, known):
    out = []
    for row in rows:
        if row not in known:
            out.append(row)
    return out
""",
    ),
)
KEYS = Card(
    id="BRN106",
    name="membership-in-keys",
    family="membership",
    summary="ask a dict itself instead of a view or list of its keys",
    condition="The object is a dict (or its `in` means its keys).",
    example_before="""\
def f(d, k):
    return k in list(d.keys())
""",
    example_after="""\
def f(d, k):
    return k in d
""",
    refuses=(
        """\
def f(d, k):
    return k in d.values()
""",
        """\
def f(d, k):
    return k in list(d)
""",
        """\
def f(d, k):
    return k in d.keys(1)
""",
    ),
)
ANY_EQUAL = Card(
    id="BRN107",
    name="any-equal",
    family="membership",
    summary="let the container search itself",
    condition="Equality is symmetric, and an element is equal to itself.",
    example_before="""\
def f(xs, x):
    return any(y == x for y in xs)
""",
    example_after="""\
def f(xs, x):
    return (x in xs)
""",
    refuses=(
        """\
def f(xs, x):
    return any(y.a == x for y in xs)
""",
        """\
def f(xs, x):
    return any(y == y for y in xs)
""",
        """\
def f(xs, x):
    return all(y == x for y in xs)
""",
        """\
def f(xs: str, x):
    return any(y == x for y in xs)
""",
    ),
)
