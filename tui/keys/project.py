"""Keys of the screen on how far the work has come."""

from __future__ import annotations

from tui.keys.section import Section, key

PROJECT = Section(
    "Project",
    (
        key("project.review", "enter", "review", "Review", "the pairs behind the line", show=True),
        key("project.next", "right,l,tab", "by(1)", "Next", "by the next: outlet, article, day …", show=True),
        key("project.before", "left,h,shift+tab", "by(-1)", "Before", "by the one before", show=True),
    ),
)
