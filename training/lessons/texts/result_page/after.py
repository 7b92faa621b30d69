"""Search: put together the result page from scored hits."""

from dataclasses import dataclass


@dataclass
class Hit:
    title: str
    source: str
    score: float


PER_SOURCE = 2


def result_page(hits, limit=10, min_score=0.0):
    """The best hits, at most PER_SOURCE of one source; equal scores in the order given."""
    remaining = [hit for hit in hits if hit.score >= min_score]
    remaining.sort(key=lambda hit: hit.score, reverse=True)
    page = []
    taken = {}
    hidden = 0
    for best in remaining:
        if len(page) >= limit:
            break
        if taken.get(best.source, 0) >= PER_SOURCE:
            hidden += 1
            continue
        taken[best.source] = taken.get(best.source, 0) + 1
        page.append(f"{len(page) + 1}. {best.title} ({best.source}, {best.score:.2f})")
    return {"page": page, "hidden": hidden, "sources": len(taken)}
