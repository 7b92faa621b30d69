"""Starts a recipe of several processes by `accelerate launch`, which runs this very command in each of them."""

from __future__ import annotations

import os
import subprocess
import sys

from burner_training.recipes.schema import Recipe


def launched_by_accelerate() -> bool:
    """Whether this process is one of several that were started together."""
    return "LOCAL_RANK" in os.environ


def launch_command(recipe: Recipe, arguments: list[str]) -> list[str]:
    """What starts `burner` with these arguments on the recipe's number of processes."""
    flags = ["--num_processes", str(recipe.processes), "--num_machines", "1", "--mixed_precision", "no"]
    flags += ["--dynamo_backend", "no", "--module"]
    return [sys.executable, "-m", "accelerate.commands.launch", *flags, "burner", *arguments]


def relaunch(recipe: Recipe) -> int:
    """Run this command again on all processes; the exit code of the whole."""
    return subprocess.run(launch_command(recipe, sys.argv[1:]), check=False).returncode
