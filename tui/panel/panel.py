"""The side panel: everything that is known of the pair under the cursor, a tab at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from db.errors import WorkbenchError
from db.records import PairRow, Span
from tui import checking
from tui.names import Names
from tui.panel import checks, glossary, pair
from tui.panel.body import PanelBody
from tui.panel.looking import FINDERS, Answered, Looking, Question
from tui.panel.tab_bar import TabBar
from tui.panel.tabs import TABS, Tab
from tui.panel.told import Item, Told, sentence
from tui.word_marks import Line as WordLine
from workbench.draft.naming.names import date_of_pair
from workbench.project import Project
from workbench.review.provenance import known

if TYPE_CHECKING:
    from workbench.checks.service import PairFindings

REST = 0.06
"""Seconds for which the cursor rests before a thread looks anything up: none does while a key is held."""
LATE = 0.3
"""Seconds after which what is shown of another pair steps back, if nothing has taken its place."""


class SidePanel(Vertical, can_focus=False):
    """Follows the cursor. Only the tab that is shown is worked out, and none while the panel is hidden.

    What would keep the screen waiting is found by a thread; until then the panel shows what it showed before.
    """

    DEFAULT_CSS = """
    SidePanel {
        width: 36%;
        min-width: 44;
        max-width: 72;
        height: 100%;
        background: $surface;
    }
    """

    @dataclass
    class Wanted(Message):
        """The person wants words of the panel in the rendering."""

        text: str
        whole: bool
        """Whether they render all of the pair, or are to be put in somewhere."""
        place: Span | None
        """The words of the rendering, as it is stored, that they had better replace."""

    class Turned(Message):
        """Another tab is shown, or the panel has appeared."""

    def __init__(
        self,
        project: Project,
        names: Names,
        findings_of: Callable[[PairRow], PairFindings | None],
        words_of: Callable[[PairRow], Sequence[WordLine]],
    ) -> None:
        """Tell of the pairs of a project; the functions tell findings and linked words as far as known."""
        super().__init__()
        self._project = project
        self._names = names
        self._findings_of = findings_of
        self._words_of = words_of
        self._explained: dict[str, str] | None = None
        self._looking = Looking(self, project)
        self._row: PairRow | None = None
        self._asked: Question | None = None
        """What was asked last of the tab that is shown, answered or not."""
        self._shown: tuple[Tab, int] | None = None
        """Tab and pair of what is on screen; None where that is nobody's any more."""
        self._items: tuple[Item, ...] = ()
        self._turn = 0
        self._waiting: Timer | None = None
        """Until the cursor has rested; then until an answer is late."""
        self._tabs = TabBar()
        self._body = PanelBody()

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self._body

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self._tabs.current

    @property
    def tells_findings(self) -> bool:
        """Whether the reader sees here what the checks say."""
        return self.display and self.tab in (Tab.PAIR, Tab.CHECKS)

    @property
    def items(self) -> int:
        """How many items can be taken."""
        return len(self._items)

    def show(self, row: PairRow | None) -> None:
        """Tell of a pair, or of none; to be called whenever the pair or what is known of it has changed.

        Of another pair it tells once the cursor has rested: whoever goes through the list with a key held
        down waits for nothing.
        """
        moved = row is not None and self._row is not None and row.id != self._row.id
        self._row = row
        if moved and REST:
            self._stop_waiting()
            self._waiting = self.set_timer(REST, lambda: self._tell(at_once=True))
        else:
            self._tell()

    def renew(self) -> None:
        """Find everything out again: the project has changed beside the pair."""
        self._turn += 1
        self.show(self._row)

    def open(self, tab: Tab) -> None:
        """Show a tab."""
        if tab is not self.tab:
            self._tabs.current = tab
            self._asked = None
            self._body.dim()
            self._tell(at_once=True)
            self.post_message(self.Turned())

    def turn(self, step: int) -> None:
        """Show the next tab, or that before; round the end."""
        self.open(TABS[(TABS.index(self.tab) + step) % len(TABS)])

    def scroll_lines(self, lines: int) -> None:
        """Scroll what is shown."""
        self._body.scroll_relative(y=lines, animate=False)

    def to_top(self) -> None:
        """Show the beginning of the tab."""
        self._body.scroll_home(animate=False)

    def take(self, number: int) -> str:
        """Ask for the item of a number to be put into the rendering; why not, where that cannot be."""
        if self._row is None:
            return "There is no pair here."
        if not self.display:
            return "The panel is hidden: show it, and its numbered lines can be taken."
        if self._shown != (self.tab, self._row.id):
            return "The panel is still looking; try again in a moment."
        if not self._items:
            return f"There is nothing to take in {self.tab}: matches, glossary and renderings have numbers."
        if not 1 <= number <= len(self._items):
            return f"There is no number {number} here; the last is {len(self._items)}."
        item = self._items[number - 1]
        self.post_message(self.Wanted(item.text, item.whole, item.place))
        return ""

    def on_show(self) -> None:
        self._tell(at_once=True)
        self.post_message(self.Turned())

    def on_unmount(self) -> None:
        self._looking.stop()

    @on(TabBar.Chosen)
    def _chosen(self, event: TabBar.Chosen) -> None:
        event.stop()
        self.open(event.tab)

    @on(PanelBody.Picked)
    def _picked(self, event: PanelBody.Picked) -> None:
        event.stop()
        self.take(event.item)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        if event.question == self._asked:
            self._put(event.question.row, event.told)

    def _tell(self, *, at_once: bool = False) -> None:
        """Show what the tab tells of the pair, or let it be found out."""
        if not (self.display and self._body.size.width):
            return  # hidden, or not laid out yet: `on_show` comes back here
        row, tab = self._row, self.tab
        if row is None:
            self._asked = self._shown = None
            self._looking.drop()
            self._put(None, Told(()))
        elif tab in FINDERS:
            question = Question(tab, row, self._turn)
            if question != self._asked:
                self._asked = question
                self._tabs.counts = self._counts(row, {})
                self._look(0 if at_once else REST)
        else:
            try:
                self._put(row, self._told(tab, row))
            except WorkbenchError as error:  # the pair has left the project since it was read
                self._put(row, sentence(str(error)))

    def _told(self, tab: Tab, row: PairRow) -> Told:
        """What is known without looking far."""
        if tab is Tab.CHECKS:
            return checks.told(row, self._findings_of(row), self._explain)
        if tab is Tab.GLOSSARY:
            return glossary.told(row, row.target_lang or self._project.target_lang, self._named(row))
        found = checking.lines(self._findings_of(row))
        facts = [*found, *self._names.facts(row), *known(self._project, row)]
        return pair.told(row, facts, self._words_of(row))

    def _named(self, row: PairRow) -> glossary.Named:
        return glossary.Named(self._names.named(row), self._names.offers(row), date_of_pair(row))

    def _explain(self, check: str) -> str:
        """What a check compares. The checks are loaded by now, as they have found something."""
        if self._explained is None:
            from workbench.checks.service import checks_of

            self._explained = {known.id: known.explanation for known in checks_of(self._project)}
        return self._explained.get(check, "")

    def _put(self, row: PairRow | None, told: Told) -> None:
        """Show what a tab tells of a pair."""
        self._stop_waiting()
        shown = (self.tab, row.id) if row else None
        self._body.show(told, stay=shown == self._shown)
        self._items, self._shown = told.items, shown
        self._tabs.counts = self._counts(row, {self.tab: told.tally}) if row else {}

    def _counts(self, row: PairRow, found: dict[Tab, str]) -> dict[Tab, str]:
        """What stands behind the names of the tabs, as far as it is known without looking."""
        cheap = {
            Tab.CHECKS: checks.count(self._findings_of(row)),
            Tab.GLOSSARY: glossary.count(self._named(row)),
        }
        return cheap | found

    def _look(self, delay: float) -> None:
        """Let a thread answer what was asked last, once the cursor has rested."""
        self._stop_waiting()
        if delay:
            self._waiting = self.set_timer(delay, lambda: self._look(0))
            return
        if self._asked is not None:
            self._looking.ask(self._asked)
            self._waiting = self.set_timer(LATE, self._body.dim)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
