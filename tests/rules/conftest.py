"""What the tests of the rule families share: apply a rule to a module, run two modules side by side."""

from __future__ import annotations

import copy
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pytest

from burner.policy.protocol import Brief
from burner.rules.card import Rule
from burner.rules.catalogue import _combine, apply
from burner.rules.view import view_of


def modules_of(
    rule: Rule, text: str, qualname: str = "f", types: Mapping[str, str] | None = None, target: str | None = None
) -> list[str]:
    """The modules that a rule makes of a module."""
    return list(_modules_of(rule, text, qualname, tuple((types or {}).items()), target or qualname))


@lru_cache(maxsize=64)
def _modules_of(
    rule: Rule, text: str, qualname: str, types: tuple[tuple[str, str], ...], target: str
) -> tuple[str, ...]:
    view = view_of(text, qualname)
    assert view is not None
    return tuple(apply(text, found) for found in rule.rewrite(view, Brief(text, target, types=dict(types))))


def function_of(text: str, qualname: str = "f") -> Callable[..., Any]:
    """The function of a module; of a method, one that takes the arguments of the class and those of the call."""
    names: dict[str, Any] = {"__name__": "work"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "work.py", "exec"), names)  # noqa: S102
    owner, _, name = qualname.rpartition(".")
    if not owner:
        return names[name]

    def called(init: tuple[Any, ...], *args: Any) -> Any:
        made = names[owner](*init)
        return getattr(made, name)(*args), vars(made)

    return called


def outcome(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Result or error, with the types of what is in it, and the arguments afterwards."""
    given = copy.deepcopy(args)
    try:
        result = ("result", function(*given))
    except Exception as error:  # noqa: BLE001
        result = ("error", type(error).__name__, str(error))
    return repr(result), repr(given)


def combined(text: str, qualname: str = "f", types: Mapping[str, str] | None = None) -> tuple[str, Counter[str]]:
    """The module after all rewrites that go together, and how often each rule was applied."""
    state = _combine(Brief(text, qualname, types=types or {}), lambda _rule, _rewrite: True)
    return state.text, Counter(rule.card.id for rule, _ in state.steps)


@pytest.fixture(scope="session")
def rewriting() -> SimpleNamespace:
    """The functions above, since test modules can't import each other."""
    return SimpleNamespace(modules_of=modules_of, function_of=function_of, outcome=outcome, combined=combined)
