"""Optimising from the editor, with the real engine."""

from __future__ import annotations

import asyncio
import time
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from burner_lsp.deliver import _asked
from lsprotocol import types
from pygls.exceptions import JsonRpcMethodNotFound

from burner.models.store import installed

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]
FUNCTION = 3


def works(text):
    """Whether the function still does what it did."""
    space: dict = {}
    exec(text, space)  # noqa: S102  # the version burner made
    return space["distinct"](["b", "a", "b"]) == ["b", "a"]


async def test_asked_before_it_is_applied(editor, project, slow):
    """A version would be written without a word, or what was measured would be lost when it is not wanted now."""
    uri = editor.open(project / "words.py")
    assert await editor.lenses(uri) == []
    editor.client.answers = ["Dismiss"]
    await editor.run("burner.optimize", uri, "distinct")
    await editor.until(lambda: not editor.client.answers)
    await editor.run("burner.applyBest", uri, "distinct", {"apply": "never"})
    await editor.until(lambda: editor.client.shown_documents)
    assert editor.client.shown_documents[-1].uri.endswith("distinct.diff")
    assert not editor.client.edits
    assert any("judged" in line for line in editor.progress)

    lens = (await editor.lenses(uri))[0]
    assert "faster version found" in lens.command.title
    assert lens.range.start.line == FUNCTION
    hover = await editor.hover(uri, FUNCTION)
    assert "faster version was found" in hover
    assert "if word not in found:" in hover
    assert "%" in (await editor.hints(uri))[6]
    assert "x faster" in await editor.run("burner.showReport")
    actions = await editor.actions(uri, FUNCTION)
    twin = next(action for title, action in actions.items() if title.startswith("Apply the"))
    assert twin.command.command == lens.command.command

    windows = f"import sys\n\n{slow}\n\nprint(sys)\n".replace("\n", "\r\n")
    editor.type(uri, windows, 2)
    await editor.run(lens.command)
    await editor.until(lambda: editor.client.edits)
    text = editor.client.texts[uri]
    assert text.startswith("import sys\r\n")
    assert text.endswith("print(sys)\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert text != windows
    assert works(text)


async def test_an_editor_that_can_not_ask():
    """Helix up to 25.07 would be told that the run failed, and not what it found."""
    said = []

    async def ask(_: types.ShowMessageRequestParams):
        raise JsonRpcMethodNotFound

    server = SimpleNamespace(window_show_message_request_async=ask, say=lambda _, message: said.append(message))
    assert await _asked(server, "`f` is 3.00x faster", ["Apply"]) == "Dismiss"
    assert said == ["`f` is 3.00x faster; a code action of the function applies it"]


@pytest.mark.parametrize("client", ["an editor that can nothing"], indirect=True)
async def test_a_text_that_changed_is_left_alone(editor, project, slow):
    """What somebody typed meanwhile would be overwritten, and a plain editor would not show what was found."""
    uri = editor.open(project / "words.py")
    line = (await editor.diagnostics(uri))[0].range.start.line
    cure = next(action for title, action in (await editor.actions(uri, line)).items() if "prove and apply" in title)
    began = time.monotonic()
    await editor.run(cure.command)
    assert time.monotonic() - began < 1
    editor.type(uri, slow + "\n\nx = 1\n", 2)
    await editor.until(lambda: editor.said("changed meanwhile"))
    await editor.until(lambda: editor.said("+++ b/words.py"), within_s=5)
    assert not editor.client.edits


@pytest.mark.timeout(600)  # it ends with the first version that is better, which a busy machine finds late
async def test_the_model_finds_it(editor, project, slow, needs):
    """What the rules don't know would stay slow; and who has seen enough could only throw away what was found."""
    needs(find_spec("llama_cpp"), "llama-cpp-python is not installed (extra llm)")
    needs(installed(), "the model is not installed (burner model pull)")
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"policy": "llm", "budget": "540s", "apply": "always"})
    await editor.until(lambda: any("best so far" in line for line in editor.progress), within_s=540)
    assert await editor.run("burner.finish") is True
    await editor.until(lambda: editor.said("applied"), within_s=60)
    assert editor.client.texts[uri] != slow
    assert works(editor.client.texts[uri])


async def test_profile(editor, project):
    """Nobody would see where the time goes without looking for a faster version."""
    uri = editor.open(project / "words.py")
    await editor.run("burner.profile", uri, None, {"line": 5})
    await editor.until(lambda: editor.said("a call"))
    assert editor.said("line 7 takes")


async def test_cancel(editor, project):
    """A run that nobody wants would go on eating the processor, or a second one would disturb its measurements."""
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"budget": "300s"})
    await editor.run("burner.optimize", uri, "distinct", {"budget": "200s"})
    await editor.until(editor.engines)
    await editor.until(lambda: editor.said("waits until the run before has ended"))
    assert len(editor.engines()) == 1
    await asyncio.sleep(1.0)
    began = time.monotonic()
    assert await editor.run("burner.cancel") == 2
    assert time.monotonic() - began < 0.2
    await editor.until(lambda: not editor.engines(), within_s=2)
    assert time.monotonic() - began < 0.4


async def test_cancel_in_the_progress_bar(editor, project):
    """The button that editors show beside the progress would do nothing."""
    uri = editor.open(project / "words.py")
    await editor.run("burner.optimize", uri, "distinct", {"budget": "300s"})
    await editor.until(editor.engines)
    token = list(editor.client.progress_reports)[-1]
    editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    await editor.until(lambda: editor.said("was cancelled"), within_s=2)
    assert not editor.engines()
