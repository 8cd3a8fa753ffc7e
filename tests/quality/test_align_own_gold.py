"""Sentence alignment on our own fictional texts, against floors; run with -s for the figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from db.records import Bead, LanguageTag
from tests.quality.bead_scores import Link, links, strict_f1, sureness
from workbench.align.beads import align
from workbench.align.known_words import Lexicon, shipped
from workbench.align.notation import read
from workbench.align.pool import Bitext, align_all
from workbench.align.stream import align_stream

HERE = Path(__file__).with_name("align")

pytestmark = pytest.mark.quality

FRENCH = ("article", "interview", "statement", "messy")
ALONE = {"article": 0.89, "interview": 0.90, "statement": 0.98, "messy": 0.91, "railway": 0.95}
WITH_LEXICON = {"article": 0.98, "interview": 0.93, "statement": 0.98, "messy": 0.91}
POOLED = 0.95
POOLED_WITH_LEXICON = 0.97
WITH_DRAFTS = 0.98


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").split("\n")[:-1]


@cache
def gold(name: str) -> set[Link]:
    return links(read(lines(f"{name}.gold"), name))


@cache
def text(name: str) -> Bitext:
    ours, theirs = ("de", "fr") if name == "railway" else ("fr", "en")
    return Bitext(lines(f"{name}.{ours}"), lines(f"{name}.{theirs}"))


@cache
def known() -> Lexicon:
    lexicon = shipped(LanguageTag("fr"), LanguageTag("en"))
    assert lexicon is not None
    return lexicon


@cache
def drafted(way: str, *, lexicon: bool) -> list[Bead]:
    """The beads of the article, with its drafts one way or `both`."""
    source, target, *_ = text("article")
    return align(
        source,
        target,
        drafts=lines("article.drafts") if way in ("drafts", "both") else None,
        back_drafts=lines("article.back") if way in ("back", "both") else None,
        lexicon=known() if lexicon else None,
    )


@cache
def pooled(*, lexicon: bool) -> list[list[Bead]]:
    return align_all([text(name) for name in FRENCH], lexicon=known() if lexicon else None)


def f1(name: str, beads: list[Bead]) -> float:
    score = strict_f1(gold(name), links(beads))
    print(f"{name}: strict F1 {score:.3f}")
    return score


@pytest.mark.parametrize("name", ALONE)
def test_gold_covers_the_texts_in_order(name: str) -> None:
    ours = [number for link in sorted(gold(name)) for number in link[0]]
    theirs = [number for link in sorted(gold(name), key=lambda link: link[1]) for number in link[1]]
    assert ours == list(range(len(text(name).source)))
    assert theirs == list(range(len(text(name).target)))


@pytest.mark.parametrize(("name", "floor"), ALONE.items())
def test_without_a_lexicon(name: str, floor: float) -> None:
    assert f1(name, align(text(name).source, text(name).target)) >= floor


@pytest.mark.parametrize(("name", "floor"), WITH_LEXICON.items())
def test_with_the_lexicon(name: str, floor: float) -> None:
    assert f1(name, align(text(name).source, text(name).target, lexicon=known())) >= floor


@pytest.mark.parametrize(("lexicon", "floor"), [(False, POOLED), (True, POOLED_WITH_LEXICON)])
def test_pooled(lexicon: bool, floor: float) -> None:
    found = pooled(lexicon=lexicon)
    scores = [f1(name, beads) for name, beads in zip(FRENCH, found, strict=True)]
    assert sum(scores) / len(scores) >= floor


@pytest.mark.parametrize("lexicon", [False, True])
@pytest.mark.parametrize("way", ["drafts", "back", "both"])
def test_with_drafts(way: str, lexicon: bool) -> None:
    assert f1("article", drafted(way, lexicon=lexicon)) >= WITH_DRAFTS


def test_probabilities_hold_with_the_lexicon() -> None:
    aligned = [(gold(name), beads) for name, beads in zip(FRENCH, pooled(lexicon=True), strict=True)]
    found = sureness(aligned)
    print(f"{found.share:.2f} of the beads state 0.9 or more, {found.right:.3f} of those are right")
    assert found.share >= 0.6
    assert found.right >= 0.97


def test_probabilities_hold_without_a_lexicon() -> None:
    found = sureness((gold(name), align(text(name).source, text(name).target)) for name in ALONE)
    print(f"{found.share:.2f} of the beads state 0.9 or more, {found.right:.3f} of those are right")
    assert found.share >= 0.3
    assert found.right >= 0.97


@pytest.mark.parametrize("name", ["article", "interview", "messy"])
def test_a_bead_fixed_by_a_person_stays_and_helps(name: str) -> None:
    """The wrong beads of the answer without a lexicon, set right by hand: nothing gets worse."""
    source, target, *_ = text(name)
    before = align(source, target)
    right = read(lines(f"{name}.gold"))
    fixed = [bead for bead in right if links([bead]) - links(before)]
    assert fixed
    after = align(source, target, fixed=fixed)
    assert set(fixed) <= set(after)
    assert f1(name, after) >= f1(name, before)


def test_a_wrong_bead_of_a_person_stays_as_well() -> None:
    source, target, *_ = text("statement")
    right = read(lines("statement.gold"))
    wrong = [Bead(right[4].source, right[5].target, 1.0)]
    beads = align(source, target, lexicon=known(), fixed=wrong)
    assert wrong[0] in beads
    assert strict_f1(gold("statement"), links(beads)) >= 0.8


def test_a_stream_finds_what_the_whole_finds() -> None:
    source = [line for name in FRENCH for line in text(name).source]
    target = [line for name in FRENCH for line in text(name).target]
    whole = align(source, target, lexicon=known())
    streamed = list(align_stream(iter(source), iter(target), lexicon=known(), window=60))
    common = links(whole) & links(streamed)
    print(f"{len(common)} beads in common, of {len(whole)} and {len(streamed)}")
    assert len(common) >= 0.95 * len(whole)
    assert list(align_stream(source, target, lexicon=known())) == whole
