"""`burner train dpo`."""

from __future__ import annotations

from burner_training.commands.stage import stage_command

command = stage_command("dpo", "Teach by preference.")
