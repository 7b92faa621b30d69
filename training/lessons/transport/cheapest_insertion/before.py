"""Plans the round of a cargo bike: stops are put in where they cost least."""


def blocks(a, b):
    """Distance in the street grid."""
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def round_length(route):
    return sum(blocks(a, b) for a, b in zip(route, route[1:]))


def plan_round(depot, stops, max_length=None):
    """Insert the stops one by one at the cheapest place of the round.

    Returns the round, its length after each insertion and the stops that would
    have made it longer than max_length.
    """
    route = [depot, depot]
    lengths = []
    dropped = []
    for stop in stops:
        best_place = None
        best_length = None
        for place in range(1, len(route)):
            candidate = route[:place] + [stop] + route[place:]
            length = round_length(candidate)
            if best_length is None or length < best_length:
                best_length = length
                best_place = place
        if max_length is not None and best_length > max_length:
            dropped.append(stop)
            continue
        route.insert(best_place, stop)
        lengths.append(best_length)
    return route, lengths, dropped
