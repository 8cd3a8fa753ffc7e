"""Work in the background: a thread that reports by messages and stops when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from db.errors import WorkbenchError
from workbench.project import Project, open_project

Cancelled = Callable[[], bool]
"""Says whether the work shall end."""
Work = Callable[[Cancelled], Message]
"""What the thread does. It touches no widget; its result is a message."""


def opened_again(project: Project) -> Project:
    """The same project on a connection of its own: a thread that writes never keeps the screen waiting.

    Close it when the work is done.
    """
    return open_project(project.path, person=project.person, clock=project.store.clock)


class Background:
    """At most one run at a time, reporting to a screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        self.screen = screen
        self.running = False
        self._stop = threading.Event()

    def start(self, name: str, work: Work, failed: Callable[[str], Message]) -> None:
        """Run `work` in a thread. Its message, or that of a failure, tells the screen that it is over.

        Does nothing while a run is on.
        """
        if self.running:
            return
        self.running = True
        self._stop.clear()
        self.screen.run_worker(
            lambda: self._run(name, work, failed),
            thread=True,
            exit_on_error=False,
            group=name.lower(),
            description=name,
        )

    def stop(self) -> None:
        """Ask the run to end; it does so at its next safe place."""
        self._stop.set()

    def _run(self, name: str, work: Work, failed: Callable[[str], Message]) -> None:
        """The thread: it keeps no state but the messages it posts."""
        worker = get_current_worker()
        try:
            message = work(lambda: self._stop.is_set() or worker.is_cancelled)
        except WorkbenchError as error:
            message = failed(str(error))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            message = failed(f"{name} failed: {type(error).__name__}: {error}. What was done before is kept.")
        self.screen.post_message(message)
