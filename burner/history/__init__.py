"""What happened in earlier runs: SQLite in burner's data folder, the ledger, resume, and the undo records."""
