"""Sentence alignment on the gold sets: strict F1 as Vecalign counts it, against floors.

The sets are those that the weights were fitted on, so the figures say that nothing falls back, not how
well unseen texts are aligned. Run with -s for the figures.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from db.records import Bead, LanguageTag
from tests.quality.bead_scores import Link, links, strict_f1, sureness
from tools.align.texts import Gold, Pairs, lines, noisy, read, with_drafts
from workbench.align import notation
from workbench.align.beads import align
from workbench.align.known_words import shipped

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "align"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout"),
]


class Set(NamedTuple):
    """A gold set, and how it is aligned."""

    name: str
    """`news-N` is made of pud_11: 8 % of the sentences of each side dropped, 7 % joined, by the seed N."""
    drafts: str = ""
    """Whose machine translations, if any."""
    both_ways: bool = False
    lexicon: bool = False


FLOORS = {
    Set("tb_dev"): 0.89,
    Set("tb_dev", "google"): 0.91,
    Set("tb_dev", "google", both_ways=True): 0.90,
    Set("tr_mouret", lexicon=True): 0.97,
    Set("tr_mohicans", lexicon=True): 0.96,
    Set("tr_janeeyre", lexicon=True): 0.925,
    Set("tr_emma", lexicon=True): 0.76,
    Set("tr_candide", lexicon=True): 0.94,
    Set("news-201"): 0.965,
    Set("news-202", lexicon=True): 0.97,
}


def gold(which: Set) -> Gold:
    if which.name.startswith("news-"):
        pairs = Pairs(lines(GOLD / "pud_11.src"), lines(GOLD / "pud_11.tgt"), None)
        return noisy(which.name, pairs, int(which.name.removeprefix("news-")))
    found = read(GOLD, which.name, ("de", "fr") if which.name == "tb_dev" else ("fr", "en"))
    if not which.drafts:
        return found
    back = GOLD / f"{which.name}.tgt2src.{which.drafts}" if which.both_ways else None
    return with_drafts(found, GOLD / f"{which.name}.src2tgt.{which.drafts}", back)


@cache
def aligned(which: Set) -> tuple[set[Link], list[Bead]]:
    """The gold links of a set, and the beads found."""
    found = gold(which)
    text = found.text
    lexicon = shipped(LanguageTag("fr"), LanguageTag("en")) if which.lexicon else None
    beads = align(text.source, text.target, drafts=text.drafts, back_drafts=text.back_drafts, lexicon=lexicon)
    return set(found.links), beads


@pytest.mark.parametrize(("which", "floor"), FLOORS.items(), ids=lambda value: getattr(value, "name", None))
def test_strict_f1(which: Set, floor: float) -> None:
    truth, beads = aligned(which)
    score, sure = strict_f1(truth, links(beads)), sureness([(truth, beads)])
    print(f"{which}: strict F1 {score:.3f}, sure {sure.share:.2f}, right {sure.right:.3f}")
    assert score >= floor


def test_stated_probabilities_hold() -> None:
    found = sureness(aligned(which) for which in FLOORS)
    print(f"{found.share:.2f} of the beads state 0.9 or more, {found.right:.3f} of those are right")
    assert found.share >= 0.6
    assert found.right >= 0.96


def test_the_gold_sets_are_in_our_notation() -> None:
    assert links(notation.read(lines(GOLD / "tr_mouret.gold"))) == aligned(Set("tr_mouret", lexicon=True))[0]
