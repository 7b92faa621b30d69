"""`burner train sft`."""

from __future__ import annotations

from burner_training.commands.stage import stage_command

command = stage_command("sft", "Teach by example.")
