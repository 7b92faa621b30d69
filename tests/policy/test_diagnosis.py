"""Naming what makes a function slow."""

from __future__ import annotations

import textwrap

import pytest

from burner.policy.diagnosis import diagnose
from burner.policy.prompts import pages
from burner.policy.protocol import Brief, Growth, HotLine

# fmt: off
CASES = {  # a line each, however long: they are read as a table
    "list_membership": "def f(rows):\n    seen = []\n    for r in rows:\n        if r not in seen:\n            seen.append(r)\n    return seen",
    "list_search": "def f(rows):\n    left = list(rows)\n    for r in rows:\n        left.remove(r)",
    "list_front": "def f(todo: list):\n    while todo:\n        first = todo.pop(0)",
    "list_insert": "def f(rows):\n    out = []\n    for r in rows:\n        out.insert(r.place, r)",
    "nested_match": "def f(users, sales):\n    for u in users:\n        for s in sales:\n            if s['user'] == u['id']:\n                u['n'] += 1",
    "nested_scan": "def f(limits, values):\n    for limit in limits:\n        n = sum(1 for v in values if v < limit)",
    "pairs": "def f(a):\n    for i in range(len(a)):\n        for j in range(i + 1, len(a)):\n            if a[i] > a[j]:\n                return i",
    "window": "def f(a, k):\n    out = []\n    for i in range(k, len(a)):\n        out.append(sum(a[i - k : i]))\n    return out",
    "sort_in_loop": "def f(jobs):\n    while jobs:\n        jobs.sort()\n        jobs.pop()",
    "restart": "def f(a):\n    changed = True\n    while changed:\n        changed = False\n        for i in range(len(a)):\n            changed = g(i)",
    "list_concat": "def f(a):\n    out = []\n    for x in a:\n        out = out + [x]\n    return out",
    "list_rebuild": "def f(a, gone):\n    for g in gone:\n        a = [x for x in a if x != g]\n    return a",
    "string_concat": "def f(a):\n    out = ''\n    for x in a:\n        out += x\n    return out",
    "repeated_parse": "from datetime import datetime\ndef f(a):\n    return [datetime.strptime(x, '%Y') for x in a]",
    "invariant": "def f(a, b):\n    for x in a:\n        if x > max(b):\n            return x",
    "deepcopy": "import copy\ndef f(a):\n    for x in a:\n        g = copy.deepcopy(x)",
    "recursion": "def f(n):\n    return 1 if n < 2 else f(n - 1) + f(n - 2)",
}
# fmt: on


@pytest.mark.parametrize("kind", CASES)
def test_finds_the_fault(kind):
    """A model would not be told what to change, and repeat the function."""
    found = diagnose(Brief(CASES[kind], "f"))
    assert kind in {fault.kind for fault in found}
    assert found[-1].kind == "general"
    fault = next(fault for fault in found if fault.kind == kind)
    assert fault.words.isprintable()
    assert 1 <= fault.line <= CASES[kind].count("\n") + 1


@pytest.mark.parametrize("kind", CASES)
def test_every_fault_has_a_page_with_a_short_example(kind):
    """A fault would be named without a cure, or the prompt cost seconds to evaluate."""
    cure = pages.cure(kind)
    assert cure
    assert pages.template(cure.strategy)
    assert cure.before != cure.after
    assert len(cure.words + cure.before + cure.after) < 900
    for code in (cure.before, cure.after):
        compile("def f():\n" + textwrap.indent(code, "    "), "example", "exec")


@pytest.mark.parametrize(
    "code",
    [
        "def f(a):\n    seen = set()\n    for x in a:\n        if x in seen:\n            break\n        seen.add(x)",
        "def f(a):\n    return sum(x * x for x in a)",
        "def f(a):\n    known = {}\n    for x in a:\n        known[x] = known.get(x, 0) + 1",
        "import functools\n@functools.lru_cache\ndef f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)",
        "def f(n):\n    return 1 if n < 2 else n * f(n - 1)",
        "def f(a):\n    for x in a:\n        line = str(x)\n        line += '!'\n        print(line)",
        "def f(a):\n    for x in a:\n        part = list(x)\n        part.sort()",
    ],
)
def test_names_no_fault_where_there_is_none(code):
    """The model would be sent to change what is fine."""
    assert [fault.kind for fault in diagnose(Brief(code, "f"))] == ["general"]


def test_hot_lines_come_first():
    """Seconds would go into a fault that costs nothing."""
    code = "def f(a, b):\n    x = []\n"
    code += "    for i in a:\n        if i in x:\n            x.append(i)\n    for j in b:\n        y = sorted(x)\n"
    lines = (HotLine(4, 10, 0.02), HotLine(7, 10, 0.95))
    assert diagnose(Brief(code, "f"))[0].kind in {"list_membership", "sort_in_loop"}
    assert diagnose(Brief(code, "f", lines=lines))[0].kind == "sort_in_loop"
    lines = (HotLine(4, 10, 0.95), HotLine(7, 10, 0.02))
    assert diagnose(Brief(code, "f", lines=lines))[0].kind == "list_membership"


def test_faults_of_helpers_and_general_facts():
    """Slow helpers would be overlooked, and the measured growth not be told."""
    code = "def part(a):\n    s = ''\n    for x in a:\n        s += x\n    return s\n\ndef f(a):\n    return part(a)\n"
    growth = Growth("len(a)", 2.0, 1.9, 2.1, "n^2")
    found = diagnose(Brief(code, "f", helpers=("part",), lines=(HotLine(4, 9000, 0.9),), growth=growth))
    assert [(fault.kind, fault.qualname) for fault in found] == [("string_concat", "part"), ("general", "f")]
    assert "9000 times" in found[1].words
    assert "n^2 with len(a)" in found[1].words


def test_members_of_the_class_are_known():
    """`x in self.items` would be taken for a set."""
    code = "class C:\n    def __init__(self):\n        self.items = []\n"
    code += "    def f(self, a):\n        return [x for x in a if x in self.items]\n"
    assert diagnose(Brief(code, "C.f"))[0].kind == "list_membership"


@pytest.mark.parametrize(
    ("code", "lead"),
    [
        (
            CASES["nested_match"],
            "sales_by_user = defaultdict(list)\nfor s in sales:\n    sales_by_user[s['user']].append(s)",
        ),
        (
            (
                "def f(paths, lines):\n    out = []\n    for path in paths:\n        for line in lines:\n"
                "            part = line.split()\n            if part[0] != path:\n                continue\n"
                "            out.append(part)\n    return out"
            ),
            "lines_by_path = defaultdict(list)\nfor line in lines:",
        ),
        (
            (
                "def f(rows):\n    kept = []\n    for row in rows:\n        for old in kept:\n"
                "            if old['id'] == row['id']:\n                break\n        else:\n            kept.append(row)"
            ),
            "kept_by_id = {}  # old of kept by id, kept up to date",
        ),
        (CASES["list_membership"], "seen_set = set(seen)"),
        (CASES["list_front"], "todo = deque(todo)"),
        (CASES["window"], "totals = [0, *accumulate(a)]  # the sum over a[i:j] is totals[j] - totals[i]"),
        (CASES["invariant"], "max_result = max(b)"),
        (
            "import json\ndef f(a):\n    for x in a:\n        json.loads(x)",
            (
                "known_loads = {}\n\ndef loads_once(value):\n    if value not in known_loads:\n"
                "        known_loads[value] = json.loads(value)\n    return known_loads[value]\n"
            ),
        ),
        (CASES["recursion"], "known = {}\n\ndef inner(n):\n    if n in known:\n        return known[n]"),
    ],
)
def test_first_lines_of_cures(code, lead):
    """The model would be sent off with lines that are wrong, or with none."""
    leads = [fault.lead for fault in diagnose(Brief(code, "f")) if fault.lead]
    assert "\n".join(leads[0].lines) == lead


@pytest.mark.parametrize("kind", CASES)
def test_first_lines_are_python_that_fits_the_function(kind):
    """An answer would begin with lines that do not parse."""
    faults = diagnose(Brief(CASES[kind], "f"))
    assert faults
    for fault in faults:
        if fault.lead:
            lines = CASES[kind].split("\n")
            new = [f"    {line}" for line in fault.lead.lines] + ["    pass"] * fault.lead.lines[-1].endswith(":")
            body = [*lines[: fault.lead.before - 1], *new, *lines[fault.lead.before - 1 :]]
            compile("\n".join(body), "answer", "exec")
