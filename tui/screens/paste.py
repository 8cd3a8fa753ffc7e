"""A pasted article: looked at, with what is known about it, and imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from db.errors import WorkbenchError
from tui.background import Background, Cancelled, opened_again
from tui.keys.library import PASTE
from tui.screens.importing import NEXT, given_in
from tui.screens.library_form import Field
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Cell, Table, fit
from workbench.ingest.outcome import line
from workbench.ingest.service import ImportReport, import_text
from workbench.project import Project
from workbench.text.visible import visible
from workbench.text.wrap import wrap

FIELDS = (
    Field("title", "Headline", hint="found in the text, unless stated; so are date and author"),
    Field("lang", "Language"),
    Field("outlet", "Outlet", hint="where it was printed"),
    Field("date", "Date", hint="2012-05-31, 2012-05 or 2012"),
    Field("author", "Author"),
    Field("translator", "Translator", hint="who translated the quotes in it"),
    Field("url", "URL", hint="where it stands on the web; nothing is fetched"),
)
LONGEST = 50_000
"""Code points of the text that are shown; all of it is imported."""
WIDEST = 100
"""Cells that the dialog takes at most, as its style says."""
_EMPTY = "Paste the article here (in most terminals with ctrl+shift+v)."


class PasteScreen(ModalScreen[int | None]):
    """Returns the number of the document; None when nothing was imported."""

    CSS_PATH = "../styles/library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(PASTE.bindings)

    @dataclass
    class Guessed(Message):
        """The language that the text seems to be in, in words."""

        words: str

    @dataclass
    class Imported(Message):
        """The text has been imported, or has not, and why."""

        report: ImportReport | None = None
        failure: str = ""

    def __init__(self, project: Project, text: str) -> None:
        """`text` may be empty: it can be pasted onto the screen."""
        super().__init__()
        self._project = project
        self._text = text
        self._shown: list[str] = []
        """The text as it is shown: its lines, wrapped."""
        self._background = Background(self)

    def compose(self) -> ComposeResult:
        with Vertical(id="paste", classes="room-dialog"):
            yield Label("", id="paste-head")
            yield Table(_EMPTY, id="pasted")
            for field in FIELDS:
                yield from field.widgets()
            yield Static("", id="paste-told", classes="room-said")
        yield KeyLine()

    def on_mount(self) -> None:
        (self.query_one("#field-title") if self._text else self.query_one(Table)).focus()

    def on_resize(self) -> None:
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as the text, or as more of it. A field keeps a single line for itself."""
        self._text += event.text
        self._show()

    def _show(self) -> None:
        """Show how the text begins, wrapped, and guess its language."""
        begins = self._text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
        text = visible(begins, keep_newlines=True)
        self._shown = [span.of(text) for span in wrap(text, self._width)] if text else []
        if len(self._text) > LONGEST:
            left = len(self._text) - LONGEST
            self._shown.append("… and 1 character more" if left == 1 else f"… and {left:,} characters more")
        self.query_one("#pasted", Table).fill(len(self._shown), self._row)
        letters = sum(map(str.isalpha, self._text))
        said = "A pasted article"
        if letters:
            said += " of 1 character" if len(self._text) == 1 else f" of {len(self._text):,} characters"
        self.query_one("#paste-head", Label).update(Content(said))
        if letters:
            self.run_worker(self._guess, thread=True, exit_on_error=False, group="guessing", exclusive=True)

    @property
    def _width(self) -> int:
        """Cells of a line of the text: those of the dialog without its frame, the cursor and a scrollbar."""
        return max(20, min(WIDEST, self.size.width) - 7)

    def _row(self, row: int, width: int) -> list[Cell]:
        return [(fit(self._shown[row], width), "")]

    def _guess(self) -> None:
        """The thread: loading what tells languages apart takes a while."""
        from workbench.text.detect import detect
        from workbench.text.language import english_name

        lang, probability = detect(self._text)
        found = f"{english_name(lang)}, by reading it ({probability:.0%})"
        words = found if probability else "cannot be told by reading it: state it"
        self.post_message(self.Guessed(words))

    @on(Guessed)
    def _guessed(self, event: Guessed) -> None:
        self.query_one("#field-lang", Input).placeholder = event.words

    @on(Input.Submitted)
    def action_import(self) -> None:
        """Import the text in a thread."""
        if self._background.running:
            return
        if not self._text.strip():
            self._say(_EMPTY)
            return
        try:
            given = given_in(self, FIELDS)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._say("Reading …")
        project, text = self._project, self._text

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Imported(import_text(own, text, given))

        self._background.start("Import", work, lambda sentence: self.Imported(failure=sentence))

    @on(Imported)
    def _imported(self, event: Imported) -> None:
        self._background.running = False
        report = event.report
        if report is None or report.outcome == "skipped":
            self._say(event.failure if report is None else report.reason)
            return
        told = f"Pasted: {line(report)}. {NEXT if report.outcome == 'new' else ''}".rstrip()
        self.notify(visible(told), markup=False)
        self.dismiss(report.document_id)

    def action_leave(self) -> None:
        """Import nothing; what is being imported already is waited for."""
        if not self._background.running:
            self.dismiss(None)

    def _say(self, sentence: str) -> None:
        self.query_one("#paste-told", Static).update(Content(visible(sentence)))
