"""The question what becomes of one's words where somebody else has changed the pair meanwhile."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys.dialogs import CONFLICT
from tui.widgets.key_line import KeyLine
from workbench.draft.suggestions.differences import differences
from workbench.text.visible import visible

LACKING = "‸"
"""Marks a place where one's own words lack some of the others'."""


class Settled(StrEnum):
    """What a person may answer."""

    MINE = "mine"
    THEIRS = "theirs"
    EDIT = "edit"


class ConflictScreen(ModalScreen[Settled]):
    """Shows both texts and who wrote the other one. Nothing is written before the person has answered."""

    BINDINGS: ClassVar[list[BindingType]] = list(CONFLICT.bindings)

    def __init__(self, said: str, theirs: str, mine: str) -> None:
        """`said` is the sentence of the conflict: who, when, what; `theirs` is stored, `mine` was typed."""
        super().__init__()
        self._said = said
        self._theirs = theirs
        self._mine = mine

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="conflict"):
            yield Static(Content(visible(self._said)))
            yield Static(Content.styled("Stored meanwhile", "bold $primary"), classes="conflict-head")
            yield Static(Content(visible(self._theirs, keep_newlines=True)))
            yield Static(
                Content.assemble(("Yours", "bold $primary"), ("   underlined: other than stored", "$muted")),
                classes="conflict-head",
            )
            yield Static(_marked(self._theirs, self._mine))
        yield KeyLine()

    def action_answer(self, settled: str) -> None:
        """Answer by a key."""
        self.dismiss(Settled(settled))


def _marked(theirs: str, mine: str) -> Content:
    """One's own words, underlined where the stored ones are others."""
    shown = visible(mine, keep_newlines=True)
    parts: list[str | tuple[str, str]] = []
    done = 0
    for span, _ in differences(theirs, mine):
        parts.append(shown[done : span.start])
        parts.append((LACKING, "$accent") if span.empty else (span.of(shown), "underline"))
        done = span.end
    return Content.assemble(*parts, shown[done:])
