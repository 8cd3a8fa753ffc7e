"""Going from quote to quote in the order of how much their renderings vary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message

from db.records import PairRow
from tui.background import Background, Cancelled, opened_again
from tui.screens.compare_ranking import RankingScreen
from tui.screens.room import Room
from workbench.compare.service import quotes_by_variation, ranked, variations
from workbench.compare.values import Variation
from workbench.project import Project


class RankedRoom(Room):
    """A room on one quote that knows the order of all; a thread ranks them when this is first asked for."""

    @dataclass
    class Ranked(Message):
        """The quotes have been ranked, or why they have not."""

        quotes: Sequence[Variation] = ()
        failure: str = ""

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self.quote_id = row.quote_id if row else 0
        self.quotes: list[Variation] | None = None
        """The quotes in order; None while they are not ranked."""
        self._ranking = Background(self)
        self._then: Callable[[], None] | None = None
        """What waits for the quotes to be ranked."""

    def on_unmount(self) -> None:
        self._ranking.stop()

    def show_quote(self) -> None:
        """Show the current quote from its beginning."""
        raise NotImplementedError

    def title_changed(self, busy: str = "") -> None:
        """Tell where the quote stands in the order, or what is being done."""
        raise NotImplementedError

    def action_ranking(self) -> None:
        """List all quotes by how much their renderings vary."""
        self.when_ranked(self._ask_for_quote)

    def action_quote(self, step: int) -> None:
        """Go to the next quote in the order of variation."""
        count = self.count()
        self.when_ranked(lambda: self._go_by(step * count))

    def when_ranked(self, then: Callable[[], None]) -> None:
        """Do something once the quotes are ranked, which takes a while in a large project."""
        if self.quotes is not None:
            then()
            return
        self._then = then
        if self._ranking.running:
            return
        self.title_changed("Comparing the renderings of all quotes …")
        project = self.project

        def work(cancelled: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Ranked(quotes_by_variation(own, cancelled=cancelled))

        self._ranking.start("Comparing", work, lambda failure: self.Ranked(failure=failure))

    @on(Ranked)
    def _ranked(self, event: Ranked) -> None:
        self._ranking.running = False
        if event.failure:
            self.tell(event.failure, "warning")
            return
        self.quotes = list(event.quotes)
        self.title_changed()
        then, self._then = self._then, None
        if then is not None:
            then()

    def rank_again(self) -> None:
        """Rank the current quote anew: its renderings have changed."""
        if self.quotes is not None:
            rest = [one for one in self.quotes if one.quote_id != self.quote_id]
            self.quotes = ranked([*rest, *variations(self.project, only=[self.quote_id])])
            self.title_changed()

    def place(self) -> int | None:
        """Where the quote stands in the order of variation."""
        ids = [one.quote_id for one in self.quotes or ()]
        return ids.index(self.quote_id) if self.quote_id in ids else None

    def open_first(self) -> None:
        """Go to the quote that varies most."""
        if self.quotes:
            self._open(self.quotes[0].quote_id)
        else:
            self.title_changed("No quote has two renderings yet: `workbench match` joins them.")

    def _open(self, quote_id: int | None) -> None:
        if quote_id is not None and quote_id != self.quote_id:
            self.quote_id = quote_id
            self.show_quote()

    def _ask_for_quote(self) -> None:
        if self.quotes and self.is_current:
            self.app.push_screen(RankingScreen(self.quotes, self.quote_id), self._open)
        elif not self.quotes:
            self.tell("No quote has two renderings yet.")

    def _go_by(self, step: int) -> None:
        """Go to another quote in the order of variation; from one that is not in it, to the first."""
        quotes, place = self.quotes or [], self.place()
        if not quotes:
            self.tell("No quote has two renderings yet.")
            return
        wanted = 0 if place is None else max(0, min(place + step, len(quotes) - 1))
        if place == wanted:
            self.tell("This is the last quote." if step > 0 else "This is the first: none varies more.")
        self._open(quotes[wanted].quote_id)
