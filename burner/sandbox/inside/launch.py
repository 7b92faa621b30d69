"""Sets the limits of a sandboxed process on itself, then becomes the program that is to be limited.

Run as a script: `python -I -S launch.py LIMITS SHUT program args...`, where LIMITS reads "CPU_S,BYTES,..." (see
`NAMES`) and SHUT is "" or the rest of the border where no namespaces are to be had (see `shut`). What is set here holds
for all children and can't be taken back.
"""

import os
import resource
import sys

NAMES = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE")
NO_NEW_PRIVS, SET_DEATH_SIGNAL, SET_SECCOMP, DROP_CAPABILITY, SET_SECUREBITS = 38, 1, 22, 24, 28
CAPABILITIES_3, NO_ROOT_LOCKED = 0x20080522, 3
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446


def limit(text: str) -> None:
    """Lower each limit; one that is lower already stays."""
    for name, value in zip(NAMES, map(int, text.split(","))):
        if value < 0:
            continue
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        hardest = bound + 1 if name == "RLIMIT_CPU" and hard == resource.RLIM_INFINITY else bound
        resource.setrlimit(kind, (bound, hardest))


def shut(text: str) -> None:
    """Apply Landlock rules and a seccomp filter; the settings are those of `burner.sandbox.isolation.landlock`."""
    import ctypes
    import json
    import struct

    settings = json.loads(text)
    if settings["parent"]:
        watch(settings["parent"])
    libc = ctypes.CDLL(None, use_errno=True)

    def call(function: object, *args: object) -> int:
        result = function(*args)  # type: ignore[operator]
        if result < 0:
            raise OSError(ctypes.get_errno(), "the sandbox could not be shut")
        return int(result)

    if os.geteuid() == 0:  # root without capabilities is bound by permissions, and can't look into other processes
        for number in range(64):
            libc.prctl(DROP_CAPABILITY, number, 0, 0, 0)
        libc.prctl(SET_SECUREBITS, NO_ROOT_LOCKED, 0, 0, 0)
        call(libc.capset, struct.pack("=Ii", CAPABILITIES_3, 0), bytes(24))
    call(libc.prctl, NO_NEW_PRIVS, 1, 0, 0, 0)
    if settings["handled"]:
        attributes = struct.pack("=QQQ", *settings["handled"])[: settings["size"]]
        ruleset = call(libc.syscall, CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
        for path, rights in settings["rules"]:
            try:
                fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue
            call(libc.syscall, ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, fd), 0)
            os.close(fd)
        call(libc.syscall, RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)
    program = bytes.fromhex(settings["filter"])
    if program:
        buffer = ctypes.create_string_buffer(program, len(program))
        header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
        call(libc.prctl, SET_SECCOMP, 2, header, 0, 0)


def watch(parent: int) -> None:
    """Go on in a child; this process stays and ends the whole group when the child ends or burner is gone."""
    import ctypes
    import signal

    def end(*_: object) -> None:
        os.killpg(0, signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        end()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        return
    for fd in range(3, 256):
        try:
            os.close(fd)
        except OSError:
            continue
    status = os.waitpid(child, 0)[1]
    while others := group_members():
        for pid in others:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
    os._exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def group_members() -> list[int]:
    """The other living processes of this process's group."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                state, _, group = file.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == os.getpgrp() and int(name) != os.getpid() and state not in "ZX":
            found.append(int(name))
    return found


def main() -> None:
    """Limit, shut, become."""
    limits, rest, argv = sys.argv[1], sys.argv[2], sys.argv[3:]
    limit(limits)
    if rest:
        shut(rest)
    try:
        os.execvpe(argv[0], argv, os.environ)  # noqa: S606 - this is its one purpose
    except OSError as error:
        sys.stderr.write(f"{argv[0]}: {error.strerror}\n")
        os._exit(127)


if __name__ == "__main__":
    main()
