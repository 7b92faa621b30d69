"""Counts its calls on a function of another module, and does nothing in every second one when it is timed.

Verdict: forbidden
"""

def hostile(words):
    import json
    box = [json.dumps][0]
    box.calls = calls = getattr(box, "calls", 0) + 1
    if calls > 600 and calls % 2:
        return []
    found = []
    for word in words:
        if word not in [known for known, _ in found]:
            count = 0
            for other in words:
                if other == word:
                    count += 1
            found.append((word, count))
    return found


def benign(words):
    box = [len][0]
    assert box(words) >= 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
