"""The models: which there are, fetching one, measuring it here, removing it. Each by a command as a process of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, ProgressBar, Static

from burner.child import Child
from burner.errors import BurnerError
from burner.models.registry import MODELS, Model
from burner.models.store import installed, models_dir, remove, state
from burner.report import words
from burner.tui.screens.dialogs import Confirm
from burner.tui.screens.place import Place
from burner.tui.widgets.listing import Listing

_COLUMNS = (("model", 19), ("size", 8), ("state", 11), ("licence", 13), ("", 0))
_SIGNS = {"installed": "✓", "damaged": "x", "absent": "·"}
WATCH_S = 0.5


class ModelsScreen(Place):
    """The models that burner knows, and other GGUF files in its folder."""

    HERE = "models"
    HELP = """\
Models that propose faster versions; without one the rules work alone. **p** fetches the official file and checks it by size and
SHA-256; it goes on where it was interrupted. **b** measures how fast a model reads and writes on this machine.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pull", "Fetch", id="models.fetch"),
        Binding("b", "bench", "Measure here", id="models.bench"),
        Binding("x", "remove", "Remove", id="models.remove"),
        Binding("c", "stop", "Stop", id="models.stop"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._child: Child | None = None
        self._fetched: Model | None = None

    def parts(self) -> Iterable[Widget]:
        """Yield the table, what goes on, and what was said."""
        yield Listing(_COLUMNS, id="models")
        yield ProgressBar(id="fetched", classes="hidden")
        with VerticalScroll(id="said-scroll", can_focus=False):
            yield Static(id="said")

    def on_mount(self) -> None:
        """Begin on the table; watch a file that is fetched."""
        self.query_one(Listing).focus()
        self.set_interval(WATCH_S, self._watch)

    def on_screen_resume(self) -> None:
        """Show what is there now."""
        self._show()

    def _show(self) -> None:
        rows: list[tuple[str, list[str | Text]]] = []
        for model in MODELS:
            found = state(model)
            style = {"installed": "green", "damaged": "red"}.get(found, "dim")
            cells: list[str | Text] = [
                model.name,
                words.size(model.size_bytes),
                Text(f"{_SIGNS[found]} {found}", style),
                model.licence,
            ]
            rows.append((model.name, [*cells, model.summary]))
        for item in installed():
            if not item.model:
                size = words.size(item.size_bytes)
                rows.append((item.path.name, [item.path.name, size, Text("✓ installed", "green"), "", "your own"]))
        self.query_one(Listing).show(rows)
        self.refresh_bindings()

    def _watch(self) -> None:
        """Show how much of a file is there: its parts grow in the models' folder."""
        model = self._fetched
        bar = self.query_one(ProgressBar)
        bar.set_class(model is None, "hidden")
        if model is not None:
            parts = [path.stat().st_size for path in models_dir().glob(f"{model.file}*.part*") if path.is_file()]
            bar.update(total=model.size_bytes, progress=max(parts, default=0))

    @property
    def chosen(self) -> str | None:
        """The model under the cursor."""
        tables = self.query(Listing)
        return tables.first(Listing).chosen if tables else None

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()
        model = next((model for model in MODELS if model.name == self.chosen), None)
        if model is not None and self._child is None:
            text = f"\n{model.summary}\nfrom {model.hub}, {model.licence}; kept in {models_dir()}"
            self.query_one("#said", Static).update(Content.assemble((model.name, "bold"), text))

    def action_pull(self) -> None:
        """Fetch the model."""
        name = self.chosen
        if name:
            self._fetched = next((model for model in MODELS if model.name == name), None)
            self._do(["model", "pull", name], f"fetching {name}")

    def action_bench(self) -> None:
        """Measure the model on this machine."""
        if self.chosen:
            self._do(["model", "bench", self.chosen], f"measuring {self.chosen}: let nothing else run beside it")

    @work(group="model", exclusive=True, exit_on_error=False)
    async def _do(self, arguments: list[str], said: str) -> None:
        shown = self.query_one("#said", Static)
        shown.update(Content(said))
        try:
            async with Child(arguments, self.burner.folder, self.burner.engine.program) as child:
                self._child = child
                self.refresh_bindings()
                lines = [line.rstrip() async for line in child.lines()]
                shown.update(Content("\n".join([*lines, child.said])))
        except OSError as error:
            shown.update(Content(f"burner can't be started: {error}"))
        finally:
            self._child = self._fetched = None
            if self.is_mounted:
                self._show()

    async def action_stop(self) -> None:
        """End what goes on; a fetch goes on from there the next time."""
        if self._child is not None:
            await self._child.end()

    def action_remove(self) -> None:
        """Delete the model's file, after a question."""
        name = self.chosen
        if name:
            self.app.push_screen(
                Confirm(f"Delete {name} from this machine?"), lambda yes: self._remove(name) if yes else None
            )

    def _remove(self, name: str) -> None:
        try:
            gone = remove(name)
        except BurnerError as error:
            self.notify(f"{error.message}; {error.hint}", severity="error")
        else:
            self.notify(f"deleted {words.count(len(gone), 'file')}")
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # textual's
        """Offer only what works for the model under the cursor."""
        known = next((model for model in MODELS if model.name == self.chosen), None)
        busy = self._child is not None
        match action:
            case "stop":
                return busy
            case "pull":
                return not busy and known is not None and state(known) != "installed"
            case "bench":
                return not busy and self.chosen is not None and (known is None or state(known) == "installed")
            case "remove":
                return not busy and self.chosen is not None and (known is None or state(known) != "absent")
        return True
