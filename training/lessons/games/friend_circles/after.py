"""Find the separate circles of friends among the members of the forum."""


def friend_circles(friendships: list[tuple[str, str]], smallest: int = 2) -> dict:
    """Members are in one circle when a chain of friendships connects them."""
    if smallest < 1:
        raise ValueError("smallest must be positive")
    circle_of: dict[str, set[str]] = {}
    for a, b in friendships:
        first = circle_of.setdefault(a, {a})
        second = circle_of.setdefault(b, {b})
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        first |= second
        for member in second:
            circle_of[member] = first
    circles = list({id(circle): circle for circle in circle_of.values()}.values())

    kept = [sorted(circle) for circle in circles if len(circle) >= smallest]
    kept.sort(key=lambda members: (-len(members), members[0]))
    histogram: dict[int, int] = {}
    for members in kept:
        histogram[len(members)] = histogram.get(len(members), 0) + 1
    return {
        "circles": kept,
        "sizes": histogram,
        "left_out": sum(len(circle) for circle in circles if len(circle) < smallest),
    }
