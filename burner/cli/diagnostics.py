"""The only writer of stderr: notes, warnings, and what every error says and returns."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

import click

from burner import __version__
from burner.cli.colour import coloured, harmless, paint
from burner.errors import BurnerError
from burner.home import home
from burner.report.exit_codes import ExitCode, exit_code_for, is_full_disk


class InterruptedRunError(KeyboardInterrupt):
    """Ctrl-C or a signal ended a run that can be resumed."""

    def __init__(self, run: str) -> None:
        super().__init__(run)
        self.run = run


def in_colour() -> bool:
    """Whether stderr gets colour."""
    return coloured(sys.stderr)


def note(text: str) -> None:
    """Say something that is neither the result nor a fault."""
    _write(text)


def warn(text: str) -> None:
    """Say what the user should know though the command goes on."""
    _write(f"{_label('warning', 'yellow')} {text}")


def say_error(message: str, hint: str = "") -> None:
    """Say what failed and what to do next."""
    _write(f"{_label('error', 'red')} {message}")
    if hint:
        _write(f"{_label('hint', 'cyan')} {hint}")


def fail(error: BaseException) -> ExitCode:
    """Say what an error means for the user, and return the command's exit code."""
    match error:
        case BurnerError():
            say_error(error.message, error.hint)
        case click.ClickException():
            say_error(_usage_message(error), _usage_hint(error))
            return ExitCode.USAGE
        case InterruptedRunError():
            _write("")
            _write(f"interrupted; resume with: burner optimize --resume {error.run}")
        case KeyboardInterrupt():
            _write("")
            _write("interrupted")
        case MemoryError():
            say_error("there is not enough memory", "close something, or use a smaller model (--model 0.5b)")
        case OSError() if is_full_disk(error):
            where = f" ({error.filename})" if error.filename else ""
            say_error(f"the disk is full{where}", "make room, then go on with: burner optimize --resume last")
        case _:
            _say_bug(error)
    return exit_code_for(error)


def confirmed(question: str, *, yes: bool) -> bool:
    """Ask a yes/no question on the terminal; without a terminal, or with `yes`, the answer is yes."""
    if yes or not sys.stdin.isatty():
        return True
    try:
        return click.confirm(question, err=True)
    except click.Abort as error:
        raise KeyboardInterrupt from error


def _write(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(f"{harmless(text)}\n")
        sys.stderr.flush()


def _label(word: str, colour: str) -> str:
    return paint(f"{word}:", "bold", colour) if in_colour() else f"{word}:"


def _usage_message(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        meant = f"; did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return f"there is no option {error.option_name}{meant}"
    message = error.format_message().rstrip(".")
    return message[:1].lower() + message[1:]


def _usage_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"`{context.command_path} --help` shows what it takes" if context else "`burner --help` shows what it takes"


def _say_bug(error: BaseException) -> None:
    import traceback

    text = "".join(traceback.format_exception(error))
    try:
        path = _log(text)
    except OSError:
        _write(text)
        say_error(f"burner has a bug: {type(error).__name__}: {error}", "please report it with the lines above")
        return
    say_error(f"burner has a bug: {type(error).__name__}: {error}", f"please report it with the file {path}")


def _log(text: str) -> Path:
    path = home() / "logs" / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"burner {__version__}, Python {sys.version}\n{sys.argv}\n\n{text}", encoding="utf-8")
    return path
