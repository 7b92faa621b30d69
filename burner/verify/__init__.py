"""Is it right: the static guard, the differential run against the original, the tests, the strength of the evidence."""
