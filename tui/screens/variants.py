"""The likeliest renderings of an original, to take one into the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from tui.keys.dialogs import VARIANTS
from tui.widgets.key_line import KeyLine
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.draft.suggestions.adviser import Alternative

LEFT_OUT = "‸"
"""Marks a place where the first variant has words that this one lacks."""


class VariantList(OptionList):
    """The variants; enter belongs to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = list(VARIANTS.bindings)


class VariantsScreen(ModalScreen[str | None]):
    """Returns the text of the variant that was chosen, or None when the list was left."""

    def __init__(self, source: str, variants: Sequence[Alternative]) -> None:
        super().__init__()
        self._source = source
        self._variants = variants

    def compose(self) -> ComposeResult:
        with Vertical(id="variants"):
            yield Static(Content(visible(self._source)))
            yield Label(f"[ ] other than in the first   {LEFT_OUT} left out", markup=False)
            yield VariantList(*(Option(_shown(variant)) for variant in self._variants), compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Take the variant under the cursor."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.dismiss(self._variants[place].text)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)


def _shown(variant: Alternative) -> Content:
    """How sure the package is, and the text with brackets around what the first one has otherwise."""
    text = visible(variant.text, keep_newlines=True)
    sure = "  – " if variant.confidence is None else f"{variant.confidence:.2f}"
    parts: list[str | tuple[str, str]] = [(f"{sure}  ", "$muted")]
    done = 0
    for span, _ in variant.differences:
        parts.append(text[done : span.start])
        parts.append((LEFT_OUT, "$accent") if span.empty else (f"[{span.of(text)}]", "underline"))
        done = span.end
    return Content.assemble(*parts, text[done:])
