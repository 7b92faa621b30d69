"""The check as `burner check` and `burner baseline` run it: files, settings, cache, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from burner.check.run import Report, Skipped, check_files
from burner.check.settings import CheckSettings
from burner.cli import diagnostics


def checked(paths: Sequence[Path], flags: Mapping[str, Any]) -> tuple[Report, list[Path]]:
    """Return what is found in files and folders, and the files that were looked at."""
    from burner.check.cache import opened
    from burner.check.files import found

    files, notebooks = found(paths or (Path(),))
    settings_for = settings_of(flags)
    settings_for(Path("x.py")).rules_for(Path("x.py"))  # unknown rules are said though there may be no file
    with opened() as cache:
        report = check_files(files, settings_for, cache)
    left_out = tuple(Skipped(str(path), "a notebook: burner reads modules", fault=False) for path in notebooks)
    return Report(report.findings, report.skipped + left_out, report.files, report.known), files


def settings_of(flags: Mapping[str, Any]) -> Callable[[Path], CheckSettings]:
    """Return what gives the settings of a file: those of the nearest project, flags first."""
    from burner.config import Problems, load, project_file

    @cache
    def of_project(folder: Path) -> CheckSettings:
        settings = load(folder, flags).settings
        return CheckSettings(settings.select, settings.ignore, settings.per_file_ignores, folder)

    @cache
    def of_folder(folder: Path) -> CheckSettings:
        top = folder.parent == folder
        if top or (folder / "pyproject.toml").is_file():
            project = project_file(folder, Problems())
            return of_project(project[0].parent if project else folder)
        return of_folder(folder.parent)

    return lambda path: of_folder(path.absolute().parent)


def say_skipped(skipped: Sequence[Skipped]) -> None:
    """Say which files were not looked at, and why."""
    notebooks = [item for item in skipped if "notebook" in item.reason]
    for item in skipped:
        if item not in notebooks:
            diagnostics.warn(f"{item.path} was not checked: {item.reason}")
    if notebooks:
        more = f" and {len(notebooks) - 1} more" if len(notebooks) > 1 else ""
        diagnostics.note(f"notebooks are not checked: {notebooks[0].path}{more}")
