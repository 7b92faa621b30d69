"""Arrays instead of elements: the same values, types of elements and errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules import arrays, vectors

np = pytest.importorskip("numpy", reason="the rules for arrays are tried on real ones")

GROWN, ELEMENTS = arrays.RULES
WHERE, ELEMENTWISE = vectors.RULES
RULES = (*arrays.RULES, *vectors.RULES)

SPIKES = """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    if trace.ndim != 1:
        raise ValueError("one dimension")
    found = np.array([], dtype=np.int64)
    for i in range(len(trace)):
        if trace[i] > limit:
            if i == 0 or trace[i - 1] <= limit:
                found = np.append(found, i)
    return found
"""

MIXED = """\
import numpy as np


def f(values, scale):
    out = np.zeros(1, dtype=np.int32)
    tail = np.array([], dtype=np.int64)
    for value in values:
        if value != scale:
            out = np.append(out, value * 2)
        tail = np.concatenate((tail, [value]))
    return out, tail
"""

NEIGHBOURS = """\
import numpy


def f(trace, limit):
    levels = numpy.asarray(trace)
    peaks = []
    for i in range(2, len(levels)):
        if levels[i - 1] > levels[i] and levels[i - 1] >= levels[i - 2] and limit < levels[i - 1]:
            peaks.append(i - 1)
    return peaks
"""

COMPUTED = """\
import numpy as np


def f(values, scale):
    a = np.array(values)
    n = len(a)
    steps = np.zeros(n)
    signs = np.zeros_like(a)
    for i in range(1, n):
        steps[i] = (a[i] - a[i - 1]) / 4 + scale
        signs[i] = 1 if a[i] > -steps[i] else a[i - 1]
        steps[i] *= 2
    return steps, signs
"""

VALUES = st.lists(st.integers(-3, 3) | st.sampled_from([0.5, float("nan"), float("inf")]), max_size=8)


def _as_text(value):
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.tolist()}"
    return [_as_text(v) for v in value] if isinstance(value, (list, tuple)) else repr(value)


def _same(rewriting, rule, text, args):
    made = rewriting.modules_of(rule, text)
    assert made
    for new in made:
        answers = []
        for source in (text, new):
            try:
                answers.append(_as_text(rewriting.function_of(source)(*args)))
            except (ValueError, TypeError, IndexError) as error:
                answers.append(type(error).__name__)
        assert answers[0] == answers[1]


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(-2, 2))
def test_places_are_found_by_whole_arrays(rewriting, values, limit):
    """A place would be missing at an end, or at a nan."""
    _same(rewriting, WHERE, SPIKES, (values, limit))
    _same(rewriting, WHERE, NEIGHBOURS, (values, limit))
    _same(rewriting, ELEMENTS, NEIGHBOURS, (values, limit))
    _same(rewriting, ELEMENTS, SPIKES, (values, limit))


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(-2, 2))
def test_an_array_put_together_once_has_the_same_type(rewriting, values, limit):
    """The dtype would depend on how the array was grown."""
    _same(rewriting, GROWN, SPIKES, (values, limit))
    _same(rewriting, GROWN, MIXED, (values, limit))
    _same(rewriting, GROWN, MIXED, (np.array([1, 2], dtype=np.int16), limit))


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(-2, 2))
def test_whole_arrays_hold_what_their_elements_did(rewriting, values, limit):
    """A neighbour would be taken from the wrong side, or the first element be overwritten."""
    _same(rewriting, ELEMENTWISE, COMPUTED, (values, limit))
    _same(rewriting, ELEMENTWISE, COMPUTED, (np.array(values, dtype=np.float32), limit))


@pytest.mark.parametrize("values", [[[1, 2], [3, 4]], [[1], [2]], 5])
def test_arrays_of_other_dimensions_behave_as_before(rewriting, values):
    """An error for the wrong dimension would turn into an answer."""
    _same(rewriting, WHERE, SPIKES, (values, 0))
    _same(rewriting, WHERE, NEIGHBOURS, (values, 0))


REFUSED = {
    "an element depends on the one before": (
        "import numpy as np\n\n\ndef f(t):\n    a = np.array(t)\n    b = np.zeros(len(a))\n"
        "    for i in range(1, len(a)):\n"
        "        b[i] = b[i - 1] + a[i]\n    return b\n"
    ),
    "the array may be the caller's": (
        "import numpy as np\n\n\ndef f(t, u):\n    a = np.asarray(t)\n    b = np.asarray(u)\n"
        "    for i in range(1, len(a)):\n"
        "        b[i] = a[i - 1]\n    return b\n"
    ),
    "no numpy in the module": "def f(t, limit):\n    return [i for i in range(len(t)) if t[i] > limit]\n",
    "the array changes in the loop": (
        "import numpy as np\n\n\ndef f(t):\n    t = np.asarray(t)\n    for i in range(1, len(t)):\n"
        "        if t[i] < t[i - 1]:\n"
        "            t[i] = t[i - 1]\n    return t\n"
    ),
    "the growing array is read": (
        "import numpy as np\n\n\ndef f(xs):\n    a = np.array([])\n    for x in xs:\n"
        "        a = np.append(a, x + len(a))\n    return a\n"
    ),
    "whole rows are appended": (
        "import numpy as np\n\n\ndef f(xs):\n    a = np.zeros((0, 2))\n    for x in xs:\n"
        "        a = np.append(a, [[x, x]], axis=0)\n    return a\n"
    ),
    "the elements are handed out": (
        "import numpy as np\n\n\ndef f(t):\n    t = np.asarray(t)\n    out = []\n    for i in range(len(t)):\n"
        "        out.append(t[i])\n    return out\n"
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_other_loops_over_arrays_are_left_alone(rewriting, why):
    """Numpy would be brought in, or elements change their type."""
    for rule in RULES:
        assert rewriting.modules_of(rule, REFUSED[why]) == []
