"""Keys of the dialog that asks which file to write."""

from __future__ import annotations

from tui.keys.section import Section, key

FILE_NAME = Section(
    "Which file",
    (key("file.leave", "escape", "leave", "Leave", "write nothing", show=True),),
)
