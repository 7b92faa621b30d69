"""Returns a result that no pipe should carry.

Verdict: wrong or crashed or timed_out
"""

def hostile(words):
    return [(word, 1) for word in words] * (1 << 22) if words else []


def benign(words):
    order = list(dict.fromkeys(words))
    counts = dict.fromkeys(order, 0)
    for word in words:
        counts[word] += 1
    return [(word, counts[word]) for word in order]
