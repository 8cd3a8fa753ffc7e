"""The one registry of keys: the footer, the help, the palette and a person's own key map all read it."""

from __future__ import annotations

from tui.keys.aligning import ALIGNING, ALIGNING_CHOSEN, ALIGNING_GIVE, ALIGNING_MOVE
from tui.keys.article import ARTICLE, ARTICLE_MOVE, BY_HAND, QUOTE_CHOICE, QUOTE_FORM
from tui.keys.bulk import BULK, COMMENTS, REPLACE, REPLACE_LIST
from tui.keys.compare import ADJUST, COMPARE, RANKING
from tui.keys.concordance import CONCORDANCE, CONCORDANCE_QUERY
from tui.keys.dialogs import CHECK_SUMMARY, CONFLICT, PACKAGES, PROPOSALS, VARIANTS, WAIVE
from tui.keys.editing import EDITOR, OTHER_WORDS
from tui.keys.exporting import EXPORT, TICKS
from tui.keys.file_name import FILE_NAME
from tui.keys.library import FORM, IMPORTING, LIBRARY, PASTE, PATH_FIELD
from tui.keys.listed import BEADS, CHECKS, DRAFT, FIND, MATCH, MOVE, NAMES, REVIEW, VIEW
from tui.keys.panel import PANEL, PANEL_WHILE_TYPING
from tui.keys.project import PROJECT
from tui.keys.room import ROOM, ROOMS
from tui.keys.section import Section
from tui.keys.terms import CYCLE, GLOSSARY, MEANING, NAME_FORM, NAMING

LIST_SECTIONS = (REVIEW, ROOMS, FIND, MOVE, BEADS, PANEL, CHECKS, NAMES, MATCH, DRAFT, VIEW)
APART = (
    *(EDITOR, PANEL_WHILE_TYPING, OTHER_WORDS, VARIANTS, PROPOSALS, PACKAGES, WAIVE, CHECK_SUMMARY, CONFLICT),
    *(NAME_FORM, CYCLE, MEANING, NAMING),
    *(BULK, REPLACE, REPLACE_LIST, COMMENTS),
)
IN_ROOMS = (
    *(LIBRARY, IMPORTING, PATH_FIELD, PASTE, FORM, PROJECT, EXPORT, TICKS),
    *(COMPARE, RANKING, ADJUST, CONCORDANCE, CONCORDANCE_QUERY, FILE_NAME),
    *(ARTICLE, ARTICLE_MOVE, BY_HAND, QUOTE_FORM, QUOTE_CHOICE),
    *(ALIGNING, ALIGNING_GIVE, ALIGNING_MOVE, ALIGNING_CHOSEN),
    *(GLOSSARY, ROOM),
)
ALL_SECTIONS = (*LIST_SECTIONS, *APART, *IN_ROOMS)
SCOPES: tuple[tuple[Section, ...], ...] = (
    LIST_SECTIONS,
    *((section,) for section in APART),
    *((room, MOVE, ROOM) for room in (LIBRARY, PROJECT, EXPORT)),
    *((EXPORT, TICKS, ROOM), (EXPORT, CYCLE, ROOM)),
    *((IMPORTING, MOVE), (PASTE, MOVE), (FORM,)),
    *((ARTICLE, ARTICLE_MOVE, BY_HAND, ROOM), (QUOTE_FORM,), (QUOTE_CHOICE,)),
    *((CONCORDANCE, MOVE, ROOM), (CONCORDANCE_QUERY,), (FILE_NAME, PATH_FIELD)),
    (GLOSSARY, ROOM),
    *((ALIGNING, ALIGNING_GIVE, ALIGNING_MOVE, ROOM), (ALIGNING_CHOSEN,)),
    *((COMPARE, ROOM), (RANKING, MOVE), (ADJUST,)),
)
"""Sections whose keys work at the same time."""
