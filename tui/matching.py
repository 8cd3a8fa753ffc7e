"""Matching and aligning in the background, each through a connection of its own to the project.

Joining and aligning write in one action; on the screen's own connection every key would wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.records import LanguageTag
from tui.background import Background, Cancelled, opened_again
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.align.service import Drafts
    from workbench.match.service import Joined
    from workbench.review.realigning import Realigned

AT_ONCE = 256
"""Sentences that are machine-translated before the thread asks whether it shall stop."""


@dataclass
class MatchFinished(Message):
    """What was joined, what is proposed, and the action of the history that says so (0: none)."""

    joined: int
    proposed: list[Joined]
    action: int


@dataclass
class AlignProgress(Message):
    """Renderings done, and renderings there are."""

    done: int
    total: int

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, AlignProgress)


@dataclass
class AlignFinished(Message):
    """What was aligned, and the action of the history that says so (0: none)."""

    report: Realigned
    action: int


@dataclass
class MatchStopped(Message):
    """The run was stopped before it wrote anything."""


@dataclass
class MatchFailed(Message):
    """The run could not go on."""

    sentence: str


class _Stopped(Exception):
    """The person does not want the run to go on."""


def start_match(background: Background, project: Project) -> None:
    """Join what is certain to the quotes it renders, and propose the rest."""

    def work(cancelled: Cancelled) -> Message:
        from workbench.match.service import match
        from workbench.review.proposals import proposed, source_language

        with opened_again(project) as own:
            before = _last(own)
            try:
                found = match(own, _drafts(own, source_language(own), cancelled))
            except _Stopped:
                return MatchStopped()
            joined = sum(match.applied for match in found)
            return MatchFinished(joined, proposed(own, found), _since(own, before, "match"))

    background.start("Matching", work, MatchFailed)


def start_align(background: Background, project: Project) -> None:
    """Align every printed rendering anew around what persons have said."""
    post = background.screen.post_message

    def progress(done: int, total: int) -> None:
        post(AlignProgress(done, total))

    def work(cancelled: Cancelled) -> Message:
        from workbench.review.realigning import realign

        with opened_again(project) as own:
            before = _last(own)
            try:
                report = realign(
                    own,
                    drafts=lambda lang: _drafts(own, lang, cancelled),
                    progress=progress,
                    cancelled=cancelled,
                )
            except _Stopped:
                return MatchStopped()
            return (
                MatchStopped() if report.stopped else AlignFinished(report, _since(own, before, "bead align"))
            )

    background.start("Aligning", work, MatchFailed)


def _drafts(project: Project, lang: LanguageTag, cancelled: Cancelled) -> Drafts:
    """Machine translations out of a language, some at a time so that the run can be stopped."""
    from workbench.draft.engines import Settings, spare_threads
    from workbench.draft.service import translations

    translate = translations(lang, project.target_lang, Settings(threads=spare_threads()))

    def some_at_a_time(sentences: Sequence[str]) -> Sequence[str] | None:
        lines: list[str] = []
        for start in range(0, len(sentences), AT_ONCE):
            if cancelled():
                raise _Stopped
            part = translate(sentences[start : start + AT_ONCE])
            if part is None:
                return None
            lines += part
        return lines

    return some_at_a_time


def _last(project: Project) -> int:
    """The id of the newest action."""
    return max((action.id for action in project.store.history.actions(limit=1)), default=0)


def _since(project: Project, before: int, kind: str) -> int:
    """The id of this person's action of a kind that is newer than `before`; 0 when there is none."""
    for action in project.store.history.actions(limit=50):
        if action.id > before and (action.kind, action.who) == (kind, project.person):
            return action.id
    return 0
