"""The arithmetic of GRPO here: prompts shared in a batch, and the correction for the sampler."""

from __future__ import annotations

import math

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from burner_training.trainers.mismatch import mismatch  # noqa: E402  # torch first
from burner_training.trainers.shared_prompt import pack, score, spread  # noqa: E402


@pytest.fixture(scope="module")
def model(tiny_base):
    """The tiny model with TRL's head and an adapter that does something."""
    from burner_training.models.load import load_model
    from trl.trainer.utils import add_fused_lm_head

    torch.manual_seed(0)
    model = load_model(tiny_base)
    add_fused_lm_head(model, temperature=0.7, outputs=("log_probs", "entropy"))
    return model


def batch():
    """Two prompts of different lengths, three and one completions of different lengths, one of them empty."""
    prompts = [[5, 6, 7, 8], [5, 6, 7, 8], [9, 10], [5, 6, 7, 8]]
    answers = [[20, 21, 22], [23], [24, 25], []]
    ids = torch.zeros((4, 4 + 3), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, (prompt, answer) in enumerate(zip(prompts, answers, strict=True)):
        ids[row, 4 - len(prompt) : 4] = torch.tensor(prompt)
        mask[row, 4 - len(prompt) : 4] = 1
        ids[row, 4 : 4 + len(answer)] = torch.tensor(answer, dtype=torch.long)
        mask[row, 4 : 4 + len(answer)] = 1
    return ids, mask


def test_shared_prompts_give_the_same_probabilities_and_gradients(model):
    """Training would be quicker and wrong: answers of one prompt would see each other."""
    ids, mask = batch()
    labels = ids.masked_fill(mask == 0, -100)
    labels[:, :4] = -100
    alone = model(input_ids=ids, attention_mask=mask, labels=labels, fused_lm_head=True)
    expected = alone.log_probs[:, -3:]
    expected_entropy = alone.entropy[:, -3:]
    packed = pack(ids, mask, 3, filler=0)
    assert packed.input_ids.shape == (2, 3 + 3 + 1)
    found = score(model, packed)
    assert torch.allclose(spread(found.log_probs, packed), expected, atol=1e-5)
    assert torch.allclose(spread(found.entropy, packed), expected_entropy, atol=1e-4)
    weight = model.model.layers[0].self_attn.q_proj.weight
    (ours,) = torch.autograd.grad(spread(found.log_probs, packed).sum(), weight)
    (theirs,) = torch.autograd.grad(expected.sum(), weight)
    assert torch.allclose(ours, theirs, atol=1e-4)


def test_importance_weights():
    """The loss would be corrected in the wrong direction, or tokens of the padding would count."""
    trained = torch.log(torch.tensor([[0.5, 0.2, 0.9], [0.1, 0.4, 0.9]]))
    sampled = torch.log(torch.tensor([[0.25, 0.2, 0.1], [0.4, 0.1, 0.1]]))
    mask = torch.tensor([[1, 1, 0], [1, 1, 0]])
    token = mismatch(trained, sampled, mask, "token_truncate", 3.0)
    assert torch.allclose(token.weights, torch.tensor([[2.0, 1.0, 1.0], [0.25, 3.0, 1.0]]))
    masked = mismatch(trained, sampled, mask, "token_mask", 3.0)
    assert torch.allclose(masked.weights, torch.tensor([[2.0, 1.0, 1.0], [0.25, 0.0, 1.0]]))
    sequence = mismatch(trained, sampled, mask, "sequence_truncate", 1.5)
    assert torch.allclose(sequence.weights, torch.tensor([[1.5], [1.0]]))
    assert torch.equal(mismatch(trained, sampled, mask, "none", 3.0).weights, torch.ones(2, 3))
    assert token.difference_max == pytest.approx(math.log(4))
    assert token.difference_mean == pytest.approx((math.log(2) + 0 + math.log(4) + math.log(4)) / 4)
    assert token.divergence == pytest.approx(-(math.log(2) - math.log(4) + math.log(4)) / 4)
