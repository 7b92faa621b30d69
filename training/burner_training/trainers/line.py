"""The line that tells how training goes."""

from __future__ import annotations

from collections.abc import Mapping

_FIGURES = (
    ("reward", "reward", "{:.3f}"),
    ("kl", "KL", "{:.4f}"),
    ("entropy", "entropy", "{:.2f}"),
    ("completions/mean_length", "length", "{:.0f}"),
    ("sampling/sampling_logp_difference/mean", "mismatch", "{:.3f}"),
    ("rewards/accuracies", "preferred", "{:.0%}"),
    ("mean_token_accuracy", "accuracy", "{:.0%}"),
    ("tokens_per_s", "tokens/s", "{:.0f}"),
)


def line(stage: str, step: int, steps: int, figures: Mapping[str, float], step_s: float) -> str:
    """Return the step's figures in one line: "grpo 12/60  loss 0.013  reward 0.31 (format 0.9)  ...  38 min left"."""
    parts = [f"{stage} {step}/{steps}", f"loss {figures.get('loss', 0.0):.4f}"]
    for key, word, form in _FIGURES:
        if key in figures:
            parts.append(f"{word} {form.format(figures[key])}")
            if key == "reward":
                parts[-1] += _terms(figures)
    parts.append(f"{duration(step_s * (steps - step))} left" if step < steps else "done")
    return "  ".join(parts)


def _terms(figures: Mapping[str, float]) -> str:
    terms = [
        f"{key.split('/')[1]} {value:.2f}"
        for key, value in figures.items()
        if key.startswith("rewards/") and key.endswith("/mean")
    ]
    return f" ({', '.join(terms)})" if terms else ""


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 6000:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
