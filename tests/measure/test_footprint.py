"""Less memory is found as less time is: over pairs, and not by what a version says of itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from burner.measure.footprint import Footprint, compare, kernel
from burner.measure.timing import Inputs
from burner.sandbox.forkserver import ForkServer, Load
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.target import functions, project_python
from burner.verify.behaviour import Side, Version

MODULE = """\
def total(count):
    return sum([bytes(1000) + bytes([n % 7]) for n in range(count)], b"")[:1] if count < 0 else len(
        [bytes(1000) for n in range(count)]
    )
"""
SMALLER = "def total(count):\n    return sum(1 for n in range(count) if bytes(1000))\n"
LARGER = MODULE.replace("bytes(1000) for n", "bytes(2000) for n")
LIAR = """\
def total(count):
    import tracemalloc
    tracemalloc.get_traced_memory = lambda: (0, 0)
    return len([bytes(1000) for n in range(count)])
"""
SAME = MODULE.replace("for n in range(count)]\n    )", "for m in range(count)]\n    )")
COUNT = 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """A server on the module."""
    folder = tmp_path_factory.mktemp("work")
    file = folder / "work.py"
    file.write_text(MODULE)
    spans = {name: (span.first_line, span.last_line) for name, span in functions(MODULE).items()}
    place = Place(choose(), project_python(folder, None), folder)
    with ForkServer(place, Load(file, "work", "", (str(folder), *place.python.sys_path), spans), 1) as made:
        yield made


@pytest.fixture
def inputs() -> Inputs:
    """Calls that take a few milliseconds and thirty megabytes."""
    return Inputs("sizes", "total", tuple(["t", [["t", [COUNT + n]], ["d", []]]] for n in range(3)), 0.005)


def compared(server: ForkServer, inputs: Inputs, text: str, what: str = "memory") -> Footprint:
    """The original against a version; what is said of time does not matter here."""
    return compare(Side(server), Side(server, Version(text, ("total",))), inputs, what, [1.0, 1.0, 1.0], 0.05)


@pytest.mark.parametrize("what", ["memory", "integral"])
def test_a_version_that_takes_less_is_better(server: ForkServer, inputs: Inputs, what: str) -> None:
    """A user who asked for less memory would not get it, or not know how sure the figure is."""
    found = compared(server, inputs, SMALLER, what)
    assert found.decision == "better"
    assert found.ratio.low > 5


def test_the_same_code_takes_the_same(server: ForkServer, inputs: Inputs) -> None:
    """Identical code would be called smaller."""
    found = compared(server, inputs, SAME)
    assert found.decision == "no_difference"
    assert 0.97 < found.ratio.ratio < 1.03


def test_a_version_that_takes_more_is_worse(server: ForkServer, inputs: Inputs) -> None:
    """A version that needs twice the memory would be offered."""
    assert compared(server, inputs, LARGER).decision == "worse"


def test_a_version_that_forges_the_count_is_not_believed(server: ForkServer, inputs: Inputs) -> None:
    """A version that says it took nothing would win."""
    assert compared(server, inputs, LIAR).decision != "better"


def test_the_kernel_sees_what_is_taken(server: ForkServer, inputs: Inputs) -> None:
    """The figure from outside, which nobody in the sandbox can change, would say nothing."""
    assert 20e6 < kernel(Side(server), inputs).peak_bytes < 60e6
