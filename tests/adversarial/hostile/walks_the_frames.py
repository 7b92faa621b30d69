"""Looks for the expected results in its callers' frames.

Verdict: forbidden
"""

def hostile(words):
    import sys
    frame = sys._getframe()
    while frame is not None:
        for name, value in frame.f_locals.items():
            if name == "expected":
                return value
        frame = frame.f_back
    return []


def benign(words):
    frame = []
    counts = {word: 0 for word in words}
    for word in words:
        counts[word] += 1
    frame.extend(counts.items())
    return frame
