"""GRPO's loss with TRL's own arithmetic as the reference: advantages, what is corrected, what may be left out."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")

from burner_training.recipes.read import read  # noqa: E402  # torch first
from burner_training.trainers.mismatch import mismatch  # noqa: E402

GROUP = 4


def by_letters(completions, **_columns):
    """Different within the first prompt's group, equal within the second's."""
    return [float(len(answer[-1]["content"])) if at < GROUP else 1.0 for at, answer in enumerate(completions)]


@pytest.fixture(scope="module")
def prepared(tiny_base, training_home, tmp_path_factory):
    """A trainer, and a generation batch of two groups that its policy drew before the adapter moved on."""
    from burner_training.trainers.run import Order, _trainer
    from datasets import Dataset

    torch.set_num_threads(1)
    rows = [{"prompt": [{"role": "user", "content": f"def f{n}(x): return x"}], "task_id": f"t/{n}"} for n in range(2)]
    out = tmp_path_factory.mktemp("loss")
    recipe = read("cpu-tiny", ["grpo.max_completion_length=16", "rollouts.clip_max=100"])
    order = Order("grpo", recipe, Dataset.from_list(rows), Path(out), rewards=[by_letters])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BURNER_HOME", str(training_home))
        trainer, close = _trainer(order, tiny_base)
    trainer.current_gradient_accumulation_steps = 1
    trainer.model.train()
    batch = trainer._generate_and_score_completions([dict(row) for row in rows for _ in range(GROUP)])
    for name, weight in trainer.model.named_parameters():
        if "lora_B" in name:
            weight.data.normal_(0, 0.05)
    yield trainer, batch
    close()


def loss(trainer, batch, **rollouts):
    """The loss of a batch and its gradient at one matrix."""
    trainer._rollouts = dataclasses.replace(trainer._rollouts, **rollouts)
    weight = next(weight for name, weight in trainer.model.named_parameters() if "lora_B" in name)
    value = trainer._compute_loss(trainer.model, dict(batch))
    (gradient,) = torch.autograd.grad(value, weight)
    return value.item(), gradient


def test_advantages_are_of_the_group(prepared):
    """An answer would be rewarded for the ease of its task and not for being better than its siblings."""
    _, batch = prepared
    first, second = batch["advantages"][:GROUP], batch["advantages"][GROUP:]
    assert first.sum().item() == pytest.approx(0, abs=1e-4)
    assert first.abs().max() > 0.5
    assert torch.equal(second, torch.zeros(GROUP))


def test_correction_changes_the_loss_as_trl_does_for_vllm(prepared):
    """The sampler's difference would go into the gradient uncorrected."""
    trainer, batch = prepared
    plain, plain_gradient = loss(trainer, batch, correction="none")
    ours, gradient = loss(trainer, batch, correction="token_truncate")
    assert abs(ours - plain) > 1e-4
    assert not torch.allclose(gradient, plain_gradient, rtol=0.01)
    ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], dim=1)
    mask = torch.cat([batch["prompt_mask"], batch["completion_mask"]], dim=1)
    with torch.no_grad():
        trained, _, _ = trainer._get_per_token_logps_and_entropies(
            trainer.model, ids, mask, batch["completion_ids"].size(1)
        )
    found = mismatch(trained, batch["sampling_per_token_logps"], batch["completion_mask"], "token_truncate", 100.0)
    assert found.difference_mean > 0.01
    as_vllm = {**batch, "importance_sampling_ratio": found.weights}
    trainer.use_vllm = True
    try:
        theirs, their_gradient = loss(trainer, as_vllm)
    finally:
        trainer.use_vllm = False
    assert ours == pytest.approx(theirs, abs=1e-5)
    assert torch.allclose(gradient, their_gradient, atol=1e-5)


def test_shared_prompts_and_idle_groups_change_nothing(prepared):
    """The quick way would be another training."""
    trainer, batch = prepared
    quick, quick_gradient = loss(trainer, batch, share_prompts=True)
    slow, slow_gradient = loss(trainer, batch, share_prompts=False)
    assert quick == pytest.approx(slow, abs=1e-5)
    assert torch.allclose(quick_gradient, slow_gradient, atol=1e-5)
    trainer._worth_computing = dict
    try:
        whole, whole_gradient = loss(trainer, batch)
    finally:
        del trainer._worth_computing
    assert quick == pytest.approx(whole, abs=1e-5)
    assert torch.allclose(quick_gradient, whole_gradient, atol=1e-5)


def test_equal_rewards_give_no_gradient(prepared):
    """A group that all solve, or none, would still push the policy somewhere."""
    trainer, batch = prepared
    value, gradient = loss(trainer, {**batch, "advantages": torch.zeros_like(batch["advantages"])})
    assert value == 0
    assert not gradient.any()
