"""--branch commits to a branch of its own in real repositories, and touches nothing else."""

from __future__ import annotations

import subprocess

import pytest

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def git(*arguments):
    """Run git here and return what it says."""
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repo(shop, monkeypatch, tmp_path):
    """A repository with one commit, away from the developer's own git settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "-q", "-b", "main")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    git("add", "shop.py")
    git("commit", "-q", "-m", "first")
    return shop


def test_the_branch_has_one_commit_with_the_evidence(burner, repo):
    """A reviewer would not see what was measured."""
    ran = burner("optimize", f"{repo}::unique", "--branch")
    assert ran.code == 0
    assert "new branch burner/shop-unique" in ran.err
    message = git("log", "-1", "--format=%B", "burner/shop-unique")
    assert message.startswith("Make unique 3.21x faster\n\n3.21x faster (95% CI 3.05-3.36).\nChecked on 3 tests")
    assert "run 0001run1" in message
    assert git("rev-parse", "burner/shop-unique~1") == git("rev-parse", "main")
    assert git("diff", "--stat", "main", "burner/shop-unique").startswith(" shop.py | 6 +-----\n")


def test_the_users_files_index_and_branch_stay(burner, repo):
    """Half-done work would end up in the commit or be lost."""
    repo.with_name("other.py").write_text("staged\n")
    git("add", "other.py")
    repo.with_name("more.py").write_text("untracked\n")
    state = git("status", "--porcelain"), repo.read_bytes(), git("symbolic-ref", "HEAD")
    assert burner("optimize", f"{repo}::unique", "--branch-name", "quick").code == 0
    assert (git("status", "--porcelain"), repo.read_bytes(), git("symbolic-ref", "HEAD")) == state
    assert git("ls-tree", "--name-only", "quick") == "shop.py\n"


def test_line_endings_are_gits_business(burner, repo, fake):
    """A file with CRLF in the working tree would be a change of every line."""
    repo.with_name(".gitattributes").write_text("*.py text eol=crlf\n")
    git("add", ".gitattributes")
    git("commit", "-q", "-m", "crlf")
    repo.write_bytes(repo.read_bytes().replace(b"\n", b"\r\n"))
    search = fake()
    search.fast = search.fast.replace("\n", "\r\n")
    assert burner("optimize", f"{repo}::unique", "--branch", search=search).code == 0
    assert git("diff", "--numstat", "main", "burner/shop-unique") == "1\t5\tshop.py\n"


@pytest.mark.parametrize(
    ("prepare", "arguments", "said"),
    [
        (lambda file: file.write_text(file.read_text() + "# mine\n"), (), "not committed"),
        (lambda _: git("branch", "quick"), ("--branch-name", "quick"), "already a branch quick"),
        (lambda _: None, ("--branch-name", "a..b"), "no name for a branch"),
        (lambda _: git("rm", "-q", "--cached", "shop.py") + git("commit", "-q", "-m", "x"), (), "is not in git"),
    ],
)
def test_what_can_not_work_is_said_before_the_search(burner, repo, fake, prepare, arguments, said):
    """The user would wait for the whole budget and then get an error."""
    prepare(repo)
    search = fake()
    ran = burner("optimize", f"{repo}::unique", "--branch", *arguments, search=search)
    assert (ran.code, search.requests) == (2, [])
    assert said in ran.err


def test_no_repository(burner, shop):
    """A traceback of GitPython would be all the user sees."""
    ran = burner("optimize", f"{shop}::unique", "--branch")
    assert ran.code == 2
    assert "is in no git repository" in ran.err


def test_no_gitpython(burner, repo, monkeypatch):
    """A missing extra would look like a bug."""
    monkeypatch.setitem(__import__("sys").modules, "git", None)
    ran = burner("optimize", f"{repo}::unique", "--branch")
    assert ran.code == 5
    assert "pip install 'burner-perf[git]'" in ran.err


def test_no_identity(burner, repo):
    """Git's own long text would hide what to do."""
    git("config", "--unset", "user.name")
    git("config", "--unset", "user.email")
    git("config", "user.useConfigOnly", "true")
    ran = burner("optimize", f"{repo}::unique", "--branch")
    assert ran.code == 5
    assert "user.name and user.email" in ran.err
    assert git("branch", "--list", "burner/*") == ""
