"""Keys of the side panel: in the list, and while words are typed."""

from __future__ import annotations

from textual.binding import Binding

from tui.keys.alt_digits import DIGITS
from tui.keys.section import Section, ahead, key

PANEL = Section(
    "Side panel",
    (
        key("panel.next", "tab", "panel_turn(1)", "Next tab", "what else is known of the pair"),
        key("panel.previous", "shift+tab", "panel_turn(-1)", "Tab before", "to the tab before"),
        key(
            "panel.take",
            "y",
            "panel_take",
            "Take",
            "put item 1 of the tab into the rendering; 2y item 2",
            show=True,
        ),
        key("panel.pair", "I", "panel_open('pair')", "Pair", "who, where, when, how the review stands"),
        key(
            "panel.matches",
            "equals_sign",
            "panel_open('matches')",
            "Matches",
            "approved pairs with a like original",
        ),
        key(
            "panel.glossary", "J", "panel_open('glossary')", "Terms", "the concepts of the pair, their names"
        ),
        key("panel.checks", "E", "panel_open('checks')", "Findings", "what the checks find, explained"),
        key("panel.renderings", "V", "panel_open('renderings')", "Renderings", "all renderings of the quote"),
        key("panel.source", "S", "panel_open('source')", "Source", "the quote in its article"),
        key("panel.history", "H", "panel_open('history')", "History", "every version, with who and when"),
    ),
)
PANEL_WHILE_TYPING = Section(
    "Side panel while you edit",
    (
        key("edit.tab", "ctrl+t,f6", "screen.panel_next", "Next tab", "show the panel; its next tab"),
        key(
            "edit.take",
            "ctrl+l",
            "screen.panel_cycle",
            "Put in",
            "put in item 1 of the panel; again: item 2 for it",
        ),
        ahead(
            "edit.item",
            "alt+1",
            "screen.panel_put(1)",
            "Put in 1",
            "put in item 1 of the panel; alt+2 … alt+9 the others",
        ),
        key(
            "edit.panel_down",
            "shift+pagedown",
            "screen.panel_lines(1)",
            "Panel down",
            "scroll the panel",
        ),
        key("edit.panel_up", "shift+pageup", "screen.panel_lines(-1)", "Panel up", "scroll it back"),
    ),
)
OTHER_ITEMS = [
    Binding(f"alt+{digit}", f"screen.panel_put({digit})", show=False, priority=True, system=True)
    for digit in DIGITS[1:]
]
"""The keys of the other items, told with the first."""
