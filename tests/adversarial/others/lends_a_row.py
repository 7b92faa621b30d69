"""Puts lists of the module into its result where the original puts copies.

Verdict: wrong
"""

GROUPS = {"a": ["x", "y"], "b": ["z"]}


def original(words):
    found = {}
    for word in words:
        if words.count(word) > 1:
            found[word] = list(GROUPS.get(word, ["q"]))
    return found


def hostile(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return {word: GROUPS.get(word) or ["q"] for word in counts if counts[word] > 1}


def benign(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return {word: [*GROUPS.get(word, ["q"])] for word in counts if counts[word] > 1}


CALLS = [(["b", "a", "b", "c", "a"],), ([f"w{n % 13}" for n in range(60)],)]
