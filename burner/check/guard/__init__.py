"""The measured guard: what changed since a revision, and whether any of it became slower. `run` is the way in."""
