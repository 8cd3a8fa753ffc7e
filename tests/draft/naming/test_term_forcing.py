from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Concept, Draft, LanguageTag, Name, NameForm, NameStatus
from tests.support.analytic_package import make_package
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.engine import Engine
from workbench.draft.naming.names import Names
from workbench.draft.naming.terms import Terms
from workbench.draft.packages.installed import read_package

FR, EN = LanguageTag("fr"), LanguageTag("en")


def concept(key: str, french: list[str], english: list[str]) -> Concept:
    sides = ((FR, french), (EN, english))
    names = [
        Name(
            lang=lang,
            text=text,
            form=NameForm.ACRONYM if text.isupper() else NameForm.FULL,
            status=NameStatus.PREFERRED,
        )
        for lang, texts in sides
        for text in texts
    ]
    return Concept(key=key, kind="armed group", names=tuple(names))


MUJAO = concept("mujao", ["Mouvement pour l'unicité"], ["Movement for Oneness"])
AQIM = concept("aqim", ["AQMI"], ["AQIM"])
MNLA = concept("mnla", ["MNLA"], ["MNLA"])
FORCES = concept("fama", ["Forces armées maliennes"], ["Malian Armed Forces"])
OFFICE = concept("pm", ["premier ministre"], ["prime minister"])
ACCORD = concept("accord", ["accord d'Alger"], ["Algiers Accord"])
TERMS = Terms([MUJAO, AQIM, MNLA, FORCES, OFFICE, ACCORD], FR, EN)


def prefixes(source: str, draft: str, bare: str = "") -> list[str]:
    required = TERMS.required(source)
    found = TERMS.tries(required, source, draft, {each.source: [bare] for each in required} if bare else None)
    return list(dict.fromkeys(attempt.prefix for attempt in found))


def accepted(source: str, draft: str, *written: str) -> str | None:
    required = TERMS.required(source)
    tries = TERMS.tries(required, source, draft)
    outcomes = [(written[min(place, len(written) - 1)], -float(place)) for place in range(len(tries))]
    return TERMS.accepted(required, draft, tries, outcomes)


SOURCE = "Hier le Mouvement pour l'unicité a fermé son bureau."
DRAFT = "Yesterday the Mouvement for unicity closed its office."


def test_a_prefix_ends_with_the_name_or_the_word_after_it() -> None:
    assert prefixes(SOURCE, DRAFT) == [
        "Yesterday the Movement for Oneness",
        "Yesterday the Movement for Oneness closed",
    ]


def test_an_article_is_tried_where_none_stands() -> None:
    assert prefixes("Le Mouvement pour l'unicité part", "Mouvement for unicity leaves") == [
        "Movement for Oneness",
        "Movement for Oneness leaves",
        "The Movement for Oneness",
        "The Movement for Oneness leaves",
    ]


def test_the_draft_of_the_bare_name_helps_to_see_the_whole_rendering() -> None:
    draft = "Yesterday the Mouvement for the sole closed its office."
    assert prefixes(SOURCE, draft) == []
    assert prefixes(SOURCE, draft, bare="Mouvement for the sole")[0] == "Yesterday the Movement for Oneness"


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (SOURCE, "Yesterday the Movement for Oneness closed its office."),
        (SOURCE, "Yesterday they closed their office."),
        (SOURCE, "YESTERDAY THE MOUVEMENT FOR UNICITY CLOSED ITS OFFICE."),
        (SOURCE, "The Mouvement of them closed the office for unicity of the Mouvement."),
        (SOURCE, "The Mouvement for unicity."),
        ("Il parle", "The Mouvement for unicity"),
        (SOURCE, "the Mouvement for unicity " + "and so on " * 50),
        ("AQMI et le MNLA", "They and the MNLA"),
        ("le premier ministre israélien parle", "the first Israeli Minister speaks"),
    ],
)
def test_nothing_is_tried_where_no_one_place_renders_the_name(source: str, draft: str) -> None:
    assert prefixes(source, draft) == []


def test_one_word_of_two_is_enough_where_it_is_a_name_itself() -> None:
    assert (
        prefixes("Il lit l'accord d'Alger ici", "He reads the Alger here")[0] == "He reads the Algiers Accord"
    )


def test_an_acronym_that_the_model_made_up_beside_it_belongs_to_the_rendering() -> None:
    assert prefixes("L'AQMI part", "The EU AQM leaves") == ["The AQIM", "The AQIM leaves"]


@pytest.mark.parametrize(
    "written",
    [
        "Yesterday the Movement for Oneness closed its office.",
        "Yesterday the Movement for Oneness shut its office.",
        "Yesterday the Movement for Oneness closed its own office.",
    ],
)
def test_a_draft_that_says_the_rest_as_before_is_taken(written: str) -> None:
    assert accepted(SOURCE, DRAFT, written) == written


@pytest.mark.parametrize(
    "written",
    [
        DRAFT,
        "Yesterday the Movement for Oneness",
        "Yesterday the Movement for Oneness its office.",
        "Yesterday the Movement for Oneness and unicity closed its office.",
        "Yesterday the Movement for Onenesses closed its office.",
        "Yesterday the Movement for Oneness-led closed its office.",
        "Yesterday the Movement for Oneness closed closed its whole office.",
        "Yesterday the Movement for Oneness of Oneness closed its office.",
        "Today the Movement for Oneness closed its office.",
        "Yesterday the Movement for Oneness was here with us.",
        "Yesterday the Movement for Oneness is in its office.",
    ],
)
def test_a_draft_that_says_less_more_or_something_else_is_refused(written: str) -> None:
    assert accepted(SOURCE, DRAFT, written) is None


def test_a_name_that_stood_must_still_stand() -> None:
    source, draft = "Forces armées maliennes et MNLA", "The male armed forces and MNLA left"
    assert accepted(source, draft, "The Malian Armed Forces and MNLA left") is not None
    assert accepted(source, draft, "The Malian Armed Forces and MLNA left") is None


def test_halves_of_a_broken_word_give_way_together() -> None:
    assert prefixes("AQMI a fermé son bureau", "A QMI closed its office")[0] == "AQIM"
    assert (
        prefixes(SOURCE, "Yesterday Mouve- unicity closed its office")[0] == "Yesterday Movement for Oneness"
    )


def test_no_article_stands_within_a_phrase_that_has_one() -> None:
    found = prefixes(SOURCE, "Yesterday the former Mouvement for unicity closed its office.")
    assert found[:1] == ["Yesterday the former Movement for Oneness"]
    assert not any("the Movement" in prefix for prefix in found)


def test_an_article_gives_way_to_a_name_that_begins_with_a_determiner() -> None:
    terms = Terms([concept("signers", ["Signataires unis"], ["Those Who Sign"])], FR, EN)
    source, draft = (
        "Hier les Signataires unis ont quitté la ville",
        "Yesterday the Signataries united left the town",
    )
    found = terms.tries(terms.required(source), source, draft)
    assert {attempt.kept for attempt in found} == {"Yesterday Those Who Sign"}


def test_a_name_that_is_told_twice_is_not_forced() -> None:
    assert prefixes("AQMI et AQMI ont fermé le bureau", "AQMI and AQMI closed the office") == []
    assert prefixes("AQMI et le MNLA ont fermé le bureau", "AQM and MNLA closed the office") != []


def test_of_several_the_likeliest_is_taken() -> None:
    better, worse = (f"Yesterday the Movement for Oneness {verb} its office." for verb in ("shut", "closed"))
    assert accepted(SOURCE, DRAFT, better, worse) == better


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_texts_do(source: str, draft: str, written: str) -> None:
    source = f"{source} AQMI et le Mouvement pour l'unicité"
    required = TERMS.required(source)
    for text in (draft, f"AQM and {draft} the Mouvement for unicity"):
        tries = TERMS.tries(required, source, text, {"AQMI": [draft]})
        assert all(attempt.prefix.startswith(attempt.kept) for attempt in tries)
        better = TERMS.accepted(required, text, tries, [(written, 0.0)] * len(tries))
        assert better is None or len(TERMS.missing(required, better)) < len(TERMS.missing(required, text))


# A package that renders word for word: whoever forces words upon it gets what is not asked for.

WORDS = {
    "les": "the", "hommes": "men", "de": "of", "ont": "have", "quitté": "left", "la": "the", "ville": "town", "hier": "yesterday",
    "le": "the", "groupe": "group", "islamique": "islamic", "armé": "armed", "a": "has", "dit": "said", "non": "no", "pour": "for",
    "mouvement": "mouvement", "unicité": "unicity", "forces": "forces", "armées": "armies", "maliennes": "malians", "et": "and",
    "soldats": "soldiers", "attendent": "wait", "encore": "still",
}  # fmt: skip
SENTENCES = {
    "Les hommes de l'AQMI ont quitté la ville hier.": "The men of l'AQIM have left the town yesterday.",
    "AQMI a dit non.": "AQIM has said no.",
    "Les hommes de AQMI et les hommes de AQMI ont dit non.": None,
    "Les soldats de aqmiste ont quitté la ville": "The soldiers of aqmiste have left the town",
    "Le Groupe islamique armé a dit non.": "The Armed Islamic Group has said no.",
    "Les Forces armées maliennes ont dit non et les soldats attendent encore.": (
        "The Malian Armed Forces have said no and the soldiers wait still."
    ),
    "Le Mouvement pour l'unicité a dit non et les soldats attendent encore.": (
        "The Movement for Oneness has said no and the soldiers wait still."
    ),
}
"""Sources, and the only drafts with the name that are right; None where the name must not be written."""


class WordForWord(NamedTuple):
    """An exact package: what it writes, and what becomes of that with the glossary."""

    plain: Engine
    named: Engine

    def drafts(self, sources: Sequence[str]) -> list[tuple[str, Draft]]:
        own = [draft.text for draft in self.plain.translate(sources)]
        return list(zip(own, self.named.translate(sources), strict=True))


@pytest.fixture(scope="module")
def word_for_word(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordForWord]:
    folder: Path = make_package(
        tmp_path_factory.mktemp("terms"), from_code="fr", to_code="en", sentences=SENTENCES, mapping=WORDS
    )
    package = read_package(folder)
    assert package is not None
    group = concept("gia", ["Groupe islamique armé"], ["Armed Islamic Group"])
    names = Names([MUJAO, AQIM, MNLA, FORCES, group], FR, EN)
    decoder = Decoder.load(package, threads=1)
    yield WordForWord(Engine(decoder, careful=False), Engine(decoder, names=names))
    decoder.close()


def test_a_word_for_word_model_never_gets_a_sentence_damaged(word_for_word: WordForWord) -> None:
    sources = list(SENTENCES)
    for source, (own, draft) in zip(sources, word_for_word.drafts(sources), strict=True):
        right = SENTENCES[source]
        print(source, own, draft.text, sep="\n  ")
        if draft.text != right:
            assert draft.text == own
            about_names = [flag.kind for flag in draft.flags if flag.kind.startswith("term")]
            assert about_names[:1] in (["term-missing"], ["term-ambiguous"])


def test_what_it_copies_is_put_right(word_for_word: WordForWord) -> None:
    sources = list(SENTENCES)[:4]
    texts = [draft.text for _, draft in word_for_word.drafts(sources)]
    assert texts == [
        SENTENCES[source] or "The men of AQMI and the men of AQMI have said no." for source in sources
    ]
