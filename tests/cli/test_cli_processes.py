"""burner as a real process: signals, pipes, terminals, start-up."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from burner.history.store import History

PLAYED = """
import sys, time
sys.path.insert(0, {folder!r})
from conftest import FakeSearch
from burner.cli.main import main

class Slow(FakeSearch):
    def __call__(self, *arguments):
        try:
            yield from super().__call__(*arguments)
        finally:
            open("closed", "w").close()

def wait(event):
    if event.type == {stop!r}:
        open("reached", "w").close()
        time.sleep(30)

sys.exit(main(search=Slow(on_event=wait)))
"""


def started(*arguments, stop="nowhere", **options):
    """Start burner with a played search that waits at the event `stop`."""
    code = PLAYED.format(folder=str(Path(__file__).parent), stop=stop)
    return subprocess.Popen([sys.executable, "-c", code, *arguments], text=True, **options)


def wait_for(name, process):
    """Wait until the process made a file."""
    until = time.monotonic() + 20
    while not Path(name).exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_run_cleanly(shop, number):
    """Ctrl-C or a closed terminal would leave candidates running, or a run that can't be resumed."""
    process = started("optimize", f"{shop}::unique", "--json", stop="iteration_started", stdout=-1, stderr=-1)
    wait_for("reached", process)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.endswith("interrupted; resume with: burner optimize --resume 0001run1\n")
    assert Path("closed").exists()


def test_kill_9_loses_nothing(shop):
    """What was judged before a crash would have to be judged again."""
    process = started("optimize", f"{shop}::unique", stop="best_changed", stdout=-1, stderr=-1)
    wait_for("reached", process)
    process.kill()
    process.communicate(timeout=20)
    with History.open() as history:
        run = history.find("last")
        assert run.outcome is None
        assert [entry.verdict for entry in history.ledger(run.id)] == ["wrong", "better"]


def test_a_closed_pipe_is_quiet_and_ends_the_run(shop):
    """`burner ... | head` would end in a traceback, and a dead face would leave the run going."""
    process = started("optimize", f"{shop}::unique", "--events", stdout=-1, stderr=-1, stdin=subprocess.DEVNULL)
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=20) == 130
    assert "Traceback" not in err
    assert "Broken" not in err
    assert Path("closed").exists()


def test_a_terminal_gets_a_live_view_on_stderr_only(shop):
    """Progress would end up in the result, or the result would depend on the terminal."""
    ours, theirs = pty.openpty()
    process = started(
        *("optimize", f"{shop}::unique", "--json"), stdout=-1, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    drawn = b""
    try:
        while chunk := os.read(ours, 65536):
            drawn += chunk
    except OSError:
        pass
    assert json.loads(process.stdout.read())["outcome"] == "improved"
    assert process.wait(timeout=20) == 0
    assert b"shop.py::unique" in drawn
    assert b"\x1b[" in drawn


def test_help_is_quick_and_module_runs():
    """Shells and hooks would wait for burner to start (its own work is counted: others may keep the machine busy)."""
    best_s = 9.0
    for _ in range(5):
        before = os.times()
        done = subprocess.run([sys.executable, "-m", "burner", "--help"], capture_output=True, text=True, check=True)
        after = os.times()
        worked_s = after.children_user + after.children_system - before.children_user - before.children_system
        best_s = min(best_s, worked_s)
    assert "optimize" in done.stdout
    assert best_s < 0.2


def test_the_first_line_comes_at_once(shop):
    """The user would wonder whether anything happens."""
    best_s = 9.0
    for _ in range(3):
        began = time.monotonic()
        process = started("optimize", f"{shop}::unique", stdout=-1, stderr=-1)
        assert process.stderr.readline().startswith("optimising")
        best_s = min(best_s, time.monotonic() - began)
        process.communicate(timeout=20)
    assert best_s < 1.0
