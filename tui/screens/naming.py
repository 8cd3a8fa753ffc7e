"""Adding words of a pair to the glossary: which words, then which concept they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from db.records import Concept, LanguageTag, NameStatus, PairRow
from tui.keys.terms import NAMING
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench.glossary.naming import Named, key_for, likely
from workbench.text.fold import fold
from workbench.text.language import same_language
from workbench.text.visible import visible

_STATUSES = tuple(NameStatus)
_MOST_SHOWN = 200
_LONGEST = 400
"""Characters of a name that are shown."""


@dataclass(frozen=True)
class Naming:
    """What a person wants to add."""

    named: Named
    key: str
    """The concept's; one that the project does not have is new."""
    status: NameStatus


class NamingScreen(ModalScreen[Naming | None]):
    """Returns a name and its concept, or None when the dialog was left.

    Enter takes the words under the cursor, enter again the concept; typing narrows the concepts.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(NAMING.bindings)

    def __init__(
        self, row: PairRow, target_lang: LanguageTag, texts: Sequence[Named], glossary: Sequence[Concept]
    ) -> None:
        """`texts` are the words to choose from; a single one is taken at once."""
        super().__init__()
        self._row = row
        self._target_lang = target_lang
        self._texts = texts
        self._glossary = glossary
        self._named: Named | None = texts[0] if len(texts) == 1 else None
        self._offered: list[Concept | None] = []
        self._status = NameStatus.ADMITTED

    def compose(self) -> ComposeResult:
        with Vertical(id="naming"):
            yield Label("", id="naming-head")
            yield OptionList(compact=True)
            yield LineInput(placeholder="Type to look for another concept", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self._show_texts() if self._named is None else self._show_concepts()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self._named is None:
            self._named = self._texts[event.option_index]
            self._show_concepts()
        else:
            self._take(event.option_index)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._named is not None:
            self._offer()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._take(self.query_one(OptionList).highlighted or 0)

    def action_status(self) -> None:
        """Let the name have the next status."""
        self._status = _STATUSES[(_STATUSES.index(self._status) + 1) % len(_STATUSES)]
        self._head()

    def action_down(self, step: int) -> None:
        """Move among the concepts while a filter is typed."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(len(self._offered) - 1, options.highlighted + step))

    def action_leave(self) -> None:
        """Add nothing."""
        self.dismiss(None)

    def _take(self, place: int) -> None:
        if self._named is None or not self._offered:
            return
        concept = self._offered[place]
        key = concept.key if concept else key_for(self._named.text, self._glossary)
        self.dismiss(Naming(self._named, key, self._status))

    def _show_texts(self) -> None:
        self.query_one(Input).display = False
        self._head()
        options = self.query_one(OptionList)
        options.add_options(
            [
                Option(
                    Content.assemble(
                        (f"{each.lang:4}", "$muted"),
                        visible(each.text[:_LONGEST]),
                        ("  in the glossary" if each.known else "", "$muted"),
                    )
                )
                for each in self._texts
            ]
        )
        options.highlighted = 0
        options.focus()

    def _show_concepts(self) -> None:
        field = self.query_one(Input)
        field.display = True
        field.focus()
        self._head()
        self._offer()

    def _head(self) -> None:
        if self._named is None:
            said = "Which words are a name?"
        else:
            said = f"“{self._named.text[:_LONGEST]}” ({self._named.lang}, {self._status}) is a name of …"
        self.query_one("#naming-head", Label).update(Content(visible(said)))

    def _offer(self) -> None:
        """Concepts that fit what has been typed; without it the likely ones, and a new one."""
        assert self._named is not None
        typed = fold(self.query_one(Input).value.strip())
        if typed:
            fitting = [
                concept
                for concept in self._glossary
                if typed in concept.key or any(typed in fold(name.text) for name in concept.names)
            ]
            self._offered = [*fitting[:_MOST_SHOWN], None]
        else:
            self._offered = likely(self._named, self._row, self._target_lang, self._glossary)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._shown(concept)) for concept in self._offered])
        options.highlighted = 0

    def _shown(self, concept: Concept | None) -> Content:
        if concept is None:
            return Content.styled("a new concept", "italic")
        lang = self._named.lang if self._named else self._target_lang
        names = [name.text for name in concept.names if same_language(name.lang, lang)]
        shown = ", ".join((names or [name.text for name in concept.names])[:3])
        return Content.assemble((visible(concept.key), "bold"), f"  {visible(shown[:_LONGEST])}")
