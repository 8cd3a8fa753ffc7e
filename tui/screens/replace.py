"""Replacing words in many renderings: each change is shown with a tick before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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

from db.errors import WorkbenchError
from db.records import Status
from tui.background import Background, Cancelled, opened_again
from tui.keys.bulk import REPLACE
from tui.widgets.cycle import Cycle
from tui.widgets.edit_area import EditArea
from tui.widgets.key_line import KeyLine
from tui.widgets.replacement_list import ReplacementList
from workbench.project import Project
from workbench.review.bulk import Done, PassedOver, Replacement, replace_many, replacements
from workbench.review.replacing import Replacing
from workbench.text.counted import counted
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


class ReplaceScreen(ModalScreen[Done | None]):
    """Returns what became of the pairs, or None when the dialog was left."""

    CSS_PATH = "../styles/bulk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(REPLACE.bindings)

    @dataclass
    class Found(Message):
        """What was found by looking; `more` says that it stopped at `MOST`, `failure` why nothing was."""

        found: list[Replacement] = field(default_factory=list)
        passed_over: list[PassedOver] = field(default_factory=list)
        more: bool = False
        failure: str = ""

    @dataclass
    class Ended(Message):
        """The renderings were written, or why they were not."""

        done: Done | None
        failure: str = ""

    def __init__(self, project: Project, identifiers: Sequence[int], find: str = "") -> None:
        """Replace in these pairs; `find` is what is looked for to begin with."""
        super().__init__()
        self._project = project
        self._ids = list(identifiers)
        self._first = find
        self._asked_last: Replacing | None = None
        """What the fields said last; None while they say nothing that can be meant."""
        self._found: Replacing | None = None
        """What the list was found with; None while it is being looked for."""
        self._found_said = ""
        self._looking, self._writing = Background(self), Background(self)
        self._again = False
        """Whether to look again as soon as the run that is on has ended: its answer is stale."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="replace"):
            for name, label, value in (("find", "Find", self._first), ("put", "With", "")):
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield Field(name, value)
            with Horizontal(id="replace-options"):
                yield Cycle((LITERAL, PATTERN), LITERAL, id="how")
                yield Cycle((ANYWHERE, WHOLE), ANYWHERE, id="where")
                yield Cycle((SAME_CASE, ANY_CASE, KEPT_CASE), SAME_CASE, id="case")
            yield Static(id="replace-said")
            yield ReplacementList()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#put" if self._first else "#find", Field).focus()
        self._look()

    def on_unmount(self) -> None:
        self._looking.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is being written cannot be left; Enter leads from a field to the list."""
        return not self._writing.running and (action != "to_list" or isinstance(self.focused, Field))

    @on(EditArea.Changed)
    @on(Cycle.Changed)
    def _asked(self) -> None:
        """Look again when the person pauses."""
        self._found = None
        self._stop_timer()
        self._timer = self.set_timer(PAUSE, self._look)

    def action_to_list(self) -> None:
        """Go on from a field to the list."""
        self.query_one(ReplacementList).focus()

    def action_apply(self) -> None:
        """Replace what is ticked."""
        wanted, replacing = self.query_one(ReplacementList).ticked, self._found
        if replacing is None and self._asked_for_something():
            self._say("Still looking: a moment, then again.")
        if not wanted or replacing is None:
            return
        project, found = self._project, replacing

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Ended(replace_many(own, found, wanted))

        self._writing.start("Replacing", work, lambda failure: self.Ended(None, failure))
        self._say(f"Replacing in {counted(len(wanted))} …")
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close and replace nothing."""
        self.dismiss(None)

    def _look(self) -> None:
        """Begin to look the renderings through; a run that is on is stopped first."""
        self._stop_timer()
        self._found = None
        self._again = self._looking.running
        self._looking.stop()
        try:
            self._asked_last = self._asked_for()
        except WorkbenchError as error:
            self._asked_last = None
            self.query_one(ReplacementList).fill([])
            self._say(str(error) if self.query_one("#find", Field).words else _BEGIN)
            return
        self._say("Looking …")
        if not self._again:
            self._search(self._asked_last)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _asked_for_something(self) -> bool:
        """Whether a list is about to come."""
        return self._timer is not None or self._asked_last is not None

    def _asked_for(self) -> Replacing:
        """What the fields say. Raises WrongUse where that cannot be meant."""
        case = self.query_one("#case", Cycle).value
        return Replacing(
            self.query_one("#find", Field).words,
            self.query_one("#put", Field).words,
            regex=self.query_one("#how", Cycle).value == PATTERN,
            word=self.query_one("#where", Cycle).value == WHOLE,
            ignore_case=case != SAME_CASE,
            keep_case=case == KEPT_CASE,
        )

    def _search(self, replacing: Replacing) -> None:
        """Look in a thread for what would be replaced."""
        project, identifiers = self._project, self._ids

        def work(cancelled: Cancelled) -> Message:
            found: list[Replacement] = []
            passed: list[PassedOver] = []
            with opened_again(project) as own:
                every = replacements(own, replacing, identifiers, cancelled=cancelled)
                for one in islice(every, MOST):
                    passed.append(one) if isinstance(one, PassedOver) else found.append(one)
                return self.Found(found, passed, more=next(every, None) is not None)

        self._looking.start("Looking", work, lambda failure: self.Found(failure=failure))

    @on(Found)
    def _show(self, event: Found) -> None:
        self._looking.running = False
        if self._again:
            self._again = False
            if self._asked_last is not None:
                self._search(self._asked_last)
            return
        if self._asked_last is None or self._timer is not None:
            return  # the fields say something else by now
        if event.failure:
            self._asked_last = None
            self._say(event.failure)
            return
        self._found = self._asked_last
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
        self._writing.running = False
        if event.done is not None:
            self.dismiss(event.done)
            return
        self.refresh_bindings()
        self._say(event.failure)

    def _say(self, sentence: str) -> None:
        self.query_one("#replace-said", Static).update(Content(visible(sentence)))


_BEGIN = "Type what is to be replaced. Original words and what was printed are never touched."
