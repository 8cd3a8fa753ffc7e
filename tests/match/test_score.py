"""Which published rendering renders which quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.match.score import ACCEPT, MARGIN, Candidate, Evidence, Match, assign, compare

FR, EN = LanguageTag("fr"), LanguageTag("en")

QUOTE = Candidate(
    "Nous ne quitterons pas la ville. Le gouvernement a promis 12 camions de vivres à Tinzawa, mais personne"
    " n’est venu. Nos enfants dorment dehors depuis trois semaines.",
    FR,
    "Oumarou Falké",
    "2012-05-30",
)
DRAFT = (
    "We won't leave the city. The government promised 12 trucks of food in Tinzawa, but no one came."
    " Our children are sleeping outside for three weeks."
)
PART = "Our children have been sleeping outside for three weeks."
OTHER = "The harvest was good this year and the market is full of millet."

texts = st.text(st.sampled_from("abcdeéÀ 12.,«»\n"), max_size=40)
candidates = st.builds(
    Candidate,
    texts,
    st.sampled_from([FR, EN, LanguageTag("und")]),
    st.sampled_from(["", "Falké", "Awa Touré", " "]),
    st.sampled_from(["", "2012", "2012-05-30", "2013-01-01", "soon"]),
)


def english(text: str, speaker: str = "", date: str = "") -> Candidate:
    return Candidate(text, EN, speaker, date)


def score(rendering: Candidate, draft: str | None = DRAFT) -> float:
    return compare(QUOTE, rendering, draft=draft).score


@given(candidates, candidates, st.none() | texts)
def test_scores_are_probabilities_with_reasons(
    quote: Candidate, rendering: Candidate, draft: str | None
) -> None:
    evidence = compare(quote, rendering, draft=draft)
    assert 0.0 <= evidence.score <= 1.0
    assert all(evidence.reasons)
    assert evidence == compare(quote, rendering, draft=draft)


def test_a_rendering_of_a_part_is_recognised() -> None:
    evidence = compare(QUOTE, english(PART), draft=DRAFT)
    assert evidence.score > ACCEPT
    assert "a part of the quote" in evidence.reasons
    assert any(reason.startswith("draft similarity 0.") for reason in evidence.reasons)
    assert score(english(OTHER)) < 0.1


def test_without_a_draft_names_and_numbers_speak() -> None:
    named = compare(
        QUOTE, english("The government promised 12 trucks, in Tinzawa, and nobody came."), draft=None
    )
    assert {"numbers 12", "names Tinzawa"} <= set(named.reasons)
    assert named.score > score(english("The government promised trucks, and nobody came."), None)


def test_a_number_that_was_not_said_speaks_against_it() -> None:
    evidence = compare(QUOTE, english("The government promised 40 trucks of food."), draft=DRAFT)
    assert "numbers not in the quote 40" in evidence.reasons
    assert evidence.score < score(english("The government promised 12 trucks of food."))


def test_numbers_are_compared_without_their_separators() -> None:
    said = Candidate("Il faut 12\u202f500 francs.", FR)
    evidence = compare(said, english("We need 12,500 francs."), draft=None)
    assert "numbers 12500" in evidence.reasons


@pytest.mark.parametrize("speaker", ["O. Falké", "FALKE", "Commander Omar Falke"])
def test_the_same_family_name(speaker: str) -> None:
    assert "same speaker" in compare(QUOTE, english(PART, speaker), draft=DRAFT).reasons
    assert score(english(PART, speaker)) > score(english(PART)) > score(english(PART, "Awa Sissoko"))


def test_a_speaker_alone_is_no_match() -> None:
    assert score(english(OTHER, "Oumarou Falké"), None) < ACCEPT
    assert score(english(OTHER, "Oumarou Falké")) < ACCEPT


def test_dates() -> None:
    soon = compare(QUOTE, english(PART, date="2012-06-02"), draft=DRAFT)
    early = compare(QUOTE, english(PART, date="2012-05-01"), draft=DRAFT)
    assert "about the same date" in soon.reasons
    assert "printed 29 days before" in early.reasons
    assert soon.score > score(english(PART, date="2012")) > early.score


def test_a_much_longer_text_is_less_probable() -> None:
    assert score(english(PART)) > score(english(f"{PART} {OTHER} {OTHER} {OTHER} {OTHER} {OTHER} {OTHER}"))


def test_texts_in_one_language_do_not_match() -> None:
    assert compare(QUOTE, Candidate(QUOTE.text, LanguageTag("fr-CA")), draft=DRAFT).score == 0.0


def test_empty_texts_do_not_match() -> None:
    assert compare(Candidate("", FR), english(""), draft="").score < ACCEPT


def found(scores: dict[tuple[int, int], float], accept: float = 0.5, margin: float = 0.2) -> list[Match]:
    return assign({key: Evidence(score) for key, score in scores.items()}, accept=accept, margin=margin)


def test_each_rendering_goes_to_its_best_quote() -> None:
    matches = found({(1, 7): 0.9, (2, 7): 0.1, (1, 8): 0.8, (2, 8): 0.2, (1, 9): 0.3, (2, 9): 0.4})
    assert [(m.quote, m.rendering, m.certain) for m in matches] == [(1, 7, True), (1, 8, True)]
    assert matches[0].evidence == Evidence(0.9)


def test_a_close_runner_up_leaves_doubt() -> None:
    assert not found({(1, 7): 0.9, (2, 7): 0.75})[0].certain
    assert found({(1, 7): 0.9, (2, 7): 0.65})[0].certain


def test_a_low_score_leaves_doubt() -> None:
    assert not found({(1, 7): 0.55})[0].certain
    assert found({(1, 7): 0.65})[0].certain


def test_a_tie_goes_to_the_first_quote_and_is_not_certain() -> None:
    matches = found({(2, 7): 0.9, (1, 7): 0.9})
    assert [(m.quote, m.certain) for m in matches] == [(1, False)]


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0, 1), max_size=25),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_assignment(scores: dict[tuple[int, int], float], accept: float, margin: float) -> None:
    matches = found(scores, accept, margin)
    renderings = [match.rendering for match in matches]
    assert renderings == sorted(set(renderings))
    for match in matches:
        assert scores[match.quote, match.rendering] >= accept
        assert match.evidence.score == max(
            s for (_, rendering), s in scores.items() if rendering == match.rendering
        )


def test_by_default_a_match_that_is_just_accepted_is_left_to_a_person() -> None:
    assert found({(1, 1): ACCEPT}, ACCEPT, MARGIN)[0].certain is False
    assert found({(1, 1): 0.95}, ACCEPT, MARGIN)[0].certain is True
