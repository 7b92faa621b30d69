"""The command line: the terminal's view of the engine. Only `stdout.py` writes stdout, only `diagnostics.py` stderr."""
