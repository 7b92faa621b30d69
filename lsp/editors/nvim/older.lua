-- burner's language server for Neovim 0.8 to 0.10, which have no `vim.lsp.enable`: `dofile` this in init.lua.

local markers = { "pyproject.toml", "setup.py", "setup.cfg", ".git" }

vim.api.nvim_create_autocmd("FileType", {
  pattern = "python",
  callback = function(args)
    local file = vim.api.nvim_buf_get_name(args.buf)
    local found = vim.fs.find(markers, { path = vim.fs.dirname(file), upward = true })[1]
    vim.lsp.start({
      name = "burner",
      cmd = { "burner", "lsp" },
      root_dir = vim.fs.dirname(found or file),
      settings = { burner = {} }, -- budget, policy, model, python, apply, diagnostics, lens, inlayHints
    })
  end,
})
