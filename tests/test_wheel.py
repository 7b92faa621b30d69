"""The built wheel holds all that the checkout does."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build from a copy: setuptools leaves a `build` folder behind, and would pack what an old one holds."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    for folder in ("burner", "lsp/burner_lsp", "training/burner_training"):
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", place, source], check=True)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel's files in a folder of their own, as an installer puts them."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def burner(site, *arguments, cwd):
    """Run the command of the wheel, from which the checkout can't be seen."""
    code = f"import sys; sys.path.insert(0, {str(site)!r}); import burner; print(burner.__file__, file=sys.stderr); "
    code += "from burner.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.stderr.startswith(str(site)), done.stderr
    return done


@pytest.mark.parametrize(
    ("place", "package"), [(".", "burner"), ("lsp", "burner_lsp"), ("training", "burner_training")]
)
def test_wheel_holds_every_file_of_the_package(wheel, place, package):
    """Prompts, schemas, recipes or data would be missing for everybody who does not work in the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(f"{package}/")}
    folder = ROOT / place
    files = {path for path in (folder / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(folder).as_posix() for path in files} == packed


def test_wheel_is_called_burner_perf_and_brings_its_licence(wheel):
    """The name `burner` belongs to another project; redistributors need the licence."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert wheel.name.startswith("burner_perf-")
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_help_works_from_the_wheel(installed, tmp_path):
    """Nobody could start what pip installed."""
    done = burner(installed, "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "optimize" in done.stdout


def test_rules_work_from_the_wheel(installed, tmp_path):
    """Data files that only the checkout has would break the first real run."""
    examples = shutil.copytree(ROOT / "examples", tmp_path / "examples")
    options = ("--policy", "rules", "--budget", "180s", "--diff", "--report", "page.html")
    done = burner(installed, "optimize", "orders.py::top_customers", *options, cwd=examples)
    assert done.returncode == 0, done.stderr
    assert "+++" in done.stdout
    assert "prefers-color-scheme" in (examples / "page.html").read_text()


def test_entry_point_is_the_cli(wheel):
    """The command `burner` would not exist."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = archive.read(name).decode()
    assert "burner = burner.cli.main:main" in text
