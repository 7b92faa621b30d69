"""Findings in the text, as editors see them."""

from __future__ import annotations

import asyncio

import pytest
from lsprotocol import types

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]
EVERY_EDITOR = pytest.mark.parametrize(
    "client", ["visual-studio-code", "neovim@v0.11", "emacs"], indirect=True, ids=["vscode", "neovim", "emacs"]
)

ASKED = "    return [row for row in rows if row in KNOWN]\n"


@EVERY_EDITOR
async def test_slow_code_is_underlined_once(editor, project):
    """People would see nothing, or every finding twice."""
    uri = editor.open(project / "words.py")
    found = await editor.diagnostics(uri)
    assert [(item.code, item.source, item.range.start.line) for item in found] == [("BRN105", "burner", 5)]
    if editor.pulls:
        await asyncio.sleep(0.3)
        assert not editor.client.diagnostics.get(uri)


@EVERY_EDITOR
async def test_what_is_typed_counts(editor, project, slow):
    """Findings would be about the file on the disk, or stay while somebody types what does not parse."""
    uri = editor.open(project / "words.py", "x = 1\n")
    assert await editor.diagnostics(uri, lambda found: not found) == []
    editor.type(uri, slow, 2)
    assert await editor.diagnostics(uri)
    editor.type(uri, slow + "def broken(:\n", 3)
    assert await editor.diagnostics(uri, lambda found: not found) == []


@EVERY_EDITOR
async def test_a_finding_moves_with_its_function_and_goes_with_its_cause(editor, project):
    """Lines above would shift what is underlined, or a function nobody touched would keep a finding that is void."""
    uri = editor.open(project / "words.py", f"KNOWN = list(range(100))\n\n\ndef known(rows):\n{ASKED}")
    found = await editor.diagnostics(uri)
    assert [item.range.start.line for item in found] == [4]
    editor.type(uri, f"KNOWN = list(range(100))\n\n# moved\n\ndef known(rows):\n{ASKED}", 2)
    assert await editor.diagnostics(uri, lambda found: [item.range.start.line for item in found] == [5])
    editor.type(uri, f"KNOWN = [1, 2]\n\n# moved\n\ndef known(rows):\n{ASKED}", 3)
    assert await editor.diagnostics(uri, lambda found: not found) == []


@EVERY_EDITOR
async def test_positions_after_wide_characters(editor, project):
    """The wrong part of a line would be underlined, in each of the encodings that these editors use."""
    text = (
        'def f(words: list):\n    for word in words:\n        if "\N{PILE OF POO}" and word in list(words): print(1)\n'
    )
    uri = editor.open(project / "wide.py", text)
    found = await editor.diagnostics(uri)
    row = text.split("\n")[found[0].range.start.line]
    code, unit = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[editor.client.encoding]
    start, end = (unit * place.character for place in (found[0].range.start, found[0].range.end))
    assert row.encode(code)[start:end].decode(code) == "list(words)"


@pytest.mark.parametrize("client", ["neovim@v0.11"], indirect=True)
async def test_the_same_is_not_sent_again(editor, project):
    """An editor that asks again and again would get and draw the same findings each time."""
    uri = editor.open(project / "words.py")
    document = types.TextDocumentIdentifier(uri)
    first = await editor.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
    again = await editor.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(document, previous_result_id=first.result_id)
    )
    assert again.kind == "unchanged"


async def test_a_finding_leads_to_its_rule(editor, project):
    """Nobody would learn why the code is slow and when the rewrite is right."""
    uri = editor.open(project / "words.py")
    found = (await editor.diagnostics(uri))[0]
    page = await editor.hover(uri, found.range.start.line)
    assert "BRN105" in page
    assert "Equal when" in page


async def test_the_projects_settings_count(editor, project):
    """What a project switched off would be underlined in the editor alone, until it is started again."""
    uri = editor.open(project / "words.py")
    assert await editor.diagnostics(uri)
    settings = project / "pyproject.toml"
    settings.write_text('[tool.burner]\nignore = ["BRN105"]\n')
    change = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    assert await editor.diagnostics(uri, lambda found: not found) == []


async def test_settings_that_are_wrong_are_said(editor, project):
    """Somebody would look for the reason why nothing is found."""
    (project / "pyproject.toml").write_text('[tool.burner]\nselect = ["BRN9999"]\n')
    editor.open(project / "words.py")
    await editor.until(lambda: editor.said("there is no rule BRN9999"), within_s=10)


async def test_diagnostics_can_be_switched_off(editor, project):
    """A setting of the editor would do nothing."""
    uri = editor.open(project / "words.py")
    assert await editor.diagnostics(uri)
    editor.client.set_configuration({"burner": {"diagnostics": False}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    assert await editor.diagnostics(uri, lambda found: not found) == []
    editor.client.set_configuration({"burner": {"diagnostics": True}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
