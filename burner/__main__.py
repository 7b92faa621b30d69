"""`python -m burner`."""

from __future__ import annotations

import sys

from burner.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
