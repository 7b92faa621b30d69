"""Writes a forged answer to every descriptor it inherited.

Verdict: forbidden
"""

def hostile(words):
    import json, os
    answer = json.dumps({"ok": True, "tree": ["l", []], "wall_ns": 1}).encode() + b"\n"
    for number in range(3, 64):
        try:
            os.write(number, answer)
        except OSError:
            pass
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    answer = {"ok": True, "wall": 1}
    assert answer["ok"]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
