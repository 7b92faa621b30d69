"""The whole catalogue on code that other people wrote: whatever it looks like, no rule fails, and none takes long."""

from __future__ import annotations

import os
import random
import time
from importlib.util import find_spec
from pathlib import Path

from burner.policy.protocol import Brief
from burner.rules.catalogue import propose
from burner.target.spans import functions

FILES, LARGEST_BYTES = 120, 60_000
LONGEST_S = 20.0
"""A function of a few hundred lines takes a second; this is for a machine that does other things besides."""
PACKAGES = ("click", "hypothesis", "pytest", "rich", "textual")


def sources() -> list[Path]:
    """Files of the standard library and of installed packages, drawn by a seed."""
    folders = [Path(os.__file__).parent, *(Path(str(spec.origin)).parent for spec in map(find_spec, PACKAGES) if spec)]
    own = [
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "site-packages" not in path.relative_to(folder).parts
    ]
    small = sorted(path for path in own if path.stat().st_size < LARGEST_BYTES)
    return random.Random(20261130).sample(small, FILES)


def test_no_rule_fails_on_what_people_write() -> None:
    """One unusual line anywhere in a project would end `burner check` for all of it with a bug of ours."""
    seen, slow = 0, []
    for path in sources():
        try:
            text = path.read_text(encoding="utf-8")
            names = list(functions(text))
        except (SyntaxError, UnicodeDecodeError, ValueError):  # the library's own tests of bad files
            continue
        for name in names:
            began = time.monotonic()
            propose(Brief(text=text, qualname=name))
            seen += 1
            if time.monotonic() - began > LONGEST_S:
                slow.append(f"{path}::{name}")
    assert seen > 500
    assert slow == []
