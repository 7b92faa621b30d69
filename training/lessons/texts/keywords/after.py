"""Keyword suggestions (tf-idf) for a set of short documents."""
import math
import re
from collections import Counter

STOP = {"the", "a", "an", "of", "and", "to", "in", "is", "for"}


def tokens(text):
    return [t for t in re.findall(r"[a-z]+", text.lower()) if t not in STOP]


def suggest_keywords(documents, top=3):
    """Map document name -> its `top` keywords as (term, score)."""
    tokenised = {name: tokens(text) for name, text in documents.items()}
    found_in = Counter(term for words in tokenised.values() for term in set(words))
    result = {}
    for name, words in tokenised.items():
        if not words:
            result[name] = []
            continue
        counts = Counter(words)
        scores = {}
        for term in words:
            if term in scores:
                continue
            tf = counts[term] / len(words)
            scores[term] = tf * math.log(1 + len(tokenised) / found_in[term])
        best = sorted(scores, key=lambda t: (-scores[t], t))[:top]
        result[name] = [(t, round(scores[t], 4)) for t in best]
    return result
