"""`burner tui` before there is an app."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from burner.tui.outline import functions_of


def started(*arguments, terminal=True, **environment):
    """Start `burner tui`, in a pseudo-terminal or with pipes, until it ends by itself."""
    argv = [sys.executable, "-m", "burner", "tui", *arguments]
    master, slave = pty.openpty()
    stream = slave if terminal else subprocess.DEVNULL
    try:
        return subprocess.run(
            argv,
            stdin=stream,
            stdout=stream,
            stderr=subprocess.PIPE,
            env={**os.environ, "TERM": "xterm", **environment},
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize(
    ("options", "environment", "code", "said"),
    [
        ({"terminal": False}, {}, 5, "needs a terminal"),
        ({}, {"TERM": "dumb"}, 5, "TERM=dumb"),
    ],
)
def test_without_a_terminal_it_says_so(options, environment, code, said):
    """Control codes would land in a log, or the command would hang in a pipe."""
    done = started(**options, **environment)
    assert done.returncode == code
    assert said in done.stderr
    assert "burner optimize" in done.stderr


@pytest.mark.parametrize(
    ("where", "said"), [("nowhere", "no file or folder nowhere"), ("notes.txt", "is no Python file")]
)
def test_a_path_that_is_no_code_is_refused(tmp_path, monkeypatch, where, said):
    """An empty app would open, and the user would wonder where the functions are."""
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = started(where)
    assert done.returncode == 2
    assert said in done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path):
    """A user would see that a module is missing, and not what to type."""
    (tmp_path / "textual.py").write_text("raise ImportError('no textual', name='textual')", encoding="utf-8")
    done = started(PYTHONPATH=f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}")
    assert done.returncode == 5
    assert "pip install 'burner-perf[tui]'" in done.stderr


def test_the_outline_knows_owners_and_skips_what_is_inside():
    """Functions that can't be optimised would be offered, or real ones be missing."""
    text = '''"""def in_a_docstring():"""
class A:
    class B:
        async def inner(self):
            def local():
                pass
    def method(self): ...
def last():
    """
def shown():
    """
    def local(): ...
if True:
    def branch(): ...
'''
    assert list(functions_of(text)) == [("A.B.inner", 4), ("A.method", 7), ("last", 8), ("branch", 14)]
