"""Replacing words in many renderings: each change is shown with a tick before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Label, Static
from textual.worker import get_current_worker

from db.errors import WorkbenchError
from db.records import Status
from tui.background import opened_again
from tui.keys.bulk import REPLACE
from tui.widgets.cycle import Cycle
from tui.widgets.edit_area import EditArea
from tui.widgets.key_line import KeyLine
from tui.widgets.replacement_list import ReplacementList
from workbench.project import Project
from workbench.review.bulk import Done, PassedOver, Replacement, counted, replace_many, replacements
from workbench.review.replacing import Replacing
from workbench.text.visible import visible

PAUSE = 0.25
"""Seconds without a key after which the renderings are looked through."""
MOST = 5000
"""Pairs that are shown, and replaced, at a time."""

LITERAL, PATTERN = "as typed", "regular expression"
ANYWHERE, WHOLE = "anywhere", "whole words"
SAME_CASE, ANY_CASE, KEPT_CASE = "capitals matter", "capitals or not", "capitals or not, kept"


class Field(EditArea):
    """A line to type in that takes every character: no-break spaces are what is often replaced."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.id = name
        self.load(value)


class Choice(Cycle):
    """One of the ways to look."""

    class Turned(Message):
        """Another way was chosen."""

    def action_turn(self, step: int) -> None:
        """Take the next value, or the one before."""
        super().action_turn(step)
        self.post_message(self.Turned())

    def on_click(self) -> None:
        self.action_turn(1)


class ReplaceScreen(ModalScreen[Done | None]):
    """Returns what became of the pairs, or None when the dialog was left."""

    CSS_PATH = "../styles/bulk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(REPLACE.bindings)

    @dataclass
    class Found(Message):
        """What a run has found; `more` says that it stopped at `MOST`."""

        run: int
        found: list[Replacement]
        passed_over: list[PassedOver]
        more: bool

    @dataclass
    class Ended(Message):
        """The renderings were written."""

        done: Done

    @dataclass
    class Failed(Message):
        """A run could not be ended."""

        sentence: str

    def __init__(self, project: Project, identifiers: Sequence[int], find: str = "") -> None:
        """Replace in these pairs; `find` is what is looked for to begin with."""
        super().__init__()
        self._project = project
        self._ids = list(identifiers)
        self._first = find
        self._replacing: Replacing | None = None
        self._found: Replacing | None = None
        """What the list was found with; None while it is being looked for."""
        self._found_said = ""
        self._run = 0
        self._writing = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="replace"):
            for name, label, value in (("find", "Find", self._first), ("put", "With", "")):
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield Field(name, value)
            with Horizontal(id="replace-options"):
                yield Choice((LITERAL, PATTERN), LITERAL, id="how")
                yield Choice((ANYWHERE, WHOLE), ANYWHERE, id="where")
                yield Choice((SAME_CASE, ANY_CASE, KEPT_CASE), SAME_CASE, id="case")
            yield Static(id="replace-said")
            yield ReplacementList()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#put" if self._first else "#find", Field).focus()
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is being written cannot be left; Enter leads from a field to the list."""
        return not self._writing and (action != "to_list" or isinstance(self.focused, Field))

    @on(EditArea.Changed)
    @on(Choice.Turned)
    def _asked(self) -> None:
        """Look again when the person pauses."""
        self._found = None
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    def action_to_list(self) -> None:
        """Go on from a field to the list."""
        self.query_one(ReplacementList).focus()

    def action_apply(self) -> None:
        """Replace what is ticked."""
        wanted, replacing = self.query_one(ReplacementList).ticked, self._found
        if not wanted or replacing is None:
            return
        self._writing = True
        self._say(f"Replacing in {counted(len(wanted))} …")
        self.refresh_bindings()
        self.run_worker(
            lambda: self._write(replacing, wanted), thread=True, exit_on_error=False, group="replace"
        )

    def action_leave(self) -> None:
        """Close and replace nothing."""
        self.dismiss(None)

    def _look(self) -> None:
        """Begin to look the renderings through."""
        self._run += 1
        self._found = None
        run = self._run
        try:
            replacing = self._asked_for()
        except WorkbenchError as error:
            self.query_one(ReplacementList).fill([])
            self._say(str(error) if self.query_one("#find", Field).words else _BEGIN)
            return
        self._replacing = replacing
        self._say("Looking …")
        self.run_worker(
            lambda: self._search(run, replacing),
            thread=True,
            exit_on_error=False,
            exclusive=True,
            group="replace",
        )

    def _asked_for(self) -> Replacing:
        """What the fields say. Raises WrongUse where that cannot be meant."""
        case = self.query_one("#case", Choice).value
        return Replacing(
            self.query_one("#find", Field).words,
            self.query_one("#put", Field).words,
            regex=self.query_one("#how", Choice).value == PATTERN,
            word=self.query_one("#where", Choice).value == WHOLE,
            ignore_case=case != SAME_CASE,
            keep_case=case == KEPT_CASE,
        )

    def _search(self, run: int, replacing: Replacing) -> None:
        """The thread that looks: it keeps no state but the message it posts."""
        worker = get_current_worker()
        found: list[Replacement] = []
        passed: list[PassedOver] = []
        try:
            with opened_again(self._project) as project:
                every = replacements(project, replacing, self._ids, cancelled=lambda: worker.is_cancelled)
                for one in islice(every, MOST + 1):
                    passed.append(one) if isinstance(one, PassedOver) else found.append(one)
        except WorkbenchError as error:
            self.post_message(self.Failed(str(error)))
            return
        self.post_message(self.Found(run, found[:MOST], passed, len(found) > MOST))

    def _write(self, replacing: Replacing, wanted: list[Replacement]) -> None:
        """The thread that writes."""
        try:
            with opened_again(self._project) as project:
                done = replace_many(project, replacing, wanted)
        except WorkbenchError as error:
            self.post_message(self.Failed(str(error)))
            return
        self.post_message(self.Ended(done))

    @on(Found)
    def _show(self, event: Found) -> None:
        if event.run != self._run:
            return
        self._found = self._replacing
        self.query_one(ReplacementList).fill(event.found)
        left = len(event.passed_over)
        self._found_said = f"; {left:,} left out" if left else ""
        if event.more:
            self._found_said += f"; these are the first {MOST:,}, look again for the rest"
        self._tell_ticked()

    @on(ReplacementList.Ticked)
    def _tell_ticked(self) -> None:
        """Say how much would be replaced as things are ticked."""
        ticked = self.query_one(ReplacementList).ticked
        places = sum(len(one.changes) for one in ticked)
        again = sum(one.row.status is Status.APPROVED for one in ticked)
        said = f"{counted(places, 'place')} in {len(ticked):,} of {counted(len(self._ids))}"
        if again:
            said += f"; {again:,} to be approved again"
        self._say(said + self._found_said)

    @on(Ended)
    def _leave(self, event: Ended) -> None:
        self.dismiss(event.done)

    @on(Failed)
    def _tell_failed(self, event: Failed) -> None:
        self._writing = False
        self.refresh_bindings()
        self._say(event.sentence)

    def _say(self, sentence: str) -> None:
        self.query_one("#replace-said", Static).update(Content(visible(sentence)))


_BEGIN = "Type what is to be replaced. Original words and what was printed are never touched."
