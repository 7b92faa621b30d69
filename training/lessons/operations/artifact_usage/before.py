"""Show which directories of the artifact store take up the space."""
from __future__ import annotations


def parents(path: str) -> list[str]:
    """Directories above a path, outermost first: a/b/c.txt gives a and a/b."""
    return [path[:i] for i, char in enumerate(path) if char == "/"]


def human(size: int) -> str:
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size} {unit}"
        size //= 1000
    return f"{size} GB"


def directory_usage(files: dict[str, int], at_least: int = 0) -> list[str]:
    """One line for each directory that holds at least so many bytes, sorted by name."""
    directories = set()
    for path in files:
        directories.update(parents(path))

    lines = []
    for directory in sorted(directories):
        total = 0
        count = 0
        for path, size in files.items():
            if path.startswith(directory + "/"):
                total += size
                count += 1
        if total < at_least:
            continue
        depth = directory.count("/")
        plural = "" if count == 1 else "s"
        lines.append(f"{'  ' * depth}{directory}: {human(total)} in {count} file{plural}")
    return lines
