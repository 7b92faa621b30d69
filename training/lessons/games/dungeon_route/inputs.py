TARGET = "explore"
SIZES = (4, 12, 48)
FAULT = "visited is a list that is scanned for every neighbour of every cell, and the queue is a list whose front is taken off with pop(0)."
CURE = "Make visited a set (add) and the queue a deque (popleft)."


def make(rng, size):
    grid = []
    for _ in range(size):
        grid.append("".join(rng.choices(".~#^", [70, 12, 14, 4], k=size)))
    start = (rng.randrange(size), rng.randrange(size))
    if size > 20:
        start = (0, 0)
    if rng.random() < 0.95:
        row = grid[start[0]]
        grid[start[0]] = row[:start[1]] + "." + row[start[1] + 1:]
    goal = (size - 1, size - 1) if size > 20 else (rng.randrange(size), rng.randrange(size))
    return grid, start, goal
