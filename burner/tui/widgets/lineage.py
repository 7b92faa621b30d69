"""Which candidate was made from which, as a tree under the original."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.widgets.candidates import by


class Lineage(Tree[str]):
    """A node for each candidate, below the one it started from."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # textual's name
        super().__init__("the original", id=id)
        self._by_id: dict[str, TreeNode[str]] = {}
        self._waiting: dict[str, None] = {}
        """Candidates to draw when it is looked at: laying out a tree costs more than all else."""

    def begin(self) -> None:
        """Forget everything: another run is shown."""
        self.clear()
        self._by_id.clear()
        self._waiting.clear()
        self.root.expand()

    def take(self, run: LiveRun, changed: Sequence[str]) -> None:
        """Draw candidates that are new or were judged, as soon as somebody looks."""
        self._waiting.update(dict.fromkeys(changed))
        if not self.region:
            return
        waiting = list(self._waiting)
        self._waiting.clear()
        for ident in waiting:
            proposed = run.progress.proposed.get(ident)
            if proposed is None:
                continue
            judged = run.progress.judged.get(ident)
            sign = ">" if judged is None else words.SIGNS.get(judged.verdict, "x")
            ratio = f"  {words.ratio(judged.speedup['ratio'])}" if judged and judged.speedup else ""
            label = Text(f"{sign} {ident}  {by(proposed.origin)}{ratio}")
            if ident in self._by_id:
                self._by_id[ident].set_label(label)
            else:
                above = self._by_id.get(proposed.parent or "", self.root)
                above.allow_expand = True
                above.expand()
                self._by_id[ident] = above.add(label, data=ident, allow_expand=False)
