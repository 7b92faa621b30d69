"""Which of the verified versions would win."""

from __future__ import annotations

import pytest

from burner.measure.statistics import Speedup
from burner.policy.protocol import Origin, Proposal
from burner.search.judge import Judged
from burner.search.ledger import Entry, Ledger
from burner.search.versions import Rewritten
from burner.verify.behaviour import Version

SHORT, LONG = "-a\n+b\n", "-a\n-b\n-c\n+d\n"


def entry(ident: str, ratio: float, diff: str) -> Entry:
    """A version that was judged better by so much."""
    version = Rewritten(b"", "", Version(""), diff, ident)
    speedup = Speedup(ratio, ratio * 0.9, ratio * 1.1, 0.95, "cpu", 8)
    return Entry(
        ident, None, 1, Proposal({}, Origin("llm", "m")), Judged("better", "full time", "", version, None, speedup)
    )


@pytest.mark.parametrize(
    ("long", "short", "winner"),
    [(5.0, 4.9, "short"), (5.0, 3.0, "long"), (1.24, 1.235, "short"), (1.24, 1.18, "long")],
)
def test_the_smaller_diff_wins_where_it_costs_next_to_nothing(long: float, short: float, winner: str) -> None:
    """Every needless change of a model would stay in the diff, or a real gain would be given away for a tidy one."""
    assert Ledger("time", [entry("long", long, LONG), entry("short", short, SHORT)]).best.id == winner
