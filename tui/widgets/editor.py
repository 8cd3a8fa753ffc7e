"""The editor: the original above, the rendering (or the note) below it, ready to be typed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from db.records import Finding, LanguageTag, PairRow
from tui import labels
from tui.keys.editing import EDITOR
from tui.keys.panel import OTHER_ITEMS, PANEL_WHILE_TYPING
from tui.widgets.edit_area import EditArea
from tui.widgets.found_lines import FoundLines
from tui.widgets.hint_line import HintLine
from tui.widgets.word_choice import WordChoice
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.draft.suggestions.adviser import OtherWord

REST = 0.03
"""Seconds without a key after which the words are checked."""
PAUSE = 0.4
"""Seconds without a key after which a person is taken to wait for words."""


class Subject(StrEnum):
    """What is being edited."""

    RENDERING = "rendering"
    NOTE = "note"

    def words(self, row: PairRow) -> str:
        """What it is in a pair."""
        return row.target if self is Subject.RENDERING else row.note


class Editor(Vertical):
    """A panel at the foot of the screen, empty and hidden until a pair is opened in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *EDITOR.bindings,
        *PANEL_WHILE_TYPING.bindings,
        *OTHER_ITEMS,
    ]

    @dataclass
    class Left(Message):
        """The person is done; `go_on` asks for the next pair after that."""

        go_on: bool = False

    class Typed(Message):
        """Something was typed, which is yet to be stored."""

    @dataclass
    class Paused(Message):
        """The person has stopped typing at the end of a rendering."""

        row: PairRow
        typed: str

    @dataclass
    class Rested(Message):
        """Nothing has been typed for a moment into a rendering that has an original."""

        row: PairRow
        words: str

    @dataclass
    class WordsWanted(Message):
        """The person wants other words for the one at a place of a rendering."""

        row: PairRow
        words: str
        at: int

    @dataclass
    class NameWanted(Message):
        """The person wants, at a place of a rendering, a name that the glossary has for the original."""

        row: PairRow
        words: str
        at: int

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
        self.hint = HintLine()
        self._choice = WordChoice()
        self._found = FoundLines()
        self._waiting: list[Timer] = []
        self._wants_words = False
        """Whether the package is to go on with the text when nothing more is typed."""

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
            await self.mount_all((self.hint, self._choice, self._found))
        self.row, self.subject = row, subject
        self._show_source(row)
        self._target_label.update(Content(self._target if subject is Subject.RENDERING else "Note"))
        self._stored.display = False
        self._found.show(())
        self.leave_choice()
        self.area.load(subject.words(row))
        self.display = True
        # At once: `focus()` would wait its turn behind keys that are typed already.
        self.screen.set_focus(self.area)

    def confront(self, row: PairRow) -> None:
        """Show what somebody else has stored meanwhile; leaving again will replace it knowingly."""
        self.row = row
        stored = visible(self.subject.words(row), keep_newlines=True)
        self._stored.update(Content(f"Stored meanwhile: {stored}"))
        self._stored.display = True

    def close(self) -> None:
        """Hide the editor, whatever is in it."""
        self.row = None
        self.display = False
        self._await(None)

    @property
    def rendering_of(self) -> PairRow | None:
        """The pair whose rendering is being written beside its original; None while there is none."""
        writing = self.row is not None and self.subject is Subject.RENDERING and not self.row.missing_source
        return self.row if writing else None

    def suggest(self, typed: str, rest: str) -> None:
        """Show how the text goes on, if it still is what was `typed`."""
        if self.area.words == typed and self.area.at_end and not self._choice.display:
            self.hint.offer(typed, rest)

    def show_findings(self, words: str, findings: Sequence[Finding]) -> None:
        """Tell what the checks find in the text, if it still is `words`."""
        if self.area.words == words:
            self._found.show(findings)

    def choose(self, words: str, offers: Sequence[OtherWord]) -> None:
        """Let the person choose among other words, if the text still is `words`."""
        if self.area.words == words:
            self.hint.clear()
            self.add_class("-choosing")
            self._choice.show(offers)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A word can be taken while one is suggested; otherwise its key moves the cursor."""
        return action != "complete_word" or (bool(self.hint.rest) and self.area.at_end)

    def action_complete(self) -> None:
        """Take all the words that are suggested."""
        self._take(self.hint.rest)

    def action_complete_word(self) -> None:
        """Take the first of them."""
        self._take(self.hint.first_word)

    def action_other_words(self) -> None:
        """Ask for other words at the cursor."""
        row = self.rendering_of
        if row is not None:
            self.post_message(self.WordsWanted(row, self.area.words, self.area.cursor_offset))

    def action_go_on(self) -> None:
        """Ask to leave for the next pair."""
        self.post_message(self.Left(go_on=True))

    def action_leave(self) -> None:
        """Ask to leave."""
        self.post_message(self.Left())

    def action_restore(self) -> None:
        """Put back the words as they were when the editor was opened; ctrl+z brings the typed ones back."""
        if self.area.changed:
            self.area.restore()

    def action_name(self) -> None:
        """Ask for the name that the glossary wants."""
        row = self.rendering_of
        if row is not None:
            self.post_message(self.NameWanted(row, self.area.words, self.area.cursor_offset))

    @on(WordChoice.Taken)
    def _word_taken(self, event: WordChoice.Taken) -> None:
        start, end = event.offer.span
        if event.whole:
            line_end = self.area.words.find("\n", end)
            end = line_end if line_end >= 0 else len(self.area.words)
        self.area.put(event.offer.rest if event.whole else event.offer.word, start, end)
        self.leave_choice()

    @on(WordChoice.Left)
    def leave_choice(self) -> None:
        """Hide the other words, and go on typing."""
        self._choice.display = False
        self.remove_class("-choosing")
        if self.row is not None:
            self.screen.set_focus(self.area)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._choice.display:
            self.leave_choice()  # its places are those of the text before
        row, words = self.rendering_of, self.area.words
        if self.changed:
            self.post_message(self.Typed())
        suggested = self.hint.follow(words)
        self._wants_words = (self.area.changed or not words) and not suggested
        self._await(row)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if not self.area.at_end:
            self.hint.clear()

    def _await(self, row: PairRow | None) -> None:
        """Tell when nothing has been typed for a moment, and for a while, or leave it."""
        for timer in self._waiting:
            timer.stop()
        self._waiting = []
        if row is not None:
            self._waiting = [self.set_timer(REST, self._rested), self.set_timer(PAUSE, self._paused)]

    def _rested(self) -> None:
        row = self.rendering_of
        if row is not None:
            self.post_message(self.Rested(row, self.area.words))

    def _paused(self) -> None:
        row = self.rendering_of
        if row is not None and self._wants_words and self.area.at_end:
            self.post_message(self.Paused(row, self.area.words))

    def _take(self, words: str) -> None:
        if words and self.area.at_end:
            self.area.put(words, *[len(self.area.text)] * 2)

    def _show_source(self, row: PairRow) -> None:
        self._source_label.update(Content(f"Pair {row.id}  {labels.language_name(row.source_lang)}"))
        shown = labels.missing_source(row) if row.missing_source else visible(row.source, keep_newlines=True)
        self._source.update(Content(shown))
        self._source.set_class(row.missing_source, "-missing")
