"""Latency table per endpoint for the weekly service review."""
from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    at: int          # unix seconds
    endpoint: str
    millis: int


def percentile(ordered: list[int], share: float) -> int:
    """Nearest-rank percentile of an ordered, non-empty list."""
    index = int(share * len(ordered))
    return ordered[min(index, len(ordered) - 1)]


def latency_table(samples: list[Sample], limit_ms: int = 500) -> dict[str, dict]:
    """Summarise the samples by endpoint, in alphabetical order."""
    table = {}
    endpoints: dict[str, list[Sample]] = {}
    for sample in samples:
        endpoints.setdefault(sample.endpoint, []).append(sample)
    for endpoint in sorted(endpoints):
        mine = endpoints[endpoint]
        ordered = sorted(sample.millis for sample in mine)
        over = sum(1 for value in ordered if value > limit_ms)
        table[endpoint] = {
            "count": len(mine),
            "median": percentile(ordered, 0.5),
            "p95": percentile(ordered, 0.95),
            "over_limit": round(over / len(mine), 3),
            "first": mine[0].at,
            "last": max(sample.at for sample in mine),
        }
    return table
