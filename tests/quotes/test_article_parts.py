"""An article with its quotes, what may belong to them, and which lines of it count. All is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import Span, joined
from tests.db.making import EN, contents, store_at
from tests.quotes.importing import bring, quotes, rows, with_words
from workbench.ingest.parts import BY_HAND, regard
from workbench.project import Project
from workbench.quotes import candidates
from workbench.quotes.anew import read_again
from workbench.quotes.article import documents_of, offset_of, pair_at, read_article
from workbench.quotes.service import add, dismiss, edit, restore
from workbench.review import service as review
from workbench.upkeep.doctor import examine

FRENCH = (
    "« Le pont est fermé depuis lundi. Nous attendons. », a dit Awa Inventée.\n\n"
    "« La route du sel est coupée. », a dit Moussa Fictif.\n"
)
ENGLISH = "“The bridge has been closed since Monday. We are waiting,” Awa Inventée said."
SALT = "“The salt road is cut,” said Moussa Fictif."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


def stretch(project: Project, words: str, document_id: int = 1) -> Span:
    start = project.store.documents.get(document_id).text.index(words)
    return Span(start, start + len(words))


def test_an_article_has_its_quotes_in_order_and_each_sentence_its_pair(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, ENGLISH, EN)
    dismiss(project, with_words(project, "sel").id)
    article = read_article(project, 1)
    assert [(q.place, q.dismissed, q.pairs, q.missing) for q in article.quotes] == [
        ("w1", False, 2, False),
        ("w2", True, 1, False),
    ]
    assert article.speakers() == ["Awa Inventée", "Moussa Fictif"]
    first = article.quotes[0]
    for row in rows(project, quote_id=first.quote_id):
        offset = offset_of(project, article, first.quote_id, row.id)
        assert article.document.text.startswith(row.source, offset)
        assert pair_at(project, article, first, offset) == row.id
        assert article.at(offset) == first
    english = read_article(project, 2)
    [printed] = english.quotes
    assert (printed.place, printed.missing, printed.rendering) == ("r1", True, True)
    first_pair = rows(project, quote_id=printed.quote_id)[0].id
    assert pair_at(project, english, printed, printed.span.start) == first_pair
    assert documents_of(project, printed.quote_id) == [2]
    assert offset_of(project, english, 99, 1) == 0


def test_dismissed_quotes_come_back_unless_their_words_are_taken(project: Project) -> None:
    bring(project, FRENCH)
    quote = with_words(project, "sel")
    before = contents(project.store)
    dismiss(project, quote.id)
    restore(project, quote.id)
    assert contents(project.store)["pair"] == before["pair"]
    with pytest.raises(Refused, match="active"):
        restore(project, quote.id)
    dismiss(project, quote.id)
    add(project, 1, stretch(project, "« La route du sel est coupée. »"), marks=False)
    with pytest.raises(Refused, match="dismiss that one first"):
        restore(project, quote.id)


def test_an_edit_of_what_has_moved_on_is_a_conflict(project: Project) -> None:
    bring(project, FRENCH)
    quote = edit(project, 1, role="maire")
    with pytest.raises(Conflict):
        edit(project, 1, role="mairesse", revision=quote.revision - 1)
    assert edit(project, 1, role="mairesse", revision=quote.revision).role == "mairesse"


def test_what_may_belong_to_a_quote_comes_with_the_likeliest_first(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, SALT, EN)
    bring(project, ENGLISH, EN, name="b.txt")
    bridge, salt = with_words(project, "Le pont"), with_words(project, "salt")
    found = candidates.renderings_for(project, bridge.id)
    assert "bridge" in found[0].words and found[0].score > found[1].score
    first = candidates.originals_for(project, salt.id)[0]
    assert first.quote_id == with_words(project, "sel").id
    dismiss(project, bridge.id)
    span = stretch(project, "Le pont est fermé depuis lundi. Nous attendons.")
    assert "bridge" in candidates.waiting_for(project, 1, span, most=1)[0].words
    assert [c.speaker for c in candidates.tellings_of(project, with_words(project, "sel").id)] == []
    with pytest.raises(Refused):
        candidates.renderings_for(project, salt.id)
    with pytest.raises(Refused):
        candidates.originals_for(project, bridge.id)


def test_lines_are_set_aside_and_taken_in_again_without_a_change_of_text(project: Project) -> None:
    bring(project, FRENCH)
    before = contents(project.store)
    document = project.store.documents.get(1)
    aside = regard(project, 1, stretch(project, "sel"), "menu")
    assert [(b.reason, b.span.of(document.text)) for b in aside.blocks] == [
        ("", FRENCH[: FRENCH.index("« La route")]),
        ("menu", FRENCH[FRENCH.index("« La route") :]),
    ]
    with pytest.raises(Refused, match="set aside already"):
        regard(project, 1, stretch(project, "sel"), "menu")
    with pytest.raises(Conflict):
        regard(project, 1, stretch(project, "sel"), revision=document.revision)
    with pytest.raises(WrongUse):
        regard(project, 1, Span(5, 5), BY_HAND)
    assert all(not b.set_aside for b in regard(project, 1, stretch(project, "sel")).blocks)
    review.undo(project)
    review.undo(project)
    assert contents(project.store) == before


def test_reading_again_adds_what_is_new_and_leaves_what_somebody_decided(project: Project) -> None:
    bring(project, FRENCH)
    assert read_again(project, 1) == read_again(project, 1, dry=True)
    for words in ("sel", "pont"):
        regard(project, 1, stretch(project, words), BY_HAND)
    salt, bridge = with_words(project, "sel"), with_words(project, "pont")
    review.note(project, rows(project, quote_id=bridge.id)[0].id, "hear the tape")
    before = contents(project.store)
    tried = read_again(project, 1, dry=True)
    assert contents(project.store) == before
    assert (tried.words, tried.gone, tried.left) == ([], [salt.id], [bridge.id])
    read_again(project, 1)
    assert [quote.id for quote in quotes(project)] == [bridge.id]
    review.undo(project)
    assert contents(project.store) == before
    regard(project, 1, stretch(project, "sel"))
    dismiss(project, salt.id)
    assert read_again(project, 1, dry=True).words == []
    assert joined(project.store.quotes.get(salt.id).segments) == "La route du sel est coupée."
