"""Gets the model that is trained into memory: a GGUF file is dequantized once and kept as an ordinary model folder.

What is trained is then exactly what llama.cpp serves: the same weights, the same vocabulary, the same chat template. A
model of the Hugging Face hub, or a folder of one, is taken as it is.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.errors import BurnerError, UnavailableError, UsageError
from burner.home import home
from burner.models.store import find, sha256
from burner_training.models.tiny import write_tiny

TINY = "tiny"
"""Name of the random model that `tiny.py` writes."""
_KEY_LETTERS = 16


@dataclass(frozen=True)
class Base:
    """Where a base model lies: `folder` (or hub name) for transformers, `gguf` for llama.cpp where there is one."""

    name: str
    folder: str
    gguf: Path | None


def base_model(name: str) -> Base:
    """Find a base model by burner's name for it, a .gguf file, `tiny`, a folder, or its name on the hub.

    Raises UnavailableError where it isn't installed, UsageError where nothing has that name.
    """
    if name == TINY:
        path = home() / "training" / "tiny.gguf"
        path.parent.mkdir(parents=True, exist_ok=True)
        gguf = path if path.is_file() else write_tiny(path)
        return Base(name, str(_dequantized(gguf)), gguf)
    if (Path(name) / "config.json").is_file():
        return Base(name, name, None)
    if "/" in name and not name.endswith(".gguf"):
        return Base(name, name, None)
    gguf = find(name)
    return Base(name, str(_dequantized(gguf)), gguf)


def load_model(base: Base, dtype: str = "float32") -> Any:
    """The model, with its weights in that type; UnavailableError where the hub can't be reached."""
    from transformers import AutoModelForCausalLM

    return _loaded(AutoModelForCausalLM.from_pretrained, base, dtype=dtype)


def load_tokenizer(base: Base) -> Any:
    """The tokenizer, padding on the left as generation needs it."""
    from transformers import AutoTokenizer

    return _loaded(AutoTokenizer.from_pretrained, base, padding_side="left")


def _loaded(load: Any, base: Base, **options: Any) -> Any:
    try:
        return load(base.folder, **options)
    except OSError as error:
        first = str(error).partition("\n")[0]
        hint = "check the connection, or give the folder of a model that is there already"
        raise UnavailableError(f"{base.name} can't be loaded: {first}", hint) from error


def _dequantized(gguf: Path) -> Path:
    """The folder with the file's weights in 32 bits; written at the first use, which costs a minute or two."""
    folder = home() / "training" / f"{gguf.stem}-{sha256(gguf)[:_KEY_LETTERS]}"
    if folder.is_dir():
        return folder
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    partial = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        model = AutoModelForCausalLM.from_pretrained(
            str(gguf.parent),
            gguf_file=gguf.name,
            dtype="float32",
            quantization_config=GgufConfig(gguf.name, dequantize=True),
        )
        model.save_pretrained(partial)
        AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name).save_pretrained(partial)
    except (ValueError, KeyError) as error:
        raise UsageError(f"{gguf} can't be trained: {error}", "take a Qwen2 model in GGUF") from error
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise BurnerError(f"{partial} can't be written: {error.strerror}", "make room, or set BURNER_HOME") from error
    return partial.rename(folder)
