"""Drafting in the background: a thread that tells how far it is and stops when asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from db.errors import WorkbenchError
from workbench.draft.service import DraftReport, draft
from workbench.project import Project


@dataclass
class DraftProgress(Message):
    """Sentences done, and sentences there are."""

    done: int
    total: int

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, DraftProgress)


@dataclass
class DraftFinished(Message):
    """The run is over, complete or stopped."""

    report: DraftReport
    stopped: bool


@dataclass
class DraftFailed(Message):
    """The run could not go on."""

    sentence: str


class Drafting:
    """At most one run at a time on a project, reporting to a screen by messages."""

    def __init__(self, screen: Screen[None], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._stop = threading.Event()
        self.running = False

    def start(self, pair_ids: Sequence[int] | None) -> None:
        """Draft these pairs, or all that have no rendering. Does nothing while a run is on."""
        if self.running:
            return
        self.running = True
        self._stop.clear()
        self._screen.run_worker(
            lambda: self._run(pair_ids), thread=True, exit_on_error=False, group="draft", description="draft"
        )

    def stop(self) -> None:
        """Ask the run to end; it does so within a batch."""
        self._stop.set()

    def _run(self, pair_ids: Sequence[int] | None) -> None:
        """The thread: it touches no widget and keeps no state but the messages it posts."""
        worker = get_current_worker()
        post = self._screen.post_message

        def progress(done: int, total: int) -> None:
            post(DraftProgress(done, total))

        def cancelled() -> bool:
            return self._stop.is_set() or worker.is_cancelled

        try:
            report = draft(self._project, pair_ids=pair_ids, progress=progress, cancelled=cancelled)
        except WorkbenchError as error:
            post(DraftFailed(str(error)))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            post(
                DraftFailed(
                    f"Drafting failed: {type(error).__name__}: {error}. What was drafted before is kept."
                )
            )
        else:
            post(DraftFinished(report, cancelled()))
