"""The exit codes of the command line, and the one mapping from errors to them.

It lies in the engine because a run's result document carries its exit code too.
"""

from __future__ import annotations

import errno
from enum import IntEnum

from burner.errors import BudgetError, BurnerError, TargetError, UnavailableError, UsageError


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    """A better version was found, or nothing is wrong."""
    NOTHING_BETTER = 1
    """It ran fine, and nothing better was found; for checks: findings."""
    USAGE = 2
    """The command line or the configuration is wrong."""
    TARGET = 3
    """The user's code fails by itself: it does not import, its tests fail, it is not deterministic."""
    BUDGET = 4
    """The time ran out before any candidate reached a verdict."""
    UNAVAILABLE = 5
    """A model, an extra, the sandbox or the platform is missing."""
    BUG = 70
    """burner itself failed; the message names the log file."""
    INTERRUPTED = 130
    """Ctrl-C or SIGTERM; the message says how to go on."""


_CODES: tuple[tuple[type[BaseException], ExitCode], ...] = (
    (UsageError, ExitCode.USAGE),
    (TargetError, ExitCode.TARGET),
    (BudgetError, ExitCode.BUDGET),
    (UnavailableError, ExitCode.UNAVAILABLE),
    (BurnerError, ExitCode.UNAVAILABLE),
    (MemoryError, ExitCode.UNAVAILABLE),
    (KeyboardInterrupt, ExitCode.INTERRUPTED),
)
_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})


def exit_code_for(error: BaseException) -> ExitCode:
    """Return the exit code of an error; one that burner did not raise on purpose is a bug."""
    if is_full_disk(error):
        return ExitCode.UNAVAILABLE
    return next((code for kind, code in _CODES if isinstance(error, kind)), ExitCode.BUG)


def is_full_disk(error: BaseException) -> bool:
    """Whether the system refused to write since there is no room."""
    return isinstance(error, OSError) and error.errno in _FULL_DISK
