"""No isolation: what `--no-sandbox` asks for. Limits hold, but files, network and processes are the user's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from burner import scratch
from burner.sandbox.isolation.jail import Jail, Stream
from burner.sandbox.isolation.landlock import own_environment, running
from burner.sandbox.isolation.launch import launcher

LOST = (
    "candidates can read and write your files, use the network and outlive the run; "
    "only CPU time, memory and the size of files are limited"
)


@dataclass(frozen=True)
class Unconfined:
    """Runs commands as the user; a file is replaced for imports only."""

    name: str = "none"

    def start(
        self,
        argv: Sequence[str],
        jail: Jail,
        *,
        pass_fds: Sequence[int] = (),
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
    ) -> subprocess.Popen[bytes]:
        """Start a command with the jail's environment and limits, but the user's files."""
        folder = scratch.folder()
        process = _Limited(
            [*launcher(jail, processes=jail.limits.processes + running()), *argv],
            cwd=jail.workdir,
            env=own_environment(jail, folder),
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=tuple(pass_fds),
            start_new_session=True,
        )
        process.folder = folder
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End the process group, and every descendant that can still be found."""
        family: list[psutil.Process] = []
        with contextlib.suppress(psutil.NoSuchProcess):
            family = psutil.Process(process.pid).children(recursive=True)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
        process.wait()
        if isinstance(process, _Limited) and process.folder is not None:
            shutil.rmtree(process.folder, ignore_errors=True)


class _Limited(subprocess.Popen[bytes]):
    folder: Path | None = None
    """Its HOME and TMPDIR."""
