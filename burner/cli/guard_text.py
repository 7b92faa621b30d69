"""What people read of a guard: a line for each changed function, and below a slower one what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from burner.check.guard import phrases
from burner.check.guard.document import Found
from burner.check.guard.github import verdict
from burner.check.guard.run import FINDINGS, Checked
from burner.cli.result_text import shown_path
from burner.cli.stdout import Line

_STYLES = {"slower": ("bold", "red"), "grows_worse": ("bold", "red"), "faster": ("green",), "no_slowdown": ("green",)}
_WIDTH = 240


def checked_lines(item: Checked, base: str, *, quiet: bool) -> Sequence[Line]:
    """The lines of one function; `quiet` ones are only those of slower functions."""
    is_finding = item.status in FINDINGS
    if quiet and not is_finding:
        return []
    file, span = shown_path(str(item.changed.change.path)), item.changed.span
    lines: list[Line] = [
        (f"{file}:{span.first_line}: {span.qualname}: {_cut(phrases.headline(item))}", *_STYLES.get(item.status, ()))
    ]
    if item.versus is not None and (is_finding or item.versus.behaviour.differing):
        rows = [("growth", phrases.growth(item)), ("behaviour", _cut(phrases.behaviour(item.versus)))]
        if is_finding and item.changed.change.name == item.changed.change.old_name:
            rows.append(("look", f"burner compare {file}::{span.qualname} --against {base}"))
        lines += [(f"  {label:<10}{text}",) for label, text in rows if text]
    return lines


def closing_line(found: Found) -> Line:
    """The last line: the verdict on all changed functions."""
    changes = found.changes
    if changes.base is None:
        return (f"nothing to compare with: {changes.how}",)
    return (f"{verdict(found)} since {changes.base} ({changes.how}), {found.wall_s:.0f} s", "bold")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 3] + "..."
