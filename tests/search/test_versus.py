"""What is said of a function that changed: slower, slower and different, no slower, or why it can't be said."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.search.prepare import watched
from burner.search.versus import IncomparableError, Versions, Versus, versus
from burner.target import Address, project_python, resolve
from burner.workload.discover import Sources, discover
from burner.workload.keep import fingerprint, keep, recall

MODULE = '''\
"""Orders."""

RATE = 2


def doubled(price):
    return price * RATE


def total(prices):
    result = 0
    for price in prices:
        result += doubled(price)
    return result
'''
TESTS = """\
from shop import total


def test_total():
    assert isinstance(total([1, 2, 3]), (int, float))
    assert total([]) in (0, 1)


def test_many():
    total([number * 7 % 50 for number in range(300)])
"""
THRICE = MODULE.replace(
    "        result += doubled(price)\n", "        result += max(doubled(price), doubled(price), doubled(price))\n"
)
OTHER = THRICE.replace("result = 0", "result = 1")
QUICK = MODULE.replace("result += doubled(price)", "result += price * RATE")
QUADRATIC = MODULE.replace("    for price", "    seen = []\n    for price").replace(
    "result += doubled(price)", "seen = [*seen, price]\n        result += doubled(price)"
)
MORE = MODULE.replace("def total(prices):", "def total(prices, more):")

Compare = Callable[[str, str], Versus]


@pytest.fixture
def versions(tmp_path: Path) -> Callable[[str, str], Versions]:
    """Two versions of shop.py::total with the calls of its tests."""

    def make(old: str, new: str) -> Versions:
        (tmp_path / "pyproject.toml").write_text("")
        (tmp_path / "test_shop.py").write_text(TESTS)
        (tmp_path / "shop.py").write_text(new)
        target = resolve(Address(tmp_path / "shop.py", "total"))
        place = Place(choose(), project_python(tmp_path, None), tmp_path)
        workload = discover(place, watched(target, "never"), new, Sources(), 60)
        return Versions(place, target, old.encode(), old, workload)

    return make


@pytest.fixture
def compare(versions) -> Compare:
    """Compare two versions of shop.py::total."""
    return lambda old, new: versus(versions(old, new), 1.1, 0, time.monotonic() + 60)


def test_slower(compare: Compare) -> None:
    """A slowdown would be let through, or its size be wrong."""
    found = compare(MODULE, THRICE)
    assert found.decided == "slower"
    assert 1.4 < 1 / found.speedup.ratio < 6
    assert found.speedup.high < 1 / 1.1
    assert (found.behaviour.differing, found.behaviour.compared) == (0, 3)


def test_slower_and_different(compare: Compare) -> None:
    """A function that was changed on purpose could become ten times slower unseen."""
    found = compare(MODULE, OTHER)
    assert found.decided == "slower"
    assert found.behaviour.differing == 3
    assert found.behaviour.example is not None
    assert found.behaviour.example.startswith("total([")


def test_growth_is_measured_beyond_the_tests(compare: Compare) -> None:
    """A quadratic loop on the tests' few items would pass."""
    found = compare(MODULE, QUADRATIC)
    assert found.decided == "slower"
    assert found.inputs.startswith("len(prices)")


def test_faster_is_no_slowdown(compare: Compare) -> None:
    """The guard would stop what it is there for; and the old version's helpers would be taken from the new file."""
    found = compare(MODULE, QUICK)
    assert found.decided in {"faster", "no_slowdown", "undecided"}
    assert found.speedup.ratio > 1


def test_another_signature(compare: Compare) -> None:
    """A new parameter would be called a slowdown, or end in a traceback."""
    with pytest.raises(IncomparableError, match="the old one raises TypeError"):
        compare(MORE, MODULE)


def test_calls_are_kept_until_tests_or_signature_change(versions) -> None:
    """Every commit would run the tests again, or old calls would be used for new tests."""
    found = versions(MODULE, THRICE)
    watch = watched(found.target, "never")
    content = fingerprint(found.place, watch, found.target.signature_dump, ())
    assert recall(found.place, watch, content) is None
    keep(found.place, watch, content, found.workload)
    kept = recall(found.place, watch, content)
    assert kept is not None
    assert (kept.load, kept.calls, kept.tests) == (found.workload.load, found.workload.calls, found.workload.tests)
    assert fingerprint(found.place, watch, "(other)", ()) != content
    tests = found.place.root / "test_shop.py"
    tests.write_text(tests.read_text() + "\n")
    changed = fingerprint(found.place, watch, found.target.signature_dump, ())
    assert changed != content
    assert recall(found.place, watch, changed) is None
