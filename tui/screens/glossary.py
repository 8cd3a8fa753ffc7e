"""The glossary of the project: concepts, their names, their relations in time, and where they are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from db.errors import WorkbenchError
from db.records import Concept, Name, NameStatus
from tui import concept_lines
from tui.keys.room import ROOM
from tui.keys.terms import GLOSSARY
from tui.mentions import AmbiguitiesFound, Mentions, MentionsFound, find_ambiguities
from tui.screens.meaning import MeaningScreen
from tui.screens.name_form import NameFormScreen
from tui.screens.room import Room
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench.glossary.occurrences import Occurrence
from workbench.glossary.service import change_concept, concepts, put_name, remove_name
from workbench.glossary.timeline import shown_name
from workbench.project import Project
from workbench.text.fold import fold
from workbench.text.visible import visible

_WIDE = 104
_BAR = {False: 16, True: 32}
"""Cells of the time line on a narrow and on a wide screen."""
_PAUSE = 0.2
"""Seconds for which a concept is looked at before its mentions are looked for."""
_STATUSES = tuple(NameStatus)
_TYPING = ("leave", "app.focus_next")
"""What keys may mean while a name is typed."""


class GlossaryScreen(Room):
    """The concepts on the left; on the right the one under the cursor, with its names and mentions."""

    SECTIONS = (GLOSSARY,)
    BINDINGS: ClassVar[list[BindingType]] = [*GLOSSARY.bindings, *ROOM.bindings]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-tall")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, project: Project, key: str = "", own_keys: dict[str, str] | None = None) -> None:
        """Show the concepts of a project, with the cursor on the one of this key."""
        super().__init__(project, None, own_keys or {})
        self._key = key
        self._concepts: dict[str, Concept] = {}
        self._listed: list[str] = []
        """The keys in the list."""
        self._searched: dict[str, str] = {}
        """What a search looks at, by key: all names, folded."""
        self._names: list[Name] = []
        self._related: list[str] = []
        self._places: list[Occurrence | None] = []
        self._mentions = Mentions(self, project)
        self._pause: Timer | None = None
        self._doomed: Name | None = None
        """The name that the person has asked to remove, once."""

    def compose(self) -> ComposeResult:
        with Vertical(id="glossary"):
            with Horizontal():
                with Vertical(id="concepts"):
                    yield LineInput(placeholder="Look for a name", compact=True)
                    yield OptionList(id="concept-list", compact=True)
                with Vertical(id="concept"):
                    yield Static(id="concept-head")
                    yield OptionList(id="names", compact=True)
                    yield OptionList(id="times", compact=True)
                    yield Label("", id="places-head")
                    yield OptionList(id="places", compact=True)
            yield Label("", id="glossary-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self._read()
        self._list()
        self._options("concept-list").focus()

    @property
    def _concept(self) -> Concept | None:
        """The concept that is shown."""
        return self._concepts.get(self._key) if self._listed else None

    def _options(self, identifier: str) -> OptionList:
        return self.query_one(f"#{identifier}", OptionList)

    # The list of concepts.

    @on(Input.Changed)
    def _typed(self) -> None:
        self._list()

    @on(Input.Submitted)
    def _found(self) -> None:
        self._options("concept-list").focus()

    @on(OptionList.OptionHighlighted, "#concept-list")
    def _moved(self) -> None:
        place = self._options("concept-list").highlighted
        if place is not None and self._listed[place] != self._key:
            self._key = self._listed[place]
            self._show()

    @on(OptionList.OptionSelected, "#concept-list")
    def _into(self) -> None:
        self._options("names").focus()

    def action_search(self) -> None:
        """Ask for a name to look for."""
        self.query_one(Input).focus()

    def _read(self) -> None:
        lang = self.project.target_lang
        found = concepts(self.project)
        found.sort(key=lambda each: (fold(shown_name(each, lang)), each.key))
        self._concepts = {each.key: each for each in found}
        self._searched = {
            each.key: fold("\n".join((each.key, *(name.text for name in each.names)))) for each in found
        }

    def _list(self, name: int = 0) -> None:
        """List the concepts that fit what has been typed, with the cursor where it was if that is listed.

        `name` is the number of the name that the cursor goes to.
        """
        wanted = fold(" ".join(self.query_one(Input).value.split()))
        self._listed = [key for key, names in self._searched.items() if wanted in names]
        options = self._options("concept-list")
        options.clear_options()
        lang = self.project.target_lang
        options.add_options([Option(concept_lines.listed(self._concepts[key], lang)) for key in self._listed])
        exact = [key for key in self._listed if wanted in self._searched[key].split("\n")]
        if exact and self._key not in exact:
            self._key = exact[0]
        elif self._key not in self._listed:
            self._key = self._listed[0] if self._listed else ""
        options.highlighted = self._listed.index(self._key) if self._listed else None
        self._show(name)

    # One concept.

    def _show(self, name: int = 0) -> None:
        """Show the current concept, with the cursor on the name of this number."""
        self._doomed = None
        current, lang = self._concept, self.project.target_lang
        nothing = "No concept has this name." if self._concepts else "The project has no glossary."
        said = concept_lines.head(current, lang) if current else Content(nothing)
        self.query_one("#concept-head", Static).update(said)
        self._names = concept_lines.names_in_order(current, lang) if current else []
        self._fill("names", [Option(concept_lines.named(each)) for each in self._names], name)
        width = _BAR[self.app.size.width >= _WIDE]
        times = concept_lines.times(current, self._concepts, lang, width) if current else []
        self._related = [key for key, _ in times]
        self._fill("times", [Option(line, disabled=not key) for key, line in times])
        self._show_places(() if current is None else None)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._look_for_places)

    def _fill(self, identifier: str, options: Sequence[Option], highlighted: int = 0) -> None:
        listed = self._options(identifier)
        listed.clear_options()
        listed.add_options(options)
        listed.display = bool(options)
        first = next((at for at, option in enumerate(options) if not option.disabled), None)
        listed.highlighted = first if first is None else min(max(first, highlighted), len(options) - 1)

    def _look_for_places(self) -> None:
        if self._key:
            self._show_places(self._mentions.of(self._key))

    @on(MentionsFound)
    def _places_found(self, event: MentionsFound) -> None:
        self._mentions.take(event)
        if event.failure:
            self._say(event.failure)
        if event.key == self._key:
            self._look_for_places()

    def _show_places(self, places: Sequence[Occurrence] | None) -> None:
        """Show where the concept is named; None while that is being looked for."""
        said = "Looking for mentions …" if places is None else concept_lines.mentions_head(places)
        self.query_one("#places-head", Label).update(said if self._key else "")
        lines = concept_lines.mentions(places or ())
        self._places = [place for place, _ in lines]
        self._fill("places", [Option(line, disabled=place is None) for place, line in lines])

    @on(OptionList.OptionSelected, "#times")
    def _go_to_related(self, event: OptionList.OptionSelected) -> None:
        key = self._related[event.option_index]
        if key in self._concepts and key != self._key:
            self._key = key
            if key not in self._listed:
                self.query_one(Input).value = ""
            self._list()

    @on(OptionList.OptionSelected, "#places")
    def _go(self, event: OptionList.OptionSelected) -> None:
        place = self._places[event.option_index]
        if place is not None:
            self.leave(place.row.id)

    def action_places(self) -> None:
        """Go to the places where the concept is named."""
        if self._places:
            self._options("places").focus()

    # What a person changes.

    def action_add(self) -> None:
        """Ask for a name to add to the concept."""
        current = self._concept
        if current is not None:
            self._ask(f"A new name of {current.key}", Name(lang=self.project.target_lang, text=""))

    @on(OptionList.OptionSelected, "#names")
    def action_edit(self) -> None:
        """Ask what the name under the cursor is to be."""
        name = self._current_name()
        if name is not None:
            self._ask(f"A name of {self._key}", name)

    def action_status(self) -> None:
        """Give the name under the cursor the next status."""
        name = self._current_name()
        if name is not None:
            status = _STATUSES[(_STATUSES.index(name.status) + 1) % len(_STATUSES)]
            self._write(lambda: self._put(replace(name, status=status)))

    def action_confirm(self) -> None:
        """Confirm the name under the cursor, or in the list the concept; or take that back."""
        current = self._concept
        if current is not None and self.focused is self._options("concept-list"):
            self._write(
                lambda: change_concept(self.project, replace(current, confirmed=not current.confirmed))
            )
            return
        name = self._current_name()
        if name is not None:
            self._write(lambda: self._put(replace(name, confirmed=not name.confirmed)))

    def action_remove(self) -> None:
        """Ask, and at the second time take the name under the cursor away."""
        name, key = self._current_name(), self._key
        if name is None:
            return
        if name != self._doomed:
            self._doomed = name
            self._say(f"Remove “{name.text}” from {key}? The same key again removes it.")
            return
        revision = self._revision
        self._write(lambda: remove_name(self.project, key, name, revision))

    @on(OptionList.OptionHighlighted, "#names")
    def _spare(self) -> None:
        if self._doomed is not None and self._doomed != self._name_at_cursor:
            self._doomed = None
            self._say("")

    def action_meanings(self) -> None:
        """Ask which concepts the ambiguous names of the project mean."""
        self._say("Looking for ambiguous names …")
        find_ambiguities(self, self.project)

    @on(AmbiguitiesFound)
    def _ambiguities_found(self, event: AmbiguitiesFound) -> None:
        self._say(
            event.failure or ("" if event.found else "No name of the originals may mean several things.")
        )
        if event.found and self.is_current:
            self.app.push_screen(MeaningScreen(self.project, event.found))

    def action_leave(self) -> None:
        """From the search or the details back to the list, from there to the pairs."""
        options = self._options("concept-list")
        if self.focused is options or not self._listed:
            self.leave()
        else:
            options.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, letters are letters."""
        typing = self.is_mounted and isinstance(self.focused, Input)
        return not (typing and action not in _TYPING)

    @property
    def _name_at_cursor(self) -> Name | None:
        place = self._options("names").highlighted
        return self._names[place] if place is not None and place < len(self._names) else None

    def _current_name(self) -> Name | None:
        """The name under the cursor, if the cursor is among the names."""
        if self.focused is not self._options("names"):
            self._say("Press enter to go to the names of the concept first.")
            return None
        return self._name_at_cursor

    @property
    def _revision(self) -> int | None:
        """That of the concept as it is shown."""
        return self._concept.revision if self._concept is not None else None

    def _put(self, name: Name) -> Concept:
        """Write over a name of the concept that is shown, unless somebody else has changed it since."""
        return put_name(self.project, self._key, name, self._revision)

    def _ask(self, head: str, name: Name) -> None:
        key, latest, revision = self._key, name, self._revision

        def store(written: Name) -> None:
            nonlocal latest
            put_name(self.project, key, written, revision)
            latest = written

        def stored(done: bool | None) -> None:
            if done:
                self._follow(latest)

        self.app.push_screen(NameFormScreen(head, name, store), stored)

    def _write(self, verb: Callable[[], Concept]) -> None:
        try:
            verb()
        except WorkbenchError as error:
            self._follow()
            self._say(str(error))
        else:
            self._follow()

    def _follow(self, latest: Name | None = None) -> None:
        """Show what the project has now, everything where it was, or the cursor on the name stored last."""
        self.reread()
        for number, name in enumerate(self._names):
            if latest is not None and (name.lang, name.text) == (latest.lang, latest.text):
                self._options("names").highlighted = number
        self._say("Stored. u takes it back.")

    def reread(self) -> None:
        """Show the glossary as it is now, everything where it was."""
        place = self._options("names").highlighted or 0
        self._read()
        self._mentions.forget(self._key)
        self._list(place)

    def _say(self, sentence: str) -> None:
        self.query_one("#glossary-said", Label).update(Content(visible(sentence)))
