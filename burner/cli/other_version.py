"""Reads the version that `burner compare` is given: from another file, or from the same file at a git revision."""

from __future__ import annotations

from pathlib import Path

from burner.errors import UnavailableError, UsageError
from burner.search.compare import Other


def read_other(file: Path, against: str) -> Other:
    """The other version's bytes; a name that is both a file and a revision is the file.

    Raises UsageError where it is neither, UnavailableError where git would be needed and is missing.
    """
    path = Path(against)
    if path.is_file():
        return Other(against, path.read_bytes())
    if path.suffix == ".py":
        raise UsageError(f"there is no file {against}", "--against takes a file or a git revision")
    try:
        from git import Repo
        from git.exc import BadName, GitError, InvalidGitRepositoryError
    except ImportError as error:
        raise UnavailableError(
            f"{against} is no file, and reading a revision needs git and GitPython", "pip install 'burner-perf[git]'"
        ) from error
    try:
        with Repo(file.resolve().parent, search_parent_directories=True) as repo:
            name = file.resolve().relative_to(Path(str(repo.working_tree_dir)).resolve()).as_posix()
            tree = repo.commit(against).tree
            return Other(against, tree[name].data_stream.read())
    except InvalidGitRepositoryError as error:
        raise UsageError(f"{against} is no file, and {file} is in no git repository", "give a file") from error
    except KeyError as error:
        raise UsageError(f"{file} is not in {against}", "give a revision that has the file") from error
    except (BadName, ValueError, GitError) as error:
        raise UsageError(f"{against} is neither a file nor a git revision", "try HEAD, a branch or a commit") from error
