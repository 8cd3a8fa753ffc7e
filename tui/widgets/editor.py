"""The editor: the original above, the rendering (or the note) below it, ready to be typed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from db.records import LanguageTag, PairRow
from tui import labels
from tui.keys import EDITOR
from tui.widgets.edit_area import EditArea
from workbench.text.visible import visible


class Subject(StrEnum):
    """What is being edited."""

    RENDERING = "rendering"
    NOTE = "note"

    def words(self, row: PairRow) -> str:
        """What it is in a pair."""
        return row.target if self is Subject.RENDERING else row.note


class Editor(Vertical):
    """A panel at the foot of the screen, empty and hidden until a pair is opened in it."""

    BINDINGS: ClassVar[list[BindingType]] = list(EDITOR.bindings)

    @dataclass
    class Saved(Message):
        """The person wants the words kept; `go_on` asks for the next pair after that."""

        words: str
        go_on: bool

    class Left(Message):
        """The person wants to leave."""

    def __init__(self, target_lang: LanguageTag) -> None:
        super().__init__()
        self.row: PairRow | None = None
        """The pair in the editor, as it was when it was opened; None while the editor is closed."""
        self.subject = Subject.RENDERING
        self.area = EditArea()
        self._target = labels.language_name(target_lang)
        self._stored = Static(id="stored")
        self._source_label = Static(id="source-label")
        self._source = Static(id="source")
        self._target_label = Static(id="target-label")

    @property
    def changed(self) -> bool:
        """Whether closing the editor would lose something typed."""
        return self.row is not None and self.area.changed

    async def open(self, row: PairRow, subject: Subject) -> None:
        """Show a pair and take the focus."""
        if not self.children:
            source_box = VerticalScroll(self._source, id="source-box", can_focus=False)
            await self.mount_all(
                [self._stored, self._source_label, source_box, self._target_label, self.area]
            )
        self.row, self.subject = row, subject
        self._show_source(row)
        self._target_label.update(Content(self._target if subject is Subject.RENDERING else "Note"))
        self._stored.display = False
        self.area.load(subject.words(row))
        self.display = True
        # At once: `focus()` would wait its turn behind keys that are typed already.
        self.screen.set_focus(self.area)

    def confront(self, row: PairRow) -> None:
        """Show what somebody else has stored meanwhile; saving again will replace it knowingly."""
        self.row = row
        stored = visible(self.subject.words(row), keep_newlines=True)
        self._stored.update(Content(f"Stored meanwhile: {stored}"))
        self._stored.display = True

    def close(self) -> None:
        """Hide the editor, whatever is in it."""
        self.row = None
        self.display = False

    def action_save(self, go_on: bool) -> None:
        """Ask for the words to be kept."""
        self.post_message(self.Saved(self.area.words, go_on))

    def action_leave(self) -> None:
        """Ask to leave."""
        self.post_message(self.Left())

    def _show_source(self, row: PairRow) -> None:
        self._source_label.update(Content(f"Pair {row.id}  {labels.language_name(row.source_lang)}"))
        shown = labels.missing_source(row) if row.missing_source else visible(row.source, keep_newlines=True)
        self._source.update(Content(shown))
        self._source.set_class(row.missing_source, "-missing")
