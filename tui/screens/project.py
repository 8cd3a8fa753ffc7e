"""How far the work has come: by status, then by speaker, outlet, article, reviewer or day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from db.records import PairRow
from tui.background import Background, Cancelled, opened_again
from tui.keys.project import PROJECT
from tui.keys.room import DIGITS, ROOM
from tui.screens import project_lines as lines
from tui.screens.room import Room
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Table
from workbench.project import Project
from workbench.text.visible import visible
from workbench.upkeep.progress import Day, Grouping, Share, days, pairs_of, shares
from workbench.upkeep.stats import stats

GROUPINGS = tuple(Grouping)


class ProjectScreen(Room):
    """Figures and bars of the whole project above, a table of its parts below."""

    CSS_PATH = ["../styles/library.tcss", "../styles/project.tcss"]  # noqa: RUF012 - as Textual declares it
    SECTIONS = (PROJECT,)
    BINDINGS: ClassVar[list[BindingType]] = [*PROJECT.bindings, *ROOM.bindings, *DIGITS]

    @dataclass
    class Counted(Message):
        """The project has been counted, or why it has not."""

        by: Grouping = Grouping.SPEAKER
        whole: Mapping[str, Any] | None = None
        days: Sequence[Day] = ()
        shares: Sequence[Share] = ()
        failure: str = ""

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self._background = Background(self)
        self._again = False
        """Whether something else is wanted than what is being counted."""
        self._stale = True
        """Whether the project may have changed since it was counted."""
        self._by = Grouping.SPEAKER
        self._counted = self.Counted()

    def compose(self) -> ComposeResult:
        yield Static(id="project-head", classes="room-head")
        yield Static("Counting …", id="overview")
        yield Static(id="groupings")
        yield Table("Counting …", id="parts")
        yield KeyLine()

    def on_mount(self) -> None:
        name = visible(self.project.path.name)
        head = Content.assemble(("Project   ", "bold $accent"), f"{name}   {visible(self.project.person)}")
        self.query_one("#project-head", Static).update(head)
        self._table.focus()
        self.reread()

    @property
    def _table(self) -> Table:
        return self.query_one(Table)

    def reread(self) -> None:
        """Count the project anew."""
        self._stale = True
        self._count()

    def _count(self) -> None:
        """Count in a thread what is to be shown, the whole only where it may have changed."""
        self.query_one("#groupings", Static).update(lines.groupings(self._by))
        if self._background.running:
            self._again = True
            return
        known = None if self._stale else self._counted
        self._again = self._stale = False
        project, by = self.project, self._by

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                parts = shares(own, by) if by is not Grouping.DAY else ()
                if known is not None and known.whole is not None:
                    return self.Counted(by, known.whole, known.days, parts)
                return self.Counted(by, stats(own), days(own), parts)

        self._background.start("Counting", work, lambda failure: self.Counted(failure=failure))

    @on(Counted)
    def _show(self, event: Counted) -> None:
        self._background.running = False
        if event.failure:
            self._stale = True
            self.tell(event.failure, "warning")
        else:
            same = event.by is self._counted.by
            self._counted = event
            self._draw_overview()
            if event.by is self._by:
                self._fill(self._table.cursor if same else 0)
        if self._again:
            self._count()

    def on_resize(self) -> None:
        self._draw_overview()

    def _draw_overview(self) -> None:
        if self._counted.whole is not None:
            today = self.project.store.clock()[:10]
            told = lines.overview(self._counted.whole, self._counted.days, today, self.size.width - 2)
            self.query_one("#overview", Static).update(told)

    def _fill(self, cursor: int) -> None:
        counted = self._counted
        if counted.by is Grouping.DAY:
            highest = max((day.approved for day in counted.days), default=0)
            self._table.empty = "Nothing has been decided yet."
            self._table.fill(
                len(counted.days),
                lambda row, width: lines.day_row(counted.days[row], highest, width),
                cursor,
                header=lines.day_header,
            )
            return
        self._table.empty = "No pairs yet: F2 among the pairs opens the library, which imports articles."
        self._table.fill(
            len(counted.shares),
            lambda row, width: lines.share_row(counted.shares[row], counted.by, width),
            cursor,
            header=lines.share_header,
        )

    def action_by(self, step: int) -> None:
        """Divide the project by something else."""
        self._by = GROUPINGS[(GROUPINGS.index(self._by) + step * self.count()) % len(GROUPINGS)]
        self._count()

    @on(Table.Opened)
    def action_review(self) -> None:
        """Leave for the pairs behind the line under the cursor."""
        chosen = self._chosen()
        found = pairs_of(self.project, self._by, chosen[0]) if chosen else []
        if chosen and found:
            self.narrow = (chosen[1], frozenset(found))
            self.leave(found[0])

    def _chosen(self) -> tuple[str, str] | None:
        """The key of the line under the cursor and words for it; None while other lines are counted."""
        counted, row = self._counted, self._table.cursor
        if counted.by is not self._by or not self._table.count:
            return None
        if counted.by is Grouping.DAY:
            date = counted.days[row].date
            return date, f"decided or edited on {date}"
        share = counted.shares[row]
        if not share.name:
            return share.key, lines.UNKNOWN[counted.by]
        return share.key, f"{lines.WORDS[counted.by].lower()} “{visible(share.name[:40])}”"
