"""Names in drafts of a package that renders word for word: what must come out is known to the letter.

The sentences are fictional.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from db.records import Concept, Draft, LanguageTag, Name, NameForm, NameStatus
from tests.draft.conftest import described
from tests.support.analytic_package import make_package
from workbench.draft.engine import Engine
from workbench.draft.naming.names import Names
from workbench.draft.packages.installed import PackageInfo
from workbench.glossary.reading import read_glossary

FR, EN = LanguageTag("fr"), LanguageTag("en")
ADMITTED, BAD, NEVER = NameStatus.ADMITTED, NameStatus.DEPRECATED, NameStatus.FORBIDDEN


def fr(text: str, status: NameStatus = NameStatus.PREFERRED, form: NameForm | None = None) -> Name:
    return Name(lang=FR, text=text, form=form or _form(text), status=status)


def en(text: str, status: NameStatus = NameStatus.PREFERRED, form: NameForm | None = None) -> Name:
    return Name(lang=EN, text=text, form=form or _form(text), status=status)


def _form(text: str) -> NameForm:
    return NameForm.ACRONYM if text.isupper() else NameForm.FULL


def concept(key: str, *names: Name) -> Concept:
    return Concept(key=key, kind="armed group", names=names)


CONCEPTS = (
    concept("aqim", fr("Al-Qaïda au Maghreb islamique"), fr("AQMI"), fr("Aqmi", ADMITTED, NameForm.ACRONYM), en("al-Qaida in the Islamic Maghreb"), en("AQIM"), en("Maghreb Gang", NEVER)),
    concept("mujao", fr("MUJAO"), fr("Mujao", ADMITTED, NameForm.ACRONYM), en("MOJWA"), en("MUJAO", ADMITTED)),
    concept("maa", fr("Mouvement arabe"), fr("MAA"), en("Arab Movement"), en("MAA")),
    concept("polisario", fr("Front Polisario"), fr("Polisario", ADMITTED, NameForm.SHORT), en("Polisario Front"), en("Polisario", ADMITTED, NameForm.SHORT)),
    concept("vdp", fr("VDP"), en("VDP")),
    concept("isgs", fr("EIGS"), en("ISGS")),
    concept("fact", fr("FACT"), en("FACT")),
    concept("league", fr("Ligue Verte"), en("Green League"), en("Green Gang", BAD)),
    concept("union", fr("Union Bleue"), en("Blue Union"), en("Blue Mob", NEVER)),
    concept("mission", fr("la Mission", form=NameForm.SHORT), en("the Mission", form=NameForm.SHORT)),
    concept("signers", fr("LSS"), en("Those Who Sign")),
    concept("guard", fr("Garde Royale"), fr("GRY"), en("Royal Guard")),
    concept("circle", fr("Cercle Vert"), fr("CVT"), en("Green Circle"), en("GCT")),
    concept("csd", fr("CSD"), en("CSD")),
    concept("coast", fr("Côte Unie"), en("Cote United")),
    concept("elders", fr("CDA"), en("the Elders")),
)  # fmt: skip
WORDS = {
    "le": "the", "la": "the", "les": "the", "un": "an", "une": "a", "et": "and", "de": "of", "dans": "in", "contre": "against", "avec": "with",
    "parle": "speaks", "parlent": "speak", "part": "leaves", "chef": "chief", "chefs": "chiefs", "hommes": "men", "fait": "fact", "ville": "town",
    "mouvement": "movement", "arabe": "arab", "ligue": "green", "verte": "gang", "union": "blue", "bleue": "mob", "mission": "task",
    "garde": "royal", "royale": "guard", "cercle": "green", "vert": "circle", "CVT": "GTC", "CSD": "CSDS", "unie": "united", "neuve": "new",
    "deux": "two", "nouveau": "new", "nouvelle": "new", "hier": "yesterday", "voir": "see", "ecrire": "write",
}  # fmt: skip
NONE: tuple[str, ...] = ()
MISSING, OPEN = ("term-missing",), ("term-ambiguous",)


STRANGE = ("C.A+ parle", "M(3 part", "[x]{2} et .*", "ZZ9 parle")
"""Names that would mean something else in a pattern."""


class Case(NamedTuple):
    source: str
    text: str
    kinds: tuple[str, ...] = NONE
    """Of the flags about names."""


CASES = [
    # An acronym is copied once.
    Case("AQMI parle.", "AQIM speaks."),
    Case("Hier AQMI parle.", "Yesterday AQIM speaks."),
    Case("les hommes de AQMI", "the men of AQIM"),
    Case("l'AQMI parle", "l'AQIM speaks"),
    Case("« AQMI » parle.", "“AQIM” speaks."),
    Case("(AQMI)", "(AQIM)"),
    Case("un chef AQMI parle", "an chief AQIM speaks"),
    Case("un EIGS parle", "an ISGS speaks"),
    Case("AQMI, AQIM", "AQMI, AQIM", OPEN),
    Case("les AQMIs parlent", "the AQIMs speak"),
    Case("Aqmi parle", "AQIM speaks"),
    Case("anti-AQMI", "anti-AQIM"),
    Case("AQMI's chef", "AQIM's chief"),
    Case("HIER AQMI PARLE", "YESTERDAY AQIM SPEAKS"),
    # Twice.
    Case("AQMI et AQMI parlent", "AQMI and AQMI speak", OPEN * 2),
    Case("AQMI parle. AQMI part.", "AQMI speaks. AQMI leaves.", OPEN * 2),
    # Inside other words, addresses, tags.
    Case("aqmiste parle", "aqmiste speaks"),
    Case("AQMI2 parle", "AQMI2 speaks"),
    Case("voir https://exemple.org/AQMI", "see https://exemple.org/AQMI"),
    Case("voir www.AQMI.example", "see www.AQMI.example"),
    Case("ecrire AQMI@exemple.org", "write AQMI@exemple.org"),
    Case("#AQMI parle", "#AQMI speaks"),
    Case("@AQMI parle", "@AQMI speaks"),
    Case("#AQMI et AQMI", "#AQMI and AQIM"),
    Case("AQMI voir https://exemple.org/AQMI", "AQIM see https://exemple.org/AQMI"),
    # A full name is copied.
    Case("Al-Qaïda au Maghreb islamique parle", "Al-Qaida in the Islamic Maghreb speaks"),
    Case("contre Al-Qaïda au Maghreb islamique", "against al-Qaida in the Islamic Maghreb"),
    Case("le Front Polisario parle", "the Polisario Front speaks"),
    Case("le Polisario parle", "the Polisario speaks"),
    Case("les hommes de Front Polisario", "the men of Polisario Front"),
    # Both forms.
    Case("Al-Qaïda au Maghreb islamique (AQMI) parle", "Al-Qaida in the Islamic Maghreb (AQIM) speaks"),
    Case("AQMI (Al-Qaïda au Maghreb islamique) parle", "AQIM (al-Qaida in the Islamic Maghreb) speaks"),
    Case("Mouvement arabe (MAA)", "Movement arab (MAA)"),
    Case("la Garde Royale (GRY) parle", "the Royal Guard (GRY) speaks", OPEN),  # has no acronym in English
    Case("GRY parle", "Royal Guard speaks"),
    Case("Cercle Vert (CVT) parle", "Green Circle (GCT) speaks"),
    Case("Cercle Vert (QZX) parle", "Green Circle (QZX) speaks"),
    Case("Cercle Vert, CVT, parle", "Green Circle, GTC, speaks"),
    Case("CVT parle", "GTC speaks", MISSING),
    # Two names.
    Case("AQMI et EIGS parlent", "AQIM and ISGS speak"),
    Case("EIGS contre AQMI", "ISGS against AQIM"),
    Case("AQMI et le Front Polisario", "AQIM and the Polisario Front"),
    Case("VDP et AQMI", "VDP and AQIM"),
    # Admitted as it is, but for its capitals.
    Case("MUJAO parle", "MUJAO speaks"),
    Case("Mujao parle", "MUJAO speaks"),
    Case("Mujao et Mujao parlent", "MUJAO and MUJAO speak"),
    Case("deux VDP parlent", "two VDP speak"),
    Case("les VDPs parlent", "the VDPs speak"),
    Case("CSD parle", "CSD speaks"),
    Case("Côte Unie parle", "Cote United speaks"),
    Case("Côte Neuve parle", "Côte New speaks"),
    # Ordinary words.
    Case("le fait parle", "the fact speaks"),
    Case("FACT et le fait", "FACT and the fact"),
    Case("la Mission parle", "the Task speaks", MISSING),
    Case("la mission parle", "the task speaks"),
    # Names that the glossary advises against, or forbids.
    Case("la Ligue Verte parle", "the Green League speaks"),
    Case("la LIGUE VERTE parle", "the Green League speaks"),
    Case("une Ligue Verte parle", "a Green League speaks"),
    Case("Union Bleue parle", "Blue Union speaks"),
    Case("Ligue Verte et Ligue Verte", "Green Gang and Green Gang", ("term-deprecated",) * 2),
    # Articles that names bring along.
    Case("LSS parlent", "Those Who Sign speak"),
    Case("les LSS parlent", "Those Who Sign speak"),
    Case("avec les LSS", "with Those Who Sign"),
    Case("CDA parle", "The Elders speaks"),
    Case("le CDA parle", "the Elders speaks"),
    Case("avec CDA", "with the Elders"),
    # Nothing to do.
    Case("le chef parle", "the chief speaks"),
    Case("", ""),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> PackageInfo:
    sentences = [*(case.source for case in CASES), *STRANGE, "Maghreb Gang"]
    folder: Path = make_package(
        tmp_path_factory.mktemp("exact"), from_code="fr", to_code="en", sentences=sentences, mapping=WORDS
    )
    return described(folder)


@pytest.fixture(scope="module")
def drafts(package: PackageInfo) -> dict[str, Draft]:
    return dict(zip([case.source for case in CASES], drafted(package, CONCEPTS, *(case.source for case in CASES)), strict=True))  # fmt: skip


def drafted(package: PackageInfo, concepts: Sequence[Concept], *sources: str) -> list[Draft]:
    engine = Engine.load(package, threads=1, names=Names(concepts, FR, EN))
    try:
        return list(engine.translate(sources))
    finally:
        engine.close()


def kinds(draft: Draft) -> tuple[str, ...]:
    return tuple(flag.kind for flag in draft.flags if flag.kind.startswith("term"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.source)
def test_the_draft_is_exactly_this(case: Case, drafts: dict[str, Draft]) -> None:
    draft = drafts[case.source]
    assert (draft.text, kinds(draft)) == (case.text, case.kinds)


def test_every_change_leads_from_what_the_package_wrote_to_the_draft(drafts: dict[str, Draft]) -> None:
    for draft in drafts.values():
        text = draft.raw
        for change in reversed(draft.changes):
            assert change.span.of(text) == change.before
            text = text[: change.span.start] + change.after + text[change.span.end :]
        assert text == draft.text
        for use in draft.terms:
            assert use.target_span is None or use.target_span.of(draft.text) == use.target


def test_a_sentence_alone_has_the_draft_it_has_among_others(
    package: PackageInfo, drafts: dict[str, Draft]
) -> None:
    for source in ("anti-AQMI", "EIGS contre AQMI", "AQMI et AQMI parlent", "CVT parle"):
        assert drafted(package, CONCEPTS, source)[0].text == drafts[source].text


def test_without_names_nothing_is_written(package: PackageInfo) -> None:
    sources = "AQMI parle", "la Ligue Verte parle"
    assert [draft.text for draft in drafted(package, (), *sources)] == [
        "AQMI speaks",
        "the Green Gang speaks",
    ]


def test_names_are_no_patterns(package: PackageInfo, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("C.A+\tD[y]\nM(3\tN{4}\n[x]{2}\t\\1 \\g<0>\nZZ9\t$&\n", encoding="utf-8")
    drafts = drafted(package, read_glossary(table, FR, EN), *STRANGE, "AQMI parle", "CxA parle")
    assert [draft.text for draft in drafts] == [
        "D[y] speaks",
        "N{4} leaves",
        "\\1 \\g<0> and .*",
        "$& speaks",
        "AQMI speaks",
        "CxA speaks",
    ]


def test_five_thousand_names_do_not_get_in_each_others_way(package: PackageInfo, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    rows = [f"Groupe de la ville {number}\tGroup of Town {number}\n" for number in range(4_998)]
    table.write_text("".join([*rows, "AQMI\tAQIM\n", "Front Polisario\tPolisario Front\n"]), encoding="utf-8")
    concepts = read_glossary(table, FR, EN)
    assert len(concepts) == 5_000
    drafts = drafted(package, concepts, "AQMI et le Front Polisario", "le chef parle")
    assert [draft.text for draft in drafts] == ["AQIM and the Polisario Front", "the chief speaks"]
