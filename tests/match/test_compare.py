"""Quotes beside texts that may render them: what is found, what tells, and that any text will do."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import LanguageTag
from tests.support.growth import grows_at_most
from workbench.align.known_words import Lexicon, shipped
from workbench.match.compare import compare
from workbench.match.reasons import evidence
from workbench.match.score import Candidate

FR, EN = LanguageTag("fr"), LanguageTag("en")

QUOTE = Candidate(
    "Nous ne quitterons pas la ville. Le gouvernement a promis 12 camions de vivres à Tinzawa, mais personne"
    " n’est venu. Nos enfants dorment dehors depuis trois semaines.",
    FR,
    "Oumarou Falké",
    "2012-05-30",
)
WHOLE = (
    "We will not leave the town. The government promised 12 lorries of food for Tinzawa, but nobody came."
    " Our children have been sleeping outdoors for three weeks."
)
PART = "Our children have been sleeping outdoors for three weeks."
OTHER = "The harvest was good this year and the market is full of millet."
RETOLD = (
    "They said lorries would come. We waited at Tinzawa with the children, three weeks, in the open, and"
    " then everybody understood that the ministers had other things on their minds than food for us."
)
OTHERS = [
    "La récolte fut bonne cette année et le marché est plein de mil.",
    "Le pont de Kérou est fermé depuis lundi.",
    "Je n’ai jamais vu un ministre par ici.",
]

texts = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["pont", "bridge", "12", "12 500", "12,500", "Tinzawa", "la", "\ud800", "«", "漢", "été"]
    ),
    max_size=8,
).map(" ".join)
candidates = st.builds(
    Candidate,
    texts,
    st.sampled_from([FR, EN, LanguageTag("und")]),
    st.sampled_from(["", "Falké", "Awa Touré", " ", "un porte-parole", "La Corée du Nord"]),
    st.sampled_from(["", "2012", "2012-05-30", "2013-01-01", "soon"]),
    st.none() | texts,
    st.frozensets(st.sampled_from(["aqmi", "onu"]), max_size=2),
)
lexicons = st.sampled_from(
    [None, Lexicon.of([("pont", "bridge", 3.0), ("", "bridge", 1.0), ("ete", "been", 2.0)])]
)


def known() -> Lexicon:
    lexicon = shipped(FR, EN)
    assert lexicon
    return lexicon


def probability(*renderings: Candidate | str, lexicon: Lexicon | None = None) -> list[float]:
    """How probable each rendering is for QUOTE, which stands among others."""
    sources = [QUOTE, *(Candidate(text, FR) for text in OTHERS)]
    targets = [r if isinstance(r, Candidate) else Candidate(r, EN) for r in renderings]
    found = compare(sources, targets, lexicon=lexicon or known())
    told = {int(found.target[pair]): float(found.probability[pair]) for pair in found.of_source(0)}
    return [told.get(place, 0.0) for place in range(len(targets))]


def reasons(rendering: Candidate | str, *, quote: Candidate = QUOTE) -> tuple[str, ...]:
    target = rendering if isinstance(rendering, Candidate) else Candidate(rendering, EN)
    return evidence(compare([quote], [target], lexicon=known()), [0])[0].reasons


@settings(deadline=None)
@given(st.lists(candidates, max_size=5), st.lists(candidates, max_size=5), lexicons)
def test_any_texts_are_compared(
    sources: list[Candidate], targets: list[Candidate], lexicon: Lexicon | None
) -> None:
    found = compare(sources, targets, lexicon=lexicon)
    pairs = range(len(found.source))
    assert all(0.0 <= probability <= 1.0 for probability in found.probability)
    assert len({(int(found.source[p]), int(found.target[p])) for p in pairs}) == len(pairs)
    assert [p for number in range(len(sources)) for p in found.of_source(number)] == list(pairs)
    for number in range(len(sources)):
        ranked = [found.probability[pair] for pair in found.of_source(number)]
        assert ranked == sorted(ranked, reverse=True)
    by_target = found.of_targets(2)
    assert len(by_target) == len(targets)
    for number, best in enumerate(by_target):
        ranked = sorted((found.probability[p] for p in pairs if found.target[p] == number), reverse=True)
        assert [found.probability[pair] for pair in best] == ranked[:2]
    for told in evidence(found, pairs):
        assert 0.0 <= told.score <= 1.0
        assert all(told.reasons)


@settings(deadline=None)
@given(
    st.lists(candidates, max_size=5),
    st.lists(candidates, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_texts_does_not_matter(
    sources: list[Candidate], targets: list[Candidate], rng: random.Random
) -> None:
    rows, columns = list(range(len(sources))), list(range(len(targets)))
    rng.shuffle(rows)
    rng.shuffle(columns)
    shuffled = compare([sources[row] for row in rows], [targets[column] for column in columns])
    found = compare(sources, targets)
    one = {(int(s), int(t)): p for s, t, p in zip(found.source, found.target, found.probability, strict=True)}
    other = {
        (rows[s], columns[t]): p
        for s, t, p in zip(shuffled.source, shuffled.target, shuffled.probability, strict=True)
    }
    assert other == pytest.approx(one, abs=1e-9)


def test_renderings_of_the_whole_and_of_a_part_are_found_and_nothing_else() -> None:
    whole, part, other = probability(WHOLE, PART, OTHER)
    assert whole > 0.98
    assert part > 0.9
    assert other < 0.02


def test_the_same_story_in_other_words_is_not_certain() -> None:
    assert probability(RETOLD)[0] < 0.9


def test_a_number_that_was_not_said_speaks_against_it() -> None:
    said, other = probability("The government promised 12 lorries.", "The government promised 40 lorries.")
    assert said > other
    assert "numbers not in the quote 40" in reasons("The government promised 40 lorries.")
    assert "numbers 12" in reasons("The government promised 12 lorries.")


def test_numbers_are_compared_without_their_separators() -> None:
    said = Candidate("Il faut 12\u202f500 francs.", FR)
    assert "numbers 12500" in reasons("We need 12,500 francs.", quote=said)


def test_what_corresponds_is_told_as_it_is_written() -> None:
    told = reasons(PART)[0]
    assert " of 9 words: " in told
    assert "dorment–sleeping" in told
    assert "a part of the quote" in reasons(PART)
    assert "longer than the quote" in reasons(WHOLE, quote=Candidate("Nos enfants dorment dehors.", FR))


def test_a_speaker_ranks_and_does_not_decide() -> None:
    same, nobody, other = (
        probability(Candidate(PART, EN, name), Candidate("It rained.", EN, "Awa Sissoko"))[0]
        for name in ("O. Falke", "", "Awa Sissoko")
    )
    assert same > nobody > other
    assert "same speaker" in reasons(Candidate(PART, EN, "Commander Omar Falke"))
    assert "other speaker" in reasons(Candidate(PART, EN, "Awa Sissoko"))
    assert probability(Candidate(OTHER, EN, "Oumarou Falké"))[0] < 0.02


def test_dates_tell() -> None:
    others = [Candidate(text, EN, date="2015-01-01") for text in ("It rained.", "No.", "The bridge.")]
    soon, early = (
        probability(Candidate("The children sleep outdoors.", EN, date=date), *others)[0]
        for date in ("2012-06-02", "2012-05-01")
    )
    assert soon > early
    assert "about the same date" in reasons(Candidate(PART, EN, date="2012-06-02"))
    assert "printed before it was said" in reasons(Candidate(PART, EN, date="2012-05-01"))


def test_a_concept_that_both_name_tells() -> None:
    said = Candidate("L’OIR attend.", FR, concepts=frozenset(["outpost-relief"]))
    printed = Candidate("ORI is waiting.", EN, concepts=frozenset(["outpost-relief"]))
    without = compare([said], [Candidate(printed.text, EN)], lexicon=known())
    found = compare([said], [printed], lexicon=known())
    assert found.probability[0] > without.probability[0]
    assert "both name outpost-relief" in evidence(found, [0])[0].reasons


def test_what_another_quote_claims_is_less_likely_free() -> None:
    rival = Candidate("Nos enfants dorment dehors depuis trois semaines.", FR)
    vague = Candidate("Les enfants, depuis des semaines…", FR)
    alone = compare([vague], [Candidate(PART, EN)], lexicon=known())
    both = compare([vague, rival], [Candidate(PART, EN)], lexicon=known())
    pair = both.of_source(0)[0]
    assert both.probability[pair] < alone.probability[0]
    assert "nearer to another quote" in evidence(both, [pair])[0].reasons
    copies = compare([rival, rival], [Candidate(PART, EN)], lexicon=known())
    assert copies.odds_lost.tolist() == [0.0, 0.0]


def test_a_quote_may_have_several_renderings() -> None:
    one = "We will not leave the town, whatever the government promises."
    two = "We won't leave the city, no matter what the government promises."
    said = Candidate("Nous ne quitterons pas la ville, quoi que promette le gouvernement.", FR)
    found = compare([said], [Candidate(one, EN), Candidate(two, EN), Candidate(OTHER, EN)], lexicon=known())
    assert all(found.probability[pair] > 0.9 for pair in found.of_source(0)[:2])


def test_a_draft_stands_in_for_a_lexicon() -> None:
    def best(draft: str | None) -> float:
        said = Candidate("Hameno wira tuko lesan.", LanguageTag("und"), draft=draft)
        found = compare(
            [said, Candidate("Isso.", LanguageTag("und"))], [Candidate(PART, EN), Candidate(OTHER, EN)]
        )
        return float(max(found.probability[found.of_source(0)]))

    assert best("Our children are sleeping outside for three weeks.") > 0.5 > best(None)
    said = Candidate("Nos enfants…", FR, draft="Our children are sleeping outside.")
    assert any(reason.startswith("draft similarity 0.") for reason in reasons(PART, quote=said))


def test_texts_without_words_match_nothing() -> None:
    assert len(compare([Candidate("«…»"), Candidate("")], [Candidate("12"), Candidate("?")]).source) == 0


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    compare([QUOTE] * 30, [Candidate(WHOLE)] * 30, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def fictional(count: int, seed: int) -> Sequence[Candidate]:
    """Texts of 20 words, as unevenly frequent as those of a language."""
    rng = random.Random(seed)
    names = random.Random(0)
    vocabulary = [
        "".join(names.choices("aaabcdeeeefghiiijlmnooprssttuuv", k=names.randint(2, 9))) for _ in range(3000)
    ]
    frequencies = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return [Candidate(" ".join(rng.choices(vocabulary, frequencies, k=20))) for _ in range(count)]


def test_the_work_grows_with_the_texts_not_with_their_pairs() -> None:
    few, many = (fictional(600, 1), fictional(600, 2)), (fictional(2400, 1), fictional(2400, 2))
    assert grows_at_most(8, lambda: compare(*few), lambda: compare(*many))  # sixteen times the pairs
