"""Asks CrossHair for arguments on which two versions of a function differ.

CrossHair runs both on symbolic values and solves for the paths that part them (Z3). What it finds are calls and no
verdicts: burner runs them like any other.
"""

from __future__ import annotations

import collections
import datetime as dt
import decimal
import fractions
import inspect
import types
import typing
from typing import Any, Callable

KNOWN = {
    **vars(collections), **vars(dt), "Decimal": decimal.Decimal, "Fraction": fractions.Fraction, "Iterator": typing.Iterator,
}  # fmt: skip
"""What types are written with, besides builtins and the module's own names."""


class UntypedError(Exception):
    """Of what type an argument is is not known."""


def parting(
    old: types.FunctionType, new: types.FunctionType, annotations: dict[str, str], within_s: float
) -> list[dict[str, Any]]:
    """Keyword arguments on which the two differ by CrossHair's opinion, within about so many seconds.

    `annotations` are types as text by parameter; those of the function itself stand in for the others.
    """
    signature = _signature(old, annotations)
    import crosshair.core_and_libs  # noqa: F401 - it makes CrossHair know the builtins
    from crosshair.diff_behavior import ExceptionEquivalenceType, diff_behavior_with_signature
    from crosshair.options import DEFAULT_OPTIONS

    options = DEFAULT_OPTIONS.overlay(per_condition_timeout=within_s, per_path_timeout=within_s / 4)
    found = diff_behavior_with_signature(old, new, signature, options, ExceptionEquivalenceType.TYPE_AND_MESSAGE)
    names = {**KNOWN, **old.__globals__}
    return [call for call in (_values(diff.args, names) for diff in found) if call is not None]


def _signature(function: Callable[..., Any], annotations: dict[str, str]) -> inspect.Signature:
    signature = inspect.signature(function)
    names = {**KNOWN, **getattr(function, "__globals__", {})}
    made = []
    for parameter in signature.parameters.values():
        written = annotations.get(parameter.name, parameter.annotation)
        if written is inspect.Parameter.empty:
            raise UntypedError(f"of what type {parameter.name} is is not known")
        made.append(parameter.replace(annotation=_type(written, names)))
    return signature.replace(parameters=made)


def _type(written: Any, names: dict[str, Any]) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return eval(written, names)  # noqa: S307 - in the sandbox
    except Exception as error:
        raise UntypedError(f"the type {written} is not known") from error


def _values(written: dict[str, str], names: dict[str, Any]) -> dict[str, Any] | None:
    """Arguments that CrossHair wrote down as text; None where one can't be read back."""
    try:
        return {name: eval(text, dict(names)) for name, text in written.items()}  # noqa: S307 - in the sandbox
    except Exception:
        return None
