"""Tabs of the panel that take a while: found by a thread through a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from db.errors import WorkbenchError
from db.records import PairRow
from tui.background import opened_again
from tui.panel import history, matches, renderings, source
from tui.panel.tabs import Tab
from tui.panel.told import Told, sentence
from workbench.project import Project

FINDERS: dict[Tab, Callable[[Project, PairRow], Told]] = {
    Tab.MATCHES: matches.find,
    Tab.RENDERINGS: renderings.find,
    Tab.SOURCE: source.find,
    Tab.HISTORY: history.find,
}
"""What finds out what such a tab tells."""


@dataclass(frozen=True)
class Question:
    """What a tab tells of a pair."""

    tab: Tab
    row: PairRow
    turn: int
    """Grows when what was found before may no longer hold."""


@dataclass
class Answered(Message):
    """A thread has found out what a tab tells."""

    question: Question
    told: Told


class Looking:
    """One question at a time is looked into; of those that wait only the newest.

    Answers come to the widget as messages. One thread leaves the connection to the next.
    """

    def __init__(self, widget: Widget, project: Project) -> None:
        self._widget = widget
        self._project = project
        self._lock = threading.Lock()
        # What follows is shared with the thread, under the lock.
        self._waiting: Question | None = None
        self._running = False
        self._stopped = False
        # The thread's own.
        self._own: Project | None = None

    def ask(self, question: Question) -> None:
        """Let a question be answered by a message, in the place of one that waits."""
        with self._lock:
            self._waiting = question
            if self._running or self._stopped:
                return
            self._running = True
        self._widget.run_worker(self._work, thread=True, exit_on_error=False, group="panel")

    def drop(self) -> None:
        """Forget a question that waits."""
        with self._lock:
            self._waiting = None

    def stop(self) -> None:
        """Look no more."""
        with self._lock:
            self._stopped = True
            if not self._running:
                self._close()

    def _work(self) -> None:
        while (question := self._next()) is not None:
            self._widget.post_message(Answered(question, self._found(question)))

    def _next(self) -> Question | None:
        with self._lock:
            question, self._waiting = self._waiting, None
            if question is None or self._stopped:
                self._running = False
                if self._stopped:
                    self._close()
                return None
        return question

    def _found(self, question: Question) -> Told:
        """What the tab tells; a failure as a sentence."""
        try:
            if self._own is None:
                self._own = opened_again(self._project)
            return FINDERS[question.tab](self._own, question.row)
        except WorkbenchError as error:
            return sentence(str(error))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            return sentence(f"This could not be looked up: {type(error).__name__}: {error}.")

    def _close(self) -> None:
        """Let go of the connection; no thread is at work with it."""
        if self._own is not None:
            self._own.close()
            self._own = None
