"""What was changed in the app for the runs it starts: settings by key, as the command line takes them."""

from __future__ import annotations

from burner.config import KEYS, metadata, parsed

OPTIONS = (
    *("policy", "budget", "objective", "model", "adapter", "iterations", "candidates", "min-speedup"),
    *("equality", "crosshair", "helpers", "search", "seed", "python", "tests"),
)
"""The settings that are options of `burner optimize`."""


class Session:
    """Overrides for the runs of this session; never written to a file."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def set(self, key: str, text: str) -> None:
        """Override a setting, or take the override back with an empty text; raises ValueError with the reason."""
        if not text:
            self.values.pop(key, None)
            return
        value = int(text) if metadata(KEYS[key])["kind"] == "count" and text.isdigit() else text
        parsed(KEYS[key], value)
        self.values[key] = text

    def arguments(self) -> list[str]:
        """Return the overrides as options of `burner optimize`."""
        arguments: list[str] = []
        for key, text in self.values.items():
            for value in text.split() if metadata(KEYS[key])["kind"] == "list" else [text]:
                arguments += [f"--{key}", value]
        return arguments
