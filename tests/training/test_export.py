"""Exports: what llama.cpp reads is what was trained."""

from __future__ import annotations

import json

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")

from burner_training.export.adapter import gguf_name, read_adapter  # noqa: E402
from burner_training.export.compare import agreement  # noqa: E402
from burner_training.export.quantize import quantize  # noqa: E402
from burner_training.export.write import QUESTIONS, Wanted, export  # noqa: E402
from burner_training.models.load import load_model  # noqa: E402
from burner_training.models.lora import Lora, adapted  # noqa: E402
from burner_training.recipes.read import dump, read  # noqa: E402

from burner.errors import UnavailableError, UsageError  # noqa: E402  # torch first
from burner.policy.llama.native import Native  # noqa: E402

pytestmark = pytest.mark.usefixtures("shared_home")


@pytest.fixture(scope="module")
def training(tiny_base, tmp_path_factory):
    """The folder of a training whose adapter changes much."""
    folder = tmp_path_factory.mktemp("training")
    torch.manual_seed(2)
    model = adapted(load_model(tiny_base), Lora(rank=8, alpha=16))
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            weight.data.normal_(0, 0.05)
    model.save_pretrained(folder / "adapter")
    (folder / "recipe.yaml").write_text(dump(read("cpu-tiny")), encoding="utf-8")
    (folder / "stages.json").write_text('["sft", "grpo"]', encoding="utf-8")
    (folder / "metrics.jsonl").write_text('{"step": 7}\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exported(training, training_home, tmp_path_factory):
    """Everything that can be exported of it."""
    out = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BURNER_HOME", str(training_home))
        files = export(Wanted(training, out, ("f32", "q8_0", "q4_k_m"), "tiny-policy", "eight rows"))
    return {path.name: path for path in files}


def test_merged_model_is_base_and_adapter(exported, tiny_base):
    """What is shipped would not be what was evaluated."""
    adapter, merged = exported["tiny-policy.adapter.gguf"], exported["tiny-policy-f32.gguf"]
    same = agreement(tiny_base.gguf, adapter, merged, QUESTIONS)
    assert same.same_choice == 1
    assert same.same_answers == same.answers == len(QUESTIONS)
    assert same.difference < 1e-3
    without = agreement(tiny_base.gguf, None, merged, QUESTIONS)
    assert without.same_choice < 0.9


def test_quantized_models_are_near_and_smaller(exported, tiny_base):
    """A quantization would be broken, or none at all."""
    adapter = exported["tiny-policy.adapter.gguf"]
    sizes = [exported[f"tiny-policy-{kind}.gguf"].stat().st_size for kind in ("f32", "q8_0", "q4_k_m")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[1] < 0.4 * sizes[0]
    near = agreement(tiny_base.gguf, adapter, exported["tiny-policy-q8_0.gguf"], QUESTIONS)
    assert near.same_choice > 0.9


def test_card_names_stages_data_and_hashes(exported):
    """Nobody could say which bytes are meant, or what they were made of."""
    import hashlib

    text = exported["tiny-policy.md"].read_text(encoding="utf-8")
    assert "sft, grpo" in text
    assert "7 steps" in text
    assert "eight rows" in text
    digest = hashlib.sha256(exported["tiny-policy-q8_0.gguf"].read_bytes()).hexdigest()
    assert digest in text


def test_adapter_is_loaded_only_with_its_own_kind_of_model(exported, training, tmp_path):
    """A wrong pair of base and adapter would answer nonsense."""
    from burner_training.models.tiny import Shape, write_tiny

    other = write_tiny(tmp_path / "other.gguf", shape=Shape(hidden=512))
    with pytest.raises(UnavailableError, match="no LoRA adapter"):
        Native(other, exported["tiny-policy.adapter.gguf"])
    from burner_training.export.merge import add_adapter, write_merged

    with pytest.raises(UsageError, match="doesn't fit the base"):
        write_merged(other, add_adapter(training / "adapter"), tmp_path / "merged.gguf")


def test_what_can_not_be_exported(training, tmp_path):
    """The user would read a traceback."""
    with pytest.raises(UsageError, match="holds no training"):
        export(Wanted(tmp_path, tmp_path / "out"))
    with pytest.raises(UsageError, match="no quantization q5"):
        quantize(tmp_path / "a.gguf", tmp_path / "b.gguf", "q5")
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    (unfinished / "recipe.yaml").write_text((training / "recipe.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UsageError, match="is not finished"):
        export(Wanted(unfinished, tmp_path / "out"))
    dora = tmp_path / "adapter"
    dora.mkdir()
    (dora / "adapter_config.json").write_text(json.dumps({"peft_type": "LORA", "use_dora": True}), encoding="utf-8")
    with pytest.raises(UsageError, match="no plain LoRA"):
        read_adapter(dora)
    with pytest.raises(UsageError, match="lm_head"):
        gguf_name("base_model.model.layers.0.lm_head.lora_A.weight")


def test_a_wholly_trained_model_is_exported(tiny_base, tmp_path):
    """A training without an adapter could not be served."""
    import numpy as np
    from burner_training.export.merge import take_weights, write_merged

    model = load_model(tiny_base)
    with torch.no_grad():
        model.model.layers[1].mlp.up_proj.weight += 0.25
    model.save_pretrained(tmp_path / "model")
    path = write_merged(tiny_base.gguf, take_weights(tmp_path / "model", 2), tmp_path / "whole.gguf")
    import gguf

    tensors = {tensor.name: tensor.data for tensor in gguf.GGUFReader(path).tensors}
    expected = model.model.layers[1].mlp.up_proj.weight.detach().numpy()
    assert np.array_equal(tensors["blk.1.ffn_up.weight"].reshape(expected.shape), expected)
