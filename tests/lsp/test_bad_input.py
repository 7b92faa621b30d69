"""What editors and people do that nobody would plan for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from lsprotocol import types

ASYNC = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("command", "arguments", "answer"),
    [
        ("burner.optimize", ["{uri}", "nothing"], "no function `nothing`"),
        ("burner.optimize", [], "only Python files"),
        ("burner.optimize", [7, {"x": 1}, "y", "z"], "only Python files"),
        ("burner.optimize", ["untitled:Untitled-1", "f"], "only Python files"),
        ("burner.optimize", ["{uri}", None, {"line": 0}], "no function here"),
        ("burner.optimize", ["{uri}", "distinct", {"budget": "soon"}], "soon"),
        ("burner.profile", ["{gone}", "f"], "only Python files"),
        ("burner.applyBest", ["{uri}", "distinct"], "no faster version of `distinct`"),
        ("burner.recordWorkload", ["{uri}", "distinct"], "a script is needed"),
        ("burner.showReport", ["nosuchrun"], "no run nosuchrun"),
    ],
)
@ASYNC
async def test_wrong_arguments(editor, project, command, arguments, answer):
    """A mistake would end in a traceback, or in silence."""
    uri = editor.open(project / "words.py")
    places = {"{uri}": uri, "{gone}": (project / "gone.py").as_uri()}
    await editor.run(command, *[places.get(item, item) if isinstance(item, str) else item for item in arguments])
    await editor.until(lambda: editor.said(answer), within_s=20)


@ASYNC
async def test_no_python_file(editor, project):
    """Other documents would be looked at, or break the server."""
    uri = editor.open(project / "pyproject.toml")
    assert await editor.actions(uri, 0) == {}
    assert await editor.hover(uri, 0) == ""
    assert (await editor.run("burner.serverInfo"))["version"]


@ASYNC
async def test_deleted_while_it_is_optimised(editor, project):
    """A file that went away would come back, or take the server with it."""
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"apply": "always"})
    await editor.until(editor.engines)
    (project / "words.py").unlink()
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    await editor.until(lambda: not editor.engines())
    await editor.until(
        lambda: any("words" in item.message or "distinct" in item.message for item in editor.client.messages)
    )
    assert not editor.client.edits
    assert not (project / "words.py").exists()


@ASYNC
async def test_an_engine_that_crashes(editor, project):
    """The server would die with it, or wait forever."""
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"budget": "300s"})
    await editor.until(editor.engines)
    for engine in editor.engines():
        engine.kill()
    await editor.until(lambda: editor.said("ended without a result"), within_s=10)
    assert await editor.diagnostics(uri)


@ASYNC
async def test_modules_of_the_project_are_not_burners(editor, project):
    """A file called rich.py beside the user's code would be imported by burner, and run."""
    (project / "rich.py").write_text("raise SystemExit('the wrong rich')\n")
    (project / "click.py").write_text("raise SystemExit('the wrong click')\n")
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"budget": "300s"})
    await editor.until(lambda: any("tests" in line for line in editor.progress))


@ASYNC
async def test_ten_thousand_lines(editor, project, slow):
    """The editor would wait for the server at every key."""
    text = slow + "\n\n".join(f"def f{n}(x):\n    return x + {n}\n\n" for n in range(2000))
    uri = editor.open(project / "long.py", text)
    assert text.count("\n") >= 10_000
    assert [item.code for item in await editor.diagnostics(uri)] == ["BRN105"]
    began = time.monotonic()
    editor.type(uri, text + "x = 1\n", 2)
    await editor.run("burner.serverInfo")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_nothing_is_left_behind(project, tmp_path_factory, how):
    """An editor that quits in the middle of a run would leave processes that eat the processor, and what was typed."""

    def message(method: str, params: object, number: int | None = None) -> bytes:
        body = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
        text = json.dumps(body).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(text), text)

    temporary = tmp_path_factory.mktemp("temporary")
    uri = (project / "words.py").as_uri()
    command = {"command": "burner.optimize", "arguments": [uri, "distinct", {"budget": "300s"}]}
    server = subprocess.Popen(
        [sys.executable, "-m", "burner", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    server.stdin.write(message("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": {}}, 1))
    server.stdin.write(message("initialized", {}))
    server.stdin.write(message("workspace/executeCommand", command, 2))
    server.stdin.flush()
    children: list[psutil.Process] = []
    until = time.monotonic() + 60
    while len(children) < 3 and time.monotonic() < until:  # the engine, and what it runs in the sandbox
        children = psutil.Process(server.pid).children(recursive=True)
        time.sleep(0.05)
    assert children
    if how == "closed":
        server.stdin.close()
    else:
        server.send_signal(signal.SIGKILL)
    server.wait(10)
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not list(temporary.glob("burner-*"))
