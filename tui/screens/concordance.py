"""The concordance on the whole screen: a query, its hits as keywords in context, what is known of each."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from db.errors import WorkbenchError
from db.records import PairRow
from tui.keys.concordance import CONCORDANCE, CONCORDANCE_QUERY
from tui.keys.room import DIGITS, ROOM
from tui.keys.section import Section
from tui.screens.concordance_finding import (
    Finding,
    HitsFound,
    HitsOrdered,
    SearchFailed,
    WordsLinked,
    Written,
)
from tui.screens.file_name import FileScreen
from tui.screens.room import Room
from tui.widgets.concordance_foot import HELP, Reached, foot, progress
from tui.widgets.concordance_lines import NONE, Counterparts
from tui.widgets.concordance_list import HitList
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.project import Project
from workbench.search.service import Concordance, Hit, Query, can_write, completion, read_query

PAUSE = 0.2
"""Seconds without a key after which what was typed is looked for."""
ORDERED = 2_000
"""Hits that are put in the order of their contexts: the first ones."""
KEPT = 1_024
"""Hits kept in memory."""
PAGE = 32
"""Hits read together."""

_last: WeakKeyDictionary[Project, str] = WeakKeyDictionary()
"""What was looked for last in each project that is open."""


class Fields(Suggester):
    """Completes the fields of a query; the right arrow takes what is offered."""

    async def get_suggestion(self, value: str) -> str | None:
        """The query with the field that its end begins with, or None."""
        rest = completion(value)
        return value + rest if rest else None


class QueryLine(LineInput):
    """What is looked for."""

    BINDINGS: ClassVar[list[BindingType]] = list(CONCORDANCE_QUERY.bindings)


class ConcordanceScreen(Room):
    """Opened with words to look for, or with what was looked for last. It returns the pair to review."""

    CSS_PATH = "../styles/concordance.tcss"
    SECTIONS: ClassVar[tuple[Section, ...]] = (CONCORDANCE, CONCORDANCE_QUERY)
    BINDINGS: ClassVar[list[BindingType]] = [*CONCORDANCE.bindings, *ROOM.bindings, *DIGITS]

    def __init__(
        self, project: Project, row: PairRow | None, own_keys: dict[str, str], query: str = ""
    ) -> None:
        super().__init__(project, row, own_keys)
        self.finding = Finding(self, project)
        self.ids: list[int] = []
        """The pairs that were found, in the order shown."""
        self.side = ""
        """The context that orders them: `left`, `right`, or empty for reading order."""
        self._text = query or _last.get(project, "")
        self._query = Query()
        self._concordance = Concordance(project, self._query)
        self._reached: Reached | None = None
        self.searching = False
        """Whether hits may still come."""
        self._fault = ""
        self._back_to = 0
        """The pair to which the cursor returns when a search is repeated."""
        self._hits: LRUCache[int, Hit] = LRUCache(KEPT)
        self._linked: dict[int, Counterparts] = {}
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="query-row"):
            yield Label("Search")
            yield QueryLine(
                self._text, compact=True, restrict=NO_CONTROLS, suggester=Fields(case_sensitive=True)
            )
        yield Static("", id="query-said")
        yield HitList(self._read, self._counterparts, self.project.target_lang)
        yield Static("", id="hit-foot")
        yield KeyLine()

    def on_mount(self) -> None:
        self.hits.help = HELP
        line = self.query_one(QueryLine)
        line.focus()
        line.select_all()
        self.search()

    def on_unmount(self) -> None:
        self.finding.stop()
        self.finding.stop_writing()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that leads to the query is a letter like any other while one is typed."""
        return not (action == "query" and isinstance(self.focused, QueryLine))

    @property
    def hits(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    def reread(self) -> None:
        """Look again: the project has changed. A search that is on goes on, and would otherwise never end."""
        if self.searching:
            self._hits.clear()
            self.hits.redraw()
            return
        self._back_to = self.ids[self.hits.cursor] if self.ids else 0
        self.search()

    def search(self) -> None:
        """Look for what stands in the line of the query."""
        self._text = _last[self.project] = self.query_one(QueryLine).value
        self._stop_waiting()
        self.finding.clear()
        self.searching, self._fault = False, ""
        try:
            query = read_query(self._text)
            concordance = Concordance(self.project, query)
        except WorkbenchError as error:
            self._fault = str(error)
        else:
            self._query, self._concordance, self._reached = query, concordance, None
            self.ids, self.side = [], ""
            self._hits.clear()
            self._linked.clear()
            self.hits.fill(0, 0)
            if not query.empty:
                self.searching = True
                self.finding.start(query)
        self._say()

    def action_query(self) -> None:
        """Go to the line of the query."""
        self.query_one(QueryLine).focus()

    def action_to_hits(self) -> None:
        """Look at once, and go to the hits."""
        if self._waiting is not None:
            self.search()
        if not self._fault:
            self.hits.focus()

    def action_quit_query(self) -> None:
        """Stop a search; else go to the hits; else leave."""
        if self.searching:
            self._halt()
        elif self.ids:
            self.hits.focus()
        else:
            self.leave()

    def action_leave(self) -> None:
        """Stop a search or the writing of a file, else go back."""
        if self.finding.writing:
            self.finding.stop_writing()
        elif self.searching:
            self._halt()
        else:
            self.leave()

    def action_review(self) -> None:
        """Go to the pair under the cursor in the review."""
        if self.ids:
            self.leave(self.ids[self.hits.cursor])

    def action_full(self) -> None:
        """Show whole texts, or a line of each."""
        self.hits.whole = not self.hits.whole
        self.hits.redraw()
        self.hits.jump(self.hits.cursor)

    def action_order(self, side: str) -> None:
        """Order the hits by what stands before or after the key, or put them back in reading order."""
        if not side and self.side:
            self.reread()
        elif side and self.ids:
            self.finding.order(self._query, self.ids[:ORDERED], side)

    def action_export(self) -> None:
        """Write the hits to a file; stop a search that is on."""
        if self.searching:
            self._halt()
        elif self.finding.writing:
            self.tell("The hits are being written already.", "warning")
        elif not self.ids:
            self.tell("There are no hits to write.", "warning")
        else:
            proposed = self.project.path.with_name(f"{self.project.path.stem}-hits.csv")
            words = "1 hit" if len(self.ids) == 1 else f"{len(self.ids):,} hits"
            question = f"Write {words} to which file? .csv, .tsv, .jsonl, or .html to print."
            self.app.push_screen(FileScreen(question, proposed, can_write), self._write)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._stop_waiting()
        if self.query_one(QueryLine).value != self._text:
            self._waiting = self.set_timer(PAUSE, self.search)

    @on(HitList.Opened)
    def _opened(self) -> None:
        self.action_review()

    @on(HitList.Moved)
    def _moved(self) -> None:
        hit = self._read(self.hits.cursor) if self.ids else None
        width = self.size.width - 2
        self.query_one("#hit-foot", Static).update(foot(hit.pair, width) if hit else Content(""))
        self._link()

    @on(HitsFound)
    def _found(self, message: HitsFound) -> None:
        if message.run != self.finding.run:
            return
        first = not self.ids
        self.ids += message.pair_ids
        self._reached, self.searching = message.reached, not message.ended
        highest = max(message.pair_ids, default=0)
        if first and self.ids:
            self.hits.fill(len(self.ids), highest)
        elif message.pair_ids:
            self.hits.extend(len(self.ids), highest)
        if self._back_to in message.pair_ids:
            self.hits.jump(self.ids.index(self._back_to))
            self._back_to = 0
        self._say()
        self._link()

    @on(SearchFailed)
    def _failed(self, message: SearchFailed) -> None:
        if message.run == self.finding.run:
            self.searching, self._fault = False, message.sentence
            self._say()

    @on(HitsOrdered)
    def _in_order(self, message: HitsOrdered) -> None:
        if (message.run, message.order) == (self.finding.run, self.finding.asked_order):
            at = self.ids[self.hits.cursor]
            known = set(message.pair_ids)
            # Pairs that have left the project stay where they stand, behind what could be ordered.
            self.ids = message.pair_ids + [each for each in self.ids if each not in known]
            self.side = message.side
            self.hits.redraw()
            self.hits.jump(self.ids.index(at))
            self._say()

    @on(WordsLinked)
    def _have_linked(self, message: WordsLinked) -> None:
        self.finding.linking = False
        if message.run == self.finding.run and message.found:
            self._linked |= message.found
            self.hits.redraw()
        self._link()

    def _halt(self) -> None:
        """Stop the search; what was found stays."""
        self.finding.stop()
        self.searching = False
        self._say()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _read(self, index: int) -> Hit | None:
        """A hit, read with those around it; None when its pair has left the project."""
        identifier = self.ids[index]
        if identifier not in self._hits:
            start = index - index % PAGE
            wanted = [each for each in self.ids[start : start + PAGE] if each not in self._hits]
            for hit in self._concordance.hits(wanted):
                self._hits[hit.pair.id] = hit
        return self._hits.get(identifier)

    def _counterparts(self, hit: Hit) -> Counterparts:
        return self._linked.get(hit.pair.id, NONE)

    def _link(self) -> None:
        """Have the words of what is in view linked, as far as they are not; a search comes first."""
        if not self.ids or (self.searching and not self.hits.has_focus):
            return
        seen = [self._read(index) for index in self.hits.in_view if index < len(self.ids)]
        self.finding.link([hit for hit in seen if hit is not None and hit.pair.id not in self._linked])

    def _say(self) -> None:
        """Tell how far the search has come, or what is wrong with the query."""
        said = self.query_one("#query-said", Static)
        said.set_class(bool(self._fault), "-fault")
        said.update(progress(self._fault, self._reached, len(self.ids), self.side, self.searching))

    def _write(self, path: Path | None) -> None:
        if path is None:
            return
        self.tell(f"Writing {path} … Esc stops.")
        self.finding.write(self._query, self._text, list(self.ids), path)

    @on(Written)
    def _written(self, message: Written) -> None:
        self.finding.writing = False
        self.tell(message.sentence, "warning" if message.failed else "information")
