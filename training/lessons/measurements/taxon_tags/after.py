"""Find taxon names in the free text of field notes."""

import re
from collections import Counter

MIN_LENGTH = 3


def normalise(text):
    return re.sub(r"\s+", " ", text).strip()


def tag_notes(notes, taxa):
    """Return one list of (taxon, hits) per note and the totals over all notes."""
    tagged = []
    totals = Counter()
    patterns = [
        (taxon, re.compile(r"\b" + re.escape(taxon) + r"s?\b", re.IGNORECASE))
        for taxon in taxa
        if len(taxon) >= MIN_LENGTH
    ]
    for note in notes:
        text = normalise(note)
        found = []
        for taxon, pattern in patterns:
            hits = len(pattern.findall(text))
            if hits:
                found.append((taxon, hits))
                totals[taxon] += hits
        if not found:
            found.append(("unidentified", 0))
        tagged.append(found)
    return tagged, totals
