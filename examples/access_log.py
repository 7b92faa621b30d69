"""Numbers from a web server's access log ("<second> <client> <method> <path> <status> <milliseconds>")."""

from __future__ import annotations

from typing import NamedTuple


class PathStats(NamedTuple):
    path: str
    requests: int
    errors: int
    median_ms: int


def busiest_paths(lines: list[str], top: int = 5) -> list[PathStats]:
    """Paths with the most requests, with their server errors and median time; lines that can't be read are skipped."""
    paths: list[str] = []
    for line in lines:
        fields = line.split()
        if len(fields) != 6:
            continue
        path = fields[3].split("?")[0]
        if path not in paths:
            paths.append(path)

    stats = []
    for path in paths:
        durations = []
        errors = 0
        for line in lines:
            fields = line.split()
            if len(fields) != 6 or fields[3].split("?")[0] != path:
                continue
            durations.append(int(fields[5]))
            if fields[4].startswith("5"):
                errors += 1
        durations.sort()
        stats.append(PathStats(path, len(durations), errors, durations[len(durations) // 2]))
    return sorted(stats, key=lambda entry: (-entry.requests, entry.path))[:top]
