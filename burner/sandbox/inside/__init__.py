"""The part of burner that runs in the project Python, inside the sandbox.

Standard library only, CPython 3.9 and later, and nothing else of burner: `BOOT` loads this folder as the package
`_burner`, so that no folder of burner is ever on the user's `sys.path`.
"""
