"""Prompts as data: `system.md`, one page per strategy, and one page per fault with its cure and a worked example."""
