"""Sentences that pass by, over the screen."""

from __future__ import annotations

from typing import Any, Literal

from textual.screen import Screen

from workbench.text.visible import visible

LOW = 30
"""Lines below which one sentence at a time is shown, since two would cover half of the list."""

Severity = Literal["information", "warning"]


def tell(screen: Screen[Any], sentence: str, severity: Severity = "information") -> None:
    """Show a sentence, which may hold words of a text."""
    if screen.app.size.height < LOW:
        screen.app.clear_notifications()
    screen.notify(visible(sentence), markup=False, severity=severity)
