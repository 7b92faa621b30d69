"""Calls that hold the code's own literals: branches for one number, sign or word are met."""

from __future__ import annotations

import ast

from burner.workload.generate import generate
from burner.workload.literals import literals

MODULE = '''\
LONG = {1, 3, 10}
UNITS = ("kg", "t")
OTHER = 77


def f(row, text, month):
    """Docs."""
    if month in LONG or month > 5:
        raise ValueError("bad month")
    if text[0] in "+-":
        return row["weight"] * 2.5
    return f"{text} of 99" if text in UNITS else row.get("name")
'''


def literals_of(text: str) -> list[object]:
    """The literals of the function `f` of a module."""
    tree = ast.parse(text)
    return literals(tree, [n for n in tree.body if isinstance(n, ast.FunctionDef)])


def calls_of(arguments: list[object], text: str) -> list[list[object]]:
    """The arguments of made-up calls of a function that was called once."""
    calls = [["t", [["t", arguments], ["d", []]]]]
    made = generate(calls, 0, 400, [f"p{n}" for n in range(len(arguments))], known_literals=literals_of(text))
    return [call[1][0][1] for call in made]


def test_literals_of_a_function_and_of_the_tables_that_it_reads():
    """Names of fields and messages would take the place of what is compared."""
    assert set(literals_of(MODULE)) == {5, "+-", 2.5, 1, 3, 10, "kg", "t"}
    assert literals_of("def f(n):\n    return n == True or n is None or n == 10**3\n") == [10, 3]
    assert literals_of(f"def f(n):\n    return {'x' * 50!r}, {2**50}, ''\n") == []


def test_numbers_and_texts_of_the_code_are_met():
    """A version without the branch for a sign, or with another month, passed for the original."""
    months = {month for _, _, month in calls_of([["d", []], "ab", 4], MODULE)}
    assert {1, 3, 10, 5, 6, 9, 11} <= months
    texts = {text for _, text, _ in calls_of([["d", []], "ab", 4], MODULE)}
    assert {"kg", "t", "+ab", "-ab", "ab-"} <= texts


def test_numbers_of_the_code_come_into_lists():
    """Only arguments themselves would be tried."""
    held = [numbers[1] for (numbers,) in calls_of([["l", [700, 800, 900]]], "def f(ns):\n    return ns.index(41)\n")]
    assert any(41 in numbers for numbers in held)
    assert any(42 in numbers for numbers in held)


def test_a_modulus_is_no_count():
    """A call that never ends would be waited for, again and again."""
    held = [n for (n,) in calls_of([7], "def f(n):\n    return sum(range(n)) % 1_000_000_007 + 500\n")]
    assert 500 in held
    assert max(held) < 10_000
    assert 1_000_000_007 in [n for (n,) in calls_of([5_000_000], "def f(n):\n    return n % 1_000_000_007\n")]


def test_calls_with_literals_are_as_likely_as_their_number():
    """A function full of numbers would be tried with nothing else."""
    many = "def f(n):\n    return n in (" + ", ".join(str(1000 + 7 * k) for k in range(200)) + ")\n"
    held = calls_of([["l", [1, 2, 3]]], many)
    large = [numbers for (numbers,) in held if any(n > 990 for n in numbers[1])]
    assert 0 < len(large) <= 100
