"""The quotes of the project by how much their renderings vary, to go to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys.compare import RANKING
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Cell, Table, fit
from workbench.compare import wording
from workbench.compare.values import Variation
from workbench.text.visible import visible

MANY = 3
"""Renderings from which a quote is listed once the person asks for those of several."""

SPEAKER = 22
"""Cells for the name of who said it."""


class RankingScreen(ModalScreen[int | None]):
    """Returns the quote that the person wants to compare."""

    CSS_PATH = ["../styles/library.tcss", "../styles/compare.tcss"]  # noqa: RUF012 - Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = list(RANKING.bindings)

    def __init__(self, ranked: Sequence[Variation], quote_id: int) -> None:
        """Show quotes in this order, with the cursor on one of them."""
        super().__init__()
        self._ranked = ranked
        self._listed = list(ranked)
        self._quote_id = quote_id
        self._many = False

    def compose(self) -> ComposeResult:
        with Vertical(id="ranking"):
            yield Static(id="ranking-head")
            yield Table("No quote has so many renderings.", id="ranking-table")
        yield KeyLine()

    def on_mount(self) -> None:
        self._fill()
        self.query_one(Table).focus()

    def action_least(self) -> None:
        """List all quotes, or only those of three and more renderings."""
        self._many = not self._many
        self._listed = [one for one in self._ranked if one.versions >= MANY or not self._many]
        self._fill()

    @on(Table.Opened)
    def action_open(self) -> None:
        """Compare the quote under the cursor."""
        table = self.query_one(Table)
        if self._listed:
            self.dismiss(self._listed[table.cursor].quote_id)

    def action_leave(self) -> None:
        """Go back to where the person was."""
        self.dismiss(None)

    def _fill(self) -> None:
        ids = [one.quote_id for one in self._listed]
        cursor = ids.index(self._quote_id) if self._quote_id in ids else 0
        which = f"{MANY} renderings and more" if self._many else "2 renderings and more"
        self.query_one("#ranking-head", Static).update(
            Content.assemble(
                (f"{len(ids)} quotes by variation", "bold"),
                (f"   {which}; Viv, 0 to 1: how far apart", "$muted"),
            )
        )
        self.query_one(Table).fill(len(ids), self._row, cursor, header=_header)

    def _row(self, index: int, width: int) -> Sequence[Cell]:
        """How much a quote varies, over how many renderings, who said it and how it begins."""
        one = self._listed[index]
        return [
            (f"{wording.score(one.viv):>5} ", "strong"),
            (f"{one.quote_id:>7} {one.versions:>10}  ", "quiet"),
            (fit(one.speaker or "speaker unknown", SPEAKER) + "  ", "strong"),
            (visible(" ".join(one.text[: 4 * width].split())), ""),
        ]


def _header(_: int) -> str:
    return f"{'Viv':>5} {'Quote':>7} {'Renderings':>10}  {'Speaker':{SPEAKER}}  Original"
