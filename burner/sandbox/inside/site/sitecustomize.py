"""Starts burner's recorder in every Python that a recorded command starts; then the user's own sitecustomize runs."""

import importlib.machinery
import importlib.util
import os
import sys


def _boot() -> None:
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    spec = importlib.util.spec_from_file_location(
        "_burner", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None and spec.loader is not None  # noqa: PT018 - the folder is this file's own
    module = importlib.util.module_from_spec(spec)
    sys.modules["_burner"] = module
    spec.loader.exec_module(module)
    from _burner import record  # type: ignore[import-not-found]

    record.start(os.environ["BURNER_RECORD"])


def _next() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    path = [entry for entry in sys.path if os.path.abspath(entry) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", path)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if "BURNER_RECORD" in os.environ:
    _boot()
_next()
