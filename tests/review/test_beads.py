"""Beads by hand: sentences change sides, no word is lost, everything can be taken back.

All texts are fictional.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import Bead, Origin, PairFilter, Quote, Rendering, Span, Status
from tests.db.making import EN, contents, put_document, put_pairs, put_quote, segments, store_at
from tests.review.making import both, draft_of, put_rendering, state
from workbench.project import Project
from workbench.review import beads, service
from workbench.review.beads import AFTER, BEFORE
from workbench.review.grouping import Side
from workbench.upkeep.doctor import examine

THREE = (("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three."))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


@pytest.fixture
def three(project: Project) -> Project:
    put_pairs(project.store, *THREE)
    return project


def test_a_merge_puts_both_sides_into_one_pair(three: Project) -> None:
    done = beads.merge(three, 1)
    assert (done.pairs, done.made, done.gone) == ((1,), (), (2,))
    assert state(three) == [("Un. Deux.", "One. Two."), ("Trois.", "Three.")]
    row = three.store.pairs.row(1)
    assert (row.probability, row.aligned_by, row.origin) == (1.0, "ada", Origin.PUBLISHED)


def test_an_approval_of_other_words_falls_back_and_notes_are_kept(three: Project) -> None:
    service.approve(three, 1)
    service.note(three, 1, "first")
    service.note(three, 2, "second")
    beads.merge(three, 1)
    row = three.store.pairs.row(1)
    assert (row.status, row.note) == (Status.TRANSLATED, "first\nsecond")


def test_the_pairs_beside_a_changed_one_stay_as_they_are(three: Project) -> None:
    service.approve(three, 3)
    before = three.store.pairs.row(3)
    beads.merge(three, 1)
    assert three.store.pairs.row(3) == before


def test_two_pairs_are_merged_by_name_in_either_order(three: Project) -> None:
    beads.merge(three, 3, 2)
    assert both(three, 3) == ("Deux. Trois.", "Two. Three.")


def test_what_stands_between_is_not_jumped(three: Project) -> None:
    with pytest.raises(Refused, match="Pair 1 and pair 3 do not stand beside"):
        beads.merge(three, 1, 3)


def test_the_last_pair_has_nothing_to_be_merged_with(three: Project) -> None:
    with pytest.raises(Refused, match="Nothing follows pair 3"):
        beads.merge(three, 3)
    with pytest.raises(Refused, match="itself"):
        beads.merge(three, 3, 3)
    with pytest.raises(WrongUse, match="no pair 99"):
        beads.merge(three, 3, 99)


def test_pairs_of_two_quotes_are_not_merged(three: Project) -> None:
    put_pairs(three.store, ("Quatre.", "Four."))
    with pytest.raises(Refused, match="different quotes"):
        beads.merge(three, 3, 4)


def test_a_sentence_that_nothing_renders_is_taken_in(project: Project) -> None:
    put_pairs(project.store, *THREE[:2])
    beads.unlink(project, 1)
    assert state(project) == [("Un.", ""), ("", "One."), ("Deux.", "Two.")]
    missing = project.store.pairs.ids()[0]
    beads.merge(project, 2, missing)
    assert state(project) == [("", "One."), ("Un. Deux.", "Two.")]
    assert project.store.pairs.ids()[1] == 2


def test_two_sentences_that_nothing_renders_are_merged_and_parted(project: Project) -> None:
    quote = put_quote(project.store, put_document(project.store, "Un. Deux."), "Un.", "Deux.")
    with project.store.action("extract", "pairs"):
        for n in range(2):
            project.store.pairs.add(quote, None, Bead(Span(n, n + 1), Span(0, 0), 1.0), Status.DRAFT)
    beads.merge(project, 1)
    assert state(project) == [("Un. Deux.", "")]
    assert service.edit(project, 1, "One. Two.").origin is Origin.HUMAN
    service.undo(project)
    beads.split(project, 1)
    assert state(project) == [("Un.", ""), ("Deux.", "")]


def test_a_split_goes_where_the_aligner_finds_it(three: Project) -> None:
    beads.merge(three, 1)
    beads.merge(three, 1)
    beads.split(three, 1)
    beads.split(three, next(i for i in three.store.pairs.ids() if " " in both(three, i)[0]))
    assert state(three) == [tuple(pair) for pair in THREE]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((1, 0), [("Un.", ""), ("Deux.", "One. Two.")]),
        ((1, 2), [("Un.", "One. Two."), ("Deux.", "")]),
        ((0, 1), [("", "One."), ("Un. Deux.", "Two.")]),
        ((2, 1), [("Un. Deux.", "One."), ("", "Two.")]),
        ((1, None), [("Un.", "One."), ("Deux.", "Two.")]),
        ((None, 1), [("Un.", "One."), ("Deux.", "Two.")]),
        ((0, 2), [("Un.", ""), ("Deux.", ""), ("", "One."), ("", "Two.")]),
    ],
)
def test_a_split_goes_where_a_person_says(
    project: Project, place: tuple[int | None, int | None], expected: list[tuple[str, str]]
) -> None:
    put_pairs(project.store, *THREE[:2])
    service.note(project, 1, "kept")
    beads.merge(project, 1)
    beads.split(project, 1, *place)
    assert sorted(state(project)) == sorted(expected)
    assert project.store.pairs.row(1).note == "kept"
    assert [row.note for row in project.store.pairs.rows(project.store.pairs.ids())].count("kept") == 1


@pytest.mark.parametrize("place", [(0, 0), (1, 1), (2, 0), (-1, 1), (0, 5)])
def test_a_part_without_sentences_is_refused(three: Project, place: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="1 original sentence and 1 of the rendering"):
        beads.split(three, 1, *place)


def test_a_pair_of_two_single_sentences_is_not_split(three: Project) -> None:
    with pytest.raises(Refused, match="one sentence on each side"):
        beads.split(three, 1)


@pytest.mark.parametrize(
    ("pair", "side", "step", "expected"),
    [
        (1, Side.SOURCE, AFTER, [("", "One."), ("Un. Deux.", "Two."), ("Trois.", "Three.")]),
        (2, Side.SOURCE, BEFORE, [("Un. Deux.", "One."), ("", "Two."), ("Trois.", "Three.")]),
        (2, Side.TARGET, BEFORE, [("Un.", "One. Two."), ("Deux.", ""), ("Trois.", "Three.")]),
        (2, Side.TARGET, AFTER, [("Un.", "One."), ("Deux.", ""), ("Trois.", "Two. Three.")]),
        (1, Side.SOURCE, BEFORE, [("Un.", ""), ("", "One."), ("Deux.", "Two."), ("Trois.", "Three.")]),
        (3, Side.TARGET, AFTER, [("Un.", "One."), ("Deux.", "Two."), ("Trois.", ""), ("", "Three.")]),
    ],
)
def test_a_sentence_moves_to_its_neighbour(
    three: Project, pair: int, side: Side, step: int, expected: list[tuple[str, str]]
) -> None:
    service.approve(three, pair)
    beads.move(three, pair, side, step)
    assert state(three) == expected
    assert three.store.pairs.row(pair).status is not Status.APPROVED


def test_a_pair_that_is_left_with_nothing_goes_into_the_other(three: Project) -> None:
    beads.move(three, 1, Side.TARGET, AFTER)
    service.note(three, 1, "nobody renders it")
    beads.move(three, 1, Side.SOURCE, AFTER)
    assert state(three)[0] == ("Un. Deux.", "One. Two.")
    assert three.store.pairs.row(2).note == "nobody renders it"


def test_what_stands_alone_cannot_move(three: Project) -> None:
    beads.unlink(three, 1)
    with pytest.raises(Refused, match="stands alone already"):
        beads.move(three, three.store.pairs.ids()[0], Side.SOURCE, BEFORE)
    with pytest.raises(Refused, match="no sentence of the original"):
        beads.move(three, 1, Side.SOURCE, AFTER)
    with pytest.raises(Refused, match="one side only"):
        beads.unlink(three, 1)


def test_an_unlinked_sentence_is_linked_again_by_a_move(three: Project) -> None:
    beads.unlink(three, 1)
    beads.move(three, 1, Side.TARGET, BEFORE)
    assert state(three) == [tuple(pair) for pair in THREE]
    assert both(three, 1) == ("Un.", "One.")


def test_a_persons_words_are_kept_and_say_whose_they_are(three: Project) -> None:
    service.edit(three, 2, "Deux, in English.")
    beads.merge(three, 1)
    row = three.store.pairs.row(1)
    assert (row.target, row.origin, row.derived_from) == ("One. Deux, in English.", "human", "published")
    beads.split(three, 1, 1, 1)
    first, second, _ = three.store.pairs.rows(three.store.pairs.ids())
    assert (first.target, first.origin) == ("One.", Origin.PUBLISHED)
    assert (second.target, second.origin) == ("Deux, in English.", Origin.HUMAN)


def test_what_was_written_as_one_is_not_parted(three: Project) -> None:
    beads.merge(three, 1)
    service.edit(three, 1, "One and two.")
    with pytest.raises(Refused, match="2 original sentences and 1 of the rendering"):
        beads.split(three, 1, 1, 2)
    beads.split(three, 1, 1, 1)
    assert state(three)[:2] == [("Un.", "One and two."), ("Deux.", "")]


def test_words_typed_where_others_were_written_do_not_replace_them(project: Project) -> None:
    quote = put_quote(project.store, put_document(project.store, "Un."), "Un.")
    with project.store.action("extract", "a pair"):
        project.store.pairs.add(quote, None, Bead(Span(0, 1), Span(0, 0), 1.0), Status.DRAFT)
    service.edit(project, 1, "One.")
    beads.unlink(project, 1)
    missing = project.store.pairs.ids()[0]
    service.edit(project, missing, "The first.")
    assert state(project) == [("Un.", "The first."), ("", "One.")]


def test_an_unlinked_draft_steps_back(project: Project) -> None:
    rendering = draft_of(project, "Un.", "Deux.", drafts=("One.", "Two."))
    service.note(project, 1, "odd")
    beads.unlink(project, 1)
    assert state(project) == [("Un.", ""), ("Deux.", "Two.")]
    assert project.store.pairs.row(1).note == "odd"
    assert [s.text for s in project.store.renderings.get(rendering).segments] == ["One.", "Two."]


def test_what_a_person_made_of_a_draft_does_not_step_back(project: Project) -> None:
    draft_of(project, "Un.", "Deux.", drafts=("One.", "Two."))
    service.edit(project, 1, "One!")
    beads.unlink(project, 1)
    assert state(project) == [("Un.", ""), ("", "One!"), ("Deux.", "Two.")]


def test_beads_over_drafts_stay_drafts(project: Project) -> None:
    draft_of(project, "Un.", "Deux.", drafts=("One.", "Two."))
    service.approve(project, 1)
    beads.merge(project, 1)
    row = project.store.pairs.row(1)
    assert (row.target, row.origin, row.status) == ("One. Two.", Origin.DRAFT, Status.DRAFT)


def test_a_draft_that_has_grown_is_merged_with_what_was_derived_from_it(project: Project) -> None:
    rendering = draft_of(project, "Un.", "Deux.", drafts=("One.",))
    service.edit(project, 1, "One!")
    with project.store.action("draft", "the second sentence"):
        missing = project.store.pairs.ids()[1]
        project.store.renderings.extend(rendering, segments("One.", "Two.")[1:])
        project.store.pairs.change(missing, 1, rendering_id=rendering, target_start=1, target_end=2)
    beads.merge(project, 1)
    assert state(project) == [("Un. Deux.", "One! Two.")]


def test_a_sentence_that_another_rendering_has_is_taken_in_by_a_merge(project: Project) -> None:
    put_pairs(project.store, *THREE[:2])
    document = put_document(project.store, "Won.", EN)
    with project.store.action("match", "another rendering"):
        other = project.store.renderings.add(
            Rendering(
                quote_id=1,
                lang=EN,
                origin=Origin.PUBLISHED,
                segments=segments("Won."),
                document_id=document,
                pieces=(Span(0, 4),),
            )
        )
        project.store.pairs.add(1, other, Bead(Span(0, 1), Span(0, 1), 0.9), Status.TRANSLATED)
    beads.merge(project, 3)
    assert state(project) == [("Un.", "One."), ("Un. Deux.", "Won."), ("Deux.", "Two.")]
    with pytest.raises(Refused, match="different renderings"):
        beads.merge(project, 3, 1)
    beads.unlink(project, 1)
    assert state(project) == [("Un. Deux.", "Won."), ("", "One."), ("Deux.", "Two.")]


def test_a_stale_view_is_a_conflict_and_writes_nothing(three: Project) -> None:
    seen = three.store.pairs.row(1).revision
    service.approve(three, 1)
    before = contents(three.store)
    for verb in (beads.merge, beads.split, beads.unlink, beads.accept):
        with pytest.raises(Conflict, match="Pair 1 is not as it was"):
            verb(three, 1, revision=seen)
    with pytest.raises(Conflict):
        beads.move(three, 1, Side.SOURCE, AFTER, seen)
    assert contents(three.store) == before


def test_undo_brings_everything_back_and_redo_does_it_again(three: Project) -> None:
    service.note(three, 2, "kept")
    service.edit(three, 3, "Drei.")
    stages = [contents(three.store)]
    for work in (
        lambda: beads.merge(three, 1),
        lambda: beads.move(three, 3, Side.TARGET, BEFORE),
        lambda: beads.split(three, 1, 1, 2),
        lambda: beads.unlink(three, 1),
    ):
        work()
        stages.append(contents(three.store))
    for stage in reversed(stages[:-1]):
        service.undo(three)
        assert contents(three.store) == stage
    for stage in stages[1:]:
        service.redo(three)
        assert contents(three.store) == stage


def test_the_history_tells_both_sides_before_and_after(three: Project) -> None:
    beads.merge(three, 1)
    (action, *_) = three.store.history.actions(pair_id=2)
    assert (action.kind, action.summary) == ("bead merge", "pair 1 merged with what follows it")
    assert [tuple(event) for event in action.events] == [
        (1, "Un. ↔ One.", "Un. Deux. ↔ One. Two.", "translated", "translated"),
        (2, "Deux. ↔ Two.", "", "translated", "none"),
    ]


def test_an_accepted_bead_says_by_whom_and_keeps_its_status(three: Project) -> None:
    service.approve(three, 1)
    row = beads.accept(three, 1)
    assert (row.aligned_by, row.probability, row.status) == ("ada", 1.0, Status.APPROVED)
    actions = len(three.store.history.actions())
    beads.accept(three, 1)
    assert len(three.store.history.actions()) == actions


def test_every_way_to_part_a_pair_is_offered_the_likeliest_first(three: Project) -> None:
    beads.merge(three, 1)
    found = beads.divisions(three, 1)
    assert (found[0].sources, found[0].targets) == (1, 1)
    assert (found[0].first, found[0].second) == (("Un.", "One."), ("Deux.", "Two."))
    assert len(found) == 7


def test_a_quote_without_an_original_has_beads_of_one_side(project: Project) -> None:
    put_pairs(project.store, ("Un.", "One."))
    english = put_document(project.store, "Four. Five.", EN)
    with project.store.action("extract", "a quote"):
        quote = project.store.quotes.add(Quote(), place=(english, 0))
        rendering = project.store.renderings.add(
            Rendering(
                quote_id=quote,
                lang=EN,
                origin=Origin.PUBLISHED,
                segments=segments("Four.", "Five."),
                document_id=english,
                pieces=(Span(0, 11),),
            )
        )
        for n in range(2):
            bead = Bead(Span(0, 0), Span(n, n + 1), 1.0)
            project.store.pairs.add(quote, rendering, bead, Status.TRANSLATED)
    beads.merge(project, 2)
    assert both(project, 2) == ("", "Four. Five.")
    beads.split(project, 2, 0, 1)
    wanted = PairFilter(missing_source=True)
    rows = project.store.pairs.rows(project.store.pairs.ids(wanted))
    assert [row.target for row in rows] == ["Four.", "Five."]


def test_what_another_person_did_meanwhile_leaves_no_sentence_without_a_pair(
    project: Project, tmp_path: Path
) -> None:
    put_pairs(project.store, *THREE[:2])
    put_rendering(project, 1, ("Won.", "Too."))
    mine = [row.id for row in project.store.pairs.rows(project.store.pairs.ids()) if row.target == "Won."]
    beads.unlink(project, mine[0])
    service.undo(project)
    with Project(store_at(tmp_path / "p.db", person="bob", create=False)) as other:
        beads.unlink(other, 1)
        assert ("Un.", "") not in state(other)
    service.redo(project)
    assert ("Un.", "") in state(project)
    assert examine(project) == []
