"""One check of many files: which are looked at, what is remembered, and what is said of those that can't be read."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from burner.check import cache, run
from burner.check.cache import opened
from burner.check.files import found
from burner.check.run import check_files
from burner.check.settings import CheckSettings
from burner.errors import UsageError

SLOW = "def f(xs):\n    seen = []\n    for x in xs:\n        if x in seen:\n            return x\n        seen.append(x)\n    return None\n"


def check(files, settings=None):
    """What is found in files."""
    with opened() as known:
        return check_files(files, lambda _path: settings or CheckSettings(), known)


@pytest.fixture
def tree(tmp_path):
    """A folder as projects have them, with links that go round in circles."""
    for name in (
        "a.py",
        "pkg/b.py",
        ".hidden/c.py",
        "node_modules/d.py",
        "env/lib/e.py",
        "pkg/n.ipynb",
        "pkg/notes.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SLOW)
    (tmp_path / "env" / "pyvenv.cfg").touch()
    (tmp_path / "pkg" / "loop").symlink_to(tmp_path)
    (tmp_path / "pkg" / "self.py").symlink_to(tmp_path / "pkg" / "self.py")
    (tmp_path / "linked.py").symlink_to(tmp_path / "a.py")
    return tmp_path


def test_folders_of_tools_and_circles_of_links_are_left_out(tree):
    """A check would go through the environment, or never end."""
    files, notebooks = found([tree])
    assert [path.relative_to(tree).as_posix() for path in files] == ["a.py", "linked.py", "pkg/b.py"]
    assert [path.name for path in notebooks] == ["n.ipynb"]


def test_what_is_named_is_looked_at_whatever_it_is_called(tree):
    """A hook that passes a script without a suffix, or a hidden file, would check nothing."""
    files, _ = found([tree / ".hidden", tree / "pkg" / "notes.txt", tree / "a.py", tree / "a.py"])
    assert [path.name for path in files] == ["c.py", "notes.txt", "a.py"]


@pytest.mark.parametrize("name", ["nowhere.py", "pkg/self.py"])
def test_a_path_that_leads_nowhere_is_a_mistake(tree, name):
    """A misspelt path would pass for clean code."""
    with pytest.raises(UsageError, match="there is no file"):
        found([tree / name])


def test_a_second_check_looks_at_nothing_and_finds_the_same(tree):
    """Each commit would pay for the whole project."""
    files, _ = found([tree])
    first, second = check(files), check(files)
    assert (first.known, second.known) == (0, 3)
    assert first.findings == second.findings
    assert {Path(item.path).name for item in second.findings} == {"a.py", "b.py", "linked.py"}


def test_a_change_of_the_text_or_of_burner_is_seen(tree, monkeypatch):
    """A finding would stay after it was corrected, or after a rule was."""
    file = tree / "a.py"
    assert check([file]).findings
    file.write_text(SLOW.replace("seen = []", "seen = set()").replace("append", "add"))
    assert not check([file]).findings
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert check([file]).known == 0


def test_settings_count_for_what_is_remembered_too(tree):
    """Findings would ignore a new configuration until the file changes."""
    assert check([tree / "a.py"]).findings
    assert not check([tree / "a.py"], CheckSettings(ignore=("BRN102",))).findings


@pytest.mark.parametrize("harm", ["garbage", "locked", "folder"])
def test_a_cache_that_can_not_be_used_is_done_without(tree, harm):
    """A damaged cache, or another burner, would stop every commit."""
    place = cache.file()
    other = None
    if harm == "garbage":
        place.write_bytes(b"garbage" * 1000)
    elif harm == "folder":
        place.mkdir()
    else:
        check([tree / "a.py"])
        other = sqlite3.connect(place)
        other.execute("BEGIN EXCLUSIVE")
    assert len(check([tree / "pkg" / "b.py"]).findings) == 1
    if other is not None:
        other.close()


def test_several_processes_find_what_one_finds(tmp_path, monkeypatch):
    """A large project would get other findings than a small one."""
    files = []
    for number in range(12):
        files.append(tmp_path / f"m{number}.py")
        files[-1].write_text(f"X = {number}\n\n\n{SLOW}" if number % 3 else "x = (\n")
    alone = check(files)
    cache.file().unlink()
    monkeypatch.setattr(run, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(run, "_processors", lambda: 2)
    together = check(files)
    assert together == alone
    assert len(together.findings) == 8
    assert len(together.skipped) == 4


@pytest.mark.parametrize(
    ("data", "said", "fault"),
    [
        (b"def f(:\n", "line 1", True),
        (b"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n", "line 1 does not parse", True),
        (b"x = '\xff'\n", "encoding", True),
        (b"# -*- coding: klingon -*-\n", "klingon", True),
        (b"x = 1\0\n", "null byte", True),
        (b"x = [\n" + b"    1,\n" * 400_000 + b"]\n", "too large", False),
    ],
    ids=["syntax", "conflict", "bytes", "cookie", "null", "generated"],
)
def test_what_can_not_be_read_is_said_and_the_others_are_checked(tmp_path, data, said, fault):
    """One broken file would hide the findings in all others, or pass for clean."""
    bad, good = tmp_path / "bad.py", tmp_path / "good.py"
    bad.write_bytes(data)
    good.write_text(SLOW)
    report = check([bad, good])
    assert [(Path(item.path).name, item.fault) for item in report.skipped] == [("bad.py", fault)]
    assert said in report.skipped[0].reason
    assert len(report.findings) == 1
    assert [item.reason for item in check([bad, good]).skipped] == [item.reason for item in report.skipped]


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"# -*- coding: latin-1 -*-\nNAME = '\xe4'\n", b"NAME = 1\r\n"])
def test_other_encodings_are_read_as_python_reads_them(tmp_path, start):
    """Files with a cookie, a mark or other newlines would not be checked."""
    file = tmp_path / "old.py"
    file.write_bytes(start + SLOW.encode())
    (finding,) = check([file]).findings
    assert finding.line == 4 + start.count(b"\n")


def test_a_file_that_vanishes_is_said(tmp_path):
    """A check beside an editor or a build would end with a traceback."""
    (skipped,) = check([tmp_path / "gone.py"]).skipped
    assert skipped.fault
    assert "can't be read" in skipped.reason


def test_workers_end_with_a_check_that_is_killed(tmp_path):
    """An editor or app that is killed in the middle of a check would leave processes behind for ever."""
    text = "\n".join(SLOW.replace("def f", f"def f{number}") for number in range(400))
    for number in range(40):
        (tmp_path / f"large_{number}.py").write_text(f"{text}\n# {number}\n")
    parent = psutil.Popen([sys.executable, "-m", "burner", "check", "-q", str(tmp_path)], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while len(workers := parent.children()) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    _, left = psutil.wait_procs(workers, timeout=10)
    assert len(workers) >= 2 or psutil.cpu_count() == 1
    assert not [worker for worker in left if worker.status() != psutil.STATUS_ZOMBIE]
