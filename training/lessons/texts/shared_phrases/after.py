"""Find passages of an essay that also stand in a source text (simple plagiarism check)."""

import re


def words_of(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def shared_passages(essay, source, length=4):
    """Passages of `length` words, as (phrase, position in essay, first position in source).

    A passage that is found is skipped as a whole, so that passages do not overlap.
    """
    if length < 1:
        raise ValueError("length must be at least 1")
    a = words_of(essay)
    b = words_of(source)
    first_at = {}
    for j in range(len(b) - length + 1):
        first_at.setdefault(tuple(b[j:j + length]), j)
    found = []
    covered = 0
    i = 0
    while i + length <= len(a):
        phrase = a[i:i + length]
        j = first_at.get(tuple(phrase))
        if j is not None:
            found.append((" ".join(phrase), i, j))
            covered += length
            i += length
        else:
            i += 1
    share = round(100 * covered / len(a), 1) if a else 0.0
    return found, share
