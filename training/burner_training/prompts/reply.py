"""What a reply holds: whether it has the form that was asked for, and the code in it.

Two forms: the paper's (a thinking block, then a solution block with fenced code) and the product's own (one fenced block).
"""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["paper", "product"]

_PAPER = re.compile(r"\s*<thinking>(?P<thinking>.*?)</thinking>\s*<solution>(?P<solution>.*?)</solution>\s*", re.DOTALL)
_SOLUTION = re.compile(r"<solution>(.*?)</solution>", re.DOTALL)
_FENCED = re.compile(r"^[ \t]*```[ \t]*[\w+.-]*[ \t]*\n(.*?)^[ \t]*```[ \t]*$", re.DOTALL | re.MULTILINE)
_OPENINGS = ("<thinking>", "<solution>")


def well_formed(reply: str, style: Style) -> bool:
    """Whether the reply has exactly the form asked for, blanks around it aside."""
    if style == "product":
        blocks = list(_FENCED.finditer(reply))
        return len(blocks) == 1 and blocks[0][0].strip() == reply.strip()
    found = _PAPER.fullmatch(reply)
    return found is not None and all(reply.count(tag) == 1 for tag in _OPENINGS)


def code_of(reply: str, style: Style) -> str | None:
    """The code in a reply; None where there is none.

    Of the paper's form it is the last fenced block in the last solution block, whatever else is wrong with the form. Of
    the product's form it is the reply itself: burner's own parser finds the functions in it.
    """
    if style == "product":
        return reply if reply.strip() else None
    solutions = _SOLUTION.findall(reply)
    blocks = _FENCED.findall(solutions[-1].strip("\n") + "\n") if solutions else []
    return blocks[-1] if blocks else None
