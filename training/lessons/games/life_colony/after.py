"""Conway's Game of Life on an endless board, for the colony catalogue."""


def around(x, y):
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def evolve(colony, generations):
    """Let a colony (list of (x, y) cells) live for some generations.

    Returns the sorted cells and the numbers of births and deaths; the run ends
    early when the colony is a still life or has died out.
    """
    cells = sorted(set(colony))
    births = deaths = 0
    for generation in range(generations):
        alive = set(cells)
        candidates = set(cells)
        for x, y in cells:
            candidates.update(around(x, y))
        survivors = []
        for cell in candidates:
            neighbours = sum(1 for other in around(*cell) if other in alive)
            if cell in alive:
                if neighbours in (2, 3):
                    survivors.append(cell)
                else:
                    deaths += 1
            elif neighbours == 3:
                survivors.append(cell)
                births += 1
        survivors.sort()
        if survivors == cells:
            return {"cells": cells, "births": births, "deaths": deaths, "still_since": generation}
        cells = survivors
    return {"cells": cells, "births": births, "deaths": deaths, "still_since": None}
