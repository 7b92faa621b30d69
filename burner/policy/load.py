"""Opens the policies that ask a model, saying early what is missing."""

from __future__ import annotations

import importlib.util

from burner.errors import UnavailableError, UsageError
from burner.home import config_file
from burner.models import store
from burner.policy.llama import settings
from burner.policy.llama.native import EXTRA_HINT, check_file
from burner.policy.llm import LlmPolicy
from burner.policy.remote import RemotePolicy


def open_llm(model: str | None = None, adapter: str | None = None, seed: int = 0) -> LlmPolicy:
    """The policy of a local model, by name or path; without one the installed default.

    Checks that the runtime and the file are there, but loads nothing yet. Raises UnavailableError with the command
    that helps, UsageError for names nobody knows.
    """
    path = store.find(model)
    store.verify(path)
    if importlib.util.find_spec("llama_cpp") is None:
        raise UnavailableError("the model runtime is not installed", EXTRA_HINT)
    known = next((item.model for item in store.installed() if item.path == path and item.model), None)
    chosen = store.find_adapter(adapter) if adapter and adapter != "none" else None
    if chosen:
        check_file(chosen, "adapter")
    return LlmPolicy(known.name if known else path.stem, path, chosen, seed, settings=settings.load(path))


def open_remote(url: str | None, model: str | None, key: str | None = None, seed: int = 0) -> RemotePolicy:
    """The policy of an OpenAI-compatible server; UsageError where its address or model is not given."""
    if not url or not model:
        hint = f"set remote-url and remote-model in {config_file()}, or BURNER_REMOTE_URL and BURNER_REMOTE_MODEL"
        raise UsageError("the remote policy needs a server and a model", hint)
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"{url!r} is no address of a server", "it begins with http:// or https://")
    return RemotePolicy(model, url.rstrip("/"), key, seed)
