"""What every trainer of burner does beside TRL's: stops at a loss that is no number, and saves so that a kill loses little.

A checkpoint counts only once it is whole: its last file, `whole`, is written when all others are there.
"""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

from burner.errors import BurnerError

WHOLE = "whole"
_NO_ROOM = ("No space left on device", "os error 28", "enforce fail", "unexpected pos")
"""What torch and safetensors say of a full disk."""


class Guarded:
    """Mixed into TRL's trainers, before them."""

    def training_step(self, *args: Any, **options: Any) -> Any:
        """Take a step's loss; BurnerError where it is not a finite number."""
        loss = super().training_step(*args, **options)  # type: ignore[misc]
        if not bool(loss.isfinite().all()):
            raise not_finite("loss", self.state.global_step + 1, self.args.output_dir)  # type: ignore[attr-defined]
        return loss

    def create_model_card(self, *_args: Any, **_options: Any) -> None:
        """Write none: `burner train export` writes one with what was measured."""

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        trainer: Any = self
        folder = Path(trainer.args.output_dir) / f"checkpoint-{trainer.state.global_step}"
        try:
            super()._save_checkpoint(model, trial)  # type: ignore[misc]
            if trainer.args.should_save:
                (folder / WHOLE).touch()
        except Exception as error:
            if not is_full(error):
                raise
            shutil.rmtree(folder, ignore_errors=True)
            hint = "make room and go on with --resume: the checkpoint before it is whole"
            raise BurnerError(f"the disk is full: {folder} could not be written", hint) from error


def not_finite(what: str, step: int, output: str) -> BurnerError:
    """The error for a loss or gradient that is NaN or infinite."""
    hint = f"nothing of it was saved; --resume goes on from the last checkpoint in {output}, with a lower learning rate"
    return BurnerError(f"the {what} of step {step} is not a finite number", hint)


def is_full(error: BaseException) -> bool:
    """Whether an error is the disk's being full, in whatever words."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    return any(words in str(error) for words in _NO_ROOM)


def latest(output: Path) -> Path | None:
    """The newest whole checkpoint of a folder; what is left of unfinished ones is removed."""
    found = []
    for folder in output.glob("checkpoint-*"):
        step = folder.name.partition("-")[2]
        if (folder / WHOLE).is_file() and step.isdecimal():
            found.append((int(step), folder))
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return max(found)[1] if found else None
