"""Where to write a comparison: the ending of the file tells the format."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import WorkbenchError
from tui.keys.compare import COMPARE_FILE
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench.compare.service import format_of
from workbench.text.visible import visible


class CompareFileScreen(ModalScreen[Path | None]):
    """Returns the file to write; one that exists is asked about."""

    BINDINGS: ClassVar[list[BindingType]] = list(COMPARE_FILE.bindings)

    def __init__(self, proposed: Path) -> None:
        super().__init__()
        self._proposed = proposed
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="compare-file"):
            yield Static(Content("Write the comparison to which file? .html gives a page, .md Markdown."))
            yield LineInput(str(self._proposed), compact=True)
            yield Static("", id="compare-file-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip()).expanduser()
        try:
            format_of(path)
        except WorkbenchError as error:
            self._say(str(error))
            return
        if path.exists() and path != self._asked:
            self._asked = path
            self._say(f"{path} is there already: enter again replaces it.")
            return
        self.dismiss(path)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        self.query_one("#compare-file-said", Static).update(Content(visible(sentence)))
