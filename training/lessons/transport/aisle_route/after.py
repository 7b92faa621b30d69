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
    came_from = {start: None}
    queue = deque([start])
    while queue:
        place = queue.popleft()
        looked_at += 1
        if place == goal:
            route = [place]
            while place != start:
                place = came_from[place]
                route.append(place)
            return route[::-1], looked_at
        for neighbour in passages.get(place, ()):
            if neighbour in came_from or neighbour in closed:
                continue
            came_from[neighbour] = place
            queue.append(neighbour)
    return None, looked_at
