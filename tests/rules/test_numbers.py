"""Integer arithmetic by a shorter way: the same numbers, order and errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules import divisors, numbers, primes

(SIEVE,) = primes.RULES
DIVISORS, ROOT = divisors.RULES
EUCLID, PRODUCT, POWER, BITS = numbers.RULES
RULES = (*primes.RULES, *divisors.RULES, *numbers.RULES)

IS_PRIME = """\
def f(n):
    if n < 2:
        return False
    for d in range(2, {stop}):
        if n % d == 0:
            return False
    return True
"""

SMALLEST = """\
def f(n):
    smallest = n
    for d in range(2, n):
        if not n % d:
            smallest = 0
            break
    return smallest
"""

DIVISOR_LOOPS = [
    "def f(n):\n    return [d for d in range({first}, {stop}) if n % d == 0]\n",
    "def f(n):\n    return sum(d * k for d in range({first}, {stop}) if n % d == 0 and d > 2 for k in (1, 2))\n",
    (
        "def f(n):\n    out = []\n    for d in range({first}, {stop}):\n        if n % d == 0:\n"
        "            # each divisor\n            out.append(d)\n            if len(out) > 3:\n"
        "                break\n    return out\n"
    ),
]

PRIME_LOOP = """\
import math


def is_prime(n):
    if n <= 1:
        return False
    return all(n % d for d in range(2, math.isqrt(n) + 1))


def f(limit):
    total = []
    for n in range(limit):
        if not is_prime(n):
            continue
        total.append(n)
    return total, [is_prime(n) for n in range(3, limit)]
"""

TRIAL = """\
class Counter:
    def __init__(self):
        self.calls = 0

    @staticmethod
    def _prime(n):
        i = 2
        while i * i <= n:
            if n % i == 0:
                return False
            i += 1
        return True

    def count(self, limit):
        self.calls += 1
        return sum(1 for n in range(2, limit + 1) if self._prime(n))
"""


def _same(rewriting, rule, text, args, qualname="f", types=None):
    made = rewriting.modules_of(rule, text, qualname, types)
    assert made
    for new in made:
        before = rewriting.outcome(rewriting.function_of(text, qualname), args)
        assert rewriting.outcome(rewriting.function_of(new, qualname), args) == before


@pytest.mark.parametrize("stop", ["n", "n // 2 + 1", "int(n / 2) + 1"])
@pytest.mark.parametrize("n", [-5, 0, 1, 2, 3, 4, 9, 25, 49, 97, 121, 1000, True])
def test_trial_division_ends_at_the_root(rewriting, stop, n):
    """A square of a prime would be called a prime, or a wrong type be accepted."""
    _same(rewriting, ROOT, IS_PRIME.format(stop=stop), (n,), types={"n": "int"})
    _same(rewriting, ROOT, SMALLEST, (n,))


@pytest.mark.parametrize("n", [2.0, "x", None])
def test_what_is_no_integer_is_still_refused(rewriting, n):
    """A wrong argument would get an answer."""
    for rule, text in ((ROOT, SMALLEST), (DIVISORS, DIVISOR_LOOPS[0].format(first=1, stop="n"))):
        for made in rewriting.modules_of(rule, text):
            with pytest.raises(TypeError):
                rewriting.function_of(made)(n)


@pytest.mark.parametrize("text", DIVISOR_LOOPS)
@pytest.mark.parametrize("stop", ["n", "n + 1", "n // 2 + 1"])
@pytest.mark.parametrize("first", [1, 2])
def test_divisors_come_in_the_same_order(rewriting, text, stop, first):
    """A divisor would be missing, come twice, or come in another order."""
    text = text.format(stop=stop, first=first)
    for n in [-4, 0, 1, 2, 3, 4, 6, 12, 16, 36, 97, 210]:
        _same(rewriting, DIVISORS, text, (n,))


@pytest.mark.parametrize("limit", [-3, 0, 1, 2, 3, 4, 5, 30, 121])
def test_a_sieve_finds_the_same_primes(rewriting, limit):
    """A prime would be missing, or an answer be 1 instead of True."""
    _same(rewriting, SIEVE, PRIME_LOOP, (limit,))
    _same(rewriting, SIEVE, TRIAL, ((), limit), "Counter.count")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_euclid_gives_the_same_divisor(rewriting, a, b):
    """A fraction would be reduced wrongly."""
    for loop in (
        "a, b = b, a % b",
        "r = a % b\n        a = b\n        b = r",
        "t = b\n        b = a % b\n        a = t",
    ):
        for test in ("b", "b != 0", "b > 0"):
            _same(rewriting, EUCLID, f"def f(a, b):\n    while {test}:\n        {loop}\n    return a, b\n", (a, b))


@settings(max_examples=40)
@given(st.lists(st.integers(-5, 5) | st.floats(-2, 2), max_size=6), st.integers(-2, 12))
def test_products_are_the_same(rewriting, numbers, n):
    """A product of nothing, of floats or of a negative bound would differ."""
    _same(rewriting, PRODUCT, "def f(xs):\n    p = 1\n    for x in xs:\n        p *= x + 1\n    return p\n", (numbers,))
    _same(
        rewriting, PRODUCT, "def f(n):\n    p = 1\n    for k in range(2, n + 1):\n        p *= k\n    return p\n", (n,)
    )
    _same(rewriting, PRODUCT, "def f(n):\n    p = 1\n    for k in range(3, n):\n        p *= k\n    return p\n", (n,))


@given(st.integers(-50, 50), st.integers(0, 40), st.integers(-20, 20))
def test_powers_reduced_on_the_way_are_the_same(rewriting, base, exponent, modulus):
    """A remainder would have another sign, or a division by zero go unnoticed."""
    types = {"b": "int", "e": "int", "m": "int"}
    for text in ("def f(b, e, m):\n    return b**e % m\n", "def f(b, e, m):\n    return pow(b, e) % m\n"):
        made = rewriting.modules_of(POWER, text, "f", types)
        before, after = (rewriting.outcome(rewriting.function_of(t), (base, exponent, modulus)) for t in (text, *made))
        assert after == before


@given(st.integers())
def test_ones_are_counted_the_same(rewriting, mask):
    """A negative mask would have another count."""
    _same(rewriting, BITS, "def f(mask):\n    return bin(mask).count('1')\n", (mask,))


REFUSED = {
    "the loop changes n": (
        "def f(n):\n    for d in range(2, n):\n        if n % d == 0:\n            n //= d\n    return n\n"
    ),
    "the counter is read afterwards": (
        "def f(n):\n    for d in range(2, n):\n        if n % d == 0:\n            break\n    return d\n"
    ),
    "the test is another": (
        "def f(n):\n    for d in range(2, n):\n        if n % d == 1:\n            return d\n    return n\n"
    ),
    "the loop has an else": (
        "def f(n):\n    out = []\n    for d in range(1, n):\n        if n % d == 0:\n            out.append(d)\n"
        "    else:\n        out.append(0)\n    return out\n"
    ),
    "the search ends early": (
        "def is_prime(n):\n    if n < 2:\n        return False\n    for d in range(2, n):\n        if n % d == 0:\n"
        "            return False\n    return True\n\n\ndef f(start):\n    for n in range(2, 10**12):\n"
        "        if is_prime(n) and n > start:\n            return n\n"
    ),
    "the product starts elsewhere": "def f(xs):\n    p = 2\n    for x in xs:\n        p *= x\n    return p\n",
    "the last factor is read afterwards": "def f(xs):\n    p = 1\n    for x in xs:\n        p *= x\n    return p, x\n",
}


@pytest.mark.parametrize("why", REFUSED)
def test_other_arithmetic_is_left_alone(rewriting, why):
    """Loops that look alike would give other numbers."""
    for rule in RULES:
        assert rewriting.modules_of(rule, REFUSED[why]) == []
