"""Importing files: which, what is known about them, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from db.errors import WorkbenchError
from tui.background import Background, Cancelled, Work, opened_again
from tui.keys.library import IMPORTING
from tui.screens.importing_paths import PathField, names_in
from tui.screens.library_form import Field
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Cell, Table, fit
from workbench.ingest.files import expand
from workbench.ingest.given import Given
from workbench.ingest.outcome import line, totals
from workbench.ingest.service import ImportReport, import_all
from workbench.project import Project
from workbench.text.visible import visible

FIELDS = (
    Field("lang", "Language", hint="found by reading them, unless stated"),
    Field("outlet", "Outlet", hint="where they were printed"),
    Field("author", "Author"),
    Field("date", "Date", hint="2012-05-31, 2012-05 or 2012"),
    Field("translator", "Translator", hint="who translated the quotes in them"),
)
SYMBOLS = {"new": "+", "updated": "~", "unchanged": "=", "skipped": "!"}
_CANDIDATES = 12
"""Names that are shown where a path may go on in several ways."""
NEXT = "Among the pairs M joins renderings to what was said, D drafts what has no rendering."


def given_in(screen: DOMNode, fields: Sequence[Field]) -> Given:
    """The facts that stand in the fields. Raises WorkbenchError for a date or a language that is none."""
    return Given(**{f.name: screen.query_one(f"#field-{f.name}", Input).value.strip() for f in fields})


class ImportScreen(ModalScreen[int]):
    """Returns the number of the first new document, 0 when nothing new has come in."""

    CSS_PATH = "../styles/library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(IMPORTING.bindings)

    @dataclass
    class Read(Message):
        """A file is done with."""

        report: ImportReport
        done: int
        total: int

    @dataclass
    class Over(Message):
        """All files are done with, or the import was stopped, or failed."""

        stopped: bool = False
        failure: str = ""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._background = Background(self)
        self._reports: list[ImportReport] = []
        self._leaving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="import", classes="room-dialog"):
            yield Label("Import articles (.txt, .md, .html, .docx, .pdf); enter begins")
            with Horizontal(classes="field"):
                yield Label("Files")
                yield PathField(several=True, id="files", placeholder="files, folders, patterns; ~ is home")
            for field in FIELDS:
                yield from field.widgets()
            yield Static("", id="import-told", classes="room-said")
            yield Table(id="reports")
            yield Static("", id="import-details")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#files", PathField).focus()

    @on(Input.Changed, "#files")
    def _completing(self) -> None:
        candidates = self.query_one("#files", PathField).candidates
        more = " …" if len(candidates) > _CANDIDATES else ""
        self._say("  ".join(candidates[:_CANDIDATES]) + more)

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Import what is named, in a thread."""
        names = names_in(self.query_one("#files", PathField).value)
        if self._background.running or not names:
            self._say("Name files, folders or patterns first." if not names else "Importing already.")
            return
        try:
            given = given_in(self, FIELDS)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._reports = []
        self._list()
        self._say("Looking for files …")
        self._background.start(
            "Import", self._work(names, given), lambda sentence: self.Over(False, sentence)
        )
        self.query_one(Table).focus()
        self.refresh_bindings()

    def _work(self, names: Sequence[str], given: Given) -> Work:
        """What the thread does: it posts messages and touches no widget."""
        project = self._project

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                files = expand(names, own.owns)
                reports = import_all(own, files, given, lambda done, total: None)
                for done, report in enumerate(reports, start=1):
                    self.post_message(self.Read(report, done, len(files)))
                    if cancelled():
                        return self.Over(stopped=done < len(files))
            return self.Over()

        return work

    @on(Read)
    def _read(self, event: Read) -> None:
        table = self.query_one(Table)
        at_end = table.cursor >= len(self._reports) - 1
        self._reports.append(event.report)
        self._list(len(self._reports) - 1 if at_end else table.cursor)
        self._say(f"{event.done:,} of {event.total:,} {_bar(event.done, event.total)}")

    @on(Over)
    def _over(self, event: Over) -> None:
        self._background.running = False
        told = [event.failure] if event.failure else []
        told += ["Stopped; what is read stays."] if event.stopped else []
        told += totals(self._reports)
        if any(report.outcome == "new" for report in self._reports):
            told.append(NEXT)
        self._say(" ".join(told))
        self.refresh_bindings()
        if self._leaving:
            self._leave()

    def action_stop(self) -> None:
        """Stop after the file that is being read."""
        self._background.stop()

    def action_leave(self) -> None:
        """Go back, as soon as the file that is being read is done with."""
        if self._background.running:
            self._leaving = True
            self._background.stop()
            self._say("Stopping …")
        else:
            self._leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop only while files are read."""
        return action != "stop" or self._background.running

    def _leave(self) -> None:
        new = [report.document_id for report in self._reports if report.outcome in ("new", "updated")]
        self.dismiss(new[0] if new else 0)

    def _list(self, cursor: int = 0) -> None:
        self.query_one(Table).fill(len(self._reports), self._row, cursor)

    def _row(self, row: int, width: int) -> list[Cell]:
        report = self._reports[row]
        name = min(36, width // 3)
        quiet = "quiet" if report.left_out or report.outcome == "unchanged" else ""
        style = "warning" if report.outcome == "skipped" and not report.left_out else quiet
        symbol = "·" if report.left_out else SYMBOLS[report.outcome]
        return [
            (f"{symbol} ", style or "approved"),
            (fit(report.file.rpartition("/")[2] or report.file, name), style),
            (" ", ""),
            (fit(line(report), max(1, width - name - 3)), style or "quiet"),
        ]

    @on(Table.Moved)
    def _moved(self, event: Table.Moved) -> None:
        """Tell of the current file in full."""
        told = ""
        if 0 <= event.index < len(self._reports):
            report = self._reports[event.index]
            told = f"{report.file}: {line(report)}"
        self.query_one("#import-details", Static).update(Content(visible(told)))

    def _say(self, sentence: str) -> None:
        self.query_one("#import-told", Static).update(Content(visible(sentence)))


def _bar(done: int, total: int, width: int = 24) -> str:
    """How far it has come, in blocks."""
    full = width * done // max(1, total)
    return "█" * full + "░" * (width - full)
