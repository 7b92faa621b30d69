"""Route finder for the dungeon map editor.

Maps are lists of strings: '#' wall, '.' floor, '~' water (walkable), '^' trap (avoid).
"""

BLOCKED = "#^"


def open_neighbours(grid, row, col):
    for dr, dc in ((-1, 0), (0, 1), (1, 0), (0, -1)):
        r, c = row + dr, col + dc
        if 0 <= r < len(grid) and 0 <= c < len(grid[r]) and grid[r][c] not in BLOCKED:
            yield r, c


def explore(grid, start, goal):
    """Length of the shortest walk from start to goal, with some facts for the status bar."""
    if grid[start[0]][start[1]] in BLOCKED:
        raise ValueError("start is inside a wall")
    visited = [start]
    queue = [(start, 0)]
    water = 0
    widest = 1
    while queue:
        widest = max(widest, len(queue))
        (row, col), steps = queue.pop(0)
        if (row, col) == goal:
            return {"steps": steps, "seen": len(visited), "water": water, "frontier": widest}
        if grid[row][col] == "~":
            water += 1
        for cell in open_neighbours(grid, row, col):
            if cell not in visited:
                visited.append(cell)
                queue.append((cell, steps + 1))
    return {"steps": None, "seen": len(visited), "water": water, "frontier": widest}
