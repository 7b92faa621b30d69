"""Where burner keeps its own data; the only place that decides it, and nothing here creates anything."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """Burner's data folder: `BURNER_HOME`, else the platform's folder for user data."""
    override = os.environ.get("BURNER_HOME")
    return Path(override).expanduser() if override else platformdirs.user_data_path("burner", appauthor=False)
