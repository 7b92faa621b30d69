"""The screens beside the run: profile, history, rules, models, settings, doctor."""

from __future__ import annotations

import json

from burner.history.store import History
from burner.models.registry import DEFAULT, SMALL
from burner.tui.screens.compare import CompareScreen
from burner.tui.screens.profile import ProfileScreen
from burner.tui.screens.run import RunScreen
from burner.tui.widgets.listing import Listing


def shown(app) -> str:
    """The text on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def at(bench, app, pilot, key, text):
    """Go to a screen and wait for a text on it."""
    await pilot.press(key)
    await bench.until(lambda: text in shown(app))


async def test_the_profile_shows_the_hot_lines(bench):
    """A user would not see why a function is slow without looking for a faster one."""
    async with bench.app((100, 30)) as (app, pilot):
        await pilot.press("down", "p")
        await bench.until(lambda: isinstance(app.screen, ProfileScreen) and "71.0%" in shown(app))
        hot = next(line for line in shown(app).splitlines() if "71.0%" in line)
        assert "!" in hot
        assert "4,096" in hot
        assert "if item not in seen" in hot
        await pilot.press("escape")
        assert app.current_mode == "functions"
    run = next(line for line in bench.told() if line[0] == "optimize")
    assert run[run.index("--iterations") + 1] == "0"


async def test_the_history_is_searched_opened_and_left(bench):
    """Earlier runs could not be looked at again."""
    bench.stored("01run")
    bench.stored("02run", better=False)
    async with bench.app((100, 30)) as (app, pilot):
        await at(bench, app, pilot, "3", "2 runs")
        await pilot.press("slash", *"improved", "enter")
        await bench.until(lambda: "1 run of 2" in shown(app))
        await pilot.press("enter")
        await bench.until(lambda: isinstance(app.screen, RunScreen) and "12.20x faster" in shown(app))
        await pilot.press("escape")
        await bench.until(lambda: "1 run of 2" in shown(app))


async def test_two_runs_are_compared(bench):
    """A user would have to hold two screens in mind."""
    bench.stored("01run")
    bench.stored("02run", better=False)
    async with bench.app((100, 30)) as (app, pilot):
        await at(bench, app, pilot, "3", "2 runs")
        await pilot.press("space", "down", "space", "c")
        await bench.until(lambda: isinstance(app.screen, CompareScreen) and "one of them found nothing" in shown(app))
        found = next(line for line in shown(app).splitlines() if "found" in line and "12.20x" in line)
        assert "unchanged" in found
        assert "= target" in shown(app)


async def test_a_run_is_measured_again_gone_on_with_and_deleted(bench):
    """What was found once could not be trusted today, and the history would only grow."""
    bench.stored("01run")
    async with bench.app((100, 30)) as (app, pilot):
        await at(bench, app, pilot, "3", "1 run")
        await pilot.press("m")
        await bench.until(lambda: app.run_now and not app.run_now.going)
        assert app.run_now.command == ["optimize", "--resume", "01run", "--iterations", "0"]
        await at(bench, app, pilot, "3", "1 run")
        await pilot.press("r")
        await bench.until(lambda: app.run_now.command == ["optimize", "--resume", "01run"] and not app.run_now.going)
        await at(bench, app, pilot, "3", "1 run")
        await pilot.press("d", "n")
        with History.open() as history:
            assert len(history.newest()) == 1
        await pilot.press("d", "y")
        await bench.until(lambda: "no run yet" in shown(app))


async def test_rules_show_their_page_and_where_the_project_has_them(bench):
    """A finding's rule could only be read in the documentation."""
    async with bench.app((140, 40)) as (app, pilot):
        await at(bench, app, pilot, "4", "BRN105")
        await pilot.press("slash", *"dedupe", "enter")
        await bench.until(lambda: "Equal when" in shown(app))
        line = next(line for line in shown(app).splitlines() if "dedupe-loop" in line and "BRN105" in line)
        assert " 1 " in line


async def test_a_model_is_fetched_and_removed(bench, tmp_path, monkeypatch):
    """A user would have to leave the app to get a model."""
    models = tmp_path / "models"
    models.mkdir()
    monkeypatch.setenv("BURNER_MODELS", str(models))
    (models / SMALL.file).write_bytes(b"GGUF")
    (bench.home / "model.json").write_text("fetched", encoding="utf-8")
    async with bench.app((110, 30)) as (app, pilot):
        await at(bench, app, pilot, "5", DEFAULT.name)
        assert "x damaged" in shown(app)
        await pilot.press("p")
        await bench.until(lambda: ["model", "pull", DEFAULT.name] in bench.told() and "fetched" in shown(app))
        await pilot.press("down", "x", "y")
        await bench.until(lambda: not (models / SMALL.file).exists())


async def test_a_setting_is_changed_for_the_session_and_bad_values_are_refused(bench):
    """A typo would only show when the run fails."""
    async with bench.app((110, 40)) as (app, pilot):
        await at(bench, app, pilot, "6", "budget")
        listing = app.screen.query_one(Listing)
        listing.move_cursor(row=listing.get_row_index("budget"))
        await pilot.press("enter", *"soon", "enter")
        await pilot.pause()
        assert any("expected a duration" in item.message for item in app._notifications)
        await pilot.press("enter", *"2m", "enter")
        await bench.until(lambda: "session *" in shown(app))
        assert app.session.arguments() == ["--budget", "2m"]
        await pilot.press("delete")
        assert app.session.arguments() == []


async def test_the_doctor_says_what_is_missing_and_what_to_do(bench):
    """A user whose sandbox is missing would only see runs fail."""
    checks = [
        {"name": "sandbox", "status": "fail", "detail": "none works", "fix": "allow user namespaces"},
        {"name": "models", "status": "ok", "detail": "there", "fix": ""},
    ]
    (bench.home / "doctor.json").write_text(json.dumps({"usable": False, "checks": checks}), encoding="utf-8")
    async with bench.app() as (app, pilot):
        await at(bench, app, pilot, "7", "can't be used here")
        await bench.until(lambda: "→ allow user namespaces" in shown(app))
        assert "x fail" in shown(app)


async def test_a_clipboard_and_an_editor_are_at_hand(bench, monkeypatch):
    """A user would copy commands by hand, and lose the place when opening an editor."""
    async with bench.app() as (app, pilot):
        copied = []
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("down", "y")
        assert copied == ["burner optimize work.py::unique"]
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await pilot.press("o")
        await pilot.pause()
        assert any("no-such-editor" in item.message for item in app._notifications)


async def test_two_apps_on_one_project(bench):
    """The second one would not start, or would see nothing of what the first found."""
    async with bench.app() as (first, pilot), bench.app() as (second, other):
        await pilot.press("down", "enter")
        await bench.until(lambda: first.run_now and not first.run_now.going)
        bench.stored("01run")
        await other.press("r")
        await bench.until(lambda: "12.20x" in shown(second))


async def test_no_colour_and_high_contrast_lose_nothing(bench, monkeypatch):
    """Somebody who sees no colours could not tell better from worse."""
    texts = []
    for name in ("", "high-contrast", "ansi-dark"):
        if name:
            monkeypatch.delenv("NO_COLOR", raising=False)
            monkeypatch.setenv("BURNER_THEME", name)
        else:
            monkeypatch.setenv("NO_COLOR", "1")
        async with bench.app() as (app, pilot):
            assert app.theme == (name or "textual-dark")
            await pilot.press("down", "enter")
            await bench.until(lambda app=app: app.run_now and not app.run_now.going)
            await bench.until(lambda app=app: "*+ c3" in shown(app))
            texts.append([line for line in shown(app).splitlines() if " c" in line[:8]])
    assert texts[0] == texts[1] == texts[2]
