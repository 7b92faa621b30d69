"""How good a policy is over iterations, as the paper says it and with honest intervals."""
