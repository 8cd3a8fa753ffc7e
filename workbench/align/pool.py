"""Texts aligned together: the words learned from one help with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.errors import WrongUse
from db.records import Bead, Span

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon


class Bitext(NamedTuple):
    """Two texts to be aligned, a sentence an item."""

    source: Sequence[str]
    target: Sequence[str]
    drafts: Sequence[str] | None = None
    """A machine translation of each source sentence into the language of the target."""
    back_drafts: Sequence[str] | None = None
    """A machine translation of each target sentence into the language of the source."""
    fixed: Sequence[Bead] = ()
    """Beads that are kept as they are: nothing is linked across them."""


def align_all(
    texts: Sequence[Bitext],
    *,
    lexicon: Lexicon | None = None,
    progress: Callable[[int, int], None] = lambda done, every: None,
) -> list[list[Bead]]:
    """Link the sentences of each text to those of its translation; see `workbench.align.beads.align`.

    One lexicon is learned from all of them, so they must all be in the same two languages. `progress`
    gets the number of steps done, and of all: each text is gone through several times.

    Raises WrongUse when drafts or fixed beads do not fit their texts.
    """
    from workbench.align.passes import Aligner

    stretches = [_between(text) for text in texts]
    found = Aligner(texts, stretches, lexicon, progress).align()
    return [list(_joined(text, beads)) for text, beads in zip(texts, found, strict=True)]


def _between(text: Bitext) -> list[tuple[Span, Span]]:
    """The stretches of both sides before, between and after the fixed beads of a text."""
    _check_drafts(text.drafts, len(text.source), "drafts")
    _check_drafts(text.back_drafts, len(text.target), "back-drafts")
    stretches = []
    row = column = 0
    for bead in _in_order(text.fixed):
        ours, theirs = bead.source, bead.target
        backwards = ours.end < ours.start or theirs.end < theirs.start or (ours.empty and theirs.empty)
        outside = ours.end > len(text.source) or theirs.end > len(text.target)
        if backwards or outside or ours.start < row or theirs.start < column:
            raise WrongUse(
                f"The bead that links source sentences {_shown(ours)} to target sentences {_shown(theirs)} "
                "leaves the texts or meets another one; take it out of the fixed beads."
            )
        stretches.append((Span(row, ours.start), Span(column, theirs.start)))
        row, column = ours.end, theirs.end
    return [*stretches, (Span(row, len(text.source)), Span(column, len(text.target)))]


def _check_drafts(drafts: Sequence[str] | None, sentences: int, name: str) -> None:
    if drafts is not None and len(drafts) != sentences:
        raise WrongUse(
            f"There are {len(drafts)} {name} for {sentences} sentences; give one draft for each sentence."
        )


def _in_order(beads: Sequence[Bead]) -> list[Bead]:
    return sorted(beads, key=lambda bead: (bead.source, bead.target))


def _shown(span: Span) -> str:
    """A range of sentences as people count them, from 1."""
    return "none" if span.empty else f"{span.start + 1}-{span.end}"


def _joined(text: Bitext, found: Sequence[list[Bead]]) -> Iterator[Bead]:
    """The beads of the stretches of a text with the fixed ones between them."""
    yield from found[0]
    for bead, following in zip(_in_order(text.fixed), found[1:], strict=True):
        yield bead
        yield from following
