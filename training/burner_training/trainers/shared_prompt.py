"""A group's prompt computed once: completions of one prompt are packed behind it, each seeing the prompt and itself.

Eight completions of 200 tokens to a prompt of 300 are then 1900 tokens in a training pass and not 4000; what comes out
is the same up to rounding. The last prompt token stands before each completion, since it predicts the first word of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Packed:
    """Rows of one prompt each, and where every completion token of the batch lies in them."""

    input_ids: Any
    """(prompts, length)"""
    attention: Any
    """(prompts, 1, length, length), True where a token sees another."""
    positions: Any
    """(prompts, length)"""
    labels: Any
    """(prompts, length), the token that each position predicts; -100 where none counts."""
    places: Any
    """(rows, completion length), index into the flattened (prompts * length); 0 where `valid` is False."""
    valid: Any
    """(rows, completion length)"""


def pack(input_ids: Any, attention_mask: Any, completion_length: int, filler: int) -> Packed:
    """Pack a batch of left-padded prompts and right-padded completions, (rows, prompt + completion)."""
    import torch

    prompt_length = input_ids.size(1) - completion_length
    groups: dict[tuple[int, ...], list[tuple[int, list[int]]]] = {}
    for row, (ids, seen) in enumerate(zip(input_ids, attention_mask.bool(), strict=True)):
        prompt = tuple(ids[:prompt_length][seen[:prompt_length]].tolist())
        groups.setdefault(prompt, []).append((row, ids[prompt_length:][seen[prompt_length:]].tolist()))
    length = max(len(prompt) - 1 + sum(len(words) for _, words in rows) for prompt, rows in groups.items())
    length = max(length, 1)
    shape = (len(groups), length)
    packed = torch.full(shape, filler, dtype=input_ids.dtype)
    labels = torch.full(shape, -100, dtype=input_ids.dtype)
    positions = torch.zeros(shape, dtype=torch.long)
    attention = torch.eye(length, dtype=torch.bool).repeat(len(groups), 1, 1)
    places = torch.zeros((input_ids.size(0), completion_length), dtype=torch.long)
    valid = torch.zeros(places.shape, dtype=torch.bool)
    causal = torch.ones((length, length), dtype=torch.bool).tril()
    for number, (prompt, rows) in enumerate(groups.items()):
        trunk = len(prompt) - 1
        packed[number, :trunk] = torch.tensor(prompt[:-1], dtype=packed.dtype)
        positions[number, :trunk] = torch.arange(trunk)
        attention[number, :trunk, :trunk] = causal[:trunk, :trunk]
        start = trunk
        for row, words in rows:
            end = start + len(words)
            packed[number, start:end] = torch.tensor([prompt[-1], *words[:-1]][: len(words)], dtype=packed.dtype)
            labels[number, start:end] = torch.tensor(words, dtype=labels.dtype)
            positions[number, start:end] = torch.arange(trunk, trunk + len(words))
            attention[number, start:end, :trunk] = True
            attention[number, start:end, start:end] = causal[: len(words), : len(words)]
            places[row, : len(words)] = number * length + torch.arange(start, end)
            valid[row, : len(words)] = True
            start = end
    device = input_ids.device
    return Packed(*(tensor.to(device) for tensor in (packed, attention.unsqueeze(1), positions, labels, places, valid)))


def spread(values: Any, packed: Packed) -> Any:
    """Per-position values (prompts, length) back as (rows, completion length); 0 where nothing counts."""
    return values.reshape(-1)[packed.places] * packed.valid


def score(model: Any, packed: Packed) -> Any:
    """The model's outputs for the packed batch: `log_probs` and `entropy`, (prompts, length) each.

    The model must have TRL's fused head (`add_fused_lm_head`).
    """
    return model(
        input_ids=packed.input_ids,
        attention_mask=packed.attention,
        position_ids=packed.positions,
        shift_labels=packed.labels,
        fused_lm_head=True,
    )
