"""Rollouts a minute on this processor: llama.cpp's batch against Hugging Face generate, the same adapter, prompts and lengths.

Each round runs both, one after the other, on a group of completions of one prompt; both end an answer where the model ends
it, at the same most tokens. Compared is what counts in training, completions of a group. The ratio is the median of the rounds' ratios. What llama.cpp's probabilities differ by from
those of the model in training is measured on the tokens it drew. Nothing else should run beside it.

    python benchmarks/rollouts.py --data DIR [--model qwen2.5-coder-0.5b] [--rounds 3] [--group 8] [--tokens 128] [--keep FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

SYSTEM = "You make Python functions faster."
ASK = "Make this function faster. Answer with the whole function in one fenced block.\n```python\n{}\n```"
LONGEST_CODE = 700
"""Characters: prompts of under 300 tokens."""


def main() -> None:
    """Print the rates and the mismatch."""
    options = _options()
    import torch

    torch.set_num_threads(options.threads)
    from burner_training.models.load import base_model, load_model, load_tokenizer
    from burner_training.models.lora import Lora, adapted
    from burner_training.rollouts.llama import LlamaRollouts

    base = base_model(options.model)
    model = adapted(load_model(base), Lora(upper_layers=8 if options.model != "tiny" else 0)).eval()
    torch.manual_seed(0)
    for name, weight in model.named_parameters():
        if "lora_B" in name:  # an adapter that does something, as after some steps
            weight.data.normal_(0, 0.005)
    trainer = SimpleNamespace(
        model=model,
        processing_class=load_tokenizer(base),
        args=SimpleNamespace(seed=0),
        state=SimpleNamespace(global_step=0),
        accelerator=SimpleNamespace(unwrap_model=lambda given: given, process_index=0),
        temperature=1.0,
        max_completion_length=options.tokens,
    )
    rollouts = LlamaRollouts(base.gguf, options.group, options.threads, stop_at_fence=False)
    known = _kept(options.keep)
    for number in range(options.rounds):
        if number < len(known):
            continue
        trainer.state.global_step = number
        prompt = _prompts(options.data)[number]
        known.append(one_round(trainer, rollouts, prompt, options.group))
        if options.keep:
            options.keep.write_text(json.dumps(known), encoding="utf-8")
        print(_words(f"round {number + 1}", known[-1]), flush=True)
    whole = {name: statistics.median(row[name] for row in known) for name in known[0]}
    print(_words(f"median of {len(known)}", whole))


def one_round(trainer: Any, rollouts: Any, prompt: list[dict[str, str]], group: int) -> dict[str, float]:
    """Seconds of both for one group, and how far their probabilities are apart."""
    import torch

    began = time.monotonic()
    drawn = rollouts([prompt] * group, trainer)
    llama_s = time.monotonic() - began
    tokens = sum(map(len, drawn["completion_ids"]))
    ids = torch.tensor([drawn["prompt_ids"][0]] * group)
    padding = trainer.processing_class.pad_token_id
    began = time.monotonic()
    with torch.no_grad():
        generated = trainer.model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            do_sample=True,
            temperature=1.0,
            top_k=0,
            top_p=1.0,
            max_new_tokens=trainer.max_completion_length,
            pad_token_id=padding,
        )
    hf_s = time.monotonic() - began
    return {
        "llama_per_min": 60 * group / llama_s,
        "hf_per_min": 60 * group / hf_s,
        "ratio": hf_s / llama_s,
        "llama_tokens_per_s": tokens / llama_s,
        "hf_tokens_per_s": float((generated[:, ids.size(1) :] != padding).sum()) / hf_s,
        **_mismatch(trainer, drawn),
    }


def _mismatch(trainer: Any, drawn: dict[str, Any]) -> dict[str, float]:
    import torch

    differences = []
    for prompt, answer, sampled in zip(
        drawn["prompt_ids"][:2], drawn["completion_ids"], drawn["logprobs"], strict=False
    ):
        with torch.no_grad():
            logits = trainer.model(torch.tensor([prompt + answer])).logits[0, len(prompt) - 1 : -1]
        trained = logits.log_softmax(-1).gather(1, torch.tensor(answer)[:, None])[:, 0]
        differences.append((trained - torch.tensor(sampled)).abs())
    every = torch.cat(differences)
    return {"mismatch_mean": float(every.mean()), "mismatch_max": float(every.max())}


def _prompts(data: Path) -> list[list[dict[str, str]]]:
    with gzip.open(data / "mbpp_stress.jsonl.gz", "rt", encoding="utf-8") as lines:
        codes = [json.loads(line)["code"] for line in lines]
    return [
        [{"role": "system", "content": SYSTEM}, {"role": "user", "content": ASK.format(code)}]
        for code in codes
        if len(code) <= LONGEST_CODE
    ]


def _words(what: str, row: dict[str, float]) -> str:
    return (
        f"{what}: llama.cpp {row['llama_per_min']:.1f} rollouts a minute ({row['llama_tokens_per_s']:.0f} tokens/s),"
        f" Hugging Face generate {row['hf_per_min']:.1f} ({row['hf_tokens_per_s']:.0f} tokens/s): {row['ratio']:.2f}x;"
        f" log-probabilities {row['mismatch_mean']:.4f} apart on average, {row['mismatch_max']:.3f} at most"
    )


def _kept(keep: Path | None) -> list[dict[str, float]]:
    return list(json.loads(keep.read_text(encoding="utf-8"))) if keep and keep.is_file() else []


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with mbpp_stress.jsonl.gz")
    parser.add_argument("--model", default="qwen2.5-coder-0.5b")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--group", type=int, default=8)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
