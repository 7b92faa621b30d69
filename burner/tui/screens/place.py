"""What all screens share: the line of places at the top, the footer, and the line that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Input, Static
from textual.worker import Worker

from burner.tui.widgets.navigation import Navigation

if TYPE_CHECKING:
    from burner.tui.app import BurnerApp


class Place(Screen[None]):
    """A screen of the app; subclasses give `parts`. `HELP` is what F1 says about it."""

    HERE: ClassVar[str] = ""
    HELP: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # textual declares it of the instance
        (0, "-narrow"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False, id="app.back")]

    @property
    def burner(self) -> BurnerApp:
        """The app, as what it is."""
        return cast("BurnerApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the parts between the lines that all screens have."""
        yield Navigation(self.HERE)
        yield from self.parts()
        yield Static("This terminal is too small: 60 x 16 is the least, 80 x 24 is comfortable.", id="small")
        yield Footer(show_command_palette=False)

    def parts(self) -> Iterable[Widget]:
        """Yield the widgets of the screen."""
        return ()

    def on_resize(self) -> None:
        """Say so where there is no room to draw in."""
        self.set_class(self.size.width < 60 or self.size.height < 16, "-small")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong beside drawing; the app goes on."""
        self.burner.say_failure(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # textual's
        """Leave the key of the search to whoever types it.

        It takes priority: what people type after it would else be sent to where they were before.
        """
        return action != "search" or not isinstance(self.focused, Input)

    def action_back(self) -> None:
        """Go back one level."""
        self.burner.back()
