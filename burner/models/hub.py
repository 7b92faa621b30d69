"""Fetches a model's file from the Hugging Face hub into a partial file; verifying it is for `pull.py`."""

from __future__ import annotations

import dataclasses
import http.client
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from burner.errors import UnavailableError
from burner.models.registry import Model

TIMEOUT_S = 10.0
CHUNK_BYTES = 1 << 18
HINT = "try again (what was fetched is kept), or `--source mirror`"


def address(model: Model) -> str:
    """Where the hub has the file; `HF_ENDPOINT`, the hub's own variable, names a mirror of the hub."""
    endpoint = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    return f"{endpoint}/{model.hub}/resolve/main/{model.file}"


def stated(model: Model) -> Model:
    """The model with the size and SHA-256 that the hub states of its file now; UnavailableError where it states none."""
    request = urllib.request.Request(address(model), headers={"User-Agent": "burner"}, method="HEAD")  # noqa: S310
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=TIMEOUT_S) as reply:
            headers = reply.headers
    except urllib.error.HTTPError as error:
        if error.code not in range(300, 400):
            raise UnavailableError(f"{address(model)} answered {error.code} {error.reason}", HINT) from error
        headers = error.headers
    except (urllib.error.URLError, TimeoutError, http.client.HTTPException, ConnectionError) as error:
        raise UnavailableError(f"the hub can't be reached: {getattr(error, 'reason', None) or error}", HINT) from error
    digest = (headers.get("X-Linked-Etag") or "").strip('"')
    size = headers.get("X-Linked-Size") or ""
    if not re.fullmatch(r"[0-9a-f]{64}", digest) or not size.isdecimal():
        raise UnavailableError(
            f"the hub states no SHA-256 of {model.file}", "fetch the file yourself: --model FILE.gguf"
        )
    return dataclasses.replace(model, size_bytes=int(size), sha256=digest)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: what the hub states is in the answer that leads on to the file."""

    def redirect_request(self, *_args: Any) -> None:
        """Stay."""


def fetch(model: Model, partial: Path, progress: Callable[[int, int], None]) -> None:
    """Bring the partial file to the model's size, going on where it ends; UnavailableError where the hub fails."""
    have = partial.stat().st_size if partial.exists() else 0
    if have > model.size_bytes:
        partial.unlink()
        have = 0
    if have == model.size_bytes:
        return
    headers = {"User-Agent": "burner"} | ({"Range": f"bytes={have}-"} if have else {})
    request = urllib.request.Request(address(model), headers=headers)  # noqa: S310  # https, or what the user set
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as reply:  # noqa: S310
            resumed = reply.status == http.HTTPStatus.PARTIAL_CONTENT
            _check_length(model, reply, have if resumed else 0)
            with partial.open("ab" if resumed else "wb") as file:
                _copy(reply, file, have if resumed else 0, model.size_bytes, progress)
    except urllib.error.HTTPError as error:
        raise UnavailableError(f"{address(model)} answered {error.code} {error.reason}", HINT) from error
    except (urllib.error.URLError, TimeoutError, http.client.HTTPException, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnavailableError(f"the hub can't be reached: {reason}", HINT) from error
    if partial.stat().st_size < model.size_bytes:
        raise UnavailableError(f"the hub broke off after {partial.stat().st_size} bytes", HINT)


def _check_length(model: Model, reply: http.client.HTTPResponse, have: int) -> None:
    length = reply.headers.get("Content-Length")
    if length is not None and int(length) + have != model.size_bytes:
        raise UnavailableError(
            f"the hub has another file: {int(length) + have} bytes instead of {model.size_bytes}", HINT
        )


def _copy(
    reply: http.client.HTTPResponse, file: BinaryIO, done: int, total: int, progress: Callable[[int, int], None]
) -> None:
    while done < total and (chunk := reply.read(min(CHUNK_BYTES, total - done))):
        file.write(chunk)
        done += len(chunk)
        progress(done, total)
