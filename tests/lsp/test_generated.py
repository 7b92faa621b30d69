"""The code that attrs generates for the protocol is kept, and done without where it can't be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

IMPORT = """
import builtins
count, real = 0, builtins.compile
def counted(source, filename, mode, *more, **named):
    global count
    count += "lsprotocol" in str(filename) and "generated" in str(filename)
    return real(source, filename, mode, *more, **named)
builtins.compile = counted
from burner_lsp.generated import kept
with kept():
    from lsprotocol import types
assert types.Position(1, 2) == types.Position(1, 2) != types.Position(2, 1)
print(count)
"""


def compiled(home: Path) -> int:
    """How many pieces of code a new process compiles for the protocol's classes."""
    environment = {**os.environ, "BURNER_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", IMPORT], env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("damage", [b"", b"no code", b"\xe9\x01\x00\x00\x00"], ids=["empty", "text", "a number"])
def test_code_is_compiled_once(tmp_path: Path, damage: bytes) -> None:
    """Editors would wait twice as long at each start, or for ever after a file was cut short."""
    assert compiled(tmp_path) > 400
    assert compiled(tmp_path) == 0
    kept_file = next(tmp_path.iterdir())
    kept_file.write_bytes(damage)
    assert compiled(tmp_path) > 400
    assert compiled(tmp_path) == 0


def test_a_folder_that_takes_nothing_is_done_without(tmp_path: Path) -> None:
    """A full disk, or a home that can't be written, would leave people without the server."""
    (tmp_path / "file").write_text("")
    assert compiled(tmp_path / "file" / "home") > 400
