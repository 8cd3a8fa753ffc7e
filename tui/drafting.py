"""Drafting in the background."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui.background import Background, Cancelled, opened_again
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.draft.service import DraftReport


TOLD_EVERY = 1.0
"""Seconds between two messages about what has been drafted: each redraws the list."""


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


def start(background: Background, project: Project, pair_ids: Sequence[int] | None) -> None:
    """Draft these pairs, or all that have no rendering. One core stays free for the screen."""
    post = background.screen.post_message

    told = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done == total or time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            post(DraftProgress(done, total))

    def work(cancelled: Cancelled) -> Message:
        # Whoever only reads does not wait for what drafts.
        from workbench.draft.engines import Settings, spare_threads
        from workbench.draft.service import Wish, draft

        wish = Wish(pair_ids=pair_ids, settings=Settings(threads=spare_threads()))
        with opened_again(project) as own:
            report = draft(own, wish, progress=progress, cancelled=cancelled)
        return DraftFinished(report, cancelled())

    background.start("Drafting", work, DraftFailed)
