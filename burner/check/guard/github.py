"""What GitHub shows of a guard: annotations at the changed lines, and a table in the job's summary."""

from __future__ import annotations

from burner.check.guard import phrases
from burner.check.guard.document import Found
from burner.check.guard.run import Checked
from burner.report import words

MOST_ANNOTATIONS = 10
"""GitHub shows no more of one kind for one step."""
_ICONS = {"slower": "❌", "grows_worse": "❌", "faster": "✅", "no_slowdown": "✅"}


def workflow_commands(found: Found) -> str:
    """Workflow commands: an error for each slower function, one notice for what was not compared."""
    rows = [_annotation(item) for item in found.slower[:MOST_ANNOTATIONS]]
    broken = [item for item in found.broken if item.is_new][: MOST_ANNOTATIONS - len(rows)]
    rows += [f"::error file={_property(item.name)},title=burner guard::{_data(item.reason)}\n" for item in broken]
    uncompared = [item for item in found.checked if item.versus is None]
    if uncompared:
        names = ", ".join(item.changed.target for item in uncompared)
        said = words.count(len(uncompared), "changed function was", "changed functions were")
        rows.append(f"::notice title=burner guard::{_data(f'{said} not compared: {names}')}\n")
    return "".join(rows)


def summary(found: Found) -> str:
    """The job summary, in markdown."""
    base = f" since `{found.changes.base}` ({found.changes.how})" if found.changes.base else ""
    lines = [f"### burner guard: {verdict(found)}{base}"]
    if found.checked:
        lines += ["", "| | function | time | behaviour |", "|---|---|---|---|"]
        lines += [_row(item) for item in found.checked]
    lines += [f"\n- `{item.name}`: {_cell(item.reason)}" for item in found.broken]
    lines += [f"\n- {_cell(note)}" for note in found.changes.notes]
    return "\n".join(lines) + "\n\n"


def verdict(found: Found) -> str:
    """All of it in a few words."""
    if not found.checked:
        return "nothing that can be compared changed" if found.broken else "no function changed"
    count = words.count(len(found.checked), "changed function")
    if found.slower:
        return f"{len(found.slower)} of {count} became slower"
    compared = sum(item.versus is not None for item in found.checked)
    return f"no slowdown found in {compared} of {count}" if compared else f"none of {count} could be compared"


def _annotation(item: Checked) -> str:
    span = item.changed.span
    place = f"file={_property(item.changed.change.name)},line={span.first_line},endLine={span.last_line}"
    text = f"{span.qualname}: {phrases.headline(item)}"
    if item.versus is not None and item.versus.behaviour.differing:
        text += f"\nbehaviour {phrases.behaviour(item.versus)}"
    return f"::error {place},title=burner guard::{_data(text)}\n"


def _row(item: Checked) -> str:
    seen = item.versus
    behaviour = _cell(phrases.behaviour(seen)) if seen is not None else ""
    time = " ".join(part for part in (phrases.headline(item), phrases.growth(item)) if part)
    return f"| {_ICONS.get(item.status, '')} | `{item.changed.target}` | {_cell(time)} | {behaviour} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
