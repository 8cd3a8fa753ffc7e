"""Keys that mean the same in every full screen, and those that open one."""

from __future__ import annotations

from textual.binding import Binding

from tui.keys.section import Section, key

ROOM = Section(
    "Every full screen",
    (
        key("room.undo", "u,ctrl+z", "undo", "Undo", "take back what you did last, wherever you did it"),
        key("room.redo", "U,ctrl+r,ctrl+y", "redo", "Redo", "do it again"),
        key("room.help", "question_mark,f1", "help", "Help", "the keys of this screen", show=True),
        key("room.jump", "semicolon", "jump", "Jump", "to what stands in view, by a letter over it"),
        key("room.leave", "escape,q", "leave", "Back", "back to where you came from", show=True),
    ),
)
ROOMS = Section(
    "Screens",
    (
        key(
            "room.export",
            "X,f10",
            "room('exporting')",
            "Export",
            "write pairs to a file, with a preview",
            show=True,
        ),
        key(
            "room.library",
            "f2",
            "room('library')",
            "Library",
            "articles and their quotes; import and paste",
            show=True,
        ),
        key("room.project", "f3", "room('project')", "Project", "how far the work has come"),
        key("room.article", "O", "room('article')", "Article", "the quote in its article; mark by hand"),
        key("room.compare", "C", "room('compare')", "Compare", "all renderings of the quote side by side"),
        key("room.aligning", "L", "room('aligning')", "Links", "sentences that correspond, with links drawn"),
    ),
)
DIGITS = [Binding(digit, f"app.digit({digit})", show=False, system=True) for digit in "0123456789"]
"""A number before a key: `5j` goes five down."""
