"""A seccomp filter in the kernel's own bytes: no new namespaces, mounts, tracing, keys, BPF or odd sockets."""

from __future__ import annotations

import errno
import platform
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass

# <linux/filter.h>, <linux/seccomp.h>
_LOAD, _EQUAL, _AND, _AT_LEAST, _RETURN = 0x20, 0x15, 0x54, 0x35, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCH, _ARGS = 0, 4, 16
_NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* that `clone` takes
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_X32 = 0x40000000


@dataclass(frozen=True)
class _Machine:
    arch: int
    numbers: dict[str, int]


_SHARED = {  # one number on every machine
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "clone3": 435,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "mount_setattr": 442,
    "fchmodat2": 452,
}
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        _SHARED
        | {
            "ioctl": 16,
            "socket": 41,
            "clone": 56,
            "ptrace": 101,
            "syslog": 103,
            "setpgid": 109,
            "setsid": 112,
            "setpriority": 141,
            "sched_setparam": 142,
            "sched_setscheduler": 144,
            "pivot_root": 155,
            "acct": 163,
            "mount": 165,
            "umount2": 166,
            "swapon": 167,
            "swapoff": 168,
            "reboot": 169,
            "chroot": 161,
            "init_module": 175,
            "delete_module": 176,
            "quotactl": 179,
            "kexec_load": 246,
            "add_key": 248,
            "request_key": 249,
            "keyctl": 250,
            "sched_setaffinity": 203,
            "ioprio_set": 251,
            "unshare": 272,
            "perf_event_open": 298,
            "name_to_handle_at": 303,
            "open_by_handle_at": 304,
            "setns": 308,
            "process_vm_readv": 310,
            "process_vm_writev": 311,
            "finit_module": 313,
            "sched_setattr": 314,
            "kexec_file_load": 320,
            "bpf": 321,
            "userfaultfd": 323,
            "truncate": 76,
            "chmod": 90,
            "fchmod": 91,
            "chown": 92,
            "fchown": 93,
            "lchown": 94,
            "utime": 132,
            "setxattr": 188,
            "lsetxattr": 189,
            "fsetxattr": 190,
            "removexattr": 197,
            "lremovexattr": 198,
            "fremovexattr": 199,
            "utimes": 235,
            "fchownat": 260,
            "futimesat": 261,
            "fchmodat": 268,
            "utimensat": 280,
        },
    ),
    "aarch64": _Machine(
        0xC00000B7,
        _SHARED
        | {
            "setxattr": 5,
            "lsetxattr": 6,
            "fsetxattr": 7,
            "removexattr": 14,
            "lremovexattr": 15,
            "fremovexattr": 16,
            "ioctl": 29,
            "ioprio_set": 30,
            "umount2": 39,
            "mount": 40,
            "pivot_root": 41,
            "truncate": 45,
            "chroot": 51,
            "fchmod": 52,
            "fchmodat": 53,
            "fchownat": 54,
            "fchown": 55,
            "quotactl": 60,
            "utimensat": 88,
            "acct": 89,
            "unshare": 97,
            "kexec_load": 104,
            "init_module": 105,
            "delete_module": 106,
            "syslog": 116,
            "ptrace": 117,
            "sched_setparam": 118,
            "sched_setscheduler": 119,
            "sched_setaffinity": 122,
            "setpriority": 140,
            "reboot": 142,
            "setpgid": 154,
            "setsid": 157,
            "socket": 198,
            "add_key": 217,
            "request_key": 218,
            "keyctl": 219,
            "clone": 220,
            "swapon": 224,
            "swapoff": 225,
            "perf_event_open": 241,
            "name_to_handle_at": 264,
            "open_by_handle_at": 265,
            "setns": 268,
            "process_vm_readv": 270,
            "process_vm_writev": 271,
            "finit_module": 273,
            "sched_setattr": 274,
            "bpf": 280,
            "userfaultfd": 282,
            "kexec_file_load": 294,
        },
    ),
}
_WITH_CONDITIONS = frozenset(["ioctl", "socket", "clone", "clone3"])
_PRETENDED = re.compile(r"set(sid|pgid)|.*(chmod|chown|utime|xattr).*")
"""Leaving the process group, by which a bare jail is ended, and changing what Landlock does not guard."""
_BARE = re.compile(f"{_PRETENDED.pattern}|truncate")
_OF_THE_CLOCK = re.compile("setpriority|sched_set.*|ioprio_set")
"""How and where processes run: burner decides it, and a version could slow down the one that it is measured against."""
UNIX, INET, INET6, NETLINK = 1, 2, 10, 16


def supported() -> bool:
    """Whether the system calls of this machine are known."""
    return platform.machine() in _MACHINES


def program(sockets: Iterable[int], *, bare: bool = False) -> bytes:
    """The filter: only these families of sockets; `bare` where no namespaces are around it.

    Then nothing can leave its process group or change a file's mode, owner or times; the attempt seems to work, since
    programs do not expect it to fail.
    """
    machine = _MACHINES[platform.machine()]
    number = machine.numbers
    code = [_op(_LOAD, _ARCH), _op(_EQUAL, machine.arch, 1, 0), _op(_RETURN, _KILL), _op(_LOAD, _NUMBER)]
    if platform.machine() == "x86_64":
        code += [_op(_AT_LEAST, _X32, 0, 1), _op(_RETURN, _KILL)]
    for name, value in number.items():
        if name in _WITH_CONDITIONS or (_BARE.fullmatch(name) and not bare):
            continue
        code += [_op(_EQUAL, value, 0, 1), _refuse(0 if _pretends(name) else errno.EPERM)]
    code += [
        _op(_EQUAL, number["clone3"], 0, 1),
        _refuse(errno.ENOSYS),
    ]  # its flags can't be seen: `clone` is used then
    families = list(sockets)
    code += _when(number["socket"], [*(_op(_EQUAL, family, left, 0) for family, left in _jumps(families)), _refuse(97)])
    code += _when(number["clone"], [_op(_AND, _NEW_NAMESPACES), _op(_EQUAL, 0, 1, 0), _refuse(errno.EPERM)])
    code += _when(
        number["ioctl"],
        [_op(_EQUAL, _TIOCSTI, 1, 0), _op(_EQUAL, _TIOCLINUX, 0, 1), _refuse(errno.EPERM)],
        argument=1,
    )
    return b"".join([*code, _op(_RETURN, _ALLOW)])


def _pretends(name: str) -> bool:
    """Whether the call seems to work."""
    return bool(_PRETENDED.fullmatch(name) or _OF_THE_CLOCK.fullmatch(name))


def _jumps(families: list[int]) -> list[tuple[int, int]]:
    """Each family with the jump that leads past the refusal at the end."""
    return [(family, len(families) - place) for place, family in enumerate(families)]


def _when(number: int, body: list[bytes], argument: int = 0) -> list[bytes]:
    """Run `body` on an argument's low half if it is this system call; allow what falls through it."""
    inner = [_op(_LOAD, _ARGS + 8 * argument), *body, _op(_RETURN, _ALLOW)]
    return [_op(_EQUAL, number, 0, len(inner)), *inner]


def _refuse(code: int) -> bytes:
    return _op(_RETURN, _ERRNO | code)


def _op(code: int, value: int, when_true: int = 0, when_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, when_true, when_false, value)
