"""The terminal app in a real terminal with the real engine, from its start to a file that is changed and changed back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import pytest

SESSION = f"burner-{os.getpid()}"


def tmux(*arguments):
    """Run a tmux command and give what it printed."""
    done = subprocess.run(["tmux", "-L", SESSION, *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def wait_for(text, seconds=120.0):
    """Wait until a text stands on the screen."""
    deadline = time.monotonic() + seconds
    while text not in (screen := tmux("capture-pane", "-p")):
        assert time.monotonic() < deadline, f"no {text!r} on:\n{screen}"
        time.sleep(0.1)


@pytest.fixture
def project(tmp_path, root, needs):
    """A copy of the examples, opened in the app."""
    needs(shutil.which("tmux"), "tmux is not installed")
    folder = tmp_path / "examples"
    shutil.copytree(root / "examples", folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    variables = {"BURNER_HOME": os.environ["BURNER_HOME"], "BURNER_POLICY": "rules", "BURNER_BUDGET": "120s"}
    settings = [item for name, value in variables.items() for item in ("-e", f"{name}={value}")]
    command = [sys.executable, "-m", "burner", "tui", str(folder)]
    tmux("new-session", "-d", "-x", "100", "-y", "30", *settings, *command)
    yield folder
    tmux("kill-server")


def test_a_function_is_made_faster_applied_and_taken_back(project):
    """The app would only work with engines and terminals made for tests."""
    file = project / "orders.py"
    before = file.read_bytes()
    wait_for("top_customers")
    wait_for("BRN121")
    tmux("send-keys", "/")
    tmux("send-keys", "-l", "top_cust")
    wait_for("1 match")
    tmux("send-keys", "Enter")
    tmux("send-keys", "Enter")
    wait_for("running the tests")
    wait_for("faster (95% CI", seconds=180)
    wait_for("a Apply", seconds=120)
    tmux("send-keys", "a")
    wait_for("Write this version")
    tmux("send-keys", "y")
    wait_for("(applied)")
    assert file.read_bytes() != before
    tmux("send-keys", "u")
    deadline = time.monotonic() + 60
    while file.read_bytes() != before:  # the words about it may be broken anywhere: they begin with a path
        assert time.monotonic() < deadline, "it was not taken back"
        time.sleep(0.05)
    tmux("send-keys", "C-q")
    deadline = time.monotonic() + 20
    while tmux("list-sessions"):
        assert time.monotonic() < deadline, "the app did not end"
        time.sleep(0.05)
