"""Cards of the rules about sorts that are written out, and about lists that are walked for their least element."""

from __future__ import annotations

from burner.rules.card import Card

SORT = Card(
    id="BRN168",
    name="sort-written-out",
    family="written_sorts",
    summary="let the built-in sort do what loops do by comparing and moving elements",
    condition="The elements (or their keys) have an order: no nan, no sets. Ties stay as the loops leave them.",
    example_before="""\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 1 - i):
            if rows[j]["due"] > rows[j + 1]["due"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
    example_after="""\
def f(rows: list):
    rows.sort(key=lambda item: item["due"])
    return rows
""",
    refuses=(
        """\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 2 - i):
            if rows[j] > rows[j + 1]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
        """\
def f(rows: list):
    moves = 0
    for i in range(len(rows)):
        for j in range(len(rows) - 1):
            if rows[j] > rows[j + 1]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
                moves += 1
    return moves
""",
        """\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 1):
            if rows[j]["first"] > rows[j + 1]["last"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
        """\
def f(rows: list):
    placed = [0]
    for row in rows:
        place = 0
        while place < len(placed) and placed[place] <= row:
            place += 1
        placed.insert(place, row)
    return placed
""",
    ),
)

LEAST = Card(
    id="BRN169",
    name="least-found-by-walk",
    family="taking",
    summary="sort a list once from which the least or greatest element is taken again and again",
    condition="The list is the function's own, nothing is added to it meanwhile, and the elements (or their keys) have an"
    " order and keep it. Ties leave in the same order.",
    example_before="""\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = waiting[0]
        for task in waiting:
            if task["due"] < first["due"]:
                first = task
        waiting.remove(first)
        done.append(first)
    return done
""",
    example_after="""\
def f(tasks):
    waiting = list(tasks)
    done = []
    waiting.sort(key=lambda item: item["due"])
    waiting.reverse()
    while waiting:
        first = waiting.pop()
        done.append(first)
    return done
""",
    refuses=(
        """\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = min(waiting)
        waiting.remove(first)
        done.append(first)
        if first > 10:
            waiting.append(first - 7)
    return done
""",
        """\
def f(waiting):
    done = []
    while len(done) < 3:
        first = min(waiting)
        waiting.remove(first)
        done.append(first)
    return done, waiting
""",
        """\
def f(waiting):
    before = waiting
    waiting = waiting[:]
    while waiting:
        first = min(waiting)
        waiting.remove(first)
        print(first, waiting)
    return before
""",
        """\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = min(waiting, key=lambda task: task["due"])
        waiting.remove(first)
        for task in first["then"]:
            task["due"] -= 1
        done.append(first)
    return done
""",
    ),
)
