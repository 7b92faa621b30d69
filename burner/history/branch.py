"""Puts a better version on a git branch of its own, without touching the user's files, index or current branch.

The commit is built from git's own parts (a blob, a tree made in a temporary index, a commit, a reference).
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burner import scratch
from burner.errors import BurnerError, UnavailableError, UsageError
from burner.report.document import Document
from burner.report.words import evidence, speedup
from burner.target.source import SourceFile

if TYPE_CHECKING:
    from git import Repo


@dataclass(frozen=True)
class Place:
    """Where the commit goes: the repository, the file's path in it, and the branch that must not exist yet."""

    repo: Repo
    path: str
    branch: str


def prepare(source: SourceFile, qualname: str, name: str | None) -> Place:
    """Check all that can be checked before the search takes its time; raises BurnerError with the way out."""
    repo = _repository(source.path)
    real = Path(source.path).resolve()
    root = Path(str(repo.working_tree_dir)).resolve()
    path = real.relative_to(root).as_posix()
    branch = name or _free_name(repo, source.path.stem, qualname)
    if _fails(repo, "check_ref_format", "--branch", branch):
        raise UsageError(f"{branch!r} is no name for a branch", "choose another: --branch-name NAME")
    if not _fails(repo, "rev_parse", "--verify", "--quiet", f"refs/heads/{branch}"):
        raise UsageError(f"there is already a branch {branch}", "choose another: --branch-name NAME")
    if _fails(repo, "rev_parse", "--verify", "--quiet", "HEAD"):
        raise UsageError("the repository has no commit yet", "commit your files once, then try again")
    committed = repo.git.ls_tree("HEAD", "--", path)
    if not committed:
        raise UsageError(f"{path} is not in git", f"add and commit it first: git add {path} && git commit")
    if committed.split()[2] != _blob(repo, path, source.data, write=False):
        raise UsageError(
            f"{path} has changes that are not committed, and the branch would carry them",
            "commit or stash them first, or use --apply",
        )
    return Place(repo, path, branch)


def commit(place: Place, new: bytes, result: Document) -> str:
    """Make the branch with one commit on top of HEAD; return the commit's short id. Raises BurnerError."""
    from git.exc import GitCommandError

    git = place.repo.git
    try:
        head = git.rev_parse("HEAD")
        mode = git.ls_tree("HEAD", "--", place.path).split()[0]
        blob = _blob(place.repo, place.path, new, write=True)
        with (
            scratch.directory() as folder,
            git.custom_environment(GIT_INDEX_FILE=str(Path(folder) / "index")),
        ):
            git.read_tree(head)
            git.update_index("--cacheinfo", f"{mode},{blob},{place.path}")
            tree = git.write_tree()
        made = git.commit_tree(tree, "-p", head, "-m", message(result))
        git.update_ref("-m", "burner optimize", f"refs/heads/{place.branch}", made, "0" * len(made))
    except GitCommandError as error:
        said = str(error.stderr).strip().removeprefix("stderr:").strip(" '\n")
        identity = "Please tell me who you are" in said or "empty ident" in said
        hint = "set user.name and user.email with git config" if identity else "nothing of yours was changed"
        raise BurnerError(
            f"git could not make the branch {place.branch}: {said.splitlines()[0] if said else error}", hint
        ) from error
    return str(git.rev_parse("--short", made))


def message(result: Document) -> str:
    """Return the commit message: what is faster by how much, the evidence, how to repeat it."""
    best = result["best"]
    name = result["target"]["qualname"]
    return "\n".join(
        [
            f"Make {name} {speedup(best['speedup']).partition(' (')[0]}",
            "",
            f"{speedup(best['speedup'])}.",
            f"Checked on {evidence(result['evidence'])}.",
            f"Proposed by {best['origin']['kind']} {best['origin']['name']}; run {result['run']} of burner.",
        ]
    )


def _repository(file: Path) -> Any:
    try:
        from git import Repo
        from git.exc import InvalidGitRepositoryError, NoSuchPathError
    except ImportError as error:
        raise UnavailableError(
            f"--branch needs git and GitPython: {str(error).splitlines()[0]}",
            "install them: pip install 'burner-perf[git]'",
        ) from error
    try:
        repo = Repo(file.resolve().parent, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise UsageError(
            f"{file} is in no git repository", "use --apply, or run git init and commit the file"
        ) from error
    if repo.working_tree_dir is None:
        raise UsageError(f"{repo.git_dir} has no working tree", "run burner in a clone with files")
    return repo


def _fails(repo: Any, command: str, *arguments: str) -> bool:
    from git.exc import GitCommandError

    try:
        getattr(repo.git, command)(*arguments)
    except GitCommandError:
        return True
    return False


def _free_name(repo: Any, module: str, qualname: str) -> str:
    stem = "burner/" + re.sub(r"[^A-Za-z0-9_-]+", "-", f"{module}-{qualname}").strip("-")
    number = 1
    while not _fails(repo, "rev_parse", "--verify", "--quiet", f"refs/heads/{_numbered(stem, number)}"):
        number += 1
    return _numbered(stem, number)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _blob(repo: Any, path: str, data: bytes, *, write: bool) -> str:
    """Return the id of the bytes as git would store them at that path, with its filters (line endings, LFS)."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        return str(repo.git.hash_object(*(["-w"] if write else []), "--stdin", f"--path={path}", istream=file))
