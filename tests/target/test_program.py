"""A stdin program becomes a module with one function, and the same program again."""

from __future__ import annotations

import ast

import pytest

from burner.errors import TargetError, UsageError
from burner.target import Address, main_line, module_line, program_bytes, resolve_program, unwrap
from burner.target.program import wrap

PROGRAMS = [
    "print(1)\n",
    "print(1)",
    '"""What it does."""\nn = int(input())\nprint(n)\n',
    "import sys\nfrom math import gcd\n\nn = int(input())\n\n\nfor i in range(n):\n\tif i:\n\t\tprint(i)\n",
    'def f(x):\n  return x\n\n# the rest\ntext = """a\n  b\nc"""\nprint(f(text), f"{text}\\n")\n',
    "class A:\n    x = 1\n\nif __name__ == '__main__':\n    print(A.x)\n\n",
    "def main():\n    print(2)\n\n\nmain()\n",
    "def main():\n    print(2)\n",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_a_program_comes_back_as_it_was(text):
    """Applying a version would change lines that it does not mean to change."""
    module = wrap(text, "main_part")
    assert [node.name for node in ast.parse(module).body if isinstance(node, ast.FunctionDef)][-1] == "main_part"
    again = unwrap(module, "main_part")
    assert ast.dump(ast.parse(again)) in {ast.dump(ast.parse(text)), ast.dump(ast.parse(text + "\npass\n"))}
    if "pass" not in again:
        assert again.rstrip("\n") == text.rstrip("\n")


def test_bytes_outside_the_change_stay(tmp_path):
    """A file with Windows line ends, a byte order mark or no last newline would be rewritten as a whole."""
    path = tmp_path / "prog.py"
    path.write_bytes(b"\xef\xbb\xbfimport sys\r\n\r\nx = 1\r\nprint(x)")
    target = resolve_program(Address(path, ""))
    assert program_bytes(target, target.source_file.text) == path.read_bytes()


def test_new_helpers_come_before_the_main_part():
    """A version with a helper would fail with a NameError."""
    module = "import sys\ndef main_part():\n    print(helper())\n\n\ndef helper():\n    return 1\n"
    assert unwrap(module, "main_part") == "import sys\ndef helper():\n    return 1\n\n\nprint(helper())\n"


def test_lines_of_the_profile_match():
    """The model would be told that the wrong line is hot."""
    text = "import sys\n\nfor i in range(3):\n    print(i)\n"
    assert main_line(text) == 2
    assert wrap(text, "main_part").split("\n")[4] == "        print(i)"


def test_module_line(tmp_path):
    """Hot lines would be off by one."""
    path = tmp_path / "prog.py"
    path.write_text("import sys\nprint(1)\nprint(2)\n")
    target = resolve_program(Address(path, ""))
    assert [module_line(target, line) for line in (1, 2, 3)] == [1, 3, 4]


def test_a_function_with_cases_is_refused(tmp_path):
    """The cases would be ignored without a word."""
    path = tmp_path / "prog.py"
    path.write_text("def f():\n    pass\n")
    with pytest.raises(UsageError, match="whole programs"):
        resolve_program(Address(path, "f"))


def test_a_file_that_runs_nothing(tmp_path):
    """People would wait for a run of a program that does nothing."""
    path = tmp_path / "prog.py"
    path.write_text("import sys\n\n\ndef main():\n    print(1)\n")
    with pytest.raises(TargetError, match="does nothing"):
        resolve_program(Address(path, ""))
