"""The splice: what was not asked for stays as it was, byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.target import SourceFile, SpliceError, diff, functions, read_source, resolve, splice, split_lines, text_of
from burner.target.address import Address

HERE = Path(__file__).parent / "module.py"


def source(data: bytes | str) -> SourceFile:
    """A module of these bytes, without a file."""
    return read_source(HERE, data.encode() if isinstance(data, str) else data)


def own_text(data: bytes, qualname: str) -> str:
    """A function's text as it is handed to policies."""
    return resolve(Address(HERE, qualname), data).source


# --- random modules --------------------------------------------------------------------------------------------------

BODIES = [
    "{i}return x + 1",
    '{i}"""Doc.\n\n      deeper\n\ttabbed\n"""\n{i}return x',
    "{i}total = 0\n{i}for item in range(x):\n{i}{i}total += item  # add\n{i}return total",
    "{i}return (x +\n 1)",
    "{i}# first\n# flush left\n{i}return x ",
    "{i}if x:\n{i}{i}return '''a\n  b'''\n\n{i}   \n{i}return 2",
    "{i}y = x + \\\n  3\n{i}return y;",
    "{i}return x  # ünï",
    "{i}return f'''{{x}}\n  end'''",
]
FILLERS = [
    "",
    "# comment",
    "VALUE = 3  ",
    "\f",
    "    ",
    "def other(y):\n    return y\n",
    "# caf\xe9",
    "if VALUE:\n\tVALUE = 4\n",
]
HEADS = [
    "",
    "#!/usr/bin/env python\n",
    '"""Module."""\n\n',
    "import os\n\n",
    "from __future__ import annotations\nimport os\n",
]


@st.composite
def modules(draw):
    """Bytes of a module that holds `f` (or the method `C.m`), and the qualified name."""
    unit = draw(st.sampled_from(["    ", "\t", "  "]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252"]))
    decorator = draw(st.sampled_from(["", "@deco\n", "@deco(1,\n 2)\n# why\n"]))
    body = draw(st.sampled_from(BODIES))
    method = draw(st.booleans())
    lines = ["VALUE = 1", *draw(st.lists(st.sampled_from(FILLERS), max_size=4))]
    if method:
        function = decorator + "def m(self, x):\n" + body.format(i=unit)
        indented, inside = [], False
        for line in function.split("\n"):
            indented.append(line if inside or not line.strip() else unit + line)
            inside ^= (line.count('"""') + line.count("'''")) % 2 == 1
        lines += ["class C:", *indented]
    else:
        lines += [decorator + "def f(x):\n" + body.format(i=unit)]
    lines += draw(st.lists(st.sampled_from(FILLERS), max_size=4))
    text = draw(st.sampled_from(HEADS)) + "\n".join(lines)
    if encoding in {"latin-1", "cp1252"}:
        text = f"# -*- coding: {encoding} -*-\n{text}"
    endings = draw(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=3))
    parts = text.split("\n")
    joined = "".join(part + endings[number % len(endings)] for number, part in enumerate(parts[:-1])) + parts[-1]
    return joined.encode(encoding) + draw(st.sampled_from([b"", b"\n", b"\r\n"])), "C.m" if method else "f"


@settings(max_examples=150, deadline=None)
@given(modules())
def test_own_text_gives_identical_bytes(module):
    """A run that finds nothing better would still change the user's file."""
    data, qualname = module
    assert splice(source(data), {qualname: own_text(data, qualname)}) == data


@settings(max_examples=150, deadline=None)
@given(
    modules(), st.sampled_from(["return x * 2", "y = 1\n    if x:\n        y = '''\n  in string\n'''\n    return y"])
)
def test_only_the_functions_own_bytes_change(module, body):
    """Comments, newlines or blanks outside the function would change in the user's diff."""
    data, qualname = module
    old = source(data)
    name, args = ("m", "self, x") if qualname == "C.m" else ("f", "x")
    new = splice(old, {qualname: f"def {name}({args}):\n    {body}"})
    span = functions(old.text)[qualname]
    lines = split_lines(data)
    before, after = b"".join(lines[: span.def_line - 1]), b"".join(lines[span.last_line :])
    assert new.startswith(before)
    assert new.endswith(after)
    if "in string" in body:
        assert "'''\n  in string\n'''" in text_of(new)


# --- single cases ----------------------------------------------------------------------------------------------------


def test_replaces_a_method_with_the_files_tabs_and_newlines():
    """A tab-indented CRLF file would end up with spaces and mixed newlines."""
    data = b"class C:\r\n\t@property\r\n\tdef m(self):\r\n\t\treturn 1\r\n\tx = 2\r\n"
    new = splice(source(data), {"C.m": "def m(self):\n    if self:\n        return 2\n    return 1"})
    assert new == (
        b"class C:\r\n\t@property\r\n\tdef m(self):\r\n\t\tif self:\r\n\t\t\treturn 2\r\n\t\treturn 1\r\n\tx = 2\r\n"
    )


def test_keeps_a_missing_final_newline():
    """The last line of the file would gain a newline that nobody asked for."""
    assert splice(source("x = 1\ndef f(x): return x"), {"f": "def f(x):\n    return 2\n"}) == (
        b"x = 1\ndef f(x):\n    return 2"
    )


def test_keeps_what_follows_a_backslash():
    """The rest of a continued statement would be left behind as broken code."""
    data = "def f(x):\n    return x + \\\n        1; \\\n    \n\nY = 1\n"
    new = splice(source(data), {"f": "def f(x):\n    return x"})
    assert new == b"def f(x):\n    return x\n\nY = 1\n"


def test_nested_class_and_decorated_method():
    """Methods of inner classes could not be rewritten in place."""
    data = "class A:\n  class B:\n    @staticmethod\n    def m(x):\n      return x  # why\n    # trailing\n\nz = 1\n"
    new = splice(source(data), {"A.B.m": "@staticmethod\ndef m(x):\n    return x + 0"})
    assert new.decode() == data.replace("return x  # why", "return x + 0")


def test_new_helper_goes_before_the_statement_that_needs_it():
    """A helper would land inside the class or between a comment and its function."""
    data = "import os\n\n\n# About C.\nclass C:\n    def m(self):\n        return 1\n"
    new = splice(source(data), {"C.m": "def m(self):\n    return _one()", "_one": "def _one():\n    return 1"})
    assert new.decode() == (
        "import os\n\n\ndef _one():\n    return 1\n\n\n# About C.\nclass C:\n    def m(self):\n        return _one()\n"
    )


F = "def f(x):\n    return x\n"
IMPORTS = [
    (F, "import math\n\n\n" + F),
    ("#!/usr/bin/python\n# coding: utf-8\n" + F, "#!/usr/bin/python\n# coding: utf-8\n\nimport math\n\n\n" + F),
    ('"""Doc."""\n\n\n' + F, '"""Doc."""\n\nimport math\n\n\n' + F),
    ('"""Doc."""\nX = 1\n\n\n' + F, '"""Doc."""\n\nimport math\n\nX = 1\n\n\n' + F),
    ("from __future__ import annotations\n\n" + F, "from __future__ import annotations\n\nimport math\n\n\n" + F),
    ("import os; import sys\n\nX = 1\n" + F, "import os; import sys\nimport math\n\nX = 1\n" + F),
    ("import os\nfrom a import (\n    b,\n)\n\n" + F, "import os\nfrom a import (\n    b,\n)\nimport math\n\n" + F),
    ("import math\n" + F, "import math\n" + F),
    ("try:\n    import math\nexcept ImportError:\n    pass\n" + F, None),
]


@pytest.mark.parametrize(("before", "after"), IMPORTS)
def test_import_lines_go_where_people_put_them(before, after):
    """An import would break the docstring, a __future__ line or the coding cookie, or come twice."""
    new = splice(source(before), {"f": "def f(x):\n    return math.floor(x)"}, ["import math"])
    assert text_of(new) == (after or before).replace("return x", "return math.floor(x)")


def test_several_bindings_of_one_import_are_told_apart():
    """A name that is already there would be imported again."""
    data = "from collections import deque\n\n\n" + F
    new = splice(
        source(data), {"f": F}, ["from collections import deque, Counter", "from __future__ import annotations"]
    )
    assert new.decode() == "from collections import deque\nfrom collections import Counter\n\n\n" + F


REFUSED = [
    ({"f": "def g(x):\n    return x"}, [], "not exactly one function"),
    ({"f": "def f(x):\n    return x\ny = 1"}, [], "not exactly one function"),
    ({"f": "def f(x)\n    return x"}, [], "does not parse"),
    ({"f": "def f(x):\n    break"}, [], "outside loop"),
    ({"f": "async def f(x):\n    return x"}, [], "async"),
    ({"f": "def f(x):\n    yield x"}, [], "generator"),
    ({"f": "@cache\ndef f(x):\n    return x"}, [], "decorators"),
    ({"f": F, "X": "def X():\n    return 1"}, [], "already has"),
    ({"f": F, "len": "def len(x):\n    return 1"}, [], "other code"),
    ({"f": F, "C.n": "def n(self):\n    return 1"}, [], "has no"),
    ({"f": F}, ["from m import X"], "already has another"),
    ({"f": F}, ["from m import len"], "other code"),
    ({"f": F}, ["from m import *"], "star import"),
    ({"f": F}, ["print(1)"], "no import statement"),
    ({"f": F}, ["import a as b", "import c as b"], "two imports"),
    ({"f": F, "h": "def h():\n    return 1"}, ["from m import h"], "both imported"),
    ({"h": "def h():\n    return 1"}, [], "no function of"),
    ({"f": 'def f(x):\n    return "\u20ac"'}, [], "encoding"),
]


@pytest.mark.parametrize(("texts", "imports", "reason"), REFUSED)
def test_refuses_what_would_change_more_than_the_function(texts, imports, reason):
    """A careless answer would break or change other code of the module."""
    data = f"# coding: latin-1\nX = 1\n\n\n{F}\n\nclass C:\n    def m(self):\n        return len(self.x)\n".encode(
        "latin-1"
    )
    with pytest.raises(SpliceError, match=reason):
        splice(source(data), texts, imports)


def test_a_local_name_elsewhere_is_no_clash():
    """Useful imports would be refused because some other function has a local variable of that name."""
    data = F + "\n\ndef g():\n    count = 1\n    return count\n"
    assert b"import count" in splice(source(data), {"f": F}, ["from itertools import count"])


def test_the_setter_of_a_property_stays():
    """Rewriting a getter would overwrite the setter of the same name."""
    data = (
        "class C:\n    @property\n    def x(self):\n        return self._x\n\n"
        "    @x.setter\n    def x(self, value):\n        self._x = value\n"
    )
    assert splice(source(data), {"C.x": "def x(self):\n    return 1"}).decode() == data.replace(
        "return self._x", "return 1"
    )


def test_the_diff_can_be_applied():
    """`patch` and `git apply` would refuse the printed diff."""
    old = source("def f(x):\n    return x")
    new = splice(old, {"f": "def f(x):\n    return 2"})
    assert diff(old, new).splitlines()[:2] == ["--- a/tests/target/module.py", "+++ b/tests/target/module.py"]
    assert diff(old, new).endswith(
        "-    return x\n\\ No newline at end of file\n+    return 2\n\\ No newline at end of file\n"
    )
    assert diff(old, old.data) == ""


def test_a_very_long_sum_elsewhere_does_not_matter():
    """A module with a long generated expression could not be optimised."""
    data = "X = " + " + ".join(["1"] * 900) + "\n" + F
    assert splice(source(data), {"f": "def f(x):\n    return 2"}).endswith(b"return 2\n")


def test_a_docstring_that_was_only_indented_anew_stays_as_it_was():
    """Every rewritten method would show a changed docstring in its diff."""
    data = 'class C:\n    def m(self):\n        """One.\n\n        Two.\n        """\n        return 1\n'
    new = splice(source(data), {"C.m": 'def m(self):\n  """One.\n\n  Two.\n  """\n  return 2'})
    assert new.decode() == data.replace("return 1", "return 2")
    changed = splice(source(data), {"C.m": 'def m(self):\n    """Three."""\n    return 2'})
    assert b'"""Three."""' in changed
