"""The loop: the only room that knows the whole way from a target to a verified faster version."""
