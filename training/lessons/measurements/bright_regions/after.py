"""Find connected bright regions in a small camera image."""

from dataclasses import dataclass


@dataclass
class Region:
    size: int
    peak: int
    box: tuple  # top, left, bottom, right


def bright_regions(image, threshold, min_size=1):
    regions = []
    visited = set()
    height = len(image)
    width = len(image[0]) if image else 0
    for row in range(height):
        for col in range(width):
            if image[row][col] < threshold or (row, col) in visited:
                continue
            # collect everything that touches this pixel by an edge
            pixels = [(row, col)]
            visited.add((row, col))
            for r, c in pixels:
                for nr, nc in ((r - 1, c), (r, c - 1), (r, c + 1), (r + 1, c)):
                    if not (0 <= nr < height and 0 <= nc < width):
                        continue
                    if image[nr][nc] >= threshold and (nr, nc) not in visited:
                        visited.add((nr, nc))
                        pixels.append((nr, nc))
            if len(pixels) < min_size:
                continue
            rs = [p[0] for p in pixels]
            cs = [p[1] for p in pixels]
            peak = max(image[r][c] for r, c in pixels)
            regions.append(Region(len(pixels), peak, (min(rs), min(cs), max(rs), max(cs))))
    return regions
