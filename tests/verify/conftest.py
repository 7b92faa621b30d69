"""The module that a test file writes down as MODULE, loaded where versions of it can be run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from burner.sandbox.forkserver import ForkServer, Load
from burner.sandbox.isolation import choose
from burner.sandbox.place import Place
from burner.target import functions, project_python


@pytest.fixture
def servers(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[ForkServer]]:
    """Two servers with different hash seeds."""
    text = request.module.MODULE
    file = tmp_path / "work.py"
    file.write_text(text)
    spans = {name: (span.first_line, span.last_line) for name, span in functions(text).items()}
    place = Place(choose(), project_python(tmp_path, None), tmp_path)
    load = Load(file.resolve(), "work", "", (str(tmp_path), *place.python.sys_path), spans)
    with ExitStack() as stack:
        yield [stack.enter_context(ForkServer(place, load, seed)) for seed in (1, 20_261)]
