"""TBX: what is changed in a file of somebody else, what is not read, and the schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from db.errors import UnreadableInput, WrongUse
from db.records import CaseRule, Concept, Name, NameForm, NameStatus, Relation
from tests.glossary.files.samples import EN, FILES, FR, LANGS, MARTIF, TBX
from workbench.glossary.files.glossary_file import GlossaryFile
from workbench.glossary.files.registry import read_files, write, write_new
from workbench.glossary.tables import bundled, write_tables

SCHEMA = Path(__file__).parents[3].parent / "shared" / "schemas" / "TBXcoreStructV03.rng"


def read(text: str | bytes) -> GlossaryFile:
    return read_files({"clubs.tbx": text.encode() if isinstance(text, str) else text}, LANGS)


def changed(text: str, *concepts: Concept) -> str:
    return write(concepts, read(text).layout).files["clubs.tbx"].decode()


def test_what_an_entry_says_is_read() -> None:
    ligue, verger = read(TBX).concepts
    assert (ligue.key, ligue.kind, ligue.since, ligue.note) == (
        "ligue",
        "club",
        "2001",
        "Meets in the <old> barn.",
    )
    assert ligue.relations == (Relation("rival-of", "verger", since="2001"),)
    assert [(n.lang, n.text, n.form, n.status, n.case) for n in ligue.names] == [
        ("fr", "Ligue des jardins", NameForm.FULL, NameStatus.PREFERRED, CaseRule.BY_FORM),
        ("fr", "LDJ", NameForm.ACRONYM, NameStatus.ADMITTED, CaseRule.CAPS),
        ("en", "League of Gardens", NameForm.FULL, NameStatus.PREFERRED, CaseRule.BY_FORM),
    ]
    assert verger.kind == "term"


def test_version_2_is_read_in_its_encoding() -> None:
    meadow, garden = read_files(FILES["tbx2"], LANGS).concepts
    assert [(n.text, n.status) for n in meadow.names] == [
        ("Union des prés", NameStatus.PREFERRED),
        ("Meadow Union", NameStatus.FORBIDDEN),
    ]
    assert (meadow.key, garden.key) == ("c1", "term-jardin")
    assert [n.status for n in garden.names] == [NameStatus.PREFERRED, NameStatus.ADMITTED]


def test_a_changed_entry_keeps_what_only_the_file_knows_and_the_others_stand() -> None:
    ligue, verger = read(TBX).concepts
    names = (replace(ligue.names[0], status=NameStatus.SUPERSEDED, until="2019"), *ligue.names[1:])
    after = changed(TBX, replace(ligue, names=names), verger)
    assert after.partition('<conceptEntry id="ligue"')[0] == TBX.partition("<conceptEntry id='ligue'")[0]
    assert after.partition("</conceptEntry>")[2] == TBX.partition("</conceptEntry>")[2]
    for kept in (
        '<transacGrp><transac type="transactionType">origination</transac><date>2026-11-20</date></transacGrp>',
        '<termNote type="partOfSpeech">noun</termNote>',
        '<descrip type="context">La LDJ se réunit.</descrip>',
        '<descrip type="definition">A club.</descrip>',
        '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>',
        "<note>until: 2019</note>",
    ):
        assert after.count(kept) == 1
    assert read(after).concepts == (replace(ligue, names=names), verger)


def test_a_new_entry_comes_after_the_last_and_another_encoding_is_kept() -> None:
    file = read_files(FILES["tbx2"], LANGS)
    new = Concept(key="2012 é", kind="club", names=(Name(lang=FR, text="Été", status=NameStatus.PREFERRED),))
    after = write([*file.concepts, new], file.layout).files["clubs.tbx"]
    start, end = MARTIF.encode("iso-8859-1").split(b"\r\n</body>")
    assert after.startswith(start + b'\r\n<termEntry id="_x32_012_x20__xe9_">\r\n')
    assert after.endswith(b"\r\n</termEntry>\r\n</body>" + end) and b"<term>&#201;t&#233;</term>" in after
    assert read(after).concepts[2].key == "term-ete"  # white space is no part of a key


def test_into_a_body_without_entries() -> None:
    empty = TBX[: TBX.index("      <!--")] + TBX[TBX.index("    </body>") :]
    concept = Concept(key="a", kind="club", names=(Name(lang=FR, text="A", form=NameForm.ACRONYM),))
    assert read(changed(empty, concept)).concepts == (concept,)
    assert changed(changed(empty, concept)) == empty


def lines(concepts: Sequence[Concept]) -> list[str]:
    """The rows of the tables with these concepts; names of a language stand together in TBX."""
    return sorted("".join(write_tables(concepts).values()).splitlines())


def test_everything_that_ships_fits_in_and_is_valid() -> None:
    concepts = tuple(bundled())
    for name in ("tbx", "tbx2"):
        written = write_new(concepts, name, LANGS)
        again = read_files(written.files, LANGS)
        assert lines(again.concepts) == lines(concepts)
        assert not again.complaints and not written.left_out
    if SCHEMA.is_file():
        schema = etree.RelaxNG(etree.parse(SCHEMA))
        (data,) = write_new(concepts, "tbx", LANGS).files.values()
        schema.assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ('xml:lang="EN"', 'xml:lang="tlhx?"', 22, "“tlhx?” is not a known language"),
        ("<term>LDJ</term>", "<term> </term>", 14, "there is no term here"),
        (
            "<term>LDJ</term>",
            "<term>Ligue des jardins</term>",
            14,
            "the name “Ligue des jardins” (fr) stands here already",
        ),
        ("<term>LDJ</term>", "<term>L\u202eDJ</term>", 14, "“L⇤DJ” holds a control character"),
        ("<term>Union des vergers</term>", "<term/>", 28, "there is no term here"),
        ('id="verger"', 'id="ligue"', 28, "ligue stands further up already"),
    ],
)
def test_what_does_not_fit_is_told_and_stays(before: str, after: str, line: int, reason: str) -> None:
    text = TBX.replace(before, after)
    file = read(text)
    assert file.complaints[0].line == line and file.complaints[0].reason.startswith(reason)
    assert write(file.concepts, file.layout).files["clubs.tbx"].decode() == text
    noted = [replace(concept, note="new") for concept in file.concepts]
    kept = write(noted, file.layout).files["clubs.tbx"].decode()
    assert read(kept).concepts == tuple(noted)
    if "term" in before or "id=" in before:
        assert after.replace("<term/>", "<term").removesuffix(">") in kept


def test_what_comes_before_damage_is_read() -> None:
    file = read(TBX.replace("</body>", "</bady>"))
    assert len(file.concepts) == 2 and file.complaints[-1].line == 29
    with pytest.raises(WrongUse, match="is no XML from line 29 on; write a new file"):
        write(file.concepts, file.layout)
    with pytest.raises(UnreadableInput, match=r"clubs\.tbx, line \d+: this is no XML"):
        read(TBX.replace("</sourceDesc>", "</other>"))


DCT = TBX.replace('"dca"', '"dct" xmlns:b="http://www.tbxinfo.net/ns/basic"').replace(
    '<termNote type="termType">acronym</termNote>', "<b:termType>acronym</b:termType>"
)


def test_another_style_is_read_but_not_changed() -> None:
    file = read(DCT)
    assert file.concepts[0].names[1].form is NameForm.ACRONYM
    assert write(file.concepts, file.layout).files["clubs.tbx"].decode() == DCT
    with pytest.raises(WrongUse, match="in a style of TBX that is read, but not changed"):
        write(file.concepts[:1], file.layout)


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TBX.replace("<tbx ", LAUGHS + "<tbx ").replace("LDJ", "&b;").encode(), "declares entities"),
        (
            TBX.replace("<tbx ", '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/hostname">]><tbx ').encode(),
            "declares entities",
        ),
        (TBX.replace("UTF-8", "UTF-7").encode(), "in an encoding that is not read"),
        (TBX.encode() + b"\0", "in an encoding that is not read"),
    ],
)
def test_what_could_do_harm_is_refused(text: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read(text)


def test_a_document_type_is_not_fetched() -> None:
    assert read(TBX.replace("<tbx ", '<!DOCTYPE tbx SYSTEM "http://example.invalid/x.dtd"><tbx ')).concepts


def test_nothing_is_lost_of_a_name_or_relation() -> None:
    name = Name(
        lang=EN,
        text="A < B & C",
        form=NameForm.TRANSLITERATION,
        status=NameStatus.FORBIDDEN,
        since="2001",
        until="2002-03",
        source='Le "Courrier"',
        confirmed=False,
        note="since: long\nago",
        case=CaseRule.EXACT,
        outlet="Val & Cie",
    )
    concept = Concept(
        key="a|b'é",
        kind="club",
        names=(name,),
        relations=(
            Relation("part-of", "else", "one; two", confirmed=False, since="2001", until="2002"),
            Relation("part-of", "a2", "note: x"),
        ),
        until="2012",
        country="Val",
        note="relation: none",
        confirmed=False,
    )
    other = Concept(key="a2", kind="term", names=(Name(lang=FR, text="A2", form=NameForm.ACRONYM),))
    for format_name in ("tbx", "tbx2"):
        again = read_files(write_new([concept, other], format_name, LANGS).files, LANGS)
        assert {c.key: replace(c, relations=tuple(sorted(c.relations, key=str))) for c in again.concepts} == {
            c.key: replace(c, relations=tuple(sorted(c.relations, key=str))) for c in (concept, other)
        }
