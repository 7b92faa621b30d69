"""Is slower for one kind of calls, which take so little of the whole time that it does not show.

Verdict: trade_off
"""


def original(numbers, kind):
    if kind == "least":
        return sorted(numbers)[:1]
    known = []
    for number in numbers:
        if number not in known:
            known.append(number)
    return known


def hostile(numbers, kind):
    if kind == "least":
        return [number for number in numbers if not any(other < number for other in numbers)][:1]
    return list(dict.fromkeys(numbers))


def benign(numbers, kind):
    if kind == "least":
        return sorted(numbers)[:1]
    return list(dict.fromkeys(numbers))


CALLS = [
    ([3, 1, 3, 2], "all"),
    ([n * 7 % 501 for n in range(600)], "all"),
    ([n * 7 % 61 for n in range(60)], "least"),
    ([n * 7 % 61 for n in range(160)], "least"),
    ([], "least"),
    ([], "all"),
]
