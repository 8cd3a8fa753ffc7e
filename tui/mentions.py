"""Where concepts are named, and which names may mean several of them: looked for in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.screen import Screen

from db.errors import WorkbenchError
from tui.background import opened_again
from workbench.glossary.occurrences import Ambiguity, Occurrence, ambiguities, occurrences
from workbench.project import Project


@dataclass
class MentionsFound(Message):
    """The places where a concept is named, by date; those of unknown date last."""

    key: str
    places: Sequence[Occurrence]
    failure: str = ""
    """Why they could not be looked for, as a sentence."""


@dataclass
class AmbiguitiesFound(Message):
    """Names that may mean several concepts."""

    pair_id: int
    """The pair that has them; 0: the whole project."""
    found: Sequence[Ambiguity]
    failure: str = ""
    """Why they could not be looked for, as a sentence."""


class Mentions:
    """One concept at a time is looked for, of those asked for meanwhile only the newest.

    What is found is kept.
    """

    def __init__(self, screen: Screen[Any], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._found: dict[str, Sequence[Occurrence]] = {}
        self._running = ""
        self._outdated = False
        """Whether what is being looked for has changed since."""
        self._wanted = ""

    def of(self, key: str) -> Sequence[Occurrence] | None:
        """The places where a concept is named; None where they are yet to be found, and a message follows."""
        if key not in self._found:
            self._wanted = key
            self._go_on()
        return self._found.get(key)

    def take(self, message: MentionsFound) -> None:
        """Take in what the thread has found, and go on with what was asked for meanwhile."""
        if not self._outdated:
            self._found[message.key] = message.places
        self._running, self._outdated = "", False
        self._go_on()

    def forget(self, key: str) -> None:
        """Look again for a concept, as its names have changed."""
        self._found.pop(key, None)
        self._outdated = self._outdated or self._running == key

    def _go_on(self) -> None:
        if self._running or not self._wanted or self._wanted in self._found:
            return
        key = self._running = self._wanted

        def work() -> Message:
            with opened_again(self._project) as own:
                places = occurrences(own, key)
            return MentionsFound(key, sorted(places, key=lambda place: place.date or _LAST))

        _run(self._screen, work, lambda sentence: MentionsFound(key, (), sentence))


_LAST = "9999"


def find_ambiguities(screen: Screen[Any], project: Project, pair_id: int = 0) -> None:
    """Look for names that may mean several concepts, in one pair or in the whole project."""

    def work() -> Message:
        with opened_again(project) as own:
            found = ambiguities(own)
        return AmbiguitiesFound(pair_id, [one for one in found if not pair_id or pair_id in one.pair_ids])

    _run(screen, work, lambda sentence: AmbiguitiesFound(pair_id, (), sentence))


def _run(screen: Screen[Any], work: Callable[[], Message], failed: Callable[[str], Message]) -> None:
    """Let a thread post the message that it comes to."""

    def thread() -> None:
        try:
            message = work()
        except WorkbenchError as error:
            message = failed(str(error))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            message = failed(f"Looking for names failed: {type(error).__name__}: {error}.")
        screen.post_message(message)

    screen.run_worker(thread, thread=True, exit_on_error=False, group="mentions")
