"""Prompts as text: a conversation in the model's chat template, up to where its answer begins.

A last message of the assistant is what the answer is forced to begin with, as the product forces its answers; it belongs
to the prompt and isn't trained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Prompt = str | Sequence[Mapping[str, Any]]


def as_text(prompt: Prompt, tokenizer: Any) -> str:
    """The whole prompt in the chat template; plain text stays as it is."""
    if isinstance(prompt, str):
        return prompt
    begun = prompt[-1]["role"] == "assistant"
    text: str = tokenizer.apply_chat_template(
        [dict(message) for message in prompt],
        tokenize=False,
        add_generation_prompt=not begun,
        continue_final_message=begun,
    )
    return text


def forced_beginning(prompt: Prompt) -> str:
    """What the answer must begin with."""
    if isinstance(prompt, str) or prompt[-1]["role"] != "assistant":
        return ""
    return str(prompt[-1]["content"])
