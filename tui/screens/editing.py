"""The editor on the screen: opening it, keeping what was typed, leaving it. There is no key for saving."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.timer import Timer

from db.errors import Conflict, WorkbenchError
from tui.labels import when
from tui.screens.conflict import ConflictScreen, Settled
from tui.screens.leave import Choice, LeaveScreen
from tui.screens.matching import MatchScreen
from tui.widgets.edit_area import EditArea
from tui.widgets.editor import Editor, Subject
from tui.widgets.pair_list import PairList
from workbench.review import service

KEEP_AFTER = 0.5
"""Seconds after which typed words are put by, so that not even a killed program loses them."""


class EditScreen(MatchScreen):
    """A person's own words for a pair, the rendering and the note.

    Words are stored when the editor is left, as one step of the history. Until then they are put by,
    outside of it, and come back when the program ends before that.
    """

    _keeping: Timer | None = None

    def on_mount(self) -> None:
        """Bring back what was being typed when the program last ended without warning."""
        self.call_after_refresh(self._bring_back)

    async def action_edit(self) -> None:
        """Open the rendering in the editor."""
        await self.open_editor(Subject.RENDERING)

    async def action_note(self) -> None:
        """Open the note in the editor."""
        await self.open_editor(Subject.NOTE)

    @on(PairList.Opened)
    async def _opened(self) -> None:
        await self.action_edit()

    async def open_editor(self, subject: Subject, words: str | None = None) -> None:
        """Open the current pair in the editor; `words` stand there in place of its own, yet to be stored."""
        row = self.pairs.row
        if row is None:
            return
        if not EditArea.holds(subject.words(row)):
            self.tell(
                f"Pair {row.id} holds characters that this editor cannot keep: use `workbench pair edit`.",
                "warning",
            )
            return
        self.pairs.locked = True
        await self.editor.open(row, subject)
        if words is not None:
            self.editor.area.replace_words(words)
        self.editing_changed()

    def _close_editor(self) -> None:
        self._put_by(None)
        self.editor.close()
        self.pairs.locked = False
        self.set_focus(self.pairs)
        self.editing_changed()

    @on(Editor.Left)
    async def _leave_editor(self, event: Editor.Left) -> None:
        async def leave() -> None:
            self._close_editor()
            if event.go_on:
                await self._edit_next()

        self.when_stored(lambda: self.call_next(leave))

    async def _edit_next(self) -> None:
        place = self.listing.next_waiting(self.pairs.cursor, 1)
        if place is not None and place != self.pairs.cursor:
            self.pairs.jump(place)
            await self.action_edit()

    def when_stored(self, leave: Callable[[], object]) -> None:
        """Store what was typed, then call `leave`; where it cannot be stored the person decides first."""
        row, editor = self.editor.row, self.editor
        if row is None or not editor.changed:
            leave()
            return
        put = service.edit if editor.subject is Subject.RENDERING else service.note
        try:
            self.listing.put(put(self.project, row.id, editor.area.words, row.revision))
        except Conflict as conflict:
            self._confront(conflict, leave)
        except WorkbenchError as error:
            self._ask_to_discard(str(error), leave)
        else:
            self.pairs.redraw()
            leave()

    def _ask_to_discard(self, reason: str, leave: Callable[[], object]) -> None:
        def decided(choice: Choice | None) -> None:
            if choice is Choice.DISCARD:
                leave()

        self.app.push_screen(LeaveScreen(reason), decided)

    def _confront(self, conflict: Conflict, leave: Callable[[], object]) -> None:
        """Show both texts and ask."""
        editor = self.editor
        mine = editor.row
        assert mine is not None
        self.listing.forget(mine.id)
        now = self.listing.row(self.listing.index(mine.id) or 0)
        if now is None or now.id != mine.id:
            self._ask_to_discard(str(conflict), leave)
            return

        def decided(settled: Settled | None) -> None:
            if settled is Settled.THEIRS:
                leave()
                return
            editor.confront(now)
            if settled is Settled.MINE:
                self.when_stored(leave)

        self.pairs.redraw()
        theirs = editor.subject.words(now)
        self.app.push_screen(ConflictScreen(self._who_changed(now.id), theirs, editor.area.words), decided)

    def _who_changed(self, pair_id: int) -> str:
        """Who changed a pair last, and when: a sentence."""
        last = self.project.store.history.actions(limit=1, pair_id=pair_id)
        by = f" by {last[0].who}, {when(last[0].at)}" if last else ""
        return f"Pair {pair_id} was changed{by}, while you were typing. Which words shall stand?"

    # What is being typed, put by for the worst.

    @on(Editor.Typed)
    def _typed(self) -> None:
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self.put_by_typed)

    def put_by_typed(self) -> None:
        """Put by what is in the editor and not stored yet, if anything is."""
        row, editor = self.editor.row, self.editor
        if row is not None and editor.changed:
            self._put_by((row.id, str(editor.subject), editor.area.words, row.revision))
        else:
            self._put_by(None)

    def _put_by(self, typed: tuple[int, str, str, int] | None) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        unfinished = self.project.store.unfinished
        try:
            if typed is not None:
                unfinished.keep(*typed)
            else:
                unfinished.forget()
        except WorkbenchError:
            # Another program is writing, or nothing can be written, which storing the words will tell.
            self._keeping = self.set_timer(KEEP_AFTER, self.put_by_typed)

    async def _bring_back(self) -> None:
        store = self.project.store
        try:
            typed = None if store.read_only else store.unfinished.take_over()
        except WorkbenchError:
            return  # another program is writing: the words are there the next time
        if typed is None or self.listing.index(typed.pair_id) is None:
            return
        self.go_to(typed.pair_id)
        subject, row = Subject(typed.subject), self.pairs.row
        if row is None or subject.words(row) == typed.words:
            self._put_by(None)
            return
        await self.open_editor(subject, typed.words)
        # Somebody else may have changed the pair since: then leaving the editor asks.
        self.editor.row = row._replace(revision=typed.revision)
        self.tell(
            f"You typed this ({when(typed.at)}) when the program ended without a warning."
            " Esc keeps it, ctrl+r puts back what was there."
        )
