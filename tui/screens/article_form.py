"""What is known of a quote, to be written or corrected: who said it, as what, when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from db.errors import WorkbenchError
from tui.keys.article import QUOTE_FORM
from tui.screens.article_choice import cited
from tui.widgets.cycle import Cycle
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.text.fold import fold
from workbench.text.visible import visible

SPEAKER = "speaker"
MOST_NAMES = 6
"""Names that are offered at a time."""

Keep = Callable[[Mapping[str, str]], object]
"""Stores the values by the names of their fields; raises WorkbenchError where it cannot."""


class Field(NamedTuple):
    """A line of the form: words to type, or one of several values where there are `values`."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    values: tuple[str, ...] = ()


class QuoteForm(ModalScreen[bool]):
    """Returns True when something was stored. Names of speakers are offered while one is typed."""

    CSS_PATH = "../styles/article.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(QUOTE_FORM.bindings)

    def __init__(
        self, head: str, words: str, fields: Sequence[Field], names: Sequence[str], keep: Keep
    ) -> None:
        """`words` are those of the quote; `names` of speakers come with the likeliest first."""
        super().__init__()
        self._head = head
        self._words = words
        self._fields = fields
        self._names = names
        self._keep = keep
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="quote-form"):
            yield Label(Content.styled(visible(self._head), "bold"))
            yield Label(Content(visible(cited(self._words))), id="quote-form-words")
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Label(field.label)
                    yield self._widget(field)
                if field.name == SPEAKER:
                    names = OptionList(compact=True, id="names-offered")
                    names.can_focus = False
                    yield names
            yield Label("", id="quote-form-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query(Input).first().focus()
        self._offer(fold(self._typed(SPEAKER)) if self._touched else "")

    @on(Input.Changed, f"#field-{SPEAKER}")
    def _speaker_typed(self) -> None:
        self._offer(fold(self._typed(SPEAKER)) if self._touched else "")

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Take the name that is chosen from the list; without one store all and close, or tell why not."""
        names = self.query_one("#names-offered", OptionList)
        if names.highlighted is not None:
            field = self.query_one(f"#field-{SPEAKER}", Input)
            field.value = visible(self._offered[names.highlighted])
            field.cursor_position = len(field.value)
            names.highlighted = None
            return
        try:
            self._keep({field.name: self._value(field) for field in self._fields})
        except WorkbenchError as error:
            self.query_one("#quote-form-said", Label).update(Content(visible(str(error))))
            return
        self.dismiss(True)

    def action_choose(self, step: int) -> None:
        """Move among the names that are offered; before the first stands what was typed."""
        names = self.query_one("#names-offered", OptionList)
        place = (-1 if names.highlighted is None else names.highlighted) + step
        names.highlighted = None if place < 0 or not self._offered else min(place, len(self._offered) - 1)

    def action_leave(self) -> None:
        """Store nothing."""
        self.dismiss(False)

    @property
    def _touched(self) -> bool:
        """Whether the speaker has been changed: else all names are offered."""
        first = next(field for field in self._fields if field.name == SPEAKER)
        return self._typed(SPEAKER) != visible(first.value).strip()

    def _offer(self, wanted: str) -> None:
        """Offer the names that hold what was typed."""
        fitting = [name for name in self._names if wanted in fold(name)] if wanted else list(self._names)
        self._offered = fitting[:MOST_NAMES]
        names = self.query_one("#names-offered", OptionList)
        names.clear_options()
        names.add_options([Option(Content(visible(name))) for name in self._offered])
        names.highlighted = None
        names.display = bool(self._offered)

    def _typed(self, name: str) -> str:
        return self.query_one(f"#field-{name}", Input).value.strip()

    def _value(self, field: Field) -> str:
        """What stands in a field; what nobody has touched stays as it is, with what only stands in for it."""
        if field.values:
            return self.query_one(f"#field-{field.name}", Cycle).value
        typed = self._typed(field.name)
        if typed == visible(field.value).strip():
            return field.value
        return next((name for name in self._names if visible(name) == typed), typed)

    def _widget(self, field: Field) -> Input | Cycle:
        if field.values:
            return Cycle(field.values, field.value, id=f"field-{field.name}")
        return LineInput(
            visible(field.value),
            placeholder=field.hint,
            restrict=NO_CONTROLS,
            select_on_focus=False,
            compact=True,
            id=f"field-{field.name}",
        )
