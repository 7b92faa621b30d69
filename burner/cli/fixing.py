"""`burner check --fix`: writes the rewrites that are equal whatever the input, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from burner.check.run import Report
from burner.check.scan import fix_source
from burner.check.settings import CheckSettings
from burner.history.undo import apply_recorded
from burner.target import read_source


def fix_files(report: Report, settings_for: Callable[[Path], CheckSettings]) -> int:
    """Rewrite the files that have certain findings, each atomically and with an undo record; return how many were fixed."""
    count = 0
    for path in dict.fromkeys(Path(item.path) for item in report.findings if item.certain):
        source = read_source(path)
        new, fixed = fix_source(source, settings_for(path))
        if fixed:
            apply_recorded(source, new, _run_id(path))
            count += len(fixed)
    return count


def _run_id(path: Path) -> str:
    import secrets
    import time

    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}-fix-{path.stem}"
