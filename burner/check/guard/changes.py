"""Reads from git which Python files changed since a revision; writes nothing to the repository and measures nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from burner.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from git import Commit, Diff, Repo

_SUBMODULE, _LINK = 0o160000, 0o120000
_TESTS = ("test_*.py", "*_test.py", "tests.py", "conftest.py")
_SHORT = 10


@dataclass(frozen=True)
class Change:
    """A Python file as it was and as it is; `name` and `old_name` count from the repository's folder."""

    path: Path
    name: str
    old_name: str
    old: bytes = field(repr=False)
    new: bytes = field(repr=False)


@dataclass(frozen=True)
class Changes:
    """What changed since `base`; None for a repository without commits."""

    root: Path
    base: str | None
    how: str
    """In words, what the base is."""
    files: tuple[Change, ...] = ()
    over: Mapping[Path, bytes] = field(default_factory=dict, repr=False)
    """Files that are to be taken as they are in the revision looked at, since other versions of them lie here."""
    notes: tuple[str, ...] = ()


def changes(folder: Path, base: str | None, revision: str | None) -> Changes:
    """The changes between where the work left `base` and `revision`, or the working tree without one.

    Without a base it is the branch that the work is likely to be merged into, else the last commit. Raises UsageError
    outside of a repository, in a merge with conflicts and for unknown revisions, UnavailableError where git fails.
    """
    with _repository(folder) as repo:
        root = Path(str(repo.working_tree_dir)).resolve()
        conflicts = sorted(str(path) for path in repo.index.unmerged_blobs())
        if conflicts:
            raise UsageError(
                f"{conflicts[0]} has merge conflicts", "resolve them and `git add` the file, then try again"
            )
        if not repo.head.is_valid():
            return Changes(root, None, "there is no commit yet")
        head = _commit(repo, revision) if revision else repo.head.commit
        start, how, notes = _start(repo, head, base)
        over = {} if revision is None else _over(head, root, notes)
        files = tuple(_files(start, head if revision else None, root, notes))
        return Changes(root, str(start.hexsha)[:_SHORT], how, files, over, tuple(notes))


@contextmanager
def _repository(folder: Path) -> Iterator[Repo]:
    try:
        from git import Repo
        from git.exc import GitCommandError, GitError, InvalidGitRepositoryError, NoSuchPathError
    except ImportError as error:
        raise UnavailableError("finding changes needs git and GitPython", "pip install 'burner-perf[git]'") from error
    try:
        with Repo(folder, search_parent_directories=True) as repo:
            if repo.bare:
                raise UsageError(f"{folder} is a repository without files", "run burner guard where the files are")
            yield repo
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise UsageError(f"{folder} is in no git repository", "run burner guard inside of one") from error
    except GitCommandError as error:
        said = (str(error.stderr).strip().strip("'").splitlines() or [str(error.status)])[-1].strip()
        raise UnavailableError(f"git failed: {said}", "run `git status` there; it may say what to do") from error
    except GitError as error:
        raise UnavailableError(f"git failed: {error}", "run `git status` there; it may say what to do") from error


def _commit(repo: Repo, name: str) -> Commit:
    from git.exc import BadName, BadObject

    try:
        return repo.commit(name)
    except (BadName, BadObject, ValueError, IndexError) as error:
        hint = "fetch it first; in CI, fetch the whole history (actions/checkout: fetch-depth: 0)"
        raise UsageError(f"{name} is no commit of this repository", hint) from error


def _start(repo: Repo, head: Commit, base: str | None) -> tuple[Commit, str, list[str]]:
    """Where the work left the base: the merge base, what to call it, and what the user should know of it."""
    if base is not None and base.strip("0"):
        other = _commit(repo, base)
        name = base[:_SHORT] if other.hexsha == base else base
        found = repo.merge_base(other, head)
        if not found:
            return other, name, [f"{name} and the changes have no common commit here: compared with {name} itself"]
        return found[0], name if found[0] == other else f"where it left {name}", []
    for name in _likely_bases(repo):
        other = repo.commit(name)
        found = repo.merge_base(other, head)
        if found:
            return found[0], f"where it left {name}" if found[0] != head else f"{name}, the last commit", []
    return head, "the last commit", []


def _likely_bases(repo: Repo) -> list[str]:
    """The branches that work is merged into, by the names they have, the remote's first."""
    known = {str(ref) for remote in repo.remotes for ref in remote.refs} | {str(ref) for ref in repo.heads}
    remotes = sorted((remote.name for remote in repo.remotes), key=lambda name: name != "origin")
    names = [f"{remote}/{branch}" for remote in remotes for branch in ("HEAD", "main", "master")]
    return [name for name in [*names, "main", "master"] if name in known]


def _files(start: Commit, head: Commit | None, root: Path, notes: list[str]) -> Iterator[Change]:
    for item in start.diff(head):
        name, old_name = str(item.b_path or item.a_path), str(item.a_path or item.b_path)
        if _SUBMODULE in {item.a_mode, item.b_mode}:
            notes.append(f"{name} is a submodule: run burner guard in it")
        elif _wanted(item, name):
            new = _blob(item.b_blob) if head is not None else (root / name).read_bytes()
            yield Change(root / name, name, old_name, _blob(item.a_blob), new)


def _wanted(item: Diff, name: str) -> bool:
    """Whether it is a Python file of the product that was there before and still is."""
    path = PurePosixPath(name)
    there = not item.new_file and not item.deleted_file and item.a_blob is not None
    is_test = any(path.match(pattern) for pattern in _TESTS)
    return there and path.suffix == ".py" and not is_test and _LINK not in {item.a_mode, item.b_mode}


def _over(head: Commit, root: Path, notes: list[str]) -> dict[Path, bytes]:
    """Python files of the revision that are not the same here; those that are not here at all can't be put there."""
    over, missing = {}, []
    for item in head.diff(None):
        name = str(item.a_path or item.b_path)
        if not name.endswith(".py") or item.new_file or item.a_blob is None or item.a_mode in {_SUBMODULE, _LINK}:
            continue
        if (root / name).is_file():
            over[root / name] = _blob(item.a_blob)
        else:
            missing.append(name)
    if missing:
        notes.append(f"{missing[0]} and {len(missing) - 1} other files of {str(head.hexsha)[:_SHORT]} are not here")
    return over


def _blob(blob: Any) -> bytes:
    data: bytes = blob.data_stream.read()
    return data
