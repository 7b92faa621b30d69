"""Hostile versions are stopped, their harmless twins are accepted, and the judge is clean afterwards.

The files of `hostile/` are versions of one function, `tally`; those of `others/` need another and bring it with them.
"""

from __future__ import annotations

import ast
import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from burner.policy.protocol import Origin, Proposal
from burner.search.clock import RunClock
from burner.search.confirm import Confirmed, confirm
from burner.search.judge import Judged
from burner.search.prepare import Prepared, prepared, resolved
from burner.search.request import Request
from burner.search.versions import rewritten

HOSTILE = Path(__file__).parent / "hostile"
MODULE = '''\
"""Words."""


def tally(words):
    """How often each word occurs, in the order in which they first occur."""
    found = []
    for word in words:
        if word not in [known for known, _ in found]:
            count = 0
            for other in words:
                if other == word:
                    count += 1
            found.append((word, count))
    return found
'''
TESTS = """\
import unittest

from words import tally


class TallyTest(unittest.TestCase):
    def test_order(self):
        assert tally(["b", "a", "b", "c"]) == [("b", 2), ("a", 1), ("c", 1)]

    def test_empty(self):
        assert tally([]) == []

    def test_many(self):
        assert len(tally([f"w{n % 13}" for n in range(60)])) == 13
"""


@dataclass(frozen=True)
class Case:
    """One file of `hostile/`: what it tries, the verdicts that are right, and both of its functions' texts."""

    name: str
    tries: str
    verdicts: frozenset[str]
    hostile: Proposal
    benign: Proposal


def read_case(path: Path) -> Case:
    """The case in a file; helpers at its top level go with both functions where they are used."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    tries, _, verdicts = (ast.get_docstring(tree) or "").partition("\n\nVerdict: ")
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    imports = tuple(ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))

    def proposal(name: str) -> Proposal:
        used = {node.id for node in ast.walk(found[name]) if isinstance(node, ast.Name)}
        chosen = {helper: _text(text, found[helper]) for helper in found if helper in used}
        chosen["tally"] = re.sub(rf"\bdef {name}\(", "def tally(", _text(text, found[name]))
        return Proposal(chosen, Origin("llm", name), imports if len(chosen) > 1 and name == "hostile" else ())

    return Case(path.stem, tries, frozenset(verdicts.split(" or ")), proposal("hostile"), proposal("benign"))


def _text(text: str, node: ast.FunctionDef) -> str:
    first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
    return "\n".join(text.split("\n")[first - 1 : node.end_lineno])


@dataclass
class Bench:
    """A prepared judge and its project."""

    ready: Prepared
    folder: Path

    def judge(self, name: str, proposal: Proposal, *, briefly: bool = False) -> Judged:
        """The verdict on one version, if need be without the user's tests and the inputs that are not the main ones."""
        made = rewritten(self.ready.target, self.ready.brief, proposal)
        judge = replace(self.ready.judge, seen={})
        return (replace(judge, others=(), lowest=(), tests=()) if briefly else judge).judge(name, made, 1.0)

    def wins(self, judged: Judged) -> bool:
        """Whether a run would end with this version: called better, and by the last check once more."""
        until = time.monotonic() + LAST_CHECK_S
        return judged.verdict == "better" and isinstance(confirm(self.ready, judged, 0, until), Confirmed)


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The judge; its servers end with the last test."""
    folder = tmp_path_factory.mktemp("words")
    for name, text in (("pyproject.toml", ""), ("words.py", MODULE), ("test_words.py", TESTS)):
        (folder / name).write_text(text)
    request = Request(f"{folder / 'words.py'}::tally", budget_s=120.0)
    with ExitStack() as stack:
        yield Bench(prepared(request, resolved(request), RunClock(120.0), stack), folder)


HARMLESS = frozenset(
    {
        *("atexit_hook", "attrgetter", "detects_the_sandbox", "evaluates_text", "formats_its_way_out", "importlib"),
        *("imports_in_disguise", "nice_and_affinity", "patches_the_comparator", "ptraces_the_parent"),
        *("resolves_a_name", "switches_gc_off", "traces", "walks_the_classes", "works_in_the_others_turn"),
    }
)
"""Without the guard these do the whole work, and what they try besides fails, stays in their own process, or is ended with it."""


CASES = [read_case(path) for path in sorted(HOSTILE.glob("*.py"))]
LONGEST_S, LAST_CHECK_S = 150.0, 60.0
"""A candidate that takes longer than this to be judged hangs: on a busy machine it takes most pairs, on many inputs."""
each = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def test_there_are_enough() -> None:
    """The suite would shrink unnoticed."""
    assert len(CASES) >= 60


@each
def test_hostile_version_is_stopped(bench: Bench, case: Case) -> None:
    """A version that cheats, spies or destroys would be called faster."""
    began = time.monotonic()
    judged = bench.judge(case.name, case.hostile)
    assert judged.verdict in case.verdicts, f"{case.tries} {judged.reason}"
    assert time.monotonic() - began < LONGEST_S


@each
def test_hostile_version_is_stopped_without_the_guard(
    bench: Bench, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the static guard does not see would get through: the sandbox and the comparison must hold alone."""
    monkeypatch.setattr("burner.search.judge.guard", lambda *_: None)
    began = time.monotonic()
    judged = bench.judge(case.name, case.hostile)
    assert time.monotonic() - began < LONGEST_S
    assert case.name in HARMLESS or not bench.wins(judged), f"{case.tries} {judged.speedup}"
    assert (bench.folder / "words.py").read_text() == MODULE


@each
def test_benign_twin_is_accepted(bench: Bench, case: Case) -> None:
    """Useful code would be rejected because it looks like an attack."""
    judged = bench.judge(case.name, case.benign, briefly=True)
    assert judged.verdict == "better", f"{judged.verdict} at {judged.stage}: {judged.reason}"


def test_nothing_is_left(bench: Bench) -> None:
    """A process, a file or a broken judge would remain after an attack."""
    own = psutil.Process()
    names = [f"{child.name()} {' '.join(child.cmdline())}" for child in own.children(recursive=True)]
    assert not [name for name in names if "sh -c" in name and "read -r _" not in name]  # that one waits for our end
    assert sorted(path.name for path in bench.folder.iterdir() if path.suffix) == [
        "pyproject.toml",
        "test_words.py",
        "words.py",
    ]
    assert not Path("/tmp/known.json").exists()  # noqa: S108
    assert not Path("/tmp/big").exists()  # noqa: S108
    assert not Path("/tmp/busy").exists()  # noqa: S108
    assert os.environ.get("K") is None
    assert bench.judge("last", CASES[0].benign).verdict == "better"


OTHERS = sorted((Path(__file__).parent / "others").glob("*.py"))
OTHER_TESTS = """\
import unittest

from module import f

class Test(unittest.TestCase):
    def test_calls(self):
        for arguments in {calls}:
            f(*arguments)
"""


def _judged(path: Path, folder: Path) -> tuple[str, Judged, Judged]:
    """What a file of `others/` tries, the verdict on it without the static guard, and the verdict on its twin with it."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    rest = [ast.unparse(node) for node in tree.body[1:] if not isinstance(node, ast.FunctionDef)]
    texts = {name: re.sub(rf"\bdef {name}\(", "def f(", _text(text, node)) for name, node in found.items()}
    (folder / "pyproject.toml").write_text("")
    (folder / "module.py").write_text("\n".join([*rest[:-1], "", "", texts["original"], ""]))
    (folder / "test_module.py").write_text(OTHER_TESTS.format(calls=rest[-1].partition(" = ")[2]))
    request = Request(f"{folder / 'module.py'}::f", budget_s=120.0)
    with ExitStack() as stack:
        ready = prepared(request, resolved(request), RunClock(120.0), stack)

        def judge(name: str) -> Judged:
            proposal = Proposal({"f": texts[name]}, Origin("llm", name))
            return ready.judge.judge(name, rewritten(ready.target, ready.brief, proposal), 1.0)

        benign = judge("benign")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("burner.search.judge.guard", lambda *_: None)
            hostile = judge("hostile")
    return ast.get_docstring(tree) or "", hostile, benign


@pytest.mark.parametrize("path", OTHERS, ids=[path.stem for path in OTHERS])
def test_hostile_version_is_stopped_and_its_twin_accepted(path: Path, tmp_path: Path) -> None:
    """A version that is only fast when it is looked at, or not the same, would be called better."""
    said, hostile, benign = _judged(path, tmp_path)
    tries, _, verdicts = said.partition("\n\nVerdict: ")
    assert hostile.verdict in verdicts.split(" or "), f"{tries} {hostile.verdict}: {hostile.reason}"
    assert benign.verdict == "better", f"{benign.verdict} at {benign.stage}: {benign.reason}"
