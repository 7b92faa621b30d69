"""Compare how two listeners rank the same songs."""


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
    for i in range(len(common) - 1):
        for j in range(i + 1, len(common)):
            pairs += 1
            if place[common[i]] > place[common[j]]:
                swaps += 1
    return {
        "common": len(common),
        "swaps": swaps,
        "match": round(1 - swaps / pairs, 3),
    }
