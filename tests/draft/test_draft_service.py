"""Drafting in a project: what is missing, nothing else, and never over a person's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.records import Origin, PairFilter, Status
from tests.db.making import put_document, put_pairs, put_quote, store_at
from workbench.align.service import cover_source
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.engines import Settings
from workbench.draft.naming.patches import applied
from workbench.draft.service import Wish, draft, outlook
from workbench.glossary.tables import bundled
from workbench.project import Project
from workbench.review import service as review
from workbench.review.provenance import drafts_of, facts

SENTENCES = ("Nous voulons la paix.", "La route est fermée depuis lundi.", "Le maire est parti.")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened


def put_missing(project: Project, *sentences: str) -> int:
    quote = put_quote(project.store, put_document(project.store, " ".join(sentences)), *sentences)
    with project.store.action("extract", "pairs"):
        cover_source(project.store, quote)
    return quote


def test_what_is_missing_is_drafted_and_signed(project: Project) -> None:
    quote = put_missing(project, *SENTENCES)
    report = draft(project)
    assert (report.drafted, report.left, report.reasons) == (3, 0, [])
    rows = project.store.pairs.rows(project.store.pairs.ids())
    assert [row.source for row in rows] == list(SENTENCES)
    assert all(row.target and row.origin is Origin.DRAFT and row.status is Status.DRAFT for row in rows)
    assert "peace" in rows[0].target
    assert all(row.engine == report.signatures[0] for row in rows)
    assert len(project.store.renderings.of_quote(quote)) == 1


def test_what_has_a_rendering_is_left_alone(project: Project) -> None:
    put_pairs(project.store, ("Oui.", "Yes."))
    assert draft(project).drafted == 0
    assert project.store.pairs.row(1).target == "Yes."


def test_a_run_that_was_limited_goes_on_in_the_same_rendering(project: Project) -> None:
    quote = put_missing(project, *SENTENCES)
    assert (first := draft(project, Wish(limit=1))).left == 2
    assert first.drafted == 1
    assert draft(project).drafted == 2
    assert len(project.store.renderings.of_quote(quote)) == 1


def test_only_the_pairs_that_were_named(project: Project) -> None:
    put_missing(project, *SENTENCES)
    second = project.store.pairs.ids()[1]
    assert draft(project, Wish(pair_ids=[second])).drafted == 1
    assert project.store.pairs.ids(PairFilter(origins=(Origin.DRAFT,))) == [second]


def test_words_typed_while_drafting_are_not_overwritten(project: Project) -> None:
    put_missing(project, *SENTENCES)
    first = project.store.pairs.ids()[0]

    def type_meanwhile() -> bool:
        if project.store.pairs.row(first).missing_target:
            review.edit(project, first, "Peace is what we want.")
        return False

    assert draft(project, cancelled=type_meanwhile).drafted == 2
    row = project.store.pairs.row(first)
    assert (row.target, row.origin) == ("Peace is what we want.", Origin.HUMAN)


def test_a_run_that_is_cancelled_keeps_what_is_done(project: Project) -> None:
    for number in range(20):
        put_missing(project, f"Article fictif numéro {number}.", f"Nous avons {number} chevaux.")
    done: list[int] = []
    draft(project, progress=lambda d, _: done.append(d), cancelled=lambda: bool(done))
    drafted = len(project.store.pairs.ids(PairFilter(origins=(Origin.DRAFT,))))
    assert 0 < drafted < 40
    assert draft(project).left == 0


def test_a_language_without_a_package_is_a_reason(project: Project) -> None:
    quote = put_missing(project, "Palabras ficticias.")
    with project.store.action("test", "in Spanish"):
        project.store.execute("UPDATE quote SET lang = 'es' WHERE id = ?", (quote,))
    report = draft(project)
    assert (report.drafted, report.left) == (0, 1)
    assert "es" in report.reasons[0]


def test_one_undo_takes_a_drafted_quote_back(project: Project) -> None:
    put_missing(project, *SENTENCES)
    draft(project)
    review.undo(project)
    assert len(project.store.pairs.ids(PairFilter(missing_target=True))) == 3


def test_an_untouched_draft_is_made_anew_in_another_way(project: Project) -> None:
    put_missing(project, *SENTENCES)
    draft(project, Wish(settings=Settings(beam_size=1)))
    first, second, third = project.store.pairs.ids()
    review.approve(project, first)
    review.edit(project, second, "They closed the road on Monday.")
    before = project.store.pairs.row(third).engine
    assert draft(project, Wish(again=True)).drafted == 1
    rows = project.store.pairs.rows([first, second, third])
    assert [row.origin for row in rows] == [Origin.DRAFT, Origin.HUMAN, Origin.DRAFT]
    assert "beam:1|" in before
    assert ["beam:4|" in row.engine for row in rows] == [False, False, True]
    assert draft(project, Wish(again=True)).drafted == 0
    review.undo(project)
    assert project.store.pairs.row(third).engine == before


def test_a_text_that_was_drafted_before_needs_no_package(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_missing(project, *SENTENCES)
    draft(project)
    texts = [row.target for row in project.store.pairs.rows(project.store.pairs.ids())]
    review.undo(project)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the package was asked again")

    monkeypatch.setattr(Decoder, "submit", refuse)
    assert draft(project).drafted == 3
    assert [row.target for row in project.store.pairs.rows(project.store.pairs.ids())] == texts


def test_an_outlook_says_what_would_be_done(project: Project) -> None:
    put_missing(project, *SENTENCES)
    quote = put_missing(project, "Palabras ficticias.")
    with project.store.action("test", "in Spanish"):
        project.store.execute("UPDATE quote SET lang = 'es' WHERE id = ?", (quote,))
    spanish, french = outlook(project)
    assert (spanish.lang, spanish.sentences, spanish.signature) == ("es", 1, "")
    assert "es" in spanish.reason
    assert (french.quotes, french.pairs, french.sentences, french.known) == (1, 3, 3, 0)
    assert len(project.store.pairs.ids(PairFilter(missing_target=True))) == 4
    report = draft(project, Wish(limit=2))
    assert report.signatures == [french.signature]
    review.undo(project)
    assert outlook(project)[1].known == 2


def test_what_the_package_wrote_is_kept_beside_a_name_that_was_put_right(project: Project) -> None:
    with project.store.action("test", "glossary"):
        project.store.concepts.add(bundled())
    put_missing(project, "Les hommes d'AQMI sont partis.")
    draft(project)
    [row] = project.store.pairs.rows(project.store.pairs.ids())
    [made] = drafts_of(project, row)
    assert (made.text, "AQIM" in made.text) == (row.target, True)
    assert applied(made.raw, made.changes) == made.text
    told = dict(facts(project, row.id)).get("names put right", "")
    assert told == "; ".join(f"“{change.before}” → “{change.after}”" for change in made.changes)
    assert "glossary:" in row.engine


def test_what_was_drafted_in_the_same_way_counts_for_nothing_when_drafting_again(project: Project) -> None:
    quotes = [put_missing(project, sentence) for sentence in SENTENCES]
    assert len(quotes) == 3
    draft(project, Wish(limit=2))
    [french] = outlook(project, Wish(again=True))
    assert (french.quotes, french.pairs, french.sentences) == (1, 1, 1)
    told: list[tuple[int, int]] = []
    report = draft(project, Wish(again=True, limit=2), progress=lambda *done: told.append(done))
    assert (report.drafted, report.left, told) == (1, 0, [(1, 1)])
    assert outlook(project, Wish(again=True)) == []
