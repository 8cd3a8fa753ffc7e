"""Correcting by hand which words a quote is: evidence is read anew, decisions stay with their words.

Everybody and everything is fictional.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Conflict, Refused, WrongUse
from db.records import Quote, QuoteState, Span, Status, joined
from tests.db.making import EN, FR, contents, store_at
from tests.quotes.importing import bring, quotes, rows, sides, with_words
from workbench.match.service import link
from workbench.project import Project
from workbench.quotes.interrupted import join_interrupted
from workbench.quotes.joining import find_original, join, known_original, link_shown
from workbench.quotes.marking import without_marks
from workbench.quotes.rereading import known, places, read_anew, stretched
from workbench.quotes.respan import respan
from workbench.quotes.segments import sentences
from workbench.quotes.service import add, dismiss, edit_everywhere, restore
from workbench.quotes.splitting import Place, split
from workbench.review import service as review
from workbench.upkeep.doctor import examine

FRENCH = (
    "« Le pont est fermé depuis lundi. Le maire est parti à Kérou. Nous l’attendons. », a dit Awa Inventée."
    " Elle attend.\n\n« La route du sel est coupée. », a dit Moussa Fictif."
)
ENGLISH = (
    "“The bridge has been closed since Monday. The mayor has left for Kérou. We are waiting,”"
    " Awa Inventée said. They wait."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


def place_of(project: Project, document_id: int, words: str) -> Span:
    start = project.store.documents.get(document_id).text.index(words)
    return Span(start, start + len(words))


def rendered(project: Project) -> int:
    """The French and the English article, with the two sides of their first quote aligned; its id."""
    bring(project, FRENCH)
    bring(project, ENGLISH, EN)
    quote = with_words(project, "Le maire")
    [unknown] = [q for q in quotes(project) if q.missing_original]
    link(project, quote.id, project.store.renderings.of_quote(unknown.id)[0].id)
    return quote.id


def test_a_shorter_quote_keeps_what_was_decided_about_the_words_that_stay(project: Project) -> None:
    quote_id = rendered(project)
    first, second, third = (row.id for row in rows(project, quote_id=quote_id))
    review.note(project, first, "hear the tape")
    for pair in (second, third):
        review.approve(project, pair)
    before = contents(project.store)
    wanted = place_of(project, 1, "maire est parti à Kérou. Nous l’attendons.")
    tried = respan(project, quote_id, wanted, Place(False, 1), dry=True)
    assert contents(project.store) == before
    done = respan(project, quote_id, wanted, Place(False, 1))
    assert tried == done
    assert (done.kept, done.changed, done.reopened, done.unmatched) == (1, 2, 1, 1)
    assert sides(project)[:3] == [
        ("", "The bridge has been closed since Monday."),
        ("maire est parti à Kérou.", "The mayor has left for Kérou."),
        ("Nous l’attendons.", "We are waiting,"),
    ]
    states = {row.id: (row.status, row.note) for row in rows(project, quote_id=quote_id)}
    assert states[first] == (Status.TRANSLATED, "hear the tape")
    assert states[second] == (Status.TRANSLATED, "")
    assert states[third] == (Status.APPROVED, "")
    review.undo(project)
    assert contents(project.store) == before


def test_a_longer_quote_has_new_sentences_that_wait(project: Project) -> None:
    bring(project, "Elle arrive. Le pont est fermé. « Le maire est parti. », a dit Awa Inventée.")
    [quote] = quotes(project)
    review.edit(project, rows(project)[0].id, "The mayor has left.")
    review.approve(project, rows(project)[0].id)
    effect = respan(project, quote.id, place_of(project, 1, "Le pont est fermé. « Le maire est parti."))
    assert (effect.waiting, effect.meets) == (1, [])
    assert [(r.source, r.target, r.status) for r in rows(project)] == [
        ("Le pont est fermé.", "", Status.DRAFT),
        ("« Le maire est parti.", "The mayor has left.", Status.TRANSLATED),
    ]
    respan(project, quote.id, place_of(project, 1, "Le maire est parti."))
    assert sides(project) == [("Le maire est parti.", "The mayor has left.")]


def test_the_words_of_a_printed_rendering_are_corrected_with_what_was_written_for_them(
    project: Project,
) -> None:
    quote_id = rendered(project)
    first, second, third = (row.id for row in rows(project, quote_id=quote_id))
    rendering = next(r for r in project.store.renderings.of_quote(quote_id) if r.document_id)
    review.edit(project, second, "The mayor went to Kérou.")
    review.approve(project, third)
    longer = place_of(
        project, 2, "The mayor has left for Kérou. We are waiting,” Awa Inventée said. They wait."
    )
    respan(project, quote_id, longer, Place(True, rendering.id))
    found = {row.id: (row.source, row.target, row.status) for row in rows(project, quote_id=quote_id)}
    assert found[second] == ("Le maire est parti à Kérou.", "The mayor went to Kérou.", Status.TRANSLATED)
    assert found[third][1].startswith("We are waiting,” Awa Inventée said.")
    assert found[third][2] is Status.TRANSLATED
    assert ("", "They wait.") in sides(project)
    assert ("Le pont est fermé depuis lundi.", "") in sides(project)
    assert first not in found
    shorter = place_of(project, 2, "The bridge has been closed since Monday.")
    respan(project, quote_id, shorter, Place(True, rendering.id))
    texts = [row.target for row in rows(project, quote_id=quote_id)]
    assert "The mayor went to Kérou." in texts
    assert "The bridge has been closed since Monday." in texts


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ("La route du sel est coupée.", Refused),
        ("Le pont est fermé depuis lundi. Le maire est parti à Kérou. Nous l’attendons.", Refused),
    ],
)
def test_words_of_another_quote_and_the_same_words_are_refused(
    project: Project, words: str, failure: type[Exception]
) -> None:
    bring(project, FRENCH)
    quote = with_words(project, "Le maire")
    with pytest.raises(failure):
        respan(project, quote.id, place_of(project, 1, words))


def test_no_stretch_an_unknown_place_and_a_quote_that_has_moved_on(project: Project) -> None:
    bring(project, FRENCH)
    quote = with_words(project, "Le maire")
    with pytest.raises(WrongUse, match="no stretch"):
        respan(project, quote.id, Span(0, 100_000))
    with pytest.raises(WrongUse, match="w77"):
        respan(project, quote.id, Span(0, 9), Place(False, 77))
    with pytest.raises(Conflict):
        respan(project, quote.id, Span(0, 9), revision=quote.revision + 1)


def test_what_a_person_wrote_is_not_left_without_words_to_render(project: Project) -> None:
    bring(project, ENGLISH, EN)
    [quote] = quotes(project)
    review.edit(project, rows(project)[0].id, "The bridge is shut.")
    before = contents(project.store)
    with pytest.raises(Refused, match="undo that edit first"):
        respan(project, quote.id, place_of(project, 1, "We are waiting,"))
    assert contents(project.store) == before


INTERRUPTED = (
    "« Le pont est fermé depuis lundi », a dit Awa Inventée. La salle se tait.\n\n« Le maire est parti. »"
)


def test_two_parts_of_one_utterance_become_one_and_can_be_parted(project: Project) -> None:
    bring(project, INTERRUPTED)
    first = with_words(project, "pont")
    later = [q for q in quotes(project) if q.id != first.id]
    other = later[0] if later else _marked(project, "Le maire est parti.")
    review.edit(project, rows(project, quote_id=other.id)[0].id, "The mayor has left.")
    review.approve(project, rows(project, quote_id=other.id)[0].id)
    before = contents(project.store)
    join_interrupted(project, first.id, other.id, shown={first.id: first.revision, other.id: other.revision})
    quote = project.store.quotes.get(first.id)
    assert len(quote.witnesses) == 1
    assert [segment.text for segment in quote.segments] == [
        "Le pont est fermé depuis lundi",
        "Le maire est parti.",
    ]
    assert project.store.quotes.get(other.id).state is QuoteState.MERGED
    assert [(r.target, r.status) for r in rows(project)] == [
        ("", Status.DRAFT),
        ("The mayor has left.", Status.APPROVED),
    ]
    parted = split(project, quote.id, Place(False, quote.witnesses[0].id, 2))
    assert joined(parted.segments) == "Le maire est parti."
    review.undo(project)
    review.undo(project)
    assert contents(project.store) == before


def _marked(project: Project, words: str) -> Quote:
    return add(project, 1, place_of(project, 1, words))


def test_two_parts_of_a_printed_rendering_become_one(project: Project) -> None:
    text = "“The bridge is closed,” Awa Inventée said. The room fell silent.\n\n“The mayor has left,” Moussa Fictif said."
    bring(project, text, EN)
    first, other = quotes(project)
    for quote, words in ((first, "The bridge is shut."), (other, "The mayor is gone.")):
        review.edit(project, rows(project, quote_id=quote.id)[0].id, words)
    join_interrupted(project, first.id, other.id)
    assert [row.target for row in rows(project)] == ["The bridge is shut.", "The mayor is gone."]
    [printed] = [r for r in project.store.renderings.of_quote(first.id) if r.document_id]
    assert joined(printed.segments) == "The bridge is closed,\nThe mayor has left,"
    with pytest.raises(Refused):
        join_interrupted(project, first.id, other.id)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("« Nous restons »", "Nous restons"),
        (" “We are staying,” ", "We are staying,"),
        ("il parle de « fraude »", "il parle de « fraude »"),
        ("« fraude » et « vol »", "« fraude » et « vol »"),
        ("« une « vraie » fraude »", "une « vraie » fraude"),
        ("“We are staying", "We are staying"),
        ("Nous restons »", "Nous restons"),
        ('"plain"', "plain"),
        ('plain"', "plain"),
        ("‘We can’t go’", "We can’t go"),
        ("l’eau", "l’eau"),
        ("«", "«"),
        ("« »", "« »"),
    ],
)
def test_marks_that_enclose_a_selection_are_left_out(text: str, kept: str) -> None:
    assert without_marks(text, Span(0, len(text))).of(text) == kept


WORDS = st.lists(
    st.sampled_from(["un", "deux.", "trois !", "« quatre »", "cinq…", "six", "\n", "e\u0301"]), min_size=1
)


@given(WORDS, st.data())
def test_sentences_read_anew_from_the_same_words_are_the_same(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    at = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(at + 1, len(text)))
    span = Span(at, end)
    if not span.of(text).strip():
        return
    before = sentences(text, (Span(0, len(text)),), FR)
    stored = [*known(1, text, (Span(0, len(text)),), before)]
    reading = read_anew(text, (span,), FR, stored)
    assert joined(reading.segments) == joined(sentences(text, (span,), FR))
    positions = [segment.position for segment in reading.segments]
    assert positions == sorted(set(positions))
    whole = read_anew(text, (Span(0, len(text)),), FR, stored)
    assert [s.position for s in whole.segments] == [s.position for s in before]
    assert whole.new == ()
    for segment, place in zip(reading.segments, places(text, (span,), reading.segments), strict=True):
        assert "".join(place.of(text).split()) == "".join(segment.text.split())


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True), st.integers(0, 30), st.integers(31, 60)
)
def test_stretched_pieces_reach_from_end_to_end(cuts: list[int], start: int, end: int) -> None:
    cuts = sorted(cuts)
    pieces = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    found = stretched(pieces, Span(start, end))
    assert (found[0].start, found[-1].end) == (start, end)
    assert all(not piece.empty for piece in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_verb_writes_about_a_quote_that_has_moved_on_since_it_was_shown(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, ENGLISH, EN)
    known, other = with_words(project, "Le maire"), with_words(project, "sel")
    [unknown] = [q for q in quotes(project) if q.missing_original]
    [rendering] = project.store.renderings.of_quote(unknown.id)
    stale = {unknown.id: unknown.revision, known.id: known.revision - 1}
    before = contents(project.store)
    for verb in (
        lambda: dismiss(project, other.id, known.id, shown=stale),
        lambda: restore(project, known.id, shown=stale),
        lambda: join(project, other.id, known.id, shown=stale),
        lambda: known_original(project, unknown.id, known.id, shown=stale),
        lambda: link_shown(project, known.id, rendering.id, stale),
        lambda: link_shown(project, known.id, rendering.id, {known.id: known.revision}),
        lambda: find_original(project, unknown.id, 1, Span(0, 9), shown={unknown.id: unknown.revision - 1}),
        lambda: split(project, known.id, Place(False, 1), revision=known.revision - 1),
        lambda: edit_everywhere(project, known.id, speaker="Awa I", revision=known.revision - 1),
    ):
        with pytest.raises(Conflict, match="when you looked"):
            verb()
        assert contents(project.store) == before
    link_shown(project, known.id, rendering.id, {unknown.id: unknown.revision, known.id: known.revision})
    assert project.store.quotes.get(unknown.id).state is QuoteState.MERGED


def test_words_of_another_quote_are_marked_only_when_that_is_said(project: Project) -> None:
    bring(project, FRENCH)
    quote = with_words(project, "Le maire")
    across = place_of(project, 1, "Nous l’attendons. », a dit Awa")
    with pytest.raises(Refused, match=rf"already in quote {quote.id}\. .*--anyway"):
        add(project, 1, across)
    assert add(project, 1, across, anyway=True).id not in (quote.id, 0)
    with pytest.raises(Refused, match="marked as a quote already"):
        add(project, 1, across, anyway=True)
    dismiss(project, quote.id)
    assert (
        joined(add(project, 1, place_of(project, 1, "Le maire est parti")).segments) == "Le maire est parti"
    )
