"""Which file to write: the ending of its name tells the format."""

from __future__ import annotations

from collections.abc import Callable
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
from tui.keys.file_name import FILE_NAME
from tui.screens.importing_paths import PathField, exists, expanded
from tui.widgets.key_line import KeyLine
from workbench.text.visible import visible

CANDIDATES = 12
"""Names that are told where a path can go on with several."""


class FileScreen(ModalScreen[Path | None]):
    """Returns the file to write; one that exists is asked about."""

    CSS_PATH = "../styles/file_name.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(FILE_NAME.bindings)

    def __init__(self, question: str, proposed: Path, check: Callable[[Path], object]) -> None:
        """`check` raises WorkbenchError for a name that says no format."""
        super().__init__()
        self._question = question
        self._proposed = proposed
        self._check = check
        self._asked = ""
        """The file that the person has been told to be there."""

    def compose(self) -> ComposeResult:
        with Vertical(id="file-name"):
            yield Static(Content(visible(self._question)))
            yield PathField(str(self._proposed), several=False, id="file-name-path")
            yield Static("", id="file-name-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(PathField).focus()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._say("  ".join(self.query_one(PathField).candidates[:CANDIDATES]))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = expanded(event.value.strip())
        path = Path(name)
        try:
            self._check(path)
        except (WorkbenchError, OSError, ValueError) as error:
            self._say(str(error))
            return
        if exists(name) and name != self._asked:
            self._asked = name
            self._say(f"{path} is there already: Enter again replaces it.")
            return
        self.dismiss(path)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        self.query_one("#file-name-said", Static).update(Content(visible(sentence)))
