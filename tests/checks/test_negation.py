"""Denials that are lost or added. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.negation import CHECKS
from workbench.checks.meaning.denials import denying
from workbench.checks.meaning.reading import reading
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import Side

FR, EN = LanguageTag("fr"), LanguageTag("en")
WORDS = """ne n' pas plus jamais rien personne aucun que sans ni non tant une le refuse impossible né il venu , . ? «
 » - not no never n't without nor or only unable unless don't No. 1 hard the come ? ! \ud800 é ﬁ"""
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14).map(" ".join)


def found(source: str, target: str, langs: tuple[LanguageTag, LanguageTag] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, *langs), CHECKS)


def read(text: str, lang: LanguageTag) -> list[tuple[str, str]]:
    known = denying(lang)
    assert known is not None
    side = reading(Side(text))
    return [(each.weight.name, side.shown(each.first, each.last)) for each in known.denials(side)]


def test_a_lost_denial_is_shown_where_it_stands() -> None:
    (finding,) = found("Le maire ne viendra pas.", "The mayor will come.")
    assert finding.check == "neg.lost" and finding.severity == "error"
    assert finding.source_span == (9, 23) and finding.target_span is None
    assert finding.message == "nothing in the target denies: “ne viendra pas”"


def test_an_added_denial_is_shown_where_it_stands() -> None:
    (finding,) = found("Le maire viendra.", "The mayor will not come.")
    assert finding.source_span is None and finding.target_span == (15, 18)


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("Il ne vient pas.", [("STRONG", "ne vient pas")]),
        ("Il n'a jamais rien vu.", [("STRONG", "n'a jamais rien")]),
        ("Rien ne va plus.", [("STRONG", "Rien ne va plus")]),
        ("Aucun des témoins ne parle.", [("STRONG", "Aucun des témoins ne")]),
        ("Il ne peut venir.", [("STRONG", "ne peut")]),
        ("Il ne dit pas que oui.", [("STRONG", "ne dit pas")]),
        ("Il ne vend que du pain.", [("SOFT", "ne vend que")]),
        ("Il ne reste plus que lui.", [("SOFT", "ne reste plus que")]),
        ("Il est né à Sombélé.", []),
        ("Avant qu'il ne parte.", []),
        ("Une personne, un pas, un point de vue.", []),
        ("Il veut plus de pain.", []),
        ("Ce n'est pas impossible.", [("DOUBLE", "n'est pas"), ("REVERSE", "impossible")]),
        ("Il n'est pas venu, j'arrête.", [("STRONG", "n'est pas"), ("REVERSE", "arrête")]),
        ("N. Sidza vient.", []),
        ("N'entrez pas.", [("STRONG", "N'entrez pas")]),
        ("Il part sans bruit.", [("WITHOUT", "sans")]),
        ("Ni pain ni eau.", [("STRONG", "Ni pain ni")]),
        ("Ne vient-il pas ?", [("SOFT", "Ne vient-il pas")]),
        ("Pourquoi ne vient-il pas ?", [("STRONG", "ne vient-il pas")]),
    ],
)
def test_how_french_denies(text: str, denials: list[tuple[str, str]]) -> None:
    assert read(text, FR) == denials


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("He won't come.", [("STRONG", "won't")]),
        ("He cannot come, nor can she.", [("STRONG", "cannot"), ("SOFT", "nor")]),
        ("No. 1 of the no-fly list.", []),
        ("There is no water, no food.", [("STRONG", "no"), ("SOFT", "no")]),
        ("Isn't it late?", [("SOFT", "Isn't")]),
        ("It is not unusual.", [("DOUBLE", "not"), ("REVERSE", "unusual")]),
        ("Not only he came.", [("SOFT", "Not only")]),
        ("The United Nations understand the university.", []),
    ],
)
def test_how_english_denies(text: str, denials: list[tuple[str, str]]) -> None:
    assert read(text, EN) == denials


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il ne ment pas et ne vole pas.", "He does not lie, and he steals."),
        ("Il n'est pas impossible de partir.", "It is impossible to leave."),
        ("Elle part sans son frère.", "She leaves with her brother."),
        ("Le juge refuse de partir.", "The judge agrees to leave."),
        ("Pourquoi n'a-t-il pas signé ?", "Why did he sign?"),
        ("« Jamais », dit Awa.", "“Always,” says Awa."),
        ("Ils partent sans payer les gardes.", "They leave after paying the guards."),
        ("Ils partent sans toucher leur dû.", "They leave after collecting their dues."),
    ],
)
def test_alarms(source: str, target: str) -> None:
    assert found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il ne ment pas et ne vole pas.", "He does not lie or steal."),
        ("Nous resterons tant que la paix n'est pas signée.", "We will stay until peace is signed."),
        ("Il ne trouve pas d'eau.", "He is unable to find any water."),
        ("La tâche n'est pas facile.", "The task is hard."),
        ("Il n'a pas oublié.", "He remembers."),
        ("Ban Ki-moon est venu.", "Ban Ki-moon came, said Ban."),
        ("« Jamais ! », dit Awa.", "“Never!” says Awa."),
        ("Les gardes ignorent tout du port.", "The guards know nothing about the port."),
        ("« We are not alone », chantaient-ils.", "“We are not alone,” they sang."),
        ("Il n'a pu venir qu'à l'aube.", "He could come only at dawn."),
        ("Aucun enfant de 9 ans ne vient.", "No 9-year-old comes."),
    ],
)
def test_what_is_right(source: str, target: str) -> None:
    assert not found(source, target)


def test_a_denial_is_looked_for_in_its_own_sentence() -> None:
    source = "Le pont ne rouvrira pas. " + "Les élèves lisent. " * 12 + "Le maire ne viendra pas."
    kept = "The bridge will not reopen. " + "The pupils read. " * 12 + "The mayor will not come."
    lost = "The bridge will not reopen. " + "The pupils read. " * 12 + "The mayor will come."
    assert not found(source, kept)
    (finding,) = found(source, lost)
    assert finding.source_span and finding.source_span.start > len(source) - 30


def test_the_other_direction_and_unknown_languages() -> None:
    assert found("The mayor will not come.", "Le maire viendra.", (EN, FR))
    assert not found("The mayor will not come.", "Le maire ne viendra pas.", (EN, FR))
    assert not found("Der Bürgermeister kommt nicht.", "The mayor comes.", (LanguageTag("de"), EN))
    assert not found("不来", "He comes.", (LanguageTag("zh"), EN))


@given(TEXTS, TEXTS)
def test_any_text_is_read(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


def test_a_long_text_takes_time_by_its_length() -> None:
    source, target = "Il ne vient pas, sans rien, le maire. ", "He does not come, the mayor, unless hard. "
    start = time.process_time()
    found(source * 2500, target * 2400)
    assert time.process_time() - start < 5
