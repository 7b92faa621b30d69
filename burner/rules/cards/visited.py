"""What the rules of `burner.rules.visited` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

AS_SET = Card(
    id="BRN108",
    name="list-as-set",
    family="visited",
    summary="remember what was seen in a set instead of a list, also in the helpers that are handed it",
    condition=(
        "The list is only added to and asked whether it holds something, its elements can be hashed, and the helpers "
        "it is handed to are called from nowhere else."
    ),
    example_before="""\
def _walk(graph, node, seen):
    if node in seen:
        return 0
    seen.append(node)
    return 1 + sum(_walk(graph, other, seen) for other in graph[node])


def f(graph):
    seen = []
    return [_walk(graph, node, seen) for node in graph]
""",
    example_after="""\
def _walk(graph, node, seen):
    if node in seen:
        return 0
    seen.add(node)
    return 1 + sum(_walk(graph, other, seen) for other in graph[node])


def f(graph):
    seen = set()
    return [_walk(graph, node, seen) for node in graph]
""",
    refuses=(
        """\
def _walk(graph, node, seen):
    if node in seen:
        return 0
    seen.append(node)
    return 1


def f(graph):
    seen = []
    return [_walk(graph, node, seen) for node in graph], seen
""",
        """\
def _walk(graph, node, seen):
    if node in seen:
        return 0
    seen.append(node)
    return seen[-1]


def f(graph):
    seen = []
    return [_walk(graph, node, seen) for node in graph]
""",
        """\
def _walk(graph, node, seen):
    if node in seen:
        return 0
    seen.append(node)
    return 1


def other(graph):
    return _walk(graph, 1, [])


def f(graph):
    seen = []
    return [_walk(graph, node, seen) for node in graph]
""",
        """\
def f(graph):
    seen = []
    for node in graph:
        if node not in seen:
            seen.append(node)
    return sorted(seen)
""",
    ),
)
