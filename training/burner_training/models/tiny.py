"""A random Qwen2 of two million weights as a GGUF file, so that training can be tried in seconds on the real code path.

Its vocabulary is the 256 bytes, a few merges that Python likes, and ChatML's marks; the file is read by llama.cpp and
by transformers exactly as an official one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
MERGES = (
    *("Ġ Ġ", "ĠĠ ĠĠ", "Ċ ĠĠĠĠ", "ĠĠĠĠ ĠĠĠĠ", "Ċ Ċ", "` `", "`` `", "Ġ =", "( )", ") :"),
    *("r e", "i n", "o r", "e n", "t h", "a t", "s u", "su m", "Ġ in", "p y", "f or", "re t", "ret u", "d e", "de f"),
)
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
"""ChatML, as Qwen's own template is without tools."""


@dataclass(frozen=True)
class Shape:
    """The sizes of the model; rows of 256 weights can be quantized in every way llama.cpp knows."""

    layers: int = 2
    hidden: int = 256
    inner: int = 1024
    heads: int = 4
    kv_heads: int = 2
    context: int = 2048


def write_tiny(path: Path, seed: int = 0, shape: Shape = Shape()) -> Path:
    """Write the model to a file; the same seed and shape give the same bytes."""
    import gguf

    partial = path.with_name(f"{path.name}.part")
    writer = gguf.GGUFWriter(partial, "qwen2")
    writer.add_name(f"tiny-{seed}")
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.hidden)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(10_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _add_vocabulary(writer)
    for name, values in _weights(seed, shape).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return partial.rename(path)


def vocabulary() -> list[str]:
    """All tokens in the order of their numbers, bytes written as GPT-2's byte-level vocabularies write them."""
    return [*_byte_letters(), *(merge.replace(" ", "") for merge in MERGES), *MARKS]


def _byte_letters() -> list[str]:
    """A printable letter for each byte (GPT-2's `bytes_to_unicode`)."""
    printable = {*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)}
    spare = iter(range(256, 512))
    return [chr(byte if byte in printable else next(spare)) for byte in range(256)]


def _add_vocabulary(writer: Any) -> None:
    import gguf

    tokens = vocabulary()
    first_mark = len(tokens) - len(MARKS)
    kinds = [gguf.TokenType.NORMAL] * first_mark + [gguf.TokenType.CONTROL] * len(MARKS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(list(MERGES))
    writer.add_pad_token_id(first_mark)
    writer.add_bos_token_id(first_mark)
    writer.add_eos_token_id(first_mark + 2)
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


def _weights(seed: int, shape: Shape) -> dict[str, Any]:
    """Every tensor by its name in GGUF, float32; matrices are (output, input)."""
    import numpy as np

    rng = np.random.default_rng(seed)
    kv = shape.hidden * shape.kv_heads // shape.heads

    def matrix(rows: int, columns: int) -> Any:
        return rng.normal(0.0, columns**-0.5, (rows, columns)).astype(np.float32)

    tensors = {
        "token_embd.weight": matrix(len(vocabulary()), shape.hidden),
        "output_norm.weight": np.ones(shape.hidden, np.float32),
    }
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        for name, rows in (("attn_q", shape.hidden), ("attn_k", kv), ("attn_v", kv)):
            tensors[f"{block}{name}.weight"] = matrix(rows, shape.hidden)
            tensors[f"{block}{name}.bias"] = np.zeros(rows, np.float32)
        tensors[f"{block}attn_output.weight"] = matrix(shape.hidden, shape.hidden)
        tensors[f"{block}ffn_gate.weight"] = matrix(shape.inner, shape.hidden)
        tensors[f"{block}ffn_up.weight"] = matrix(shape.inner, shape.hidden)
        tensors[f"{block}ffn_down.weight"] = matrix(shape.hidden, shape.inner)
        for name in ("attn_norm", "ffn_norm"):
            tensors[f"{block}{name}.weight"] = np.ones(shape.hidden, np.float32)
    return tensors
