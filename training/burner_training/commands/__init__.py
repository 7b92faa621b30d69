"""One module per command of `burner train`."""
