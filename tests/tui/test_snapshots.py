"""Every screen as it is drawn, at fixed sizes; `pytest --snapshot-update` takes a change that was meant."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest

from burner.home import home
from burner.tui.app import BurnerApp

SMALL, LARGE = (80, 24), (140, 40)
BEGAN = 1_700_000_000.0


@pytest.fixture
def still(bench, monkeypatch):
    """A project whose history, models, settings and machine are always the same."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("BURNER_MODELS", "/nowhere/models")
    monkeypatch.setattr("burner.tui.screens.settings.config_file", lambda: Path("~/.config/burner/config.toml"))
    monkeypatch.setattr("burner.tui.screens.rules.table", dict)
    bench.stored("01run")
    bench.stored("02run", better=False)
    with sqlite3.connect(home() / "history.db") as database:
        database.execute("UPDATE runs SET started_at = ?, finished_at = ?", (BEGAN, BEGAN + 27.4))
    checks = [
        {"name": "burner", "status": "ok", "detail": "0.1.0 on Python 3.11", "fix": ""},
        {"name": "models", "status": "warn", "detail": "no model is installed", "fix": "burner model pull"},
    ]
    (bench.home / "doctor.json").write_text(json.dumps({"usable": True, "checks": checks}), encoding="utf-8")
    return bench


@pytest.fixture
def drawn(still, snap_compare):
    """Compare a screen with its picture, after keys; "..." before a text waits until it is shown."""

    def check(size, *keys):
        app = BurnerApp(still.folder, program=still.program)

        async def before(pilot):
            await still.until(lambda: app.home.ready)
            for key in keys:
                if key.startswith("..."):
                    await still.until(lambda key=key: key[3:] in _text(app))
                else:
                    await pilot.press(key)
            await pilot.pause(0.3)

        return snap_compare(app, terminal_size=size, run_before=before)

    yield check
    time.tzset()


def _text(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


RUN = ("down", "enter", "...12.20x faster", "...list(dict.fromkeys")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
def test_functions(drawn, size):
    """The first screen would be broken."""
    assert drawn(size, "down")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
def test_a_run(drawn, size):
    """The result of a run would be unreadable."""
    assert drawn(size, *RUN, *(["...median"] if size == LARGE else []))


def test_why_a_candidate_was_rejected(drawn):
    """The counter-example would be cut."""
    assert drawn(SMALL, *RUN, "up", "right_square_bracket", "...instead of")


def test_plots_of_a_run(drawn):
    """Progress, pairs and growth would be drawn wrong."""
    assert drawn(SMALL, *RUN, "right_square_bracket", "right_square_bracket", "...median")


def test_lineage_of_a_run(drawn):
    """Which candidate came from which would be lost."""
    assert drawn(SMALL, *RUN, "left_square_bracket", "left_square_bracket", "...the original")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
def test_a_profile(drawn, size):
    """Hot lines would be hard to find."""
    assert drawn(size, "down", "p", "...71.0%")


def test_history(drawn):
    """Runs would be hard to tell apart."""
    assert drawn(SMALL, "3", "...2 runs", "space")


def test_two_runs_compared(drawn):
    """Figures of two runs would not stand beside each other."""
    assert drawn(SMALL, "3", "...2 runs", "space", "down", "space", "c", "...one of them found")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
def test_rules(drawn, size):
    """A rule's page would be unreadable."""
    assert drawn(size, "4", "...BRN105", "slash", *"dedupe-loop", "enter", "...What the shape costs")


def test_models(drawn):
    """What is installed would not be seen."""
    assert drawn(SMALL, "5", "...from Qwen")


def test_settings(drawn):
    """Where a setting comes from would not be seen."""
    assert drawn(SMALL, "6", "...interpreter that runs")


def test_doctor(drawn):
    """What is missing would not be seen."""
    assert drawn(SMALL, "7", "...could be better", "down")


def test_help(drawn):
    """Keys would be hard to learn."""
    assert drawn(SMALL, "f1", "...The functions of the project")


def test_a_question(drawn):
    """A user would not see what is about to be written."""
    assert drawn(SMALL, *RUN, "a", "...Write this version")
