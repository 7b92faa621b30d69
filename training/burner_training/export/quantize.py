"""Quantizes a GGUF model by llama.cpp's own quantizer, as it comes with llama-cpp-python."""

from __future__ import annotations

import ctypes
from pathlib import Path

from burner.errors import BurnerError, UsageError
from burner.policy.llama.native import llama
from burner_training.recipes.read import meant

KINDS = {"f32": 0, "f16": 1, "q8_0": 7, "q4_k_m": 15}
"""Name -> llama.cpp's number of the file type."""
THREADS = 2


def quantize(source: Path, path: Path, kind: str) -> Path:
    """Write the model with its weights in that type; BurnerError where llama.cpp fails, which says no more."""
    if kind not in KINDS:
        raise UsageError(f"there is no quantization {kind}", meant(kind, KINDS))
    lib = llama()
    params = lib.llama_model_quantize_default_params()
    params.nthread = THREADS
    params.ftype = KINDS[kind]
    partial = path.with_name(f"{path.name}.part")
    code = lib.llama_model_quantize(str(source).encode(), str(partial).encode(), ctypes.byref(params))
    if code:
        partial.unlink(missing_ok=True)
        raise BurnerError(f"llama.cpp could not quantize {source.name} to {kind} (code {code})", "is the disk full?")
    return partial.rename(path)
