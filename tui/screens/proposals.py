"""The proposed matches, and a person's word about each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.keys.dialogs import PROPOSALS
from tui.panel.told import marked
from tui.widgets.key_line import KeyLine
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.match.service import Joined

Decide = Callable[["Joined", bool], bool]
"""Stores whether a match was accepted or refused; says whether it is settled."""


class Proposed(OptionList):
    """The matches that wait. Enter accepts one, after the keys that were pressed before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Accept", show=False)]


class ProposalsScreen(ModalScreen[list["Joined"]]):
    """Returns the proposals that nobody has decided about."""

    BINDINGS: ClassVar[list[BindingType]] = list(PROPOSALS.bindings)

    def __init__(self, proposed: list[Joined], decide: Decide) -> None:
        """Show these matches; `decide` is called for each word that the person gives."""
        super().__init__()
        self._proposed = list(proposed)
        self._decide = decide

    def compose(self) -> ComposeResult:
        with Vertical(id="proposals"):
            yield Label("Does the second render the first?")
            yield Proposed(*(Option(_shown(match)) for match in self._proposed), compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def action_accept(self) -> None:
        """The two belong together."""
        self._settle(accept=True)

    def action_refuse(self) -> None:
        """They do not."""
        self._settle(accept=False)

    def action_leave(self) -> None:
        """Keep the others for later."""
        self.dismiss(self._proposed)

    def _settle(self, *, accept: bool) -> None:
        """Store a decision about the highlighted match and go on to the next."""
        options = self.query_one(OptionList)
        place = options.highlighted
        if place is None or not self._decide(self._proposed[place], accept):
            return
        taken = self._proposed.pop(place)
        options.remove_option_at_index(place)
        if accept:
            self._drop_rivals(taken.rendering_id)
        if not self._proposed:
            self.dismiss([])
            return
        options.highlighted = min(place, len(self._proposed) - 1)

    def _drop_rivals(self, rendering_id: int) -> None:
        """Take off what else was proposed for a rendering that has its quote now."""
        for place in reversed(range(len(self._proposed))):
            if self._proposed[place].rendering_id == rendering_id:
                del self._proposed[place]
                self.query_one(OptionList).remove_option_at_index(place)


def _shown(match: Joined) -> Content:
    """The evidence, and the two texts below each other, cut short where they are long."""
    reasons = ", ".join(match.evidence.reasons)
    return Content("\n").join(
        [
            Content.styled(visible(f"{match.evidence.score:.2f}  {reasons}"), "$muted"),
            marked(match.source),
            marked(match.target),
            Content(""),
        ]
    )
