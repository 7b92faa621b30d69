"""Milliseconds that an editor waits for burner's language server, and for `ruff server` and `pylsp` in the same run.

From the start of the process to `initialized`, from opening a file to its diagnostics, from a change to the next ones,
for the code actions of a line and for a hover: p50 and p95 on files of 200, 2,000 and 10,000 lines of the standard library.
The client is the same for all: it pushes bytes and waits for bytes.

python benchmarks/lsp_latency.py [--times 20]      # pylsp: pip install 'python-lsp-server[pyflakes,pycodestyle]'
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

MODULES = (
    "argparse",
    "statistics",
    "tarfile",
    "subprocess",
    "pydoc",
    "zipfile",
    "inspect",
    "doctest",
    "optparse",
    "pickle",
)
SIZES = (200, 2_000, 10_000)
SERVERS = {
    "burner": (sys.executable, "-m", "burner", "lsp"),
    "ruff": ("ruff", "server"),
    "pylsp": ("pylsp",),
}
CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}
        },
        "hover": {"contentFormat": ["markdown"]},
    }
}
MOST_S = 60.0


class Editor:
    """One server's other side."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._out = cast("IO[bytes]", self._process.stdin)
        self._in = cast("IO[bytes]", self._process.stdout)
        self._number = 0

    def notify(self, method: str, params: Any, **more: Any) -> None:
        """Send a message that has no answer."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self._out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._out.flush()

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its result."""
        self._number += 1
        self.notify(method, params, id=self._number)
        return next(
            message for message in self._messages() if message.get("id") == self._number and "method" not in message
        )

    def diagnostics(self, uri: str, version: int) -> None:
        """Wait for the diagnostics of a document's version; a server that names none sends them in order."""
        for message in self._messages():
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                if params["uri"] == uri and params.get("version") in (version, None):
                    return

    def end(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self.notify("exit", None)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:  # how long a server takes to go is not measured here
            self._process.kill()
            self._process.wait()

    def _messages(self) -> Iterator[dict[str, Any]]:
        until = time.monotonic() + MOST_S
        while time.monotonic() < until:
            length = 0
            while header := self._in.readline().strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            message = json.loads(self._in.read(length))
            if "method" in message and "id" in message:  # the server asks: there is nothing to tell
                answer = {"jsonrpc": "2.0", "id": message["id"], "result": None}
                body = json.dumps(answer).encode()
                self._out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                self._out.flush()
            yield message
        raise TimeoutError("the server did not answer")


@contextmanager
def started(command: Sequence[str], folder: Path) -> Iterator[tuple[Editor, float]]:
    """A server that is initialized, and the seconds until it was."""
    began = time.perf_counter()
    editor = Editor(command, folder)
    uri = folder.as_uri()
    params = {
        "processId": None,
        "rootUri": uri,
        "capabilities": CAPABILITIES,
        "workspaceFolders": [{"uri": uri, "name": "x"}],
    }
    editor.ask("initialize", params)
    editor.notify("initialized", {})
    took_s = time.perf_counter() - began
    try:
        yield editor, took_s
    finally:
        editor.end()


def text_of(lines: int) -> str:
    """That many lines of the standard library, whole statements only."""
    folder = Path(sysconfig.get_paths()["stdlib"])
    rows: list[str] = []
    for module in MODULES:
        text = (folder / f"{module}.py").read_text(encoding="utf-8").replace("from __future__ import annotations\n", "")
        every = text.split("\n")
        for node in ast.parse(text).body:
            first = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", []))])
            rows += every[first - 1 : node.end_lineno]
            if len(rows) >= lines:
                return "\n".join(rows) + "\n"
    raise ValueError(f"the standard library's modules have only {len(rows)} lines")


def waits(editor: Editor, folder: Path, text: str, times: int) -> dict[str, list[float]]:
    """The seconds of each wait on one file."""
    found: dict[str, list[float]] = {"open": [], "change": [], "actions": [], "hover": []}
    document = {"languageId": "python", "version": 1, "text": text}
    lines = text.split("\n")
    functions = [number for number, line in enumerate(lines) if line.lstrip().startswith("def ")]
    for turn in range(times):
        uri = (folder / f"file{turn}_{len(lines)}.py").as_uri()
        began = time.perf_counter()
        editor.notify("textDocument/didOpen", {"textDocument": {"uri": uri, **document}})
        editor.diagnostics(uri, 1)
        found["open"].append(time.perf_counter() - began)

        at = {"line": functions[turn % len(functions)] + 1, "character": 0}
        change = {"range": {"start": at, "end": at}, "text": "    # changed\n"}
        began = time.perf_counter()
        editor.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]}
        )
        editor.diagnostics(uri, 2)
        found["change"].append(time.perf_counter() - began)

        place = {"line": functions[(7 * turn) % len(functions)], "character": 8}
        context = {"diagnostics": [], "triggerKind": 1}
        where = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": context}
        began = time.perf_counter()
        editor.ask("textDocument/codeAction", where)
        found["actions"].append(time.perf_counter() - began)

        began = time.perf_counter()
        editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
        found["hover"].append(time.perf_counter() - began)
        editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    return found


def shown(seconds: Sequence[float]) -> str:
    """p50 and p95 in milliseconds."""
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return f"{statistics.median(seconds) * 1e3:8.1f} {p95 * 1e3:8.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20, help="how often each wait is measured")
    times = parser.parse_args().times
    commands = {}
    for name, command in SERVERS.items():
        program = shutil.which(
            command[0], path=f"{Path(sys.executable).parent}:{sysconfig.get_path('scripts')}"
        ) or shutil.which(command[0])
        if program is None:
            print(f"{name}: not installed, left out")
        else:
            commands[name] = (program, *command[1:])
    starts: dict[str, list[float]] = {name: [] for name in commands}
    rows: dict[tuple[str, int, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        for _ in range(times):  # in turns, so that a slow minute of the machine hits all
            for name, command in commands.items():
                with started(command, folder) as (_, took_s):
                    starts[name].append(took_s)
        for size in SIZES:
            text = text_of(size)
            for name, command in commands.items():
                with started(command, folder) as (editor, _):
                    waits(editor, folder, text, 1)
                    for what, seconds in waits(editor, folder, text, times).items():
                        rows[what, size, name] = seconds
    print(f"{'milliseconds':<12} {'lines':>6} " + "".join(f"{name:>12} p50  p95" for name in commands))
    print(f"{'start':<12} {'':>6} " + "   ".join(shown(starts[name]) for name in commands))
    for what in ("open", "change", "actions", "hover"):
        for size in SIZES:
            print(f"{what:<12} {size:>6} " + "   ".join(shown(rows[what, size, name]) for name in commands))


if __name__ == "__main__":
    main()
