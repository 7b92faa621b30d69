"""No isolation: what `--no-sandbox` asks for. Limits hold, but files, network and processes are the user's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from burner.sandbox.isolation.jail import Jail, Stream

END_S = 5.0


@dataclass(frozen=True)
class Unconfined:
    """Runs commands as the user; `replace` can't be shown, so the final check swaps code in memory only."""

    name: str = "none"
    made: dict[int, Path] = field(default_factory=dict, compare=False)

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
        tmp = Path(tempfile.mkdtemp(prefix="burner-none-"))
        process = subprocess.Popen(  # noqa: S603 - the user asked for it
            list(argv),
            cwd=jail.workdir,
            env={**jail.environment, "HOME": str(tmp), "TMPDIR": str(tmp)},
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=tuple(pass_fds),
            preexec_fn=jail.limits.apply,  # noqa: PLW1509 - only sets limits
            start_new_session=True,
        )
        self.made[process.pid] = tmp
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End the process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=END_S)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        shutil.rmtree(self.made.pop(process.pid, Path("/nonexistent")), ignore_errors=True)
