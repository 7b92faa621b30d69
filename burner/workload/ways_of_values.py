"""Ways to grow arguments that are one value: numbers (sizes, limits, depths) and running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from random import Random

from burner.workload import text as texts
from burner.workload.replicas import Kind, bound_to
from burner.workload.shapes import Atom, Option, Shape
from burner.workload.trees import Tree, copied
from burner.workload.way import BASE_NODES, Way

STEPS_BEFORE = 8
"""Growing one by one begins this much below the largest recorded number: recursion may double its time per step."""


def number_parameters(shapes: Mapping[str, Shape]) -> list[str]:
    """Name the parameters that are whole numbers."""
    return [
        name
        for name, shape in shapes.items()
        if any(isinstance(option, Atom) and option.kind == "int" for option in shape.options)
    ]


def number_ways(kind: Kind, numbers: Sequence[str]) -> list[Way]:
    """Grow whole numbers: doubled, or one by one from below the largest recorded one (recursion depths)."""
    doubled = [_number_way(kind, name, 0) for name in numbers]
    return doubled + [_number_way(kind, name, 1) for name in numbers]


def _number_way(kind: Kind, name: str, step: int) -> Way:
    known = sorted(_known_numbers(kind, name)) or [1]
    start = max(1, known[-1] - STEPS_BEFORE)

    def suits(call: Tree) -> Tree | None:
        if _number(kind, name, call) <= 0:
            return None
        return _with_number(kind, name, call, start, 0) if step else call

    measure = partial(_number, kind, name)
    few = start if step else known[len(known) // 2]
    manner = "number by one" if step else "number"
    return Way(name, manner, measure, partial(_with_number, kind, name), suits, step, few=few)


def _known_numbers(kind: Kind, name: str) -> list[int]:
    options = [option for option in kind.shapes[name].options if isinstance(option, Atom)]
    return [value for option in options for value in option.pool if type(value) is int and value > 0]


def _number(kind: Kind, name: str, call: Tree) -> int:
    argument = bound_to(call, kind, name)
    value = argument.value if argument is not None else 0
    return value if isinstance(value, int) else 0


def _with_number(kind: Kind, name: str, call: Tree, n: int, seed: int) -> Tree:
    """Set a number; of large ones the last part varies with the seed."""
    made = copied(call)
    argument = bound_to(made, kind, name)
    if argument is not None:
        argument.owner[argument.index] = n - seed % max(1, n // 64) if n >= 64 else n
    return made


def text_parameters(shapes: Mapping[str, Shape]) -> list[str]:
    """Name the parameters that are running text."""
    return [name for name, shape in shapes.items() if any(_is_running_text(option) for option in shape.options)]


def text_ways(kind: Kind) -> list[Way]:
    """Grow running text: repeated, or its parts in another order."""
    made = []
    wanted = text_parameters(kind.shapes)
    groups = [[name] for name in wanted] if len(wanted) < 2 else [wanted, *([name] for name in wanted)]
    for names in groups:
        for shuffled in (True, False):
            label = " and ".join(f"len({name})" for name in names[:2])
            make = partial(longer_texts, kind, names, shuffled)
            measure = partial(longest_text, kind, names)
            suits = partial(_texts_suited, kind, names)
            made.append(Way(label, "shuffled text" if shuffled else "repeated text", measure, make, suits))
    return made


def _is_running_text(option: Option) -> bool:
    """Tell text (and bytes) that may be of any length from names and modes."""
    if not isinstance(option, Atom):
        return False
    strings = [value for value in option.pool if isinstance(value, str)]
    return option.kind in ("bytes", "bytearray") or option.role == "text" or bool(texts.small_alphabet(strings))


def _written(node: Tree) -> str:
    """Give text, or bytes as text; "" for other values."""
    if isinstance(node, list) and node[0] in ("b", "ba"):
        return bytes.fromhex(node[1]).decode("latin-1")
    return node if isinstance(node, str) else ""


def _rewritten(node: Tree, text: str) -> Tree:
    return [node[0], text.encode("latin-1").hex()] if isinstance(node, list) else text


def _texts_suited(kind: Kind, names: Sequence[str], call: Tree) -> Tree | None:
    """Take calls with some text in every argument that grows; cut long texts, at the end of a line where there is one."""
    made = copied(call)
    for name in names:
        argument = bound_to(made, kind, name)
        text = _written(argument.value) if argument is not None else ""
        if argument is None or not text:
            return None
        if len(text) > BASE_NODES:
            end = text.rfind("\n", 1, BASE_NODES)
            argument.owner[argument.index] = _rewritten(argument.value, text[: end if end > 0 else BASE_NODES])
    return made


def longest_text(kind: Kind, names: Sequence[str], call: Tree) -> int:
    """Length of the longest of some text arguments."""
    found = [bound_to(call, kind, name) for name in names]
    return max((len(_written(argument.value)) for argument in found if argument is not None), default=0)


def longer_texts(kind: Kind, names: Sequence[str], shuffled: bool, call: Tree, n: int, seed: int) -> Tree:
    """Lengthen text arguments, each in proportion; the longest gets about `n` characters."""
    made = copied(call)
    longest = longest_text(kind, names, call)
    for position, name in enumerate(names):
        argument = bound_to(made, kind, name)
        text = _written(argument.value) if argument is not None else ""
        if argument is not None and text:
            size = max(1, n * len(text) // longest)
            longer = _longer(text, size, Random(f"{seed}:{position}"), shuffled=shuffled)
            argument.owner[argument.index] = _rewritten(argument.value, longer)
    return made


def _longer(text: str, size: int, rng: Random, *, shuffled: bool) -> str:
    """Repeat a text up to a size, whole, or its lines, words or characters in another order."""
    joint = "\n" if "\n" in text.strip("\n") else " " if " " in text.strip() else ""
    if not shuffled and joint:
        whole = text if text.endswith(joint) else text + joint
        return (whole * max(1, round(size / len(whole)))).rstrip(joint)
    if not shuffled:
        start = rng.randrange(len(text))
        return (text * (size // len(text) + 2))[start : start + size]
    if not joint or texts.small_alphabet([text]):
        return "".join(rng.choice(text) for _ in range(size))
    parts = text.split(joint)
    made: list[str] = []
    length_so_far = 0
    while length_so_far < size:
        part = rng.choice(parts)
        made.append(part)
        length_so_far += len(part) + len(joint)
    return joint.join(made)
