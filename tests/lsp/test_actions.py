"""What can be done about a finding or a function, where the cursor is."""

from __future__ import annotations

import pytest

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]
EVERY_EDITOR = pytest.mark.parametrize(
    "client", ["visual-studio-code", "neovim@v0.11", "emacs"], indirect=True, ids=["vscode", "neovim", "emacs"]
)
CERTAIN = """\
def f(words):
    known = {"a": 1}
    return [word for word in words if word in known.keys()]
"""


@EVERY_EDITOR
async def test_actions_on_a_finding(editor, project):
    """There would be nothing to choose, or a menu of refactorings would hold something else."""
    uri = editor.open(project / "words.py")
    line = (await editor.diagnostics(uri))[0].range.start.line
    actions = await editor.actions(uri, line)
    cure = next(action for title, action in actions.items() if "prove and apply" in title)
    assert cure.is_preferred
    assert cure.diagnostics[0].code == "BRN105"
    assert "Optimize `distinct` with burner" in actions
    only = await editor.actions(uri, line, ["refactor"])
    assert {action.kind for action in only.values()} == {"refactor.rewrite"}


@pytest.mark.parametrize("where", ["here", "in this file"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
async def test_ignoring(editor, project, slow, where, newline):
    """The finding would come back, or a file would get mixed line endings."""
    text = ("#!/usr/bin/env python\n" + slow).replace("\n", newline)
    uri = editor.open(project / "words.py", text)
    line = (await editor.diagnostics(uri))[0].range.start.line
    ignore = (await editor.actions(uri, line))[f"BRN105: ignore {where}"]
    new = editor.applied(text, editor.edits_of(ignore.edit)[uri])
    assert new.startswith("#!/usr/bin/env python")
    assert new.count("\n") == new.count(newline)
    editor.type(uri, new, 2)
    assert await editor.diagnostics(uri, lambda found: not found) == []


async def test_ignoring_a_second_rule_on_a_line(editor, project, slow):
    """A second comment on the line would ignore nothing."""
    text = slow.replace("for word in words:", "for word in words:  # burner: ignore[BRN831]")
    uri = editor.open(project / "words.py", text)
    found = await editor.diagnostics(uri)
    line = next(item.range.start.line for item in found if item.code == "BRN105")
    ignore = (await editor.actions(uri, line))["BRN105: ignore here"]
    new = editor.applied(text, editor.edits_of(ignore.edit)[uri])
    assert "# burner: ignore[BRN831, BRN105]\n" in new


@EVERY_EDITOR
async def test_fix_all_that_is_certain(editor, project):
    """Rewrites that need no proof would have to be made one by one; both ways of getting the edit must end equal."""
    uri = editor.open(project / "keys.py", CERTAIN)
    assert await editor.diagnostics(uri)
    action = (await editor.actions(uri, 0, ["source.fixAll"]))["burner: apply every rewrite that is certainly equal"]
    if action.command:
        await editor.run(action.command)
        await editor.until(lambda: editor.client.edits, within_s=10)
    else:
        resolved = await editor.client.code_action_resolve_async(action)
        editor.client.texts[uri] = editor.applied(CERTAIN, editor.edits_of(resolved.edit)[uri])
    assert editor.client.texts[uri] == CERTAIN.replace("known.keys()", "known")
