"""What the rules of `burner.rules.sorting` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

EXTREME = Card(
    id="BRN161",
    name="sort-for-extreme",
    family="sorting",
    summary="use min or max instead of sorting for one element",
    condition="The order is total; an empty list raises ValueError instead of IndexError.",
    example_before="""\
def f(xs):
    return sorted(xs)[0]
""",
    example_after="""\
def f(xs):
    return min(xs)
""",
    refuses=(
        """\
def f(xs):
    return sorted(xs)[1]
""",
        """\
def f(xs):
    return sorted(xs, key=len)[-1]
""",
        """\
def f(xs, down):
    return sorted(xs, reverse=down)[0]
""",
        """\
def min(x):
    return 0


def f(xs):
    return sorted(xs)[0]
""",
    ),
)
FIRST = Card(
    id="BRN166",
    name="sort-for-first",
    family="sorting",
    summary="find the first element with min or max where a list is sorted and then asked for nothing else",
    condition="The list is the function's own, and nothing but its first element and its length is asked for.",
    example_before="""\
def f(offers, part):
    found = [o for o in offers if o["part"] == part]
    found.sort(key=lambda o: o["price"])
    if not found:
        return None
    return found[0]
""",
    example_after="""\
def f(offers, part):
    found = [o for o in offers if o["part"] == part]
    if not found:
        return None
    return min(found, key=lambda o: o["price"])
""",
    refuses=(
        """\
def f(offers):
    offers.sort()
    return offers[0]
""",
        """\
def f(rows):
    found = list(rows)
    found.sort()
    return found[0], found[1]
""",
        """\
def f(rows, wanted):
    found = sorted(rows)
    return [w for w in wanted if w < found[0]]
""",
        """\
def f(rows):
    found = sorted(rows)
    return found[0], found
""",
    ),
)
SMALLEST = Card(
    id="BRN162",
    name="sort-for-first-few",
    family="sorting",
    summary="use heapq for the first few instead of sorting all",
    condition="The number wanted is not negative and small beside the list.",
    example_before="""\
def f(xs):
    return sorted(xs, key=len)[:3]
""",
    example_after="""\
from heapq import nsmallest


def f(xs):
    return nsmallest(3, xs, key=len)
""",
    refuses=(
        """\
def f(xs):
    return sorted(xs)[1:3]
""",
        """\
def f(xs):
    return sorted(xs)[:-1]
""",
        """\
def f(xs):
    ordered = sorted(xs)
    return ordered[:3], ordered
""",
        """\
def f(xs):
    return sorted(xs)[::2]
""",
    ),
)
INSORT = Card(
    id="BRN163",
    name="append-and-sort",
    family="bisecting",
    summary="put each element in its place instead of sorting after each append",
    condition="The list is sorted from the start by the same order and changed by nothing else.",
    example_before="""\
def f(rows):
    top = []
    out = []
    for row in rows:
        top.append(row)
        top.sort()
        out.append(top[0])
    return out
""",
    example_after="""\
from bisect import insort


def f(rows):
    top = []
    out = []
    for row in rows:
        insort(top, row)
        out.append(top[0])
    return out
""",
    refuses=(
        """\
def f(rows, top):
    for row in rows:
        top.append(row)
        top.sort()
    return top
""",
        """\
def f(rows):
    top = []
    for row in rows:
        top.append(row)
        top.sort(reverse=True)
    return top
""",
        """\
def f(rows):
    top = []
    for row in rows:
        top.append(row)
        top.sort()
        top.append(0)
    return top
""",
        """\
def f(rows):
    top = []
    top.append(rows[0])
    top.sort()
    return top
""",
    ),
)
COUNTED = Card(
    id="BRN164",
    name="count-by-comparison",
    family="bisecting",
    summary="sort the keys once and count by bisection",
    condition="Keys have a total order and do not change meanwhile.",
    example_before="""\
def f(xs, limits):
    return [sum(1 for x in xs if x < limit) for limit in limits]
""",
    example_after="""\
from bisect import bisect_left


def f(xs, limits):
    sorted_xs = sorted(x for x in xs if x == x)
    return [bisect_left(sorted_xs, limit) for limit in limits]
""",
    refuses=(
        """\
def f(xs, limit):
    return sum(1 for x in xs if x < limit)
""",
        """\
def f(xs, limits):
    return [sum(1 for x in xs if x != limit) for limit in limits]
""",
        """\
def f(xs, limits):
    return [sum(1 for x in xs if x < limit or x > 9) for limit in limits]
""",
        """\
def f(xs, limits):
    return [sum(1 for x in xs if x.a < limit and x.b > 1) for limit in limits]
""",
    ),
)

SUMMED = Card(
    id="BRN179",
    name="sum-by-comparison",
    family="bisecting",
    summary="keep running sums in the order of the keys and find the part that counts by bisection",
    condition="Keys have a total order, what is added are whole numbers (others round differently), and neither changes"
    " meanwhile.",
    example_before="""\
def f(moves, days):
    out = []
    for day in days:
        total = 0
        for move in moves:
            if move["day"] <= day:
                total += move["amount"]
        out.append(total)
    return out
""",
    example_after="""\
from bisect import bisect_right
from itertools import accumulate


def f(moves, days):
    out = []
    moves_by_day = sorted(((move["day"], move["amount"]) for move in moves if move["day"] == move["day"]), key=lambda pair: pair[0])
    sorted_day = [pair[0] for pair in moves_by_day]
    amount_sums = list(accumulate((pair[1] for pair in moves_by_day), initial=0))
    for day in days:
        total = 0
        total += amount_sums[(bisect_right(sorted_day, day) if day == day else 0)]
        out.append(total)
    return out
""",
    refuses=(
        """\
def f(moves, day):
    return sum(move["amount"] for move in moves if move["day"] <= day)
""",
        """\
def f(moves, days):
    return [sum(move["amount"] for move in moves if move["day"] <= day or move["open"]) for day in days]
""",
        """\
def f(moves, days):
    totals = []
    for day in days:
        total = 0
        for move in moves:
            if move["day"] <= day:
                total += move["amount"]
                move["amount"] = 0
        totals.append(total)
    return totals
""",
    ),
)
