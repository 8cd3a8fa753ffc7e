"""A question about a quote, with answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.keys.article import QUOTE_CHOICE
from tui.widgets.key_line import KeyLine
from workbench.quotes.candidates import Candidate
from workbench.text.visible import visible

MOST_WORDS = 400
"""Characters of a text that are shown of each answer."""


class Answers(OptionList):
    """The answers. Enter takes one, after the keys that were pressed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class ChoiceScreen(ModalScreen[int | None]):
    """Returns the number of the answer that was chosen, from 0, or None when the dialog was left."""

    CSS_PATH = "../styles/article.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(QUOTE_CHOICE.bindings)

    def __init__(self, head: Content, answers: Sequence[Content]) -> None:
        super().__init__()
        self._head = head
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="choice"):
            yield Label(self._head, id="choice-head")
            yield Answers(*map(Option, self._answers), compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Answers).highlighted = 0
        self.query_one(Answers).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def question(head: str, *sentences: str) -> Content:
    """A question with what is to be known before it is answered."""
    lines = [Content.styled(visible(head), "bold"), *(Content(visible(one)) for one in sentences)]
    return Content("\n").join(lines)


def cited(words: str) -> str:
    """The beginning of a text, in one line."""
    plain = " ".join(words[: 2 * MOST_WORDS].split())
    return plain if len(plain) <= MOST_WORDS else plain[:MOST_WORDS].rstrip() + "…"


def shown(candidate: Candidate) -> Content:
    """Something that may belong to a quote: how probable that is and why, who says it, where, the words."""
    known = ", ".join(part for part in (candidate.speaker or "nobody named", candidate.where) if part)
    why = f"  {', '.join(candidate.reasons)}" if candidate.reasons else ""
    return Content("\n").join(
        [
            Content.assemble(
                (f"{candidate.score:.2f}  ", "bold"),
                visible(f"quote {candidate.quote_id}, {known}"),
                visible(why),
            ),
            Content(visible(cited(candidate.words))),
            Content(""),
        ]
    )
