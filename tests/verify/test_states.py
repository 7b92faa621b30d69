"""What a module keeps after a call is compared with what the original keeps when it is called in the same order."""

from __future__ import annotations

import pytest

from burner.sandbox.forkserver import ForkServer
from burner.sandbox.inside.codec import encode
from burner.verify.behaviour import CHUNK, Case, Side, Version, check, establish

MODULE = """\
TABLE = {}


def weight(n):
    if "weights" not in TABLE:
        TABLE["weights"] = [i * i for i in range(50)]
    total = 0
    for i in range(n):
        total = total + TABLE["weights"][i % 50]
    return total
"""
SUMMED = MODULE.replace(
    """\
    total = 0
    for i in range(n):
        total = total + TABLE["weights"][i % 50]
    return total
""",
    '    return sum(TABLE["weights"][i % 50] for i in range(n))\n',
)
KEEPING = SUMMED.replace("    return sum(", "    TABLE[n] = sum(").rstrip() + "\n    return TABLE[n]\n"
UNFILLED = SUMMED.replace('        TABLE["weights"] = [i * i for i in range(50)]\n', "        pass\n").replace(
    'TABLE["weights"][i % 50]', "(i % 50) ** 2"
)


def _cases(servers: list[ForkServer]) -> list[Case]:
    calls = [encode(((n,), {})) for n in range(CHUNK + 10)]
    found, _ = establish(servers, "weight", calls, recorded=True, until=float("inf"))
    return found


@pytest.mark.parametrize("first", [0, 1])
def test_what_the_first_call_fills_is_no_trace_of_the_version(servers: list[ForkServer], first: int) -> None:
    """A table that the module fills when it is first needed would refuse every version, if its first call is left out."""
    cases = _cases(servers)[first:]

    assert check(Side(servers[0], Version(SUMMED, ("weight",))), cases, "normal") is None


def test_a_version_that_keeps_results_is_still_found(servers: list[ForkServer]) -> None:
    """A cache across calls looks fast when the same call is timed again."""
    found = check(Side(servers[0], Version(KEEPING, ("weight",))), _cases(servers)[1:], "normal")

    assert found is not None
    assert found.kind in {"caches_across_calls", "wrong"}


def test_a_version_that_leaves_the_table_empty_is_still_found(servers: list[ForkServer]) -> None:
    """Code that reads the table after a call would find nothing there."""
    found = check(Side(servers[0], Version(UNFILLED, ("weight",))), _cases(servers), "normal")

    assert found is not None
    assert found.kind == "wrong"
