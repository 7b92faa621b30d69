"""Find the separate circles of friends among the members of the forum."""


def friend_circles(friendships: list[tuple[str, str]], smallest: int = 2) -> dict:
    """Members are in one circle when a chain of friendships connects them."""
    if smallest < 1:
        raise ValueError("smallest must be positive")
    circles: list[set[str]] = []
    for a, b in friendships:
        touching = [circle for circle in circles if a in circle or b in circle]
        merged = {a, b}
        for circle in touching:
            merged |= circle
            circles.remove(circle)
        circles.append(merged)

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
