"""The borders between the rooms hold, and starting burner stays cheap."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HEAVY = {"git", "hypothesis", "libcst", "llama_cpp", "numpy", "psutil", "pygls", "sqlite3", "textual", "torch"}
START = """
import json, sys
from burner.cli.main import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def test_import_contracts_hold(root):
    """A face or a training library would be needed just to optimise."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_every_room_is_under_the_engine_contract(root):
    """A new room could import click or torch unnoticed."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    engine = set(settings["tool"]["importlinter"]["contracts"][0]["source_modules"])
    burner = root / "burner"
    rooms = {path.parent.name for path in burner.glob("*/__init__.py")} | {path.stem for path in burner.glob("*.py")}
    assert {f"burner.{room}" for room in rooms - {"__init__", "__main__", "cli", "tui"}} == engine


def test_help_loads_nothing_heavy():
    """`burner --help`, and every hook and shell completion, would take a second."""
    done = subprocess.run([sys.executable, "-c", START, "--help"], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    assert "Usage" in done.stdout
    assert not loaded & HEAVY


INSIDE = sorted((Path(__file__).parent.parent / "burner" / "sandbox" / "inside").rglob("*.py"))


@pytest.mark.parametrize("path", INSIDE, ids=lambda path: path.name)
def test_what_runs_inside_needs_only_the_standard_library(path):
    """A project without burner's dependencies, or on Python 3.9, could not be optimised."""
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    own = {"_burner"} | {file.stem for file in INSIDE}
    optional = {"numpy", "pandas", "pytest", "_pytest", "crosshair"}  # of the project, where the project has them
    foreign = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names | own | optional}
    assert not foreign


def test_every_ignored_lint_rule_has_its_reason(root):
    """Rules would be switched off for convenience and stay off."""
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    block = settings[settings.index("[tool.ruff.lint]") : settings.index("[tool.ruff.lint.pydocstyle]")]
    ignored = [line for line in block.splitlines() if re.match(r' +"[A-Z]+\d*",', line)]
    assert ignored
    assert [line for line in ignored if " # " not in line] == []
