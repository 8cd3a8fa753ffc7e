"""Saying which concept an ambiguous name means, once for each article."""

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

from db.errors import WorkbenchError
from db.records import Concept
from tui.keys.terms import MEANING
from tui.panel.told import marked
from tui.widgets.key_line import KeyLine
from workbench.glossary.occurrences import Ambiguity
from workbench.glossary.service import choose
from workbench.glossary.timeline import shown_name
from workbench.project import Project
from workbench.text.visible import visible

DIGITS = "123456789"
LONGEST = 400
"""Characters of a name, and of what is known of a concept, that are shown."""


class MeaningScreen(ModalScreen[None]):
    """Lists names with the concepts that each may mean. What a person chooses is stored at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MEANING.bindings,
        *(Binding(digit, f"take_number({digit})", show=False) for digit in DIGITS),
    ]

    def __init__(self, project: Project, found: Sequence[Ambiguity]) -> None:
        super().__init__()
        self._project = project
        self._found = found
        self._chosen = [one.chosen for one in found]
        self._places: list[tuple[int, Concept] | None] = []
        """What each line of the list is: a concept for the name of this number, or None for a heading."""

    def compose(self) -> ComposeResult:
        with Vertical(id="meaning"):
            yield Label("What does the name mean, everywhere in the article?")
            yield OptionList(compact=True)
            yield Label("", id="meaning-said")
        yield KeyLine()

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        self._show(0)
        options.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        place = self._places[event.option_index]
        if place is not None:
            self._choose(*place)

    def action_take_number(self, number: int) -> None:
        """Choose a concept for the name under the cursor by its number."""
        current = self._current
        if current is not None and number <= len(self._found[current].concepts):
            self._choose(current, self._found[current].concepts[number - 1])

    def action_open(self) -> None:
        """Leave it open what the name under the cursor means."""
        if self._current is not None:
            self._choose(self._current, None)

    def action_leave(self) -> None:
        """Back to where the question was asked."""
        self.dismiss(None)

    @property
    def _current(self) -> int | None:
        """The number of the name under the cursor."""
        line = self.query_one(OptionList).highlighted
        place = self._places[line] if line is not None else None
        return place[0] if place else None

    def _choose(self, number: int, concept: Concept | None) -> None:
        asked, key = self._found[number], concept.key if concept else ""
        try:
            choose(self._project, asked.article.id, asked.name, key)
        except WorkbenchError as error:
            self.query_one("#meaning-said", Label).update(Content(visible(str(error))))
            return
        self._chosen[number] = key
        if len(self._found) == 1:
            self.dismiss(None)
        else:
            self._show(min(number + 1, len(self._found) - 1))

    def _show(self, number: int) -> None:
        """List the names again, with the cursor at the one of this number."""
        self._places = []
        options = []
        for place, asked in enumerate(self._found):
            options.append(Option(_heading(asked), disabled=True))
            self._places.append(None)
            for digit, concept in enumerate(asked.concepts, start=1):
                options.append(Option(self._shown(digit, concept, concept.key == self._chosen[place])))
                self._places.append((place, concept))
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(options)
        listed.highlighted = next(line for line, at in enumerate(self._places) if at and at[0] == number)

    def _shown(self, digit: int, concept: Concept, chosen: bool) -> Content:
        dates = f"{concept.since}–{concept.until}" if concept.since or concept.until else ""
        facts = ", ".join(fact for fact in (concept.country, dates, concept.key) if fact)
        return Content.assemble(
            (f"  {digit} ", "$accent"),
            ("● " if chosen else "  ", "bold"),
            marked(
                shown_name(concept, self._project.target_lang), style="bold" if chosen else "", most=LONGEST
            ),
            (f"  {visible(facts[:LONGEST])}", "$muted"),
            ("  chosen" if chosen else "", "bold"),
        )


def _heading(asked: Ambiguity) -> Content:
    article = asked.article
    place = ", ".join(part for part in (article.outlet or article.name, article.date) if part)
    pairs = "1 pair" if len(asked.pair_ids) == 1 else f"{len(asked.pair_ids):,} pairs"
    name = marked(asked.name, style="bold", most=LONGEST)
    return Content.assemble("“", name, "”", (f"  {visible(place[:LONGEST])}, {pairs}", "$muted"))
