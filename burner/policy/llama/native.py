"""One loaded GGUF model: file and memory checks before loading, tokens to text and back, the chat template.

The only module, with `sampler.py`, that calls llama.cpp. It is imported where the `llm` extra may be missing, so
`llama_cpp` is imported inside functions.
"""

from __future__ import annotations

import ctypes
import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from burner.errors import UnavailableError

EXTRA_HINT = "pip install 'burner-perf[llm]'"
MAGIC = b"GGUF"
SMALLEST_FILE_BYTES = 1 << 20
COMPUTE_BUFFERS_BYTES = 200 << 20
"""What llama.cpp allocates beside weights and KV cells at the batch sizes used here (measured 60-150 MB)."""

_silence: list[Any] = []


def llama() -> Any:
    """The `llama_cpp` module with its logging to stderr turned off; UnavailableError where the extra is missing."""
    # Threads that spin while they wait make a busy machine four to eight times slower (measured).
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        import llama_cpp
    except (ImportError, OSError, RuntimeError) as error:
        raise UnavailableError(f"the model runtime is not installed ({error})", EXTRA_HINT) from error
    if not _silence:
        callback = llama_cpp.llama_log_callback(lambda _level, _text, _data: None)
        llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
        _silence.append(callback)
    return llama_cpp


def available_bytes() -> int:
    """Memory that can be taken without swapping."""
    import psutil

    return int(psutil.virtual_memory().available)


def physical_cores() -> int:
    """Cores this process may use; hyper-threads slow decoding down, so they don't count."""
    import psutil

    usable = (
        len(psutil.Process().cpu_affinity()) if hasattr(psutil.Process, "cpu_affinity") else psutil.cpu_count() or 1
    )
    return max(1, min(psutil.cpu_count(logical=False) or 1, usable))


class Native:
    """A GGUF model in memory, with a LoRA adapter where one is given."""

    def __init__(self, path: Path, adapter: Path | None = None) -> None:
        """Load the model; UnavailableError where the file is no whole model or the memory doesn't suffice."""
        self.lib = llama()
        self.path = path
        check_file(path, "model")
        if adapter:
            check_file(adapter, "adapter")
        need = path.stat().st_size + COMPUTE_BUFFERS_BYTES
        check_memory(need, path)
        params = self.lib.llama_model_default_params()
        params.n_gpu_layers = 0
        self.model = self.lib.llama_model_load_from_file(str(path).encode(), params)
        if not self.model:
            raise UnavailableError(
                f"llama.cpp can't load {path}: it is cut short, altered, or of an unknown architecture",
                "`burner model list` checks it, `burner model pull` fetches it again",
            )
        self._free = weakref.finalize(self, self.lib.llama_model_free, self.model)
        self.adapter: Any = None
        if adapter:
            try:
                self.adapt(adapter)
            except UnavailableError:
                self._free()
                raise
        self.vocab = self.lib.llama_model_get_vocab(self.model)
        self._pieces: dict[int, bytes] = {}

    def adapt(self, adapter: Path) -> None:
        """Take that LoRA adapter from now on; contexts made before keep the one they have and must be freed before.

        Raises UnavailableError where it isn't made for this model.
        """
        check_file(adapter, "adapter")
        loaded = self.lib.llama_adapter_lora_init(self.model, str(adapter).encode())
        if not loaded:
            raise UnavailableError(
                f"{adapter} is no LoRA adapter for {self.path.name}", "it must be made for this very model"
            )
        if self.adapter:
            self.lib.llama_adapter_lora_free(self.adapter)
        self.adapter = loaded

    def logits(self, context: Any, row: int) -> Any:
        """The logits of a row of the batch decoded last: numpy, shape (vocabulary,), valid until the next decode."""
        import numpy as np

        size = self.lib.llama_vocab_n_tokens(self.vocab)
        return np.ctypeslib.as_array(self.lib.llama_get_logits_ith(context, row), shape=(size,))

    def close(self) -> None:
        """Free the model; contexts made from it must be freed before."""
        self._free()

    @property
    def trained_context(self) -> int:
        """Tokens of context that the model was trained on."""
        return int(self.lib.llama_model_n_ctx_train(self.model))

    def kv_bytes(self, cells: int) -> int:
        """Memory of that many KV cells with 16-bit keys and values."""
        lib, model = self.lib, self.model
        head_size = lib.llama_model_n_embd(model) // max(1, lib.llama_model_n_head(model))
        return int(cells * lib.llama_model_n_layer(model) * lib.llama_model_n_head_kv(model) * head_size * 2 * 2)

    def chat(self, system: str, user: str) -> str:
        """Both messages in the model's own chat template (ChatML where it has none), up to where its answer begins."""
        lib = self.lib
        messages = (lib.llama_chat_message * 2)(
            lib.llama_chat_message(role=b"system", content=system.encode()),
            lib.llama_chat_message(role=b"user", content=user.encode()),
        )
        for template in (lib.llama_model_chat_template(self.model, None), b"chatml"):
            if template is None:
                continue
            room = 4096 + 2 * len((system + user).encode())
            buffer = ctypes.create_string_buffer(room)
            written = lib.llama_chat_apply_template(template, messages, 2, True, buffer, room)
            if 0 <= written <= room:
                return buffer.raw[:written].decode()
        raise UnavailableError(f"{self.path.name} has a chat template that llama.cpp can't apply", "take another model")

    def tokens(self, text: str) -> list[int]:
        """The text's tokens; special tokens written out in it are read as such."""
        raw = text.encode()
        room = len(raw) + 8
        buffer = (ctypes.c_int32 * room)()
        count = self.lib.llama_tokenize(self.vocab, raw, len(raw), buffer, room, True, True)
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """The bytes of one token; none for special tokens."""
        known = self._pieces.get(token)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            size = self.lib.llama_token_to_piece(self.vocab, token, buffer, 256, 0, False)
            known = self._pieces[token] = buffer.raw[:size] if size > 0 else b""
        return known

    def ends(self, token: int) -> bool:
        """Whether the token ends an answer."""
        return bool(self.lib.llama_vocab_is_eog(self.vocab, token))

    def context(self, cells: int, sequences: int, batch: int, threads: int) -> Any:
        """A context whose `cells` are shared by all sequences; UnavailableError where memory doesn't suffice."""
        check_memory(self.kv_bytes(cells) + COMPUTE_BUFFERS_BYTES, self.path)
        params = self.lib.llama_context_default_params()
        params.n_ctx = cells
        params.n_batch = params.n_ubatch = max(batch, sequences)
        params.n_seq_max = sequences
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = True
        params.no_perf = True
        params.flash_attn_type = self.lib.LLAMA_FLASH_ATTN_TYPE_DISABLED  # measured 10-20 % slower on CPUs
        context = self.lib.llama_init_from_model(self.model, params)
        if not context:
            raise UnavailableError(
                f"llama.cpp can't make room for {cells} tokens", "close other programs or take a smaller model"
            )
        if self.adapter:
            adapters = (self.lib.llama_adapter_lora_p_ctypes * 1)(self.adapter)
            self.lib.llama_set_adapters_lora(context, adapters, 1, (ctypes.c_float * 1)(1.0))
        return context


def check_memory(need_bytes: int, path: Path) -> None:
    """Raise UnavailableError unless that much memory is free."""
    free_bytes = available_bytes()
    if free_bytes < need_bytes:
        raise UnavailableError(
            f"{path.name} needs {need_bytes / 1e9:.1f} GB of memory, {free_bytes / 1e9:.1f} GB are free",
            "close other programs, or `burner model pull qwen2.5-coder-0.5b` for the small one",
        )


def check_file(path: Path, what: str) -> None:
    """Raise UnavailableError unless the file is a GGUF model or adapter that can be read."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
        size_bytes = path.stat().st_size
    except OSError as error:
        raise UnavailableError(f"the {what} {path} can't be read: {error.strerror}", "`burner model list`") from error
    if magic != MAGIC or (what == "model" and size_bytes < SMALLEST_FILE_BYTES):
        raise UnavailableError(f"{path} is not a GGUF {what}", "`burner model pull` fetches a model that works")


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens both begin with."""
    length = min(len(left), len(right))
    return next((index for index in range(length) if left[index] != right[index]), length)
