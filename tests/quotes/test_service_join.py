"""Joining, splitting and completing quotes by hand keeps evidence, decisions and history. All is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Refused, WrongUse
from db.records import Basis, Origin, Quote, QuoteState, Span, Status, joined
from tests.db.making import EN, contents, store_at
from tests.quotes.importing import bring, quotes, rows, sides, with_words
from workbench.match.service import link
from workbench.project import Project
from workbench.quotes import retelling
from workbench.quotes.joining import find_original, join, known_original
from workbench.quotes.service import add, dismiss, edit, edit_everywhere, edit_telling
from workbench.quotes.splitting import Place, split
from workbench.review import service as review
from workbench.upkeep.doctor import examine

FRENCH = (
    "« Le pont est fermé depuis lundi. Le maire est parti à Kérou. Nous l’attendons. », a dit Awa Inventée.\n\n"
    "« La route du sel est coupée. », a dit Moussa Fictif."
)
VARIANT = "« Le pont de bois est fermé depuis lundi. Le maire est à Kérou. », a dit Awa Inventée."
ENGLISH = "“The bridge has been closed since Monday. The mayor has left for Kérou,” Awa Inventée said."
TWO = "« Le pont est fermé », a dit Awa Inventée, « et le maire est parti. Nous l’attendons. »"
TWO_ENGLISH = "“The bridge is closed,” Awa Inventée said, “and the mayor has left. We are waiting.”"

JOINED = ("Le pont est fermé depuis lundi.", "The bridge has been closed since Monday.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


def place(quote: Quote, number: int = 0) -> Place:
    return Place(False, quote.witnesses[number].id)


def test_a_variant_joined_by_hand_is_one_more_place(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT, outlet="Journal fictif")
    first, other = with_words(project, "fermé depuis lundi. Le maire est parti"), with_words(project, "bois")
    quote = join(project, first.id, other.id)
    assert len(quote.witnesses) == 2
    assert joined(quote.segments) == joined(first.segments)
    assert project.store.quotes.get(other.id).state is QuoteState.MERGED
    assert len(rows(project)) == 4


def test_a_join_takes_renderings_pairs_notes_and_decisions_along(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT)
    first, other = with_words(project, "Le maire est parti"), with_words(project, "bois")
    bring(project, ENGLISH, EN)
    link(project, other.id, 1)
    pair = next(row.id for row in rows(project) if "bridge" in row.target)
    review.note(project, pair, "check the day")
    review.approve(project, pair)
    join(project, first.id, other.id)
    assert sides(project)[0] == JOINED
    assert [target for _, target in sides(project) if target] == [JOINED[1], "The mayor has left for Kérou,"]
    row = project.store.pairs.row(pair)
    assert (row.note, row.status) == ("check the day", Status.TRANSLATED)


def test_an_approval_of_the_very_same_words_holds(project: Project) -> None:
    bring(project, f"{FRENCH} Fictif.")
    bring(project, "« La route du sel est coupée. », a dit Moussa Fictif.")
    short = [quote for quote in quotes(project) if "sel" in joined(quote.segments)]
    if len(short) == 1:
        short = [split(project, short[0].id, place(short[0], 1)), short[0]]
    first, other = short
    pair = next(row.id for row in rows(project, quote_id=other.id))
    review.edit(project, pair, "The salt road is cut.")
    review.approve(project, pair)
    join(project, first.id, other.id)
    row = project.store.pairs.row(pair)
    assert (row.quote_id, row.status) == (first.id, Status.APPROVED)
    assert [target for _, target in sides(project)].count("The salt road is cut.") == 1


def test_a_note_on_what_nothing_renders_is_not_lost(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT)
    first, other = with_words(project, "Le maire est parti"), with_words(project, "bois")
    review.note(project, rows(project, quote_id=other.id)[0].id, "hear the tape")
    join(project, first.id, other.id)
    assert [row.note for row in rows(project) if row.note] == ["hear the tape"]


@pytest.mark.parametrize("undone", [False, True])
def test_a_split_brings_back_what_was_joined(project: Project, undone: bool) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT)
    first, other = with_words(project, "Le maire est parti"), with_words(project, "bois")
    before = sides(project)
    quote = join(project, first.id, other.id)
    if undone:
        review.undo(project)
    else:
        assert split(project, quote.id, place(quote, 1)).id == other.id
    assert sides(project) == before
    assert joined(project.store.quotes.get(other.id).segments) == joined(other.segments)


def test_two_translations_of_one_unknown_original_are_one_quote(project: Project) -> None:
    bring(project, ENGLISH, EN)
    bring(project, "“The bridge was shut on Monday. The mayor went to Kérou,” Awa Inventée said.", EN)
    first, other = quotes(project)
    quote = join(project, first.id, other.id)
    assert quote.missing_original
    assert len(rows(project)) == 4
    assert split(project, quote.id, Place.read("r2")).id == other.id
    assert len(quotes(project)) == 2


def test_what_has_words_and_what_has_none(project: Project) -> None:
    bring(project, ENGLISH, EN)
    bring(project, FRENCH)
    unknown, known = with_words(project, "bridge"), with_words(project, "Le maire")
    quote = known_original(project, unknown.id, known.id)
    assert (quote.id, quote.lang, joined(quote.segments)) == (unknown.id, "fr", joined(known.segments))
    assert ("Le pont est fermé depuis lundi.", "The bridge has been closed since Monday.") in sides(project)
    with pytest.raises(Refused, match="known"):
        known_original(project, unknown.id, with_words(project, "sel").id)


def test_a_found_original_is_aligned_and_can_be_taken_back(project: Project) -> None:
    bring(project, ENGLISH, EN)
    bring(project, FRENCH.replace("« ", "").replace(" »", ""))
    unknown = with_words(project, "bridge")
    words = "Le pont est fermé depuis lundi. Le maire est parti à Kérou."
    start = project.store.documents.get(2).text.index(words)
    before = contents(project.store)
    quote = find_original(project, unknown.id, 2, Span(start, start + len(words) + 1))
    assert (joined(quote.segments), quote.lang_basis) == (words, Basis.UNKNOWN)
    assert sides(project) == [
        ("Le pont est fermé depuis lundi.", "The bridge has been closed since Monday."),
        ("Le maire est parti à Kérou.", "The mayor has left for Kérou,"),
    ]
    review.undo(project)
    assert contents(project.store) == before


def test_an_original_is_not_looked_for_among_translations(project: Project) -> None:
    bring(project, ENGLISH, EN)
    with pytest.raises(Refused, match="language of the renderings"):
        find_original(project, 1, 1, Span(0, 5))


def test_words_that_are_a_quote_already_are_named(project: Project) -> None:
    bring(project, ENGLISH, EN)
    bring(project, FRENCH)
    known = with_words(project, "sel")
    with pytest.raises(Refused, match=f"quote {known.id}"):
        find_original(project, with_words(project, "bridge").id, 2, known.witnesses[0].pieces[0])


@pytest.mark.parametrize("other", [1, 2])
def test_what_cannot_be_one_is_refused(project: Project, other: int) -> None:
    bring(project, FRENCH)
    if other == 2:
        dismiss(project, 2)
    with pytest.raises(Refused):
        join(project, 1, other)


def test_a_quote_that_is_really_two_is_parted_between_its_pieces(project: Project) -> None:
    bring(project, TWO)
    [quote] = quotes(project)
    assert [segment.text for segment in quote.segments] == [
        "Le pont est fermé et le maire est parti.",
        "Nous l’attendons.",
    ]
    made = split(project, quote.id, Place.read(f"w{quote.witnesses[0].id}.2"))
    first = project.store.quotes.get(quote.id)
    assert joined(first.segments) == "Le pont est fermé"
    assert joined(made.segments) == "et le maire est parti. Nous l’attendons."
    assert (made.speaker, made.witnesses[0].mention) == (quote.speaker, quote.witnesses[0].mention)
    assert [source for source, _ in sides(project)] == [
        "Le pont est fermé",
        "et le maire est parti.",
        "Nous l’attendons.",
    ]
    again = join(project, first.id, made.id)
    assert len(again.witnesses) == 2


def test_what_was_written_for_the_second_half_goes_with_it(project: Project) -> None:
    bring(project, TWO)
    [quote] = quotes(project)
    one, two = (row.id for row in rows(project))
    for pair, words in ((one, "The bridge is closed and the mayor is gone."), (two, "We are waiting.")):
        review.edit(project, pair, words)
        review.approve(project, pair)
    made = split(project, quote.id, Place.read(f"w{quote.witnesses[0].id}.2"))
    assert project.store.pairs.row(one).status is Status.TRANSLATED
    row = project.store.pairs.row(two)
    assert (row.quote_id, row.target, row.status, row.origin) == (
        made.id,
        "We are waiting.",
        Status.APPROVED,
        Origin.HUMAN,
    )


def test_a_printed_rendering_is_parted_between_its_pieces(project: Project) -> None:
    bring(project, TWO_ENGLISH, EN)
    [quote] = quotes(project)
    review.edit(project, rows(project)[-1].id, "We wait.")
    made = split(project, quote.id, Place.read("r1.2"))
    assert made.missing_original
    assert [row.target for row in rows(project, quote_id=quote.id)] == ["The bridge is closed,"]
    assert [row.target for row in rows(project, quote_id=made.id)] == ["and the mayor has left.", "We wait."]


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("x1", WrongUse),
        ("w9", WrongUse),
        ("r9", WrongUse),
        ("w1", Refused),
        ("w1.9", WrongUse),
        ("w1.0", WrongUse),
        ("w99999999999999999999", WrongUse),
    ],
)
def test_what_cannot_be_parted_is_told(project: Project, written: str, error: type[Exception]) -> None:
    bring(project, TWO)
    before = contents(project.store)
    with pytest.raises(error):
        split(project, 1, Place.read(written))
    assert contents(project.store) == before


def test_a_speaker_is_corrected_in_the_whole_article_and_there_alone(project: Project) -> None:
    bring(project, f"{FRENCH}\n\n« Le bac passera demain. », a dit Awa Inventée.")
    bring(project, "« Nous avons tout perdu dans cette crue. », a dit Awa Inventée.")
    changed = edit_everywhere(project, with_words(project, "pont").id, speaker="Awa Imaginée")
    assert [quote.speaker for quote in changed] == ["Awa Imaginée"] * 2
    assert [quote.speaker for quote in quotes(project)] == [
        "Awa Imaginée",
        "Moussa Fictif",
        "Awa Imaginée",
        "Awa Inventée",
    ]
    review.undo(project)
    assert [quote.speaker for quote in quotes(project)].count("Awa Inventée") == 3


def test_nobody_is_not_the_same_everywhere(project: Project) -> None:
    bring(project, FRENCH)
    edit_everywhere(project, 1, speaker="")
    with pytest.raises(Refused, match="Nobody"):
        edit_everywhere(project, 1, speaker="Awa Imaginée")


def test_how_words_reached_the_article_can_be_corrected(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, ENGLISH, EN)
    edit_telling(project, 1, told_to="Radio fictive", via=("Agence fictive",))
    edit_telling(project, with_words(project, "bridge").id, occasion="interview")
    known = {
        row.quote_id: (row.told_to, row.occasion, row.source_via, row.target_via) for row in rows(project)
    }
    assert known[1] == ("Radio fictive", "", "Agence fictive", "")
    assert known[3] == ("", "interview", "", "")


def test_a_retelling_is_linked_by_hand_once_and_unlinked(project: Project) -> None:
    bring(project, FRENCH)
    retelling.link(project, 2, 1, "both at the ferry")
    assert retelling.link(project, 1, 2).note == "both at the ferry"
    assert [(t.quote_id, t.other_id, t.score) for t in project.store.retellings.of_quote(2)] == [(1, 2, 1.0)]
    retelling.unlink(project, 1, 2)
    assert project.store.retellings.of_quote(1) == []
    with pytest.raises(Refused, match="not linked"):
        retelling.unlink(project, 1, 2)
    with pytest.raises(Refused, match="itself"):
        retelling.link(project, 1, 1)


def test_a_retelling_follows_a_quote_that_joins_another(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT)
    retelling.link(project, 2, 3)
    join(project, 1, 3)
    assert [(t.quote_id, t.other_id) for t in project.store.retellings.of_quote(1)] == [(1, 2)]
    join(project, 1, 2)
    assert project.store.retellings.of_quote(1) == []


def told_by_hand(project: Project, speaker: str, role: str) -> Quote:
    """A quote that a person has marked, of an article that names nobody."""
    stored = project.store.documents.get(project.store.quotes.get(1).witnesses[0].document_id)
    start = stored.text.index("a dit Awa")
    return add(project, stored.id, Span(start, start + 5), speaker=speaker, role=role)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_speakers_the_surer_one_is_kept_with_the_role(project: Project, turned: bool) -> None:
    bring(project, FRENCH)
    marked = told_by_hand(project, "Salif Irréel", "passeur")
    found = project.store.quotes.get(1)
    assert found.witnesses[0].confidence < 1.0
    one, other = (marked, found) if turned else (found, marked)
    quote = join(project, one.id, other.id)
    assert (quote.speaker, quote.role) == ("Salif Irréel", "passeur")
    review.undo(project)
    assert project.store.quotes.get(1).speaker == found.speaker


def test_a_speaker_corrected_by_hand_is_sure_until_that_is_undone(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, ENGLISH, EN)
    unknown = with_words(project, "bridge")
    edit(project, unknown.id, speaker="Salif Irréel")
    marked = told_by_hand(project, "Binta Rêvée", "")
    assert known_original(project, unknown.id, marked.id).speaker == "Salif Irréel"
    for _ in range(3):
        review.undo(project)
    assert project.store.quotes.get(unknown.id).speaker == "Awa Inventée"
    marked = told_by_hand(project, "Binta Rêvée", "")
    assert known_original(project, unknown.id, marked.id).speaker == "Binta Rêvée"


def test_a_correction_counts_where_the_quote_has_joined_another(project: Project) -> None:
    bring(project, FRENCH)
    edit(project, 2, speaker="Salif Irréel")
    assert join(project, 1, 2).speaker == "Salif Irréel"
    marked = told_by_hand(project, "Binta Rêvée", "")
    assert join(project, 1, marked.id).speaker == "Salif Irréel"


def test_several_quotes_are_dismissed_as_one_action_or_not_at_all(project: Project) -> None:
    bring(project, FRENCH)
    before = contents(project.store)
    dismiss(project, 1, 2)
    assert quotes(project) == []
    review.undo(project)
    assert contents(project.store) == before
    dismiss(project, 2)
    with pytest.raises(Refused, match="already"):
        dismiss(project, 1, 2)
    assert [quote.id for quote in quotes(project)] == [1]
