"""Sentences that are known to have no counterpart, without a word on where they stand in the other text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import Bead, Span
from tests.align.covering import assert_covers
from workbench.align.beads import align
from workbench.align.omissions import align_known
from workbench.align.pool import Bitext

NAMES = ("Oumar", "Awa", "Falké", "Belko", "Tinzawa", "Inventé", "Fictive", "Imaginaire", "Aminata", "Sidi")
SOURCE = [f"Le témoin {name} parle du village {n * 37} avec calme." for n, name in enumerate(NAMES)]
TARGET = [f"Witness {name} calmly speaks of village {n * 37}." for n, name in enumerate(NAMES)]


def omitted(source: range = range(0), target: range = range(0)) -> Bead:
    """A bead whose other side could stand anywhere."""
    return Bead(Span(source.start, source.stop), Span(target.start, target.stop), 1.0)


def one_to_one(numbers: range, shift: int = 0) -> list[tuple[Span, Span]]:
    return [(Span(n, n + 1), Span(n + shift, n + shift + 1)) for n in numbers]


def links(beads: list[Bead]) -> list[tuple[Span, Span]]:
    return [(bead.source, bead.target) for bead in beads if not bead.source.empty and not bead.target.empty]


def test_without_omissions_it_is_align() -> None:
    fixed = [Bead(Span(3, 5), Span(3, 4), 0.5)]
    assert align_known(Bitext(SOURCE, TARGET, fixed=fixed)) == align(SOURCE, TARGET, fixed=fixed)


def test_an_omission_does_not_say_where() -> None:
    """Sentence 6 of the source renders sentence 6 of the target: known to be wrong, nothing else moves."""
    found = align_known(Bitext(SOURCE, TARGET, fixed=[omitted(range(6, 7)), omitted(target=range(6, 7))]))
    assert_covers(found, 10, 10)
    assert links(found) == [*one_to_one(range(6)), *one_to_one(range(7, 10))]


def test_drafts_go_with_their_sentences() -> None:
    found = align_known(
        Bitext(SOURCE, TARGET[3:], TARGET, SOURCE[3:], fixed=[omitted(range(2)), omitted(range(2, 3))])
    )
    assert_covers(found, 10, 7)
    assert found[:2] == [Bead(Span(0, 2), Span(0, 0), 1.0), Bead(Span(2, 3), Span(0, 0), 1.0)]
    assert links(found) == one_to_one(range(3, 10), -3)


def test_a_bead_does_not_reach_across_what_is_omitted() -> None:
    target = [*TARGET[:3], f"{TARGET[3]} {TARGET[5]}", *TARGET[6:]]
    reaching = align([*SOURCE[:4], *SOURCE[5:]], target)
    assert (Span(3, 5), Span(3, 4)) in links(reaching)
    found = align_known(Bitext(SOURCE, target, fixed=[omitted(range(4, 5))]))
    assert_covers(found, 10, 8)
    assert links(found)[3] in [(Span(3, 4), Span(3, 4)), (Span(5, 6), Span(3, 4))]
    assert links(found)[4:] == one_to_one(range(6, 10), -2)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.integers(0, 9), max_size=5),
    st.sets(st.integers(0, 9), max_size=5),
    st.lists(st.integers(0, 9), max_size=2, unique=True),
)
def test_what_is_known_stays(ours: set[int], theirs: set[int], linked: list[int]) -> None:
    fixed = [omitted(range(n, n + 1)) for n in ours] + [omitted(target=range(n, n + 1)) for n in theirs]
    known = [Bead(Span(n, n + 1), Span(n, n + 1), 0.7) for n in linked if n not in ours | theirs]
    found = align_known(Bitext(SOURCE, TARGET, fixed=fixed + known))
    assert_covers(found, 10, 10)
    assert set(known) <= set(found)
    assert {n for bead in found if bead.target.empty for n in range(*bead.source)} >= ours
    assert {n for bead in found if bead.source.empty for n in range(*bead.target)} >= theirs


@pytest.mark.parametrize(
    ("fixed", "told"),
    [
        ([omitted(range(9, 11))], r"source sentences \[9, 10\].* leaves the text of 10"),
        ([omitted(target=range(10, 11))], r"target sentences \[10\].* leaves"),
        ([omitted(range(3)), omitted(range(2, 4))], "meets another one"),
        ([omitted(range(3)), Bead(Span(2, 3), Span(2, 3), 1.0)], "meets another one"),
        ([Bead(Span(3, 4), Span(2, 3), 1.0), Bead(Span(2, 3), Span(4, 5), 1.0)], r"\[3\].* crosses"),
    ],
)
def test_beads_that_do_not_fit(fixed: list[Bead], told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        align_known(Bitext(SOURCE, TARGET, fixed=fixed))
