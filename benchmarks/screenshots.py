"""Makes the pictures of the terminal app's screens: the real app on the examples, with real runs made for it.

python benchmarks/screenshots.py [--folder docs/screenshots]

Runs burner on two examples first, which takes about two minutes; nothing of it lands in your own history.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = str(Path(__file__).resolve())
ROOT = Path(HERE).parent.parent
SIZES = ((80, 24), (140, 40))
RUNS = ("orders.py::top_customers", "contacts.py::merge_contacts")
SCREENS: dict[str, Sequence[str]] = {
    "functions": ("slash", *"top_cust", "enter"),
    "run": ("3", "wait", "enter", "wait"),
    "profile": ("3", "wait", "enter", "wait", "p", "wait"),
    "history": ("3", "wait"),
    "compare": ("3", "wait", "space", "down", "space", "c", "wait"),
    "rules": ("4", "wait", "wait", "slash", *"nested-loop", "enter", "wait"),
    "models": ("5", "wait"),
    "settings": ("6", "wait", "down"),
    "doctor": ("7", "until could be better|everything is there|put right"),
    "help": ("f1", "wait"),
}

COMMANDS = frozenset({"check", "doctor"})
"""What the app starts for these screens, and this file passes on to burner: see `passed_on`."""
OF_NO_RUN = {"rules", "models", "settings", "doctor", "help"}


async def picture(name: str, size: tuple[int, int], project: Path, folder: Path) -> None:
    """Open the app, press the keys of a screen, and keep what is drawn."""
    from burner.tui.app import BurnerApp

    app = BurnerApp(project, program=(sys.executable, HERE))
    async with app.run_test(size=size) as pilot:
        await _until(lambda: app.home.ready)
        for key in SCREENS[name]:
            if key == "wait":
                await pilot.pause(1.0)
            elif key.startswith("until "):
                texts = key.removeprefix("until ").split("|")
                await _until(lambda texts=texts: any(text in app.export_screenshot() for text in _spaced(texts)))
            else:
                await pilot.press(key)
        await pilot.pause(0.5)
        title = f"burner tui: {name}"
        (folder / f"{name}-{size[0]}x{size[1]}.svg").write_text(app.export_screenshot(title=title), encoding="utf-8")


def _spaced(texts: Sequence[str]) -> list[str]:
    return [text.replace(" ", "&#160;") for text in texts]


async def _until(there: object) -> None:
    for _ in range(600):
        if there():  # type: ignore[operator]
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("the screen did not come to rest")


def passed_on(arguments: Sequence[str]) -> int:
    """Run burner for the app, and take the names of this machine out of what it prints about it."""
    done = subprocess.run([sys.executable, "-m", "burner", *arguments], capture_output=True, text=True, check=False)
    names = {str(ROOT): "/home/ada/burner", str(Path.home()): "/home/ada", platform.release(): "6.12"}
    names[os.environ["BURNER_HOME"]] = "/home/ada/.local/share/burner"
    text = done.stdout
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    sys.stdout.write(text)
    return done.returncode


def main() -> None:
    """Make all pictures."""
    if COMMANDS.intersection(sys.argv[1:2]):
        sys.exit(passed_on(sys.argv[1:]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", nargs="*", choices=list(SCREENS), default=list(SCREENS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="burner-") as name:
        project = Path(name) / "examples"
        shutil.copytree(ROOT / "examples", project, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        os.environ["BURNER_HOME"] = str(Path(name) / "home")
        os.environ.pop("NO_COLOR", None)
        os.environ["TEXTUAL_ANIMATIONS"] = "none"
        for target in RUNS if set(options.only) - OF_NO_RUN else ():
            argv = [sys.executable, "-m", "burner", "optimize", target, "--policy", "rules", "--budget", "120s"]
            subprocess.run(argv, cwd=project, check=False, stdout=subprocess.DEVNULL)
        for screen in options.only:
            for size in SIZES:
                asyncio.run(picture(screen, size, project, options.folder))


if __name__ == "__main__":
    main()
