"""A few facts in fields, to be written or changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from db.errors import WorkbenchError
from tui.keys.library import FORM
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.text.visible import visible


class Entry(LineInput):
    """One line. Several that are pasted are left to the screen: the field would drop all but the first."""

    def _on_paste(self, event: events.Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            event.prevent_default()


class Field(NamedTuple):
    """A field of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: Sequence[str] = ()
    """Values that are offered while one is typed."""

    @property
    def shown(self) -> str:
        """The value as it may stand on screen."""
        return visible(self.value).strip()

    def widgets(self) -> ComposeResult:
        """The field with its label."""
        known = [value for value in self.known if visible(value) == value]
        with Horizontal(classes="field"):
            yield Label(self.label)
            yield Entry(
                self.shown,
                placeholder=self.hint,
                restrict=NO_CONTROLS,
                suggester=SuggestFromList(known, case_sensitive=False) if known else None,
                select_on_focus=False,
                compact=True,
                id=f"field-{self.name}",
            )


Store = Callable[[Mapping[str, str]], object]
"""Keeps the fields that were changed; raises WorkbenchError where it cannot."""


class FormScreen(ModalScreen[bool]):
    """Returns True when something was stored, False when the dialog was left or nothing was changed."""

    CSS_PATH = "../styles/library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(FORM.bindings)

    def __init__(self, head: str, fields: Sequence[Field], store: Store) -> None:
        """What `store` raises is told, and typing goes on."""
        super().__init__()
        self._head = head
        self._fields = fields
        self._store = store

    def compose(self) -> ComposeResult:
        with Vertical(classes="room-dialog"):
            yield Label(Content(visible(self._head)))
            for field in self._fields:
                yield from field.widgets()
            yield Label("", id="form-told", classes="room-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Store what was changed and close, or tell why it cannot be."""
        changed = changes(self, self._fields)
        try:
            if changed:
                self._store(changed)
        except WorkbenchError as error:
            self.query_one("#form-told", Label).update(Content(visible(str(error))))
            return
        self.dismiss(bool(changed))

    def action_leave(self) -> None:
        """Store nothing."""
        self.dismiss(False)


def changes(screen: ModalScreen[bool], fields: Sequence[Field]) -> dict[str, str]:
    """What was typed where it differs from what stood there.

    What nobody has touched stays as it is, with what only stands in for a character on screen.
    """
    typed = {field.name: screen.query_one(f"#field-{field.name}", Input).value.strip() for field in fields}
    return {field.name: typed[field.name] for field in fields if typed[field.name] != field.shown}
