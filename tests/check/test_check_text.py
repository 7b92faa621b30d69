"""What the check finds in a module's text: the right places, and no more than the comments and settings want."""

from __future__ import annotations

from pathlib import Path

import pytest

from burner.check.reported import REPORTED, RULES
from burner.check.scan import candidates, check_text, fix_text, scan
from burner.check.settings import CheckSettings
from burner.errors import TargetError, UsageError
from burner.rules import RULES as CATALOGUE

SLOW = '''\
import re


class Shop:
    def unique(self, items):
        """Each item once."""
        seen = []
        total = 0
        for item in items:
            if item in seen:
                total += 1
            else:
                seen.append(item)
        return seen, total


def digits(lines):
    return [line for line in lines if re.match(r"ä\\d+;", line)]
'''
HERE = Path("shop.py")


def found(text, settings=None):
    """Rule, line and marked text of each finding."""
    rows = text.split("\n")
    items = check_text(text, HERE, settings or CheckSettings())
    return [(item.rule, item.line, rows[item.line - 1][item.column : item.end_column]) for item in items]


def test_a_finding_marks_the_expression_that_is_slow():
    """An editor would underline the wrong code."""
    assert found(SLOW) == [
        ("BRN102", 10, "item in seen"),
        ("BRN831", 18, 're.match(r"ä\\d+;", line)'),
    ]


def test_a_finding_names_its_function_and_the_command_that_proves_it():
    """The user could not go on from a finding."""
    first = check_text(SLOW, HERE, CheckSettings())[0]
    assert (first.qualname, first.target) == ("Shop.unique", "shop.py::Shop.unique")
    assert first.command == "burner optimize shop.py::Shop.unique --policy rules --apply"
    assert first.cost


def test_the_body_hash_follows_the_code_and_not_its_place():
    """Accepted findings would come back with every change above them, or stay accepted in new code."""
    (first, *_), (moved, *_) = (check_text(text, HERE, CheckSettings()) for text in (SLOW, f"# more\n\n{SLOW}"))
    (changed, *_) = check_text(SLOW.replace("total += 1", "total += 2"), HERE, CheckSettings())
    assert first.body_hash == moved.body_hash != changed.body_hash
    assert moved.line == first.line + 2


@pytest.mark.parametrize("rule", REPORTED.values(), ids=lambda rule: rule.id)
def test_the_gates_let_every_reported_rule_see_its_own_example(rule):
    """A rule would never be asked, and nobody would notice."""
    card = next(item.card for item in CATALOGUE if item.card.id == rule.id)
    asked = {known.id for wanted in candidates(card.example_before).values() for known in wanted}
    assert rule.id in asked


def test_two_loops_of_one_comprehension_are_two_loops():
    """A join that is written in one line would never be found."""
    text = "def f(a: list, b: list):\n    return [(x, y) for x in a for y in b if y['k'] == x['k']]\n"
    assert [item.rule for item in scan(text).findings] == ["BRN121"]


def test_the_table_is_the_catalogue():
    """A rule would have another name in a hook than on its page, or be unknown to --select."""
    cards = {rule.card.id: (rule.card.name, rule.card.family) for rule in CATALOGUE}
    assert {rule.id: (rule.name, rule.family) for rule in RULES.values()} == cards


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("if item in seen:", "if item in seen:  # burner: ignore[BRN102]", ["BRN831"]),
        ("if item in seen:", "if item in seen:  # burner: ignore", ["BRN831"]),
        (
            "            if item in seen:",
            "            # burner: ignore[BRN102]\n            if item in seen:",
            ["BRN831"],
        ),
        ("import re", "import re  # burner: ignore-file", []),
        ("import re", "import re  # burner: ignore-file[BRN831]", ["BRN102"]),
        ("import re", 'import re\nTEXT = "# burner: ignore-file"', ["BRN102", "BRN831"]),
        ("total = 0", "total = 0  # burner: ignore[BRN102]", ["BRN001", "BRN102", "BRN831"]),
        ("total = 0", "total = 0  # burner: ignore", ["BRN001", "BRN102", "BRN831"]),
        ("total = 0", "total = 0  # burner: ignore[BRN1O2]", ["BRN002", "BRN102", "BRN831"]),
    ],
)
def test_comments_ignore_findings_and_are_reported_where_they_ignore_nothing(old, new, left):
    """A finding could not be silenced, or stale comments would pile up."""
    assert [rule for rule, _, _ in found(SLOW.replace(old, new, 1))] == left


def test_an_ignored_rule_that_is_not_selected_is_not_called_unused():
    """A run with fewer rules would ask the user to delete comments that other runs need."""
    text = SLOW.replace("total = 0", "total = 0  # burner: ignore[BRN102]")
    assert [rule for rule, _, _ in found(text, CheckSettings(select=("BRN831", "BRN001")))] == ["BRN831"]


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({"select": ("BRN8",)}, ["BRN831"]),
        ({"select": ("membership-in-growing-list",)}, ["BRN102"]),
        ({"ignore": ("BRN102",)}, ["BRN831"]),
        ({"per_file_ignores": (("shop*.py", ("BRN831",)),)}, ["BRN102"]),
        ({"per_file_ignores": (("tests/*", ("BRN",)),)}, ["BRN102", "BRN831"]),
    ],
)
def test_settings_choose_the_rules(settings, left):
    """A project could not say which findings it wants."""
    assert [rule for rule, _, _ in found(SLOW, CheckSettings(**settings))] == left


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("BRN1O2", "did you mean BRN102?"),
        ("membership-in-lists", "did you mean membership-in-list?"),
        ("X", "no rule X"),
    ],
)
def test_an_unknown_rule_is_said_with_the_one_that_was_meant(word, said):
    """A typing error in the configuration would switch nothing on or off."""
    with pytest.raises(UsageError) as caught:
        found(SLOW, CheckSettings(ignore=(word,)))
    assert said in caught.value.message


def test_a_rule_that_is_never_reported_can_not_be_selected():
    """The user would wait for findings that never come."""
    with pytest.raises(UsageError, match="not reported"):
        found(SLOW, CheckSettings(select=("BRN152",)))


@pytest.mark.parametrize("text", ["def f(:\n", "<<<<<<< HEAD\nx = 1\n=======\n", "x = 1\0\n"])
def test_what_does_not_parse_is_said(text):
    """A merge conflict would pass for clean code."""
    with pytest.raises(TargetError, match="line"):
        check_text(text, HERE, CheckSettings())


LOOKALIKES = {
    "a set": "def f(xs):\n    s = set(xs)\n    return [x for x in xs if x in s]\n",
    "a dict": "def f(xs):\n    d = {}\n    for x in xs:\n        if x not in d:\n            d[x] = 1\n    return d\n",
    "an unknown container": "def f(xs, known):\n    return [x for x in xs if x in known]\n",
    "a short list": "KINDS = ['a', 'b']\n\n\ndef f(xs):\n    return [x for x in xs if x in KINDS]\n",
    "one test": "def f(x):\n    return x in [str(i) for i in range(9)]\n",
    "a path": "import os\n\n\ndef f(xs):\n    return [os.path.split(x)[0] for x in xs]\n",
    "a number": "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n    return n\n",
    "eval": "def f(xs):\n    seen = []\n    for x in xs:\n        if x not in seen:\n            seen.append(eval(x))\n    return seen\n",
    "many rows wanted": "def f(xs, k):\n    return sorted(xs)[:k]\n",
    "an object copied": "import copy\n\n\ndef f(thing):\n    return copy.deepcopy(thing)\n",
    "one pattern, once": "import re\n\n\ndef f(line):\n    return re.match('a+', line)\n",
}


WITHOUT_WEIGHT = {
    "a field of one line": "def f(line):\n    return line.split(';')[0]\n",
    "one question": "def f(table, key):\n    return 1 if key in table.keys() else 0\n",
    "text beside the call of another function": """\
def f(rows):
    text = ""
    for row in rows:
        text += layout(row)
    return text
""",
    "a list of two or three": """\
def f(rows, source, target, key):
    reserved = [source, target]
    if key:
        reserved.append(key)
    return [row for row in rows if row not in reserved]
""",
    "a walk that ends the loop": """\
NAMES = [str(i) for i in range(99)]


def f(kinds):
    for kind in kinds:
        try:
            place = NAMES.index(kind)
            break
        except ValueError:
            place = -1
    return place
""",
    "a walk beside deeper loops": """\
def f(items):
    total = 0
    kept = list(items)
    found = [item for item in items if item in kept]
    for a in found:
        for b in found:
            for c in found:
                total += a * b * c
    return total
""",
}


@pytest.mark.parametrize("text", WITHOUT_WEIGHT.values(), ids=WITHOUT_WEIGHT.keys())
def test_what_hardly_counts_is_not_reported(text):
    """A finding whose cure nobody can measure teaches people to ignore findings."""
    assert found(text) == []


def test_loops_over_a_few_written_things_do_not_count_as_deep():
    """Every search on a grid would hide what its queue costs."""
    text = """\
def f(grid, start):
    seen = [start]
    for place in grid:
        if place in seen:
            continue
        seen.append(place)
        for a in (-1, 0, 1):
            for b in range(3):
                if a != b:
                    print(place, a, b)
    return seen
"""
    assert [rule for rule, _, _ in found(text)] == ["BRN102"]


def test_a_list_that_grows_in_a_loop_is_reported():
    """What begins short does not stay short."""
    text = """\
def f(rows, source):
    reserved = [source]
    for row in rows:
        reserved.append(row.key)
    return [row for row in rows if row not in reserved]
"""
    assert [rule for rule, _, _ in found(text)] == ["BRN101"]


def test_of_two_searches_on_a_line_only_that_of_a_list_is_reported():
    """A set would be named as a list that is walked."""
    text = """\
def f(rows):
    known = list(rows)
    names = load(rows)
    return [row for row in rows if row in names or row.name in known]
"""
    assert [place for _, _, place in found(text)] == ["row.name in known"]


@pytest.mark.parametrize("text", LOOKALIKES.values(), ids=LOOKALIKES.keys())
def test_what_may_be_fast_is_not_reported(text):
    """Findings would be noise, and the hook be switched off."""
    assert found(text) == []


def test_only_what_is_certain_is_fixed():
    """`--fix` would change what a program does."""
    text, fixed = fix_text(SLOW, HERE, CheckSettings())
    assert [item.rule for item in fixed] == ["BRN831"]
    assert "item in seen" in text
    assert [item.rule for item in check_text(text, HERE, CheckSettings())] == ["BRN102"]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("def f(xs):\n    d = {x: 1 for x in xs}\n    return [x for x in xs if x in d.keys()]\n", True),
        ("def f(d, xs):\n    return [x for x in xs if x in d.keys()]\n", False),
        ("def f(xs):\n    d = {}\n    d = other(d)\n    return [x for x in xs if x in d.keys()]\n", False),
        ("def f(xs):\n    d = {}\n    return [x for x in xs if x in list(d.keys())]\n", False),
        ("import re\ndef f(xs):\n    return [x for x in xs if re.match('a', x)]\n", True),
        ("import re\ndef f(xs):\n    return [x for x in xs if re.match('a', x, re.DEBUG)]\n", False),
        ("import re\nre = wrapped(re)\ndef f(xs):\n    return [x for x in xs if re.match('a', x)]\n", False),
        ("import regex as re\ndef f(xs):\n    return [x for x in xs if re.match('a', x)]\n", False),
        ("import re\ndef f(xs):\n    return [x for x in xs if re.match('[[a]', x)]\n", False),
    ],
)
def test_certain_means_whatever_the_input(text, certain):
    """`--fix` would trust a guess about a type or an import."""
    assert [item.certain for item in scan(text).findings if item.certain] == [True] * certain


def test_a_fix_keeps_the_newlines_of_the_file():
    """A fix of one line would show up as a change of all lines."""
    text, fixed = fix_text(SLOW.replace("\n", "\r\n"), HERE, CheckSettings())
    assert fixed
    assert text.count("\r\n") == text.count("\n")
