"""Applying: the file is replaced as a whole, or it is as it was and nothing lies beside it."""

from __future__ import annotations

import errno
import os

import pytest

from burner.errors import BurnerError, TargetError
from burner.target import apply, read_source


@pytest.fixture
def module(tmp_path):
    """A module on disk."""
    path = tmp_path / "mod.py"
    path.write_bytes(b"x = 1\n")
    path.chmod(0o754)
    return path


def test_replaces_the_bytes_and_keeps_the_mode(module):
    """A script would lose its executable bit."""
    apply(read_source(module), b"x = 2\n")
    assert module.read_bytes() == b"x = 2\n"
    assert module.stat().st_mode & 0o777 == 0o754
    assert list(module.parent.iterdir()) == [module]


def test_follows_a_symbolic_link(module):
    """A linked file would be replaced by a copy."""
    link = module.parent / "link.py"
    link.symlink_to("mod.py")
    apply(read_source(link), b"x = 2\n")
    assert link.is_symlink()
    assert module.read_bytes() == b"x = 2\n"


def test_leaves_a_file_alone_that_changed_meanwhile(module):
    """What the user typed while burner ran would be lost."""
    source_file = read_source(module)
    module.write_bytes(b"x = 3\n")
    with pytest.raises(TargetError, match="changed while burner ran"):
        apply(source_file, b"x = 2\n")
    module.unlink()
    with pytest.raises(TargetError, match="no longer there"):
        apply(source_file, b"x = 2\n")


def test_leaves_a_read_only_file_alone(module):
    """A protected file would be overwritten by renaming over it."""
    module.chmod(0o444)
    with pytest.raises(BurnerError, match="read-only") as caught:
        apply(read_source(module), b"x = 2\n")
    assert "chmod" in caught.value.hint
    assert module.read_bytes() == b"x = 1\n"


@pytest.mark.parametrize(
    ("call", "code", "hint"),
    [("fsync", errno.ENOSPC, "space"), ("fchmod", errno.EPERM, "owner"), ("fsync", errno.EIO, "unchanged")],
)
def test_a_full_disk_or_a_denied_write_leaves_nothing_behind(module, monkeypatch, call, code, hint):
    """Half a file, or a temporary one, would be left in the user's project."""

    def fail(*_):
        raise OSError(code, os.strerror(code))

    source_file = read_source(module)
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(BurnerError) as caught:
        apply(source_file, b"x = 2\n")
    assert hint in caught.value.hint
    assert module.read_bytes() == b"x = 1\n"
    assert list(module.parent.iterdir()) == [module]
