"""A base model and what was trained, as one GGUF file: everything but the weights is copied from the base's own file.

So the vocabulary, the chat template and the sizes are the base's, and nothing has to be guessed from a tokenizer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from burner.errors import BurnerError, UsageError
from burner_training.export.adapter import gguf_name, read_adapter

Change = Callable[[str, Any], Any]
"""Takes a tensor's name in GGUF and its values (numpy, float32), returns the values to write."""
_FILE_TYPE = "general.file_type"
_SKIPPED = {"general.architecture", "general.quantization_version", _FILE_TYPE}


def add_adapter(folder: Path) -> Change:
    """What adds a LoRA adapter of PEFT to each matrix it adapts."""
    tensors, alpha = read_adapter(folder)
    sides = {gguf_name(name): values for name, values in tensors.items()}

    def change(name: str, values: Any) -> Any:
        down, up = sides.get(f"{name}.lora_a"), sides.get(f"{name}.lora_b")
        if down is None or up is None:
            return values
        if (up.shape[0], down.shape[1]) != values.shape:
            raise UsageError(
                f"the adapter doesn't fit the base: {name} is {values.shape}, the adapter has"
                f" {(up.shape[0], down.shape[1])}",
                "give the base that it was trained on",
            )
        return values + (alpha / down.shape[0]) * (up @ down)

    return change


def take_weights(folder: Path, layers: int) -> Change:
    """What replaces every tensor by that of a whole model which transformers saved."""
    import gguf
    from safetensors import safe_open

    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, layers)
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise UsageError(f"{folder} holds no weights", "give the `model` folder of a training")
    where: dict[str, tuple[Path, str]] = {}
    for path in files:
        with safe_open(path, "pt") as opened:
            for name in opened.keys():  # noqa: SIM118  # no dict
                stem, _, kind = name.rpartition(".")
                where[f"{names.get_name(stem)}.{kind}"] = (path, name)

    def change(name: str, values: Any) -> Any:
        if name not in where:
            return values
        path, own = where[name]
        with safe_open(path, "pt") as opened:
            found = opened.get_tensor(own).float().numpy()
        if found.shape != values.shape:
            raise UsageError(
                f"{folder} doesn't fit the base: {name} has another shape", "give the base it started from"
            )
        return found

    return change


def write_merged(base: Path, change: Change, path: Path, about: Mapping[str, str] | None = None) -> Path:
    """Write the base with changed weights as a GGUF file of 32 bits; `about` are further text fields.

    Raises UsageError where the base is no Qwen2, BurnerError where the disk is full.
    """
    import gguf

    reader = gguf.GGUFReader(base)
    architecture = reader.fields["general.architecture"].contents()
    if architecture != "qwen2":
        raise UsageError(f"{base.name} is a {architecture}, not a Qwen2", "only Qwen2 models can be merged")
    partial = path.with_name(f"{path.name}.part")
    writer = gguf.GGUFWriter(partial, architecture)
    for field in reader.fields.values():
        if field.name in _SKIPPED or field.name.startswith("GGUF.") or field.name in (about or {}):
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), kind, sub_type=inner)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    for key, value in (about or {}).items():
        writer.add_string(key, value)
    try:
        _write_tensors(writer, reader, change)
        writer.close()
        return partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BurnerError(
            f"{path} can't be written: {error.strerror}", "make room: it takes four bytes a weight"
        ) from error


def _write_tensors(writer: Any, reader: Any, change: Change) -> None:
    """One tensor at a time, so that memory holds only one of them."""
    import gguf
    import numpy as np

    for tensor in reader.tensors:
        shape = tuple(int(size) for size in reversed(tensor.shape))
        writer.add_tensor_info(tensor.name, shape, np.dtype(np.float32), 4 * int(tensor.n_elements))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for tensor in reader.tensors:
        shape = tuple(int(size) for size in reversed(tensor.shape))
        values = gguf.dequantize(tensor.data, tensor.tensor_type).astype(np.float32).reshape(shape)
        writer.write_tensor_data(np.ascontiguousarray(change(tensor.name, values), dtype=np.float32))
