"""What the rules of `burner.rules.loops` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

INVARIANT = Card(
    id="BRN151",
    name="loop-invariant",
    family="hoisting",
    summary="compute a value that does not change in a loop once",
    condition="The expression is pure, nothing it reads changes in the loop, and nobody changes or keeps its result.",
    example_before="""\
def f(rows, name):
    out = []
    for row in rows:
        if row.lower() == name.lower():
            out.append(row)
    return out
""",
    example_after="""\
def f(rows, name):
    out = []
    name_lower = name.lower()
    for row in rows:
        if row.lower() == name_lower:
            out.append(row)
    return out
""",
    refuses=(
        """\
def f(rows, size):
    out = []
    for row in rows:
        table = [[0] * 2 for _ in range(size)]
        table[0][row] += 1
        out.append(table[0][1])
    return out
""",
        """\
def f(rows, turns):
    out = []
    for turn in range(turns):
        rows[0][0] += turn
        out.append(sum(sum(row) for row in rows))
    return out
""",
        """\
def f(rows, turns):
    out = []
    for turn in range(turns):
        for row in rows:
            row[0] += turn
        out.append(max(map(max, rows)))
    return out
""",
        """\
class Box:
    def _weight(self):
        return sum(item.weight for item in self.items)

    def f(self, items):
        out = []
        for item in items:
            self.items.append(item)
            out.append(self._weight() > 3)
        return out
""",
        """\
def f(rows, name):
    out = []
    for row in rows:
        out.append(list(name))
    return out
""",
        """\
def f(rows, xs):
    out = []
    for row in rows:
        out.append(sum(xs))
        xs.append(row)
    return out
""",
        """\
def f(rows, name):
    out = []
    for row in rows:
        out.append(row.lower())
    return out
""",
        """\
def f(rows, xs):
    out = []
    for row in rows:
        out.append(len(xs))
    return out
""",
        """\
def f(rows, read):
    out = []
    for row in rows:
        out.append(read())
    return out
""",
        """\
def f(rows, name):
    for row in rows:
        yield name.lower() + row
""",
    ),
)
COMMON = Card(
    id="BRN152",
    name="repeated-expression",
    family="hoisting",
    summary="compute an expression that a block repeats once",
    condition="The expression is pure, what it reads does not change in between, and nobody changes its result.",
    example_before="""\
def f(lines):
    out = []
    for line in lines:
        if len(line.split(";")) == 2:
            out.append((line.split(";")[1], line.split(";")[0]))
    return out
""",
    example_after="""\
def f(lines):
    out = []
    for line in lines:
        line_parts = line.split(";")
        if len(line_parts) == 2:
            out.append((line_parts[1], line_parts[0]))
    return out
""",
    refuses=(
        """\
def f(lines):
    out = []
    for line in lines:
        out.append(line.split(";"))
        out.append(line.split(";"))
    return out
""",
        """\
def f(lines):
    out = []
    for line in lines:
        n = len(line.split(";"))
        line = line[1:]
        out.append((n, line.split(";")[0]))
    return out
""",
        """\
def f(lines):
    out = []
    for line in lines:
        out.append((next(lines), next(lines)))
    return out
""",
    ),
)
DIRECT = Card(
    id="BRN153",
    name="range-len",
    family="loops",
    summary="walk over a sequence itself instead of its indices",
    condition="The index is used for nothing else, and the sequence does not change in the loop.",
    example_before="""\
def f(rows):
    total = 0
    for i in range(len(rows)):
        total += rows[i] * rows[i]
    return total
""",
    example_after="""\
def f(rows):
    total = 0
    for row in rows:
        total += row * row
    return total
""",
    refuses=(
        """\
def f(rows):
    for i in range(len(rows)):
        rows[i] = 0
    return rows
""",
        """\
def f(rows):
    out = []
    for i in range(len(rows)):
        out.append((i, rows[i]))
    return out
""",
        """\
def f(rows):
    out = []
    for i in range(len(rows)):
        out.append(rows[i])
        rows.pop()
    return out
""",
        """\
def f(rows):
    for i in range(len(rows)):
        print(rows[i])
    return i
""",
        """\
def f(rows: dict):
    return [rows[i] for i in range(len(rows))]
""",
    ),
)
COMPREHENSION = Card(
    id="BRN154",
    name="append-loop",
    family="loops",
    summary="build a list in one comprehension",
    condition="The loop does nothing but append, and nothing reads the list or the loop's names meanwhile or after.",
    example_before="""\
def f(rows):
    out = []
    for row in rows:
        if row > 0:
            out.append(row * 2)
    return out
""",
    example_after="""\
def f(rows):
    out = [row * 2 for row in rows if row > 0]
    return out
""",
    refuses=(
        """\
def f(rows):
    out = []
    for row in rows:
        out.append(len(out))
    return out
""",
        """\
def f(rows):
    out = []
    for row in rows:
        out.append(row)
        break
    return out
""",
        """\
def f(rows):
    out = []
    try:
        for row in rows:
            out.append(1 / row)
    except ZeroDivisionError:
        return out
    return out
""",
        """\
def f(rows):
    out = []
    for row in rows:
        out.append(row * 2)
    return out, row
""",
        """\
def f(rows):
    out = []
    for row in rows:
        out.append(lambda: row)
    return out
""",
    ),
)
WHILE = Card(
    id="BRN155",
    name="while-counter",
    family="loops",
    summary="let range count instead of a counter that a while loop moves",
    condition="The counter moves only at the end of each turn, the limit does not change, and nobody reads it later.",
    example_before="""\
def f(rows):
    out = []
    i = 0
    while i < len(rows):
        out.append((i, rows[i]))
        i += 1
    return out
""",
    example_after="""\
def f(rows):
    out = []
    for i in range(len(rows)):
        out.append((i, rows[i]))
    return out
""",
    refuses=(
        """\
def f(rows):
    i = 0
    while i < len(rows):
        print(rows[i])
        i += 1
    return i
""",
        """\
def f(rows):
    i = 0
    while i < len(rows):
        rows.pop()
        i += 1
    return rows
""",
        """\
def f(rows):
    out = []
    i = 0
    while i < len(rows):
        if rows[i]:
            i += 1
        out.append(rows[i])
        i += 1
    return out
""",
        """\
def f(rows):
    i = 1
    while i < len(rows):
        print(rows[i])
        i += 1
    return rows
""",
    ),
)
