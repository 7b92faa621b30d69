"""The project's Python need not be burner's: on every version, right versions are found and wrong ones are not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from burner.policy.protocol import Origin, Proposal
from burner.search.clock import RunClock
from burner.search.prepare import prepared, resolved
from burner.search.request import Request
from burner.search.versions import rewritten

VERSIONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
OTHERS = [version for version in VERSIONS if version != f"{sys.version_info.major}.{sys.version_info.minor}"]
MODULE = '''\
def unique(items):
    """Each item once, in order."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen
'''
TESTS = """\
import unittest

from words import unique


class UniqueTest(unittest.TestCase):
    def test_order(self):
        self.assertEqual(unique(["b", "a", "b"]), ["b", "a"])

    def test_many(self):
        self.assertEqual(len(unique([n % 70 for n in range(300)])), 70)
"""
JUDGED = {
    "better": "def unique(items):\n    return list(dict.fromkeys(items))\n",
    "wrong": "def unique(items):\n    return sorted(set(items), key=str)\n",
    "no_difference": MODULE.replace("seen", "found"),
}


def python(version: str) -> str | None:
    """An interpreter of that version on this machine."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    known = [str(path) for path in sorted(root.glob(f"versions/{version}.*/bin/python{version}"))]
    for path in [*known, shutil.which(f"python{version}")]:
        if (
            path
            and subprocess.run([path, "-c", "import ctypes, json"], capture_output=True, check=False).returncode == 0
        ):
            return path
    return None


@pytest.mark.parametrize("version", OTHERS)
def test_versions_are_judged_on_another_python(version: str, tmp_path: Path) -> None:
    """Users of another Python would get no result, or a wrong one."""
    path = python(version)
    if path is None:
        pytest.skip(f"there is no Python {version} here")
    for name, text in (("words.py", MODULE), ("test_words.py", TESTS), ("pyproject.toml", "")):
        (tmp_path / name).write_text(text)
    request = Request(f"{tmp_path / 'words.py'}::unique", budget_s=120.0, python=path)
    found = {}
    with ExitStack() as stack:
        ready = prepared(request, resolved(request), RunClock(120.0), stack)
        assert ready.place.python.version[:2] == tuple(map(int, version.split(".")))
        for verdict, text in JUDGED.items():
            made = rewritten(ready.target, ready.brief, Proposal({"unique": text}, Origin("human", "test")))
            found[verdict] = replace(ready.judge, seen={}).judge(verdict, made, 1.0).verdict
    assert found["better"] == "better"
    assert found["wrong"] == "wrong"
    assert found["no_difference"] != "better"
