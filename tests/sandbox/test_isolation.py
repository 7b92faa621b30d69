"""What a jailed process can't do, tried in every back-end that works here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from burner.errors import BurnerError, TargetError, UnavailableError
from burner.sandbox.isolation import Isolation, Jail, Limits, cgroup, choose, interpreter_paths, probe
from burner.sandbox.isolation import choice as choice_module
from burner.sandbox.isolation.bubblewrap import Bubblewrap, found
from burner.sandbox.isolation.choice import candidates, trial
from burner.sandbox.isolation.launch import PYTHON
from burner.sandbox.isolation.unconfined import Unconfined
from burner.target import project_python

LIMITS = Limits(cpu_s=20, memory_bytes=1 << 30, processes=64, file_bytes=1 << 20, open_files=64)
WORKING = [isolation for isolation in candidates() if trial(isolation) is None]
WITH_VIEW = [isolation for isolation in WORKING if isinstance(isolation, Bubblewrap)]
every = pytest.mark.parametrize("isolation", WORKING, ids=lambda isolation: isolation.name)
with_view = pytest.mark.parametrize("isolation", WITH_VIEW, ids=lambda isolation: isolation.name)
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "mod.py").write_text("VALUE = 1\n")
    return root


def jail(project: Path, **changes: Any) -> Jail:
    """A jail around a project with the limits of these tests."""
    usual: dict[str, Any] = {
        "read_only": (),
        "workdir": project,
        "environment": {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"},
        "limits": LIMITS,
        "read_only_project": None if "overlay" in changes else project,
    }
    return Jail(**{**usual, **changes})


def run(isolation: Isolation, code: str, inside: Jail, **more: Any) -> tuple[int, str]:
    """Run some Python in a jail; its exit code and what it printed."""
    argv = [str(PYTHON), "-c", textwrap.dedent(code)]
    process = isolation.start(
        argv, inside, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more
    )
    try:
        told, _ = process.communicate(timeout=30)
    finally:
        isolation.end(process)
    return process.returncode, told.decode()


def test_some_isolation_works_where_these_tests_run() -> None:
    """The other tests here would pass without trying anything."""
    assert WORKING


@every
def test_the_network_is_closed(isolation: Isolation, project: Path) -> None:
    """A candidate could send the user's code away, or talk to a service on the user's machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"""
        import socket
        for address in (("127.0.0.1", {server.getsockname()[1]}), ("1.1.1.1", 53)):
            try:
                socket.create_connection(address, 1)
                print("connected", address)
            except OSError:
                print("closed")
        """
        assert run(isolation, code, jail(project)) == (0, "closed\nclosed\n")


@with_view
def test_loopback_works_inside_a_jail(isolation: Isolation, project: Path) -> None:
    """A test suite that starts a local server would fail in the sandbox."""
    code = """
    import socket
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname())
    print("ok")
    """
    assert run(isolation, code, jail(project)) == (0, "ok\n")


@every
def test_unix_sockets_of_the_machine_are_out_of_reach(isolation: Isolation, project: Path, tmp_path: Path) -> None:
    """A candidate could command the machine's container daemon or key agent."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        code = f"""
        import socket
        try:
            socket.socket(socket.AF_UNIX).connect({str(tmp_path / "socket")!r})
            print("connected")
        except OSError:
            print("closed")
        """
        assert run(isolation, code, jail(project)) == (0, "closed\n")


@every
def test_the_home_folder_is_hidden(isolation: Isolation, project: Path, tmp_path: Path) -> None:
    """A candidate could read keys and mail."""
    secret = tmp_path / "secret"
    secret.write_text("key")
    code = f"""
    import os
    for act in (lambda: os.listdir({str(Path.home())!r}), lambda: open({str(secret)!r}).read()):
        try:
            print(sorted(act()))
        except OSError:
            print("hidden")
    """
    code_, told = run(isolation, code, jail(project))
    lines = told.splitlines()
    assert code_ == 0
    assert lines[1] == "hidden"
    shown = [] if lines[0] == "hidden" else eval(lines[0])  # noqa: S307 - a list that the line above printed
    assert set(shown) <= {PYTHON.relative_to(Path.home()).parts[0]} if Path.home() in PYTHON.parents else not shown


@every
def test_nothing_of_the_environment_is_passed_on(
    isolation: Isolation, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A candidate could read tokens that the shell holds."""
    monkeypatch.setenv("SECRET_TOKEN", "x")
    code = f"""
    import os
    print("SECRET_TOKEN" in os.environ)
    try:
        print("SECRET" in open("/proc/{os.getpid()}/environ").read())
    except OSError:
        print("hidden")
    """
    assert run(isolation, code, jail(project))[1] == "False\nhidden\n"


@every
def test_the_project_is_read_only(isolation: Isolation, project: Path) -> None:
    """A candidate could change the user's files."""
    code = """
    import os
    for act in (
        lambda: open("mod.py", "w"), lambda: open("new", "w"), lambda: os.remove("mod.py"),
        lambda: os.truncate("mod.py", 0),
        lambda: os.chmod("mod.py", 0), lambda: os.utime("mod.py", (0, 0)), lambda: os.rename("mod.py", "other.py"),
    ):
        try:
            act()
        except OSError:
            pass
    """
    before = (project / "mod.py").stat()
    assert run(isolation, code, jail(project)) == (0, "")
    after = (project / "mod.py").stat()
    assert (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime)
    assert (project / "mod.py").read_text() == "VALUE = 1\n"
    assert [path.name for path in project.iterdir()] == ["mod.py"]


WRITES = """
import os
open("mod.py", "w").write("VALUE = 2\\n")
open("new", "w").write("x")
print(open("mod.py").read().strip(), os.getcwd())
"""


@with_view
def test_an_overlay_is_writable_and_thrown_away(isolation: Isolation, project: Path) -> None:
    """Tests that write into the project would fail, or would leave something there."""
    assert run(isolation, WRITES, jail(project, overlay=project)) == (0, f"VALUE = 2 {project}\n")
    assert (project / "mod.py").read_text() == "VALUE = 1\n"
    assert not (project / "new").exists()


@with_view
def test_an_old_bubblewrap_works_on_a_copy(isolation: Bubblewrap, project: Path) -> None:
    """On Debian 12 a test run would fail, or leave a copy of the project behind."""
    old = Bubblewrap(isolation.path, (0, 8, 0))
    process = old.start([str(PYTHON), "-c", WRITES], jail(project, overlay=project), stdout=subprocess.PIPE)
    told = process.communicate()[0].decode()
    copy = process.copy  # type: ignore[attr-defined]
    assert told == f"VALUE = 2 {project}\n"
    assert copy.exists()
    old.end(process)
    assert not copy.exists()
    assert (project / "mod.py").read_text() == "VALUE = 1\n"


@every
def test_a_replaced_file_is_what_imports_see(isolation: Isolation, project: Path, tmp_path: Path) -> None:
    """The final check of a winner would run the original."""
    rewritten = tmp_path / "rewritten"
    rewritten.write_text("VALUE = 2\n")
    inside = jail(project, replace={project / "mod.py": rewritten})
    assert run(isolation, "import mod; print(mod.VALUE, mod.__file__)", inside) == (0, f"2 {project / 'mod.py'}\n")
    assert (project / "mod.py").read_text() == "VALUE = 1\n"


@with_view
def test_a_replaced_file_is_there_for_everyone_and_read_only(
    isolation: Isolation, project: Path, tmp_path: Path
) -> None:
    """A test that reads or copies the source would see the original; a candidate could change the rewritten file."""
    rewritten = tmp_path / "rewritten"
    rewritten.write_text("VALUE = 2\n")
    code = """
    print(open("mod.py").read().strip())
    try:
        open("mod.py", "w")
    except OSError:
        print("read-only")
    """
    inside = jail(project, overlay=project, replace={project / "mod.py": rewritten})
    assert run(isolation, code, inside) == (0, "VALUE = 2\nread-only\n")
    assert rewritten.read_text() == "VALUE = 2\n"


@with_view
def test_a_project_behind_a_link_is_seen_at_both_paths(isolation: Isolation, project: Path, tmp_path: Path) -> None:
    """A project below a linked folder (as on many servers) would not be found."""
    link = tmp_path / "link"
    link.symlink_to(project)
    code = f"print(open({str(link / 'mod.py')!r}).read() == open({str(project / 'mod.py')!r}).read())"
    inside = jail(link, read_only_project=link, workdir=link)
    assert run(isolation, code, inside) == (0, "True\n")


def alive(marker: str) -> list[int]:
    """Processes that have this word on their command line."""
    found_ = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if marker.encode() in (folder / "cmdline").read_bytes():
                found_.append(int(folder.name))
        except OSError:
            continue
    return found_


ORPHANS = """
import os, sys, time
def daemon():
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError:
            pass
        if os.fork() == 0:
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)", MARKER])
        os._exit(0)
daemon()
daemon()
time.sleep(0.3)
print("started", flush=True)
time.sleep(60)
"""


@every
def test_everything_in_a_jail_ends_with_it(isolation: Isolation, project: Path) -> None:
    """A candidate could leave a process behind that goes on after the run."""
    marker = uuid.uuid4().hex
    code = f"MARKER = {marker!r}\n{ORPHANS}"
    process = isolation.start([str(PYTHON), "-c", code], jail(project), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"started\n"
    assert len(alive(marker)) > 2
    began = time.monotonic()
    isolation.end(process)
    assert time.monotonic() - began < 2
    assert alive(marker) == []


@every
def test_daemons_end_when_the_main_process_has_ended(isolation: Isolation, project: Path) -> None:
    """A candidate could exit early and leave a daemon that the end of the jail no longer finds."""
    marker = uuid.uuid4().hex
    code = f"MARKER = {marker!r}\n{ORPHANS}".replace("time.sleep(60)\n", "os._exit(0)\n")
    process = isolation.start([str(PYTHON), "-c", code], jail(project), stdout=subprocess.DEVNULL)
    process.wait(timeout=20)
    isolation.end(process)
    assert alive(marker) == []


@every
def test_a_jail_ends_when_burner_is_killed(isolation: Isolation, project: Path, tmp_path: Path) -> None:
    """After a crash of burner, candidates would run on."""
    marker = uuid.uuid4().hex
    script = tmp_path / "burner_stand_in.py"
    script.write_text(
        textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from burner.sandbox.isolation import Jail, Limits
        from burner.sandbox.isolation.choice import candidates
        isolation = next(one for one in candidates() if one.name == {isolation.name!r})
        project = Path({str(project)!r})
        limits = Limits(20, 1 << 30, 64, 1 << 20, 64)
        jail = Jail(read_only=(), workdir=project, environment={{}}, limits=limits, read_only_project=project)
        isolation.start([{str(PYTHON)!r}, "-I", "-c", {f"MARKER = {marker!r}" + ORPHANS!r}], jail)
        time.sleep(60)
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE) as stand_in:
        assert stand_in.stdout is not None
        assert stand_in.stdout.readline() == b"started\n"
        assert alive(marker)
        stand_in.send_signal(signal.SIGKILL)
        stand_in.wait()
        deadline = time.monotonic() + 3
        while alive(marker) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert alive(marker) == []


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"cpu_s": 1}, "while True: pass", ""),
        ({}, "bytearray(2 << 30)", "MemoryError"),
        ({}, "import os\nf = open(os.environ.get('TMPDIR', '/tmp') + '/f', 'wb')\nf.write(bytes(2 << 20))", "Error"),
        ({}, "kept = [open('/dev/null') for _ in range(100)]", "Too many open files"),
        (
            {"processes": 40},
            "import os, time\nfor _ in range(200):\n    if os.fork() == 0:\n        time.sleep(30)",
            "unavailable",
        ),
    ],
    ids=["cpu", "memory", "file size", "open files", "processes"],
)
@every
def test_limits_hold(isolation: Isolation, project: Path, changes: dict[str, int], code: str, says: str) -> None:
    """A candidate could take all of the machine's CPU, memory, disk or processes."""
    if "processes" in changes and os.getuid() == 0 and not cgroup.parents():
        pytest.skip("the kernel does not count the processes of root without a control group")
    exit_code, told = run(isolation, code, jail(project, limits=Limits(**{**LIMITS.__dict__, **changes})))
    assert exit_code != 0
    assert says in told


@every
def test_dangerous_system_calls_are_refused(isolation: Isolation, project: Path) -> None:
    """A candidate could use the kernel to get out."""
    code = """
    import ctypes, os, socket
    libc = ctypes.CDLL(None, use_errno=True)
    tried = {
        "unshare": (0x10000000,), "mount": (b"none", b"/tmp", b"tmpfs", 0, None), "ptrace": (16, os.getppid(), 0, 0),
        "setns": (0, 0), "chroot": (b"/tmp",), "keyctl": (0, 0), "bpf": (0, 0, 0),
    }
    numbers = {"keyctl": 250, "bpf": 321, "setns": 308} if os.uname().machine == "x86_64" else {}
    for name, args in tried.items():
        call = getattr(libc, name, None) if name not in ("keyctl", "bpf") else None
        if call is None and name not in numbers:
            continue
        result = call(*args) if call is not None else libc.syscall(numbers[name], *args)
        if result >= 0 or ctypes.get_errno() != 1:
            print(name, result, os.strerror(ctypes.get_errno()))
    for family in (socket.AF_PACKET, socket.AF_VSOCK):
        try:
            socket.socket(family, socket.SOCK_RAW)
            print(family)
        except OSError:
            pass
    """
    assert run(isolation, code, jail(project)) == (0, "")


@every
def test_ordinary_programs_work(isolation: Isolation, project: Path) -> None:
    """Threads, subprocesses and temporary files are used by ordinary tests."""
    code = """
    import asyncio, os, pwd, subprocess, tempfile, threading
    thread = threading.Thread(target=print, args=("thread",))
    thread.start()
    thread.join()
    print(subprocess.run(["cat"], input=b"child", capture_output=True).stdout.decode())
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    asyncio.run(asyncio.sleep(0))
    print(pwd.getpwuid(os.getuid()).pw_name != "")
    """
    assert run(isolation, code, jail(project)) == (0, "thread\nchild\nTrue\n")


@every
def test_given_descriptors_are_passed_on(isolation: Isolation, project: Path) -> None:
    """The fork server could not be spoken to."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        code = f"import socket; socket.socket(fileno={theirs.fileno()}).sendall(b'here')"
        assert run(isolation, code, jail(project), pass_fds=(theirs.fileno(),)) == (0, "")
        assert ours.recv(4) == b"here"


@every
def test_nothing_is_left_behind(
    isolation: Isolation, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Temporary folders would fill the disk over many runs."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    run(isolation, "import tempfile; tempfile.mkdtemp()", jail(project))
    assert list(folder.iterdir()) == []


@every
def test_a_missing_program_is_an_exit_code(isolation: Isolation, project: Path) -> None:
    """A command that does not exist would look like a crash of burner."""
    process = isolation.start(["no-such-program"], jail(project), stderr=subprocess.PIPE)
    told = process.communicate(timeout=20)[1]
    isolation.end(process)
    assert process.returncode == 127
    assert b"no-such-program" in told


def test_a_project_that_is_the_home_folder_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`burner optimize ~/a.py::f` would show the whole home folder to candidates."""
    monkeypatch.setenv("HOME", str(project))
    with pytest.raises(TargetError, match="home folder"):
        WORKING[0].start(["true"], jail(project))
    with pytest.raises(UnavailableError, match="home folder"):
        WORKING[0].start(["true"], jail(project / "sub", read_only=(project,)))


def test_interpreter_paths_suffice_and_never_show_the_home_folder(project: Path) -> None:
    """The project's Python would not start in the sandbox, or the sandbox would show more than it needs."""
    python = project_python(project, sys.executable)
    paths = interpreter_paths(python)
    home = Path.home().resolve()
    assert not any(path == home or path in home.parents for path in paths)
    process = WORKING[0].start(
        [str(python.path), "-c", "import hypothesis, sys; print(sys.prefix)"],
        jail(project, read_only=paths),
        stdout=subprocess.PIPE,
    )
    told = process.communicate(timeout=30)[0].decode().strip()
    WORKING[0].end(process)
    assert told == str(python.prefix)


def test_without_linux_there_is_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS a candidate would run unprotected, or the user would not learn what to do."""
    monkeypatch.setattr(choice_module.sys, "platform", "darwin")
    choice_module._working.cache_clear()
    try:
        with pytest.raises(UnavailableError) as caught:
            choose()
        assert "container" in caught.value.hint
        assert isinstance(choose(allow_none=True), Unconfined)
        assert [check.status for check in probe()] == ["fail"]
    finally:
        choice_module._working.cache_clear()


def test_where_nothing_works_the_reasons_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user would not learn why there is no sandbox."""
    monkeypatch.setattr(choice_module, "candidates", lambda: [Bubblewrap(Path("/bin/false"), (0, 11))])
    choice_module._working.cache_clear()
    try:
        with pytest.raises(BurnerError, match="bubblewrap: it fails"):
            choose()
    finally:
        choice_module._working.cache_clear()


def test_doctor_names_every_layer() -> None:
    """`burner doctor` would stay silent about a layer that does not hold."""
    checks = {check.name: check for check in probe()}
    assert {"bubblewrap", "isolation", "network", "home folder", "seccomp", "landlock", "memory limit"} <= set(checks)
    assert all(check.fix for check in checks.values() if check.status != "ok")
    assert checks["network"].status == checks["home folder"].status == "ok"


def test_an_ordinary_user_is_isolated_too() -> None:
    """It would work for root only, which is how few people run it."""
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("these tests already run as an ordinary user")
    folders = [str(Path(__file__).parents[2]), *(path for path in sys.path if path.endswith("-packages"))]
    setting = {"PYTHONPATH": os.pathsep.join(folders), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    become = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "env", "-C", "/"]
    show = "from burner.sandbox.isolation import probe; print([(one.name, one.status) for one in probe()])"
    for python in (sys.executable, "/usr/bin/python3"):
        done = subprocess.run(
            [*become, python, "-c", show], env=setting, capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode == 0:
            break
    else:
        pytest.skip(f"no interpreter that another user may run has burner's packages: {done.stderr[-200:]}")
    statuses = dict(eval(done.stdout))  # noqa: S307 - a list that the line above printed
    assert statuses["isolation"] == "ok" if found() else "warn"
    assert statuses["network"] == statuses["home folder"] == statuses["seccomp"] == "ok"
