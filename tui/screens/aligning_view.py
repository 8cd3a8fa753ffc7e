"""Beads of a quote, of two articles or of the whole project: reading them, and telling about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from db.errors import WorkbenchError
from db.records import PairRow
from tui.background import Background, Cancelled, opened_again
from tui.screens.room import Room
from tui.widgets.bead_list import BeadList, Chosen
from tui.widgets.key_line import KeyLine
from workbench.project import Project
from workbench.review import laid, laid_wording, resuming
from workbench.review.laid import Articles, BeadsOfPairs, LaidBead
from workbench.review.laying import Regrouped
from workbench.text.visible import visible

LEGEND = "Links: ━ laid by a person  ─ by the aligner  ╌ doubtful.  ◆ selected  › cursor"
NOTHING_HERE = "No quote has sentences to be linked yet: import articles, then `workbench match`."
SOON = 0.5
"""Seconds after a change until the doubtful beads of the project are looked for again."""


class Scope(StrEnum):
    """How much is shown."""

    QUOTE = "quote"
    ARTICLES = "articles"
    DOUBTFUL = "doubtful"


class View(NamedTuple):
    """What is shown: a quote and a rendering, two articles, or all doubtful beads."""

    scope: Scope
    quote_id: int = 0
    root_id: int | None = None
    articles: Articles | None = None


class Goal(NamedTuple):
    """Where the cursor shall be: on a pair if it is there, else on a sentence."""

    pair_id: int = 0
    chosen: Chosen | None = None


class AligningView(Room):
    """Shows beads. `AligningMoves` adds moving among them, `AligningScreen` what is done to them."""

    CSS_PATH = "../styles/aligning.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - Textual declares it so

    @dataclass
    class Read(Message):
        """Beads have been read, or why they have not."""

        view: View
        beads: Sequence[LaidBead] = ()
        failure: str = ""

    @dataclass
    class Doubtful(Message):
        """The doubtful pairs of the project have been found, or why they have not."""

        pair_ids: Sequence[int] = ()
        failure: str = ""

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self.view = View(Scope.QUOTE)
        self.wanted = self.view
        self._goal = Goal()
        self._reading, self._looking = Background(self), Background(self)
        self._queue: list[int] | None = None
        """The doubtful pairs of the project, the least sure first; None until they are known."""
        self._walked = -1
        """The last of them that was shown."""
        self._then: Callable[[], None] | None = None
        self._again: Timer | None = None
        self.left = resuming.remembered(project)
        """Where the person left last time."""
        self._place: resuming.Place | None = None
        self._titles: dict[object, str] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="aligning-title")
        yield BeadList(self._heading)
        yield Static(id="aligning-said")
        yield KeyLine()

    @property
    def shown(self) -> BeadList:
        """The beads."""
        return self.query_one(BeadList)

    def on_unmount(self) -> None:
        self._reading.stop()
        self._looking.stop()
        self.remember()

    def remember(self) -> None:
        """Keep the place of the cursor in the project."""
        if self._place is not None:
            resuming.remember(self.project, self._place)

    def reread(self) -> None:
        """Show the beads as they are now."""
        self._titles.clear()
        bead = self.shown.bead
        goal = Goal(bead.pair_id if bead else 0, self.shown.chosen)
        if self.view.scope is Scope.QUOTE and self.view.quote_id:
            self.open_quote(self.view.quote_id, self.view.root_id, goal)
        else:
            self.open(self.view, goal)
        self.look_for_doubtful()

    def open_quote(self, quote_id: int, root_id: int | None, goal: Goal) -> None:
        """Show a quote beside a rendering; the first one where that is not there."""
        roots = laid.renderings_of(self.project, quote_id)
        if root_id not in roots:
            root_id = roots[0] if roots else None
        self.open(View(Scope.QUOTE, quote_id, root_id), goal)

    def open(self, view: View, goal: Goal) -> None:
        """Show something, read in a thread where it may be much."""
        self.wanted, self._goal = view, goal
        if view.scope is Scope.QUOTE:
            self._show(view, laid.of_rendering(self.project, view.quote_id, view.root_id))
        elif view.scope is Scope.DOUBTFUL and self._queue is not None:
            self._show(view, BeadsOfPairs(self.project, self._queue))
        elif view.scope is Scope.DOUBTFUL:
            self.with_queue(lambda: self.open(view, goal))
        else:
            self._read(view)

    def _read(self, view: View) -> None:
        project, articles = self.project, view.articles
        assert articles is not None

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Read(view, laid.between(own, articles, cancelled))

        self.query_one("#aligning-title", Static).update("Reading both articles …")
        self._reading.start("Reading", work, lambda failure: self.Read(view, failure=failure))

    @on(Read)
    def _was_read(self, event: Read) -> None:
        self._reading.running = False
        if event.failure:
            self.tell(event.failure, "warning")
        elif event.view == self.wanted:
            self._show(event.view, event.beads)
        elif self.wanted.scope is Scope.ARTICLES:
            self._read(self.wanted)

    def _show(self, view: View, beads: Sequence[LaidBead]) -> None:
        if view != self.view:
            self.shown.selected.clear()
        row, number = self._find(beads, self._goal)
        self.view = view
        self.shown.show(beads, row, number=number)
        self.told()

    def _find(self, beads: Sequence[LaidBead], goal: Goal) -> tuple[int, int]:
        """The bead and its sentence to which the cursor shall go; where it stays if that is not there."""
        stay = self.shown.row if self.wanted == self.view else 0
        if isinstance(beads, BeadsOfPairs):
            return (beads.pair_ids.index(goal.pair_id) if goal.pair_id in beads.pair_ids else stay), 0
        wanted = goal.chosen
        for row, bead in enumerate(beads):
            if wanted and (bead.quote_id, bead.root_id) == (wanted.quote_id, wanted.root_id):
                for number, one in enumerate(bead.target if wanted.side else bead.source):
                    if one.position == wanted.position:
                        return row, number
        rows = [row for row, bead in enumerate(beads) if bead.pair_id == goal.pair_id != 0]
        return (rows[0] if rows else stay), 0

    # What is said above and below.

    def told(self) -> None:
        """Tell what is shown and how far it is looked through."""
        view = self.view
        if view not in self._titles:
            self._titles[view] = self._title(view)
        parts = []
        if view.scope is not Scope.DOUBTFUL:
            parts.append(laid_wording.progress_told(laid.progress_of(self.shown.beads)))
        if self._queue is not None:
            parts.append(f"{len(self._queue):,} doubtful in the project")
        bead, left = self.shown.bead, self.left
        if left and bead and left.quote_id != bead.quote_id:
            parts.append(f"r goes to where you left, quote {left.quote_id}")
        title = Content.styled(visible(self._titles[view]), "bold")
        status = Content.styled(visible(" · ".join(parts)), "$muted")
        self.query_one("#aligning-title", Static).update(Content("\n").join([title, status]))

    def _title(self, view: View) -> str:
        if view.scope is Scope.DOUBTFUL:
            return "Doubtful beads of the project, the least sure first"
        if view.articles is not None:
            return laid_wording.articles_title(self.project, view.articles)
        if not view.quote_id:
            return NOTHING_HERE
        roots = laid.renderings_of(self.project, view.quote_id)
        title = laid_wording.quote_title(self.project, view.quote_id, view.root_id)
        which = f" ({roots.index(view.root_id) + 1} of {len(roots)}, tab)" if view.root_id in roots[:] else ""
        return title + (which if len(roots) > 1 else "")

    def _heading(self, row: int) -> str:
        """The line above a bead: its quote, where several are shown."""
        beads = self.shown.beads
        if self.view.scope is Scope.QUOTE:
            return ""
        bead = beads[row]
        place = self.view.scope, bead.quote_id, bead.root_id
        if self.view.scope is Scope.ARTICLES and row:
            before = beads[row - 1]
            if (before.quote_id, before.root_id) == place[1:]:
                return ""
        if place not in self._titles:
            self._titles[place] = self._said_by(bead)
        return self._titles[place]

    def _said_by(self, bead: LaidBead) -> str:
        if not bead.quote_id:
            return "This bead is gone"
        if self.view.scope is Scope.ARTICLES:
            return laid_wording.speaker_of(self.project, bead.quote_id)
        return laid_wording.quote_title(self.project, bead.quote_id, bead.root_id)

    @on(BeadList.Moved)
    def _moved(self) -> None:
        """Tell all about the bead under the cursor."""
        bead, beads = self.shown.bead, self.shown
        if bead is None:
            said = "No bead is doubtful." if self.view.scope is Scope.DOUBTFUL else ""
            self.query_one("#aligning-said", Static).update(said)
            return
        parts = [f"Bead {beads.row + 1:,} of {len(beads.beads):,}", laid_wording.about(bead)]
        if len(beads.sentences) > 1:
            parts.append(f"sentence {beads.number + 1} of {len(beads.sentences)}")
        if beads.selected:
            parts.append(f"{len(beads.selected)} selected")
        lines = [Content(visible(" · ".join(parts))), Content.styled(LEGEND, "$muted")]
        self.query_one("#aligning-said", Static).update(Content("\n").join(lines))
        if bead.quote_id:
            self._place = resuming.Place(bead.quote_id, bead.root_id, bead.pair_id, str(self.view.scope))
        self.moved(bead)

    def moved(self, bead: LaidBead) -> None:
        """The cursor is on another bead, or the bead has changed."""

    # The doubtful beads of the project.

    def with_queue(self, then: Callable[[], None]) -> None:
        """Do something once the doubtful beads of the project are known."""
        if self._queue is not None:
            then()
            return
        self._then = then

    def look_for_doubtful(self) -> None:
        """Look in a thread which beads of the project are doubtful."""
        project = self.project

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Doubtful(laid.doubtful(own))

        self._looking.start("Looking", work, lambda failure: self.Doubtful(failure=failure))

    def look_again_soon(self) -> None:
        """Look for doubtful beads a moment after the last change."""
        if self._again is not None:
            self._again.stop()
        self._again = self.set_timer(SOON, self.look_for_doubtful)

    @on(Doubtful)
    def _found_doubtful(self, event: Doubtful) -> None:
        self._looking.running = False
        if event.failure:
            self.tell(event.failure, "warning")
            return
        passed = set((self._queue or [])[: self._walked + 1])
        self._queue = list(event.pair_ids)
        self._walked = sum(pair_id in passed for pair_id in self._queue) - 1
        then, self._then = self._then, None
        if then is not None:
            then()
        self.told()

    def action_project_doubtful(self, step: int) -> None:
        """Go to the next doubtful bead of the project in the order of probability."""
        steps = step * self.count()
        self.with_queue(lambda: self._walk(steps))

    def _walk(self, steps: int) -> None:
        ids = self._queue or []
        bead = self.shown.bead
        at = ids.index(bead.pair_id) if bead and bead.pair_id in ids else self._walked
        step = 1 if steps > 0 else -1
        found = None
        while steps and 0 <= at + step < len(ids):
            at += step
            one = laid.of_pairs(self.project, [ids[at]]).get(ids[at])
            if one is not None and one.doubtful():
                found, self._walked = one, at
                steps -= step
        if found is None:
            self.tell("No further bead of the project is doubtful.")
        else:
            self.go_to(found)

    def go_to(self, bead: LaidBead) -> None:
        """Put the cursor on a bead, among its neighbours where it is not shown."""
        beads = self.shown.beads
        row, _ = self._find(beads, Goal(bead.pair_id))
        if row < len(beads) and beads[row].pair_id == bead.pair_id:
            self.shown.go(row)
        else:
            self.open_quote(bead.quote_id, bead.root_id, Goal(bead.pair_id))

    def after(self, done: Regrouped) -> None:
        """Show what a verb has made of the beads; the cursor stays with its sentence."""
        goal = Goal(self.shown.bead.pair_id if self.shown.bead else 0, self.shown.chosen)
        self.shown.selected.clear()
        self.show_again(done.quote_id, goal, done)
        self.look_again_soon()
        self.remember()

    def show_again(self, quote_id: int, goal: Goal, done: Regrouped | None = None) -> None:
        """Read a quote again and show it where it stands."""
        self._goal = goal
        beads = self.shown.beads
        if isinstance(beads, BeadsOfPairs):
            made = (*done.pairs, *done.made) if done else ()
            beads.changed(done.gone if done else (), made, self.shown.row)
            self._show(self.view, beads)
        elif self.view.scope is Scope.QUOTE:
            self.open_quote(quote_id, self.view.root_id, goal)
        else:
            self._splice(list(beads), quote_id)

    def _splice(self, beads: list[LaidBead], quote_id: int) -> None:
        """Read the beads of one quote again, among those of two articles."""
        rows = [row for row, bead in enumerate(beads) if bead.quote_id == quote_id]
        roots = dict.fromkeys(beads[row].root_id for row in rows)
        new = [bead for root in roots for bead in laid.of_rendering(self.project, quote_id, root)]
        beads[rows[0] : rows[-1] + 1] = new
        self._show(self.view, beads)

    def failed(self, error: WorkbenchError) -> None:
        """Tell why nothing was written, and show the beads as they are."""
        self.tell(str(error), "warning")
        self.reread()
