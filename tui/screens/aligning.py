"""The sentences of a quote beside those of its rendering, with links drawn, to be put right by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.message import Message

from db.errors import WorkbenchError
from db.records import PairRow
from tui.background import Background, Cancelled, opened_again
from tui.keys.aligning import ALIGNING, ALIGNING_CHOSEN, ALIGNING_GIVE, ALIGNING_MOVE
from tui.keys.room import DIGITS, ROOM
from tui.keys.section import Section
from tui.screens.aligning_moving import AligningMoves
from tui.screens.aligning_view import Goal, Scope
from tui.screens.split import SplitScreen
from tui.widgets.bead_list import BeadList, Chosen
from workbench.align.linking import LinkedWords, linked_words
from workbench.project import Project
from workbench.review import beads
from workbench.review.dividing import Division
from workbench.review.grouping import Side
from workbench.review.laid import LaidBead
from workbench.review.laying import Regrouped

SIDES = (Side.SOURCE, Side.TARGET)
ELSEWHERE = "Another rendering has this sentence, and this one leaves it out: there is no bead to change."


class AligningScreen(AligningMoves):
    """Every verb is stored before the next key is handled, and can be taken back."""

    SECTIONS: ClassVar[tuple[Section, ...]] = (
        ALIGNING,
        ALIGNING_CHOSEN,
        ALIGNING_GIVE,
        ALIGNING_MOVE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *ALIGNING.bindings,
        *ALIGNING_CHOSEN.bindings,
        *ALIGNING_GIVE.bindings,
        *ALIGNING_MOVE.bindings,
        *ROOM.bindings,
        *DIGITS,
    ]

    @dataclass
    class Linked(Message):
        """The words of a bead that correspond have been found, or why they have not."""

        bead: LaidBead
        words: LinkedWords | None
        failure: str = ""

    @dataclass
    class Anew(Message):
        """Quotes have been aligned anew, or why they have not."""

        said: str
        failed: bool = False

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self._linking, self._aligning = Background(self), Background(self)
        self._words_on = True
        self._words: LRUCache[tuple[int, int], LinkedWords] = LRUCache(64)

    def on_unmount(self) -> None:
        self._linking.stop()
        self._aligning.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape clears a selection, and leads back where there is none."""
        return action != "clear" or bool(self.is_mounted and self.shown.selected)

    def leave(self, pair_id: int | None = None) -> None:
        """Go back, to the pair under the cursor."""
        bead = self.shown.bead
        super().leave(pair_id or (bead.pair_id if bead and bead.pair_id else None))

    # Word links.

    def moved(self, bead: LaidBead) -> None:
        """Mark the words that correspond, found in a thread."""
        key = bead.pair_id, bead.revision
        if not (self._words_on and bead.pair_id and bead.source and bead.target):
            return
        if key in self._words:
            self.shown.show_words(bead, self._words[key])
            return
        project = self.project

        def work(cancelled: Cancelled) -> Message:
            row = project.store.pairs.row(bead.pair_id)
            return self.Linked(bead, linked_words(project, row))

        self._linking.start("Linking words", work, lambda failure: self.Linked(bead, None, failure))

    @on(Linked)
    def _linked(self, event: Linked) -> None:
        self._linking.running = False
        if event.words is not None:
            self._words[event.bead.pair_id, event.bead.revision] = event.words
        bead = self.shown.bead
        if bead is not None and (event.words is not None or bead != event.bead):
            self.moved(bead)

    def action_words(self) -> None:
        """Show or hide which words correspond."""
        self._words_on = not self._words_on
        bead = self.shown.bead
        if bead is not None and self._words_on:
            self.moved(bead)
        elif bead is not None:
            self.shown.show_words(bead, None)

    # Selecting and leaving.

    def action_select(self) -> None:
        """Select the sentence under the cursor, or no more."""
        chosen = self.shown.chosen
        if chosen is None:
            self.tell("There is no sentence on this side of the bead.")
            return
        others = {(one.quote_id, one.root_id) for one in self.shown.selected}
        if others - {(chosen.quote_id, chosen.root_id)}:
            self.tell("Sentences of one quote and one rendering can be selected together.")
            return
        self.shown.selected ^= {chosen}
        self._selected()

    def action_clear(self) -> None:
        """Select nothing any more."""
        self.shown.selected.clear()
        self._selected()

    def _selected(self) -> None:
        self.shown.redraw()
        self.shown.go(self.shown.row, self.shown.number)
        self.refresh_bindings()

    @on(BeadList.Opened)
    def action_open(self) -> None:
        """Show a bead among its neighbours; from there go to its pair in the review screen."""
        bead = self.shown.bead
        if bead is None or not bead.quote_id:
            return
        if self.view.scope is Scope.DOUBTFUL:
            self.open_quote(bead.quote_id, bead.root_id, Goal(bead.pair_id))
        else:
            self.leave()

    # Verbs.

    def action_accept(self) -> None:
        """Say that beads are right; go to the next doubtful one."""
        for _ in range(self.count()):
            bead = self._bead()
            if bead is None:
                return
            try:
                beads.accept(self.project, bead.pair_id, bead.revision)
            except WorkbenchError as error:
                self.failed(error)
                return
            self.show_again(bead.quote_id, Goal(bead.pair_id, self.shown.chosen))
            self._go_on()
        self.look_again_soon()
        self.remember()

    def _go_on(self) -> None:
        """To the next doubtful bead of what is shown, and when there is none, of the project."""
        row = self.doubtful_row(1)
        if row is None:
            row = self.doubtful_row(-1)
        if row is not None:
            self.shown.go(row)
        elif self.view.scope is not Scope.DOUBTFUL:
            self.action_project_doubtful(1)

    def action_merge(self) -> None:
        """Merge with the next bead."""
        self._do(lambda bead: beads.merge(self.project, bead.pair_id, revision=bead.revision))

    def action_split(self) -> None:
        """Split where the aligner would."""
        self._do(lambda bead: beads.split(self.project, bead.pair_id, revision=bead.revision))

    def action_split_here(self) -> None:
        """Split so that the sentence under the cursor begins the second part."""
        first = self.shown.number
        if not first:
            self.tell("Go to the sentence that shall begin the second part: J and K go by sentences.")
            return
        sources, targets = (None, first) if self.shown.side else (first, None)
        self._do(lambda bead: beads.split(self.project, bead.pair_id, sources, targets, bead.revision))

    def action_split_at(self) -> None:
        """Ask where to split."""
        bead = self._bead()
        if bead is None:
            return
        try:
            found = beads.divisions(self.project, bead.pair_id)
        except WorkbenchError as error:
            self.failed(error)
            return
        if found:
            self.app.push_screen(SplitScreen(bead.pair_id, found), partial(self._split_at, bead))
        else:
            self.action_split()

    def _split_at(self, bead: LaidBead, place: Division | None) -> None:
        if place is not None:
            pair, revision = bead.pair_id, bead.revision
            self._run(lambda: beads.split(self.project, pair, place.sources, place.targets, revision))

    def action_unlink(self) -> None:
        """Part the two sides of the bead."""
        self._do(lambda bead: beads.unlink(self.project, bead.pair_id, bead.revision))

    def action_give(self, side: str, step: int) -> None:
        """Give the first or last sentence of a side to the bead before or after."""
        which = Side(side) if side else SIDES[self.shown.side]
        self._do(lambda bead: beads.move(self.project, bead.pair_id, which, step, bead.revision))

    def action_link(self) -> None:
        """Put beside each other what is selected; a side without a selection gives the cursor's sentence."""
        chosen = self._chosen()
        root = chosen[0].root_id if chosen else None
        if not chosen or root is None:
            self.tell("Select a sentence with space, go to one of the other side, then link them.")
            return
        sides = [{one.position for one in chosen if one.side == side} for side in (0, 1)]
        quote, seen = chosen[0].quote_id, self._seen(chosen)
        self._run(lambda: beads.link(self.project, quote, root, sides[0], sides[1], seen))

    def action_insert(self) -> None:
        """Let the sentences that are selected, or the one under the cursor, stand alone."""
        here = self.shown.chosen
        chosen = sorted(self.shown.selected) or ([here] if here else [])
        root = chosen[0].root_id if chosen else None
        if len({one.side for one in chosen}) > 1:
            self.tell("Select sentences of one side only: each of them is to stand alone.")
        elif root is None:
            self.tell("There is no sentence here beside which something could stand.")
        else:
            side, places = SIDES[chosen[0].side], {one.position for one in chosen}
            quote, seen = chosen[0].quote_id, self._seen(chosen)
            self._run(lambda: beads.stand_alone(self.project, quote, root, side, places, seen))

    def action_anew(self) -> None:
        """Align what is shown anew, around what persons laid, accepted or judged."""
        from workbench.draft.service import translations
        from workbench.review.realigning import realign

        bead, project = self.shown.bead, self.project
        if bead is None or not bead.quote_id:
            return
        shown = self.shown.beads if self.view.scope is Scope.ARTICLES else [bead]
        quotes = list(dict.fromkeys(one.quote_id for one in shown))

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                done = realign(
                    own, quotes, lambda lang: translations(lang, own.target_lang), cancelled=cancelled
                )
            changed = f"{len(done.quotes)} quotes have" if len(done.quotes) != 1 else "1 quote has"
            crossing = " Renderings in another order than their quote were left." if done.crossing else ""
            return self.Anew(f"{done.renderings} renderings aligned anew; {changed} other beads.{crossing}")

        self._aligning.start("Aligning", work, lambda failure: self.Anew(failure, failed=True))

    @on(Anew)
    def _anew(self, event: Anew) -> None:
        self._aligning.running = False
        self.tell(event.said, "warning" if event.failed else "information")
        self.reread()

    def _chosen(self) -> list[Chosen]:
        """What is selected and, for a side without a selection, the sentence under the cursor."""
        here = self.shown.chosen
        sides = {one.side for one in self.shown.selected}
        more = {here} if here and sides and here.side not in sides else set()
        return sorted(self.shown.selected | more)

    def _seen(self, chosen: Sequence[Chosen]) -> dict[int, int]:
        """The revisions at which the pairs of these sentences are shown."""
        wanted = set(chosen)
        return {
            bead.pair_id: bead.revision
            for bead in self.shown.beads
            if bead.pair_id and bead.quote_id == chosen[0].quote_id and wanted & _sentences(bead)
        }

    def _bead(self) -> LaidBead | None:
        """The bead under the cursor, if it can be changed."""
        bead = self.shown.bead
        if bead is None:
            self.tell("There is no bead here.")
        elif not bead.pair_id:
            self.tell(ELSEWHERE if bead.quote_id else "This bead is gone.")
        return bead if bead and bead.pair_id else None

    def _do(self, verb: Callable[[LaidBead], Regrouped]) -> None:
        """Do a verb to the bead under the cursor, as it is shown."""
        bead = self._bead()
        if bead is not None:
            self._run(lambda: verb(bead))

    def _run(self, verb: Callable[[], Regrouped]) -> None:
        try:
            done = verb()
        except WorkbenchError as error:
            self.failed(error)
        else:
            self.after(done)


def _sentences(bead: LaidBead) -> set[Chosen]:
    """The sentences of a bead."""
    return {
        Chosen(bead.quote_id, bead.root_id, side, one.position)
        for side, held in enumerate((bead.source, bead.target))
        for one in held
    }
