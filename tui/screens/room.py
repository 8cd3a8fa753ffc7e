"""What all full screens beside the review screen have in common: how they are left, undo, help."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import Action, PairRow
from tui import telling, undoing
from tui.counts import typed_count
from tui.keys.room import DIGITS, ROOM
from tui.keys.section import Section
from tui.telling import Severity
from tui.watching import Watch
from workbench import paths
from workbench.project import Project


class Room(Screen[int | None]):
    """A full screen on a project. It returns the pair that the person wants to see, None for none."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()
    """The keys of this room, for the help; its `BINDINGS` are these and ROOM's."""

    BINDINGS: ClassVar[list[BindingType]] = [*ROOM.bindings, *DIGITS]

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        """Show a project; `row` is the pair that the person comes from, `own_keys` their key map."""
        super().__init__()
        self.project = project
        self.row = row
        self.own_keys = own_keys
        self.narrow: tuple[str, frozenset[int]] | None = None
        """What the review screen is to list when this room is left: words for it, and ids of pairs."""
        self._first_action = project.store.history.latest()
        self._watch = Watch(self, project, self._changed_elsewhere)

    def on_mount(self) -> None:
        """Follow what others do. A room's own `on_mount` is called beside this one."""
        self._watch.begin()

    def reread(self) -> None:
        """Show the project as it is now: something was taken back, or changed by somebody else."""
        raise NotImplementedError

    def tell(self, sentence: str, severity: Severity = "information") -> None:
        """Show a sentence, which may hold words of a text."""
        telling.tell(self, sentence, severity)

    def count(self) -> int:
        """The number typed before the key, 1 where there was none."""
        return typed_count(self.app)

    def leave(self, pair_id: int | None = None) -> None:
        """Go back; the review screen puts its cursor on the pair."""
        self.dismiss(pair_id)

    def action_leave(self) -> None:
        """Go back to where the person came from."""
        self.leave()

    def action_jump(self) -> None:
        """Show a letter over each place in view, and go where a letter leads."""
        from tui.screens.jump import jump

        jump(self)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        here = (*self.SECTIONS, ROOM)
        self.app.push_screen(HelpScreen(self.own_keys, str(paths.keymap_file()), here))

    def action_undo(self) -> None:
        """Take back the last thing that this person did."""
        self._reverse(lambda: undoing.undo(self.project, self._began))

    def action_redo(self) -> None:
        """Do again what was last taken back."""
        self._reverse(lambda: undoing.redo(self.project))

    def _reverse(self, reverse: Callable[[], str]) -> None:
        before = self.project.store.history.latest()
        try:
            self.tell(reverse())
        except WorkbenchError as error:
            self.tell(str(error), "warning")
        if self.project.store.history.latest() != before:
            self.reread()

    @property
    def _began(self) -> int:
        """The last action in the history when the program was opened."""
        began = (getattr(screen, "began", None) for screen in self.app.screen_stack)
        return next((number for number in began if number is not None), self._first_action)

    def _changed_elsewhere(self, actions: list[Action]) -> None:
        """Somebody else has changed the project, or this person has in another window."""
        self.reread()
