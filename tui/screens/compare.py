"""The renderings of a quote beside each other: where they differ, and one's own out of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from db.errors import Conflict, WorkbenchError
from db.records import PairRow
from tui.background import Background, Cancelled, opened_again
from tui.counts import typed_count
from tui.keys.compare import COMPARE
from tui.keys.room import DIGITS, ROOM
from tui.screens.compare_adjust import AdjustScreen
from tui.screens.compare_order import RankedRoom
from tui.screens.conflict import ConflictScreen, Settled
from tui.screens.file_name import FileScreen
from tui.widgets.compare_grid import CompareGrid
from tui.widgets.key_line import KeyLine
from workbench.compare import wording
from workbench.compare.choosing import choose
from workbench.compare.service import (
    compare,
    export,
    format_of,
    linked,
)
from workbench.compare.values import Cell, Comparison, letter
from workbench.project import Project
from workbench.text.visible import visible

_MOST_SHOWN = 1000
"""Characters of a note that are looked at for the lines below the grid."""

_LEGEND = "Underlined: not in all. Bold: only here. ⊖ left out, ⊕ added, = taken over."
_MEASURES = "Eddy: how far a rendering is from the others. Viv: how far all are apart. From 0 to 1."
_LEGEND_BASE = "Bold: instead of words of the base or beside them. ~so~: words of the base."


class CompareScreen(RankedRoom):
    """A grid of segments and renderings, with what is known of the current cell below it."""

    CSS_PATH = "../styles/compare.tcss"
    SECTIONS = (COMPARE,)
    BINDINGS: ClassVar[list[BindingType]] = [*COMPARE.bindings, *ROOM.bindings, *DIGITS]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - Textual declares it so

    @dataclass
    class Linked(Message):
        """What the renderings leave out and add has been found, or why it has not."""

        asked: Comparison
        """The comparison for which it was asked."""
        comparison: Comparison | None
        failure: str = ""

    @dataclass
    class Exported(Message):
        """How the writing of a file has ended."""

        sentence: str
        failed: bool = False

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self._comparison: Comparison | None = None
        self._links, self._exporting = Background(self), Background(self)

    def compose(self) -> ComposeResult:
        yield Static(id="compare-title")
        yield CompareGrid()
        yield Static(id="compare-said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the quote that the person comes from, or the one that varies most."""
        self.grid.focus()
        if not self.quote_id:
            self.when_ranked(self.open_first)
            return
        self._show()
        if self.row is not None:
            self._go_to_pair(self.row.id)

    @property
    def grid(self) -> CompareGrid:
        """The renderings."""
        return self.query_one(CompareGrid)

    def on_unmount(self) -> None:
        self._links.stop()

    def reread(self) -> None:
        """Show the renderings as they are now; what was ranked before may not be so any more."""
        self.quotes = None
        if self.quote_id:
            self._show()

    def leave(self, pair_id: int | None = None) -> None:
        """Go back, to a pair of the current cell if it has one."""
        held = self.grid.cell.pairs if self.grid.cell else ()
        super().leave(pair_id or (held[0].pair_id if held else None))

    def action_step(self, step: int) -> None:
        """Go by segments."""
        self.grid.step(step * self.count())

    def action_side(self, step: int) -> None:
        """Go by renderings."""
        self.grid.side(step * self.count())

    def action_page(self, step: int) -> None:
        """Go by screens."""
        self.grid.page(step)

    def action_first(self) -> None:
        """Go to the first segment."""
        self.grid.go(0, self.grid.column)

    def action_last(self) -> None:
        """Go to the last segment, or to the one of the number typed before."""
        if self._comparison:
            number = typed_count(self.app, 0) or len(self._comparison.segments)
            self.grid.go(number - 1, self.grid.column)

    def action_base(self) -> None:
        """Compare all with the rendering under the cursor, or again each with all."""
        if self._comparison and self._comparison.versions:
            same = self._comparison.base == self.grid.column
            self._put(self._comparison.based_on(None if same else self.grid.column))

    @on(CompareGrid.Opened)
    def action_choose(self) -> None:
        """Take the words under the cursor as one's own."""
        cell = self.grid.cell
        if cell is None:
            self.tell("This rendering leaves the segment out: there is nothing to take.")
        else:
            self._choose(cell, self.grid.row, None)

    def action_merge(self) -> None:
        """Change the words under the cursor before taking them."""
        cell = self.grid.cell
        if cell is None:
            self.tell("This rendering leaves the segment out: go to one that has it.")
        else:
            self._adjust(cell, self.grid.row, self.grid.column, None)

    def action_export(self) -> None:
        """Ask for a file, and write the comparison to it."""
        if self._comparison is None:
            return
        proposed = Path(f"quote-{self.quote_id}.html")
        question = "Write the comparison to which file? .html gives a page, .md Markdown."
        self.app.push_screen(FileScreen(question, proposed, format_of), self._export)

    def _export(self, path: Path | None) -> None:
        comparison = self._comparison
        if path is None or comparison is None:
            return
        base = None if comparison.base is None else comparison.versions[comparison.base].rendering_id
        if self._exporting.running:
            self.tell("A comparison is being written already: a moment, then again.", "warning")
            return
        project, quote_id = self.project, self.quote_id

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                export(own, [quote_id], format_of(path), path, base)
            return self.Exported(f"The comparison is in {path}.")

        self._exporting.start("Writing", work, lambda failure: self.Exported(failure, failed=True))

    @on(Exported)
    def _exported(self, event: Exported) -> None:
        self._exporting.running = False
        self.tell(event.sentence, "warning" if event.failed else "information")

    def _adjust(self, cell: Cell, row: int, column: int, words: str | None) -> None:
        comparison = self._comparison
        if comparison is None or row >= len(comparison.segments):
            return

        def decided(text: str | None) -> None:
            if text is not None:
                self._choose(cell, row, text)

        self.app.push_screen(AdjustScreen(comparison.segments[row], column, words), decided)

    def _choose(self, cell: Cell, row: int, text: str | None) -> None:
        """Take words; where somebody has changed them meanwhile, the person is asked."""
        comparison = self._comparison
        if comparison is None:
            return
        segment = comparison.segments[row]
        seen = {held.pair_id: held.revision for held in cell.pairs}
        try:
            done = choose(
                self.project,
                self.quote_id,
                segment.place.start,
                cell.rendering_id,
                text,
                revisions=seen,
            )
        except Conflict as error:
            self._ask(cell, row, cell.text if text is None else text, str(error))
            return
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        pairs = ", ".join(map(str, done.pairs))
        self._show()
        self.rank_again()
        self.tell(f"Segment {row + 1}: these words are your own now (pair {pairs}). u takes it back.")

    def _ask(self, cell: Cell, row: int, mine: str, said: str) -> None:
        """Show what stands there now beside the words that were to be taken."""
        rows = self.project.store.pairs.rows([held.pair_id for held in cell.pairs])
        verbatim = mine == cell.text
        self._show()

        def settled(answer: Settled | None) -> None:
            column = self._comparison.number(cell.rendering_id) if self._comparison else None
            if self._comparison is None or column is None or answer in (None, Settled.THEIRS):
                return
            self.grid.go(row, column)
            now = self.grid.cell
            if now is None:
                self.tell("That segment is no longer what it was: look at it again.")
            elif answer is Settled.MINE:
                self._choose(now, self.grid.row, None if verbatim else mine)
            else:
                self._adjust(now, self.grid.row, column, mine)

        self.app.push_screen(ConflictScreen(said, " ".join(one.target for one in rows), mine), settled)

    def _show(self) -> None:
        """Read the quote and show it; what word links tell follows a moment later."""
        base = self._comparison.base if self._comparison else None
        kept = self._comparison.versions[base].rendering_id if self._comparison and base is not None else None
        try:
            comparison = compare(self.project, self.quote_id)
        except WorkbenchError as error:
            self._comparison = None
            self.grid.show(None)
            self.title_changed(str(error))
            return
        self._put(comparison.based_on(comparison.number(kept) if kept else None))
        self._find_links()

    def _put(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.grid.show(comparison)
        self.title_changed()

    def _find_links(self) -> None:
        comparison = self._comparison
        if comparison is None or not comparison.versions:
            return
        project, asked = self.project, comparison

        def work(_: Cancelled) -> Message:
            return self.Linked(asked, linked(project, asked))

        self._links.start("Linking words", work, lambda failure: self.Linked(asked, None, failure))

    @on(Linked)
    def _linked(self, event: Linked) -> None:
        self._links.running = False
        found, shown = event.comparison, self._comparison
        if event.failure:
            self.tell(event.failure, "warning")
        elif found is None or shown is None or event.asked.based_on(shown.base) != shown:
            self._find_links()  # another one is shown by now
        else:
            self._put(found.based_on(shown.base))

    @on(CompareGrid.Moved)
    def _moved(self) -> None:
        """Tell all about the current cell."""
        comparison, segment = self._comparison, self.grid.segment
        if comparison is None or segment is None or not comparison.versions:
            return
        version = comparison.versions[self.grid.column]
        cell = self.grid.cell
        facts = (
            f"rendering {version.rendering_id}",
            wording.made_by(version),
            version.date,
            wording.printed_also(version),
            f"Eddy {wording.score(version.eddy)}, here {wording.score(cell.eddy if cell else None)}",
            version.engine,
        )
        about = ", ".join(fact for fact in facts if fact)
        lines = [
            Content.assemble((visible(f"{letter(self.grid.column)}  {version.by}  "), "bold"), visible(about))
        ]
        notes = wording.notes(comparison, segment, self.grid.column, words=True)
        if notes:
            lines.append(Content(visible(" · ".join(notes)[:_MOST_SHOWN])))
        lines.append(Content.styled(_LEGEND if comparison.base is None else _LEGEND_BASE, "$muted"))
        lines.append(Content.styled(_MEASURES, "$muted"))
        self.query_one("#compare-said", Static).update(Content("\n").join(lines))

    def show_quote(self) -> None:
        """Show the current quote from its beginning."""
        self._comparison = None
        self._show()
        self.grid.go(0, 0)

    def title_changed(self, busy: str = "") -> None:
        """Tell which quote it is, how much it varies and where it stands, or what is being done."""
        about = self._about(self._comparison) if self._comparison else ""
        self.query_one("#compare-title", Static).update(Content(visible(busy or about)))

    def _about(self, comparison: Comparison) -> str:
        parts = [f"Quote {self.quote_id}"]
        if not comparison.versions:
            parts.append("nothing renders it yet")
        elif len(comparison.versions) == 1:
            parts.append("one rendering only: nothing to compare")
        else:
            parts.append(f"Viv {wording.score(comparison.viv)}")
        place = self.place()
        if place is not None and self.quotes:
            parts.append(f"number {place + 1} of {len(self.quotes)} by variation")
        return " · ".join([*parts, wording.heading(comparison)])

    def _go_to_pair(self, pair_id: int) -> None:
        """Put the cursor where a pair stands."""
        for row, segment in enumerate(self._comparison.segments if self._comparison else ()):
            for column, cell in enumerate(segment.cells):
                if cell and any(held.pair_id == pair_id for held in cell.pairs):
                    self.grid.go(row, column)
                    return
