"""What the editors' pages say to paste: that it can be read, starts the server, and sets what the server knows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from burner_lsp.commands import COMMANDS
from burner_lsp.options import Options, _camel

Read = Callable[[Path], tuple[list[str], dict[str, Any]]]


def _helix(folder: Path) -> tuple[list[str], dict[str, Any]]:
    config = tomllib.loads((folder / "languages.toml").read_text())
    server = config["language-server"]["burner"]
    assert "burner" in next(item for item in config["language"] if item["name"] == "python")["language-servers"]
    return [server["command"], *server["args"]], server["config"]


def _kate(folder: Path) -> tuple[list[str], dict[str, Any]]:
    server = json.loads((folder / "lspclient.json").read_text())["servers"]["python"]
    assert re.match(server["highlightingModeRegex"], "Python")
    return server["command"], server["initializationOptions"]


def _sublime(folder: Path) -> tuple[list[str], dict[str, Any]]:
    server = json.loads((folder / "LSP.sublime-settings").read_text())["clients"]["burner"]
    assert (server["enabled"], server["selector"]) == (True, "source.python")
    return server["command"], {name.removeprefix("burner."): value for name, value in server["settings"].items()}


def _zed(folder: Path) -> tuple[list[str], dict[str, Any]]:
    config = json.loads((folder / "settings.json").read_text())
    server = config["lsp"]["burner"]
    extension = tomllib.loads((folder / "extension.toml").read_text())
    assert extension["language_servers"]["burner"]["languages"] == ["Python"]
    assert config["languages"]["Python"]["language_servers"][0] == "burner"
    assert tomllib.loads((folder / "Cargo.toml").read_text())["lib"]["crate-type"] == ["cdylib"]
    return [server["binary"]["path"], *server["binary"]["arguments"]], server["initialization_options"]


def _frame(message: dict[str, Any]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


@pytest.mark.parametrize("read", [_helix, _kate, _sublime, _zed])
def test_what_a_page_says_to_paste_starts_the_server(read: Read, root: Path):
    """Somebody would paste it and see nothing."""
    command, settings = read(root / "lsp/editors" / read.__name__.strip("_"))
    assert set(settings) <= {_camel(item.name) for item in fields(Options)}
    session = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "initializationOptions": settings}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "workspace/executeCommand", "params": {"command": "burner.serverInfo", "arguments": []}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        command,
        env={**os.environ, "PATH": path},
        input=b"".join(_frame(message) for message in session),
        capture_output=True,
        timeout=60,
        check=False,
    )
    answers = [
        json.loads(part) for part in re.findall(rb"\r\n\r\n(\{.*?\})(?=Content-Length|$)", run.stdout, re.DOTALL)
    ]
    info = next(answer["result"] for answer in answers if answer.get("id") == 2)
    assert info["options"] == vars(Options().updated(settings)), run.stderr.decode()


def test_the_index_lists_every_setting_and_command(root: Path):
    """A reader would look in vain for what the server can do."""
    page = (root / "lsp/editors/README.md").read_text()
    listed = set(re.findall(r"`([\w.]+)`", page))
    assert {_camel(item.name) for item in fields(Options)} <= listed
    assert set(COMMANDS) - {"burner.fixAll"} <= listed
    for link in re.findall(r"\]\(([\w./]+)\)", page):
        assert (root / "lsp/editors" / link).is_file(), link
