"""What a sandboxed process may see and use, whatever back-end makes it so."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal, Protocol

from burner.errors import TargetError, UnavailableError

Stream = int | IO[bytes] | None


@dataclass(frozen=True)
class Limits:
    """Bounds of each process; with a control group (see `cgroup`), memory and processes are also bounds of a jail."""

    cpu_s: int | None
    memory_bytes: int
    processes: int
    file_bytes: int
    open_files: int


@dataclass(frozen=True)
class Jail:
    """The world of a sandboxed process. What is not named here is not there."""

    read_only: tuple[Path, ...]
    workdir: Path
    environment: Mapping[str, str]
    limits: Limits
    overlay: Path | None = None
    """A project that seems writable at its own path; what is written is thrown away at the end."""
    read_only_project: Path | None = None
    replace: Mapping[Path, Path] = field(default_factory=dict)
    """Path in the project -> file on the host that is seen there, read-only."""
    loopback: bool = True
    """Whether sockets work at all: they reach nothing but the jail itself."""

    @property
    def project(self) -> Path | None:
        """The root of the project, in whatever way it is shown."""
        return self.overlay or self.read_only_project


class Isolation(Protocol):
    """A way to make jails; stateless, so one may be used by many threads.

    A process ends with the thread that started it, so start jails from threads that live as long as they do.
    """

    @property
    def name(self) -> str:
        """As it is said to the user."""
        ...

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
        """Start a program in a jail of its own."""
        ...

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a jail with everything that runs in it, at once, and wait until it is gone."""
        ...


@dataclass(frozen=True)
class Check:
    """One finding of `burner doctor` about the sandbox."""

    name: str
    status: Literal["ok", "warn", "fail"]
    detail: str
    fix: str = ""


def check(jail: Jail) -> None:
    """Refuse a jail that would show the user's home folder; raises TargetError."""
    home = Path.home().resolve()
    project = jail.project.resolve() if jail.project is not None else None
    if project is not None and (project == home or project in home.parents):
        raise TargetError(
            f"the project's root would be {project}, which holds your whole home folder",
            "put the file into a folder of its own, or mark the project's root with a pyproject.toml",
        )
    for path in jail.read_only:
        shown = path.resolve()
        if shown == home or shown in home.parents:
            raise UnavailableError(
                f"{path} would have to be visible in the sandbox, and it holds your home folder",
                "use an interpreter in a folder of its own (a virtual environment) with --python",
            )
