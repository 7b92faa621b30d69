"""Fill the depressions of an elevation grid so that water can run off."""

STEPS = [(-1, 0), (1, 0), (0, -1), (0, 1)]


def fill_depressions(dem):
    """Return (filled grid, added volume, number of raised cells)."""
    height = len(dem)
    width = len(dem[0]) if dem else 0
    filled = [list(row) for row in dem]
    seen = [[False] * width for _ in range(height)]
    volume = 0
    raised = 0
    # water leaves over the border, so start there and work inwards
    frontier = []
    for r in range(height):
        for c in range(width):
            if r in (0, height - 1) or c in (0, width - 1):
                seen[r][c] = True
                frontier.append((dem[r][c], r, c))
    while frontier:
        frontier.sort()
        level, r, c = frontier.pop(0)
        for dr, dc in STEPS:
            nr, nc = r + dr, c + dc
            if not (0 <= nr < height and 0 <= nc < width) or seen[nr][nc]:
                continue
            seen[nr][nc] = True
            if dem[nr][nc] < level:
                volume += level - dem[nr][nc]
                raised += 1
                filled[nr][nc] = level
            frontier.append((filled[nr][nc], nr, nc))
    return filled, volume, raised
