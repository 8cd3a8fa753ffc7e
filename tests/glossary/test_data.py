"""The glossaries that ship: what they hold hangs together, and right translations have the names they ask for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import glossaries as shipped
from db.records import Concept, LanguageTag, NameForm, NameStatus
from tools.glossary.make_groups import add
from workbench.draft.naming.names import Names
from workbench.glossary.files.formats.tables import COLUMNS, content_of
from workbench.glossary.matcher import NameMatcher
from workbench.glossary.tables import bundled
from workbench.text.fold import fold

FR, EN = LanguageTag("fr"), LanguageTag("en")
FOLDER = Path(next(iter(shipped.__path__)))
FOLDERS = sorted(folder for folder in FOLDER.iterdir() if folder.joinpath("names.tsv").is_file())
BAD = (NameStatus.DEPRECATED, NameStatus.FORBIDDEN)


@cache
def by_key() -> dict[str, Concept]:
    return {concept.key: concept for concept in bundled()}


@cache
def names() -> Names:
    return Names(bundled(), FR, EN)


@cache
def french() -> NameMatcher:
    return NameMatcher(bundled(), FR, inflected=True)


def asked(source: str, date: str = "") -> list[str]:
    """The concepts for which a name is due."""
    return [key for each in names().on(date).required(source) for key in each.concepts]


def missing(source: str, target: str, date: str = "") -> list[str]:
    terms = names().on(date)
    return [each.source for each in terms.missing(terms.required(source), target)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_row_is_read(folder: Path) -> None:
    content = content_of({file: folder.joinpath(file).read_bytes() for file in COLUMNS})
    assert content.complaints == ()
    assert content.concepts


def test_the_account_of_the_sources_names_every_folder() -> None:
    account = FOLDER.joinpath("SOURCES.md").read_text(encoding="utf-8")
    for folder in FOLDERS:
        count = len(content_of({file: folder.joinpath(file).read_bytes() for file in COLUMNS}).concepts)
        assert re.search(rf"\| `{folder.name}/` \| {count} \|", account), (folder.name, count)


def test_keys_are_plain() -> None:
    assert [key for key in by_key() if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key)] == []


def test_what_nobody_has_checked_says_so() -> None:
    for concept in bundled():
        for name in concept.names:
            assert name.confirmed == (name.source != "general knowledge"), (concept.key, name.text)


def test_who_advises_against_a_name_says_why() -> None:
    for concept in bundled():
        for name in concept.names:
            assert name.status not in BAD or name.note or concept.note, (concept.key, name.text)


def test_names_of_the_past_say_until_when() -> None:
    for concept in bundled():
        for name in concept.names:
            assert name.status is not NameStatus.SUPERSEDED or name.until, (concept.key, name.text)


def test_concepts_that_share_an_acronym_can_be_told_apart() -> None:
    bearers: dict[str, list[Concept]] = {}
    for concept in bundled():
        for text in {fold(n.text) for n in concept.names if n.lang == FR and n.form is NameForm.ACRONYM}:
            bearers.setdefault(text, []).append(concept)
    shared = {text: some for text, some in bearers.items() if len(some) > 1}
    assert {"cnsp", "fds", "fla", "cps", "csp"} <= set(shared)
    for some in shared.values():
        untold = [concept.key for concept in some if not concept.note and not concept.country]
        assert len(untold) < 2


@pytest.mark.parametrize(
    "acronym",
    ["AQMI", "CEDEAO", "ONU", "UA", "GSIM", "MISMA", "OTAN", "UE", "OMS", "FMI", "CPI", "HCR", "PIB", "RDC"],
)
def test_french_acronyms_are_no_english_names(acronym: str) -> None:
    [concept] = [each for each in bundled() if any(n.text == acronym and n.lang == FR for n in each.names)]
    assert acronym not in [name.text for name in concept.names if name.lang == EN]
    assert concept.preferred(EN, NameForm.ACRONYM)


@pytest.mark.parametrize(
    "text",
    [
        "L'index des prix a encore monté, la réunion de lundi n'y a rien changé.",
        "Il faut qu'il vienne, et qu'on tamise la farine : il s'est laissé berner.",
        "Des nodules bénins, des gênes et des gènes, la crête du coq, les trêves de Noël.",
        "Nous avons mis le cap au sud, la manche retroussée, la grenade à la main.",
        "Une alliance, une mission, une plateforme et un fait : rien qui soit un nom.",
        "La corne du bœuf, le canton voisin, la rive gauche, une chine ancienne, du chili.",
        "Le pas de l'oie, un bit et un octet, il a pu, elle a eu, tu es, on a su.",
        "Marie a piqué une tête, il a bu un coup, le coq a chanté : c'est tout.",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert [mark.span.of(text) for mark in french().find(text) if mark.concept != "christmas"] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le gouvernement du Niger et celui de l'Algérie", "The governments of Niger and Algeria"),
        ("L'armée du Tchad a franchi la frontière de la Libye.", "Chadian troops crossed the Libyan border."),
        ("Il vit aux États-Unis, elle au Royaume-Uni.", "He lives in the U.S., she is in Britain."),
        ("Il vit aux Etats-Unis d'Amérique.", "He is an American now."),
        ("Les autorités des Pays-Bas et de l'Espagne", "Dutch and Spanish authorities"),
        ("Une réunion à Alger, puis au Caire", "A meeting in Algiers, then in Cairo"),
        ("de Tombouctou à Tanger", "from Timbuktu to Tangier"),
        ("L'Afrique de l'Ouest et la Corne de l'Afrique", "West Africa and the Horn of Africa"),
        ("la zone des trois frontières", "the tri-border area"),
        ("les pays des Grands Lacs", "the countries of the Great Lakes"),
        ("à Kiev comme à Pékin", "in Kyiv as in Beijing"),
        ("à Kiev", "in Kiev"),
        ("La charia s'applique.", "Islamic law applies."),
        ("des djihadistes venus de Libye", "jihadis who came from Libya"),
        ("une société laïque", "a secular society"),
        ("Les Touaregs et les Peuls", "Tuaregs and Fulani people"),
        ("Une kamikaze s'est fait exploser.", "A suicide bomber blew herself up."),
        ("L'OMS, le FMI et l'OTAN", "The WHO, the IMF and NATO"),
        ("L'Otan et l'Opep", "Nato and Opec"),
        ("La croissance du PIB de la RDC", "GDP growth in the Democratic Republic of Congo"),
        ("Le PDG de la société", "The chairman of the company"),
        ("des ONG et des PME", "NGOs and small businesses"),
        ("Les Casques bleus de l'ONU", "The UN peacekeepers"),
        ("Jeune Afrique cite l'agence Chine nouvelle.", "Jeune Afrique quotes Xinhua."),
        ("L'Inde et le Bénin", "India and Benin"),
        ("Saint-Pétersbourg, La Haye et Le Caire", "St Petersburg, The Hague and Cairo"),
    ],
)
def test_good_translations_have_what_is_asked_for(source: str, target: str) -> None:
    assert asked(source)
    assert missing(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Il vit aux États-Unis.", "He lives in Canada.", ["États-Unis"]),
        ("L'Algérie et la Tunisie", "Algeria and Libya", ["Tunisie"]),
        ("La charia s'applique.", "The charter applies.", ["charia"]),
        ("L'OMS le dit.", "The WTO says so.", ["OMS"]),
        ("Les musulmans de la ville", "The Mohammedans of the town", ["musulmans"]),
        ("Les Peuls de la région", "The Peul of the region", ["Peuls"]),
    ],
)
def test_wrong_names_do_not_pass(source: str, target: str, lost: list[str]) -> None:
    assert missing(source, target) == lost


@pytest.mark.parametrize(
    ("source", "target", "date", "lost"),
    [
        ("L'Eswatini a voté.", "Swaziland voted.", "2012", []),
        ("L'Eswatini a voté.", "Swaziland voted.", "2020", ["Eswatini"]),
        ("Le Burkina Faso a voté.", "Upper Volta voted.", "1980", []),
        ("Le Burkina Faso a voté.", "Upper Volta voted.", "1990-05", ["Burkina Faso"]),
    ],
)
def test_old_names_stand_in_their_time(source: str, target: str, date: str, lost: list[str]) -> None:
    assert missing(source, target, date) == lost


def test_capitals_decide_where_a_name_is_a_word() -> None:
    assert asked("Le FACT a signé.") == ["fact"]
    assert asked("Fact ou pas, la grippe est là.") == []
    assert asked("L'UA et l'UE") == ["au", "eu"]


def test_what_style_guides_agree_on_is_forbidden_and_the_rest_is_not() -> None:
    forbidden = {n.text for c in bundled() for n in c.names if n.status is NameStatus.FORBIDDEN}
    assert forbidden == {"Mohammedan", "Muhammadan"}
    deprecated = {n.text for c in bundled() for n in c.names if n.status is NameStatus.DEPRECATED}
    assert {"Moslem", "Peul", "Touareg", "Mahomet", "kamikaze"} <= deprecated


def test_a_sheet_adds_what_is_new_and_leaves_the_rest(tmp_path: Path) -> None:
    for file in COLUMNS:
        (tmp_path / file).write_bytes(FOLDER.joinpath("offices", file).read_bytes())
    before = {file: (tmp_path / file).read_bytes() for file in COLUMNS}
    offices = list(content_of(before).concepts)
    assert add([replace(each, note="") for each in offices], tmp_path) == 0
    assert {file: (tmp_path / file).read_bytes() for file in COLUMNS} == before
    assert add([replace(offices[0], key="office-of-dunes", relations=())], tmp_path) == 1
    after = content_of({file: (tmp_path / file).read_bytes() for file in COLUMNS})
    assert [each.key for each in after.concepts] == [*(each.key for each in offices), "office-of-dunes"]


def test_no_adjective_is_what_a_draft_gets() -> None:
    terms = names().on("")
    for concept in bundled():
        for mention in (name.text for name in concept.names if name.lang == FR):
            for each in terms.required(f"Selon {mention} hier"):
                assert each.preferred.note != "adjective", mention
