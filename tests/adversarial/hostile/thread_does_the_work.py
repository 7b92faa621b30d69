"""Lets a thread work after the clock stopped.

Verdict: forbidden
"""

def hostile(words):
    import threading
    result = []
    def work():
        found = []
        for word in words:
            if word not in [known for known, _ in found]:
                count = 0
                for other in words:
                    if other == word:
                        count += 1
                found.append((word, count))
        result.extend(found)
    threading.Thread(target=work).start()
    return result


def benign(words):
    result = []
    def work():
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        result.extend(counts.items())
    work()
    return result
