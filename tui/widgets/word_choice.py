"""Other words for the one at the cursor of the editor, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.keys.editing import OTHER_WORDS
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.draft.suggestions.adviser import OtherWord

DIGITS = "12345"


class WordChoice(OptionList):
    """A list of words, each with what may follow it. A digit takes the word of that number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *OTHER_WORDS.bindings,
        *(Binding(digit, f"take_number({digit})", show=False) for digit in DIGITS),
    ]

    @dataclass
    class Taken(Message):
        """The person has chosen; `whole` takes what follows the word as well."""

        offer: OtherWord
        whole: bool

    class Left(Message):
        """The person wants none of them."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._offers: Sequence[OtherWord] = ()

    def show(self, offers: Sequence[OtherWord]) -> None:
        """Offer these words, and take the focus."""
        self._offers = offers[: len(DIGITS)]
        self.clear_options()
        self.add_options([Option(_shown(n, offer)) for n, offer in enumerate(self._offers, start=1)])
        self.highlighted = 0
        self.display = True
        self.screen.set_focus(self)

    def action_take(self, whole: bool) -> None:
        """Take the word under the cursor."""
        if self.highlighted is not None:
            self.post_message(self.Taken(self._offers[self.highlighted], whole))

    def action_take_number(self, number: int) -> None:
        """Take the word of a number."""
        if number <= len(self._offers):
            self.post_message(self.Taken(self._offers[number - 1], False))

    def action_leave(self) -> None:
        """Take none."""
        self.post_message(self.Left())


def _shown(number: int, offer: OtherWord) -> Content:
    rest = offer.rest[len(offer.word) :]
    return Content.assemble(
        (f"{number} ", "$muted"), (visible(offer.word), "bold"), (visible(rest), "$muted")
    ).truncate(400, ellipsis=True)
