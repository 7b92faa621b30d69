"""Proof reading of scanned (OCR) text with suggestions from a lexicon."""
import re


def letter_distance(a, b):
    """Levenshtein distance."""
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (ca != cb)))
        previous = current
    return previous[-1]


def proofread(text, lexicon, max_distance=2):
    """Return the text with '[?suggestion]' after unknown words, and the number of each correction."""
    known = set(lexicon)
    suggestions = {}
    corrections = {}
    unsolved = []
    pieces = []
    for token in re.split(r"(\W+)", text):
        pieces.append(token)
        word = token.lower()
        if not word.isalpha() or word in known:
            continue
        if word not in suggestions:
            best, best_distance = None, max_distance + 1
            for candidate in lexicon:
                distance = letter_distance(word, candidate)
                if distance < best_distance:
                    best, best_distance = candidate, distance
            suggestions[word] = best
        best = suggestions[word]
        if best is None:
            unsolved.append(token)
            continue
        pieces.append(f"[?{best}]")
        corrections[word, best] = corrections.get((word, best), 0) + 1
    return "".join(pieces), corrections, unsolved
