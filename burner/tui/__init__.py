"""The terminal app (extra `tui`): screens over the events of runs, the history, the check and the settings."""
