"""Samples candidates for one prompt as a batch and, side by side, one after the other as llama-cpp-python does it.

    python benchmarks/sampling.py [--models 1.5b,0.5b] [--counts 1,4,8,16,32] [--sequential 3] [--tokens 320] [--keep FILE]

For each number N of candidates, in one run: a few answers by `create_chat_completion`, N answers by burner's sampler with
and without copying from the prompt, and llama.cpp's own rate for a batch of N with nothing sampled (the ceiling). All
get the same prompt, temperature, end and longest answer; the prompt is read once by both. A row that is kept is not run again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from burner.models.store import find
from burner.policy.diagnosis import diagnose
from burner.policy.llama import sampler as room
from burner.policy.llama.bench import bench
from burner.policy.llama.native import Native, llama, physical_cores
from burner.policy.llama.sampler import Job, Sampler
from burner.policy.parse import answer_complete
from burner.policy.prompting import Prompt, plan
from burner.policy.protocol import Brief

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "statement.py"
FUNCTION = "account_statement"
TEMPERATURE = 0.8
END = "\n```\n"
"""Where the block is closed; both kinds of sampling stop here."""


def asked() -> Prompt:
    """The question: the example's likeliest fault, without a forced beginning, which the other side does not have."""
    brief = Brief(EXAMPLE.read_text(encoding="utf-8"), FUNCTION)
    return plan(brief, diagnose(brief), (), 1)[0].prompt


def sequential(path: Path, prompt: Prompt, answers: int, tokens: int) -> dict[str, float]:
    """Answers one after the other by llama-cpp-python's own sampling, which keeps the prompt's KV between them."""
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    with closing(llama().Llama(str(path), n_ctx=4096, n_threads=physical_cores(), verbose=False)) as model:
        began, written = time.monotonic(), 0
        for seed in range(answers):
            answer = model.create_chat_completion(
                messages, temperature=TEMPERATURE, top_k=40, top_p=0.95, seed=seed, max_tokens=tokens, stop=[END]
            )
            written += answer["usage"]["completion_tokens"]
        return rates(answers, written, time.monotonic() - began)


def batched(native: Native, prompt: Prompt, count: int, tokens: int, guessed: int) -> dict[str, float]:
    """The same by burner's sampler, and the share of the time that is not spent inside llama.cpp."""
    text = native.chat(prompt.system, prompt.user)
    jobs = [
        Job(text, temperature=TEMPERATURE, seed=seed, max_tokens=tokens, stop=lambda answer: END in f"{answer}\n")
        for seed in range(count)
    ]
    with closing(Sampler(native)) as sampler, _guessing(guessed):
        inside = _timed(sampler)
        began, done = time.monotonic(), list(sampler.sample(jobs, slots=count))
        took_s = time.monotonic() - began
        for answer in done:
            answer_complete(answer.text)
    found = rates(len(done), sum(answer.tokens for answer in done), took_s)
    return {**found, "outside_share": 1 - inside[0] / took_s}


@contextmanager
def _guessing(most: int) -> Iterator[None]:
    """Copy at most so many tokens ahead from the prompt."""
    before, room.GUESSED = room.GUESSED, most
    try:
        yield
    finally:
        room.GUESSED = before


def _timed(sampler: Any) -> list[float]:
    """A list whose one item grows by the seconds spent inside llama.cpp's decoding."""
    spent, decode = [0.0], sampler._decode  # noqa: SLF001  # nothing else tells sampling from decoding

    def timed(batch: Any) -> None:
        began = time.monotonic()
        decode(batch)
        spent[0] += time.monotonic() - began

    sampler._decode = timed  # noqa: SLF001
    return spent


def rates(answers: int, tokens: int, took_s: float) -> dict[str, float]:
    """Candidates per minute and tokens per second."""
    return {"per_minute": 60 * answers / took_s, "tokens_per_s": tokens / took_s, "seconds": took_s}


def measured(row: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """One row: everything for one model and one number of candidates, side by side."""
    path, prompt, count = find(row["model"]), asked(), row["count"]
    found: dict[str, Any] = {"sequential": sequential(path, prompt, options.sequential, options.tokens)}
    with closing(Native(path)) as native:
        found["batched"] = batched(native, prompt, count, options.tokens, room.GUESSED)
        found["without copying"] = batched(native, prompt, count, options.tokens, 0)
        (rate,), _ = bench(native, (physical_cores(),), (count,))
        found["ceiling"] = rate.write_tokens_per_s[count]
    return found


def line(row: dict[str, Any], found: dict[str, Any]) -> str:
    """One row as text."""
    base, batch, plain = found["sequential"], found["batched"], found["without copying"]
    gain = batch["per_minute"] / base["per_minute"]
    return (
        f"{row['model']:<6} {row['count']:>3}  {base['per_minute']:>10.2f} {base['tokens_per_s']:>7.1f}  "
        f"{batch['per_minute']:>9.2f} {batch['tokens_per_s']:>7.1f}  {plain['per_minute']:>9.2f} "
        f"{plain['tokens_per_s']:>7.1f}  {found['ceiling']:>7.1f}  {gain:>6.2f}x  "
        f"{batch['tokens_per_s'] / base['tokens_per_s']:>6.2f}x  {plain['outside_share']:>6.1%}"
    )


def main() -> None:
    """Print a row for each model and number of candidates."""
    from running import kept

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", default="1.5b,0.5b")
    parser.add_argument("--counts", default="1,4,8,16,32")
    parser.add_argument("--sequential", type=int, default=3, help="answers to time one after the other")
    parser.add_argument("--tokens", type=int, default=320, help="longest answer")
    parser.add_argument("--keep", default="sampling.results.jsonl")
    options = parser.parse_args()
    rows = [
        {"id": f"{model} x{count} {options.tokens}", "model": model, "count": int(count)}
        for model in options.models.split(",")
        for count in options.counts.split(",")
    ]
    print(
        "               one by one          batched            without copying    ceiling   candidates  tokens   spent\n"
        "model    N     /min  tokens/s     /min  tokens/s      /min  tokens/s   tokens/s   gain        gain     outside"
    )
    for row, found in kept(rows, Path(options.keep), lambda row: measured(row, options)):
        print(line(row, found), flush=True)


if __name__ == "__main__":
    sys.exit(main())
