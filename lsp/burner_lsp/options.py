"""The editor's settings for the server, and the options of one command, which go before them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Self


@dataclass(frozen=True)
class Options:
    """What is not set is left to `[tool.burner]` and to burner's defaults."""

    budget: str = ""
    """Total time of one run, like "60s"."""
    policy: str = ""
    model: str = ""
    python: str = ""
    workload: str = ""
    """Script whose calls of the function are recorded."""
    apply: str = "ask"
    """What becomes of a faster version: "ask", "always" or "never"."""
    diagnostics: bool = True
    lens: bool = True
    inlay_hints: bool = False

    def updated(self, settings: Any) -> Self:
        """Return these options with those of a JSON object; unknown keys and wrong types are left out."""
        known = settings if isinstance(settings, dict) else {}
        known = known["burner"] if isinstance(known.get("burner"), dict) else known
        given = {item.name: known.get(_camel(item.name), known.get(item.name)) for item in fields(self)}
        right: dict[str, Any] = {
            name: value for name, value in given.items() if type(value) is type(getattr(self, name))
        }
        return replace(self, **right)

    def flags(self) -> tuple[str, ...]:
        """Return the options as `burner optimize` takes them."""
        names = ("budget", "policy", "model", "python", "workload")
        return tuple(word for name in names if getattr(self, name) for word in (f"--{name}", getattr(self, name)))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.title() for part in others)
