"""Recipes: what to train, on what, with which settings, as YAML files; the shipped ones go by their names."""
