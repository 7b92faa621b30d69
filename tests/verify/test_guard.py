"""What the static guard refuses, and the useful half of each that it lets pass."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import burner
from burner.target import functions
from burner.verify.guard import guard

MODULE = '''
import math
import os.path
import time
from collections import Counter

import numpy as np

LIMIT = 10
TABLE = {"a": 1}
SEEN = []
COUNT = 0


def helper(x):
    return x * 2


def slow(xs, key="k"):
    """Compute."""
    out = []
    for x in xs:
        if x not in out:
            out.append(helper(x))
    return out


def logged(x):
    SEEN.append(x)
    started = time.perf_counter()
    return os.path.join("a", str(x)), started


class Box:
    size = 3

    def __init__(self, items):
        self.items = items
        self.total = 0

    def fill(self, more):
        for item in more:
            self.items.append(item)
            self.total += 1
        return self.total

    @classmethod
    def empty(cls):
        return cls([])
'''


def version(name: str, body: str, before: str = "", imports: str = "", header: str | None = None) -> str:
    """The module with another body for one function, helpers before it, imports on top."""
    lines = MODULE.split("\n")
    span = functions(MODULE)[name]
    indent = "    " if "." in name else ""
    body = textwrap.indent(textwrap.dedent(body).strip("\n"), indent + "    ")
    head = [indent + header] if header else lines[span.def_line - 1 : span.def_line]
    extra = textwrap.dedent(before).split("\n") if before else []
    top = next(i for i, line in enumerate(lines) if line.startswith("def helper"))
    new = [*imports.split("\n"), *lines[:top], *extra, *lines[top : span.def_line - 1]]
    return "\n".join([*new, *head, body, *lines[span.last_line :]])


def judged(name: str, body: str, before: str = "", imports: str = "", header: str | None = None) -> str | None:
    """What the guard says of it."""
    return guard(MODULE, version(name, body, before, imports, header), [name])


FORBIDDEN = {
    "eval": "return eval('xs')",
    "exec": "exec('pass')\nreturn xs",
    "compile": "compile('1', '', 'eval')\nreturn xs",
    "alias of eval": "run = eval\nreturn run('xs')",
    "__import__": "return __import__('gc').get_objects()",
    "importlib": "import importlib\nreturn importlib",
    "os.environ": "return os.environ",
    "os in a local import": "import os\nreturn os.getpid()",
    "from os": "from os import environ as e\nreturn e",
    "sys.modules": "import sys\nreturn sys.modules",
    "sys.setrecursionlimit": "import sys\nsys.setrecursionlimit(9999)\nreturn xs",
    "sys._getframe": "import sys\nreturn sys._getframe(1).f_locals",
    "threads": "import threading\nreturn threading.Thread",
    "futures": "from concurrent.futures import ThreadPoolExecutor\nreturn ThreadPoolExecutor",
    "time.sleep": "time.sleep(0)\nreturn xs",
    "the time module itself": "clock = time\nreturn clock",
    "gc": "import gc\ngc.disable()\nreturn xs",
    "ctypes": "import ctypes\nreturn ctypes.string_at(0)",
    "pathlib": "from pathlib import Path\nreturn Path('x').read_text()",
    "third party": "import pandas\nreturn pandas",
    "star import": "import re\nfrom .tests import expected\nreturn expected",
    "numpy reads files": "return np.load('x')",
    "modules in modules": "import dataclasses\nreturn dataclasses.sys.modules",
    "private parts of a module": "import re\nreturn re._cache",
    "decimal context": "import decimal\ndecimal.getcontext().prec = 3\nreturn xs",
    "open": "return open('x').read()",
    "input": "return input()",
    "globals": "globals()['X'] = 1\nreturn xs",
    "setattr": "setattr(helper, 'kept', 1)\nreturn xs",
    "function attribute": "slow.kept = xs\nreturn xs",
    "helper's attribute": "helper.kept = xs\nreturn xs",
    "class attribute": "Box.size = 4\nreturn xs",
    "class attribute by alias": "kind = Box\nkind.size = 4\nreturn xs",
    "patch a module": "math.sqrt = None\nreturn xs",
    "global": "global COUNT\nCOUNT = 1\nreturn xs",
    "subscript of a module's dict": "TABLE[len(xs)] = 1\nreturn xs",
    "alias of a module's dict": "known = TABLE\nknown[len(xs)] = 1\nreturn xs",
    "bound method of a module's dict": "put = TABLE.setdefault\nput(1, 2)\nreturn xs",
    "unbound method": "dict.update(TABLE, {1: 2})\nreturn xs",
    "deleted item": "del TABLE['a']\nreturn xs",
    "nested function writes a module's list": "def add(x):\n    SEEN.append(x)\nadd(1)\nreturn xs",
    "a name only bound inside a comprehension": "[TABLE for TABLE in []]\nTABLE[1] = 2\nreturn xs",
    "loop over a module's rows": "for row in TABLE.values():\n    row.append(1)\nreturn xs",
    "own module name": "return _burner_state",
    "pytest's variable": "return xs if 'PYTEST_CURRENT_TEST' else 1",
    "__file__": "return __file__",
    "__globals__": "return slow.__globals__",
    "__code__": "slow.__code__ = helper.__code__\nreturn xs",
    "subclasses": "return object.__subclasses__()",
    "__class__ is set": "xs.__class__ = Box\nreturn xs",
    "__dict__ of a function": "slow.__dict__['kept'] = 1\nreturn xs",
    "getattr with a made-up name": "return getattr(slow, '__glo' + 'bals__')",
    "getattr with a name": "return getattr(slow, '__globals__')",
    "frames": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    return e.__traceback__.tb_frame",
    "finalizer": "class T:\n    def __del__(self):\n        pass\nreturn xs",
    "table of answers": "return {1: 9, 2: 5, 3: 7, 4: 11, 5: 22, 6: 31, 7: 40, 8: 50, 9: 61}.get(len(xs), xs)",
    "chain of answers": "\n".join(f"if xs == [{n}]:\n    return {n + 100}" for n in range(20, 32)) + "\nreturn xs",
    "match of answers": "match len(xs):\n" + "\n".join(f"    case {n}:\n        return 1" for n in range(20, 32)),
    "packed answers": f"return '{'1a2b' * 40}'[len(xs)]",
    "answers as a number": f"return ({10**50} >> len(xs)) & 1",
}


@pytest.mark.parametrize("body", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_cheating_and_spying_is_forbidden(body: str) -> None:
    """A version that reaches past its work would be run and could be shown as faster."""
    assert judged("slow", body) is not None


ALLOWED = {
    "standard library in the function": "from collections import deque\nreturn list(deque(xs))",
    "os.path.join as the original": "return [os.path.join('a', str(x)) for x in xs]",
    "clock as the original": "time.perf_counter()\nreturn xs",
    "numpy": "return np.unique(xs).tolist()",
    "numpy's insert": "return np.insert(xs, 0, 1)",
    "sys.maxsize": "from sys import maxsize\nreturn min(xs, default=maxsize)",
    "StringIO": "import io\nbuffer = io.StringIO()\nreturn buffer.getvalue()",
    "datetime.time": "from datetime import time as clock\nreturn clock(1)",
    "local cache": "known = {}\nfor x in xs:\n    known[x] = helper(x)\nreturn list(known.values())",
    "reads a table": "get = TABLE.get\nreturn [get(x, LIMIT) for x in xs]",
    "copy of a table": "mine = dict(TABLE)\nmine['b'] = 2\nreturn mine",
    "local of a module's name": "SEEN = set()\nSEEN.add(1)\nreturn SEEN",
    "next of a table": "return next(iter(TABLE.values()))",
    "numbers of a table": "n = 0\nfor i, (k, v) in enumerate(TABLE.items()):\n    n += v\n    i += 1\nreturn n",
    "bound method of a local": "out = []\nadd = out.append\nfor x in xs:\n    add(x)\nreturn out",
    "lru_cache inside": "from functools import lru_cache\n@lru_cache(None)\ndef f(x):\n    return x\nreturn f(1)",
    "attribute of a nested function": "def f():\n    pass\nf.n = 1\nreturn f.n",
    "counter's update": "found = Counter()\nCounter.update(found, xs)\nreturn found",
    "getattr with a plain name": "return [getattr(x, 'size', 0) for x in xs]",
    "heap": "import heapq\nh = []\nfor x in xs:\n    heapq.heappush(h, x)\nreturn h",
    "operator": "import operator\nreturn sorted(xs, key=operator.itemgetter(0))",
    "parameter called input": "def f(input):\n    return input\nreturn f(xs)",
    "small table": "return {'x': 1, 'y': 2, 'z': 3}.get(xs)",
    "days of months": "return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][len(xs)]",
    "reads __class__": "return [x.__class__.__name__ for x in xs]",
    "walrus": "return [y for x in xs if (y := helper(x)) > LIMIT]",
    "docstring": "'''PYTEST_CURRENT_TEST is not read here.'''\nreturn xs",
    "class with slots": "class P:\n    __slots__ = ('a',)\n    def __lt__(self, o):\n        return True\nreturn P()",
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED.keys())
def test_the_useful_half_is_allowed(body: str) -> None:
    """An honest faster version would be thrown away."""
    assert judged("slow", body) is None


@pytest.mark.parametrize(
    "body",
    [
        "box = [helper][0]\nbox.known = {}",
        "box = next(iter([helper]))\nbox.known = {}",
        "for box in (helper, helper):\n    box.known = {}",
        "[np.lib][0].format.known = {}",
        "np.lib.npyio.os.listdir('.')",
        "np.core.multiarray.fromfile('x')",
    ],
)
def test_nothing_shared_is_reached_by_a_detour(body: str) -> None:
    """A cache would lie on a function of the module, or the machine would be reached, unseen."""
    assert judged("slow", body) is not None


@pytest.mark.parametrize(
    "body",
    [
        "nodes = [helper(x) for x in xs]\nnodes[0].seen = True",
        "best = max(xs, key=helper)\nbest.seen = True",
        "made = list(map(helper, xs))\nmade[0].seen = True",
        "steps = {'a': helper}\nsteps['b'] = helper",
    ],
)
def test_what_a_function_gave_may_be_written_to(body: str) -> None:
    """Versions that mark what they made themselves would be refused."""
    assert judged("slow", body) is None


@pytest.mark.parametrize(
    ("body", "forbidden"),
    [
        ("self.kept = more\nreturn self.total", "self.kept"),
        ("me = self\nme.kept = more\nreturn self.total", "self.kept"),
        ("self.kept[1] = more\nreturn self.total", "self.kept"),
        ("type(self).size = 1\nreturn self.total", "type()"),
        ("self.__class__.size = 1\nreturn self.total", "type()"),
        ("Box.size = 1\nreturn self.total", "Box.size"),
        ("self.__dict__['kept'] = 1\nreturn 1", "self.__dict__"),
        ("self.items.extend(more)\nself.total += len(more)\nreturn self.total", None),
        ("items = self.items\nfor x in more:\n    items.append(x)\nself.total = len(items)\nreturn 1", None),
        ("out = []\nout.extend(self.items)\nreturn len(out)", None),
        ("items = self.items\nitems = []\nitems.append(1)\nreturn items", None),
    ],
)
def test_methods_write_only_what_the_class_wrote(body: str, forbidden: str | None) -> None:
    """A cache on the instance would be sold as a faster method, or a method that does its work be refused."""
    reason = judged("Box.fill", body)
    assert (reason is None) if forbidden is None else (reason is not None and forbidden in reason)


def test_class_methods_keep_nothing_on_the_class() -> None:
    """A cache on the class would be sold as a faster method."""
    assert "cls.kept" in str(judged("Box.empty", "cls.kept = 1\nreturn cls([])"))
    assert judged("Box.empty", "made = cls([])\nreturn made") is None


def test_what_a_helper_wrote_may_be_written_where_it_is_inlined() -> None:
    """Inlining a helper that logs would be refused."""
    old = "SEEN = []\n\ndef log(x):\n    SEEN.append(x)\n\ndef f(x):\n    log(x)\n    return x\n"
    new = old.replace("    log(x)", "    SEEN.append(x)")
    assert guard(old, new, ["f"]) is None
    other = old.replace("    log(x)\n", "")
    assert guard(other, new, ["f"]) is not None


@pytest.mark.parametrize(
    ("before", "forbidden"),
    [
        ("def extra(x):\n    return x + 1\n\n", False),
        ("def extra(x, y=1, z=(1, -2)):\n    return x + 1\n\n", False),
        ("def extra(x, kept={}):\n    return x + 1\n\n", True),
        ("def extra(x, kept=dict()):\n    return x + 1\n\n", True),
        ("def extra(x, *, kept=TABLE):\n    return x + 1\n\n", True),
        ("from functools import lru_cache\n@lru_cache\ndef extra(x):\n    return x\n\n", True),
        ("def extra(x):\n    TABLE[x] = 1\n    return x\n\n", True),
        ("def extra(x):\n    return eval(x)\n\n", True),
        ("KEPT = {}\n\n", True),
        ("class Extra:\n    kept = {}\n\n", True),
        ("helper(1)\n", True),
    ],
)
def test_new_helpers_keep_nothing(before: str, forbidden: bool) -> None:
    """A cache that lives in a new helper, or code that runs on import, would go unnoticed."""
    assert (judged("slow", "return [helper(x) for x in xs]", before=before) is not None) is forbidden


@pytest.mark.parametrize(
    "header",
    [
        "def slow(xs):",
        "def slow(xs, key='other'):",
        "def slow(xs, key='k', kept={}):",
        "def slow(xs: list, key='k'):",
        "def slow(xs, key='k') -> list:",
        "async def slow(xs, key='k'):",
        "@cache\ndef slow(xs, key='k'):",
    ],
)
def test_the_signature_stays(header: str) -> None:
    """Callers would break on a version that takes or gives something else."""
    assert str(judged("slow", "return xs", header=header)).startswith("changes the")


def test_generators_stay_generators() -> None:
    """A version that postpones its work until it is consumed would look fast."""
    assert "generator" in str(judged("slow", "yield from xs"))
    assert judged("slow", "return list(y for y in xs)") is None


@pytest.mark.parametrize(
    ("imports", "forbidden"),
    [
        ("from bisect import bisect_left", False),
        ("import itertools as it", False),
        ("import numpy.linalg", False),
        ("import subprocess", True),
        ("import pandas", True),
        ("from os import environ", True),
        ("from .tests import expected", True),
        ("from re import *", True),
    ],
)
def test_imports_only_compute(imports: str, forbidden: bool) -> None:
    """A version could need a package that the project lacks, or reach the machine."""
    assert (judged("slow", "return list(xs)", imports=imports) is not None) is forbidden


def test_module_level_code_stays() -> None:
    """A version could change constants that other functions read."""
    assert "LIMIT = 11" in str(guard(MODULE, MODULE.replace("LIMIT = 10", "LIMIT = 11"), ["slow"]))
    assert "size = 3" not in str(guard(MODULE, MODULE, ["slow"]))
    assert guard(MODULE, MODULE.replace("    size = 3\n", "    size = 4\n"), ["slow"]) is not None
    assert "removes" in str(guard(MODULE, MODULE.replace("COUNT = 0\n", ""), ["slow"]))


def test_what_is_not_named_is_looked_at_too() -> None:
    """A change of a function that nobody names would slip through."""
    assert guard(MODULE, MODULE.replace("return x * 2", "return eval('x')"), ["slow"]) is not None


def test_reasons_name_what_and_where() -> None:
    """The user and the model could not tell what to leave out."""
    assert str(judged("slow", "return os.environ")).startswith("uses os.environ, which the original does not (line ")


@pytest.mark.parametrize(
    "path", sorted(Path(str(burner.__file__)).parent.rglob("*.py")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_nothing_is_forbidden_that_the_original_did(path: Path) -> None:
    """Modules that use files, clocks and globals could not be optimised at all."""
    text = path.read_text()
    names = list(functions(text))
    assert guard(text, text, names) is None
    assert guard(text, f"{text}# a comment forces the whole comparison\n", names) is None
