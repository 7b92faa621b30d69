"""Temporary folders that go with burner, also where it is killed: a shell of its own session waits for burner's end.

It ends what still runs in control groups that are left and removes them, too; the kernel ends all else, and the mounts.
"""

from __future__ import annotations

import atexit
import secrets
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_GROUPS = "groups"
_TRIES = 100
_SCRIPT = f"""
read -r _
groups=$(cat "$1/{_GROUPS}")
rm -rf -- "$1"
echo "$groups" | while read -r group; do
    tries=0
    while [ $tries -lt {_TRIES} ] && ls -d "${{group:?}}"*; do
        cat "$group"*/cgroup.procs | xargs -r kill -9
        rmdir -- "$group"* || sleep 0.1
        tries=$((tries + 1))
    done
done
rm -rf -- "$1"
"""


@dataclass
class _Scratch:
    """The folder of this process, made when it is first asked for."""

    made: Path | None = None
    shell: subprocess.Popen[bytes] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def root(self) -> Path:
        with self.lock:
            if self.made is None:
                path = Path(tempfile.gettempdir(), f"burner-{secrets.token_hex(8)}")
                self.shell = subprocess.Popen(
                    ["/bin/sh", "-c", _SCRIPT, "sh", str(path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    cwd="/",
                )
                path.mkdir(mode=0o700)
                self.made = path
            return self.made

    def end(self) -> None:
        with self.lock:
            if self.shell is not None:
                self.shell.communicate()
            self.made = self.shell = None


_SCRATCH = _Scratch()
atexit.register(_SCRATCH.end)


def folder() -> Path:
    """A new folder that the caller removes, and the end of burner at the latest."""
    return Path(tempfile.mkdtemp(dir=_SCRATCH.root()))


def directory() -> tempfile.TemporaryDirectory[str]:
    """A new folder as a context manager."""
    return tempfile.TemporaryDirectory(dir=_SCRATCH.root())


def end() -> None:
    """Remove all of them now: for a process that is killed together with all that it started."""
    _SCRATCH.end()


def remove_groups(prefixes: Iterable[Path]) -> None:
    """At the end of burner, remove the control groups whose paths begin so."""
    with (_SCRATCH.root() / _GROUPS).open("a", encoding="utf-8") as file:
        file.writelines(f"{prefix}\n" for prefix in prefixes)
