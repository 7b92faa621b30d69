"""The line that narrows a list: not there until it is asked for, and typed into at once."""

from __future__ import annotations

from textual.widgets import Input


class Search(Input):
    """An input that is shown and left again; what it holds are words that a line must have. `to` is the list it narrows."""

    DEFAULT_CSS = """
    Search { display: none; height: 3; }
    """

    def __init__(self, placeholder: str, to: str) -> None:
        super().__init__(placeholder=placeholder)
        self._to = to

    async def action_submit(self) -> None:
        """Keep what is shown, and go to the list: before the next key."""
        self.screen.set_focus(self.screen.query_one(self._to))

    @property
    def words(self) -> list[str]:
        """What is looked for, in small letters."""
        return self.value.lower().split()

    def open(self) -> None:
        """Show it and go there: before the next key, since people type on."""
        self.display = True
        self.screen.set_focus(self)

    def leave(self) -> bool:
        """Forget what it holds and go to the list; false where it was not open."""
        if not self.display:
            return False
        self.value = ""
        self.display = False
        self.screen.set_focus(self.screen.query_one(self._to))
        return True
