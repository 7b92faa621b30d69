"""Where burner keeps its own data: history, workloads, logs, undo records, models. Never inside a project."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """Return the data folder: `BURNER_HOME` where it is set, else the platform's place for user data."""
    chosen = os.environ.get("BURNER_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("burner", appauthor=False)


def config_file() -> Path:
    """Return the user's own configuration file, which need not exist."""
    if os.environ.get("BURNER_HOME"):
        return home() / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("burner", appauthor=False) / "config.toml"
