"""The project and its interpreter: the user's, not burner's, wherever one can be found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from burner.errors import UnavailableError, UsageError
from burner.target import project, project_python, project_root


def test_the_nearest_marked_folder_is_the_root(tmp_path):
    """Tests and imports would be looked for in the wrong folder."""
    inner = tmp_path / "lib" / "pkg"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert project_root(inner / "a.py") == tmp_path
    (tmp_path / "lib" / "setup.cfg").touch()
    assert project_root(inner / "a.py") == tmp_path / "lib"


def test_home_is_no_project_unless_the_file_lies_there(tmp_path, monkeypatch):
    """A dotfiles repository in the home folder would make all of it the project."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".git").mkdir()
    (tmp_path / "scripts").mkdir()
    assert project_root(tmp_path / "scripts" / "a.py") == tmp_path / "scripts"
    assert project_root(tmp_path / "a.py") == tmp_path


def test_an_unmarked_package_is_run_from_the_folder_it_lies_in(tmp_path, monkeypatch):
    """`import pkg.inner.mod` would fail for a package without any project file."""
    monkeypatch.setenv("HOME", str(tmp_path))
    inner = tmp_path / "work" / "pkg" / "inner"
    inner.mkdir(parents=True)
    for folder in (inner, inner.parent):
        (folder / "__init__.py").touch()
    assert project_root(inner / "mod.py") == tmp_path / "work"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project without an interpreter of its own, in no environment."""
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    (tmp_path / ".git").mkdir()
    return tmp_path


def environment(folder: Path) -> Path:
    """A virtual environment on this interpreter, with a .pth file; its interpreter."""
    site = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    (folder / "bin").mkdir(parents=True)
    site.mkdir(parents=True)
    (folder / "extra").mkdir()
    (site / "extra.pth").write_text(f"{folder / 'extra'}\n")
    base = Path(sys.executable).resolve()
    (folder / "pyvenv.cfg").write_text(f"home = {base.parent}\n")
    (folder / "bin" / "python").symlink_to(base)
    return folder / "bin" / "python"


def test_a_venv_of_the_project_or_a_folder_above_is_taken(root):
    """The user's code would run without its dependencies."""
    python = environment(root / ".venv")
    (root / "lib").mkdir()
    found = project_python(root / "lib", None)
    assert found.path == python
    assert found.is_venv
    assert found.prefix == root / ".venv"
    assert found.how == f".venv of {root}"
    assert str(root / ".venv" / "extra") in found.sys_path
    assert any(path.endswith("site-packages") for path in found.sys_path)
    assert any((Path(path) / "os.py").exists() for path in found.stdlib)
    assert found.version == sys.version_info[:3]


def test_the_chosen_one_goes_before_the_active_one_before_the_projects(root, monkeypatch):
    """--python would be ignored in an activated environment."""
    environment(root / ".venv")
    active = environment(root / "active")
    chosen = environment(root / "chosen")
    monkeypatch.setenv("VIRTUAL_ENV", str(root / "active"))
    assert project_python(root, None).path == active
    assert project_python(root, str(chosen)).path == chosen
    assert project_python(root, "chosen").path == chosen
    assert project_python(root, str(root / "chosen")).how == "chosen"


def test_burners_own_is_the_last_resort(root):
    """A project without an environment could not be optimised."""
    assert project_python(root, None).how == "burner's own"


def script(path: Path, text: str) -> str:
    """An executable that says `text` instead of being Python."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_what_is_no_python_is_a_usage_error(root):
    """A traceback from deep inside the sandbox instead of the wrong option."""
    for chosen, reason in [
        (str(root / "none"), "no Python at"),
        (str(root), "not executable"),
        (script(root / "sh", "echo hello"), "does not answer like"),
        (script(root / "fails", "echo broken >&2; exit 3"), "broken"),
    ]:
        with pytest.raises(UsageError, match=reason) as caught:
            project_python(root, chosen)
        assert "--python" in caught.value.hint


def test_an_old_or_hanging_python_is_named(root, monkeypatch):
    """The run would die later with a syntax error, or never start."""
    answer = '{"path": "", "version": [3, 8, 1], "prefix": "/", "base_prefix": "/", "sys_path": [], "stdlib": []}'
    with pytest.raises(UnavailableError, match=r"Python 3\.8"):
        project_python(root, script(root / "old", f"echo '{answer}'"))
    monkeypatch.setattr(project, "_ANSWER_WITHIN_S", 0.2)
    with pytest.raises(UnavailableError, match="did not answer"):
        project_python(root, script(root / "hangs", "exec sleep 5"))


def test_a_python_is_asked_once(root, monkeypatch):
    """Every target of a run would pay the start of an interpreter again."""
    asked = script(root / "counts", f'echo x >> {root}/asked; exec {sys.executable} "$@"')
    monkeypatch.chdir(root)
    project_python(root, asked)
    project_python(root, asked)
    assert (root / "asked").read_text() == "x\n"
