"""Where to write the hits of the concordance: the ending of the file tells the format."""

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
from tui.keys.concordance import CONCORDANCE_FILE
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench.search.service import can_write
from workbench.text.visible import visible


class HitFileScreen(ModalScreen[Path | None]):
    """Returns the file to write; one that exists is asked about."""

    BINDINGS: ClassVar[list[BindingType]] = list(CONCORDANCE_FILE.bindings)

    def __init__(self, proposed: Path, words: str) -> None:
        """`words` say how many hits there are."""
        super().__init__()
        self._proposed = proposed
        self._words = words
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="hit-file"):
            yield Static(
                Content(f"Write {self._words} to which file? .csv, .tsv, .jsonl, or .html to print.")
            )
            yield LineInput(str(self._proposed), compact=True)
            yield Static("", id="hit-file-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(event.value.strip()).expanduser()
        try:
            can_write(path)
            exists = path.exists()
        except (WorkbenchError, OSError) as error:
            self._say(str(error))
            return
        if exists and path != self._asked:
            self._asked = path
            self._say(f"{path} is there already: Enter again replaces it.")
            return
        self.dismiss(path)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        self.query_one("#hit-file-said", Static).update(Content(visible(sentence)))
