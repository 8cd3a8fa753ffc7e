"""Sentence alignment: cover, order, fixed beads, and press quotes that are rendered only in part."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import Bead, Span
from tests.align.covering import assert_covers
from workbench.align.beads import align

ANSWER = [
    "Nous ne quitterons pas la ville de Tinzawa.",
    "Le gouvernement a promis 12 camions de vivres, mais personne n’est venu.",
    "Nos enfants dorment dehors depuis trois semaines.",
    "Je ne sais pas ce que nous allons devenir.",
    "Le commandant Oumarou Falké a donné sa parole en 2011.",
    "Aujourd’hui, nous demandons seulement de l’eau.",
]
ANSWER_DRAFTS = [
    "We won't leave the city of Tinzawa.",
    "The government promised 12 trucks of food, but no one came.",
    "Our children are sleeping outside for three weeks.",
    "I don't know what we're going to become.",
    "The commander Oumarou Falké gave his word in 2011.",
    "Today, we only ask for water.",
]

sentences = st.lists(st.text(st.sampled_from("abcdé 12.?!«\n"), max_size=12), max_size=7)


def links(beads: list[Bead]) -> list[tuple[list[int], list[int]]]:
    return [(list(range(*bead.source)), list(range(*bead.target))) for bead in beads]


def matched(beads: list[Bead]) -> list[tuple[list[int], list[int]]]:
    return [(ours, theirs) for ours, theirs in links(beads) if ours and theirs]


@settings(max_examples=40, deadline=None)
@given(sentences, sentences, st.booleans())
def test_every_sentence_stands_in_one_bead(source: list[str], target: list[str], drafted: bool) -> None:
    beads = align(source, target, drafts=[text[::-1] for text in source] if drafted else None)
    assert_covers(beads, len(source), len(target))
    assert beads == align(source, target, drafts=[text[::-1] for text in source] if drafted else None)


@settings(max_examples=40, deadline=None)
@given(st.data(), sentences, sentences)
def test_fixed_beads_stay(data: st.DataObject, source: list[str], target: list[str]) -> None:
    rows = sorted(data.draw(st.lists(st.integers(0, len(source)), min_size=4, max_size=4)))
    columns = sorted(data.draw(st.lists(st.integers(0, len(target)), min_size=4, max_size=4)))
    pairs = [(Span(rows[n], rows[n + 1]), Span(columns[n], columns[n + 1])) for n in (0, 2)]
    fixed = [Bead(*pair, 0.5) for pair in pairs if not (pair[0].empty and pair[1].empty)]
    beads = align(source, target, fixed=fixed[::-1])
    assert_covers(beads, len(source), len(target))
    assert all(bead in beads for bead in fixed)


def test_a_faithful_rendering_goes_sentence_by_sentence() -> None:
    assert links(align(ANSWER, ANSWER_DRAFTS)) == [([n], [n]) for n in range(6)]


@pytest.mark.parametrize("kept", [[0], [2], [5], [1, 4], [0, 5], [2, 3], [0, 1, 4], [1, 2, 4, 5]])
def test_a_partial_rendering_with_drafts(kept: list[int]) -> None:
    published = [
        "We will not leave the town of Tinzawa.",
        "The government promised 12 truckloads of food but nobody came.",
        "Our children have been sleeping in the open for three weeks.",
        "I do not know what will become of us.",
        "Commander Oumarou Falké gave his word in 2011.",
        "Today we are only asking for water.",
    ]
    beads = align(ANSWER, [published[n] for n in kept], drafts=ANSWER_DRAFTS)
    assert matched(beads) == [([n], [place]) for place, n in enumerate(kept)]


def test_a_partial_rendering_without_drafts() -> None:
    published = ["The government promised 12 trucks, nobody came.", "Oumarou Falké gave his word in 2011."]
    assert matched(align(ANSWER, published)) == [([1], [0]), ([4], [1])]


def test_two_sentences_rendered_as_one() -> None:
    published = [
        "We will not leave the town of Tinzawa.",
        "The government promised 12 trucks of food but nobody came, and our children are sleeping outside.",
        "Commander Oumarou Falké gave his word in 2011.",
    ]
    beads = align(ANSWER, published, drafts=ANSWER_DRAFTS)
    assert matched(beads) == [([0], [0]), ([1, 2], [1]), ([4], [2])]


def test_one_sentence_rendered_as_two() -> None:
    source = [
        "Le chef du village a dit que la pluie était venue trop tard et que le mil était perdu.",
        "Adieu.",
    ]
    target = [
        "The village chief spoke of the rain, which came too late.",
        "The millet, he said, was lost.",
        "Adieu.",
    ]
    drafts = [
        "The village chief said that the rain had come too late and that the millet was lost.",
        "Farewell.",
    ]
    assert links(align(source, target, drafts=drafts)) == [([0], [0, 1]), ([1], [2])]


def test_evidence_makes_a_bead_more_probable() -> None:
    vague = align(["Il est venu hier matin.", "Il est parti."], ["He came yesterday morning.", "He left."])
    named = align(
        ["Oumarou Falké est venu en 2011 ?", "Il est parti."], ["Oumarou Falké came in 2011?", "He left."]
    )
    assert named[0].probability > vague[0].probability


def test_a_long_text_is_searched_in_a_band() -> None:
    source = [f"Le témoin numéro {n} parle du village {n * 7} avec calme." for n in range(900)]
    target = [f"Witness number {n} calmly speaks of village {n * 7}." for n in range(900)]
    del target[300:340]
    beads = align(source, target)
    assert_covers(beads, 900, 860)
    expected = [([n], [n if n < 300 else n - 40]) for n in range(900) if not 300 <= n < 340]
    assert matched(beads) == expected


def test_one_side_empty() -> None:
    assert links(align(["Oui.", "Non."], [])) == [([0], []), ([1], [])]
    assert links(align([], ["Yes."])) == [([], [0])]
    assert align([], []) == []


def test_a_fixed_bead_holds_against_the_evidence() -> None:
    fixed = Bead(Span(1, 3), Span(0, 1), 1.0)
    beads = align(ANSWER, ANSWER_DRAFTS, fixed=[fixed])
    assert links(beads)[:2] == [([0], []), ([1, 2], [0])]
    assert_covers(beads, 6, 6)


@pytest.mark.parametrize(
    "fixed",
    [
        [Bead(Span(5, 7), Span(0, 1), 1.0)],
        [Bead(Span(0, 1), Span(6, 7), 1.0)],
        [Bead(Span(0, 2), Span(0, 1), 1.0), Bead(Span(1, 3), Span(1, 2), 1.0)],
        [Bead(Span(0, 1), Span(3, 4), 1.0), Bead(Span(2, 3), Span(1, 2), 1.0)],
        [Bead(Span(2, 2), Span(2, 2), 1.0)],
        [Bead(Span(3, 1), Span(0, 1), 1.0)],
        [Bead(Span(-1, 1), Span(0, 1), 1.0)],
    ],
)
def test_fixed_beads_that_do_not_fit(fixed: list[Bead]) -> None:
    with pytest.raises(WrongUse, match="fixed beads"):
        align(ANSWER, ANSWER_DRAFTS, fixed=fixed)


def test_drafts_must_be_as_many_as_sentences() -> None:
    with pytest.raises(WrongUse, match="2 drafts for 6 sentences"):
        align(ANSWER, ANSWER_DRAFTS, drafts=["one", "two"])


def test_numpy_is_loaded_when_something_is_aligned() -> None:
    code = "import sys, workbench.align.beads, workbench.align.notation; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
