"""The threads of the concordance: search, order, links, files. They post messages and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.message import Message
from textual.screen import Screen

from db.errors import WorkbenchError
from tui.background import opened_again
from tui.widgets.concordance_foot import Reached
from tui.widgets.concordance_lines import Counterparts
from workbench.project import Project
from workbench.search.service import Concordance, Hit, Query, counterparts, export_hits, ordered

TOGETHER = 0.1
"""Seconds for which hits are gathered after the first portion before they are posted."""
READ = 100
"""Pairs read together when hits are ordered or written."""
STOPPED = "Stopped: nothing was written."


@dataclass
class HitsFound(Message):
    """Some more hits of a run, and how far it has come."""

    run: int
    pair_ids: list[int]
    reached: Reached
    ended: bool


@dataclass
class SearchFailed(Message):
    """A run of the search, or of what is done with its hits, has come to nothing."""

    run: int
    sentence: str


@dataclass
class HitsOrdered(Message):
    """The first hits of a run in another order; those that have left the project are not among them."""

    run: int
    order: int
    """Which of the orders that were asked for it is."""
    side: str
    pair_ids: list[int]


@dataclass
class Written(Message):
    """How the writing of a file ended."""

    sentence: str
    failed: bool = False


@dataclass
class WordsLinked(Message):
    """What corresponds, in the other text of each pair, to what was found in one."""

    run: int
    found: dict[int, Counterparts]


class Finding:
    """One search at a time; a new one stops the one before, whose messages are then stale."""

    def __init__(self, screen: Screen[int | None], project: Project) -> None:
        self.run = 0
        """The number of the search whose messages count."""
        self.asked_order = 0
        """The number of the order that was asked for last."""
        self.linking = False
        self.writing = False
        """Whether a file is being written: until its message is taken in."""
        self._screen = screen
        self._project = project
        self._stop = threading.Event()
        self._stop_writing = threading.Event()

    def clear(self) -> None:
        """No search is on, and what comes of earlier ones is stale."""
        self.stop()
        self.run += 1

    def start(self, query: Query) -> None:
        """Begin a search."""
        self.clear()
        run, self._stop = self.run, threading.Event()
        stop = self._stop
        self._begin("search", lambda: self._search(run, query, stop), partial(SearchFailed, run))

    def stop(self) -> None:
        """End the search at its next safe place; what was found stays."""
        self._stop.set()

    def order(self, query: Query, pair_ids: Sequence[int], side: str) -> None:
        """Put hits into the order of their contexts."""
        self.asked_order += 1
        run, order, wanted = self.run, self.asked_order, list(pair_ids)

        def work() -> None:
            with opened_again(self._project) as project:
                found = Concordance(project, query)
                hits = [
                    hit for at in range(0, len(wanted), READ) for hit in found.hits(wanted[at : at + READ])
                ]
                self._post(HitsOrdered(run, order, side, ordered(hits, left=side == "left")))

        self._begin("order", work, partial(SearchFailed, run))

    def write(self, query: Query, text: str, pair_ids: Sequence[int], path: Path) -> None:
        """Write hits to a file; `text` is the query as it was typed."""
        self.writing = True
        self._stop_writing.clear()

        def work() -> None:
            with opened_again(self._project) as project:
                found = Concordance(project, query)

                def hits() -> Iterator[Hit]:
                    for start in range(0, len(pair_ids), READ):
                        if self._stop_writing.is_set():
                            raise WorkbenchError(STOPPED)
                        yield from found.hits(pair_ids[start : start + READ])

                count = export_hits(hits(), project, text, path)
            self._post(Written(f"{path}: {count:,} {'pair' if count == 1 else 'pairs'} written."))

        self._begin("write", work, lambda sentence: Written(sentence, failed=True))

    def stop_writing(self) -> None:
        """Write no file after all."""
        self._stop_writing.set()

    def link(self, hits: Sequence[Hit]) -> None:
        """Find what corresponds to the places of these hits, unless that is being done for others."""
        if self.linking or not hits:
            return
        self.linking = True
        run = self.run

        def work() -> None:
            found: dict[int, Counterparts] = {}
            try:
                for hit in hits:
                    if self.run != run:
                        break
                    found[hit.pair.id] = counterparts(hit)
            finally:
                self._post(WordsLinked(run, found))

        self._begin("link", work, partial(SearchFailed, run))

    def _search(self, run: int, query: Query, stop: threading.Event) -> None:
        with opened_again(self._project) as project:
            concordance = Concordance(project, query)
            at_most = concordance.at_most()
            gathered: list[int] = []
            reached = Reached(0, 0, at_most, 0)
            posted = 0.0
            for portion in concordance.portions():
                if stop.is_set():
                    return
                gathered += portion.pair_ids
                reached = Reached(portion.looked_at, portion.total, at_most, portion.given_up)
                if time.monotonic() - posted > TOGETHER:
                    self._post(HitsFound(run, gathered, reached, ended=False))
                    gathered, posted = [], time.monotonic()
                time.sleep(0)  # keys come first
            self._post(HitsFound(run, gathered, reached, ended=True))

    def _begin(self, name: str, work: Callable[[], None], failed: Callable[[str], Message]) -> None:
        def told() -> None:
            try:
                work()
            except WorkbenchError as error:
                self._post(failed(str(error)))
            except Exception as error:
                # A thread has nobody above it who could tell the failure as a sentence.
                self._post(failed(f"The concordance failed: {type(error).__name__}: {error}."))

        self._screen.run_worker(told, thread=True, exit_on_error=False, group=name, name=name)

    def _post(self, message: Message) -> None:
        self._screen.post_message(message)
