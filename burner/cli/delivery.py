"""Brings a better version to where the user asked for it: the file, a git branch, or nowhere yet."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from burner.cli import diagnostics
from burner.report.progress import Progress

if TYPE_CHECKING:
    from burner.history.branch import Place
    from burner.target import SourceFile


def apply_command(run: str) -> str:
    """Return what to type to write the winner of a run to its file."""
    return f"burner optimize --resume {run} --apply"


class Delivery:
    """Brings a better version to where it was asked for; all that can be checked is checked before the search."""

    def __init__(self, target: str, *, apply: bool, branch: bool, branch_name: str | None, yes: bool) -> None:
        self._target = target
        self._wanted = apply or branch
        self._branch = branch
        self._branch_name = branch_name
        self._yes = yes
        self._source: SourceFile | None = None
        self._place: Place | None = None

    def prepare(self) -> None:
        """Read the file as it is now; raises BurnerError where the version could not be delivered."""
        if not self._wanted:
            return
        from burner.target import parse_address, read_source

        address = parse_address(self._target)
        self._source = read_source(address.file)
        if self._branch:
            from burner.history.branch import prepare

            self._place = prepare(self._source, address.qualname, self._branch_name)

    def deliver(self, progress: Progress) -> None:
        """Write or commit the better version, if there is one; raises BurnerError and then changes nothing."""
        result = progress.document
        if self._source is None or not result["best"]:
            return
        from burner.target.patch import patched

        new = patched(self._source, result["best"]["diff"])
        if self._place is not None:
            from burner.history.branch import commit

            made = commit(self._place, new, result)
            diagnostics.note(f"committed {made} to the new branch {self._place.branch}")
            diagnostics.note(f"look at it with: git show {shlex.quote(self._place.branch)}")
            return
        weak = result["evidence"]["strength"] == "weak"
        if weak and not diagnostics.confirmed("The evidence is weak. Write it all the same?", yes=self._yes):
            diagnostics.note(f"not written; {apply_command(progress.run)} asks again")
            return
        from burner.history.undo import apply_recorded

        apply_recorded(self._source, new, progress.run)
        diagnostics.note(f"written to {self._source.path}; take it back with: burner undo {progress.run}")
