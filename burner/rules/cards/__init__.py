"""The cards of the rules, one module per family."""
