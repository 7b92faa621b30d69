"""Offline evaluation of the song recommender: does our order agree with the listener's?"""
from bisect import bisect_right, insort


def agreement(recommended: list[str], listened: list[str]) -> dict:
    """Kendall's tau between the recommended order and the order of preference.

    Only songs which are in both lists are compared; the share of them is the coverage.
    """
    place = {}
    for position, song in enumerate(listened):
        place.setdefault(song, position)
    common = [song for song in recommended if song in place]
    swapped = 0
    before: list[int] = []
    for song in common:
        swapped += len(before) - bisect_right(before, place[song])
        insort(before, place[song])
    pairs = len(common) * (len(common) - 1) // 2
    tau = 1 - 2 * swapped / pairs if pairs else None
    first_hit = None
    if common:
        first_hit = recommended.index(common[0]) + 1
    return {
        "tau": None if tau is None else round(tau, 4),
        "swapped": swapped,
        "coverage": round(len(common) / len(recommended), 3) if recommended else 0.0,
        "first_hit": first_hit,
    }
