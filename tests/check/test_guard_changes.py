"""Which functions the guard compares: what changed as code, since when, and what git can be like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from burner.check.guard.changed import changed_functions
from burner.check.guard.changes import Changes, changes
from burner.check.guard.run import changed_in
from burner.errors import UsageError

git = pytest.importorskip("git", reason="the extra `git` is not installed")

OLD = '''\
LIMIT = 3


def total(prices: list[int]) -> int:
    """Add up."""
    # one by one
    return sum(prices)


class Basket:
    def weight(self):
        return sum(self.items)

    @property
    def size(self):
        return len(self.items)


def gone():
    return 1
'''
CONFIG = "[user]\n\tname = A\n\temail = a@example.org\n[commit]\n\tgpgsign = false\n"

Commit = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_git(monkeypatch, tmp_path_factory):
    """Keep the developer's git configuration and hooks out of the tests."""
    config = tmp_path_factory.mktemp("git") / "config"
    config.write_text(CONFIG + '[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repo(tmp_path):
    """A repository without commits."""
    with git.Repo.init(tmp_path / "project") as made:
        yield made


@pytest.fixture
def commit(repo) -> Commit:
    """Write files (None deletes one) and commit them; returns the commit."""

    def run(files: dict[str, str | None]) -> str:
        folder = Path(repo.working_tree_dir)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text)
        repo.git.add("--all")
        repo.git.commit("--quiet", "--message", "change")
        return str(repo.head.commit.hexsha)

    return run


def here(repo, base=None, revision=None) -> Changes:
    """The changes of a repository."""
    return changes(Path(repo.working_tree_dir), base, revision)


def names(found: Changes) -> list[str]:
    """The changed functions as targets."""
    return [item.target for item in changed_in(found)[0]]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("sum(prices)", "sum(prices, 0)", ["total"]),
        ("sum(self.items)", "sum(self.items, 0)", ["Basket.weight"]),
        ("len(self.items)", "len(self.items) + 0", ["Basket.size"]),
        ("    @property\n", "", ["Basket.size"]),
        ("prices: list[int]) -> int", "prices)", []),
        ('"""Add up."""', '"""Add it all up."""', []),
        ("# one by one", "# all at once\n", []),
        ("def gone():\n    return 1", "def came():\n    return 1", []),
        ("LIMIT = 3", "LIMIT = 4", []),
        ("prices: list[int]", "prices: list[int], /", ["total"]),
    ],
)
def test_only_code_counts(old, new, expected):
    """A new comment would cost seconds, or a changed function would go by."""
    assert old in OLD
    assert [span.qualname for span in changed_functions(OLD, OLD.replace(old, new))] == expected


def test_the_working_tree_against_the_last_commit(repo, commit):
    """What is about to be committed would not be looked at."""
    commit({"shop.py": OLD})
    path = Path(repo.working_tree_dir) / "shop.py"
    path.write_text(OLD.replace("sum(prices)", "sum(prices, 0)"))
    assert names(here(repo)) == ["shop.py::total"]
    repo.git.add("--all")
    assert names(here(repo)) == ["shop.py::total"]


def test_a_branch_against_where_it_left(repo, commit):
    """Work that others merged meanwhile would be taken for one's own."""
    commit({"shop.py": OLD})
    repo.git.checkout("--quiet", "-b", "work")
    commit({"shop.py": OLD.replace("sum(prices)", "sum(prices, 0)")})
    repo.git.checkout("--quiet", "main")
    commit({"shop.py": OLD.replace("sum(self.items)", "sum(self.items, 0)")})
    repo.git.checkout("--quiet", "work")
    for base in (None, "main"):
        found = here(repo, base)
        assert names(found) == ["shop.py::total"]
        assert found.how == "where it left main"


def test_the_remote_branch_comes_first(repo, commit, tmp_path):
    """On main itself, commits that were not pushed would not be looked at."""
    commit({"shop.py": OLD})
    git.Repo.init(tmp_path / "remote.git", bare=True).close()
    repo.git.remote("add", "origin", str(tmp_path / "remote.git"))
    repo.git.push("--quiet", "origin", "main")
    commit({"shop.py": OLD.replace("sum(prices)", "sum(prices, 0)")})
    found = here(repo)
    assert names(found) == ["shop.py::total"]
    assert found.how == "where it left origin/main"


def test_a_rename_is_followed(repo, commit):
    """A function in a file that was moved would be taken for a new one."""
    commit({"shop.py": OLD})
    commit({"shop.py": None, "store/goods.py": OLD.replace("sum(prices)", "sum(prices, 0)")})
    found = here(repo, "HEAD~1")
    assert names(found) == ["store/goods.py::total"]
    assert found.files[0].old_name == "shop.py"


def test_new_deleted_and_test_files_are_left_out(repo, commit):
    """There would be nothing to compare them with."""
    commit({"old.py": "def f():\n    return 1\n", "test_a.py": "def test():\n    f()\n", "a.txt": "a"})
    commit({"old.py": None, "new.py": OLD, "test_a.py": "def test():\n    g()\n", "a.txt": "b"})
    assert here(repo, "HEAD~1").files == ()


def test_a_revision_that_is_not_checked_out(repo, commit):
    """A push of another branch would compare what lies here instead of what is pushed."""
    first = commit({"shop.py": OLD, "more.py": "A = 1\n"})
    second = commit({"shop.py": OLD.replace("sum(prices)", "sum(prices, 0)"), "more.py": "A = 2\n"})
    repo.git.checkout("--quiet", first)
    found = here(repo, first, second)
    assert names(found) == ["shop.py::total"]
    assert {change.name: change.new for change in found.files}["shop.py"].count(b"sum(prices, 0)") == 1
    assert {path.name: data[:5] for path, data in found.over.items()} == {"shop.py": b"LIMIT", "more.py": b"A = 2"}


def test_no_commit_yet(repo):
    """The first commit of a project would be stopped."""
    found = here(repo)
    assert (found.base, found.files) == (None, ())


def test_a_base_of_zeros_is_none(repo, commit):
    """CI says so of a branch that is pushed for the first time."""
    commit({"shop.py": OLD})
    assert here(repo, "0" * 40).how == "main, the last commit"


def test_a_submodule_is_named(repo, commit, tmp_path):
    """Its commit would be read as a file."""
    with git.Repo.init(tmp_path / "other") as other:
        (tmp_path / "other" / "a.py").write_text("def f():\n    return 1\n")
        other.git.add("--all")
        other.git.commit("--quiet", "--message", "one")
        commit({"shop.py": OLD})
        repo.git.submodule("--quiet", "add", str(tmp_path / "other"), "part.py")
        repo.git.commit("--quiet", "--message", "add")
        other.git.commit("--quiet", "--allow-empty", "--message", "two")
    repo.git.submodule("--quiet", "update", "--remote")
    found = here(repo)
    assert found.files == ()
    assert found.notes == ("part.py is a submodule: run burner guard in it",)


def test_a_merge_with_conflicts(repo, commit):
    """The marks of the conflict would be measured."""
    commit({"shop.py": OLD})
    repo.git.checkout("--quiet", "-b", "work")
    commit({"shop.py": OLD.replace("sum(prices)", "sum(prices, 0)")})
    repo.git.checkout("--quiet", "main")
    commit({"shop.py": OLD.replace("sum(prices)", "sum(prices, 1)")})
    with pytest.raises(git.GitCommandError):
        repo.git.merge("work")
    with pytest.raises(UsageError, match=r"shop\.py has merge conflicts"):
        here(repo)


def test_no_repository(tmp_path):
    """The user would read a traceback."""
    with pytest.raises(UsageError, match="in no git repository"):
        changes(tmp_path, None, None)


def test_an_unknown_base(repo, commit):
    """The user would read a traceback."""
    commit({"shop.py": OLD})
    with pytest.raises(UsageError, match="nowhere is no commit"):
        here(repo, "nowhere")


def test_files_that_do_not_parse(repo, commit):
    """One broken file would hide the slowdowns in all others."""
    commit({"shop.py": OLD, "now.py": OLD, "before.py": "def f(:\n"})
    texts = {"shop.py": OLD.replace("sum(prices)", "sum(prices, 0)"), "now.py": "def f(:\n", "before.py": OLD}
    commit(texts)
    functions, broken = changed_in(here(repo, "HEAD~1"))
    assert [item.target for item in functions] == ["shop.py::total"]
    assert {item.name: item.is_new for item in broken} == {"now.py": True, "before.py": False}
