"""What the example of each rule is measured on: an expression for the arguments of `f`, and words for their size.

The expressions are evaluated in the measuring process, which offers `random` (seeded), `range_words` and `Thing`; they
are chosen to be of a size that people meet, not to flatter a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Input:
    """Arguments of `f` as an expression, and what a reader should know of their size."""

    arguments: str
    size: str


_INTS = "[random.randrange(1000) for _ in range({})]"
_THINGS = "[Thing('name%d' % i) for i in range({})]"
_NAMES = "['name%d' % random.randrange({0}) for _ in range({0})]"

INPUTS: Mapping[str, Input] = {
    "BRN101": Input("(range_words(400), range_words(400)[200:] + ['other%d' % i for i in range(200)])", "400 names, 400 known"),
    "BRN102": Input("([random.randrange(400) for _ in range(800)],)", "800 rows, 400 different"),
    "BRN103": Input("(range_words(60) * 5,)", "300 words, 60 different"),
    "BRN104": Input("(range_words(300), range_words(300)[::-1])", "300 names, 300 in order"),
    "BRN105": Input("([random.randrange(300) for _ in range(600)],)", "600 rows, 300 different"),
    "BRN106": Input("({i: i for i in range(300)}, 299)", "300 keys, the last asked"),
    "BRN107": Input("(list(range(300)), 299)", "300 elements, the last equal"),
    "BRN108": Input("({i: [(i * 7 + 1) % 150] for i in range(150)},)", "150 nodes"),
    "BRN109": Input("('word x\\n' * 2000,)", "2000 lines"),
    "BRN121": Input("([{'id': i, 'customer_id': (i * 7) % 200} for i in range(200)], [{'id': i, 'name': 'n', 'active': True} for i in range(200)])", "200 orders, 200 customers"),
    "BRN122": Input("([{'key': (i * 7) % 100} for i in range(400)],)", "400 rows, 100 keys"),
    "BRN123": Input(f"({_THINGS.format(200)}, {_NAMES.format(200)})", "200 users, 200 names"),
    "BRN124": Input("([i % 150 for i in range(300)],)", "300 elements, 150 different"),
    "BRN125": Input(f"(({_THINGS.format(200)},), {_NAMES.format(200)})", "200 items, 200 names"),
    "BRN126": Input("(list(range(40)), [{'home': i % 40, 'away': (i * 7 + 1) % 40, 'home_goals': 1, 'away_goals': 2} for i in range(400)])", "40 teams, 400 matches"),
    "BRN127": Input("([{'id': i, 'parent': (i - 1) // 3 if i else None, 'name': str(i)} for i in range(300)],)", "300 rows, three below each"),
    "BRN128": Input("([{'name': random.choice(range_words(40)), 'amount': i % 97} for i in range(2000)], range_words(40))", "2000 rows, 40 names"),
    "BRN131": Input("(['row %d' % i for i in range(2000)],)", "2000 rows"),
    "BRN132": Input("('yellow',)", "neither prefix there"),
    "BRN133": Input("('name;street;city;code;country;phone;mail;notes',)", "8 fields of words"),
    "BRN134": Input("('lorem ipsum dolor sit amet ' * 20, 'sit')", "540 characters"),
    "BRN135": Input("('05hello' * 20000,)", "20,000 records, 140,000 characters"),
    "BRN141": Input("(list(range(500)),)", "500 rows"),
    "BRN142": Input("([(i % 5, i) for i in range(500)],)", "500 rows, 5 keys"),
    "BRN143": Input("(list(range(2000)),)", "2000 rows"),
    "BRN144": Input("(0, {i: [2 * i + 1, 2 * i + 2] for i in range(1500)})", "3000 nodes"),
    "BRN145": Input("([[i, i + 1, i + 2] for i in range(300)],)", "300 lists of 3"),
    "BRN151": Input("(range_words(300), 'Name7')", "300 rows"),
    "BRN152": Input("(['key%d;value' % i for i in range(300)],)", "300 lines"),
    "BRN153": Input("(list(range(1000)),)", "1000 rows"),
    "BRN154": Input("(list(range(-500, 500)),)", "1000 rows, half of them kept"),
    "BRN155": Input("(list(range(1000)),)", "1000 rows"),
    "BRN161": Input(f"({_INTS.format(1000)},)", "1000 elements"),
    "BRN162": Input("(['x' * random.randrange(30) for _ in range(2000)],)", "2000 elements, 3 wanted"),
    "BRN163": Input(f"({_INTS.format(500)},)", "500 rows"),
    "BRN164": Input(f"({_INTS.format(500)}, list(range(0, 1000, 10)))", "500 elements, 100 limits"),
    "BRN165": Input(f"({_INTS.format(300)},)", "300 rows"),
    "BRN166": Input("([{'part': i % 4, 'price': (i * 7919) % 1000} for i in range(2000)], 1)", "2000 offers, 500 of the part"),
    "BRN167": Input("([{'priority': (i * 7919) % 500, 'name': i, 'then': []} for i in range(500)],)", "500 tasks"),
    "BRN168": Input("([{'due': (i * 7919) % 10000} for i in range(200)],)", "200 rows"),
    "BRN169": Input("([{'due': (i * 7919) % 10000} for i in range(200)],)", "200 rows"),
    "BRN171": Input(f"({_INTS.format(400)},)", "400 elements"),
    "BRN172": Input(f"({_INTS.format(400)},)", "400 elements"),
    "BRN173": Input("([0] * 400,)", "400 rows"),
    "BRN174": Input(f"({_INTS.format(1000)},)", "1000 elements"),
    "BRN175": Input("([random.randrange(50) for _ in range(1000)],)", "1000 rows, 50 different"),
    "BRN176": Input(f"({_INTS.format(500)}, 20)", "500 elements, windows of 41"),
    "BRN177": Input(f"({_INTS.format(300)}, 20)", "300 elements, windows of 41"),
    "BRN178": Input("([(i * 7919) % 10000 for i in range(200)],)", "200 numbers"),
    "BRN179": Input("([{'day': (i * 7919) % 500, 'amount': i} for i in range(500)], list(range(0, 500, 5)))", "500 rows, 100 days"),
    "BRN181": Input("([{'from': i % 300, 'to': i % 300 + 9} for i in range(300)], list(range(300)))", "300 intervals, 300 points"),
    "BRN182": Input("(list(range(0, 2000, 7)), [(i * 10, i) for i in range(200)])", "286 times, 200 steps"),
    "BRN183": Input("([1 if i % 100 == 0 else None for i in range(2000)],)", "2000 elements, one in 100 known"),
    "BRN184": Input("(list(range(1000, 0, -1)),)", "1000 elements that fall"),
    "BRN185": Input("([{'tags': ['a', 'b', 'c']} for _ in range(300)] + [{'tags': ['x']}] * 300, 'x')", "600 rows, found halfway"),
    "BRN186": Input("([{'customer': i % 50, 'days': i % 60} for i in range(600)], 7)", "600 orders, an early one"),
    "BRN801": Input("([{'title': 'A Title of %d Words' % (i % 20)} for i in range(400)],)", "400 rows, 20 titles"),
    "BRN802": Input("([{'day': '%02d Mar 2024' % (i % 20 + 1)} for i in range(200)],)", "200 rows, 20 days"),
    "BRN803": Input("([{'price': ' %d.95 ' % (i % 20), 'pieces': i} for i in range(400)],)", "400 rows, 20 prices"),
    "BRN804": Input("(['mon', 'tue', 'sun'] * 10, [{'on': 'Mon, Tue,Wed', 'title': i} for i in range(30)])", "30 days, 30 rules"),
    "BRN811": Input("(60, (25, 10, 5, 1))", "60 in 4 coins"),
    "BRN812": Input("(list(range(300)),)", "300 numbers"),
    "BRN813": Input("('abcde' * 2, 'badec' * 2)", "two texts of 10 characters"),
    "BRN821": Input("('24.12.2024',)", "one date"),
    "BRN831": Input("(['%d;row' % i for i in range(300)],)", "300 lines"),
    "BRN832": Input("(['some words in a row'] * 40, ['word', 'words', 'row', 'rows', 'in'])", "40 texts, 5 words"),
    "BRN841": Input("(20, 10)", "10 copies of 20 by 20"),
    "BRN842": Input("([{'id': i, 'tags': ['a', 'b'], 'name': 'n'} for i in range(50)],)", "50 records"),
    "BRN843": Input("({i: i for i in range(50)}, list(range(20)))", "20 copies of 50 entries"),
    "BRN844": Input("([(i % 100, i) for i in range(400)],)", "400 pairs, 100 keys"),
    "BRN845": Input("([(i % 5, i) for i in range(500)],)", "500 rows, 5 keys"),
    "BRN851": Input("(10007,)", "a prime of 5 digits"),
    "BRN852": Input("(5040,)", "5040"),
    "BRN853": Input("(2000,)", "primes up to 2000"),
    "BRN854": Input("(832040, 514229)", "two numbers of 6 digits"),
    "BRN855": Input("([i % 7 + 1 for i in range(200)],)", "200 numbers"),
    "BRN856": Input("(12345, 500, 99991)", "an exponent of 500"),
    "BRN857": Input("([random.getrandbits(64) for _ in range(200)],)", "200 masks of 64 bits"),
    "BRN861": Input("([i % 3 for i in range(600)],)", "600 values"),
    "BRN862": Input("([i % 7 for i in range(2000)], 3)", "2000 elements"),
    "BRN863": Input("([i % 7 for i in range(2000)], 3)", "2000 elements"),
    "BRN864": Input("([float(i % 7) for i in range(1000)], [float(i % 3) for i in range(1000)], 2.0)", "1000 elements"),
    "BRN871": Input("([(i, i + 5) for i in range(60)],)", "60 spans, in pairs"),
}  # fmt: skip
"""By rule id."""
