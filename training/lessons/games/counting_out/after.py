"""Counting-out rhymes: who is 'it'? Used by the kindergarten's game corner."""
from collections import deque


def syllables(rhyme):
    """Beats of a rhyme; the words are written with hyphens between the syllables."""
    return sum(len(word.split("-")) for word in rhyme.split())


def count_out(children: list[str], beats: int, leave: int = 1) -> dict:
    """Count out the children of a circle until only `leave` of them are left.

    The count starts at the first child. After a child has left, it goes on with
    the next one in the circle.
    """
    if beats < 1:
        raise ValueError("a rhyme has at least one beat")
    circle = deque(children)
    out = []
    rounds = 0
    counted = 0
    while len(circle) > max(leave, 0):
        circle.rotate(-(beats - 1))
        child = circle.popleft()
        out.append(child)
        counted += beats
        # a full round has been counted through
        if counted >= len(circle) + 1:
            rounds += counted // (len(circle) + 1)
            counted %= len(circle) + 1
    return {"out": out, "left": list(circle), "rounds": rounds}
