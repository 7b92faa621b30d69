"""Addresses: what can be optimised is found with its exact lines, everything else is refused with a next step."""

from __future__ import annotations

import pytest

from burner.errors import TargetError, UsageError
from burner.target import helpers_of, parse_address, read_source, resolve
from burner.target.address import Address

MODULE = '''\
"""Module."""
import json
from functools import cache
from other import thing, moved as here
from typing import overload

TABLE = {}
quick = lambda x: x


def plain(x, /, y, *rest, key=1, **more) -> int:
    """Doc."""
    return x


def outer(x):
    def inner(y):
        return y
    return inner(x)


def gen(x):
    yield x


async def later(x):
    return x


def stub(x):
    """Only words."""
    ...


class Base:
    def inherited(self):
        return 1

    def todo(self):
        raise NotImplementedError


class C(Base):
    @classmethod
    @cache
    def make(cls): return cls()

    @staticmethod
    def still(x):
        return x

    @property
    def size(self):
        return 1

    @size.setter
    def size(self, value):
        self._size = value

    class Inner:
        def deep(self):
            return """
  text
"""

if TABLE:
    def either(): return 1
else:
    def either(): return 2

try:
    import fast
except ImportError:
    def fallback(x):
        return x

@overload
def many(x: int) -> int: ...
@overload
def many(x: str) -> str: ...
def many(x):
    return x

def twice(x): return 1
def twice(x): return 2
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with three modules, as the current one."""
    (tmp_path / "mod.py").write_text(MODULE)
    (tmp_path / "other.py").write_text("from last import moved\ndef thing(): return 1\n")
    (tmp_path / "last.py").write_text("def moved(): return 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOUND = [
    ("plain", "function", 11, 11, 13),
    ("C.make", "classmethod", 44, 46, 46),
    ("C.still", "staticmethod", 48, 49, 50),
    ("C.size", "property", 52, 53, 54),
    ("C.Inner.deep", "method", 61, 61, 64),
    ("fallback", "function", 74, 74, 75),
    ("many", "function", 81, 81, 82),
    ("twice", "function", 85, 85, 85),
    ("outer", "function", 16, 16, 19),
]


@pytest.mark.parametrize(("qualname", "kind", "first", "def_line", "last"), FOUND)
@pytest.mark.usefixtures("folder")
def test_finds_functions_and_methods_with_their_lines(qualname, kind, first, def_line, last):
    """The wrong lines would be profiled and replaced."""
    target = resolve(parse_address(f"mod.py::{qualname}"))
    assert (target.kind, target.first_line, target.def_line, target.last_line) == (kind, first, def_line, last)


@pytest.mark.usefixtures("folder")
def test_describes_the_signature_and_the_dedented_source():
    """Prompts and the signature check would see something else than the user's function."""
    target = resolve(parse_address("mod.py::plain"))
    assert target.parameters == ("x", "y", "rest", "key", "more")
    assert target.source.startswith("def plain(")
    assert resolve(parse_address("mod.py::C.make")).decorators == ("classmethod", "cache")
    deep = resolve(parse_address("mod.py::C.Inner.deep"))
    assert deep.source == 'def deep(self):\n    return """\n  text\n"""'
    assert deep.signature_dump != target.signature_dump


REFUSED = [
    ("inner", "defined inside", "mod.py::outer"),
    ("outer.<locals>.inner", "defined inside", "mod.py::outer"),
    ("outer.inner", "defined inside", "mod.py::outer"),
    ("gen", "generator", "consumes"),
    ("later", "async", "plain function"),
    ("stub", "a stub", "implements"),
    ("Base.todo", "a stub", "implements"),
    ("C", "is a class", "mod.py::C.make"),
    ("quick", "a lambda", "def"),
    ("TABLE", "a variable", "def"),
    ("thing", "imported", "other.py::thing"),
    ("here", "imported", "last.py::moved"),
    ("json", "imported", "can't see"),
    ("C.inherited", "inherited", "mod.py::Base.inherited"),
    ("either", "several branches", "names of their own"),
]


@pytest.mark.parametrize(("qualname", "reason", "hint"), REFUSED)
@pytest.mark.usefixtures("folder")
def test_refuses_with_the_reason_and_a_next_step(qualname, reason, hint):
    """People would be told "not found" for a function they can see."""
    with pytest.raises(TargetError) as caught:
        resolve(parse_address(f"mod.py::{qualname}"))
    assert reason in caught.value.message
    assert hint in caught.value.hint


UNKNOWN = [
    ("mod.py::plian", "mod.py::plain"),
    ("mod.py::deep", "mod.py::C.Inner.deep"),
    ("mod.py::c.still", "mod.py::C.still"),
    ("mod.py::zzzzzz", "It has:"),
    ("mdo.py::plain", "mod.py"),
    ("nowhere/mod.py::plain", "no folder"),
    (".::plain", "file.py::function"),
]


@pytest.mark.parametrize(("address", "hint"), UNKNOWN)
@pytest.mark.usefixtures("folder")
def test_a_typo_gets_a_suggestion(address, hint):
    """A typo would cost a look at the file."""
    with pytest.raises(UsageError) as caught:
        resolve(parse_address(address))
    assert hint in caught.value.hint


@pytest.mark.parametrize("address", ["", "::f", "a.py::", "a.py::f g", "f"])
def test_a_broken_address_is_a_usage_error(address):
    """A crash would meet whoever mistypes a target."""
    with pytest.raises(UsageError):
        parse_address(address)


def test_addresses():
    """Targets as pytest prints them could not be pasted."""
    assert parse_address("a/b.py::C::m").qualname == "C.m"
    assert parse_address("prog.py").qualname == ""


BROKEN = [
    (b"def f(:\n", "line 1", "Correct"),
    (b"x = 1\ny = '\xff'\n", "line 2", "UTF-8"),
    (b"# coding: nonsense\n", "nonsense", "cookie"),
    (b"# coding: rot13\n", "rot13", "cookie"),
    (b"x = 1\ny = 2\0\n", "line 2", "null"),
]


@pytest.mark.parametrize(("data", "message", "hint"), BROKEN)
def test_a_file_that_is_no_python_is_refused_with_the_line(tmp_path, data, message, hint):
    """A traceback instead of the line to correct."""
    (tmp_path / "a.py").write_bytes(data)
    with pytest.raises(TargetError) as caught:
        read_source(tmp_path / "a.py")
    assert message in caught.value.message
    assert hint in caught.value.hint + caught.value.message


@pytest.mark.usefixtures("folder")
def test_an_unsaved_buffer_is_taken_for_the_file():
    """An editor would get results for the text that was last saved."""
    assert resolve(parse_address("mod.py::fresh"), b"def fresh(x):\n    return x").last_line == 2


def test_decodes_as_python_does(tmp_path):
    """Columns and text would differ from what Python runs."""
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfx = '\xc3\xa9'\r\ny = 1\r\n")
    bom = read_source(tmp_path / "a.py")
    assert (bom.text, bom.encoding, bom.newline, bom.bom) == ("x = 'é'\ny = 1\n", "utf-8", "\r\n", True)
    (tmp_path / "a.py").write_bytes(b"# coding: latin-1\rx = '\xe9'\r")
    assert read_source(tmp_path / "a.py").text == "# coding: latin-1\nx = 'é'\n"


HELPED = """
def helper(x): return deeper(x)
def deeper(x): return helper(x)
def unused(x): return x
async def waits(x): return x
def items(x): yield x
def key(x): return x

class Base:
    def shared(self): return self.own()

class C(Base):
    def __init__(self): self.x = 1
    def own(self): return 1
    @property
    def size(self): return helper(1)
    @staticmethod
    def still(x): return x
    @classmethod
    def made(cls): return cls.still(1)
    def target(self, unused):
        self.shared(); waits(1)
        return self.size + C.made() + unused(1)

class Other:
    def total(self): return 1
    def get(self): return 2

def start(xs, other):
    c = C()
    return sorted(items(xs), key=key), other.total(), other.get()
"""


def test_helpers_are_found_through_calls_self_and_classes():
    """Where a helper holds the heat, rewriting the target alone would gain nothing."""
    assert helpers_of(HELPED, "C.target") == (
        "Base.shared", "C.size", "C.made", "helper", "C.still", "deeper",
    )  # fmt: skip
    assert helpers_of(HELPED, "start") == ("C.__init__", "items", "key", "Other.total")
    assert helpers_of(HELPED, "unused") == ()


def test_an_address_prints_as_it_is_typed(tmp_path):
    """The next command to type would not work."""
    assert str(Address(tmp_path / "a.py", "f")) == f"{tmp_path}/a.py::f"
