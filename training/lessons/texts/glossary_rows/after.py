"""Attach approved glossary translations to the segments of a translation job."""

from dataclasses import dataclass


@dataclass
class Entry:
    source: str
    target: str
    language: str
    approved: bool = True


def annotate_segments(segments, glossary, language):
    """Return one row per segment plus a short summary.

    Only approved entries in the wanted language count; the first one wins.
    """
    by_source = {}
    for e in glossary:
        if e.approved and e.language == language:
            by_source.setdefault(e.source.lower(), e)
    rows = []
    missing = 0
    for number, text in enumerate(segments, start=1):
        key = text.strip().lower()
        entry = by_source.get(key)
        if entry is None:
            missing += 1
            rows.append({"no": number, "text": text, "translation": "", "status": "open"})
            continue
        status = "unchanged" if entry.target == text else "translated"
        rows.append({"no": number, "text": text, "translation": entry.target, "status": status})
    return {"rows": rows, "missing": missing, "done": len(segments) - missing}
