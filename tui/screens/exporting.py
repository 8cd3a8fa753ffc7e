"""Writing pairs to a file: format, which pairs, a preview of the first entries, the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from db.records import Origin, PairRow, Status
from tui.background import Background, Cancelled, opened_again
from tui.keys.exporting import EXPORT
from tui.keys.room import DIGITS, ROOM
from tui.labels import ORIGIN_WORDS, STATUS_SYMBOLS
from tui.screens.exporting_wanted import Foreseen, Wanted, file_name, foresee, sentences, size
from tui.screens.importing_paths import PathField, expanded
from tui.screens.library_form import Field
from tui.screens.library_rows import STATUSES
from tui.screens.room import Room
from tui.widgets.cycle import Cycle
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Cell, Table, fit
from tui.widgets.library_ticks import Ticks
from workbench.exchange.format import ExportReport
from workbench.exchange.registry import formats
from workbench.exchange.service import export
from workbench.project import Project
from workbench.text.visible import visible
from workbench.text.wrap import wrap

FIELDS = (
    Field("lang", "Language", hint="said in this language: fr"),
    Field("speaker", "Speaker", hint="part of the name"),
    Field("article", "Article", hint="its number, or part of its headline or file name"),
)
LONGEST = 20_000
"""Code points of a preview that are shown."""
_PAUSE = 0.15
"""Seconds after a change before the project is asked: a word is typed at a stretch."""
_FIRST = "tmx"


class ExportScreen(Room):
    """A form above, what the file would hold below."""

    CSS_PATH = ["../styles/library.tcss", "../styles/exporting.tcss"]  # noqa: RUF012 - as Textual declares it
    SECTIONS = (EXPORT,)
    BINDINGS: ClassVar[list[BindingType]] = [*EXPORT.bindings, *ROOM.bindings, *DIGITS]

    @dataclass
    class Looked(Message):
        """What an export would hold is known; None when something else is wanted by now."""

        foreseen: Foreseen | None = None
        failure: str = ""

    @dataclass
    class Written(Message):
        """The file is written, or is not, and why."""

        path: Path
        report: ExportReport | None = None
        failure: str = ""

    @dataclass
    class Progress(Message):
        """How far the file has come."""

        done: int
        total: int

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self._looking = Background(self)
        self._writing = Background(self)
        self._again = False
        """Whether something else is wanted than what is being looked at."""
        self._pause: Timer | None = None
        self._foreseen: Foreseen | None = None
        self._text = ""
        self._lines: list[str] = []
        self._named = ""
        """The name of the file that was proposed."""
        self._replacing = ""
        """The file that a person has been asked about, once."""
        self._came_from: Widget | None = None
        """What had the focus before a file was written."""

    def compose(self) -> ComposeResult:
        names = list(formats())
        first = _FIRST if _FIRST in names else names[0]
        yield Static(Content.styled("Export", "bold $accent"), classes="room-head")
        with Vertical(id="export-form"):
            with Horizontal(classes="field"):
                yield Label("Format")
                yield Cycle(names, first, id="format")
                yield Label("", id="format-words")
            with Horizontal(classes="field"):
                yield Label("Status")
                words = {str(s): f"{STATUS_SYMBOLS[s]} {s}" for s in STATUSES}
                yield Ticks(words, frozenset({str(Status.APPROVED)}), id="statuses")
            with Horizontal(classes="field"):
                yield Label("Origin")
                yield Ticks({str(o): ORIGIN_WORDS[o] for o in Origin}, id="origins")
            for field in FIELDS:
                yield from field.widgets()
            with Horizontal(classes="field"):
                yield Label("File")
                yield PathField(several=False, id="file")
        yield Static("", id="export-told")
        yield Table("Nothing to show.", id="preview")
        yield KeyLine()

    def on_mount(self) -> None:
        self._take_format()
        self.query_one(Cycle).focus()
        self._look()

    def reread(self) -> None:
        """Look again at what an export would hold."""
        self._look()

    @property
    def _wanted(self) -> Wanted:
        """What stands in the form."""
        return Wanted(
            format=self.query_one(Cycle).value,
            statuses=tuple(s for s in Status if str(s) in self.query_one("#statuses", Ticks).ticked),
            origins=tuple(o for o in Origin if str(o) in self.query_one("#origins", Ticks).ticked),
            **{field.name: self.query_one(f"#field-{field.name}", Input).value for field in FIELDS},
        )

    # What it would hold.

    @on(Ticks.Changed)
    @on(Input.Changed, "#field-lang, #field-speaker, #field-article")
    def _changed(self) -> None:
        self._replacing = ""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._look)

    @on(Cycle.Changed)
    def _format_changed(self) -> None:
        self._take_format()
        self._changed()

    @on(Input.Changed, "#file")
    def _file_changed(self) -> None:
        self._replacing = ""
        if self.query_one(PathField).candidates:
            self._say("  ".join(self.query_one(PathField).candidates[:12]))

    def _take_format(self) -> None:
        """Tell what the format is, and propose a name unless the person has given one."""
        chosen = formats()[self.query_one(Cycle).value]
        self.query_one("#format-words", Label).update(Content(visible(chosen.description)))
        field = self.query_one(PathField)
        if field.value == self._named:
            self._named = field.value = file_name(self.project.path, chosen.suffix)

    def _look(self) -> None:
        """Ask in a thread what the export would hold; what is being asked already is dropped."""
        if self._looking.running:
            self._again = True
            self._looking.stop()
            return
        self._again = False
        project, wanted = self.project, self._wanted

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Looked(foresee(own, wanted, cancelled))

        self._looking.start("Preview", work, lambda failure: self.Looked(failure=failure))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        self._looking.running = False
        if self._again:
            self._look()
            return
        self._foreseen = event.foreseen
        if event.failure:
            self._say(event.failure)
        elif event.foreseen is not None:
            self._say(" ".join(sentences(event.foreseen)))
        shown = event.foreseen is not None and event.foreseen.first.pairs
        self._text = event.foreseen.first.text if event.foreseen is not None and shown else ""
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        """Show the first entries, wrapped."""
        table = self.query_one("#preview", Table)
        text = visible(self._text[:LONGEST].replace("\r\n", "\n"), keep_newlines=True)
        self._lines = [span.of(text) for span in wrap(text, max(20, self.size.width - 3))] if text else []
        table.empty = "No pair is asked for by this."
        table.fill(
            len(self._lines), self._row, header=lambda width: "The first entries, as they will be written"
        )

    def _row(self, row: int, width: int) -> list[Cell]:
        return [(fit(self._lines[row], width), "")]

    # The file.

    @on(Input.Submitted, "#file")
    def action_write(self) -> None:
        """Write the file; ask before one is replaced."""
        typed = self.query_one(PathField).value.strip()
        if self._writing.running or not typed:
            self._say("Say which file to write." if not typed else "A file is being written already.")
            return
        foreseen, path = self._foreseen, Path(expanded(typed))
        if foreseen is None or foreseen.wanted != self._wanted:
            self._say("What it would hold is not known yet: a moment, then again.")
            return
        if self._asks_first(path):
            return
        self._replacing = ""
        self._start(foreseen, path)

    def _asks_first(self, path: Path) -> bool:
        """Ask whether a file that stands there is to be replaced; says whether that has just been done."""
        try:
            standing = path.stat().st_size if path.is_file() else None
        except (OSError, ValueError):
            standing = None  # what is wrong with the path is told by whoever writes there
        if standing is None or self._replacing == str(path):
            return False
        self._replacing = str(path)
        self._say(f"{path} is there already ({size(standing)}): the same key again replaces it.")
        return True

    def _start(self, foreseen: Foreseen, path: Path) -> None:
        project = self.project

        def work(cancelled: Cancelled) -> Message:
            def progress(done: int, total: int) -> bool:
                self.post_message(self.Progress(done, total))
                return not cancelled()

            with opened_again(project) as own:
                report = export(own, foreseen.wanted.format, path, foreseen.pairs, progress)
            return self.Written(path, report)

        self._came_from = self.focused
        self.query_one("#preview", Table).focus()  # where no field takes the key that stops
        self._writing.start("Export", work, lambda failure: self.Written(path, failure=failure))
        self.refresh_bindings()

    @on(Progress)
    def _so_far(self, event: Progress) -> None:
        if self._writing.running:
            self._say(f"Writing: {event.done:,} of {event.total:,} pairs.")

    @on(Written)
    def _written(self, event: Written) -> None:
        self._writing.running = False
        self.refresh_bindings()
        if self._came_from is not None and self.focused is self.query_one("#preview", Table):
            self._came_from.focus()
        if event.report is None:
            self._say(event.failure)
            return
        told = " ".join(event.report.sentences()[:6])
        self._say(f"{event.path} is written, {size(event.path.stat().st_size)}. {told}")

    def action_stop(self) -> None:
        """Stop writing."""
        self._writing.stop()

    def action_leave(self) -> None:
        """Go back; a file that is being written is given up."""
        self._writing.stop()
        self._looking.stop()
        self.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop only while a file is written."""
        return action != "stop" or self._writing.running

    def _say(self, sentence: str) -> None:
        self.query_one("#export-told", Static).update(Content(visible(sentence)))
