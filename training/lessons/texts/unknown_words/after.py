"""Spell checker back end: list the words of a text that no dictionary knows."""
import re

WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
MIN_LENGTH = 3


def unknown_words(text, base_words, personal_words=(), limit=None):
    """Return (word, count, first line) for unknown words, the most frequent first."""
    # the user's own words count just like the shipped ones
    known = {*base_words, *personal_words}
    counts = {}
    first_line = {}
    for line_no, line in enumerate(text.splitlines(), 1):
        for word in WORD.findall(line):
            if len(word) < MIN_LENGTH or word.isupper():
                continue
            word = word.lower()
            if word.endswith("'s"):
                word = word[:-2]
            if word in known:
                continue
            counts[word] = counts.get(word, 0) + 1
            first_line.setdefault(word, line_no)
    ranked = sorted(counts, key=lambda w: (-counts[w], w))
    if limit is not None:
        ranked = ranked[:limit]
    return [(w, counts[w], first_line[w]) for w in ranked]
