"""Functions of the kinds that people have, from 200 ns to 2 s, whose work is repeated as often as a benchmark wants.

A round changes nothing that a later one sees, so that a version with fewer rounds gives the same result and is faster by
exactly that share.
"""

from __future__ import annotations

from dataclasses import dataclass

ROUNDS = 100
TESTS = """\
from work import work


def test_short():
    assert work("a")[1] == 1


def test_long():
    assert work("some text")[1] == 9


def test_empty():
    assert work("")[1] == 0
"""


@dataclass(frozen=True)
class FunctionClass:
    """One kind of function: what stands before it, and one round of its work, which sets `found`."""

    name: str
    about: str
    """What one call takes."""
    before: str
    body: str
    is_slow: bool = False
    unrolled: int = 0
    """Without a loop, the body so many times: for the shortest."""

    def function(self, rounds: int = ROUNDS, passes: int = 0) -> str:
        """The function's text; `passes` statements that compile to nothing make it another text for the same code.

        They stand on the line of another statement: on lines of their own each would be an instruction.
        """
        if self.unrolled:
            work = [f"    {self.body}"] * self.unrolled
        else:
            work = [f"    for _ in range({rounds}):", f"        {self.body}"]
        lines = ["def work(word):", "    found = 0" + "; pass" * passes, *work, "    return found, len(word)"]
        return "\n".join(lines) + "\n"

    def files(self, rounds: int = ROUNDS) -> dict[str, str]:
        """The project: module and tests."""
        return {"work.py": f"{self.before}\n\n\n{self.function(rounds)}", "test_work.py": TESTS}


def _numbers(count: int) -> str:
    return f"NUMBERS = [number * 7919 % 10007 for number in range({count})]"


_SQUARES = "found = sum([number * number for number in NUMBERS])"
_TEXT = "import re\nPATTERN = re.compile(r'(\\w+)@(\\w+)')\nTEXT = 'someone@example, nobody else; ' * 20"
_JSON = "import json\nTEXT = json.dumps([{'name': str(n), 'values': [n, n / 7]} for n in range(10)])"
_NUMPY = "import numpy\nGRID = numpy.arange(20_000.0)"
_FILE = "from pathlib import Path\nPATH = Path(__file__)"

CLASSES = (
    FunctionClass("tiny", "200 ns", "", "found = len(word) + 7", unrolled=5),
    FunctionClass("short", "5 us", "", "found = (len(word) * 31 + 7) % 1009"),
    FunctionClass("loops", "0.3 ms", _numbers(100), _SQUARES),
    FunctionClass("grows", "10 ms", "", "found = sum([ord(letter) for letter in word])"),
    FunctionClass("allocates", "3 ms", _numbers(200), "found = len([{'n': n, 'pair': (n, [n])} for n in NUMBERS])"),
    FunctionClass("sorts", "10 ms", _numbers(1000), "found = sorted(NUMBERS, key=abs)[0]"),
    FunctionClass("regex", "1 ms", _TEXT, "found = len(PATTERN.findall(TEXT))"),
    FunctionClass("json", "3 ms", _JSON, "found = len(json.dumps(json.loads(TEXT)))"),
    FunctionClass("numpy", "3 ms", _NUMPY, "found = float(numpy.sqrt(GRID + 1.0).sum())"),
    FunctionClass("reads files", "2 ms", _FILE, "found = len(PATH.read_bytes())"),
    FunctionClass("waits", "30 ms", "import time", "found = time.sleep(0.0002)"),
    FunctionClass("slow", "0.3 s", _numbers(100_000), _SQUARES, is_slow=True),
    FunctionClass("slowest", "2 s", _numbers(600_000), _SQUARES, is_slow=True),
)
"""The kinds, the slow ones last."""
