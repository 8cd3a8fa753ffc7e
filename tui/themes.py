"""Colours. The list tells everything without them; they only make it calmer to read."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="workbench-dark",
    primary="#8fb4d9",
    secondary="#7f9fb8",
    accent="#e3b566",
    foreground="#d9d7d0",
    background="#16181c",
    surface="#1b1e23",
    panel="#22262c",
    success="#8fbf7f",
    warning="#e3b566",
    error="#d98080",
    dark=True,
    variables={"muted": "#888b91"},
)
LIGHT = Theme(
    name="workbench-light",
    primary="#2c5d8a",
    secondary="#4a6b85",
    accent="#9a5b00",
    foreground="#24262a",
    background="#fbfaf6",
    surface="#f4f2ec",
    panel="#eae7de",
    success="#2f6b2a",
    warning="#9a5b00",
    error="#a02c2c",
    dark=False,
    variables={"muted": "#6a6c70"},
)
CONTRAST = Theme(
    name="workbench-contrast",
    primary="#7fd4ff",
    secondary="#a8e0ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#7dff7d",
    warning="#ffd75f",
    error="#ff9d9d",
    dark=True,
    variables={"muted": "#d0d0d0", "faint": "#9a9a9a"},
)
"""Every text at 7:1 or more against its ground (WCAG 2.2, contrast enhanced)."""
PLAIN = "ansi-dark"
"""The terminal's own colours: for 16-colour terminals, and for NO_COLOR."""
