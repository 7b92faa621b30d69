"""Prints something else where much was printed before.

Verdict: wrong
"""


def original(count):
    lines = []
    for number in range(count):
        lines = [*lines, str(number)]
    for line in lines:
        print(line)


def hostile(count):
    for number in range(min(count, 4500)):
        print(number)
    for _ in range(4500, count):
        print(4500)


def benign(count):
    for number in range(count):
        print(number)


CALLS = [(10,), (3000,), (6000,)]
