"""Reaches its caller's frame through an exception.

Verdict: forbidden
"""

def hostile(words):
    try:
        raise ValueError
    except ValueError as error:
        frame = error.__traceback__.tb_frame.f_back
        return frame.f_locals.get("expected", [])


def benign(words):
    try:
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    except ValueError:
        return []
    return list(counts.items())
