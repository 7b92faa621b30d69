"""Names of runs: short, sortable by time, unique without asking anybody."""

from __future__ import annotations

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TIME_DIGITS = 9
_RANDOM_DIGITS = 6


def new_run_id(now_s: float | None = None) -> str:
    """Return a new id: nine digits of the time in milliseconds, six of chance; later ids sort after earlier ones."""
    moment_ms = int((time.time() if now_s is None else now_s) * 1000)
    return _digits(moment_ms, _TIME_DIGITS) + _digits(secrets.randbits(5 * _RANDOM_DIGITS), _RANDOM_DIGITS)


def _digits(number: int, width: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(width)))
