"""The hooks as users have them: pre-commit builds their environments, git runs them, and only slow code is stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SHOP = '''\
"""A shop."""


def total(prices):
    """What all of it costs."""
    result = 0
    for price in prices:
        result += price * 3 % 7
    return result
'''
TESTS = """\
from shop import total


def test_total():
    assert total([1, 2, 3]) == 11


def test_many():
    assert total(list(range(500))) > 0
"""
SLOWER = SHOP.replace(
    "    return result\n",
    "    again = 0\n    for price in prices:\n        again += price * 3 % 7\n    return max(result, again)\n",
)
FASTER = SHOP[: SHOP.index("    result = 0")] + "    return sum([price * 3 % 7 for price in prices])\n"
QUADRATIC = '''

def known(orders, customers):
    """The orders of customers that are known."""
    found = []
    for order in orders:
        for customer in customers:
            if customer["id"] == order["customer"]:
                found.append(order)
    return found


def unique(items):
    """Each item once."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen
'''
CHANGED_FILES = 20
CHECK_S, PARSINGS = 0.3, 8
"""What the check of so many files may take; on a slow machine, how many times as long as only reading and parsing them."""
PARSE = """\
import ast, sys
for name in sys.argv[1:]:
    for node in ast.walk(ast.parse(open(name).read())):
        pass
"""
HOOKS = ("burner", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
GIT_CONFIG = """\
[user]
    name = A
    email = a@example.org
[init]
    defaultBranch = main
[protocol "file"]
    allow = always
[advice]
    detachedHead = false
"""


@dataclass(frozen=True)
class Project:
    """A user's repository with both hooks installed, and what it is pushed to."""

    folder: Path
    hooks: Path
    environment: dict[str, str]

    def run(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """Run a command there; stdout and stderr come together."""
        return subprocess.run(
            argv,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        """Run a git command that must go well."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def commit(self, text: str) -> subprocess.CompletedProcess[str]:
        """Commit a new text of shop.py, through the hooks."""
        (self.folder / "shop.py").write_text(text)
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "change")

    @property
    def pushed(self) -> str:
        """The commit that the remote has."""
        return self.git("ls-remote", "origin", "main").partition("\t")[0]


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> Path:
    """The files of burner as a repository that pre-commit can fetch."""
    root = Path(__file__).resolve().parents[2]
    folder = tmp_path_factory.mktemp("hooks")
    for name in HOOKS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def project(hooks, tmp_path_factory) -> Iterator[Project]:
    """A project whose first commit is pushed; the hooks' environments are built once for all tests."""
    place = tmp_path_factory.mktemp("user")
    (place / "gitconfig").write_text(GIT_CONFIG)
    own = ("GIT_", "PRE_COMMIT", "BURNER_", "GITHUB_", "VIRTUAL_ENV", "PYTEST_")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(own)},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # the project's Python: it has pytest
        "GIT_CONFIG_GLOBAL": str(place / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(place / "pre-commit"),
        "BURNER_HOME": str(place / "burner"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    of_hooks = Project(hooks, hooks, environment)
    for arguments in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "hooks")):
        of_hooks.git(*arguments)
    made = Project(place / "project", hooks, environment)
    made.folder.mkdir()
    made.git("init", "--quiet")
    made.git("init", "--quiet", "--bare", str(place / "remote.git"))
    made.git("remote", "add", "origin", str(place / "remote.git"))
    (made.folder / "pyproject.toml").write_text("")
    (made.folder / "test_shop.py").write_text(TESTS)
    (made.folder / ".pre-commit-config.yaml").write_text(
        "default_install_hook_types: [pre-commit, pre-push]\n"
        f"repos:\n- repo: {hooks}\n  rev: {of_hooks.git('rev-parse', 'HEAD')}\n"
        "  hooks:\n  - id: burner-check\n  - id: burner-guard\n"
    )
    assert made.commit(SHOP).returncode == 0
    made.git("push", "--quiet", "origin", "main")
    installed = made.run("pre-commit", "install")
    assert installed.returncode == 0, installed.stdout
    yield made
    shutil.rmtree(place / "pre-commit")


@pytest.fixture(autouse=True)
def _as_pushed(project):
    """Begin each test with what the remote has."""
    project.git("fetch", "--quiet", "origin")
    project.git("reset", "--quiet", "--hard", "origin/main")
    project.git("clean", "--quiet", "--force")


def test_try_repo_runs_both_hooks_on_clean_code(project):
    """The hooks could not be tried, or clean code would be stopped."""
    done = project.run(
        "pre-commit", "try-repo", str(project.hooks), "--hook-stage", "manual", "--all-files", "--color=never"
    )
    assert done.returncode == 0, done.stdout
    assert "burner check.............................................................Passed" in done.stdout
    assert "burner guard.............................................................Passed" in done.stdout
    assert "no function changed since" in done.stdout


def test_a_quadratic_loop_is_stopped_at_the_commit(project):
    """Code that is slow by its shape would be committed."""
    before = project.git("rev-parse", "HEAD")
    done = project.commit(SHOP + QUADRATIC)
    assert done.returncode != 0
    assert "burner check.............................................................Failed" in done.stdout
    assert "burner optimize shop.py::unique --policy rules --apply" in done.stdout
    assert project.git("rev-parse", "HEAD") == before


def test_a_slower_function_is_stopped_at_the_push(project):
    """A function that takes twice as long would reach everybody; or one that is faster would be stopped."""
    before = project.pushed
    done = project.commit(SLOWER)
    assert done.returncode == 0, done.stdout
    slow = project.run("git", "push", "--quiet", "origin", "main")
    assert slow.returncode != 0
    assert "total: " in slow.stdout
    assert "x slower (95% CI " in slow.stdout
    assert "1 of 1 changed function became slower" in slow.stdout
    assert project.pushed == before
    done = project.commit(FASTER)
    assert done.returncode == 0, done.stdout
    fast = project.run("git", "push", "--quiet", "origin", "main")
    assert fast.returncode == 0, fast.stdout
    assert "no slowdown found in 1 of 1 changed function" in fast.stdout
    assert project.pushed == project.git("rev-parse", "HEAD")


def test_twenty_changed_files_are_checked_in_the_blink_of_an_eye(project, hooks):
    """Developers would switch a hook off that they have to wait for."""
    program = next(Path(project.environment["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/burner"))
    sources = sorted((hooks / "burner").rglob("*.py"), key=lambda path: path.stat().st_size)
    typical = sources[(len(sources) - CHANGED_FILES) // 2 :][:CHANGED_FILES]
    names = [f"module_{number}.py" for number in range(CHANGED_FILES)]
    took_s: dict[str, list[float]] = {"check": [], "parse": []}
    commands = {"check": (str(program), "check"), "parse": (str(program.with_name("python")), "-c", PARSE)}
    for turn in range(7):  # the best of some, in CPU time: other programs may run at the same time
        for name, source in zip(names, typical, strict=True):
            (project.folder / name).write_text(f"{source.read_text()}\n# {turn}\n")
        for what, command in commands.items():
            before = os.times()
            done = project.run(*command, *names)
            after = os.times()
            took_s[what].append(sum(after[2:4]) - sum(before[2:4]))
            assert done.returncode in {0, 1}, done.stdout
    assert min(took_s["check"]) < max(CHECK_S, PARSINGS * min(took_s["parse"]))
