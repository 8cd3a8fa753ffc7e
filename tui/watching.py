"""Seeing what others do in the same project: another window, another person, the command line."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import Action
from workbench.project import Project
from workbench.text.visible import visible

EVERY = 1.0
"""Seconds between two looks. A look asks SQLite for one number; two seconds are promised."""

Told = Callable[[list[Action]], None]


class Watch:
    """Looks whether another connection has written, and tells which actions of the history are new.

    It looks while its screen is the one in front, and soon after the screen comes back to the front.
    """

    def __init__(self, screen: Screen[int | None] | Screen[None], project: Project, told: Told) -> None:
        self._screen = screen
        self._store = project.store
        self._told = told
        self._seen = self._store.history.latest()
        self._version = self._store.file_version()
        self._trouble = ""
        """What is wrong with the file, as it was told last."""

    def begin(self) -> None:
        """Look from time to time, until the screen is gone."""
        self._screen.set_interval(EVERY, self._look)

    def news(self) -> list[Action]:
        """The actions that are new since this was last asked, whoever did them."""
        actions = self._store.history.since(self._seen)
        self._seen = max([self._seen, *(action.id for action in actions)])
        return actions

    def _look(self) -> None:
        if self._screen.app.screen is not self._screen:
            return
        try:
            self._store.expect_file()
            version = self._store.file_version()
            if version == self._version:
                self._trouble = ""
                return
            actions = self.news()
        except WorkbenchError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._screen.notify(visible(self._trouble), markup=False, severity="error", timeout=30)
            return
        self._trouble = ""
        self._version = version
        if actions:
            self._told(actions)
