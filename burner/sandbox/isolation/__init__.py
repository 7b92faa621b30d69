"""Isolation back-ends: how a process of the user's code is kept from the user's files, network and time."""

from __future__ import annotations

from burner.sandbox.isolation.choice import choose
from burner.sandbox.isolation.doctor import probe
from burner.sandbox.isolation.held import Held
from burner.sandbox.isolation.interpreter import interpreter_paths
from burner.sandbox.isolation.jail import Check, Isolation, Jail, Limits

__all__ = ["Check", "Held", "Isolation", "Jail", "Limits", "choose", "interpreter_paths", "probe"]
