"""Words that correspond, words that nothing renders, and lexicons learned from pairs. Fictional texts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.records import LanguageTag, Origin, Span, Status
from tests.support.growth import grows_at_most
from tests.support.projects import Said, make_project, pair_ids
from workbench.align.bags import tokens
from workbench.align.known_words import Lexicon, shipped
from workbench.align.learned import learned_lexicon
from workbench.align.linking import linked_words
from workbench.align.service import lexicon_for
from workbench.align.unrendered import unrendered
from workbench.align.word_evidence import MOST_WORDS
from workbench.align.word_links import WordLink, word_links
from workbench.align.word_places import located
from workbench.review import service as review

FR, EN, DE = LanguageTag("fr"), LanguageTag("en"), LanguageTag("de")
LEXICON = shipped(FR, EN)
TEXTS = st.text(max_size=60) | st.text(alphabet="aé œ’'-1 2.,½\u0301\u202f«»\ud800漢A\u200d", max_size=60)


def linked(source: str, target: str, lexicon: Lexicon | None = LEXICON) -> set[tuple[str, str]]:
    found = word_links(source, target, lexicon)
    return {(link.source.of(source), link.target.of(target)) for link in found}


def missing(source: str, target: str, lexicon: Lexicon | None = LEXICON) -> list[str]:
    links = word_links(source, target, lexicon)
    return [span.of(source) for span in unrendered(source, target, links, lexicon)]


@given(TEXTS)
@example("½ cœur, 12\u202f500 hommes")
def test_words_stand_where_their_places_say(text: str) -> None:
    found = located(text)
    ends = [0, *(word.span.end for word in found)]
    for word, end in zip(found, ends, strict=False):
        assert end <= word.span.start < word.span.end <= len(text)
        assert not unicodedata.combining((text + " ")[word.span.end])


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=60))
def test_words_are_those_that_lexicons_are_asked_for(text: str) -> None:
    plain = "".join(character for character in text if len(unicodedata.normalize("NFKC", character)) == 1)
    assert [word.text for word in located(plain)] == tokens(plain)


def test_a_number_is_one_word_however_its_thousands_are_parted() -> None:
    text = "les 12\u202f500 habitants, 3,5 % et 1e\u0301te\u0301"
    assert [(word.text, word.span.of(text)) for word in located(text)] == [
        ("les", "les"),
        ("12500", "12\u202f500"),
        ("habitants", "habitants"),
        ("35", "3,5"),
        ("et", "et"),
        ("1", "1"),
        ("ete", "e\u0301te\u0301"),
    ]


@given(TEXTS, TEXTS)
@example("\ud800 a", "a")
def test_any_text_is_linked_within_its_bounds(source: str, target: str) -> None:
    links = word_links(source, target, LEXICON)
    assert links == sorted(links)
    places = {word.span for word in located(source)}, {word.span for word in located(target)}
    for link in links:
        assert link.source in places[0]
        assert link.target in places[1]
        assert 0.0 < link.probability <= 1.0
    named = unrendered(source, target, links, LEXICON)
    assert named == sorted(set(named) - {link.source for link in links})


def test_the_second_of_two_like_words_is_linked_to_the_second() -> None:
    source, target = "La paix, pas la guerre, la paix.", "Peace, not war, peace."
    peace = [(link.source.start, link.target.start) for link in word_links(source, target, LEXICON)]
    assert {(3, 0), (27, 16)} <= set(peace)
    assert (3, 16) not in peace


def test_a_word_is_linked_to_several_only_side_by_side() -> None:
    assert ("selon", "according") in {
        (a.lower(), b.lower()) for a, b in linked("Selon lui", "According to him")
    }
    found = word_links("Le porte-parole a parlé.", "The spokesman spoke.", LEXICON)
    assert [link.source for link in found if link.target == Span(4, 13)] == [Span(3, 8), Span(9, 15)]


def test_names_and_numbers_are_linked_without_a_lexicon() -> None:
    source = "À Belkora, 3 000 réfugiés et six médecins attendent Mme Tessaly."
    target = "In Belkora, 3,000 refugees and 6 doctors are waiting for Mrs Tessaly."
    expected = {("Belkora", "Belkora"), ("3 000", "3,000"), ("six", "6"), ("Tessaly", "Tessaly")}
    assert expected <= linked(source, target, None)


@pytest.mark.parametrize(("source", "target"), [("", "Peace."), ("La paix.", ""), ("…", "…"), ("«»", "war")])
def test_where_one_side_has_no_words_nothing_is_linked(source: str, target: str) -> None:
    assert word_links(source, target, LEXICON) == []
    assert missing(source, target) == [] or target == "Peace."


def test_words_that_were_left_out_are_named() -> None:
    source = "Le 14 juin, le colonel Sarrhan a libéré douze pêcheurs à Ouradi."
    assert missing(source, "On 14 June, Colonel Sarrhan freed twelve fishermen in Ouradi.") == []
    assert missing(source, "On 14 June, Colonel Sarrhan freed twelve fishermen.") == ["Ouradi"]
    assert missing(source, "In June, Colonel Sarrhan freed twelve in Ouradi.") == ["14", "pêcheurs"]


def test_what_may_be_rendered_freely_is_let_pass() -> None:
    assert missing("Le ministre a menti.", "The minister told tall tales.") == []
    assert missing("Les deux villages brûlent.", "Both villages are burning.") == []
    assert missing("Elle parlera à 23 h 45.", "She will speak at 23.45.") == []
    assert missing("Cela vaut 3 millions de dollars.", "That is worth $3 million.") == []
    assert missing("Les arts martiaux mixtes sont interdits.", "MMA is forbidden.") == []
    assert missing("58 chèvres sont mortes.", "Fifty-eight goats died.") == []
    assert missing("Le porte-parole se tait.", "The spokesman is silent.") == []


def test_without_a_lexicon_only_names_and_numbers_are_missed() -> None:
    assert missing("Le maire a vu Tessaly et 40 chèvres.", "The mayor saw goats.", None) == ["Tessaly", "40"]


def test_the_time_is_bounded_for_long_texts() -> None:
    long = " ".join(str(number) for number in range(1000, 1000 + 3 * MOST_WORDS))
    assert max(link.source.end for link in word_links(long, long, LEXICON)) == 5 * MOST_WORDS - 1
    for word in ("mot 1 234 ", "111 "):
        small, large = word * 20_000 + "1111", word * 80_000 + "1111"
        assert grows_at_most(8, lambda text=small: located(text), lambda text=large: located(text))


LEARNED = [
    ("die Brücke ist offen", "the bridge is open"),
    ("die Brücke ist zu", "the bridge is closed"),
    ("der Markt ist offen", "the market is open"),
    ("der Markt ist zu", "the market is closed"),
    ("die Schule ist zu", "the school is closed"),
]


def test_words_are_learned_from_pairs() -> None:
    lexicon = learned_lexicon(LEARNED)
    assert ("Brücke", "bridge") in linked("Die Brücke brennt", "The bridge burns", lexicon)
    assert ("Markt", "market") in linked("Der Markt brennt", "The market burns", lexicon)


def test_learned_counts_add_up_to_the_occurrences() -> None:
    counts = list(learned_lexicon(LEARNED).items())
    assert sum(n for source, _, n in counts if source == "brucke") == pytest.approx(2, abs=0.11)
    assert sum(n for _, target, n in counts if target == "closed") == pytest.approx(3, abs=0.16)
    assert all(n > 0 for _, _, n in counts)


def test_nothing_is_learned_from_nothing() -> None:
    assert len(learned_lexicon([])) == len(learned_lexicon([("", "word"), ("…", "")])) == 0
    assert linked("Wort", "word", learned_lexicon([])) == linked("Wort", "word", None)


def test_a_project_teaches_by_what_has_been_approved(tmp_path: Path) -> None:
    said = [Said(source=[one], target=[other], lang=DE) for one, other in LEARNED]
    with make_project(tmp_path / "p.db", said) as project:
        assert lexicon_for(project.store, DE, EN) is None
        assert lexicon_for(project.store, FR, EN) is LEXICON
        for pair in pair_ids(project):
            review.approve(project, pair)
        learned = lexicon_for(project.store, DE, EN)
        assert learned is not None
        assert learned is lexicon_for(project.store, LanguageTag("de-AT"), EN)
        row = project.store.pairs.row(pair_ids(project)[0])
        words = linked_words(project, row)
        assert (4, 4) in {(link.source.start, link.target.start) for link in words.links}
        review.edit(project, row.id, "The bridge stands open.")
        assert lexicon_for(project.store, DE, EN) is not learned
        review.approve(project, row.id)
        again = lexicon_for(project.store, DE, EN)
        assert again is not None
        assert "stands" in {target for _, target, _ in again.items()}


def test_a_package_is_asked_only_for_a_draft_without_a_lexicon(tmp_path: Path) -> None:
    asked: list[str] = []

    def attend(
        source_lang: LanguageTag, target_lang: LanguageTag, source: str, target: str
    ) -> list[WordLink]:
        asked.append(source)
        return [WordLink(Span(0, 3), Span(0, 3), 0.5), WordLink(Span(4, 9), Span(4, 8), 0.5)]

    said = [
        Said(source=["Der Markt 77"], target=["The shop 77"], lang=DE, origin=Origin.DRAFT),
        Said(source=["Der Preis 77"], target=["The cost 77"], lang=DE),
        Said(source=["Le marché 77"], target=["The market 77"], origin=Origin.DRAFT, status=Status.DRAFT),
        Said(source=["Der Pfahl"], lang=DE),
    ]
    with make_project(tmp_path / "p.db", said) as project:
        found = [linked_words(project, row, attend) for row in project.store.pairs.rows(pair_ids(project))]
    assert asked == ["Der Markt 77"]
    assert [(link.source, link.target) for link in found[0].links] == [
        (Span(0, 3), Span(0, 3)),
        (Span(4, 9), Span(4, 8)),
        (Span(10, 12), Span(9, 11)),
    ]
    assert found[3] == ([], [])
