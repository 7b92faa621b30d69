"""What the README tells people to type exists."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from burner.models.registry import MODELS
from burner.report.exit_codes import ExitCode


@pytest.fixture
def readme(root):
    """The text of the README."""
    return (root / "README.md").read_text(encoding="utf-8")


def test_every_option_exists(readme):
    """People would type options that burner refuses."""
    table = readme[readme.index("| option ") : readme.index("`burner compare TARGET")]
    code = "import sys; from burner.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "optimize", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [option for option in re.findall(r"--[a-z][a-z-]*", table) if option not in done.stdout] == []


def test_every_command_exists(readme):
    """People would type commands that burner doesn't have."""
    code = "import sys; from burner.cli.main import main; sys.exit(main())"
    commands = set(re.findall(r"`burner ([a-z]+)", readme)) | set(re.findall(r"\$ burner ([a-z]+)", readme))
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=False)
    assert commands - set(re.findall(r"^  ([a-z]+)", done.stdout, flags=re.MULTILINE)) == set()


def test_every_exit_code_is_listed(readme):
    """Scripts would wait for codes that never come."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", readme, flags=re.MULTILINE)}
    assert codes == {code.value for code in ExitCode}


def test_every_model_is_listed_with_its_size(readme):
    """People would pull a model that is larger than they were told."""
    for model in MODELS:
        assert re.search(rf"`{re.escape(model.name)}`.*\| {model.size_bytes / 1e9:.2f} GB", readme)


def test_every_file_named_exists(root, readme):
    """Links would lead nowhere."""
    named = re.findall(r"`((?:examples|docs|burner)/[\w./-]+)(?:::\w+)?`", readme)
    assert named
    assert [path for path in named if not (root / path).exists()] == []


def test_make_targets_exist(root, readme):
    """The first command people type would fail."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"make ([a-z]+)", readme)
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, flags=re.MULTILINE)] == []
