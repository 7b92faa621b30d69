"""Answers kept for one call: the same results, errors and changes as before, on code as people have it at work."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.policy.protocol import Brief
from burner.rules.memo import RULES as MEMO
from burner.rules.nesting import RULES as NESTING
from burner.rules.view import view_of

HELPER, LIBRARY, PARSED = MEMO
(NESTED,) = NESTING

DAYS = st.lists(st.sampled_from(["01.02.2024", "29.02.2023", "", "1.2.24", "31.12.1999", "x", " 1.2.2024"]), max_size=6)

IN_LOOP = """\
from datetime import datetime


class BadLine(ValueError):
    pass


def parse_day(text):
    return datetime.strptime(text, "%d.%m.%Y").date()


def f(lines, *, strict=False):
    found = []
    for number, line in enumerate(lines):
        if strict and not line:
            continue
        try:
            found.append(parse_day(line.strip() if strict else line))
        except ValueError:
            found.append(BadLine(number).args)
    return found
"""

IN_HELPER = """\
import re
from datetime import datetime

FORM = "%d.%m.%Y"


def _year(text):
    if re.match(r"\\s", text):
        return 0
    return datetime.strptime(text, FORM).year


def f(lines):
    total = []
    for line in lines:
        total.append(_year(line))
    return sorted(lines, key=_year), total
"""

IN_METHOD = """\
class Book:
    def __init__(self, rates):
        self.rates = dict(rates)
        self.asked = 0

    def _rate(self, name):
        return sum(self.rates[n] for n in name.split(","))

    def total(self, names):
        self.asked += 1
        return [self._rate(name) for name in names if name]
"""

CHANGES_IN_BETWEEN = """\
class Book:
    def __init__(self, rates):
        self.rates = dict(rates)

    def _rate(self, name):
        return sum(self.rates[n] for n in name.split(","))

    def total(self, names):
        found = []
        for name in names:
            self.rates[name] = len(found)
            found.append(self._rate(name))
        return found
"""

COLUMN = """\
def _column(matrix, j):
    return [row[j] for row in matrix]


def f(left, right):
    size = len(left)
    return [[sum(left[i][k] * _column(right, j)[k] for k in range(size)) for j in range(size)] for i in range(size)]
"""


def _same(rewriting, rule, text, qualname, args, **more):
    made = rewriting.modules_of(rule, text, qualname, **more)
    assert made
    before = rewriting.function_of(text, qualname)
    for new in made:
        assert rewriting.outcome(rewriting.function_of(new, qualname), args) == rewriting.outcome(before, args)


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_a_helper_that_may_fail_gives_the_same_answers_and_errors(rewriting, lines):
    """Bad lines would be reported at another place, or not at all."""
    _same(rewriting, HELPER, IN_LOOP, "f", (lines,))


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_a_helper_copied_into_the_function_gives_the_same_answers_and_errors(rewriting, lines):
    """A helper handed to `sorted` and called in a loop would answer differently."""
    _same(rewriting, NESTED, IN_HELPER, "f", (lines,))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "a,b", "", "c"]), max_size=6))
def test_a_method_that_reads_unchanged_state_is_asked_once_per_argument(rewriting, names):
    """Methods of the own object would never be sped up, or their errors would get lost."""
    _same(rewriting, HELPER, IN_METHOD, "Book.total", (({"a": 1, "b": 2},), names))


TAKEN_APART = """\
def _applies(rule, day):
    names = {n.strip().lower(): i for i, n in enumerate(rule["on"].split(","))}
    return day in names and names[day] >= rule["from"]


def f(days, rules):
    found = []
    for day in days:
        for rule in rules:
            if _applies(rule, day) or day in sorted(p.upper() for p in rule["on"].split()):
                found.append((day, rule["on"]))
    return found
"""


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["mon", "tue", "MON"]), max_size=4),
    st.lists(
        st.fixed_dictionaries({"on": st.sampled_from(["Mon, tue", "mon", "", "a tue"]), "from": st.integers(0, 1)})
    ),
)
def test_texts_are_taken_apart_once(rewriting, days, rules):
    """A rule would apply on the wrong day."""
    _same(rewriting, PARSED, TAKEN_APART, "f", (days, rules))
    _same(rewriting, NESTED, TAKEN_APART, "f", (days, rules))
    _same(rewriting, PARSED, TAKEN_APART, "f", (["mon"], [{"on": None, "from": 0}]))


def test_a_method_whose_state_changes_in_the_loop_is_left_alone(rewriting):
    """An answer of before the change would be given after it."""
    assert rewriting.modules_of(HELPER, CHANGES_IN_BETWEEN, "Book.total") == []


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
def test_what_stays_the_same_is_no_part_of_the_key(rewriting, rows):
    """A list that is only handed on would make the rewrite fail, since it can't be a key."""
    _same(rewriting, HELPER, COLUMN, "f", (rows, rows[::-1]))


def test_numbers_of_other_types_are_other_keys(rewriting):
    """`1`, `1.0` and `True` are equal: the answer for one would be given for the others."""
    text = "def g(x):\n    return repr(x) * abs(2)\n\n\ndef f(xs):\n    return [g(x) for x in xs]\n"
    _same(rewriting, HELPER, text, "f", ([1, 1.0, True, 1],))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.fixed_dictionaries({"day": st.sampled_from(["01.02.2024", "03.01.2024", "x"])}), max_size=4))
def test_sort_keys_are_worked_out_once_per_value(rewriting, rows):
    """The commonest place for a date to be parsed at work would be left slow."""
    text = (
        "from datetime import datetime\n\n\ndef f(rows):\n"
        '    return sorted(rows, key=lambda row: datetime.strptime(row["day"], "%d.%m.%Y"))\n'
    )
    _same(rewriting, LIBRARY, text, "f", (rows,))


def test_keeping_that_only_helps_for_equal_pairs_is_daring():
    """The careful combination would be slowed down by a dictionary of pairs that never come again."""
    text = (
        "def g(text, word):\n    return sum(part == word for part in text.split())\n\n\n"
        "def f(texts, words):\n    return [g(text, word) for text in texts for word in words]\n"
    )
    view = view_of(text, "f")
    assert view is not None
    assert [found.daring for found in HELPER.rewrite(view, Brief(text, "f"))] == [True]


def test_a_module_with_other_code_around_does_not_matter(rewriting):
    """The run would end with a bug of burner on modules with code at the top level."""
    text = "TOP = [n for n in [1, 2]]\n\n\ndef f(day):\n    return day.year, day.month\n\n\nLAST = TOP[0]\n"
    for rule in (HELPER, LIBRARY, PARSED, NESTED):
        assert rewriting.modules_of(rule, text) == []


def test_nothing_is_remembered_between_calls(rewriting):
    """A version that only remembers earlier calls would be called faster."""
    for made in rewriting.modules_of(HELPER, IN_LOOP):
        function = rewriting.function_of(made)
        before = set(function.__globals__)
        function(["01.02.2024"] * 3)
        assert set(function.__globals__) == before
        assert not function.__defaults__
        assert not vars(function)


REFUSED = {
    "the answer is changed by who gets it": (
        "def g(t):\n    return t.split()\n\n\ndef f(ts):\n    out = []\n    for t in ts:\n        p = g(t)\n"
        "        p.sort()\n        out.append(p)\n    return out\n"
    ),
    "the helper prints": (
        "def g(t):\n    print(t)\n    return t.split()\n\n\ndef f(ts):\n    return sum(len(g(t)) for t in ts)\n"
    ),
    "the helper reads a clock": (
        "import time\n\n\ndef g(t):\n    return [time.time() for _ in t]\n\n\ndef f(ts):\n"
        "    return sum(len(g(t)) for t in ts)\n"
    ),
    "the helper counts in a global": (
        "calls = 0\n\n\ndef g(t):\n    global calls\n    calls += 1\n    return sum(map(ord, t))\n\n\n"
        "def f(ts):\n    return [g(t) for t in ts]\n"
    ),
    "every argument comes once": (
        "def g(n):\n    return sum(range(n))\n\n\ndef f(m):\n    return [g(n) for n in range(m)]\n"
    ),
    "the function is a generator": (
        "def g(t):\n    return sum(map(ord, t))\n\n\ndef f(ts):\n    for t in ts:\n        yield g(t)\n"
    ),
    "the argument can't be a key": (
        "def g(row):\n    return sum(row['a'] for _ in row.items())\n\n\ndef f(rows):\n"
        "    return [g(row) for row in rows]\n"
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_not_only_computed_is_not_kept(rewriting, why):
    """Output, clocks and counters would stop working, or answers would be shared that someone changes."""
    for rule in (HELPER, LIBRARY, NESTED):
        assert rewriting.modules_of(rule, REFUSED[why]) == []


TABLE = """\
def f(headers, rows):
    text = ""
    for row in rows:
        for column, cell in enumerate(row):
            width = max([len(str(other[column])) for other in rows] + [len(headers[column])])
            text += str(cell).ljust(width) + "|"
        text += "\\n"
    return text
"""

FILLED = """\
def f(headers, rows):
    out = []
    for row in rows:
        for column in range(2):
            out.append(max([len(str(other[column])) for other in rows]))
            row[column] = "x" * len(out)
    return out
"""


@given(
    st.lists(st.text("ab", max_size=3), max_size=3),
    st.lists(st.lists(st.one_of(st.integers(-3, 300), st.text("ab", max_size=4)), max_size=3), max_size=4),
)
@settings(max_examples=60, deadline=None, database=None, derandomize=True)
def test_what_depends_on_a_column_alone_is_worked_out_once_for_each(rewriting, headers, rows):
    """The width of a column would be found anew for each of its cells, or rows of unequal length fail otherwise."""
    made = rewriting.modules_of(PARSED, TABLE)
    assert "known_values(column)" in made[0]
    expected = rewriting.outcome(rewriting.function_of(TABLE), (headers, rows))
    assert all(rewriting.outcome(rewriting.function_of(text), (headers, rows)) == expected for text in made)


def test_what_is_filled_while_it_is_measured_is_measured_each_time(rewriting):
    """A width would be that of cells that have been replaced since."""
    assert rewriting.modules_of(PARSED, FILLED) == []


RECORDS = """\
def f(rows, columns):
    out = []
    for row in rows:
        for column in columns:
            width = max(len(str(other.get(column, ""))) for other in rows)
            out.append(str(row.get(column, "")).ljust(width))
    return out
"""


@given(
    st.lists(st.dictionaries(st.sampled_from(["a", "b", 1, True]), st.integers(-3, 300), max_size=3), max_size=4),
    st.lists(st.sampled_from(["a", "b", "c", 1, True, 1.0]), max_size=4),
)
@settings(max_examples=80, deadline=None, database=None, derandomize=True)
def test_what_depends_on_a_key_alone_is_worked_out_once_for_each(rewriting, rows, columns):
    """The width of a column would be found anew for each of its cells where rows are dictionaries."""
    made = rewriting.modules_of(PARSED, RECORDS)
    assert "known_values(column)" in made[0]
    expected = rewriting.outcome(rewriting.function_of(RECORDS), (rows, columns))
    assert all(rewriting.outcome(rewriting.function_of(text), (rows, columns)) == expected for text in made)


def test_a_key_that_is_shown_as_well_is_no_key(rewriting):
    """1 and True find the same and are written differently."""
    shown = RECORDS.replace('other.get(column, "")', "other.get(column, column)")
    assert rewriting.modules_of(PARSED, shown) == []
