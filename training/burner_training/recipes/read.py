"""Reads recipes: YAML to dataclasses, every key checked, with a guess at what was meant."""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from burner.errors import UsageError
from burner_training.recipes.schema import STAGES, Recipe

T = TypeVar("T")
FOLDER = resources.files("burner_training.recipes")
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+")
"""1e-5, which YAML 1.1 takes for text."""


def names() -> list[str]:
    """The shipped recipes."""
    return sorted(entry.name.removesuffix(".yaml") for entry in FOLDER.iterdir() if entry.name.endswith(".yaml"))


def read(name_or_path: str, changes: Iterable[str] = ()) -> Recipe:
    """Return a recipe with changes like "grpo.learning_rate=1e-5"; UsageError where it says what nothing understands."""
    path = Path(name_or_path)
    shipped = FOLDER / f"{name_or_path}.yaml"
    if path.suffix in {".yaml", ".yml"}:
        if not path.is_file():
            raise UsageError(f"there is no recipe {path}", f"burner has {', '.join(names())}")
        text = path.read_text(encoding="utf-8")
    elif shipped.is_file():
        text = shipped.read_text(encoding="utf-8")
    else:
        raise UsageError(f"there is no recipe {name_or_path}", meant(name_or_path, names()))
    document = _parsed(text, name_or_path)
    if not isinstance(document, dict):
        raise UsageError(f"{name_or_path} is no recipe", "see the shipped recipes for the form")
    for change in changes:
        _apply(document, change)
    return build(Recipe, document, "")


def dump(recipe: Recipe) -> str:
    """The recipe as YAML, every setting written out."""
    import yaml

    return str(yaml.safe_dump(_plain(dataclasses.asdict(recipe)), sort_keys=False, allow_unicode=True))


def meant(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, else all there is."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"


def build(kind: type[T], values: Any, where: str) -> T:
    """Make a dataclass of a mapping; UsageError names the key that is unknown, missing or of the wrong type."""
    if not isinstance(values, Mapping):
        raise UsageError(f"{where or 'the recipe'} must be a mapping", "see the shipped recipes for the form")
    fields = {item.name: item for item in dataclasses.fields(cast(Any, kind))}
    hints = typing.get_type_hints(kind)
    for key in values:
        if key not in fields:
            raise UsageError(f"the recipe has an unknown key {_join(where, key)}", meant(str(key), fields))
    made = {key: _value(hints[key], value, _join(where, key)) for key, value in values.items()}
    for name, item in fields.items():
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        if required and name not in made:
            raise UsageError(f"the recipe lacks {_join(where, name)}", "see the shipped recipes for the form")
    return kind(**made)


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, choices = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return None if value is None else _value(next(one for one in choices if one is not type(None)), value, where)
    if dataclasses.is_dataclass(hint):
        return build(cast(type[Any], hint), value, where)
    if origin is Literal:
        if value not in choices:
            raise UsageError(f"{where} is {value!r}", meant(str(value), map(str, choices)))
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if hint is str and isinstance(value, int):
        return str(value)
    expected = origin or hint
    if expected is not Any and not (isinstance(value, expected) and isinstance(value, bool) == (expected is bool)):
        raise UsageError(f"{where} is {value!r}", f"it must be {getattr(expected, '__name__', expected)}")
    return value


def _apply(document: dict[str, Any], change: str) -> None:
    """Set "a.b=value" in a document; the value is read as YAML."""
    key, equals, value = change.partition("=")
    if not equals:
        raise UsageError(f"--set {change} sets nothing", "write it as grpo.learning_rate=1e-5")
    *sections, last = key.split(".")
    place = document
    for section in sections:
        inner = place.setdefault(section, {})
        if not isinstance(inner, dict):
            raise UsageError(f"--set {change}: {section} has no settings", f"stages are {', '.join(STAGES)}")
        place = inner
    place[last] = _parsed(value, f"--set {change}")


def _parsed(text: str, where: str) -> Any:
    import yaml

    try:
        return _numbers(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise UsageError(f"{where} is no YAML: {error}", "see the shipped recipes for the form") from error


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _join(where: str, key: object) -> str:
    return f"{where}.{key}" if where else str(key)
