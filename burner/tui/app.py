"""The app: its screens, the run that goes on, and what all screens ask of it. Drawing is the screens' work.

Somebody waits for the first screen, so that the others are imported when they are first shown.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from burner.child import BURNER
from burner.config import Problems, load
from burner.errors import BurnerError
from burner.tui.engine import Engine
from burner.tui.keys import keymap
from burner.tui.screens.home import HomeScreen
from burner.tui.screens.place import Place
from burner.tui.session import Session
from burner.tui.themes import DEFAULT, HIGH_CONTRAST
from burner.tui.widgets.navigation import PLACES

if TYPE_CHECKING:
    from burner.tui.live import LiveRun

SCREENS = {
    "run": ("run", "RunScreen"),
    "history": ("history", "HistoryScreen"),
    "rules": ("rules", "RulesScreen"),
    "models": ("models", "ModelsScreen"),
    "settings": ("settings", "SettingsScreen"),
    "doctor": ("doctor", "DoctorScreen"),
}
"""The module and class of each screen but the first."""


class BurnerApp(App[None]):
    """burner in a terminal, for the project at `place`; `wanted` is a target to begin with."""

    TITLE = "burner"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"show('{name}')", title, show=False, id=f"app.{name}")
            for number, (name, title) in enumerate(PLACES, 1)
        ),
        Binding("f1,question_mark", "help", "Help", id="app.help"),
        Binding("ctrl+p", "command_palette", "Commands", show=True, id="app.commands"),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", priority=True),
    ]

    def __init__(self, place: Path, wanted: str = "", program: Sequence[str] = BURNER) -> None:
        super().__init__()
        self.place = place.absolute()
        self.folder = self.place if self.place.is_dir() else self.place.parent
        self.engine = Engine(program)
        self.session = Session()
        self.run_now: LiveRun | None = None
        self.home = HomeScreen(self.place, wanted)

    def on_mount(self) -> None:
        """Take the theme and keys of the settings, and begin with the functions."""
        self.register_theme(HIGH_CONTRAST)
        problems = Problems(collect=True)
        settings = load(self.folder, problems=problems).settings
        self.theme = settings.theme if settings.theme in self.available_themes else DEFAULT
        if settings.theme and settings.theme not in self.available_themes:
            problems.add(f"there is no theme {settings.theme}", f"there are {', '.join(sorted(self.available_themes))}")
        self.set_keymap(keymap(settings.keys, problems))
        for problem in problems.found:
            self.notify(f"{problem.message}\n{problem.hint}", title="settings", severity="warning", timeout=10)
        for name, screen in SCREENS.items():
            self.add_mode(name, partial(_made, *screen))
        self.add_mode("functions", lambda: self.home)
        self.switch_mode("functions")

    def start(self, target: str, folder: Path) -> None:
        """Look for a faster version of a function."""
        self.begin(self.run_of(target, folder))

    def run_of(self, target: str, folder: Path) -> LiveRun:
        """Return the run that Enter on a function would start."""
        return _live(target, folder, self.session.arguments())

    def profile(self, target: str, folder: Path) -> None:
        """Measure a function without looking for a faster version."""
        self.begin(_live(target, folder, ["--policy", "rules", "--iterations", "0"], profile=True))

    def resume(self, run: LiveRun, first: Sequence[dict[str, str]] = ()) -> None:
        """Go on with a run that ended, beginning with commands."""
        again = _live(run.target, run.folder, self.session.arguments(), resumes=run.progress.run)
        self.begin(again, first)

    def begin(self, run: LiveRun, first: Sequence[dict[str, str]] = ()) -> None:
        """Start a run, after a question where another one goes on."""
        before = self.run_now
        if before is None or not before.going:
            self._follow(run, first)
            return
        from burner.tui.screens.dialogs import Confirm

        question = Confirm(
            f"{before.target} is being run. End it and start this one?",
            "One run at a time: figures need a quiet machine.",
        )
        self.push_screen(question, lambda yes: self._follow(run, first) if yes else None)

    def _follow(self, run: LiveRun, first: Sequence[dict[str, str]]) -> None:
        self.run_now = run
        self.run_worker(self._until_it_ends(run, first), group="run", exclusive=True, exit_on_error=False)
        if run.profile:
            from burner.tui.screens.profile import ProfileScreen

            self.push_screen(ProfileScreen(run))
        else:
            self.show("run")

    async def _until_it_ends(self, run: LiveRun, first: Sequence[dict[str, str]]) -> None:
        await self.engine.follow(run, first)
        self.changed()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong beside drawing."""
        self.say_failure(event)

    def say_failure(self, event: Worker.StateChanged) -> None:
        """Say what ended a worker; what burner knows of with its hint."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            text = (
                f"{error.message}. {error.hint}"
                if isinstance(error, BurnerError)
                else f"{type(error).__name__}: {error}"
            )
            self.notify(text, severity="error", timeout=15)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002  # brackets are code here, never styles
    ) -> None:
        """Say something in a corner for a while, as it stands."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def changed(self) -> None:
        """The history or a file is not what it was."""
        self.home.remember()

    def show(self, name: str) -> None:
        """Go to a screen."""
        if self.current_mode != name and not self.screen.is_modal:
            self.switch_mode(name)

    def back(self) -> None:
        """Go back one level."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.show("functions")

    def action_show(self, name: str) -> None:
        """Go to a screen."""
        self.show(name)

    def action_help(self) -> None:
        """Say what the screen is for and which keys work."""
        from burner.tui.screens.help_page import Help

        if not isinstance(self.screen, Help):
            text = self.screen.HELP if isinstance(self.screen, Place) else ""
            self.push_screen(Help(text, self.screen.active_bindings))

    async def action_quit(self) -> None:
        """End the run that goes on, and leave: both at once."""
        self.engine.interrupt()
        self.exit()

    async def on_unmount(self) -> None:
        """Let no run outlive the app, however it ends."""
        await self.engine.end()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every key that works now, by what it does, beside Textual's own commands."""
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.description and binding.id not in seen and active.enabled:
                seen.add(binding.id)
                said = f"key {self.get_key_display(binding)}, id {binding.id}"
                yield SystemCommand(binding.description, said, self._doing(binding.action, active.node))
        yield from (item for item in super().get_system_commands(screen) if item.title not in {"Keys", "Quit"})

    def _doing(self, action: str, node: Any) -> Any:
        return lambda: self.call_later(self.run_action, action, node)

    def copy(self, text: str, what: str) -> None:
        """Put a text into the terminal's clipboard."""
        self.copy_to_clipboard(text)
        shown = text if len(text) < 200 else f"{len(text.splitlines())} lines"
        self.notify(shown, title=f"{what} was copied")

    def edit(self, path: Path, line: int) -> None:
        """Open a file in the user's editor at a line."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        words = shlex.split(editor)
        if shutil.which(words[0]) is None:
            self.notify(f"there is no program {words[0]}: set EDITOR", severity="error")
            return
        with self.suspend():
            subprocess.run([*words, f"+{line}", str(path)], check=False)
        self.refresh()
        self.home.look()


def _made(module: str, name: str) -> Screen[Any]:
    screen: Screen[Any] = getattr(import_module(f"burner.tui.screens.{module}"), name)()
    return screen


def _live(
    target: str, folder: Path, arguments: Sequence[str], *, resumes: str | None = None, profile: bool = False
) -> LiveRun:
    from burner.tui.live import LiveRun

    return LiveRun(target, folder, arguments, resumes, profile)
