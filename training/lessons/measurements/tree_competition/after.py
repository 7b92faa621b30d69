"""Competition around each tree of a mapped forest plot (coordinates in cm)."""

from dataclasses import dataclass


@dataclass
class Tree:
    tag: str
    x: int
    y: int
    height: int


def competition(trees, radius):
    """Per tree: tag, number of neighbours, tallest neighbour, rank by height."""
    if radius <= 0:
        raise ValueError("radius must be positive")
    limit = radius * radius
    table = []
    cell = int(radius) + 1
    plot = {}
    for tree in trees:
        plot.setdefault((tree.x // cell, tree.y // cell), []).append(tree)
    for tree in trees:
        neighbours = 0
        tallest = 0
        rank = 1
        col, row = tree.x // cell, tree.y // cell
        around = [(c, r) for c in (col - 1, col, col + 1) for r in (row - 1, row, row + 1)]
        for other in (other for key in around for other in plot.get(key, ())):
            if other is tree:
                continue
            dx = other.x - tree.x
            dy = other.y - tree.y
            if dx * dx + dy * dy > limit:
                continue
            neighbours += 1
            if other.height > tallest:
                tallest = other.height
            if other.height > tree.height:
                rank += 1
        status = "free" if neighbours == 0 else "dominant" if rank == 1 else "suppressed"
        table.append((tree.tag, neighbours, tallest, rank, status))
    return table
