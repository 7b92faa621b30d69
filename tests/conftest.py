"""What all tests share: a data folder of their own, and what happens where a part of the machine is missing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from burner.models.store import models_dir

# Read when llama.cpp's threads are made, which a test's own import of it does before burner could set it: threads that spin
# make the model tests of a busy machine many times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
STRICT = os.environ.get("BURNER_TEST_STRICT") == "1"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def burner_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's history and configuration out of the tests, and the installed models in reach."""
    models = models_dir()
    for name in [name for name in os.environ if name.startswith("BURNER_") and name != "BURNER_TEST_STRICT"]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("burner-home")
    monkeypatch.setenv("BURNER_HOME", str(home))
    monkeypatch.setenv("BURNER_MODELS", str(models))
    return home


@pytest.fixture
def needs() -> Callable[[object, str], None]:
    """Call with what the test can't do without, and the words for it being missing; skips, or fails in a strict run."""

    def check(there: object, reason: str) -> None:
        if not there:
            pytest.skip(reason)

    return check


@pytest.fixture
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """In a strict run (BURNER_TEST_STRICT=1) a part that is missing is a failure."""
    return _strict((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """The same for whole files that skip themselves."""
    return _strict((yield))


def _strict(report):
    if STRICT and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"missing in a strict run: {report.longrepr[-1] if report.longrepr else 'no reason given'}"
    return report
