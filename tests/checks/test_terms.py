"""Names and terms by their status. The concepts are made up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Severity
from workbench.checks.check import Found
from workbench.checks.families.terms import CHECKS
from workbench.checks.naming.quoted import is_quoted
from workbench.checks.subject import Subject
from workbench.draft.naming.names import Names
from workbench.text.fold import find_folded

FR, EN = LanguageTag("fr"), LanguageTag("en")
PREFERRED, DEPRECATED, FORBIDDEN = (check.find for check in CHECKS)


def name(lang: LanguageTag, text: str, status: str = "admitted", since: str = "", until: str = "") -> Name:
    return Name(
        lang=lang, text=text, form=NameForm.VARIANT, status=NameStatus(status), since=since, until=until
    )


CONCEPTS: Sequence[Concept] = (
    Concept(
        key="valley",
        kind="place",
        names=(
            name(FR, "Val-Bleu", "preferred"),
            name(FR, "Haut-Val", "superseded", until="1990"),
            name(EN, "Bluevale", "preferred", since="1990"),
            name(EN, "Upper Vale", "superseded", until="1990"),
        ),
    ),
    Concept(
        key="herder",
        kind="term",
        names=(
            name(FR, "bouvier", "preferred"),
            name(FR, "vacheron", "deprecated"),
            name(EN, "herdsman", "preferred"),
            name(EN, "herder"),
            name(EN, "cowpoke", "deprecated"),
            name(EN, "cowthief", "forbidden"),
        ),
    ),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(CONCEPTS, FR, EN)


def subject(names: Names, source: str, target: str, date: str = "") -> Subject:
    return Subject(source, target, FR, EN, date=date, names=names)


def said(found: Sequence[Found], target: str) -> list[tuple[str, Severity | None]]:
    return [(each.target.of(target) if each.target else "", each.severity) for each in found]


def test_a_term_without_any_of_its_names(names: Names) -> None:
    [found] = PREFERRED(subject(names, "Le bouvier dort.", "The man is asleep."))
    assert found.message == "“bouvier” in the source; the target has none of its terms: “herdsman”"
    assert (found.source, found.target) == ((3, 10), None)


def test_preferred_and_admitted_terms_are_right(names: Names) -> None:
    for target in ("The herdsman is asleep.", "A herder sleeps.", "HERDERS SLEEP"):
        assert list(PREFERRED(subject(names, "Le bouvier dort.", target))) == []


def test_a_term_that_stays_as_in_the_source(names: Names) -> None:
    target = "The old bouvier is asleep."
    [found] = PREFERRED(subject(names, "Le vieux bouvier dort.", target))
    assert found.target is not None
    assert found.target.of(target) == "bouvier"


@pytest.mark.parametrize(
    ("source", "target", "date", "outdated"),
    [
        ("Le Val-Bleu dort.", "Upper Vale is asleep.", "2001", ["Upper Vale"]),
        ("Le Val-Bleu dort.", "Upper Vale is asleep.", "1985-02-03", []),
        ("Le Haut-Val dormait.", "Upper Vale was asleep.", "2001", []),
        ("Le Haut-Val dormait.", "Bluevale was asleep.", "1985", ["Bluevale"]),
        ("Le Val-Bleu dort.", "Bluevale, once Upper Vale, is asleep.", "2001", []),
    ],
)
def test_names_of_another_time(
    names: Names, source: str, target: str, date: str, outdated: list[str]
) -> None:
    found = list(PREFERRED(subject(names, source, target, date)))
    assert [text for text, _ in said(found, target)] == outdated


def test_deprecated_and_forbidden_names_also_without_a_counterpart_in_the_source(names: Names) -> None:
    target = "A cowpoke met a cowthief."
    assert said(list(DEPRECATED(subject(names, "Un homme.", target))), target) == [("cowpoke", None)]
    assert said(list(FORBIDDEN(subject(names, "Un homme.", target))), target) == [("cowthief", None)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Un bouvier.", "A “cowthief”, he says."),
        ("Un bouvier.", 'He says "the cowthief is here".'),
        ("Un vacheron.", "A cowthief."),
    ],
)
def test_the_speakers_own_word_is_a_note(names: Names, source: str, target: str) -> None:
    assert said(list(FORBIDDEN(subject(names, source, target))), target) == [("cowthief", Severity.NOTE)]


@pytest.mark.parametrize(
    ("source", "target", "bad"),
    [
        ("Le groupe Cowpoke Blues joue.", "The band Cowpoke Blues plays.", []),
        ("Il roule en Zorda Cowpoke.", "He drives a Zorda Cowpoke.", []),
        ("Il s'appelle Cowpoke.", "His name is Cowpoke.", []),
        ("La Garde du Cowpoke joue.", "La Garde du Cowpoke plays.", []),
        ("Le Cowpoke Moussa Diarra dort.", "The Cowpoke Moussa Diarra sleeps.", []),
        ("Le Vacheron Moussa Diarra dort.", "The Cowpoke Moussa Diarra sleeps.", ["Cowpoke"]),
        ("Le bouvier dort.", "The Cowpoke Express sleeps.", ["Cowpoke"]),
    ],
)
def test_a_bad_name_within_a_proper_one_is_right(
    names: Names, source: str, target: str, bad: list[str]
) -> None:
    assert [text for text, _ in said(list(DEPRECATED(subject(names, source, target))), target)] == bad


@pytest.mark.parametrize(
    ("target", "instead"),
    [
        ("The Guard of the Blue Sands has signed.", []),
        ("The Blue Dune Guard has signed.", ["Blue Dune Guard"]),
        ("The Blue Sands Brigade has signed.", ["Blue Sands Brigade"]),
        ("The Watchers of the Night have signed.", ["Watchers of the Night"]),
        ("The sands of blue and their guard have signed.", ["sands of blue and their guard"]),
        ("It has signed.", []),
        ("Moussa Diarra has signed.", []),
    ],
)
def test_another_wording_in_the_place_of_a_name(target: str, instead: list[str]) -> None:
    guard = Concept(
        key="guard",
        kind="armed group",
        names=(
            name(FR, "Garde des sables bleus", "preferred"),
            name(EN, "Guard of the Blue Sands", "preferred"),
        ),
    )
    asked = Subject("La Garde des sables bleus a signé.", target, FR, EN, names=Names([guard], FR, EN))
    assert [text for text, _ in said(list(PREFERRED(asked)), target)] == instead


def test_a_bad_name_hides_that_no_good_one_stands(names: Names) -> None:
    assert list(PREFERRED(subject(names, "Le bouvier dort.", "The cowpoke sleeps."))) == []


def test_without_a_glossary_nothing_is_said() -> None:
    bare = Subject("Le bouvier dort.", "The cowthief sleeps.", FR, EN)
    assert [list(check.find(bare)) for check in CHECKS] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “the word” aloud", True),
        ("He said ‘the word’ aloud", True),
        ("It's the word's end", False),
        ('the "first" word "last"', False),
        ("« the word »", True),
        ("“ the word", False),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quoted: bool) -> None:
    [span] = find_folded(text, "word")
    assert is_quoted(text, span) is quoted


@given(st.text(alphabet="bouvier cowthf“”\"'’«»\ud800 V-Bl", max_size=80), st.text(max_size=60))
def test_any_text_is_looked_at(source: str, target: str) -> None:
    names = Names(CONCEPTS, FR, EN)
    for check in CHECKS:
        for found in check.find(subject(names, source, target + source)):
            assert found.target is None or 0 <= found.target.start < found.target.end <= len(target + source)
            assert found.source is None or 0 <= found.source.start < found.source.end <= len(source)
