"""Alignment where sentences are known to correspond to nothing, without a word on where nothing stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from db.errors import WrongUse
from db.records import Bead, Span
from workbench.align.beads import align
from workbench.align.known_words import Lexicon
from workbench.align.pool import Bitext


def align_known(text: Bitext, *, lexicon: Lexicon | None = None) -> list[Bead]:
    """Align a text of whose fixed beads the empty sides do not count: they may stand anywhere.

    The sentences of such beads are taken out, the rest is aligned by `align`, and they are put back
    between its beads. Of a bead that would reach across such a sentence, the longest part keeps the
    counterpart, and its other sentences have none. Raises WrongUse for fixed beads that leave the texts,
    and for such as meet or cross each other.
    """
    links = sorted(bead for bead in text.fixed if not (bead.source.empty or bead.target.empty))
    _refuse_unfit(text, links)
    ours = _Side(text.source, [(b.source, b.probability) for b in text.fixed if b.target.empty])
    theirs = _Side(text.target, [(b.target, b.probability) for b in text.fixed if b.source.empty])
    found = align(
        ours.without(text.source),
        theirs.without(text.target),
        drafts=text.drafts and ours.without(text.drafts),
        back_drafts=text.back_drafts and theirs.without(text.back_drafts),
        lexicon=lexicon,
        fixed=[Bead(ours.closed_up(b.source), theirs.closed_up(b.target), b.probability) for b in links],
    )
    linked = []
    for bead in found:
        source = ours.reopened(bead.source, bead.probability, linked=not bead.target.empty)
        target = theirs.reopened(bead.target, bead.probability, linked=not bead.source.empty)
        if source and target:
            linked.append(Bead(source, target, bead.probability))
    return list(_filled(linked, ours, theirs))


class _Side:
    """One text, with and without the sentences that are known to have no counterpart."""

    def __init__(self, sentences: Sequence[str], omitted: Sequence[tuple[Span, float]]) -> None:
        self._sentences = sentences
        self._alone = {span.start: (span, probability) for span, probability in omitted if not span.empty}
        """What has no counterpart, by where it begins."""
        gone = {number for span, _ in omitted for number in range(*span)}
        self._left = [number for number in range(len(sentences)) if number not in gone]
        self._places = {number: place for place, number in enumerate(self._left)}

    def __len__(self) -> int:
        return len(self._sentences)

    def without(self, texts: Sequence[str]) -> list[str]:
        """Of a text for each sentence, those of the sentences that are left."""
        return [texts[number] for number in self._left]

    def closed_up(self, span: Span) -> Span:
        """The place of a range among the sentences that are left."""
        return Span(self._places[span.start], self._places[span.end - 1] + 1)

    def reopened(self, span: Span, probability: float, *, linked: bool) -> Span | None:
        """What of a range of sentences that are left is linked; the rest of it stands alone from now on."""
        numbers = self._left[span.start : span.end]
        parts: list[list[int]] = []
        for number in numbers:
            if parts and parts[-1][-1] == number - 1:
                parts[-1].append(number)
            else:
                parts.append([number])
        kept = max(parts, key=self._length) if parts and linked else []
        for number in numbers:
            if number not in kept:
                self._alone[number] = Span(number, number + 1), probability
        return Span(kept[0], kept[-1] + 1) if kept else None

    def alone(self, start: int, end: int) -> Iterator[tuple[Span, float]]:
        """What stands alone in a range, in order."""
        while start < end:
            span, probability = self._alone[start]
            yield span, probability
            start = span.end

    def _length(self, numbers: Sequence[int]) -> int:
        return sum(len(self._sentences[number]) for number in numbers)


def _filled(linked: Sequence[Bead], ours: _Side, theirs: _Side) -> Iterator[Bead]:
    """The beads that link something, and between them what stands alone."""
    row = column = 0
    for bead in (*linked, Bead(Span(len(ours), len(ours)), Span(len(theirs), len(theirs)), 1.0)):
        for span, probability in ours.alone(row, bead.source.start):
            yield Bead(span, Span(column, column), probability)
        for span, probability in theirs.alone(column, bead.target.start):
            yield Bead(Span(bead.source.start, bead.source.start), span, probability)
        if not bead.source.empty:
            yield bead
        row, column = bead.source.end, bead.target.end


def _refuse_unfit(text: Bitext, links: Sequence[Bead]) -> None:
    sides = (
        (len(text.source), "source", [bead.source for bead in text.fixed]),
        (len(text.target), "target", [bead.target for bead in text.fixed]),
    )
    for size, side, spans in sides:
        end = 0
        for span in sorted(span for span in spans if not span.empty):
            if span.start < end or span.end > size:
                raise WrongUse(
                    f"The bead of the {side} sentences {list(range(*span))}, counted from 0, leaves the text"
                    f" of {size} sentences or meets another one; take it out of the fixed beads."
                )
            end = span.end
    for before, bead in pairwise(links):
        if bead.target.start < before.target.end:
            raise WrongUse(
                f"The bead of the source sentences {list(range(*bead.source))}, counted from 0, crosses"
                " the one before it; take one of the two out of the fixed beads."
            )
