"""Which keys do what: every binding has an id, and the settings' table `keys` gives an id other keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widget import Widget

from burner.config import Problems, suggestion


def known_ids() -> dict[str, Binding]:
    """Return every binding of the app by its id."""
    from burner.tui.app import BurnerApp
    from burner.tui.screens import (
        compare,
        dialogs,
        doctor,
        help_page,
        history,
        home,
        models,
        place,
        profile,
        rules,
        run,
        settings,
    )
    from burner.tui.widgets import function_list, lines, listing

    owners: tuple[type[App[None] | Widget], ...] = (
        BurnerApp,
        place.Place,
        home.HomeScreen,
        run.RunScreen,
        profile.ProfileScreen,
        history.HistoryScreen,
        compare.CompareScreen,
        rules.RulesScreen,
        models.ModelsScreen,
        settings.SettingsScreen,
        doctor.DoctorScreen,
        help_page.Help,
        dialogs.Confirm,
        dialogs.Ask,
        lines.Lines,
        function_list.FunctionList,
        listing.Listing,
    )
    return {item.id: item for owner in owners for item in _bindings(owner.BINDINGS) if item.id}


def _bindings(items: Iterable[BindingType]) -> Iterator[Binding]:
    return (item for item in items if isinstance(item, Binding))


def keymap(wanted: Iterable[tuple[str, tuple[str, ...]]], problems: Problems) -> dict[str, str]:
    """Return the keys by id as Textual takes them; an id that there is not is a problem."""
    known = known_ids() if wanted else {}
    chosen: dict[str, str] = {}
    for name, keys in wanted:
        if name in known:
            chosen[name] = ",".join(keys)
        else:
            problems.add(f"keys: there is no {name}{suggestion(name, tuple(known))}", "F1 shows the id of every key")
    return chosen
