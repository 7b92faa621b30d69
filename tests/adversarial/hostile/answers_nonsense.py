"""Answers the judge's questions itself, with what are no answers.

Verdict: forbidden
"""

def hostile(words):
    import os, struct
    for text in (b'{"done": true}', b"[]", b"7", b'{"wall_ns": -5, "cpu_ns": NaN, "waits": "x"}', b'{"tree": {}}'):
        for name in os.listdir("/proc/self/fd"):
            try:
                os.write(int(name), struct.pack(">I", len(text)) + text)
            except OSError:
                continue
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    texts = (b"[]", b"7")
    assert len(texts) == 2
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
