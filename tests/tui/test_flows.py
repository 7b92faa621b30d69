"""What a user does in the app, key by key."""

from __future__ import annotations

import json
import sys

import psutil
import pytest
from textual import events

from burner.history.store import History
from burner.tui.widgets.candidates import Candidates
from burner.tui.widgets.diff import DiffView
from burner.tui.widgets.function_list import FunctionList
from burner.tui.widgets.search import Search


def shown(app) -> str:
    """The text on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def ran(bench, app, pilot):
    """Run the function under the cursor to its end."""
    await pilot.press("down", "enter")
    await bench.until(lambda: app.run_now and not app.run_now.going)
    await bench.until(lambda: "result" in shown(app) and app.current_mode == "run")
    await pilot.pause(0.2)


async def test_the_first_screen_says_what_is_known(bench):
    """A user would not see which functions are slow, measured or tested without asking for each."""
    bench.stored()
    async with bench.app() as (app, _):
        text = shown(app)
        line = next(line for line in text.splitlines() if " unique " in line)
        assert [word for word in line.split() if word != "unique"][:6] == ["BRN105", "12.3", "ms", "n^2", "12.20x", "3"]
        assert "1 slow by their shape" in text


async def test_search_narrows_the_list_and_escape_shows_all(bench):
    """A function of a large project could not be found by its name."""
    async with bench.app() as (app, pilot):
        await pilot.press("slash", *"tot", "enter")
        assert app.screen.query_one(FunctionList).function.qualname == "Shop.total"
        await pilot.press("slash", "escape")
        assert app.screen.query_one(FunctionList).row.place.name == "work.py"


async def test_sorting_by_worth_puts_the_slow_one_first(bench):
    """A user would not see where to begin."""
    async with bench.app() as (app, pilot):
        await pilot.press("s")
        assert app.home.order == "worth"
        assert app.screen.query_one(FunctionList).function.qualname == "unique"


async def test_a_target_is_pointed_at(bench):
    """`burner tui file.py::name` would open the project and forget the name."""
    async with bench.app(wanted=f"{bench.file}::Shop.total") as (app, pilot):
        await pilot.pause()
        assert app.screen.query_one(FunctionList).function.qualname == "Shop.total"


async def test_what_is_typed_at_once_is_searched(bench):
    """Fast fingers would lose the letters that come before the search is drawn."""
    async with bench.app() as (app, _):
        for character in "/tot":
            app.post_message(events.Key("slash" if character == "/" else character, character))
        await bench.until(lambda: app.screen.query_one(Search).value == "tot", seconds=5)


async def test_enter_runs_and_a_applies_and_u_undoes(bench):
    """The one thing the app is for."""
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        assert "12.20x faster (95% CI 11.90-12.60)" in shown(app)
        assert app.screen.query_one(Candidates).chosen == "c3"
        await pilot.press("a", "y")
        await bench.until(lambda: bench.file.read_text(encoding="utf-8") == bench.fast)
        await pilot.press("u")
        await bench.until(lambda: bench.file.read_text(encoding="utf-8") == bench.slow)
    assert bench.told()[1][:2] == ["optimize", "work.py::unique"]


async def test_a_file_that_changed_meanwhile_is_left_alone(bench):
    """What the user typed while the run went on would be overwritten."""
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        edited = bench.slow.replace("return seen", "return seen  # mine")
        bench.file.write_text(edited, encoding="utf-8")
        await pilot.press("a", "y")
        await pilot.pause()
        assert bench.file.read_text(encoding="utf-8") == edited
        assert not app.run_now.applied


async def test_the_engine_is_told_what_the_keys_say(bench):
    """Cancel, pause, pin and try again would do nothing."""
    *before, last = bench.played()
    bench.plays(*before, "WAIT", last)
    async with bench.app() as (app, pilot):
        await pilot.press("down", "enter")
        await bench.until(lambda: app.run_now and app.run_now.progress.best)
        await bench.until(lambda: app.screen.query_one(Candidates).chosen == "c3")
        await pilot.press("space", "space", "i", "t")
        await pilot.press(*"use a set", "enter")
        await pilot.press("c")
        await bench.until(lambda: not app.run_now.going)
    told = [line for line in bench.told() if isinstance(line, dict)]
    assert told == [
        {"command": "pause_model"},
        {"command": "resume_model"},
        {"command": "pin", "candidate": "c3"},
        {"command": "try_from", "candidate": "c3", "hint": "use a set"},
        {"command": "cancel"},
    ]


async def test_after_the_end_try_again_goes_on_with_the_run(bench):
    """A hint that comes to mind when the run is over could not be given."""
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        first = app.run_now
        await pilot.press("t", *"sort", "enter")
        await bench.until(lambda: app.run_now is not first)
        await bench.until(lambda: {"command": "try_from", "candidate": "c3", "hint": "sort"} in bench.told())
        assert app.run_now.command[:3] == ["optimize", "--resume", "01run"]


async def test_an_engine_that_does_not_listen_goes_with_the_app(bench):
    """It would eat the machine after the app was left, with nobody to end it."""
    engine = bench.home / "engine.py"
    text = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{engine.read_text(encoding='utf-8')}"
    engine.write_text(text, encoding="utf-8")
    bench.plays(bench.played()[0], "WAIT")
    async with bench.app() as (app, pilot):
        await pilot.press("down", "enter")
        await bench.until(lambda: app.run_now and app.run_now.progress.run)
        child = next(one for one in psutil.Process().children() if "optimize" in one.cmdline())
        await pilot.press("ctrl+q")
    assert not child.is_running()


async def test_an_engine_that_dies_leaves_what_was_found(bench):
    """The screen would stay as it is for ever, or be empty."""
    bench.plays(*bench.played()[:-1], "DIE")
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        await bench.until(lambda: "the model's memory ran out" in shown(app))  # a busy machine draws it later
        assert "12.40x" in shown(app)


async def test_a_reply_that_is_no_event_is_said(bench):
    """Somebody else's output in the engine's place would crash the app."""
    bench.plays(bench.played()[0], "hello")
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        assert "no event" in shown(app)


async def test_the_counter_example_is_read_in_the_app(bench):
    """A user would not see why a candidate was rejected."""
    async with bench.app() as (app, pilot):
        await ran(bench, app, pilot)
        await pilot.press("up", "right_square_bracket")
        await pilot.pause(0.2)
        assert "unique([1, True]): [1] instead of [1, True]" in shown(app)


async def test_the_diff_stands_side_by_side_where_there_is_room(bench):
    """A wide terminal would be half empty, a narrow one would cut lines."""
    for size, together in (((80, 24), False), ((220, 50), True)):
        async with bench.app(size) as (app, pilot):
            await ran(bench, app, pilot)
            lines = [line for line in shown(app).splitlines() if "seen = []" in line]
            assert len(lines) == 1
            assert ("return list(dict.fromkeys(items))" in lines[0]) == together
            assert app.screen.query_one(DiffView)


async def test_a_second_run_asks_first(bench):
    """Two runs at a time would spoil each other's figures."""
    *before, last = bench.played()
    bench.plays(*before, "WAIT", last)
    async with bench.app() as (app, pilot):
        await pilot.press("down", "enter")
        await bench.until(lambda: app.run_now and app.run_now.progress.best)
        first = app.run_now
        await pilot.press("1", "enter", "n")
        assert app.run_now is first
        await pilot.press("enter", "y")
        await bench.until(lambda: app.run_now is not first)


async def test_keys_are_remapped_by_id(bench):
    """A user whose fingers know other keys could not have them."""
    text = '[tool.burner.keys]\n"functions.sort" = ["x"]\n"functions.srot" = ["z"]\n'
    (bench.folder / "pyproject.toml").write_text(text, encoding="utf-8")
    async with bench.app() as (app, pilot):
        await pilot.press("s")
        assert app.home.order == "place"
        await pilot.press("x")
        assert app.home.order == "worth"
        assert any("did you mean functions.sort" in item.message for item in app._notifications)


async def test_f1_names_every_key_and_its_id(bench):
    """The ids could only be found in the source."""
    async with bench.app((100, 60)) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause(0.3)
        text = shown(app)
        assert "functions.sort" in text
        assert "app.quit" in text


async def test_every_key_stands_in_the_palette(bench):
    """What has a key could not be found by its name."""
    async with bench.app() as (app, _):
        commands = {command.title for command in app.get_system_commands(app.screen)}
        bindings = {item.binding.description for item in app.screen.active_bindings.values() if item.binding.id}
        assert bindings - {""} <= commands
        assert {"Sort", "Search", "History"} <= commands


async def test_the_footer_offers_only_what_works_now(bench):
    """Keys that do nothing would be advertised."""
    async with bench.app() as (app, pilot):
        await pilot.press("2")
        offered = {item.binding.action for item in app.screen.active_bindings.values()}
        assert not offered & {"apply", "branch", "cancel", "pin", "undo"}
        await pilot.press("1")
        await ran(bench, app, pilot)
        offered = {item.binding.action for item in app.screen.active_bindings.values()}
        assert {"apply", "branch", "try_from", "resume"} <= offered
        assert "cancel" not in offered


async def test_every_binding_has_an_id(bench):
    """A key without one could never be remapped."""
    async with bench.app() as (app, pilot):
        for number in "1234567":
            await pilot.press(number)
            named = [item.binding for item in app.screen.active_bindings.values() if item.binding.show]
            assert [binding.action for binding in named if not binding.id] == []


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 60)])
async def test_any_size_is_drawn_and_a_resize_in_the_middle_too(bench, size):
    """A small window, or one that is dragged, would crash the app."""
    async with bench.app(size) as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.resize_terminal(60, 16)
        await pilot.resize_terminal(*size)
        await bench.until(lambda: not app.run_now.going)
        await pilot.pause(0.2)
        assert ("too small" in shown(app)) == (size == (40, 10))


async def test_a_history_of_a_newer_burner_is_said_and_the_rest_works(bench):
    """The app would not start."""
    with History.open() as history:
        history._connection.execute("INSERT INTO migrations VALUES ('9999_later', 0)")
    async with bench.app((200, 24)) as (app, pilot):
        assert "written by a newer burner" in shown(app)
        await ran(bench, app, pilot)


async def test_overrides_of_the_session_reach_the_engine(bench):
    """Settings changed in the app would not count."""
    async with bench.app() as (app, pilot):
        app.session.set("policy", "rules")
        await ran(bench, app, pilot)
    run = next(line for line in bench.told() if isinstance(line, list) and line[0] == "optimize")
    assert json.dumps(run).count('"--policy", "rules"') == 1


async def test_brackets_are_shown_as_they_are(bench, monkeypatch):
    """`pip install 'burner-perf[git]'` would lose its brackets, or crash the app."""
    async with bench.app(messages=True) as (app, pilot):
        await ran(bench, app, pilot)
        monkeypatch.setitem(sys.modules, "git", None)
        await pilot.press("b")
        await bench.until(lambda: "[git]" in shown(app))
