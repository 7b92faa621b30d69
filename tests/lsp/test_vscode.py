"""The VS Code extension, built from the npm registry in a copy: what it contains, and that it agrees with the server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from burner_lsp.commands import COMMANDS
from burner_lsp.options import Options, _camel

SOURCES = shutil.ignore_patterns("node_modules", "out", "*.vsix", "*.tsbuildinfo")
NOT_IN_AN_EDITOR = {"workload"}  # asked for, or given with a command: no two functions have the same script
OF_THE_EXTENSION = {"path", "trace.server"}


@pytest.fixture
def manifest(root: Path) -> dict:
    """What the extension adds to the editor."""
    return json.loads((root / "lsp/editors/vscode/package.json").read_text())["contributes"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension with its libraries, compiled; npm keeps what it downloads for the next time."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        pytest.skip("node and npm are not installed")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(re.findall(r"\d+", version)[0]) < 20:
        pytest.skip(f"Node.js 20 or newer is needed to build the extension, here is {version.strip()}")
    sources = Path(__file__).resolve().parents[2] / "lsp/editors/vscode"
    folder = tmp_path_factory.mktemp("vscode") / "extension"
    shutil.copytree(sources, folder, ignore=SOURCES)
    _npm(folder, "ci", "--prefer-offline", "--omit=optional")
    _npm(folder, "run", "compile")
    return folder


def _npm(folder: Path, *words: str) -> str:
    folder_for_tests = folder.with_name("tmp")
    folder_for_tests.mkdir(exist_ok=True)
    burner = str(Path(sys.executable).with_name("burner"))
    env = {**os.environ, "BURNER": burner, "TMPDIR": str(folder_for_tests)}
    run = subprocess.run(["npm", *words], cwd=folder, env=env, capture_output=True, text=True, timeout=280, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    return run.stdout


def test_its_tests_pass_also_with_a_real_server(built: Path):
    """The extension would not start the server, show a run, or apply what it found."""
    printed = _npm(built, "test")
    assert re.search(r"^\S* ?fail 0$", printed, re.MULTILINE), printed
    assert re.search(r"^\S* ?skipped 0$", printed, re.MULTILINE), printed


def test_it_is_clean(built: Path):
    """Faults that the strict rules know would reach users."""
    _npm(built, "run", "lint")


def test_its_package_has_all_it_needs_and_nothing_else(built: Path):
    """It could not be installed, would fail when it is started, or would carry sources and tests."""
    _npm(built, "run", "package")
    folder = built.parent / "installed"
    with zipfile.ZipFile(built / "burner.vsix") as package:
        package.extractall(folder)
        inside = {name.removeprefix("extension/") for name in package.namelist() if name.startswith("extension/")}
    required = {"package.json", "readme.md", "LICENSE.txt", "out/src/extension.js"}
    assert required <= inside
    assert not [name for name in inside if name.endswith((".ts", ".map")) or "test/" in name or "typescript" in name]
    # Whatever its libraries require must be there too: only the editor itself is lent to it.
    (folder / "node_modules/vscode").mkdir(parents=True)
    shutil.copy(built / "out/test/vscode/index.js", folder / "node_modules/vscode")
    shutil.copytree(built / "node_modules/vscode-uri", folder / "node_modules/vscode-uri")
    program = "console.log(Object.keys(require('./extension/out/src/extension.js')).join())"
    run = subprocess.run(["node", "-e", program], cwd=folder, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "activate,deactivate", run.stderr


def test_every_setting_of_the_server_can_be_made_in_the_editor(manifest: dict):
    """A setting would be missing, or would do nothing."""
    known = {_camel(item.name) for item in fields(Options)} - NOT_IN_AN_EDITOR | OF_THE_EXTENSION
    settings = manifest["configuration"]["properties"]
    assert set(settings) == {f"burner.{name}" for name in known}
    assert all(setting.get("description") or setting.get("markdownDescription") for setting in settings.values())
    for item in fields(Options):
        if item.name not in NOT_IN_AN_EDITOR:
            assert settings[f"burner.{_camel(item.name)}"]["default"] == item.default


def test_every_command_of_the_server_is_in_the_palette(manifest: dict):
    """Something that the server can do could not be asked for."""
    listed = {command["command"] for command in manifest["commands"]}
    assert set(COMMANDS) - {"burner.fixAll"} <= listed  # that is VS Code's own "Fix All"
