"""burner is killed at any moment of a run: nothing stays behind, and the run goes on later."""

from __future__ import annotations

import glob
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

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
from words import unique


def test_unique():
    assert unique(["b", "a", "b"]) == ["b", "a"]


def test_many():
    assert len(unique([n % 70 for n in range(300)])) == 70
"""
KILLS = 20
LATEST_S = 3.0
"""A run takes longer than this, at least on this machine: most kills hit it while it works."""
GONE_S = 5.0
RUN = ("-m", "burner", "optimize", "words.py::unique", "--policy", "rules", "--budget", "20s", "--json")


def test_kill_9_at_any_moment_leaves_nothing_and_resumes(tmp_path):
    """Processes would eat the machine after a crash, files would fill the disk, or a run would be lost."""
    project, temporary = tmp_path / "project", tmp_path / "tmp"
    for folder in (project, temporary):
        folder.mkdir()
    for name, text in (("words.py", MODULE), ("test_words.py", TESTS), ("pyproject.toml", "")):
        (project / name).write_text(text)
    environment = {**os.environ, "TMPDIR": str(temporary)}
    mounts = _mounts()
    chance = random.Random(20)
    ended = 0
    for turn in range(KILLS):
        wait_s = LATEST_S * (turn + chance.random()) / KILLS
        process = subprocess.Popen(
            [sys.executable, *RUN], cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            time.sleep(wait_s)
            family = psutil.Process(process.pid).children(recursive=True)
        finally:
            process.send_signal(signal.SIGKILL)
        ended += process.wait() == -signal.SIGKILL
        left = _left(family, temporary, process.pid)
        assert not left, f"killed after {wait_s:.2f} s"
        assert _mounts() == mounts
    assert sorted(path.name for path in project.iterdir() if path.suffix) == [
        "pyproject.toml",
        "test_words.py",
        "words.py",
    ]
    assert (project / "words.py").read_text() == MODULE
    assert ended > KILLS // 2
    listed = _burner(project, environment, "history", "list", "--json")
    assert json.loads(listed)
    document = json.loads(_burner(project, environment, "optimize", "--resume", "last", "--policy", "rules", "--json"))
    assert document["outcome"] == "improved"
    assert not list(temporary.iterdir())


def _burner(project: Path, environment: dict[str, str], *arguments: str) -> str:
    argv = [sys.executable, "-m", "burner", *arguments]
    done = subprocess.run(argv, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _left(family: list[psutil.Process], temporary: Path, pid: int) -> list[object]:
    """What is there of a killed burner when its helpers have had their time."""
    until = time.monotonic() + GONE_S
    while True:
        # glob's own function says nothing of folders that go meanwhile
        groups = glob.iglob(f"/sys/fs/cgroup/**/burner-{pid}-*", recursive=True)  # noqa: PTH207
        left = [*(one for one in family if _lives(one)), *temporary.iterdir(), *groups]
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.02)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _mounts() -> list[str]:
    return sorted(line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines())
