"""Runs unittest suites and doctests with the standard library, reporting to burner as the pytest plug-in does."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import sys
import time
import types
import unittest
from typing import Any

from . import record


class _Result(unittest.TestResult):
    """Sends the outcome of each test as it ends."""

    began = 0.0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.began = time.perf_counter()
        record.recorder().send({"kind": "start", "id": test.id()})

    def addSuccess(self, test: unittest.TestCase) -> None:
        self._say(test, "passed", "")

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._say(test, "failed", str(err[1]))

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._say(test, "failed", f"{err[0].__name__}: {err[1]}")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        self._say(test, "skipped", reason)

    def _say(self, test: Any, outcome: str, text: str) -> None:
        duration_s = time.perf_counter() - self.began
        message = {"kind": "test", "id": test.id(), "when": "call", "outcome": outcome, "duration_s": duration_s}
        record.recorder().send({**message, "text": text[-1500:]})


def unittests(paths: list[str], only: list[str] | None) -> None:
    """Load each test file by path and run its cases, or only the named ones."""
    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    for path in paths:
        sys.path.insert(0, os.path.dirname(path))
        name = os.path.splitext(os.path.basename(path))[0]
        try:
            module = _load(name, path)
        except Exception as error:
            record.recorder().send({"kind": "uncollected", "id": path, "text": f"{type(error).__name__}: {error}"})
            continue
        suite.addTests(loader.loadTestsFromModule(module))
    chosen = [test for test in _flat(suite) if only is None or test.id() in only]
    record.recorder().send({"kind": "collected", "count": len(chosen)})
    unittest.TestSuite(chosen).run(_Result())


def _flat(suite: Any) -> list[Any]:
    if isinstance(suite, unittest.TestSuite):
        return [test for item in suite for test in _flat(item)]
    return [suite]


def doctests(path: str, flags: list[str], only: list[str] | None) -> None:
    """Run the doctests of the target's own file with these option flags; those that only pytest knows are left out."""
    options = sum(doctest.OPTIONFLAGS_BY_NAME.get(name, 0) for name in set(flags))
    module = _import(path)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
        ident = f"{os.path.relpath(path)}::doctest:{test.name}"
        if only is not None and ident not in only:
            continue
        record.recorder().send({"kind": "start", "id": ident})
        os.environ["PYTEST_CURRENT_TEST"] = ident + " (call)"
        lines: list[str] = []
        result = doctest.DocTestRunner(verbose=False, optionflags=options).run(test, out=lines.append)
        outcome = "failed" if result.failed else "passed"
        message = {"kind": "test", "id": ident, "when": "call", "outcome": outcome, "duration_s": 0.0}
        record.recorder().send({**message, "text": "".join(lines)[-1500:]})
    os.environ.pop("PYTEST_CURRENT_TEST", None)


def _import(path: str) -> types.ModuleType:
    """Import a file as the module of its package that it is: its own imports may be relative."""
    folder, name = os.path.split(os.path.splitext(path)[0])
    parts = [] if name == "__init__" else [name]
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    sys.path.insert(0, folder)
    return _load(name, path) if parts == [name] else importlib.import_module(".".join(parts))


def _load(name: str, path: str) -> types.ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
