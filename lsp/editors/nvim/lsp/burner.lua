-- burner's language server, for Neovim 0.11 and newer: a file of the runtime path that `vim.lsp.enable("burner")` finds.

local function about_cursor(command)
  return function(client, buffer)
    local line = vim.api.nvim_win_get_cursor(0)[1] - 1
    local arguments = { vim.uri_from_bufnr(buffer), vim.NIL, { line = line } }
    client:request("workspace/executeCommand", { command = command, arguments = arguments }, nil, buffer)
  end
end

local function report(client, buffer)
  client:request("workspace/executeCommand", { command = "burner.showReport", arguments = {} }, nil, buffer)
end

local function cancel(client, buffer)
  client:request("workspace/executeCommand", { command = "burner.cancel", arguments = {} }, nil, buffer)
end

local commands = {
  BurnerOptimize = about_cursor("burner.optimize"),
  BurnerProfile = about_cursor("burner.profile"),
  BurnerReport = report,
  BurnerCancel = cancel,
}

return {
  cmd = { "burner", "lsp" },
  filetypes = { "python" },
  root_markers = { "pyproject.toml", "setup.py", "setup.cfg", ".git" },
  settings = { burner = {} }, -- budget, policy, model, python, apply, diagnostics, lens, inlayHints
  on_attach = function(client, buffer)
    for name, run in pairs(commands) do
      vim.api.nvim_buf_create_user_command(buffer, name, function() run(client, buffer) end, {})
    end
    vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "BufWritePost" }, {
      buffer = buffer,
      callback = function() vim.lsp.codelens.refresh({ bufnr = buffer }) end,
    })
  end,
}
