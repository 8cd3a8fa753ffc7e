"""The verbs of a reviewer keep evidence, states and history straight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Conflict, Refused
from db.records import Bead, Origin, PairFilter, Rendering, Span, Status, Telling, Witness, joined
from tests.db.making import EN, put_document, put_pairs, put_quote, segments, store_at
from workbench.project import Project
from workbench.review import service
from workbench.review.provenance import facts


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened


@pytest.fixture
def pair(project: Project) -> int:
    return put_pairs(project.store, ("Oui.", "Yes."), ("Non.", "No."))[0]


def missing(project: Project) -> int:
    """A pair that nothing renders."""
    quote = put_quote(project.store, put_document(project.store, "Jamais. Toujours."), "Jamais.", "Toujours.")
    with project.store.action("extract", "pairs"):
        return project.store.pairs.add(quote, None, Bead(Span(0, 1), Span(0, 0), 1.0), Status.DRAFT)


def test_approving_says_who_and_when(project: Project, pair: int) -> None:
    row = service.approve(project, pair)
    assert (row.status, row.reviewer, row.origin) == (Status.APPROVED, "ada", Origin.PUBLISHED)
    assert row.reviewed_at.startswith("2024-05-01T")


def test_a_pair_without_a_rendering_cannot_be_approved(project: Project) -> None:
    with pytest.raises(Refused, match="rendering is missing"):
        service.approve(project, missing(project))


def test_an_edit_derives_a_human_rendering_and_keeps_what_was_printed(project: Project, pair: int) -> None:
    row = service.edit(project, pair, "Certainly.")
    assert (row.target, row.origin, row.derived_from, row.status) == (
        "Certainly.",
        Origin.HUMAN,
        Origin.PUBLISHED,
        Status.TRANSLATED,
    )
    assert row.target_outlet == "Agence fictive"
    published, human = project.store.renderings.of_quote(row.quote_id)
    assert joined(published.segments) == "Yes. No."
    assert joined(human.segments) == "Certainly. No."


def test_the_pairs_beside_an_edited_one_stay_what_they_were(project: Project, pair: int) -> None:
    service.edit(project, pair, "Certainly.")
    other = project.store.pairs.row(pair + 1)
    assert (other.target, other.origin) == ("No.", Origin.PUBLISHED)
    service.edit(project, pair + 1, "Never.")
    human = project.store.renderings.of_quote(other.quote_id)[-1]
    assert joined(human.segments) == "Certainly. Never."


def test_an_edited_pair_can_be_edited_again(project: Project, pair: int) -> None:
    service.edit(project, pair, "Certainly.")
    assert service.edit(project, pair, "Sure.").target == "Sure."
    assert len(project.store.renderings.of_quote(1)) == 2


def test_an_edit_of_an_approved_pair_returns_it_to_translated(project: Project, pair: int) -> None:
    service.approve(project, pair)
    assert service.edit(project, pair, "Certainly.").status is Status.TRANSLATED


def test_the_same_words_change_nothing(project: Project, pair: int) -> None:
    service.approve(project, pair)
    before = len(project.store.history.actions())
    assert service.edit(project, pair, "Yes.").status is Status.APPROVED
    assert len(project.store.history.actions()) == before


def test_words_of_ones_own_where_nothing_was(project: Project) -> None:
    row = service.edit(project, missing(project), "Never.")
    assert (row.source, row.target, row.origin, row.translator) == ("Jamais.", "Never.", Origin.HUMAN, "ada")


def test_an_empty_rendering_is_refused(project: Project, pair: int) -> None:
    with pytest.raises(Refused, match="cannot be emptied"):
        service.edit(project, pair, " \u00a0")


def test_a_bead_of_two_sentences_is_edited_as_one(project: Project) -> None:
    put_pairs(project.store, ("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three."))
    with project.store.action("merge", "a bead"):
        project.store.pairs.change(1, 1, source_end=2, target_end=2)
        project.store.pairs.remove(2)
    row = service.edit(project, 1, "One and two.")
    assert (row.source, row.target) == ("Un. Deux.", "One and two.")
    assert project.store.pairs.row(3).target == "Three."
    human = project.store.renderings.of_quote(row.quote_id)[-1]
    assert joined(human.segments) == "One and two. Three."


def test_a_stale_edit_is_a_conflict_and_writes_nothing(project: Project, pair: int) -> None:
    seen = project.store.pairs.row(pair).revision
    service.reject(project, pair)
    with pytest.raises(Conflict):
        service.edit(project, pair, "Certainly.", seen)
    assert project.store.pairs.row(pair).target == "Yes."
    assert len(project.store.renderings.of_quote(1)) == 1


def test_reopening_returns_to_what_the_origin_says(project: Project, pair: int) -> None:
    service.reject(project, pair)
    assert service.reopen(project, pair).status is Status.TRANSLATED
    waiting = missing(project)
    service.reject(project, waiting)
    assert service.reopen(project, waiting).status is Status.DRAFT


def test_the_history_keeps_old_and_new(project: Project, pair: int) -> None:
    service.approve(project, pair)
    service.edit(project, pair, "Certainly.")
    service.undo(project)
    undo, edit, approval = project.store.history.actions(pair_id=pair)
    assert [(e.old_text, e.new_text, e.old_status, e.new_status) for e in edit.events] == [
        ("Yes.", "Certainly.", "approved", "translated")
    ]
    assert [(e.old_text, e.new_text, e.old_status, e.new_status) for e in undo.events] == [
        ("Certainly.", "Yes.", "translated", "approved")
    ]
    assert edit.undone
    assert not approval.undone
    assert project.store.pairs.row(pair).status is Status.APPROVED


def test_unreviewed_pairs_wait(project: Project, pair: int) -> None:
    service.approve(project, pair)
    assert service.unreviewed(project) == {pair + 1}


def test_facts_name_speaker_outlets_and_derivation(project: Project, pair: int) -> None:
    service.edit(project, pair, "Certainly.")
    service.note(project, pair, "ask the agency")
    known = dict(facts(project, pair))
    assert known["speaker"] == "Aminata Fictive"
    assert "Radio fictive" in known["said in"]
    assert known["origin"] == "human, derived from published"
    assert known["note"] == "ask the agency"
    assert "Yes. No." in known["other rendering"]


def test_facts_tell_how_words_reached_the_articles(project: Project, pair: int) -> None:
    store = project.store
    other = put_document(store, "Encore. Oui. Non.", outlet="Journal fictif")
    quote = put_quote(store, put_document(store, "Jamais, dit-elle."), "Jamais.")
    telling = Telling("Agence fictive", "interview", ("Radio fictive", "AF"))
    with store.action("quote edit", "provenance"):
        store.quotes.add_witness(1, Witness(other, (Span(8, 17),), telling=Telling(told_to="AF")))
        store.quotes.correct_telling(1, telling)
        store.retellings.add(quote, 1, score=0.6)
    known = dict(facts(project, pair))
    assert known["told"] == "told Agence fictive · interview · via Radio fictive < AF"
    assert known["also in"] == "article-fr.txt, Journal fictif · told AF"
    assert known["retold in"] == f"quote {quote}"


def test_facts_name_where_a_translation_was_printed_again(project: Project, pair: int) -> None:
    store = project.store
    copy = put_document(store, "Yes. No. (copy)", EN, outlet="Dune Herald")
    with store.action("import", "a copy"):
        reprint = Rendering(
            quote_id=1,
            lang=EN,
            origin=Origin.PUBLISHED,
            segments=segments("Yes.", "No."),
            document_id=copy,
            pieces=(Span(0, 8),),
            reprint_of=1,
        )
        store.renderings.add(reprint)
    known = dict(facts(project, pair))
    assert known["also in"] == "Dune Herald"
    assert "other rendering" not in known


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_words_are_kept_exactly_and_found(project: Project, text: str) -> None:
    if not project.store.pairs.ids():
        put_pairs(project.store, ("Oui.", "Yes."))
    if not text.strip():
        return
    assert service.edit(project, 1, text).target == text
    assert project.store.pairs.row(1).target == text
    folded = project.store.fold(text).strip()
    if any(c.isalnum() and c.isascii() for c in folded) and folded.isascii():
        word = next(w for w in folded.replace("_", " ").split() if any(map(str.isalnum, w)))
        assert project.store.pairs.ids(PairFilter(text=word)) == [1]
