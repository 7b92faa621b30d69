"""The examples are what the README shows: slow code with tests that pass."""

from __future__ import annotations

import subprocess
import sys


def test_examples_pass_their_own_tests(root):
    """The first thing people try would fail for a reason that is not theirs."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=root / "examples",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
