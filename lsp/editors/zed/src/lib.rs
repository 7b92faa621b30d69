//! Starts `burner lsp`: Zed runs only language servers that an extension names.

use zed_extension_api::{self as zed, serde_json, settings::LspSettings, LanguageServerId, Result};

struct Burner;

impl zed::Extension for Burner {
    fn new() -> Self {
        Burner
    }

    /// The program of the setting `lsp.burner.binary`, else `burner` on the PATH of the project's shell.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path.or_else(|| worktree.which("burner")).ok_or(
            "burner is not on PATH: pip install 'burner-perf[lsp,llm]', or set lsp.burner.binary.path",
        )?;
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["lsp".to_string()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<serde_json::Value>> {
        LspSettings::for_worktree(id.as_ref(), worktree).map(|settings| settings.initialization_options)
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<serde_json::Value>> {
        LspSettings::for_worktree(id.as_ref(), worktree).map(|settings| settings.settings)
    }
}

zed::register_extension!(Burner);
