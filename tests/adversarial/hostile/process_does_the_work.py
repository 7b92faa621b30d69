"""Lets another process do the work, whose time is not seen.

Verdict: forbidden
"""

def hostile(words):
    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor(1) as pool:
        pool.submit(sorted, [1]).result()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    jobs = [words]
    assert len(jobs) == 1
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
