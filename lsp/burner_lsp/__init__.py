"""burner in the editor: findings, code actions and optimisation over the Language Server Protocol."""
