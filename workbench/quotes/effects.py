"""What a correction by hand does to the pairs of a quote, told before it is done and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from db.errors import Conflict
from db.records import Origin, PairRow, Quote, Span, Status, joined
from workbench.project import Project
from workbench.text.counted import counted


@dataclass(slots=True)
class Effect:
    """What became of the words of a quote and of its pairs."""

    quote_id: int = 0
    before: str = ""
    """The words, where the article prints them, as they were."""
    after: str = ""
    kept: int = 0
    """Pairs of which both sides read as before."""
    changed: int = 0
    """Pairs of which a side reads differently."""
    reopened: int = 0
    """Approvals that fall back to `translated`, since they were of other words."""
    redraft: int = 0
    """Machine's drafts that are taken off, since they were of other words."""
    waiting: int = 0
    """Sentences that have no rendering now and had one, or are new."""
    unmatched: int = 0
    """Renderings whose original stands outside the quote now."""
    meets: list[int] = field(default_factory=list)
    """Other quotes that have some of the words, too."""

    def sentences(self) -> Iterator[str]:
        """The effect in words, a sentence each; what does not happen is not told."""
        yield f"{counted(self.kept, 'pair')} kept as {'it is' if self.kept == 1 else 'they are'}."
        for number, one, told in (
            (self.changed, "pair", "with other words on a side"),
            (self.reopened, "approval", "back to “translated”: the words are not the same"),
            (self.redraft, "machine draft", "taken off, to be drafted again"),
            (self.waiting, "sentence", "to be rendered"),
            (self.unmatched, "rendering", "left without an original"),
        ):
            if number:
                yield f"{counted(number, one)} {told}."
        if self.meets:
            yield f"Quote {', '.join(map(str, self.meets))} has some of these words, too."


def compared(before: Sequence[PairRow], after: Sequence[PairRow]) -> Effect:
    """What happened to pairs, from what they were before and what they are now."""
    effect = Effect()
    was = {row.id: row for row in before}
    now = {row.id: row for row in after}
    for row in after:
        former = was.get(row.id)
        same = former is not None and (former.source, former.target) == (row.source, row.target)
        effect.kept += same
        effect.changed += former is not None and not same
        effect.waiting += row.missing_target and not (former and former.missing_target)
        effect.unmatched += row.missing_source and bool(former and former.source)
    for row in before:
        approved = row.status is Status.APPROVED
        effect.reopened += approved and (row.id not in now or now[row.id].status is not Status.APPROVED)
        effect.redraft += row.id not in now and row.origin is Origin.DRAFT
    return effect


def cited(text: str, pieces: Sequence[Span]) -> str:
    """What a text prints at these pieces, with `…` for what stands between them."""
    return " … ".join(piece.of(text) for piece in pieces)


def printed(project: Project, quote: Quote) -> str:
    """The words by which a quote is known: its own, or those of a printed rendering."""
    if quote.segments:
        return joined(quote.segments)
    renderings = project.store.renderings.of_quote(quote.id)
    return next((joined(r.segments) for r in renderings if r.origin is Origin.PUBLISHED), "")


class Foreseen(Exception):
    """Ends an action that is tried to see what it would do: nothing of it is written."""


@contextmanager
def only_trying(dry: bool) -> Iterator[None]:
    """Around an action: nothing is wrong where it ended because it was `dry`."""
    try:
        yield
    except Foreseen:
        assert dry


def expect(project: Project, shown: Mapping[int, int]) -> None:
    """Raise Conflict unless each of these quotes stands at the revision at which it was shown."""
    for quote_id, revision in shown.items():
        standing = project.store.quotes.get(quote_id).revision
        if standing != revision:
            raise Conflict(
                f"Quote {quote_id} is not as it was when you looked: it stands at revision {standing}."
                " Nothing was written; look at it again, then repeat."
            )
