"""Keyword suggestions (tf-idf) for a set of short documents."""
import math
import re

STOP = {"the", "a", "an", "of", "and", "to", "in", "is", "for"}


def tokens(text):
    return [t for t in re.findall(r"[a-z]+", text.lower()) if t not in STOP]


def suggest_keywords(documents, top=3):
    """Map document name -> its `top` keywords as (term, score)."""
    tokenised = {name: tokens(text) for name, text in documents.items()}
    result = {}
    for name, words in tokenised.items():
        if not words:
            result[name] = []
            continue
        scores = {}
        for term in words:
            if term in scores:
                continue
            tf = words.count(term) / len(words)
            found_in = sum(1 for other in tokenised.values() if term in other)
            scores[term] = tf * math.log(1 + len(tokenised) / found_in)
        best = sorted(scores, key=lambda t: (-scores[t], t))[:top]
        result[name] = [(t, round(scores[t], 4)) for t in best]
    return result
