"""Reads the pages of prompts that lie beside it; holds no prompt text itself."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from string import Template


@dataclass(frozen=True)
class Cure:
    """How one kind of fault is cured: the strategy it belongs to, a sentence, and an example before and after."""

    strategy: str
    words: str
    before: str
    after: str


@functools.cache
def system() -> str:
    """What the model is told about its task in every prompt."""
    return _read("system.md")


@functools.cache
def page(name: str) -> str:
    """A page without places to fill."""
    return _read(f"{name}.md")


@functools.cache
def template(strategy: str) -> Template:
    """The user's side of a prompt, with its places to fill."""
    return Template(_read(f"{strategy}.md"))


@functools.cache
def cure(kind: str) -> Cure | None:
    """The page of a fault; None where it has none."""
    if not (resources.files(__package__) / "faults" / f"{kind}.md").is_file():
        return None
    head, _, examples = _read(f"faults/{kind}.md").partition("\nbefore:\n")
    before, _, after = examples.partition("\nafter:\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    return Cure(fields["strategy"], fields["cure"], before, after)


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8").strip()
