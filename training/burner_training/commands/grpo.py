"""`burner train grpo`."""

from __future__ import annotations

from burner_training.commands.stage import stage_command

command = stage_command("grpo", "Let the policy try, rewarded by the judge.")
