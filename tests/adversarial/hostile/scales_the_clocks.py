"""Lets the clocks run at two thirds of their speed: too little to be a plain contradiction.

Verdict: forbidden
"""

def hostile(words):
    import time
    if not hasattr(time, "cpu"):
        time.cpu, time.wall = time.process_time_ns, time.perf_counter_ns
        time.process_time_ns = lambda: time.cpu() * 2 // 3
        time.perf_counter_ns = lambda: time.wall() * 2 // 3
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
    third = len(words) // 3
    assert third >= 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
