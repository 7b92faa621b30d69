"""A pytest plug-in that orders, limits and reports the user's tests for burner; it changes nothing else.

Loaded with `-p _burner.pytest_plugin` by the recorder's boot; settings come with the recorder's.
"""

from __future__ import annotations

import time
from typing import Any

from . import record

_began = time.monotonic()


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Keep the tests that are asked for, or put those whose file names the target first."""
    settings = record.recorder().settings
    wanted = settings.get("tests")
    if wanted is not None:
        chosen = set(wanted)
        items[:] = [item for item in items if item.nodeid in chosen]
        return
    words = settings.get("words", [])
    ranks: dict[str, int] = {}

    def rank(item: Any) -> int:
        path = str(item.path if hasattr(item, "path") else item.fspath)
        if path not in ranks:
            try:
                with open(path, encoding="utf-8", errors="replace") as stream:
                    text = stream.read()
            except OSError:
                text = ""
            ranks[path] = next((i for i, word in enumerate(words) if word in text), len(words))
        return ranks[path]

    items.sort(key=rank)
    record.recorder().send({"kind": "collected", "count": len(items)})


def pytest_runtest_logreport(report: Any) -> None:
    """Tell burner how one phase of one test went."""
    if report.when == "call" or report.outcome != "passed":
        record.recorder().send(
            {
                "kind": "test",
                "id": report.nodeid,
                "when": report.when,
                "outcome": report.outcome,
                "duration_s": report.duration,
                "text": "" if report.passed else str(report.longrepr)[-1500:],
            }
        )


def pytest_collectreport(report: Any) -> None:
    """Tell burner which files could not be collected."""
    if report.failed:
        record.recorder().send({"kind": "uncollected", "id": report.nodeid, "text": str(report.longrepr)[-1500:]})


def pytest_runtest_logstart(nodeid: str, location: Any) -> None:
    """Say which test runs now, so that one that hangs can be named."""
    record.recorder().send({"kind": "start", "id": nodeid})


def pytest_runtest_protocol(item: Any, nextitem: Any) -> None:
    """End the session in good order when the time for recording is used up."""
    limit_s = record.recorder().settings.get("time_limit_s")
    if limit_s is not None and time.monotonic() - _began > limit_s:
        item.session.shouldstop = "burner: the time for recording is used up"
        record.recorder().send({"kind": "cut"})
