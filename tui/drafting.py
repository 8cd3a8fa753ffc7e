"""Drafting in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui.background import Background, Cancelled
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.draft.service import DraftReport


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

    def progress(done: int, total: int) -> None:
        post(DraftProgress(done, total))

    def work(cancelled: Cancelled) -> Message:
        # Whoever only reads does not wait for what drafts.
        from workbench.draft.engines import Settings, spare_threads
        from workbench.draft.service import Wish, draft

        wish = Wish(pair_ids=pair_ids, settings=Settings(threads=spare_threads()))
        report = draft(project, wish, progress=progress, cancelled=cancelled)
        return DraftFinished(report, cancelled())

    background.start("Drafting", work, DraftFailed)
