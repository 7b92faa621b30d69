"""What the rules of `burner.rules.strings` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

JOIN = Card(
    id="BRN131",
    name="string-concatenation-in-loop",
    family="strings",
    summary="collect pieces in a list and join them once",
    condition=(
        "The pieces are of the type of the text (str, bytes, tuple), and the text is not read before the loops are "
        "over."
    ),
    example_before="""\
def f(rows):
    text = ""
    for row in rows:
        text += row + "\\n"
    return text
""",
    example_after="""\
def f(rows):
    text_parts = []
    for row in rows:
        text_parts.append(row + "\\n")
    return "".join(text_parts)
""",
    refuses=(
        """\
def f(rows):
    text = ""
    for row in rows:
        text += row
        if len(text) > 9:
            break
    return text
""",
        """\
def f(rows):
    total = 0
    for row in rows:
        total += row
    return total
""",
        """\
def f(rows):
    text = ""
    for row in rows:
        text = row + text + row
    return text
""",
        """\
def f(rows):
    text = ""
    try:
        for row in rows:
            text += row
    except TypeError:
        return text
    return text
""",
        """\
def f(rows):
    text = ""
    text += "a"
    return text
""",
    ),
)
PREFIXES = Card(
    id="BRN132",
    name="prefix-chain",
    family="strings",
    summary="test several prefixes or suffixes in one call",
    condition="The receiver is text and evaluating it changes nothing.",
    example_before="""\
def f(s):
    return s.startswith('a') or s.startswith('b')
""",
    example_after="""\
def f(s):
    return s.startswith(('a', 'b'))
""",
    refuses=(
        """\
def f(s, t):
    return s.startswith('a') or t.startswith('b')
""",
        """\
def f(s):
    return s.startswith('a') and s.startswith('b')
""",
        """\
def f(s, p):
    return s.startswith('a') or s.startswith(p)
""",
        """\
def f(s):
    return s.startswith('a') or s.endswith('b')
""",
    ),
)
FIRST_FIELD = Card(
    id="BRN133",
    name="split-for-one-field",
    family="strings",
    summary="split only as far as the wanted field",
    condition="The receiver is text, not a compiled pattern.",
    example_before="""\
def f(line):
    return line.split(';')[0]
""",
    example_after="""\
def f(line):
    return line.split(';', 1)[0]
""",
    refuses=(
        """\
def f(line):
    return line.split(';', 2)[0]
""",
        """\
def f(line, i):
    return line.split(';')[i]
""",
        """\
def f(pattern, line):
    return pattern.split(line)[0]
""",
        """\
def f(line):
    return line.split(';')[:1]
""",
    ),
)
SLICE_COMPARE = Card(
    id="BRN134",
    name="slice-and-compare",
    family="strings",
    summary="compare in place with startswith instead of cutting a piece",
    condition="Both sides are str, and the start is not negative.",
    example_before="""\
def f(text: str, word: str):
    return [i for i in range(len(text)) if text[i:i + len(word)] == word]
""",
    example_after="""\
def f(text: str, word: str):
    return [i for i in range(len(text)) if text.startswith(word, i)]
""",
    refuses=(
        """\
def f(text: str, word: str, i):
    return text[i:i + len(word)] == word
""",
        """\
def f(text: str, word: str):
    return [i for i in range(len(text)) if text[i:i + 3] == word]
""",
        """\
def f(xs: list, word: list):
    return [i for i in range(len(xs)) if xs[i:i + len(word)] == word]
""",
    ),
)
