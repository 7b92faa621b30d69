"""What code that burner runs says of itself may be shown, and commands no terminal."""

from __future__ import annotations

import pytest

from burner.cli import diagnostics, stdout
from burner.cli.colour import CODES, RESET
from burner.verify.show import printable

HOSTILE = "\x1b]52;c;Y3VybA==\x07 \x1b[2J\x9b1A\rall is well\x08"


def test_messages_command_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """An exception of a candidate would write into the user's clipboard, or over what burner said."""
    diagnostics.note(f"a.py does not import: {HOSTILE}")
    diagnostics.say_error(HOSTILE, HOSTILE)
    stdout.lines([(HOSTILE, "red")])
    said = capsys.readouterr()
    for text in (said.out, said.err):
        plain = text.replace(CODES["red"], "").replace(RESET, "")
        assert not {"\x1b", "\x07", "\x9b", "\r", "\x08"} & set(plain)
        assert "\\x1b]52;c;" in text
        assert "all is well" in text


def test_reasons_of_verdicts_are_printable() -> None:
    """Other faces than the command line would pass the commands on."""
    assert printable(HOSTILE).isprintable()
    assert printable("line\n\tnext ä") == "line\n\tnext ä"


def test_colours_and_line_ends_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """Findings would lose their colours, and files from Windows show rubbish at each line's end."""
    stdout.lines([(f"{CODES['red']}x = 1{RESET}\r",)])
    assert capsys.readouterr().out == f"{CODES['red']}x = 1{RESET}\r\n"
