"""Themes of our own beside Textual's: one of high contrast, told apart by more than colour."""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6060",
    dark=True,
    variables={
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#555555",
        "border": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "text-muted": "#ffffff",
        "text-disabled": "#cccccc",
    },
)
DEFAULT = "textual-dark"
