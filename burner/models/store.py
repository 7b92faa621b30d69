"""Where models lie on this machine, which are there, and whether they are whole; never touches the network."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from burner.errors import UnavailableError, UsageError
from burner.home import home
from burner.models.registry import DEFAULT, MODELS, Model

CHUNK_BYTES = 1 << 20
MAGIC = b"GGUF"


@dataclass(frozen=True)
class Installed:
    """A GGUF file in the store; `model` is None where the registry doesn't know it."""

    path: Path
    size_bytes: int
    model: Model | None

    @property
    def whole(self) -> bool:
        """Whether the size is the official one (True for a file of which the registry knows none)."""
        return self.model is None or self.model.sha256 is None or self.size_bytes == self.model.size_bytes


def models_dir() -> Path:
    """The folder models lie in: `BURNER_MODELS`, else `models` in burner's data folder."""
    override = os.environ.get("BURNER_MODELS")
    return Path(override).expanduser() if override else home() / "models"


def installed() -> list[Installed]:
    """All GGUF files of the store, those of the registry first."""
    by_file = {model.file: model for model in MODELS}
    files = [path for path in models_dir().glob("*.gguf") if path.is_file()]
    found = [Installed(path, path.stat().st_size, by_file.get(path.name)) for path in files]
    return sorted(found, key=lambda item: (item.model is None, item.path.name))


def known(name: str) -> Model:
    """The registry's model of that name ("1.5b" and the file name do as well); UsageError where there is none."""
    wanted = name.lower().removesuffix(".gguf").removesuffix("-instruct-q4_k_m")
    for model in MODELS:
        if wanted in {model.name, model.name.rpartition("-")[2]}:
            return model
    names = [model.name for model in MODELS]
    close = difflib.get_close_matches(wanted, names, n=1)
    guess = f"did you mean {close[0]}? " if close else ""
    hint = f"{guess}burner knows {', '.join(names)}; or give a .gguf file"
    raise UsageError(f"there is no model named {name!r}", hint)


def find(name_or_path: str | None = None) -> Path:
    """The file to load for a name or a path; without either, the default or else any whole model of the store.

    Raises UnavailableError where the model isn't installed, UsageError where neither a model nor a file has that name.
    """
    if name_or_path is None:
        whole = {item.model: item.path for item in installed() if item.whole and item.model}
        for model in MODELS:
            if model in whole:
                return whole[model]
        raise UnavailableError("no model is installed", f"`burner model pull` fetches {DEFAULT.name}")
    path = Path(name_or_path).expanduser()
    if path.is_file():
        return path
    in_store = models_dir() / path.name
    if path.suffix == ".gguf" and path.name == name_or_path and in_store.is_file():
        return in_store
    if path.suffix == ".gguf" and path.name != name_or_path:
        raise UsageError(f"there is no file {name_or_path}", "`burner model list` shows the models burner knows")
    model = known(name_or_path)
    path = models_dir() / model.file
    if not path.is_file():
        raise UnavailableError(f"{model.name} is not installed", f"`burner model pull {model.name}` fetches it")
    return path


def adapters_dir() -> Path:
    """The folder of adapters that are called by name."""
    return models_dir() / "adapters"


def find_adapter(name_or_path: str) -> Path:
    """The file of a LoRA adapter, given by its path or by its name in the store; UsageError where there is none."""
    path = Path(name_or_path).expanduser()
    if path.is_file():
        return path
    named = adapters_dir() / f"{name_or_path.removesuffix('.gguf')}.gguf"
    if path.name == name_or_path and named.is_file():
        return named
    names = sorted(item.stem for item in adapters_dir().glob("*.gguf"))
    close = difflib.get_close_matches(name_or_path, names, n=1)
    guess = f"did you mean {close[0]}? " if close else ""
    hint = f"{guess}give a .gguf file, or a name out of {adapters_dir()}: {', '.join(names) or 'it is empty'}"
    raise UsageError(f"there is no adapter {name_or_path!r}", hint)


def verify(path: Path, *, full: bool = False, progress: Callable[[int, int], None] | None = None) -> None:
    """Raise UnavailableError unless the file is a whole model: magic and size, and with `full` its SHA-256.

    A file that the registry doesn't know is only checked for its magic; one whose hash the hub stated, for that hash.
    """
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != MAGIC:
            raise UnavailableError(f"{path} is not a GGUF model", "`burner model list` shows the models burner knows")
    model = next((model for model in MODELS if model.file == path.name), None)
    if model is None:
        return
    hint = f"`burner model pull {model.name}` fetches it again"
    if model.sha256 is not None and size_bytes != model.size_bytes:
        raise UnavailableError(f"{path} is {size_bytes} bytes, the official file has {model.size_bytes}", hint)
    official = model.sha256 or stated(path)
    if full and official is not None and sha256(path, progress) != official:
        raise UnavailableError(f"{path} is not the official file: its SHA-256 differs", hint)


def keep_stated(path: Path, digest: str) -> None:
    """Keep the SHA-256 that the hub stated of a file beside it, as sha256sum writes it."""
    _beside(path).write_text(f"{digest}  {path.name}\n", encoding="utf-8")


def stated(path: Path) -> str | None:
    """The SHA-256 that the hub stated when the file was fetched; None where it is not known."""
    try:
        return _beside(path).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError):
        return None


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def sha256(path: Path, progress: Callable[[int, int], None] | None = None) -> str:
    """The file's SHA-256 in hexadecimal; `progress` hears bytes done and total."""
    digest = hashlib.sha256()
    total = path.stat().st_size
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    return digest.hexdigest()


def remove(name: str) -> list[Path]:
    """Delete a model and what is left of unfinished downloads of it; returns what was deleted."""
    in_store = next((item.path.name for item in installed() if item.path.name == name), None)
    doomed = sorted(models_dir().glob(f"{in_store or known(name).file}*"))
    for path in doomed:
        path.unlink()
    return doomed


State = Literal["installed", "damaged", "absent"]


def state(model: Model) -> State:
    """Whether the model's file is there with its official size."""
    path = models_dir() / model.file
    if not path.is_file():
        return "absent"
    return "installed" if model.sha256 is None or path.stat().st_size == model.size_bytes else "damaged"
