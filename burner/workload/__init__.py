"""What a version is run on: the user's tests that reach it, recorded calls, generated calls, grown calls."""
