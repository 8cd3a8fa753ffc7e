"""Names that were lost or changed. All people, places and outlets are made up."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.checks.families.names import CHECKS
from workbench.checks.naming.capitals import Kind, groups
from workbench.checks.naming.named_text import is_headline
from workbench.checks.naming.spelling import same_name
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import language
from workbench.draft.flaws.sides import Side
from workbench.draft.naming.names import Names
from workbench.glossary.tables import bundled

FR, EN = LanguageTag("fr"), LanguageTag("en")
MISSING, CHANGED = (check.find for check in CHECKS)
LETTERS = st.text(alphabet="AaéBKdDhI çŁ.'’-«»\"()\ud800\n ", max_size=60)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(bundled(), FR, EN)


def subject(source: str, target: str, names: Names | None = None) -> Subject:
    return Subject(source, target, FR, EN, names=names)


def missing(source: str, target: str, names: Names | None = None) -> list[str]:
    return [found.source.of(source) for found in MISSING(subject(source, target, names)) if found.source]


def changed(source: str, target: str) -> list[str]:
    return [found.target.of(target) for found in CHANGED(subject(source, target)) if found.target]


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Hier, Kassim Berthou a parlé.", "Someone spoke yesterday.", ["Kassim Berthou"]),
        ("Koulibou a promis la paix.", "The chief promised peace.", ["Koulibou"]),
        ("M. Leblanc se tait.", "The delegate is silent.", ["Leblanc"]),
        ("Ils viennent de Sandougou, dit-on.", "They come from the south, they say.", ["Sandougou"]),
        ("Le COPRA et la Ligue ont signé.", "The League has signed.", ["COPRA"]),
        ("Mamadou Sissakou est à Paris.", "Mamadou Sissakou is abroad.", ["Paris"]),
        ("On sait que Titan fermera Kadira.", "It is known that Kadira will be closed.", ["Titan"]),
        ("L'usine Solarou d'Amiens est fermée.", "The plant in Amiens is closed.", ["Solarou"]),
        ("Le délégué de la CGT Yvon Berthou nie.", "The CGT delegate denies it.", ["Yvon Berthou"]),
        ("Le Niger proteste.", "The Nigerian government protests.", ["Niger"]),
    ],
)
def test_a_name_that_stands_nowhere(source: str, target: str, lost: list[str]) -> None:
    assert missing(source, target) == lost


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mouammar Kadhafou est venu.", "Muammar Gaddafou has come."),
        (
            "Inalla Ag Ghalidou et Ould Bechir négocient.",
            "Inalla ag Ghalidou and Ould Béchir are negotiating.",
        ),
        ("L'imam Al-Hadi vit à Moscou.", "Imam al Hadi lives in Moscow."),
        ("M. Diarrassou le nie.", "Modibo Diarrassou denies it."),
        ("Modibo Diarrassou le nie.", "Mr Diarrassou denies it."),
        (
            "Selon le Conseil national de transition, rien n'a changé.",
            "According to the NTC nothing has changed.",
        ),
        ("Diaro est parti. On a revu Diaro.", "Diaro left. He was seen again."),
        ("Berthou a faim.", "He is hungry."),
        ("Bamako proteste.", "The Malian government protests."),
        ("Outrés, ils sont partis.", "Outraged, they left."),
        ("LE MAIRE KOULIBOU A PARLÉ", "THE MAYOR HAS SPOKEN"),
        ("Madagascar proteste.", "The Malagasy government protests."),
        ("L'Élysée proteste.", "The French presidency protests."),
        ("Le garde des Sceaux (NDLR) a payé 5 000 FCFA.", "The justice minister paid 5,000 CFA francs."),
    ],
)
def test_what_may_stand_for_a_name(source: str, target: str) -> None:
    assert missing(source, target) == []


def test_a_name_that_another_took_the_place_of_is_shown_on_both_sides() -> None:
    source, target = "Le maire, Oumar Sandala, est mort.", "The mayor, Oumar Kerouma, is dead."
    [lost], [new] = MISSING(subject(source, target)), CHANGED(subject(source, target))
    assert (lost.source, lost.target) == (new.source, new.target)
    assert lost.message == "nothing in the target stands for “Sandala”"
    assert new.message == "“Kerouma” in the target, no such name in the source"


@pytest.mark.parametrize(
    ("source", "target", "new"),
    [
        ("M. Boulanger est revenu.", "Mr Baker has come back.", ["Baker"]),
        ("Le Niger proteste.", "Nigeria protests.", ["Nigeria"]),
        ("Le maire a parlé.", "The mayor, Ramata Sorou, has spoken.", ["Ramata Sorou"]),
        ("Moussa Diarrassou parle.", "Ibrahim Diarrassou is speaking.", ["Ibrahim"]),
        ("Mme Diarrassou parle.", "Ramata Diarrassou is speaking.", []),
        ("Il vient lundi, dit un Néerlandais.", "He comes on Monday, a Dutchman says.", []),
        ("L'armée nigérienne recule.", "The Nigerian army retreats.", ["Nigerian"]),
        ("Le Nigérian Obi court.", "Nigeria's Obi is running.", []),
        ("Un Google allemand est né.", "A German Google is born.", []),
        ("Les députés ont voté.", "The MPs have voted.", []),
        ("Moscou se tait.", "The Kremlin is silent.", []),
        ("Selon Le Phare du Sud, il ment.", "The Southern Lighthouse says he lies.", ["Southern Lighthouse"]),
        ("L'Écho des Dunes paraît.", "The Dunes Echo is published.", ["Dunes Echo"]),
        ("Lu dans La Zorille du Fouta.", "Read in the Fouta Polecat.", ["Polecat"]),
        ("Il dort à l'Hôtel du Lac.", "He sleeps at the Lake Hotel.", ["Lake"]),
        ("Il dort à l'Hôtel de Ville.", "He sleeps at the City Hall.", []),
        ("Le Phare du Sud paraît.", "Le Phare du Sud (the Southern Lighthouse) is published.", []),
        ("Renault perd des parts.", "Renault Share Price Plummets Following Nissan Warning", []),
    ],
)
def test_a_name_that_came_from_nowhere(source: str, target: str, new: list[str]) -> None:
    assert changed(source, target) == new


def test_names_of_the_glossary_are_asked_for_by_concept(names: Names) -> None:
    assert missing("La CEDEAO a voté.", "The bloc has voted.", names) == ["CEDEAO"]
    assert missing("La CEDEAO a voté.", "ECOWAS has voted.", names) == []
    assert missing("La CEDEAO a voté. La CEDEAO attend.", "ECOWAS has voted. It waits.", names) == []
    assert missing("Il vit à Alger.", "He lives in Alger today.", names) == ["Alger"]
    assert missing("La charia est appliquée.", "The rules are applied.", names) == []  # a term


def test_nothing_is_said_of_languages_without_word_lists() -> None:
    unknown = Subject("Der Bürgermeister Kerouma kam.", "The mayor came.", LanguageTag("de"), EN)
    assert list(MISSING(unknown)) == list(CHANGED(unknown)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("poutine", "putin"), ("kadhafi", "gaddafi"), ("mohamed", "muhammad"), ("ouattara", "wattara")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("toure", "traore"), ("diarra", "diallo"), ("camara", "kante"), ("sow", "sy")]
)
def test_spellings_of_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_words_with_a_capital_are_grouped() -> None:
    text = "Selon Charles de Rochebrune, la Cour de Bamako attend M. Ag Ghalidou."
    found = [[word.word for word in group] for group in groups(Side(text), "fr", language("fr"))]
    assert found == [["Charles", "Rochebrune"], ["Cour"], ["Bamako"], ["M", "Ag", "Ghalidou"]]


def test_kinds_of_words_with_a_capital() -> None:
    [[word]] = groups(Side("Outrés, ils partent."), "fr", language("fr"))
    assert (word.kind, word.opens, word.telling) == (Kind.ORDINARY, True, False)


def test_headlines() -> None:
    assert is_headline(["Renault", "Share", "Price", "Plummets", "Following", "Warning"])
    assert not is_headline(["Mr", "Baker", "has", "promised", "to", "come", "back", "to", "Bamako"])


@given(LETTERS, LETTERS)
@example("", "")
@example("É", "(")
def test_any_text_is_compared_and_spans_lie_within(source: str, target: str) -> None:
    for check in CHECKS:
        for found in check.find(subject(source, target)):
            assert found.source is None or found.source.of(source).strip()
            assert found.target is None or found.target.of(target).strip()


@given(st.text(), st.text())
def test_likeness_of_spellings_is_symmetric_and_never_fails(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one)


def test_many_names_of_the_glossary_are_looked_for_in_no_time() -> None:
    names = Names(bundled(), FR, EN)
    source, target = "Le Mali et l'ONU. " * 2500, "The Niger and Chad. " * 2500
    assert list(MISSING(subject(source, target, names)))
