"""What is done between steps: the line on stderr, the log, checkpoints by the clock, gradients that are no numbers."""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from transformers import TrainerCallback

from burner_training.trainers.guarded import not_finite
from burner_training.trainers.line import line

METRICS = "metrics.jsonl"
_EQUAL_STEPS = 10


class ByTheClock(TrainerCallback):  # type: ignore[misc]
    """Asks for a checkpoint every few minutes, whatever the number of steps."""

    def __init__(self, minutes: float) -> None:
        self._every_s = 60 * minutes
        self._saved_at = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **_others: Any) -> Any:  # noqa: ARG002  # its signature
        """Save where it is time."""
        if time.monotonic() - self._saved_at >= self._every_s or state.global_step >= state.max_steps:
            control.should_save = True
        return control

    def on_save(self, args: Any, state: Any, control: Any, **_others: Any) -> None:  # noqa: ARG002  # its signature
        """Count from here."""
        self._saved_at = time.monotonic()


class FiniteGradients(TrainerCallback):  # type: ignore[misc]
    """Stops before weights are changed by a gradient that is not a number."""

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, model: Any = None, **_others: Any) -> None:  # noqa: ARG002  # its signature
        """Look at all gradients."""
        for parameter in model.parameters():
            if parameter.grad is not None and not bool(parameter.grad.isfinite().all()):
                raise not_finite("gradient", state.global_step + 1, args.output_dir)


class Dashboard(TrainerCallback):  # type: ignore[misc]
    """Writes one line a step on a stream, and all figures to a file of JSON lines."""

    def __init__(self, stage: str, output: Path, stream: TextIO | None = None) -> None:
        self._stage = stage
        self._path = output / METRICS
        self._stream = stream or sys.stderr
        self._began, self._began_at_step = time.monotonic(), 0
        self._equal = 0
        self._tokens, self._tokens_at = 0.0, self._began

    def on_train_begin(self, args: Any, state: Any, control: Any, **_others: Any) -> None:  # noqa: ARG002  # its signature
        """Forget what an interrupted run logged after its last checkpoint."""
        self._began, self._began_at_step = time.monotonic(), state.global_step
        self._tokens, self._tokens_at = state.num_input_tokens_seen, self._began
        self._path.parent.mkdir(parents=True, exist_ok=True)
        kept = [row for row in read_metrics(self._path) if row["step"] <= state.global_step]
        self._path.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_others: Any) -> None:  # noqa: ARG002  # its signature
        """Show and keep one step's figures."""
        if not state.is_world_process_zero or not logs or "loss" not in logs:
            return
        figures = {name: value for name, value in logs.items() if isinstance(value, int | float)}
        figures["tokens_per_s"] = self._pace(figures.get("num_tokens", 0.0))
        with self._path.open("a", encoding="utf-8") as file:
            row = {name: value if math.isfinite(value) else None for name, value in figures.items()}
            file.write(json.dumps({"step": state.global_step, **row}) + "\n")
        step_s = (time.monotonic() - self._began) / max(1, state.global_step - self._began_at_step)
        shown = line(self._stage, state.global_step, state.max_steps, figures, step_s)
        live = self._stream.isatty()
        last = state.global_step >= state.max_steps
        self._stream.write(f"\r\x1b[K{shown}" + ("\n" if last else "") if live else f"{shown}\n")
        self._stream.flush()
        self._warn(figures)

    def _pace(self, tokens: float) -> float:
        now = time.monotonic()
        pace = max(0.0, tokens - self._tokens) / max(1e-9, now - self._tokens_at)
        self._tokens, self._tokens_at = tokens, now
        return pace

    def _warn(self, figures: dict[str, Any]) -> None:
        self._equal = self._equal + 1 if figures.get("frac_reward_zero_std") == 1 else 0
        if self._equal == _EQUAL_STEPS:
            self._stream.write(
                f"\nwarning: in the last {_EQUAL_STEPS} steps all answers to a prompt had equal rewards, so nothing is"
                " learned: take easier tasks, a higher temperature, or train by SFT first\n"
            )


def read_metrics(path: Path) -> list[dict[str, Any]]:
    """All rows of a metrics file; a last one that was cut is left out."""
    rows: list[dict[str, Any]] = []
    if path.is_file():
        for text in path.read_text(encoding="utf-8").splitlines():
            try:
                rows.append(json.loads(text))
            except ValueError:
                break
    return rows
