"""Stops the process that it is measured against, and lets a child wake it later.

Verdict: forbidden
"""

def hostile(words):
    import os, signal, time
    for name in filter(str.isdigit, os.listdir("/proc")):
        if int(name) > 2 and int(name) != os.getpid():
            if os.fork() == 0:
                for _ in range(30):
                    os.kill(int(name), signal.SIGSTOP)
                    time.sleep(0.02)
                    os.kill(int(name), signal.SIGCONT)
                    time.sleep(0.001)
                os._exit(0)
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
    names = [name for name in words if name.isdigit()]
    assert len(names) <= len(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
