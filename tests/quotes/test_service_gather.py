"""An utterance that several articles print is one quote; a story told again is linked. All is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Conflict
from db.records import Basis, Status, joined
from tests.db.making import EN, contents, store_at
from tests.quotes.importing import bring, quotes, rows, sides
from workbench.project import Project
from workbench.quotes.service import edit
from workbench.review import service as review
from workbench.upkeep.doctor import examine

SAID = "Le pont de Kérou est fermé depuis lundi. Nous attendons trois camions de mil."
FIRST = f"« {SAID} », a dit Awa Inventée."
AGAIN = f"À Kérou, Awa Inventée raconte : “{SAID.replace('mil', 'mil [de la coopérative]')}”"
PART = "Awa Inventée a dit attendre. « Nous attendons trois camions de mil », a dit Awa Inventée."
ENGLISH = "“The bridge at Kérou has been closed since Monday, and we are waiting,” Awa Inventée said."
COPY = "KÉROU — “The bridge at Kérou has been closed since Monday, and we are waiting”, Awa Inventée said."
LONGER = (
    "“The bridge at Kérou has been closed since Monday, and we are waiting for three lorries,”"
    " Awa Inventée said."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


@pytest.mark.parametrize("other", [AGAIN, PART])
def test_the_same_words_in_a_second_article_are_a_second_witness(project: Project, other: str) -> None:
    bring(project, FIRST, outlet="Radio fictive")
    report = bring(project, other, outlet="Journal fictif", agency="Agence fictive")
    assert (report.quotes, report.again) == (1, 1)
    [quote] = quotes(project)
    assert joined(quote.segments) == SAID
    assert [witness.document_id for witness in quote.witnesses] == [1, 2]
    assert [row.source_also for row in rows(project)] == ["Journal fictif"] * 2
    assert len(sides(project)) == 2


def test_a_longer_printing_takes_the_fragments_in(project: Project) -> None:
    bring(project, PART)
    bring(project, FIRST)
    [quote] = quotes(project)
    assert joined(quote.segments) == SAID
    assert [witness.document_id for witness in quote.witnesses] == [2, 1]


def test_a_fragment_that_a_person_decided_about_stays(project: Project) -> None:
    bring(project, PART)
    pair = rows(project)[0].id
    review.edit(project, pair, "We are waiting for three lorries of millet.")
    review.approve(project, pair)
    bring(project, FIRST)
    assert len(quotes(project)) == 2
    assert project.store.pairs.row(pair).status is Status.APPROVED


def test_a_third_article_finds_the_quote_as_well(project: Project) -> None:
    for text in (FIRST, AGAIN, PART):
        bring(project, text)
    [quote] = quotes(project)
    assert len(quote.witnesses) == 3


@pytest.mark.parametrize(
    "other",
    [
        FIRST.replace("Awa Inventée", "Moussa Fictif"),
        "« Le pont de Kérou est ouvert depuis lundi. Nous attendons dix camions », a dit Awa Inventée.",
        "Awa Inventée a parlé de « trois camions » au marché.",
    ],
)
def test_other_words_or_another_speaker_or_a_few_words_are_another_quote(
    project: Project, other: str
) -> None:
    bring(project, FIRST)
    assert bring(project, other).again == 0
    assert len(quotes(project)) == 2


def test_what_one_article_repeats_is_not_joined(project: Project) -> None:
    bring(project, f"{FIRST}\n\nPlus tard.\n\n{PART}")
    assert len(quotes(project)) == 2


def test_one_undo_takes_the_article_and_the_join_back(project: Project) -> None:
    bring(project, PART)
    before = contents(project.store)
    bring(project, FIRST)
    after = contents(project.store)
    review.undo(project)
    assert contents(project.store) == before
    review.redo(project)
    assert contents(project.store) == after


def test_the_first_article_stays_while_another_ones_words_hang_on_it(project: Project) -> None:
    bring(project, FIRST)
    with Project(store_at(project.path, person="bob")) as other:
        bring(other, AGAIN)
    with pytest.raises(Conflict):
        review.undo(project)


def test_an_agency_copy_is_printed_again_and_reviewed_once(project: Project) -> None:
    bring(project, ENGLISH, EN, outlet="Harbour Wire")
    report = bring(project, COPY, EN, outlet="Dune Herald")
    assert (report.renderings, report.again) == (1, 1)
    [quote] = quotes(project)
    first, second = project.store.renderings.of_quote(quote.id)
    assert (second.reprint_of, second.document_id) == (first.id, 2)
    [row] = rows(project)
    assert (row.target_outlet, row.target_also) == ("Harbour Wire", "Dune Herald")


def test_a_longer_copy_becomes_the_one_that_is_reviewed(project: Project) -> None:
    bring(project, ENGLISH, EN, outlet="Harbour Wire")
    bring(project, LONGER, EN, outlet="Dune Herald")
    [row] = rows(project)
    assert "three lorries" in row.target
    assert (row.target_outlet, row.target_also) == ("Dune Herald", "Harbour Wire")


def test_a_copy_goes_where_what_it_copies_goes(project: Project) -> None:
    from workbench.match.service import link, match

    bring(project, ENGLISH, EN, outlet="Harbour Wire")
    bring(project, COPY, EN, outlet="Dune Herald")
    bring(project, FIRST, outlet="Radio fictive")
    original = next(quote for quote in quotes(project) if not quote.missing_original)
    link(project, original.id, 1)
    assert {r.quote_id for r in project.store.renderings.family(1)} == {original.id}
    assert match(project) == []
    assert [row.target_also for row in rows(project) if row.target] == ["Dune Herald"]


def test_a_copy_of_what_is_joined_already_needs_no_match(project: Project) -> None:
    from workbench.match.service import link

    bring(project, FIRST)
    bring(project, ENGLISH, EN, outlet="Harbour Wire")
    link(project, 1, 1)
    before = sides(project)
    bring(project, COPY, EN)
    assert sides(project) == before
    assert len(quotes(project)) == 1


STORY = (
    "« Un soir, vers minuit, le ministre de la Défense m’a appelée. Il m’a dit de libérer les prisonniers de"
    " Tin-Almaz contre la route. J’ai raccroché et j’ai réveillé mes hommes. », a raconté Awa Inventée."
)
TOLD_AGAIN = (
    "« Le ministre de la Défense m’a téléphoné à minuit. Libère les prisonniers, et la route est à toi. J’ai"
    " raccroché sans répondre et réveillé mes hommes. », a confié Awa Inventée."
)
NEAR_MISS = (
    "« Le ministre de la Défense viendra jeudi à Tin-Almaz. Nous parlerons de la route, des prisonniers, et du"
    " prix du mil que mes hommes ne peuvent payer. », a annoncé Awa Inventée."
)


def test_a_story_told_again_is_linked_and_not_joined(project: Project) -> None:
    bring(project, STORY)
    report = bring(project, TOLD_AGAIN)
    assert (report.again, report.retold) == (0, 1)
    first, second = quotes(project)
    [link] = project.store.retellings.of_quote(second.id)
    assert (link.quote_id, link.other_id) == (first.id, second.id)
    assert 0 < link.score < 1
    review.undo(project)
    assert project.store.retellings.of_quote(first.id) == []


def test_another_statement_or_another_speaker_is_not_linked(project: Project) -> None:
    bring(project, STORY)
    assert bring(project, NEAR_MISS).retold == 0
    assert bring(project, TOLD_AGAIN.replace("Awa Inventée", "Moussa Fictif")).retold == 0


def test_what_is_printed_in_translation_says_in_which_language_it_was_said(project: Project) -> None:
    from db.records import FoundQuote, QuoteKind, Span, Telling
    from workbench.quotes.service import store_found

    text = "Nous ne partirons pas."
    bring(project, f"{text} Texte fictif.")
    document = project.store.documents.get(1)
    found = FoundQuote(
        (Span(0, len(text)),),
        QuoteKind.DIRECT,
        cue="translated",
        lang=EN,
        lang_basis=Basis.INFERRED,
        translator="Paul Imaginé",
        telling=Telling("Agence fictive", "interview", ("Journal fictif",), (Span(0, 4),)),
    )
    with project.store.action("quote add", "a translation"):
        quote = project.store.quotes.get(store_found(project, document, found))
    assert (quote.said_in, quote.said_in_basis, quote.lang) == (EN, Basis.INFERRED, "fr")
    [witness] = quote.witnesses
    assert (witness.translator, witness.telling) == ("Paul Imaginé", found.telling)
    [row] = rows(project)
    assert (row.told_to, row.occasion, row.source_via) == ("Agence fictive", "interview", "Journal fictif")
    edited = edit(project, quote.id, lang=EN)
    assert (edited.said_in_basis, edited.lang) == (Basis.STATED, "fr")
