"""A LoRA adapter of PEFT as a GGUF adapter.

The file's layout is llama.cpp's own (`convert_lora_to_gguf.py` there, MIT): `adapter.lora.alpha`, and for every adapted
matrix two tensors, `NAME.lora_a` of (rank, inputs) and `NAME.lora_b` of (outputs, rank). Qwen2's matrices lie in GGUF as
they lie in transformers, so nothing is permuted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from burner.errors import UsageError

MATRICES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""Name in transformers -> name in GGUF, of every matrix that can be adapted."""
_LORA = re.compile(r"layers\.(\d+)\.([\w.]+?)\.lora_([AB])(?:\.\w+)?\.weight$")


def gguf_name(name: str) -> str | None:
    """The tensor's name in a GGUF adapter, `blk.3.attn_q.weight.lora_a`; None for what is no part of an adapter."""
    found = _LORA.search(name)
    if found is None:
        return None
    layer, matrix, side = found.groups()
    if matrix not in MATRICES:
        raise UsageError(f"llama.cpp can't adapt {matrix}", f"adapt only {', '.join(MATRICES)}")
    return f"blk.{layer}.{MATRICES[matrix]}.weight.lora_{side.lower()}"


def write_adapter(tensors: Mapping[str, Any], alpha: float, path: Path, about: Mapping[str, str] | None = None) -> Path:
    """Write an adapter's tensors (numpy, float32, by their names in PEFT) as a GGUF adapter for Qwen2.

    `about` are further text fields, "general.licence" for example. The file appears whole or not at all.
    """
    import gguf

    partial = path.with_name(f"{path.name}.part")
    writer = gguf.GGUFWriter(partial, "qwen2")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(alpha))
    for key, value in (about or {}).items():
        writer.add_string(key, value)
    for name, values in tensors.items():
        target = gguf_name(name)
        if target:
            writer.add_tensor(target, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.replace(path)
    return path


def adapter_tensors(model: Any) -> dict[str, Any]:
    """The adapter in training of a PEFT model, as numpy arrays by their names."""
    return {
        name: weight.detach().float().cpu().numpy()
        for name, weight in model.named_parameters()
        if ".lora_A.default." in name or ".lora_B.default." in name
    }


def read_adapter(folder: Path) -> tuple[dict[str, Any], float]:
    """The tensors (numpy, float32) and the alpha of the LoRA adapter that PEFT saved; UsageError where it holds none."""
    import numpy as np
    from safetensors.numpy import load_file

    config_file = folder / "adapter_config.json"
    if not config_file.is_file():
        raise UsageError(f"{folder} holds no adapter", "give the `adapter` folder of a training")
    config = json.loads(config_file.read_text(encoding="utf-8"))
    if config.get("peft_type") != "LORA" or config.get("use_dora") or config.get("use_rslora"):
        raise UsageError(f"{folder} holds an adapter that is no plain LoRA", "llama.cpp reads plain LoRA only")
    tensors = load_file(folder / "adapter_model.safetensors")
    return {name: values.astype(np.float32) for name, values in tensors.items()}, float(config["lora_alpha"])


def convert_adapter(folder: Path, path: Path, about: Mapping[str, str] | None = None) -> Path:
    """Write the adapter that PEFT saved in a folder as a GGUF file; UsageError where it holds none."""
    return write_adapter(*read_adapter(folder), path, about)
