"""Code as people write it, before and after the rules about containers, loops, text and sorting: the same on any input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burner.policy.protocol import Brief
from burner.rules.card import Rewrite
from burner.rules.catalogue import RULES as CATALOGUE
from burner.rules.catalogue import apply, propose

RULES = {rule.card.id: rule for rule in CATALOGUE}

small = st.integers(-4, 6)
ints = st.lists(small, max_size=9)
words = st.lists(st.text("ab", max_size=2), max_size=8)
text = st.text("ab;,", max_size=10)
pairs = st.lists(st.tuples(small, small), max_size=7)
records = st.lists(st.fixed_dictionaries({"id": small, "ref": small, "n": small}), max_size=7)
graph = st.dictionaries(small, ints, max_size=6)


@dataclass(frozen=True)
class Case:
    """A function `f` in which a rule must find something, and the arguments to try it on."""

    rule: str
    source: str
    args: tuple[Any, ...]


CASES = (
    Case(
        "BRN121",
        "def f(a, words):\n    out = []\n    for word in words:\n        for j in range(len(a)):\n            if a[j:j + 2] == word:\n                out.append((word, j))\n    return out\n",
        (text, words),
    ),
    Case(
        "BRN101",
        "def f(data, xs):\n    data = data['items']\n    return [x for x in xs if x in data]\n",
        (st.fixed_dictionaries({"items": ints}), ints),
    ),
    Case(
        "BRN101",
        "def f(pair, xs):\n    first = pair[0]\n    pair = first[1:]\n    first = pair[0:]\n    out = []\n    for x in xs:\n        if x in first:\n            out.append(x)\n    return out, pair\n",
        (st.tuples(ints), ints),
    ),
    Case(
        "BRN151",
        "def f(pairs, xs):\n    known = {}\n\n    def of(pair):\n        if pair not in known:\n            known[pair] = pair[0] * 2\n        return known[pair]\n\n    out = []\n    for x in xs:\n        for pair in sorted(pairs, key=lambda p: -p[0]):\n            out.append(of(pair) + x)\n    return out\n",
        (pairs, ints),
    ),
    Case(
        "BRN128",
        "def f(rows):\n    found = []\n    for r in range(len(rows)):\n        for c in range(len(rows[r])):\n            of_row = 0\n            of_column = 0\n            of_all = 0\n            for i, row in enumerate(rows):\n                for j, n in enumerate(row):\n                    of_all += n\n                    if i == r:\n                        of_row += n\n                    if j == c:\n                        of_column += n\n            if of_row:\n                found.append((r, c, of_row, of_column, of_all))\n    return found\n",
        (st.lists(ints, max_size=4),),
    ),
    Case(
        "BRN128",
        "def f(rows, xs):\n    out = []\n    for x in xs:\n        best = 0.5\n        n = 0\n        key = x + 1\n        for row in rows:\n            if row['ref'] > 3:\n                continue\n            k = row['id']\n            if k != key or row['n'] < 0:\n                continue\n            n += 1\n            best -= row['n'] * 2\n        out.append((n, best, x))\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN128",
        "def f(rows, xs):\n    out = []\n    for x in xs:\n        out.append((sum(r['n'] for r in rows if r['id'] == x and r['ref'] > 0), len([r for r in rows if r['id'] == x]), sum(y == x for y in xs)))\n    return out, [sum(1 for q, (a, b) in enumerate(zip(xs, xs[1:])) if a == k and b == q) for k in xs]\n",
        (records, ints),
    ),
    Case(
        "BRN128",
        "def f(pairs):\n    degree = {}\n    for node, _ in pairs:\n        n = 0\n        for a, b in pairs:\n            if a == node:\n                n += 1\n            if b == node:\n                n += 1\n        degree[node] = n\n    return degree\n",
        (pairs,),
    ),
    Case(
        "BRN109",
        "def f(s, xs):\n    out = []\n    for i in range(1, len(s) + 1):\n        front = s[:i]\n        out.append(front.count('a') - front.count(';'))\n    for x in xs:\n        out.append(s[:abs(x)].count('a'))\n    return out, [xs[:i].count(1) for i in range(len(xs))]\n",
        (text, ints),
    ),
    Case(
        "BRN151",
        "import re\n\n\ndef f(lines, words):\n    out = []\n    for number, line in enumerate(lines):\n        if not line:\n            continue\n        longest = sorted(set(words), key=lambda w: (-len(w), w))\n        text = '|'.join(re.escape(w) for w in longest)\n        pattern = re.compile(text)\n        found = pattern.findall(line)\n        out.append((number, found, line.count(text)))\n    return out\n",
        (words, words),
    ),
    Case(
        "BRN104",
        "def f(xs):\n    names = [1]\n    counts = [0]\n    out = []\n    for x in xs:\n        if x not in names:\n            names.append(x)\n            counts.append(0)\n        counts[names.index(x)] += 1\n        try:\n            out.append(names.index(x + 1))\n        except ValueError:\n            out.append(None)\n    return names, counts, out\n",
        (ints,),
    ),
    Case(
        "BRN124",
        "def f(rows, total: int):\n    out = []\n    for i, first in enumerate(rows):\n        for second in rows[i + 1:]:\n            if first['n'] + second['n'] == total:\n                out.append((first['id'], second['id']))\n    return out\n",
        (records, small),
    ),
    Case(
        "BRN124",
        "def f(xs, k: int):\n    n = len(xs)\n    for i in range(n):\n        a = xs[i]\n        for j in range(i + 1, n):\n            if xs[j] - a == k and j != 3:\n                return i, j\n    return None\n",
        (ints, small),
    ),
    Case(
        "BRN124",
        "def f(xs):\n    out = []\n    for i, (a, b) in enumerate(xs):\n        for c, d in xs[i + 1:]:\n            if c == b:\n                out.append((a, d))\n                break\n    return out\n",
        (pairs,),
    ),
    Case(
        "BRN121",
        "def f(xs, ys, k: int):\n    return [(x, y) for x in xs for y in ys if k - y == x * 2]\n",
        (ints, ints, small),
    ),
    Case(
        "BRN169",
        "class Job:\n    def __init__(self, n, m):\n        self.n, self.m = n, m\n\n    def pain(self):\n        return self.n * 2 - self.m\n\n\ndef f(pairs, k):\n    late = [Job(a, b) for a, b in pairs]\n    out = []\n    while late and len(out) < k:\n        top = max(late, key=lambda job: (job.pain(), job.n))\n        late.remove(top)\n        out.append((top.n, top.m))\n    return out, len(late)\n",
        (pairs, small),
    ),
    Case(
        "BRN171",
        "def f(rows, spans):\n    out = []\n    for i, (a, b) in enumerate(spans):\n        total = 0\n        for row in rows[:i + 1]:\n            if not row['ref'] > 2:\n                total += row['n'] * 2\n        out.append((total, sum(row['n'] for row in rows[a:b] if row['id'])))\n    return out\n",
        (records, pairs),
    ),
    Case(
        "BRN171",
        "def f(xs):\n    return [sum(x for x in xs[i:] if x > 1) for i in range(len(xs))]\n",
        (ints,),
    ),
    Case(
        "BRN122",
        "def f(rows, limit):\n    kept = []\n    out = []\n    for row in rows:\n        before = [r for r in kept if r['id'] == row['id'] and r['n'] < limit]\n        out.append((len(before), sum(r['n'] for r in before)))\n        if row['n'] > -2:\n            kept.append(row)\n    return out, kept\n",
        (records, small),
    ),
    Case(
        "BRN122",
        "def f(rows):\n    kept = []\n    out = []\n    for r in rows:\n        if any(who == r['id'] for n, (who, m) in kept):\n            out.append(r['n'])\n        kept.append((r['n'], (r['ref'], 1)))\n        kept.append(tuple([r['id'], [r['n'], 2]]))\n    return out, kept\n",
        (records,),
    ),
    Case(
        "BRN122",
        "import re\n\nMARK = re.compile('[;,]')\n\n\ndef clean(word):\n    return MARK.sub('', word).lower()\n\n\ndef f(words):\n    kept = []\n    for word in words:\n        if clean(word) not in [clean(other) for other in kept]:\n            kept.append(word)\n    return kept\n",
        (st.lists(text, max_size=8),),
    ),
    Case(
        "BRN844",
        "def f(pairs):\n    totals = {}\n    best = set()\n    for a, b in pairs:\n        totals = {**totals, a: totals.get(a, 0) + b}\n        best = best | {b}\n    out = [(a, n) for a, n in totals.items() if n]\n    for n in sorted(totals.values()):\n        out.append(n)\n    return totals, (sorted(best), out)\n",
        (pairs,),
    ),
    Case(
        "BRN126",
        "def f(rows, keys):\n    out = []\n    for key in keys:\n        total = 0\n        for row in rows:\n            if row['id'] == key:\n                n = row['n']\n            elif key == row['ref']:\n                n = -row['n']\n            else:\n                continue\n            total += n\n            if n > 2:\n                out.append(row['n'])\n        out.append((key, total))\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN126",
        "def f(rows, keys):\n    out = []\n    for key in keys:\n        for row in rows:\n            if row['id'] != key and row['ref'] != key:\n                continue\n            out.append((key, row['n']))\n            if row['n'] < 0:\n                break\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN126",
        "def f(rows, keys):\n    out = []\n    for key in keys:\n        for row in rows:\n            if key not in (row['id'], row['ref']):\n                continue\n            out.append((key, row['n']))\n        out.append(sum(row['n'] for row in rows if key in [row['id'], row['n']]))\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN126",
        "def f(rows, keys):\n    out = []\n    for key in keys:\n        for row in rows:\n            if not (row['id'] == key or row['ref'] == key):\n                continue\n            out.append((key, row['n']))\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN121",
        "def f(rows, keys):\n    out = []\n    for key in keys:\n        if key not in [row['id'] for row in rows]:\n            out.append(key)\n        elif key + 1 in (row['ref'] for row in rows):\n            out.append(-key)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN176",
        "def f(xs, k):\n    n = len(xs)\n    out = []\n    for i in range(n):\n        lo = max(0, i - 2)\n        hi = min(n, i + k * k + 1)\n        window = xs[lo:hi]\n        out.append(sum(window) // len(window))\n    return out\n",
        (ints, small),
    ),
    Case(
        "BRN813",
        "def f(a, b):\n    def best(i, j):\n        if i == len(a) or j == len(b):\n            return i + j\n        return min(\n            best(i + 1, j) + 1,\n            best(i, j + 1),\n        )\n\n    return best(0, 0)\n",
        (st.text("ab", max_size=4), st.text("ab", max_size=4)),
    ),
    Case(
        "BRN183",
        "def f(xs):\n    out = []\n    for i in range(len(xs)):\n        j = i + 1\n        while j < len(xs) and xs[j] is None:\n            j += 1\n        out.append((i, j))\n    return out, j if xs else 0\n",
        (st.lists(st.none() | small, max_size=8),),
    ),
    Case(
        "BRN183",
        "def f(rows):\n    out = []\n    for i, row in enumerate(rows):\n        j = i - 1\n        while j > -1 and not rows[j]['n'] + rows[j]['id'] > 3:\n            j -= 1\n        if j < 0:\n            continue\n        out.append((row['id'], rows[j]['id']))\n    return out\n",
        (records,),
    ),
    Case(
        "BRN183",
        "def f(xs):\n    out = []\n    for i, x in enumerate(xs):\n        for other in reversed(xs[:i]):\n            if other is not None and other > 0:\n                out.append((x, other))\n                break\n        else:\n            out.append(i)\n    return out\n",
        (st.lists(st.none() | small, max_size=8),),
    ),
    Case(
        "BRN184",
        "def f(rows):\n    out = []\n    for i in range(len(rows)):\n        row = rows[i]\n        for j in range(i - 1, -1, -1):\n            other = rows[j]\n            if row['n'] <= other['n']:\n                out.append((i - j, other['id']))\n                break\n        else:\n            out.append(row)\n    return out\n",
        (records,),
    ),
    Case(
        "BRN184",
        "def f(xs):\n    out = []\n    for i, (a, b) in enumerate(xs):\n        found = None\n        for c, d in xs[i + 1:]:\n            if d < b:\n                found = c - a\n                break\n        out.append(found)\n    return out, [b for _, b in xs]\n",
        (pairs,),
    ),
    Case(
        "BRN184",
        "def f(xs):\n    out = []\n    for i, x in enumerate(xs):\n        if x is None:\n            continue\n        for j in range(i + 1, len(xs)):\n            if xs[j] is not None and xs[j] >= x:\n                out.append((i, j))\n                break\n    return out\n",
        (st.lists(st.none() | small, max_size=8),),
    ),
    Case(
        "BRN165",
        "def f(xs):\n    seen = [3]\n    out = []\n    for x in xs:\n        if x > 1:\n            ordered = sorted(seen)\n            out.append(ordered[len(ordered) // 2])\n        seen.append(x)\n        out.append(seen[-2])\n    return out, seen\n",
        (ints,),
    ),
    Case(
        "BRN165",
        "import statistics\n\n\ndef f(xs):\n    seen = []\n    out = []\n    for x in xs:\n        if len(seen) > 2:\n            usual = statistics.median(seen)\n            out.append(usual)\n        seen.append(x)\n    return out, statistics.median(seen) if seen else None\n",
        (ints,),
    ),
    Case(
        "BRN121",
        "def f(words):\n    out = []\n    for word in words:\n        letters = sorted(word)\n        out.append([other for other in words if sorted(other) == letters])\n    return out\n",
        (words,),
    ),
    Case(
        "BRN102",
        "def f(rows):\n    done = []\n    out = []\n    for row in rows:\n        out.append([n for n in row if n in done])\n        done.extend(n + 1 for n in row)\n    return out, done\n",
        (st.lists(ints, max_size=4),),
    ),
    Case(
        "BRN171",
        "def f(xs, spans):\n    out = []\n    for a, b in spans:\n        out.append(sum(xs[a:b]) - sum(xs[b:]) if a else sum(xs[:b]))\n    return out\n",
        (ints, pairs),
    ),
    Case(
        "BRN171",
        "def f(xs, spans):\n    out = []\n    for a, b in spans:\n        total = 0\n        for x in xs[a:b]:\n            total += x * x\n        out.append((a, total))\n    return out\n",
        (ints, pairs),
    ),
    Case(
        "BRN135",
        "def f(s):\n    out = []\n    while s:\n        at = s.find(':')\n        if at < 0:\n            return out, s\n        if s.startswith('x') or s[0] == 'b':\n            out.append(at)\n        out.append(s[:at])\n        s = s[at + 1:]\n    return out, s\n",
        (st.lists(st.sampled_from(["a:", "b", ":", "cc:", "x"]), max_size=7).map("".join),),
    ),
    Case(
        "BRN135",
        "def f(s):\n    out = []\n    while len(s) > 2:\n        if not s or s.rfind('a', 0, 3) == 1:\n            raise ValueError(f'{s!r} after {out}')\n        n = 1 if s[1:2] == ':' else 2\n        out.append((len(s), s[n:3]))\n        s = s[n:]\n        if n == 2 and s:\n            s = s[1:]\n    return out, s\n",
        (st.lists(st.sampled_from(["a:", "b", ":", "cc:", "x"]), max_size=7).map("".join),),
    ),
    Case(
        "BRN135",
        "def f(xs):\n    out = []\n    while xs:\n        if xs[0] > 5:\n            break\n        out.append(xs[:2])\n        xs = xs[1:]\n    return out, len(xs)\n",
        (ints,),
    ),
    Case(
        "BRN182",
        "def f(xs, limits):\n    out = []\n    for limit in limits:\n        for at, x in enumerate(xs):\n            pass\n        found = None\n        for x in xs:\n            if limit <= x:\n                found = x * 2\n                out.append(found)\n                break\n        else:\n            out.append('none')\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN182",
        "def f(rows, limits):\n    out = []\n    for limit in limits:\n        best = name = None\n        for row in rows:\n            if row['n'] <= limit:\n                best = row['id']\n                name = (row['ref'], limit)\n            else:\n                break\n        out.append((best, name))\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN182",
        "def f(rows, limits):\n    out = []\n    for limit in limits:\n        row = next((r['id'] + r['n'] for r in rows if r['n'] > limit + 1), None)\n        out.append(row)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN182",
        "def f(rows, limits):\n    def first(limit):\n        for each in rows:\n            if each['n'] >= limit:\n                return each['id']\n        return None\n    out = []\n    for limit in limits:\n        out.append(first(limit))\n        for row in rows:\n            if row['n'] >= limit:\n                return out\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN804",
        "def f(rows, limit):\n    out = []\n    total = {}\n    for i, row in enumerate(rows):\n        cells = []\n        for j, n in enumerate(row):\n            if n == limit:\n                continue\n            cells.append(n - sum(other[j] for other in rows))\n        total[i] = cells\n        out.append(total[i])\n    return out\n",
        (st.lists(st.tuples(small, small, small), max_size=4), small),
    ),
    Case(
        "BRN813",
        "def f(graph):\n    by_name = {}\n    for name in graph:\n        by_name[name] = graph[name]\n\n    def depth(name):\n        found = 0\n        for other in by_name.get(name, []):\n            if other > name:\n                found = max(found, depth(other) + 1)\n        return found\n\n    return {name: depth(name) for name in by_name}\n",
        (graph,),
    ),
    Case(
        "BRN813",
        "def f(rows, tails):\n    out = []\n    for row in rows:\n        head = row[:3]\n\n        def best(i, j):\n            if i == len(head) or j == len(tails):\n                return 0\n            if head[i] == tails[j]:\n                return best(i + 1, j + 1) + 1\n            return max(best(i + 1, j), best(i, j + 1))\n\n        out.append(best(0, 0))\n    return out\n",
        (words, st.text("ab", max_size=3)),
    ),
    Case(
        "BRN181",
        "def f(rows, points):\n    out = []\n    for p in points:\n        n = 0\n        for row in rows:\n            if row['id'] <= p <= row['ref']:\n                n += 1\n        out.append(n)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN181",
        "def f(rows, points):\n    out = []\n    for p in points:\n        n = 0\n        for row in rows:\n            if row['id'] < p and p < row['ref']:\n                n += 1\n        out.append(n)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN181",
        "def f(rows, points):\n    out = []\n    for p in points:\n        n = 0\n        for row in rows:\n            if p > row['id'] and row['ref'] >= p:\n                n += 1\n        out.append(n)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN181",
        "def f(rows, points):\n    out = []\n    for p in points:\n        n = 0\n        for row in rows:\n            if row['id'] <= p < row['ref']:\n                n += row['n'] * 2\n        out.append(n)\n    return out\n",
        (records, ints),
    ),
    Case(
        "BRN164",
        "def f(xs, limits):\n    out = []\n    for low in limits:\n        n = 0\n        for x in xs:\n            if low <= x < low + 3:\n                n += 1\n        out.append(n)\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN179",
        "def f(rows, limits):\n    return [sum(row['n'] for row in rows if low < row['id'] <= low + 4) for low in limits]\n",
        (records, ints),
    ),
    Case(
        "BRN179",
        "def f(rows, limits):\n    return [sum([row['n'] * 2 for row in rows if row['id'] >= low]) for low in limits]\n",
        (records, ints),
    ),
    Case(
        "BRN177",
        "def f(rows):\n    out = []\n    for i in range(len(rows)):\n        total = 0\n        for j in range(i + 1):\n            total += rows[j]['n']\n        out.append(total)\n    return out\n",
        (records,),
    ),
    Case(
        "BRN177",
        "def f(xs):\n    out = []\n    for i in range(len(xs)):\n        total = 0\n        for j in range(0, i):\n            total += xs[j]\n        out.append(total)\n    return out\n",
        (st.lists(st.floats(-4, 4, width=16), max_size=8),),
    ),
    Case(
        "BRN177",
        "def f(rows, k):\n    out = []\n    for i in range(len(rows)):\n        total, count = 0, 0\n        for j in range(max(0, i - k), i + 1):\n            total += rows[j]['n'] * 2\n            count += 1\n        out.append((total, count))\n    return out\n",
        (records, st.integers(-2, 4)),
    ),
    Case(
        "BRN171",
        "def f(rows):\n    out = []\n    for i in range(len(rows)):\n        out.append(sum(row['n'] for row in rows[:i + 1]))\n    return out\n",
        (records,),
    ),
    Case(
        "BRN171",
        "def f(rows, k):\n    return [sum([row['n'] - row['id'] for row in rows[i:i + k]]) for i in range(len(rows))]\n",
        (records, st.integers(0, 4)),
    ),
    Case("BRN101", "def f(a, b):\n    return [x for x in a if x not in b]\n", (ints, ints)),
    Case("BRN101", "def f(a, b):\n    return sum(1 for x in a if x in b), any(x in b for x in a)\n", (ints, ints)),
    Case(
        "BRN101",
        "def f(a, *, b=(1, 2)):\n    n = 0\n    i = 0\n    while i < len(a) and a[i] not in b:\n        n += a[i]\n        i += 1\n    return n\n",
        (ints,),
    ),
    Case(
        "BRN101",
        "def f(rows, opts):\n    out = {}\n    for row in rows:\n        if row['id'] > 3:\n            continue\n        elif row['ref'] in opts['skip'] or row['n'] in opts['skip']:\n            out[row['id']] = row\n    return out\n",
        (records, st.fixed_dictionaries({"skip": ints})),
    ),
    Case(
        "BRN101", "KNOWN = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n\n\ndef f(a):\n    return {x: x in KNOWN for x in a}\n", (ints,)
    ),
    Case(
        "BRN101",
        "def f(a, b):\n    out = []\n    for x in a:\n        if x in list(b) + [3]:\n            out.append(x)\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN102",
        "def f(graph, start):\n    done = []\n    todo = [start]\n    while todo:\n        node = todo.pop()\n        if node in done:\n            continue\n        done.append(node)\n        for other in graph.get(node, []):\n            if other not in done:\n                todo.append(other)\n    return done\n",
        (graph, small),
    ),
    Case(
        "BRN102",
        "def f(a, b):\n    seen = list(b)\n    out = []\n    for x in a:\n        if x not in seen:\n            seen.append(x * 2)\n            seen.extend([x, x + 1])\n            out += [x]\n        elif x == 2:\n            seen.remove(x)\n        elif x == 5:\n            seen = []\n    return out, seen\n",
        (ints, ints),
    ),
    Case(
        "BRN102",
        "def f(rows):\n    out = []\n    for row in rows:\n        names = []\n        for x in row:\n            if x not in names:\n                names.append(x)\n                names.sort()\n        out.append(names)\n    return out\n",
        (st.lists(ints, max_size=5),),
    ),
    Case(
        "BRN102",
        "def f(tasks):\n    done = []\n    turns = 0\n    while turns < 9:\n        turns += 1\n        for name, needs in tasks.items():\n            if name not in done and all(n in done for n in needs):\n                done.append(name)\n                break\n    return done\n",
        (graph,),
    ),
    Case(
        "BRN103",
        "def f(xs):\n    best = None\n    for x in xs:\n        if best is None or xs.count(x) > xs.count(best):\n            best = x\n    return best\n",
        (ints,),
    ),
    Case("BRN103", "def f(s: str):\n    return [c for c in s if s.count(c) == 1]\n", (text,)),
    Case("BRN104", "def f(xs: list, ys):\n    return [xs.index(y) if y in xs else -1 for y in ys]\n", (ints, ints)),
    Case("BRN104", "def f(xs):\n    return [x for i, x in enumerate(xs) if xs.index(x) == i]\n", (ints,)),
    Case(
        "BRN105",
        "def f(xs):\n    seen = []\n    for x in sorted(xs):\n        if x not in seen:\n            seen.append(x)\n    return len(seen), seen\n",
        (ints,),
    ),
    Case(
        "BRN106",
        "def f(d, xs):\n    return [x for x in xs if x in d.keys()], [x for x in xs if x not in list(d.keys())]\n",
        (graph, ints),
    ),
    Case("BRN107", "def f(xs, ys):\n    return [y for y in ys if all(x != y for x in xs)]\n", (ints, ints)),
    Case(
        "BRN108",
        "class Book:\n    def __init__(self, graph):\n        self.graph = graph\n\n    def _visit(self, node, seen, depth=0):\n        if node in seen or depth > 5:\n            return 0\n        seen.append(node)\n        total = 1\n        for other in self.graph.get(node, []):\n            total += self._visit(other, seen=seen, depth=depth + 1)\n        return total\n\n    def f(self, start):\n        done = [9]\n        return self._visit(start, done)\n\n\ndef f(graph, start):\n    return Book(graph).f(start)\n",
        (graph, small),
    ),
    Case(
        "BRN108",
        "def f(rows):\n    seen = []\n    out = []\n    for row in rows:\n        if not seen:\n            seen.extend([row, row + 1])\n        if row in seen:\n            continue\n        seen.append(row)\n        out.append(row)\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    return [{'id': x['id'], 'sum': sum(y['n'] for y in b if y['ref'] == x['id'])} for x in a]\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        y = next((y for y in b if y['id'] == x['ref']), None)\n        out.append(y)\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for i, x in enumerate(a):\n        for j, y in enumerate(b):\n            if x['id'] != y['ref'] or y['n'] < 0:\n                continue\n            out.append((i, j))\n            if len(out) > 5:\n                break\n        else:\n            out.append(i)\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        for y in b:\n            who = y['ref'] % 5\n            if who == x['id'] and y['n'] > 1:\n                out.append((who, x['n']))\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        total = 0\n        for y in b:\n            parts = list(y.values())\n            rest = parts[1:]\n            if len(parts) < 2 or parts[0] != x['id']:\n                continue\n            total += len(rest)\n        out.append(total)\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        for y in b:\n            if y['n'] != 0:\n                if 6 // y['n'] == x['id'] and y['ref'] > 1:\n                    out.append((y['n'], x['n']))\n                    break\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        low = high = 0\n        for y in b:\n            if y['ref'] == x['id'] and y['n'] < 2:\n                low += 1\n            elif y['n'] > 2 and y['ref'] == x['id']:\n                high += 1\n            if y['ref'] == x['id']:\n                out.append(y['n'])\n        out.append((low, high))\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    b = [*b, None]\n    out = []\n    for x in a:\n        for y in b:\n            if y is None:\n                continue\n            if y['ref'] == x['id'] and y['n'] < 2:\n                out.append(y['n'])\n            elif y['ref'] == x['id']:\n                out.append(x['n'])\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x, k in a:\n        for y, m in b:\n            if y == x and m == k:\n                out.append((x, m))\n    return out\n",
        (pairs, pairs),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    return [(x['id'], y['id']) for x in a for y in b if x['ref'] == y['ref'] if y['n'] > 0]\n",
        (records, records),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        found = None\n        for j in range(len(b)):\n            if b[j]['id'] == x['ref']:\n                found = b[j]\n                break\n        out.append(found)\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN121", "def f(a, b):\n    return sorted(a, key=lambda x: len([y for y in b if y == abs(x)]))\n", (ints, ints)
    ),
    Case(
        "BRN121",
        "class Book:\n    def __init__(self, rows):\n        self.rows = rows\n\n    def f(self, ids):\n        out = {}\n        for i in ids:\n            out[i] = [r for r in self.rows if r['id'] == i]\n        return out\n\n\ndef f(rows, ids):\n    return Book(rows).f(ids)\n",
        (records, ints),
    ),
    Case(
        "BRN151",
        "import itertools\nimport statistics\n\n\ndef f(xs, ys):\n    out = []\n    for x in xs:\n        mean = statistics.fmean(ys)\n        firsts = itertools.islice(ys, 2)\n        out.append((x - mean, list(firsts)))\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN171",
        "def f(rows, k):\n    out = []\n    for i, row in enumerate(rows):\n        so_far = 0\n        for other in rows[:i + 1]:\n            so_far += other['n']\n        last = 0\n        for other in rows[i:i + 2]:\n            last += other['n']\n        out.append((row['id'], so_far, last))\n    return out\n",
        (records, small),
    ),
    Case(
        "BRN844",
        "def f(xs, ys):\n    out = {0}\n    for x in xs:\n        out = out | {y for y in ys if y < x}\n        out = out.union([x, -x], ys[:1])\n    return sorted(out)\n",
        (ints, ints),
    ),
    Case(
        "BRN167",
        "def f(rows, start):\n    done = []\n    todo = [(0, start)]\n    while todo:\n        todo.sort()\n        cost, node = todo.pop(0)\n        if node in done:\n            continue\n        done.append(node)\n        for a, b in rows:\n            if a == node:\n                todo.append((cost + abs(b), b))\n    return done\n",
        (pairs, small),
    ),
    Case(
        "BRN167",
        "def f(rows):\n    todo = [row for row in rows if row['n'] > 0]\n    out = []\n    while len(todo) > 0:\n        todo = sorted(todo, key=lambda row: row['ref'])\n        row = todo.pop(0)\n        out.append(row['id'])\n        if row['n'] > 1:\n            todo.append({**row, 'n': row['n'] - 1, 'ref': row['ref'] + 2})\n    return out\n",
        (records,),
    ),
    Case(
        "BRN122",
        "def f(rows):\n    groups = []\n    for row in rows:\n        found = None\n        for g in groups:\n            if g[0] == row['ref']:\n                found = g\n                break\n        if found is None:\n            groups.append([row['ref'], row['n']])\n        else:\n            found[1] += row['n']\n    return groups\n",
        (records,),
    ),
    Case(
        "BRN121",
        "def f(a, b):\n    out = []\n    for x in a:\n        if x['n'] > 0 and not any(y['id'] == x['ref'] and y['n'] > 1 for y in b):\n            out.append(x['id'])\n        elif all(y['id'] != x['ref'] for y in b):\n            out.append(None)\n    return out\n",
        (records, records),
    ),
    Case(
        "BRN122",
        "def f(a, b):\n    left = list(b)\n    out = []\n    for x in a:\n        for y in left:\n            if y['n'] < 0:\n                continue\n            if y['id'] != x['ref']:\n                continue\n            if y['n'] >= x['n']:\n                left.remove(y)\n                out.append((x['id'], y['id']))\n                break\n    return out, left\n",
        (records, records),
    ),
    Case(
        "BRN125",
        "class Book:\n    def __init__(self, rows):\n        self.rows = rows\n\n    def _total(self, ref, least):\n        total = 0\n        for row in self.rows:\n            if row['ref'] != ref or row['n'] < least:\n                continue\n            total += row['n']\n        return total\n\n    def f(self, ids):\n        return [self._total(i + 1, least=0) for i in ids]\n\n\ndef f(rows, ids):\n    return Book(rows).f(ids)\n",
        (records, ints),
    ),
    Case(
        "BRN101",
        "def f(d, xs):\n    return [x for x in xs if [x] == [1] or x in d.values()]\n",
        (st.dictionaries(small, small, max_size=5), ints),
    ),
    Case(
        "BRN123",
        "def pick(rows, key, least):\n    total = 0\n    for r in rows:\n        if r['id'] == key and r['n'] > least:\n            total += r['n']\n    return total\n\n\ndef f(rows, keys):\n    return {k: pick(rows, least=0, key=k + 1) for k in keys}\n",
        (records, ints),
    ),
    Case(
        "BRN124",
        "def f(xs):\n    n = len(xs)\n    out = []\n    for i in range(n):\n        for j in range(i + 1, n):\n            if xs[i] == xs[j] and j - i > 1:\n                out.append((i, j))\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN131",
        "def f(rows):\n    s = 'head'\n    for row in rows:\n        s += row\n        for c in row:\n            s = s + c + '-'\n    s += '.'\n    return s.upper()\n",
        (words,),
    ),
    Case(
        "BRN131",
        "def f(rows):\n    out = []\n    for row in rows:\n        line = ''\n        for c in row:\n            line = c + line\n        out.append(line)\n    return out\n",
        (words,),
    ),
    Case(
        "BRN131",
        "def f(rows):\n    t = ()\n    for row in rows:\n        t += (row,)\n        t = t + (row, row)\n    return t\n",
        (words,),
    ),
    Case(
        "BRN131",
        "def f(rows):\n    data = b''\n    for i, row in enumerate(rows):\n        if i:\n            data += b','\n        data += row.encode()\n    return data\n",
        (words,),
    ),
    Case(
        "BRN132",
        "def f(s):\n    return [w for w in s if w.startswith('a') or w.startswith('bb') or w.startswith('')]\n",
        (words,),
    ),
    Case("BRN133", "def f(s):\n    return s.split(';')[0], s.split(',')[-1]\n", (text,)),
    Case(
        "BRN134",
        "def f(s: str, w: str):\n    return [i for i in range(len(s)) if s[i:i + len(w)] == w], s[:len(w)] == w\n",
        (text, st.text("ab", max_size=2)),
    ),
    Case(
        "BRN101",
        "def known(xs, k):\n    found = []\n    for x in xs:\n        if x != k:\n            found.append(x + 1)\n    return found\n\n\ndef f(a, b, k):\n    return [x for x in a if x in known(b, k)]\n",
        (ints, ints, small),
    ),
    Case(
        "BRN144",
        "def f(parts: list):\n    parts = list(parts)\n    total = []\n    while parts:\n        part = parts.pop(0)\n        total.append(part)\n        if part == 2 and len(total) < 9:\n            parts.append(5)\n    return total\n",
        (ints,),
    ),
    Case(
        "BRN141",
        "def f(rows):\n    out = []\n    for i in range(len(rows)):\n        ns = [b * 2 for _, b in rows[:i + 1]]\n        out.append((sum(ns), max(ns), len(ns), ns[-1], rows[i]))\n    return out\n",
        (pairs,),
    ),
    Case(
        "BRN141",
        "def f(rows):\n    out = {}\n    for i, row in enumerate(rows):\n        if row is None:\n            out[i] = 0\n        seen = [r['n'] - r['id'] for r in rows[0 : i + 1]]\n        if row['n'] in seen and i:\n            continue\n        out[i] = min(seen)\n    return out\n",
        (records,),
    ),
    Case(
        "BRN141",
        "def f(xs: list, k):\n    out = []\n    for i, x in enumerate(xs):\n        so_far = xs[:i + 1]\n        out.append(sorted(so_far)[-1] + len(so_far) + x)\n    return out\n",
        (ints, small),
    ),
    Case(
        "BRN141",
        "def f(rows):\n    out = []\n    for row in rows:\n        if row:\n            out = out + [row] + [row * 2]\n        else:\n            out = [*out, None]\n    return out\n",
        (words,),
    ),
    Case(
        "BRN142",
        "def f(rows):\n    d = {}\n    for k, v in rows:\n        d[k] = d.get(k, []) + [v]\n    return d\n",
        (pairs,),
    ),
    Case(
        "BRN143",
        "def f(xs):\n    out = []\n    while xs:\n        out.insert(0, xs.pop())\n        if len(xs) == 3:\n            break\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN144",
        "def f(graph, start):\n    seen = {start}\n    queue = [(start, 0)]\n    out = []\n    while len(queue) > 0:\n        node, depth = queue[0]\n        queue = queue[1:]\n        out.append((node, depth))\n        for other in graph.get(node, []):\n            if other not in seen:\n                seen.add(other)\n                queue.append((other, depth + 1))\n    return out\n",
        (graph, small),
    ),
    Case(
        "BRN144",
        "def f(xs):\n    window = []\n    out = []\n    for x in xs:\n        window.append(x)\n        if len(window) > 3:\n            del window[0]\n        out.append((sum(window), window[0], window[-1]))\n    return out, window\n",
        (ints,),
    ),
    Case(
        "BRN145", "def f(xs):\n    return sum(([x] * x for x in xs), []), sum([[x] for x in xs], start=[])\n", (ints,)
    ),
    Case(
        "BRN151",
        "def f(rows, name):\n    return [r for r in rows if r.lower() == name.strip().lower()]\n",
        (words, text),
    ),
    Case(
        "BRN151",
        "def f(xs):\n    out = []\n    for x in xs:\n        out.append(x * 2 > max(xs) and x != min(xs))\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN151",
        "def f(xs, ys):\n    out = []\n    for x in xs:\n        for y in ys:\n            if sorted(ys)[0] <= y and abs(x) > y:\n                out.append((x, y))\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN151",
        "def mean(xs):\n    return sum(xs) / len(xs)\n\n\ndef f(xs, ys):\n    return [x for x in xs if x > mean(xs)]\n",
        (ints, ints),
    ),
    Case(
        "BRN151",
        "def f(xs, ys):\n    n = 0\n    while n < max(ys):\n        n += 1\n        xs.append(n)\n    return xs\n",
        (ints, ints),
    ),
    Case(
        "BRN152",
        "def f(lines):\n    out = []\n    for line in lines:\n        if len(line.split(';')) > 1 and line.split(';')[0]:\n            out.append(line.split(';')[1].strip())\n        elif line.split(';')[0]:\n            line = line.upper()\n            out.append(line.split(';')[0])\n    return out\n",
        (st.lists(text, max_size=5),),
    ),
    Case(
        "BRN152",
        "def clean(s):\n    return s.strip(',')\n\n\ndef f(lines):\n    out = []\n    for line in lines:\n        if clean(line) == '':\n            continue\n        value = clean(line)\n        out.append(value)\n    return out\n",
        (st.lists(text, max_size=5),),
    ),
    Case(
        "BRN153",
        "def f(rows):\n    total = 0\n    for i in range(0, len(rows)):\n        for j in range(len(rows[i])):\n            if rows[i][j] > 0:\n                total += rows[i][j]\n    return total\n",
        (st.lists(ints, max_size=5),),
    ),
    Case("BRN153", "def f(xs):\n    return [xs[i] * 2 for i in range(len(xs)) if xs[i]]\n", (ints,)),
    Case(
        "BRN154",
        "def f(rows):\n    out = []\n    for row in rows:\n        for x in row:\n            if x > 0:\n                out.append((x, len(row)))\n    return out\n",
        (st.lists(ints, max_size=5),),
    ),
    Case(
        "BRN161",
        "def f(xs):\n    xs.append(0)\n    return sorted(xs)[0], sorted(xs)[-1], sorted(xs, key=abs, reverse=True)[0]\n",
        (ints,),
    ),
    Case("BRN162", "def f(xs):\n    ranked = sorted(xs, key=lambda x: -x['n'])\n    return ranked[:3]\n", (records,)),
    Case("BRN162", "def f(xs, k):\n    return sorted(xs, key=abs, reverse=True)[:k]\n", (ints, st.integers(0, 5))),
    Case(
        "BRN163",
        "def f(xs):\n    low = []\n    out = []\n    for x in xs:\n        low.append(abs(x))\n        low = sorted(low)\n        out.append(low[len(low) // 2])\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN164",
        "def f(xs, ys):\n    return [len([x for x in xs if y <= x['n'] < y + 2]) for y in ys]\n",
        (records, ints),
    ),
    Case("BRN164", "def f(xs):\n    return [sum(1 for y in xs if y > x) for x in xs]\n", (ints,)),
    Case(
        "BRN165",
        "def f(rows):\n    seen = {}\n    out = []\n    for k, v in rows:\n        if k not in seen:\n            seen[k] = []\n        seen[k].append((v, k))\n        ordered = sorted(seen[k], key=lambda p: -p[0])\n        out.append((ordered[0], ordered[len(seen[k]) // 2], max(seen[k])))\n    return out\n",
        (pairs,),
    ),
    Case(
        "BRN171",
        "def f(xs: list[int], k: int):\n    out = []\n    for i in range(len(xs)):\n        out.append(sum(xs[i:i + k]) - sum(xs[:i]) + sum(xs[i:]))\n    return out\n",
        (ints, st.integers(0, 4)),
    ),
    Case("BRN172", "def f(xs):\n    return [max(xs[:i + 1]) - min(xs[i:]) for i in range(len(xs))]\n", (ints,)),
    Case(
        "BRN173",
        "def f(xs: list[int]):\n    out = []\n    high = []\n    for x in xs:\n        if high and x > max(high):\n            out.append(x)\n        high.append(x)\n    return out\n",
        (ints,),
    ),
    Case(
        "BRN155",
        "def f(xs, ys):\n    n = len(ys)\n    out = []\n    i = 0\n    while i < n:\n        j = 0\n        while j < len(xs):\n            if xs[j] == ys[i]:\n                out.append((i, j))\n                break\n            j += 1\n        i += 1\n    return out\n",
        (ints, ints),
    ),
    Case(
        "BRN176",
        "def f(xs: list[int], k: int):\n    n = len(xs)\n    out = []\n    for i in range(n):\n        part = xs[max(0, i - k):min(n, i + k)]\n        if len(part) > 1:\n            out.append(sum(part) * 10 // len(part))\n    return out\n",
        (ints, st.integers(0, 4)),
    ),
    Case(
        "BRN177",
        "def f(xs: list[int], k: int):\n    n = len(xs)\n    out = []\n    for i in range(n):\n        total = 0\n        for j in range(i - k, i + 1):\n            if j < 0 or j >= n:\n                continue\n            total += xs[j]\n        part = 0\n        for j in range(0, i):\n            part += xs[j]\n        out.append((total, part))\n    return out\n",
        (ints, st.integers(-2, 4)),
    ),
    Case(
        "BRN174",
        "def f(xs: list[int]):\n    total = 3\n    for x in xs:\n        total += x\n    return total\n",
        (ints,),
    ),
    Case(
        "BRN175",
        "def f(rows):\n    d = {}\n    for row in rows:\n        if row['id'] not in d:\n            d[row['id']] = 0\n        d[row['id']] += row['n']\n    return d\n",
        (records,),
    ),
)


def _name(case: Case) -> str:
    return f"{case.rule}-{CASES.index(case)}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_rewrite_does_what_the_code_did(rewriting, case):
    """A user would be offered a version that gives other results, errors or changed arguments."""
    qualname = "Book.f" if "class Book" in case.source else "f"
    made = rewriting.modules_of(RULES[case.rule], case.source, qualname)
    assert made
    before = rewriting.function_of(case.source)
    after = [rewriting.function_of(module) for module in made]

    @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.tuples(*case.args))
    def check(args):
        expected = rewriting.outcome(before, args)
        for number, function in enumerate(after):
            assert rewriting.outcome(function, args) == expected, made[number]

    check()


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_all_proposals_do_what_the_code_did(rewriting, case):
    """A user would wait for combinations of rewrites that can't be right."""
    qualname = "Book.f" if "class Book" in case.source else "f"
    made = [
        apply(case.source, Rewrite(found.functions, found.imports))
        for found in propose(Brief(case.source, qualname, helpers=()))
    ]
    before = rewriting.function_of(case.source)
    after = [rewriting.function_of(module) for module in made]

    @settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.tuples(*case.args))
    def check(args):
        expected = rewriting.outcome(before, args)
        for number, function in enumerate(after):
            assert rewriting.outcome(function, args) == expected, made[number]

    check()


EDGES = """\
def f(people, edges):
    def friends_of(name):
        found = []
        for a, b in edges:
            if a == name:
                found.append(b)
            elif b == name:
                found.append(a)
        return found

    known = [(p, sum(1 for a, b in edges if a == p or b == p)) for p in people]
    return [(p, n, sum(q in friends_of(people[0]) for q in friends_of(p))) for p, n in known]
"""


def test_edges_are_found_by_either_end(rewriting):
    """A graph given as pairs would be walked whole for each of its nodes, or a loop from a node to itself counted twice."""
    after, steps = rewriting.combined(EDGES)
    assert steps == {"BRN126": 1, "BRN801": 1}
    args = (["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "c"), ("a", "c"), ("b", "a")])
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(
        rewriting.function_of(EDGES), args
    )


NEIGHBOURS = """\
def neighbours(edges, n):
    out = []
    for a, b in edges:
        if a == n:
            out.append(b)
        elif b == n:
            out.append(a)
    return out


class Graph:
    def __init__(self, edges):
        self.edges = edges

    def around(self, n):
        return [a if b == n else b for a, b in self.edges if n in (a, b)]

    def reached(self, start):
        seen = [start]
        for n in seen:
            for m in self.around(n):
                if m not in seen:
                    seen.append(m)
        return seen


def f(edges, start):
    seen = [start]
    for n in seen:
        for m in neighbours(edges, n):
            if m not in seen:
                seen.append(m)
    return seen
"""


@settings(max_examples=40, deadline=None, database=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8), st.integers(0, 6))
def test_helpers_that_ask_for_either_end_of_an_edge_are_given_the_edges_of_one_node(rewriting, edges, start):
    """Each step of a walk through a graph would look at all of its edges."""
    run = rewriting.function_of
    after, steps = rewriting.combined(NEIGHBOURS)
    assert steps["BRN123"] == 1
    assert rewriting.outcome(run(after), (edges, start)) == rewriting.outcome(run(NEIGHBOURS), (edges, start))
    after, steps = rewriting.combined(NEIGHBOURS, "Graph.reached")
    assert steps["BRN125"] == 1
    given = ((edges,), start)
    expected = rewriting.outcome(run(NEIGHBOURS, "Graph.reached"), given)
    assert rewriting.outcome(run(after, "Graph.reached"), given) == expected


def test_calls_of_one_method_share_one_index(rewriting):
    """Each call of a searching method would get an index of its own."""
    text = (
        "class C:\n"
        "    def __init__(self, offers):\n"
        "        self.offers = offers\n\n"
        "    def best(self, part):\n"
        "        return min([o for o in self.offers if o[0] == part], default=None)\n\n"
        "    def f(self, parts):\n"
        "        out = []\n"
        "        for part in parts:\n"
        "            if self.best(part) is not None:\n"
        "                out.append(self.best(part)[1])\n"
        "        return out\n"
    )
    after, steps = rewriting.combined(text, "C.f")
    assert steps["BRN125"] == 1
    args = (([("p", 3), ("q", 1), ("p", 2)],), ["q", "p", "x", "p"])
    run = rewriting.function_of
    assert rewriting.outcome(run(after, "C.f"), args) == rewriting.outcome(run(text, "C.f"), args)


def test_a_dictionary_merged_with_each_part_is_updated(rewriting):
    """Each level of a nested dictionary would be copied once for each of its parts."""
    text = (
        "def f(tree):\n"
        "    result = {}\n"
        "    for key in tree:\n"
        "        part = f(tree[key]) if isinstance(tree[key], dict) else {key: tree[key]}\n"
        "        result = {**result, **part}\n"
        "    return result\n"
    )
    after, steps = rewriting.combined(text)
    assert steps["BRN844"] == 1
    args = ({"a": 1, "b": {"c": {"a": 2, "d": 3}}, "d": 4},)
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(rewriting.function_of(text), args)


def test_lines_matched_for_each_user_are_matched_once(rewriting):
    """A log would be matched line by line once for each user in it."""
    text = (
        "import re\n\n\n"
        "def f(users, lines):\n"
        "    found = []\n"
        "    for user in users:\n"
        "        for line in lines:\n"
        '            match = re.match(r"(\\\\w+) (\\\\d+)", line)\n'
        "            if match and match.group(1) == user:\n"
        "                found.append((user, int(match.group(2))))\n"
        "    return found\n"
    )
    after, steps = rewriting.combined(text)
    assert steps["BRN802"] == 1
    args = (["ann", "bob"], ["ann 1", "bob 2", "?", "ann 3"])
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(rewriting.function_of(text), args)


def test_a_spread_is_computed_once_with_the_mean_it_is_made_of(rewriting):
    """The mean alone would leave the loop, and the spread be summed up anew for each number."""
    text = (
        "import math\n\n\n"
        "def f(xs):\n"
        "    out = []\n"
        "    for x in xs:\n"
        "        mean = sum(xs) / len(xs)\n"
        "        spread = math.sqrt(sum((y - mean) ** 2 for y in xs) / len(xs))\n"
        "        out.append((x - mean) / spread if spread else 0.0)\n"
        "    return out\n"
    )
    after, steps = rewriting.combined(text)
    assert steps == {"BRN151": 1}
    assert "        if spread is None:\n            mean = sum(xs) / len(xs)\n" in after
    run = rewriting.function_of
    for numbers in ([], [2], [1, 2, 4], [3, 3]):
        assert rewriting.outcome(run(after), (numbers,)) == rewriting.outcome(run(text), (numbers,))


def test_rows_that_cannot_be_hashed_are_kept_by_their_items(rewriting):
    """Repeated rows would be looked for one by one, or the version would crash on the first dictionary."""
    text = (
        "def f(rows):\n"
        "    kept = []\n"
        "    for row in rows:\n"
        "        if row not in kept:\n"
        "            kept.append(row)\n"
        "            print(len(kept))\n"
        "    return kept\n"
    )
    after, steps = rewriting.combined(text, types={"rows": "list[dict[str, int | str]]"})
    assert steps["BRN102"] == 1
    args = ([{"a": 1, "b": "x"}, {"b": "x", "a": 1}, {"a": 2}, {}, {"a": 2}],)
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(rewriting.function_of(text), args)
    assert rewriting.combined(text, types={"rows": "list[dict[str, list[int]]]"})[1] == {}


def test_links_with_a_name_for_the_other_end_are_found_by_either_end(rewriting):
    """Each step through a network would walk all of its links."""
    text = (
        "def f(links, start):\n"
        "    known = [start]\n"
        "    for person in known:\n"
        "        for a, b in links:\n"
        "            other = None\n"
        "            if a == person:\n"
        "                other = b\n"
        "            elif b == person:\n"
        "                other = a\n"
        "            if other is not None and other not in known:\n"
        "                known.append(other)\n"
        "    return known\n"
    )
    after, steps = rewriting.combined(text)
    assert steps["BRN126"] == 1
    args = ([("a", "b"), ("c", "b"), ("d", "d"), ("c", "e")], "a")
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(rewriting.function_of(text), args)


WALKED = """\
def f(xs):
    out = []
    for i in range(len(xs)):
        total = {start}
        for j in range(i + 1):
            total += xs[j]
        out.append(total)
    return out
"""


@pytest.mark.parametrize(("start", "found"), [("0", 1), ("0.1", 0)])
def test_floats_are_added_in_the_order_of_the_loop_or_not_at_all(rewriting, start, found):
    """The last digits of a sum would change, which a user would see as a wrong result."""
    made = rewriting.modules_of(RULES["BRN177"], WALKED.format(start=start), types={"xs": "list[float]"})
    assert len(made) == found


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "BRN151",
            "def f(lines, words):\n    out = []\n    for line in lines:\n        known = sorted(words)\n        first = sorted(set(known))\n        words.append(line)\n        out.append(first[:1])\n    return out\n",
        ),
        (
            "BRN124",
            "def f(xs, total: float):\n    out = []\n    for i, x in enumerate(xs):\n        for y in xs[i + 1:]:\n            if x + y == total:\n                out.append((x, y))\n    return out\n",
        ),
        (
            "BRN124",
            "def f(xs, total):\n    out = []\n    for i, x in enumerate(xs):\n        for y in xs[i + 1:]:\n            if x + y == total:\n                out.append((x, y))\n    return out\n",
        ),
        (
            "BRN844",
            "def f(pairs):\n    known = {}\n    out = []\n    for a, b in pairs:\n        for key in known.keys():\n            known = {**known, a + key: b}\n            out.append(key)\n        known[a] = b\n    return out, known\n",
        ),
        (
            "BRN813",
            (
                "def f(xs):\n    known = {}\n\n    def depth(n):\n        return 0 if n < 1 else depth(n - 1) + depth(n - 2) + known.get(n, 0)\n\n"
                "    out = []\n    for x in xs:\n        out.append(depth(x))\n        known[x] = x\n    return out\n"
            ),
        ),
        (
            "BRN804",
            (
                "def f(rows):\n    out = []\n    for row in rows:\n        for j, n in enumerate(row):\n"
                "            out.append(sum(other[j] for other in rows))\n            row[j] = n + 1\n    return out\n"
            ),
        ),
        (
            "BRN135",
            (
                "def f(s):\n    out = []\n    while s:\n        try:\n            if s[0] == 'a':\n                raise ValueError(s)\n"
                "        except ValueError:\n            pass\n        out.append(s[:2])\n        s = s[1:]\n    return out\n"
            ),
        ),
        (
            "BRN151",
            (
                "def f(rows, xs):\n    def of(*taken):\n        taken[0].append(1)\n        return taken\n\n    out = []\n    for x in xs:\n"
                "        for row in sorted(rows, key=lambda r: -r[0]):\n            out.append((x, len(of(row))))\n    return out\n"
            ),
        ),
        (
            "BRN128",
            (
                "def f(rows, keys):\n    out = []\n    for key in keys:\n        n = 0\n        for row in rows:\n            if row:\n                if row[0] == 2:\n"
                "                    continue\n            if row == key:\n                n += 1\n        out.append(n)\n    return out\n"
            ),
        ),
        (
            "BRN128",
            (
                "def f(rows, keys):\n    out = []\n    for key in keys:\n        n = 0\n        for row in rows:\n            if row == key:\n"
                "                n += 1\n        out.append((n, row))\n    return out\n"
            ),
        ),
        (
            "BRN128",
            (
                "def f(rows, keys):\n    out = []\n    for key in keys:\n        n = 0\n        for row in rows:\n            if row == key:\n"
                "                n += 1\n            if row == len(out):\n                n += 1\n        out.append(n)\n    return out\n"
            ),
        ),
        (
            "BRN128",
            (
                "def f(rows, keys):\n    out = []\n    n = 0\n    for key in keys:\n        for row in rows:\n            if row == key:\n"
                "                n += 1\n        out.append(n)\n    return out\n"
            ),
        ),
        (
            "BRN184",
            (
                "def f(xs):\n    out = []\n    for i, x in enumerate(xs):\n        for j in range(i + 1, len(xs)):\n            if xs[j] > x:\n"
                "                break\n        out.append(j)\n    return out\n"
            ),
        ),
        (
            "BRN165",
            (
                "def f(xs):\n    seen = []\n    out = []\n    for x in xs:\n        before = sorted(seen)\n        seen.append(x)\n"
                "        out.append(before[:1] + sorted(seen)[:1])\n    return out, seen\n"
            ),
        ),
        (
            "BRN182",
            (
                "def f(xs, limits):\n    out = []\n    for limit in limits:\n        for x in xs:\n            if x > limit:\n"
                "                break\n        out.append(x)\n    return out\n"
            ),
        ),
    ],
)
def test_what_depends_on_what_changes_is_left_alone(rewriting, rule, text):
    """An answer of before a change would be given after it."""
    assert rewriting.modules_of(RULES[rule], text) == []


def test_an_inner_recursion_keeps_answers_that_are_written_over_several_lines(rewriting):
    """The dictionary would stay empty, and every level be computed again."""
    text = (
        "def f(n):\n    def ways(k):\n        if k < 2:\n            return 1\n        return sum((\n            ways(k - 1),\n"
        "            ways(k - 2),\n        ))\n\n    return ways(n)\n"
    )
    (made,) = rewriting.modules_of(RULES["BRN813"], text)
    f = rewriting.function_of(made)
    assert f(200) == f(199) + f(198)


def test_answers_about_objects_that_no_dictionary_holds_are_kept_by_identity(rewriting):
    """A tree of dictionaries would be walked again for each of its branches, since none can be a key."""
    text = (
        "def f(rows):\n    below = {}\n    for row in rows:\n        below.setdefault(row['ref'], []).append(row)\n\n    def size(row):\n"
        "        found = 0\n        for other in below.get(row['id'], ()):\n            if other['id'] > row['id']:\n                found += size(other) + 1\n"
        "        return found\n\n    return [size(row) for row in rows]\n"
    )
    by_identity, by_value = rewriting.modules_of(RULES["BRN813"], text)
    rows = [{"id": n, "ref": n // 2, "n": 0} for n in range(40)]
    with pytest.raises(TypeError):
        rewriting.function_of(by_value)(rows)
    assert rewriting.function_of(by_identity)(rows) == rewriting.function_of(text)(rows)
