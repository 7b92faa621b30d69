"""Compare how two listeners rank the same songs."""

from bisect import bisect_right, insort


def taste_match(mine, theirs):
    """Share of song pairs which both lists put in the same order, from 0 to 1.

    Songs that only one of the lists has are ignored.
    """
    place = {}
    for n, song in enumerate(theirs):
        place.setdefault(song, n)
    common = []
    for song in mine:
        if song in place and song not in common[-1:]:
            common.append(song)
    if len(common) < 2:
        return {"common": len(common), "swaps": 0, "match": None}

    swaps = 0
    pairs = 0
    before = []
    for song in common:
        pairs += len(before)
        swaps += len(before) - bisect_right(before, place[song])
        insort(before, place[song])
    return {
        "common": len(common),
        "swaps": swaps,
        "match": round(1 - swaps / pairs, 3),
    }
