"""A stdin program as something that can be called: text in, text out, everything else afresh each time.

Its files 0 and 1 are real ones, so that it may read and write them in any way.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import types
from collections.abc import Iterator


class Program:
    """Runs a program's text as `python prog.py < stdin` would; an exit with a status is an error, one without is not."""

    __defaults__ = None
    __kwdefaults__ = None

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.code = compile(text, path, "exec", dont_inherit=True)

    def __call__(self, stdin: str) -> None:
        """Run it; what it writes to its stdout goes to the caller's."""
        main = types.ModuleType("__main__")
        main.__file__ = self.path
        saved = sys.modules.get("__main__"), sys.argv, sys.stdin, sys.stdout
        with _file(0, stdin.encode()), _file(1, b"") as out:
            sys.modules["__main__"], sys.argv = main, [self.path]
            sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            try:
                exec(self.code, main.__dict__)
            except SystemExit as end:
                if end.code not in (None, 0):
                    raise
            finally:
                with contextlib.suppress(Exception):  # a program may have closed or replaced it
                    sys.stdout.flush()
                sys.modules["__main__"], sys.argv, sys.stdin, sys.stdout = saved  # type: ignore[assignment]
                sys.stdout.write(_content(out))


@contextlib.contextmanager
def _file(number: int, data: bytes) -> Iterator[int]:
    """A file in memory under a file descriptor's number."""
    kept = os.dup(number)
    made = os.memfd_create("burner")
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(made, view) :]
        os.lseek(made, 0, os.SEEK_SET)
        os.dup2(made, number)
        yield made
    finally:
        os.dup2(kept, number)
        os.close(kept)
        os.close(made)


def _content(made: int) -> str:
    os.lseek(made, 0, os.SEEK_SET)
    with io.FileIO(made, closefd=False) as file:
        return file.readall().decode(errors="backslashreplace")
