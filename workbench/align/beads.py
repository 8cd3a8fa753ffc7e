"""Sentence alignment of two texts that translate each other, wholly or in part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.errors import WrongUse
from db.records import Bead, Span


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    drafts: Sequence[str] | None = None,
    fixed: Sequence[Bead] = (),
) -> list[Bead]:
    """Link the sentences of `source` to those of `target`, in order, without crossing.

    `drafts[i]`, if there are any, is a machine translation of `source[i]` into the language of the
    target. `fixed` beads are kept as they are, and nothing is linked across them.

    Every sentence stands in exactly one bead of the result. A bead links one to four sentences with
    one (either way) or two with two, or leaves one sentence without a counterpart; its probability is
    the posterior, by the forward-backward algorithm, that exactly these sentences belong together.

    The path is the best under the lengths of Gale and Church (Computational Linguistics 19(1), 1993),
    an IBM model 1 lexicon learned from the two texts as in Moore (AMTA 2002), words that look alike,
    and the drafts as in Bleualign (Sennrich and Volk, AMTA 2010). Texts of thousands of sentences
    are searched in a band along shared rare words.

    Raises WrongUse when the drafts or the fixed beads do not fit the texts.
    """
    if drafts is not None and len(drafts) != len(source):
        raise WrongUse(
            f"There are {len(drafts)} drafts for {len(source)} sentences; give one draft for each sentence."
        )
    kept = sorted(fixed, key=lambda bead: (bead.source, bead.target))
    stretches = _between(kept, len(source), len(target))
    if not source or not target:
        found = [list(_omissions(*stretch)) for stretch in stretches]
    else:
        from workbench.align.passes import Aligner

        found = Aligner(source, target, drafts).align(stretches, kept)
    beads = found[0]
    for bead, following in zip(kept, found[1:], strict=True):
        beads += [bead, *following]
    return beads


def _between(fixed: Sequence[Bead], sources: int, targets: int) -> list[tuple[Span, Span]]:
    """The stretches of both texts before, between and after the fixed beads."""
    stretches = []
    row = column = 0
    for bead in fixed:
        ours, theirs = bead.source, bead.target
        backwards = ours.end < ours.start or theirs.end < theirs.start or (ours.empty and theirs.empty)
        if (
            backwards
            or ours.start < row
            or theirs.start < column
            or ours.end > sources
            or theirs.end > targets
        ):
            raise WrongUse(
                f"The bead that links source sentences {_shown(ours)} to target sentences {_shown(theirs)} "
                "leaves the texts or meets another one; take it out of the fixed beads."
            )
        stretches.append((Span(row, ours.start), Span(column, theirs.start)))
        row, column = ours.end, theirs.end
    return [*stretches, (Span(row, sources), Span(column, targets))]


def _shown(span: Span) -> str:
    """A range of sentences as people count them, from 1."""
    return "none" if span.empty else f"{span.start + 1}-{span.end}"


def _omissions(ours: Span, theirs: Span) -> Iterable[Bead]:
    """Each sentence of a stretch by itself, for want of any on the other side."""
    for number in range(*ours):
        yield Bead(Span(number, number + 1), Span(theirs.start, theirs.start), 1.0)
    for number in range(*theirs):
        yield Bead(Span(ours.end, ours.end), Span(number, number + 1), 1.0)
