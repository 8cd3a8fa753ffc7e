"""Sentence alignment of two texts that translate each other, wholly or in part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.records import Bead
from workbench.align.pool import Bitext, align_all

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    drafts: Sequence[str] | None = None,
    back_drafts: Sequence[str] | None = None,
    lexicon: Lexicon | None = None,
    fixed: Sequence[Bead] = (),
) -> list[Bead]:
    """Link the sentences of `source` to those of `target`, in order, without crossing.

    `drafts[i]`, if there are any, is a machine translation of `source[i]` into the language of the
    target, `back_drafts[j]` one of `target[j]` into that of the source. `lexicon` knows words of the
    two languages. `fixed` beads are kept as they are, and nothing is linked across them.

    Every sentence stands in exactly one bead of the result. A bead links one to four sentences with
    one (either way), two with two or three, or three with two, or leaves one sentence without a
    counterpart; its probability is calibrated, and rather too low than too high: of the beads that state
    0.9 or more, 97 in a hundred should be right.

    The path is the best one under a log-linear model of words, lengths, numbers, punctuation and
    drafts (a linear-chain conditional random field over monotone paths, after Lafferty, McCallum and
    Pereira, ICML 2001). The words are compared by an IBM model 1 lexicon learned from the texts in
    several passes, as in Moore (AMTA 2002), the lengths as in Gale and Church (Computational
    Linguistics 19(1), 1993), the drafts as in Bleualign (Sennrich and Volk, AMTA 2010). Texts of
    thousands of sentences are searched in a band along shared rare words.

    Raises WrongUse when the drafts or the fixed beads do not fit the texts.
    """
    return align_all([Bitext(source, target, drafts, back_drafts, fixed)], lexicon=lexicon)[0]
