"""Walking routes for the pickers through the aisles of the warehouse."""
from collections import deque


def picker_route(passages, start, goal, blocked=()):
    """Fewest-steps route from start to goal as a list of places, or None.

    passages: place -> neighbouring places; of several routes with the same
    number of steps the first one found is given. Also returns the number of
    places that were looked at.
    """
    closed = set(blocked)
    if start in closed or goal in closed:
        return None, 0
    looked_at = 0
    seen = {start}
    queue = deque([[start]])
    while queue:
        route = queue.popleft()
        place = route[-1]
        looked_at += 1
        if place == goal:
            return route, looked_at
        for neighbour in passages.get(place, ()):
            if neighbour in seen or neighbour in closed:
                continue
            seen.add(neighbour)
            queue.append(route + [neighbour])
    return None, looked_at
