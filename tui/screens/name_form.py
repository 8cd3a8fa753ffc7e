"""A name of the glossary with all that is known of it, to be written or changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from db.errors import WorkbenchError
from db.records import CaseRule, Name, NameForm, NameStatus
from tui.keys.terms import NAME_FORM
from tui.widgets.cycle import Cycle
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.text.language import normalise
from workbench.text.visible import visible

Store = Callable[[Name], object]
"""Keeps a name; raises WorkbenchError where it cannot."""

_TEXTS = ("text", "lang", "since", "until", "outlet", "note")


class NameFormScreen(ModalScreen[bool]):
    """Returns True when the name was stored, False when the dialog was left."""

    BINDINGS: ClassVar[list[BindingType]] = list(NAME_FORM.bindings)

    def __init__(self, head: str, name: Name, store: Store) -> None:
        """Begin with the values of `name`; what `store` raises is told, and typing goes on."""
        super().__init__()
        self._head = head
        self._before = name
        self._store = store

    def compose(self) -> ComposeResult:
        name = self._before
        with Vertical(id="name-form"):
            yield Label(Content(visible(self._head)))
            yield from self._row("Name", self._input("text"))
            yield from self._row("Language", self._input("lang"))
            yield from self._row("Status", Cycle(tuple(NameStatus), name.status, id="status"))
            yield from self._row("Form", Cycle(tuple(NameForm), name.form, id="form"))
            yield from self._row("Capitals", Cycle(tuple(CaseRule), name.case, "as the form asks", id="case"))
            yield from self._row("Since", self._input("since", "2012, 2012-05 or 2012-05-31"))
            yield from self._row("Until", self._input("until", "the same; empty: still so"))
            yield from self._row("Outlet", self._input("outlet", "whose usage it is"))
            yield from self._row("Note", self._input("note"))
            yield Label("", id="form-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#text", Input).focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Store the name and close, or tell why it cannot be."""
        try:
            self._store(self._typed())
        except WorkbenchError as error:
            self.query_one("#form-said", Label).update(Content(visible(str(error))))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Store nothing."""
        self.dismiss(False)

    def _typed(self) -> Name:
        """The name as it stands in the fields. Raises WorkbenchError for a language that is none."""
        typed = {field: self._value(field) for field in _TEXTS}
        # What nobody has touched stays as it is, with what only stands in for a character on screen.
        changed: dict[str, Any] = {field: text for field, text in typed.items() if text != self._shown(field)}
        if "lang" in changed:
            changed["lang"] = normalise(changed["lang"])
        return replace(
            self._before,
            **changed,
            status=NameStatus(self.query_one("#status", Cycle).value),
            form=NameForm(self.query_one("#form", Cycle).value),
            case=CaseRule(self.query_one("#case", Cycle).value),
        )

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()

    def _shown(self, field: str) -> str:
        return visible(getattr(self._before, field)).strip()

    def _row(self, label: str, field: Input | Cycle) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label(label)
            yield field

    def _input(self, field: str, hint: str = "") -> Input:
        return LineInput(
            self._shown(field),
            placeholder=hint,
            restrict=NO_CONTROLS,
            select_on_focus=False,
            compact=True,
            id=field,
        )
