"""Which models exist, where they come from, how they are verified and where they lie."""
