"""Mutants are real faults: they parse, differ, run, lie all over the function and never in words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from burner.target import functions
from burner.verify.mutants import Mutant, mutants

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
LIMIT = 12

SHOP = '''
import logging
from functools import cache

log = logging.getLogger(__name__)


class Shop:
    """A shop."""

    @staticmethod
    @cache
    def price(amount: int, rate: "float | None" = 5, *, deep: int = 7) -> "int | None":
        """Give the price for 10 pieces.

            with 3 blanks kept
        """
        if amount < 1:
            raise ValueError(f"less than 1: {amount - 1}")
        text = """two
  lines"""
        log.debug("amount %d", amount + 99)
        total: "list[int]" = []
        for step in range(2, amount):
            if step % 2 == 0 and step != 6:
                continue
            total.append(step * helper(step))
        while amount > 0:
            amount -= 1
        return sum(total) // max(len(text), 4)


def helper(step):
    return step - 1 if step > 3 else step
'''


def every(text: str, name: str, helpers: tuple[str, ...] = ()) -> list[Mutant]:
    """All mutants there are."""
    return mutants(text, name, helpers, 1000, 0)


def cases() -> list[tuple[Path, str]]:
    """Every function of the examples."""
    return [(path, name) for path in EXAMPLES for name in functions(path.read_text())]


@pytest.mark.parametrize(("path", "name"), cases(), ids=lambda value: getattr(value, "stem", value))
def test_mutants_of_realistic_functions_are_faults(path: Path, name: str) -> None:
    """The share of faults that the evidence finds would count versions that are none."""
    text = path.read_text()
    found = mutants(text, name, (), LIMIT, 0)
    assert len(found) >= 3
    original = ast.dump(functions(text)[name].node)
    seen = set()
    for mutant in found:
        exec(compile(mutant.text, str(path), "exec", dont_inherit=True), {"__name__": "mutant"})  # noqa: S102
        changed = ast.dump(functions(mutant.text)[name].node)
        assert changed != original
        assert ast.dump(ast.parse(mutant.functions[name]).body[0].body[-1]) in changed  # type: ignore[attr-defined]
        assert mutant.line in range(functions(text)[name].def_line, functions(text)[name].last_line + 1)
        assert str(mutant.line) in mutant.description
        seen.add(changed)
    assert len(seen) == len(found)


def test_the_same_seed_gives_the_same_mutants() -> None:
    """The strength of evidence would change from run to run."""
    assert mutants(SHOP, "Shop.price", ("helper",), LIMIT, 3) == mutants(SHOP, "Shop.price", ("helper",), LIMIT, 3)
    assert mutants(SHOP, "Shop.price", ("helper",), LIMIT, 3) != mutants(SHOP, "Shop.price", ("helper",), LIMIT, 4)


def test_mutants_are_spread_over_the_lines() -> None:
    """A part of the function that no call reaches would go unnoticed."""
    lines = [mutant.line for mutant in mutants(SHOP, "Shop.price", (), 8, 0)]
    assert len(set(lines)) == 8 or len(set(lines)) == len({mutant.line for mutant in every(SHOP, "Shop.price")})


def test_helpers_get_their_share() -> None:
    """Evidence that never looks into the helpers would be called strong."""
    found = mutants(SHOP, "Shop.price", ("helper",), 9, 0)
    assert {name for mutant in found for name in mutant.functions} == {"Shop.price", "helper"}
    assert sum("Shop.price" in mutant.functions for mutant in found) >= 6


def test_nothing_is_changed_that_is_only_said() -> None:
    """Messages, logging, docstrings, defaults and annotations would count as faults that nobody noticed."""
    original = functions(SHOP)["Shop.price"].node
    for mutant in every(SHOP, "Shop.price"):
        node = functions(mutant.text)["Shop.price"].node
        assert ast.dump(node.args) == ast.dump(original.args)
        assert [ast.dump(item) for item in node.decorator_list] == [ast.dump(item) for item in original.decorator_list]
        assert ast.get_docstring(node, clean=False) == ast.get_docstring(original, clean=False)
        assert "amount + 99" in mutant.text
        assert "{amount - 1}" in mutant.text
        assert '"list[int]"' in mutant.text.replace("'", '"')


def test_the_rest_of_the_module_is_untouched() -> None:
    """A mutant would be noticed for something else than its fault."""
    for mutant in every(SHOP, "Shop.price"):
        assert mutant.text.startswith(SHOP.split("    def price", maxsplit=1)[0])
        assert mutant.text.endswith(SHOP.split("    def price", maxsplit=1)[1].split("4)", maxsplit=1)[1])
        assert "two\n  lines" in str(functions(mutant.text)["Shop.price"].node.body[2].value.value)  # type: ignore[attr-defined]


def test_loops_still_end() -> None:
    """Each endless mutant would cost the run a time limit and be noticed by any call."""
    said = [mutant.description for mutant in every(SHOP, "Shop.price")]
    assert not any("amount -= 1" in text for text in said)
    search = "def f(x):\n    while True:\n        x = x // 2\n        if x < 2:\n            break\n    return x\n"
    assert not any("break removed" in mutant.description for mutant in every(search, "f"))


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("def f(a, b):\n    return a < b\n", "a <= b"),
        ("def f(a, b):\n    return a < b\n", "a > b"),
        ("def f(a, b):\n    return a in b\n", "a not in b"),
        ("def f(a, b):\n    return a and b\n", "a or b"),
        ("def f(a, b):\n    return a - b\n", "b - a"),
        ("def f(a, b):\n    return a // b\n", "b // a"),
        ("def f(a, b):\n    return a + b\n", "return a\n"),
        ("def f(a, b):\n    return a + 1\n", "a - 1"),
        ("def f(a, b):\n    return a + 1\n", "a + 2"),
        ("def f(a, b):\n    return a + 1\n", "a + 0"),
        ("def f(a, b):\n    return min(a, b)\n", "max(a, b)"),
        ("def f(a, b):\n    return sorted(a, reverse=True)\n", "reverse=not True"),
        ("def f(a, b):\n    return sorted(a, key=len)\n", "sorted(a)"),
        ("def f(a, b):\n    a.append(b)\n    return a\n", "pass"),
        ("def f(a, b):\n    a[b] = 1\n    return a\n", "pass"),
        ("def f(a, b):\n    for x in a:\n        if x == b:\n            break\n    return x\n", "pass"),
        ("def f(a, b):\n    if a < b:\n        return a\n    return b\n", "if not a < b"),
        ("def f(a, b):\n    if a < b:\n        return a\n    return b\n", "if False"),
        ("def f(a, b):\n    return [x for x in a if x < b]\n", "[x for x in a]"),
        ("def f(a, b):\n    return a[1:]\n", "a[1 + 1:]"),
        ("def f(a, b):\n    return -a\n", "return a\n"),
    ],
)
def test_each_kind_of_fault_is_made(source: str, wrong: str) -> None:
    """A whole kind of fault could go unnoticed and the evidence still be called strong."""
    assert any(wrong in f"{mutant.text}\n" for mutant in every(source, "f"))


def test_a_function_without_anything_to_change_has_no_mutants() -> None:
    """A share of nothing would be shown."""
    assert every("def f():\n    pass\n", "f") == []


def test_a_mutant_says_what_its_line_was_and_became() -> None:
    """Weak evidence would not say what the tests do not look at."""
    text = "def f(items):\n    found = []\n    for item in items:\n        if item   > 3:\n            found.append(item)\n    return found\n"
    told = {(made.line, made.original, made.mutated) for made in mutants(text, "f", [], 20, 0)}
    assert {(4, "if item > 3:", "if item >= 3:"), (4, "if item > 3:", "if item > 4:")} & told
    assert all(line != 4 or original == "if item > 3:" for line, original, _ in told)
