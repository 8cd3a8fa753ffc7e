"""The one registry of keys: the footer, the help, the palette and a person's own key map all read it."""

from __future__ import annotations

from tui.keys.bulk import BULK, COMMENTS, REPLACE, REPLACE_LIST
from tui.keys.dialogs import CHECK_SUMMARY, CONFLICT, PACKAGES, PROPOSALS, VARIANTS, WAIVE
from tui.keys.editing import EDITOR, OTHER_WORDS
from tui.keys.listed import BEADS, CHECKS, DRAFT, FIND, MATCH, MOVE, NAMES, REVIEW, VIEW
from tui.keys.room import ROOM, ROOMS
from tui.keys.section import Section
from tui.keys.terms import CYCLE, GLOSSARY, MEANING, NAME_FORM, NAMING

LIST_SECTIONS = (REVIEW, BEADS, MOVE, FIND, ROOMS, CHECKS, NAMES, MATCH, DRAFT, VIEW)
APART = (
    *(EDITOR, OTHER_WORDS, VARIANTS, PROPOSALS, PACKAGES, WAIVE, CHECK_SUMMARY, CONFLICT),
    *(GLOSSARY, NAME_FORM, CYCLE, MEANING, NAMING),
    *(BULK, REPLACE, REPLACE_LIST, COMMENTS),
)
ALL_SECTIONS = (*LIST_SECTIONS, *APART, ROOM)
SCOPES: tuple[tuple[Section, ...], ...] = (LIST_SECTIONS, *((section,) for section in APART), (ROOM,))
"""Sections whose keys work at the same time."""
