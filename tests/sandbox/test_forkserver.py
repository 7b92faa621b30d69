"""Workers behave as the version they are given, start fresh, and can be ended whatever they do."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from burner.errors import TargetError
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import ForkServer, InstallError, Load
from burner.sandbox.isolation import choose, landlock
from burner.sandbox.place import Place
from burner.target import functions, project_python

MODULE = """\
import functools

LOG = []


def twice(value):
    return value + value


def deco(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)
    return inner


@deco
def wrapped(value):
    return twice(value)


class Box:
    def __init__(self, items):
        self.items = items

    @property
    def size(self):
        return len(self.items)

    def grow(self, more):
        self.items.extend(more)
        return self.size


alias = twice
"""

Start = Callable[..., ForkServer]
CALL = ["t", [["t", [21]], ["d", []]]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a server on a module's text; all are ended after the test."""
    servers: list[ForkServer] = []

    def begin(text: str = MODULE) -> ForkServer:
        file = tmp_path / "work.py"
        file.write_text(text)
        spans = {name: (span.first_line, span.last_line) for name, span in functions(text).items()}
        place = Place(choose(), project_python(tmp_path, None), tmp_path)
        server = ForkServer(place, Load(file.resolve(), "work", "", (str(tmp_path), *place.python.sys_path), spans), 1)
        server.__enter__()
        servers.append(server)
        return server

    yield begin
    for server in servers:
        server.end()


def test_runs_the_original(start: Start) -> None:
    """Without this nothing can be compared."""
    with start().fork() as worker:
        (outcome,) = worker.run("twice", [CALL], [5])

    assert outcome["tree"][1][0] == 42


def test_a_worker_can_be_kept_on_one_core(start: Start) -> None:
    """Two versions that run on two cores differ by whatever else these do."""
    core = min(os.sched_getaffinity(0))
    with start().fork() as worker:
        worker.pin(core)
        outer = worker.server.outer_pid(worker.pid)

        assert os.sched_getaffinity(outer) == {core}


def test_every_alias_sees_the_other_version(start: Start) -> None:
    """A name that was imported or stored elsewhere must not go on running the original."""
    with start().fork() as worker:
        worker.install(MODULE.replace("value + value", "value * 3"), ["twice"])
        (outcome,) = worker.run("wrapped", [CALL], [5])

    assert outcome["tree"][1][0] == 63


def test_each_worker_starts_fresh(start: Start) -> None:
    """What one candidate leaves behind must not help or harm the next."""
    server = start()
    changed = MODULE.replace("return value + value", "LOG.append(value)\n    return len(LOG)")
    results = []
    for _ in range(2):
        with server.fork() as worker:
            worker.install(changed, ["twice"])
            (outcome,) = worker.run("twice", [CALL], [5])
        results.append((outcome["tree"][1][0], "state" in outcome))

    assert results == [(1, True), (1, True)]


def test_new_helpers_and_imports_are_there(start: Start) -> None:
    """A candidate may bring an import and a helper of its own."""
    text = "import math\n" + MODULE.replace("return value + value", "return math.floor(helper(value))")
    text = text.replace("def twice", "def helper(value):\n    return value * 2.5\n\n\ndef twice")
    with start().fork() as worker:
        worker.install(text, ["twice"], ["import math"])
        (outcome,) = worker.run("twice", [CALL], [5])

    assert outcome["tree"][1][0] == 52


def test_methods_and_properties_are_found(start: Start) -> None:
    """Most real targets are methods."""
    box = ["o", "work:Box", {"dict": [["items", ["l", [1, 2]]]], "slots": []}, None]
    with start().fork() as worker:
        (size,) = worker.run("Box.size", [["t", [["t", [box]], ["d", []]]]], [5])
        (grown,) = worker.run("Box.grow", [["t", [["t", [box, ["l", [3]]]], ["d", []]]]], [5])

    assert size["tree"][1][0] == 2
    assert grown["tree"][1][0] == 3


def test_a_version_that_does_not_compile_is_refused(start: Start) -> None:
    """A broken answer of a model is a verdict, not a crash of burner."""
    with start().fork() as worker, pytest.raises(InstallError):
        worker.install(MODULE.replace("return value + value", "return value +"), ["twice"])


def test_an_endless_call_is_late_and_ended(start: Start) -> None:
    """A candidate that never returns must not hold up the run, nor outlive it."""
    server = start()
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", "while True: pass"), ["twice"])
        with pytest.raises(LateError):
            list(worker.run("twice", [CALL], [0.3]))
        outer = server.outer_pid(worker.pid)
    deadline = time.monotonic() + 3
    while Path(f"/proc/{outer}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)

    assert outer
    assert not Path(f"/proc/{outer}").exists()
    with server.fork() as again:
        assert next(iter(again.run("twice", [CALL], [5])))["tree"][1][0] == 42


def test_a_process_that_ends_itself_is_gone(start: Start) -> None:
    """os._exit in a candidate must read as a crash, not as success."""
    server = start()
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", "import os\n    os._exit(0)"), ["twice"])
        with pytest.raises(GoneError):
            list(worker.run("twice", [CALL], [5]))


def test_a_server_that_was_killed_comes_back(start: Start) -> None:
    """A candidate that kills its own server must not end the run."""
    server = start()
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", "import os\n    os.kill(os.getppid(), 9)"), ["twice"])
        with contextlib.suppress(GoneError, LateError):  # it may get its answers out before its world ends
            list(worker.run("twice", [CALL], [2]))
    with server.fork() as again:
        assert next(iter(again.run("twice", [CALL], [5])))["tree"][1][0] == 42


def test_clocks_inside_and_outside_agree(start: Start) -> None:
    """The cross-check against forged clocks needs a reading from outside that is right for honest code."""
    server = start()
    server.prepare("timed", "twice", [CALL])
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", "return sum(range(20000))"), ["twice"])
        batch = worker.batch("timed", 40, 0, 20)

    assert batch.seen_cpu_ns is not None
    assert batch.cpu_ns <= batch.seen_cpu_ns < 1.3 * batch.cpu_ns + 2_000_000


def test_lazy_work_is_part_of_the_time(start: Start) -> None:
    """A version that returns an iterator early, and works later, would be called faster."""
    server = start()
    server.prepare("timed", "twice", [CALL])
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", "return (sum(range(100000)) for _ in 'abc')"), ["twice"])
        batch = worker.batch("timed", 4, 0, 20, keep=2)
        told = worker.told(20)

    assert batch.cpu_ns > 4_000_000
    assert told["tree"][1][0] == ["it", "generator", [sum(range(100000))] * 3, False]


def test_what_the_module_keeps_is_seen_in_a_result(start: Start) -> None:
    """A caller that changes what it was given would change the module's own data."""
    server = start("KEPT = [[1], [2]]\n" + MODULE)
    seen = []
    for result in ("KEPT[1]", "KEPT[1].copy()"):
        with server.fork() as worker:
            worker.install(MODULE.replace("return value + value", f"return {result}"), ["twice"])
            seen.append(next(iter(worker.run("twice", [CALL], [5]))))

    assert seen[0]["tree"] == seen[1]["tree"]
    assert seen[0]["lent"]
    assert "lent" not in seen[1]


def test_a_module_that_does_not_import_is_the_users_error(start: Start) -> None:
    """The user must read which error their module raises."""
    with pytest.raises(TargetError, match="no_such_module"):
        start("import no_such_module\n" + MODULE)


REACHES = """\
import os


def f(pid):
    try:
        os.kill(pid, 0)
        return "reached by a signal"
    except PermissionError:
        pass
    with open(f"/proc/{pid}/mem", "rb") as memory:
        return len(memory.read(0))
"""
LEAVES = """\
import os, time
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
    return value"""
ANSWERS = """\
import os, struct
    for name in os.listdir("/proc/self/fd"):
        try:
            os.write(int(name), struct.pack(">I", len('{answer}')) + b'{answer}')
        except OSError:
            pass
    return value"""


@pytest.mark.skipif(landlock.abi() < 6, reason="this kernel can't keep signals in (Landlock 6)")
def test_a_version_reaches_neither_the_server_nor_the_other_version(start: Start) -> None:
    """A version could stop the process it is measured against, or change the one from which all are forked."""
    server = start(REACHES)
    with server.fork() as first, server.fork() as second:
        for pid in (2, first.pid):
            (outcome,) = second.run("f", [["t", [["t", [pid]], ["d", []]]]], [20.0])
            assert "PermissionError" in outcome.get("raises", ""), outcome


def test_processes_that_a_version_leaves_are_seen(start: Start) -> None:
    """A version could leave something behind that takes the processor from the other."""
    server = start(MODULE)
    with server.fork() as first, server.fork() as second:
        second.install(MODULE.replace("return value + value", LEAVES), ["twice"])
        assert server.strangers(first, second) == 0
        list(second.run("twice", [CALL], [20.0]))
        assert server.strangers(first, second) == 1
        second.end()
        assert server.strangers(first) == 0, "it goes with the version that left it"


@pytest.mark.parametrize("answer", ["[]", '{"wall_ns": 1}', '{"wall_ns": -1, "cpu_ns": 1, "waits": 0}', "7"])
def test_nonsense_is_no_answer(start: Start, answer: str) -> None:
    """A version that answers in its worker's place would end burner with a traceback."""
    server = start(MODULE)
    server.prepare("timed", "twice", [CALL])
    with server.fork() as worker:
        worker.install(MODULE.replace("return value + value", ANSWERS.format(answer=answer)), ["twice"])
        with pytest.raises(GarbageError):
            worker.batch("timed", 1, 0, 20)


BLOCKS = """\
import resource

import numpy

GRID = numpy.arange(20_000.0)


def faults(rounds):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(rounds):
        numpy.sqrt(GRID + 1.0).sum()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
"""


def test_large_blocks_cost_every_version_the_same(start: Start) -> None:
    """Identical code on arrays looked 2.8 times as fast, since compiling it had changed how memory is given back."""
    rounds = 300
    server = start(BLOCKS)
    longer = BLOCKS.replace("    before =", "    pass\n" * 1000 + "    before =", 1)
    counted = []
    for text in (BLOCKS, longer):
        with server.fork() as worker:
            worker.install(text, ["faults"])
            (outcome,) = worker.run("faults", [["t", [["t", [rounds]], ["d", []]]]], [10])
        counted.append(outcome["tree"][1][0])

    assert max(counted) < rounds
