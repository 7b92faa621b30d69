"""The entry point: from arguments to an exit code, whatever happens in between."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from burner.cli import diagnostics, stdout
from burner.cli.root import Invocation, Optimize, root, split_at_dashes
from burner.errors import UsageError
from burner.report.exit_codes import ExitCode

_TAKES_A_COMMAND = frozenset({"optimize", "profile"})


def main(argv: Sequence[str] | None = None, *, search: Optimize | None = None) -> int:
    """Run one command and return its exit code; `search` stands in for the real search."""
    arguments, after_dashes = split_at_dashes(sys.argv[1:] if argv is None else argv)
    try:
        _check_dashes(arguments, after_dashes)
        if "_BURNER_COMPLETE" in os.environ:
            root.main(arguments, "burner")
        with _signals(), root.make_context("burner", arguments, obj=Invocation(after_dashes, search)) as context:
            code = root.invoke(context)
        return int(code or ExitCode.OK)
    except click.exceptions.NoArgsIsHelpError as error:
        diagnostics.note(error.format_message())
        return ExitCode.USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        stdout.abandon()
        return ExitCode.INTERRUPTED
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # the last resort: a bug gets a log and exit 70
        return diagnostics.fail(error)


def _check_dashes(arguments: Sequence[str], after_dashes: Sequence[str]) -> None:
    if after_dashes and (not arguments or arguments[0] not in _TAKES_A_COMMAND):
        raise UsageError(f"only optimize and profile take a command after --: {' '.join(after_dashes)}", "leave it out")


@contextmanager
def _signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end a command as Ctrl-C does: everything it started is closed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {name: signal.signal(name, _interrupt) for name in names if signal.getsignal(name) != signal.SIG_IGN}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
