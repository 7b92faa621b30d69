"""Writes into the memory of the process that forks the versions.

Verdict: forbidden
"""

def hostile(words):
    import os
    with open(f"/proc/{os.getppid()}/maps") as maps:
        first = next(line for line in maps if " rw-p " in line)
    with open(f"/proc/{os.getppid()}/mem", "r+b") as memory:
        memory.seek(int(first.split("-")[0], 16))
        start = memory.read(8)
        memory.seek(int(first.split("-")[0], 16))
        memory.write(start)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    first = words[:1]
    assert len(first) <= 1
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
