"""LoRA adapters on the real small model; skipped where it isn't installed."""

from __future__ import annotations

import random
import struct

import pytest

from burner.errors import UnavailableError, UsageError
from burner.models.registry import SMALL
from burner.models.store import adapters_dir, find_adapter, models_dir
from burner.policy.llama.native import Native
from burner.policy.llama.sampler import Job, Sampler
from burner.policy.load import open_llm

WIDTH, RANK = 896, 2
"""Of the small model's attention, and of the adapter."""


def text(value):
    """A GGUF string."""
    return struct.pack("<Q", len(value)) + value.encode()


def adapter(path, strength, width=WIDTH):
    """Write an adapter of the first layer's queries, by the GGUF specification."""
    chance = random.Random(1)
    head = b"GGUF" + struct.pack("<IQQ", 3, 2, 4)
    for key, value in (("general.type", "adapter"), ("general.architecture", "qwen2"), ("adapter.type", "lora")):
        head += text(key) + struct.pack("<I", 8) + text(value)
    head += text("adapter.lora.alpha") + struct.pack("<If", 6, float(RANK))
    data = b""
    for side, shape in (("lora_a", (width, RANK)), ("lora_b", (RANK, width))):
        head += text(f"blk.0.attn_q.weight.{side}") + struct.pack("<IQQIQ", 2, *shape, 0, len(data))
        values = [strength * chance.uniform(-1, 1) for _ in range(width * RANK)]
        data += struct.pack(f"<{len(values)}f", *values)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + b"\0" * (-len(head) % 32) + data)
    return path


@pytest.fixture(scope="module")
def model():
    """The small model's file."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    return path


def answer(model, adapter=None):
    """What it says about one thing, greedily."""
    native = Native(model, adapter)
    sampler = Sampler(native)
    try:
        job = Job(native.chat("You write Python.", "Write `def double(x)`."), temperature=0, max_tokens=12)
        return next(sampler.sample([job])).text
    finally:
        sampler.close()
        native.close()


def test_an_adapter_changes_the_answers(model, tmp_path):
    """What was trained would be left out without a word."""
    plain = answer(model)
    assert answer(model, adapter(tmp_path / "nothing.gguf", 0.0)) == plain
    assert answer(model, adapter(tmp_path / "much.gguf", 5.0)) != plain


def test_an_adapter_of_another_model(model, tmp_path, capfd):
    """llama.cpp would end the process, or the run in a traceback."""
    with pytest.raises(UnavailableError, match="no LoRA adapter for"):
        Native(model, adapter(tmp_path / "wide.gguf", 1.0, width=1536))
    assert capfd.readouterr().err == ""


def test_adapters_have_names(model, monkeypatch, tmp_path):
    """The path of what was trained would have to be typed in every run."""
    monkeypatch.setenv("BURNER_MODELS", str(tmp_path))
    path = adapter(adapters_dir() / "fast.gguf", 1.0)
    assert find_adapter("fast") == find_adapter("fast.gguf") == find_adapter(str(path)) == path
    assert open_llm(str(model), "fast").adapter == path
    assert open_llm(str(model), "none").adapter is None
    with pytest.raises(UsageError, match="no adapter 'fst'") as caught:
        find_adapter("fst")
    assert "did you mean fast?" in caught.value.hint
    with pytest.raises(UsageError, match="no adapter"):
        find_adapter(str(tmp_path / "absent.gguf"))
