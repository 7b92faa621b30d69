"""Who proposes: the rules, the local model, a server the user named."""
