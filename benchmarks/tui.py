"""How soon the terminal app shows something useful, how soon it hears a key while events rain, how soon it is gone.

python benchmarks/tui.py [--times 7] [--files 1300]

The app runs in a pseudo-terminal of 120 x 40, on a project made for it. Keys are timed in the same process as the app, from the
key to the redrawn screen, while an engine that only talks prints 1,000 events a second.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COLUMNS, LINES = 120, 40
EVENTS_PER_S = 1000
KEYS = 100
MODULE = '''\
"""Module {number}."""

import math


class Basket{number}:
    """What somebody buys."""

    def __init__(self, items):
        self.items = items

    def total(self):
        """Add it up."""
        return sum(item["price"] * item["count"] for item in self.items)

    def heaviest(self):
        """The heaviest one."""
        return sorted(self.items, key=lambda item: item["weight"])[-1]


def unique_{number}(rows):
    """Each row once."""
    seen = []
    for row in rows:
        if row not in seen:
            seen.append(row)
    return seen


def spread_{number}(values):
    """How far values lie apart."""
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
'''
TALKER = """
import json, sys, time
if sys.argv[1] != "optimize":
    print('{"findings": []}'); raise SystemExit
def say(kind, **fields): print(json.dumps({"type": kind, "at": time.monotonic() - began, **fields}), flush=True)
began = time.monotonic()
say("run_started", run="r", target="a.py::f", objective="time", policy="llm", budget_s=60, seed=0, python="")
number = 0
while time.monotonic() - began < 60:
    number += 1
    diff = "--- a\\n+++ b\\n@@ -1 +1 @@\\n-a = 1\\n+a = %d\\n" % number
    say("candidate_proposed", id=f"c{number}", parent=None, iteration=1, origin={"kind": "llm", "name": "m"}, source="a", diff=diff)
    say("candidate_judged", id=f"c{number}", verdict="worse", stage="full time", reason="slow")
    time.sleep(max(0, began + number * 2 / %d - time.monotonic()))
"""


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, argv: Sequence[str], folder: Path, home: Path) -> None:
        self.began = time.perf_counter()
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "BURNER_HOME": str(home)}
        environment.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True
        )
        os.close(slave)
        self._master = master
        self._shown = b""

    def wait_for(self, text: str, limit_s: float = 60.0) -> float:
        """Read until a text was drawn; gives the seconds since the start."""
        while text.encode() not in self._shown:
            ready, _, _ = select.select([self._master], [], [], limit_s)
            if not ready:
                raise TimeoutError(f"{text!r} was not drawn within {limit_s:.0f} s")
            self._shown += os.read(self._master, 65536)
        return time.perf_counter() - self.began

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._master, keys)

    def quit_s(self) -> float:
        """Press ctrl+q; gives the seconds until the process is gone."""
        self.press(b"\x11")
        asked = time.perf_counter()
        while self.process.poll() is None:
            ready, _, _ = select.select([self._master], [], [], 0.002)
            if ready:
                try:
                    os.read(self._master, 65536)
                except OSError:
                    break
        self.process.wait()
        return time.perf_counter() - asked


def start_s(project: Path, home: Path) -> float:
    """One start, to a screen that names a function of the project."""
    terminal = Terminal([sys.executable, "-m", "burner", "tui", str(project)], project, home)
    took_s = terminal.wait_for("Basket0.total")
    terminal.quit_s()
    return took_s


def quit_s(home: Path) -> float:
    """One quit while the real engine is at work."""
    terminal = Terminal([sys.executable, "-m", "burner", "tui", "orders.py::top_customers"], EXAMPLES, home)
    terminal.wait_for("BRN121")
    terminal.press(b"\r")
    terminal.wait_for("running the tests")
    time.sleep(1.5)
    engine = f"optimize{chr(0)}orders.py::top_customers"
    took_s = terminal.quit_s()
    left = [path for path in Path("/proc").glob("[0-9]*/cmdline") if engine in _read(path)]
    if left:
        raise RuntimeError(f"the engine still runs: {left}")
    return took_s


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


async def keys_s(folder: Path) -> list[float]:
    """Seconds from a key to the redrawn screen, for many keys while events rain."""
    from textual import events

    from burner.tui.app import BurnerApp
    from burner.tui.widgets.candidates import Candidates

    talker = folder / "talker.py"
    talker.write_text(TALKER.replace("/ %d", f"/ {EVENTS_PER_S}"), encoding="utf-8")
    app = BurnerApp(EXAMPLES, program=(sys.executable, str(talker)))
    took: list[float] = []
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        await pilot.pause(1.0)
        app.start("orders.py::top_customers", EXAMPLES)
        await pilot.pause(2.0)
        table = app.screen.query_one(Candidates)
        for number in range(KEYS):
            done = asyncio.Event()
            before = table.cursor
            began = time.perf_counter()
            app.post_message(events.Key("down" if number % 2 == 0 else "up", None))
            while table.cursor == before:  # noqa: ASYNC110  # the moment is what is measured
                await asyncio.sleep(0)
            table.call_after_refresh(done.set)
            await done.wait()
            took.append(time.perf_counter() - began)
            await asyncio.sleep(0.037)
        seen = len(app.run_now.progress.judged) if app.run_now else 0
        print(f"  ({seen * 2 / (app.run_now.elapsed_s if app.run_now else 1):.0f} events a second were taken in)")
        await app.engine.end()
    return took


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--files", type=int, default=1300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="burner-tui-") as name:
        folder, home = Path(name), Path(name) / "home"
        project = folder / "project"
        for number in range(options.files):
            package = project / f"package{number // 50:02}"
            package.mkdir(parents=True, exist_ok=True)
            (package / f"module{number:04}.py").write_text(MODULE.format(number=number), encoding="utf-8")
        starts = [start_s(project, home) for _ in range(options.times)]
        print(
            f"start to the first useful screen, {options.files} files: median {statistics.median(starts):.2f} s ({_range(starts)})"
        )
        os.environ["BURNER_HOME"] = str(home)
        keys = sorted(asyncio.run(keys_s(folder)))
        print(
            f"key to redrawn screen at {EVENTS_PER_S} events/s: median {statistics.median(keys) * 1e3:.0f} ms, "
            f"95% under {keys[int(len(keys) * 0.95)] * 1e3:.0f} ms, most {keys[-1] * 1e3:.0f} ms"
        )
        quits = [quit_s(home) for _ in range(options.times)]
        print(f"quit with a run going: median {statistics.median(quits):.2f} s ({_range(quits)})")


def _range(values: Sequence[float]) -> str:
    return f"{min(values):.2f}-{max(values):.2f}"


if __name__ == "__main__":
    main()
