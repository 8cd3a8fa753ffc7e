"""The editor on the screen: opening it, storing what was typed, leaving it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from db.errors import Conflict, WorkbenchError
from tui.screens.leave import Choice, LeaveScreen
from tui.screens.matching import MatchScreen
from tui.widgets.edit_area import EditArea
from tui.widgets.editor import Editor, Subject
from tui.widgets.pair_list import PairList
from workbench.review import service


class EditScreen(MatchScreen):
    """A person's own words for a pair, the rendering and the note."""

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
        """Open the current pair in the editor; `words` stand there in place of its own, yet to be saved."""
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
        self.editor.close()
        self.pairs.locked = False
        self.set_focus(self.pairs)
        self.editing_changed()

    @on(Editor.Saved)
    async def _save(self, event: Editor.Saved) -> None:
        if not self._store_words(event.words):
            return
        self._close_editor()
        if event.go_on:
            await self._edit_next()

    def _store_words(self, words: str) -> bool:
        """Store what was typed; says whether it is safe to close the editor."""
        row, editor = self.editor.row, self.editor
        if row is None or not editor.changed:
            return True
        put = service.edit if editor.subject is Subject.RENDERING else service.note
        try:
            self.listing.put(put(self.project, row.id, words, row.revision))
        except WorkbenchError as error:
            self.refused(row, error)
            now = self.pairs.row
            if isinstance(error, Conflict) and now is not None:
                editor.confront(now)
            return False
        self.pairs.redraw()
        return True

    async def _edit_next(self) -> None:
        place = self.listing.next_waiting(self.pairs.cursor, 1)
        if place is not None and place != self.pairs.cursor:
            self.pairs.jump(place)
            await self.action_edit()

    @on(Editor.Left)
    def _leave_editor(self) -> None:
        self.ask_to_leave(self._close_editor)

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Call `leave` once nothing typed can be lost: at once, or when the person has decided."""
        if not self.editor.changed:
            leave()
            return

        def decided(choice: Choice | None) -> None:
            stored = choice is Choice.SAVE and self._store_words(self.editor.area.words)
            if stored or choice is Choice.DISCARD:
                leave()

        self.app.push_screen(LeaveScreen(), decided)
