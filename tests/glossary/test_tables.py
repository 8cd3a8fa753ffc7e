from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput, WrongUse
from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.files.formats.tables import COLUMNS, CONCEPTS, NAMES, RELATIONS
from workbench.glossary.tables import bundled, read_table, write_tables

FR, EN = LanguageTag("fr"), LanguageTag("en")

GROUP = Concept(
    key="front-dunes",
    kind="armed group",
    since="2012-06",
    until="2014",
    note='Called "the Front"; not the football club.\nSecond line\tand a tab',
    confirmed=False,
    names=(
        Name(lang=FR, text="Front des dunes", status=NameStatus.PREFERRED, source="Le Courrier des Dunes"),
        Name(lang=FR, text="FDD", form=NameForm.ACRONYM, status=NameStatus.PREFERRED, since="2012"),
        Name(lang=EN, text="“Dune Front”", form=NameForm.VARIANT, confirmed=False, note="press"),
    ),
    relations=(
        Relation("splinter-of", "ligue"),
        Relation("merged-into", "union", "one wing", confirmed=False),
    ),
)
LEAGUE = Concept(key="ligue", kind="movement", names=(Name(lang=FR, text="Ligue des oasis"),))


def store(folder: Path, tables: dict[str, str]) -> Path:
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


# Headers from before there were case rules, outlets, countries and dates of relations: still good.
HEADERS = {
    NAMES: "concept\tkind\tlang\ttext\tform\tstatus\tsince\tuntil\tconfirmed\tsource\tnote",
    CONCEPTS: "concept\tsince\tuntil\tconfirmed\tnote",
    RELATIONS: "concept\ttype\ttarget\tconfirmed\tnote",
}


def names(*lines: str) -> str:
    return "\n".join([HEADERS[NAMES], *lines]) + "\n"


LINE = "a\tgroup\tfr\tLigue\tfull\tpreferred\t2012\t2013-02\tyes\t\t"


def test_tables_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    assert read_table(store(tmp_path, write_tables([GROUP, LEAGUE]))) == [GROUP, LEAGUE]


def test_a_table_reads_like_a_list() -> None:
    tables = write_tables([LEAGUE])
    row = "ligue\tmovement\tfr\tLigue des oasis\tfull\tadmitted\t\t\t\t\tyes\t\t"
    assert tables[NAMES].splitlines() == ["\t".join(COLUMNS[NAMES]), row]
    assert tables[CONCEPTS].splitlines()[1] == "ligue\t\t\t\tyes\t"
    assert tables[RELATIONS] == "concept\ttype\ttarget\tsince\tuntil\tconfirmed\tnote\n"


def test_a_file_of_names_alone_is_a_glossary(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "\ufeff" + names(LINE, "", "b\tgroup\tFR_ml\tUnion\tshort\tadmitted\t\t\tno\t\t"), "utf-8"
    )
    first, second = read_table(path)
    assert (first.key, first.kind, first.confirmed, first.since) == ("a", "group", True, "")
    assert first.names[0] == Name(
        lang=FR, text="Ligue", status=NameStatus.PREFERRED, since="2012", until="2013-02"
    )
    assert (second.names[0].lang, second.confirmed) == ("fr-ML", False)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (LINE.replace("full", "ful"), "“ful” is no form; use one of: full, acronym"),
        (LINE.replace("preferred", "good"), "“good” is no status; use one of: preferred"),
        (LINE.replace("yes", "Yes"), "“Yes” is no confirmed; use one of: yes, no"),
        (LINE.replace("fr\t", "zz\t"), "“zz” is not a known language"),
        (LINE.replace("Ligue", ""), "the text is missing"),
        (LINE.replace("Ligue", "Ligue "), "begins or ends with white space"),
        (LINE.replace("a\tg", "a b\tg", 1), "“a b” is no key"),
        (LINE.replace("2012", "12.5.2012"), "“12.5.2012” is no date"),
        (LINE.replace("2012", "2013-03"), r"ends \(2013-02\) before it begins \(2013-03\)"),
        (LINE.replace("group", "party"), "a is of kind “group” further up"),
        (LINE, r"has the name “Ligue” \(fr\) already"),
        (LINE.replace("Ligue", "Union"), "has a preferred full name in fr already"),
        (LINE + "\tmore", "12 cells stand here; the header has 11"),
        (LINE.replace("Ligue", '"Ligue" des'), "a quotation mark is not closed, or text follows it"),
    ],
)
def test_the_first_thing_that_does_not_fit_is_told_with_its_line(
    tmp_path: Path, line: str, complaint: str
) -> None:
    (tmp_path / NAMES).write_text(names(LINE, line), encoding="utf-8")
    with pytest.raises(UnreadableInput, match=rf"^names\.tsv, line 3: .*{complaint}"):
        read_table(tmp_path)


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        (CONCEPTS, "b\t\t\tyes\t", "there is no concept “b” in names.tsv"),
        (CONCEPTS, "a\t2012\t2011\tyes\t", "ends"),
        (RELATIONS, "b\trenamed-to\ta\tyes\t", "there is no concept “b”"),
        (RELATIONS, "a\trenamed-to\ta\tyes\t", "a relation to itself"),
        (RELATIONS, "a\t\tb\tyes\t", "the type is missing"),
    ],
)
def test_the_other_tables_are_checked_too(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    header = HEADERS[file]
    store(tmp_path, {NAMES: names(LINE), file: f"{header}\n{line}\n"})
    with pytest.raises(UnreadableInput, match=f"{file}, line 2: .*{complaint}"):
        read_table(tmp_path)


def test_a_concept_stands_once_in_its_table(tmp_path: Path) -> None:
    tables = write_tables([LEAGUE])
    store(tmp_path, tables | {CONCEPTS: tables[CONCEPTS] + "ligue\t\t\t\tyes\t\n"})
    with pytest.raises(UnreadableInput, match=r"concepts\.tsv, line 3: ligue stands further up"):
        read_table(tmp_path)


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere\.tsv cannot be read: No such file"):
        read_table(tmp_path / "nowhere.tsv")
    (tmp_path / NAMES).write_text("term\tfr\n")
    with pytest.raises(UnreadableInput, match=r"line 1: the columns must be concept, kind, lang"):
        read_table(tmp_path)
    (tmp_path / NAMES).write_bytes(names(LINE).encode() + "é".encode("latin-1"))
    with pytest.raises(UnreadableInput, match=r"names\.tsv, line 3: the text is not UTF-8"):
        read_table(tmp_path)
    (tmp_path / NAMES).write_bytes(b"")
    with pytest.raises(UnreadableInput, match="line 1"):
        read_table(tmp_path)


def test_a_concept_without_names_is_refused() -> None:
    with pytest.raises(WrongUse, match="“x” has no name"):
        write_tables([Concept(key="x", kind="group")])


KEYS = st.text("abc-é1", min_size=1, max_size=6)
SHOWN = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    max_codepoint=0xDFFFF,
)
NOTES = st.text(SHOWN) | st.text("\"\t\r\n ,a\\#'=+")
DATES = st.sampled_from(["", "2012", "2012-05", "2012-05-31"])
NAME = st.builds(
    Name,
    lang=st.sampled_from([FR, EN, LanguageTag("ar")]),
    text=st.text(SHOWN, min_size=1).map(str.strip).filter(bool),
    form=st.sampled_from(NameForm),
    status=st.sampled_from([each for each in NameStatus if each is not NameStatus.PREFERRED]),
    since=DATES,
    source=NOTES,
    confirmed=st.booleans(),
    note=NOTES,
    case=st.sampled_from(CaseRule),
    outlet=NOTES,
)
CONCEPT = st.builds(
    Concept,
    key=KEYS,
    kind=st.just("group"),
    names=st.lists(NAME, min_size=1, max_size=2, unique_by=lambda name: name.text).map(tuple),
    relations=st.lists(
        st.builds(
            Relation,
            type=st.just("part-of"),
            target=st.just("other"),
            note=NOTES,
            confirmed=st.booleans(),
            since=DATES,
        ),
        max_size=2,
        unique_by=lambda relation: relation.note,
    ).map(tuple),
    until=DATES,
    note=NOTES,
    confirmed=st.booleans(),
    country=NOTES,
)


@settings(max_examples=60)
@given(concepts=st.lists(CONCEPT, max_size=2, unique_by=lambda concept: concept.key))
def test_any_glossary_survives_the_tables(
    tmp_path_factory: pytest.TempPathFactory, concepts: list[Concept]
) -> None:
    folder = store(tmp_path_factory.mktemp("tables"), write_tables(concepts))
    assert read_table(folder) == concepts


def test_the_bundled_glossaries_hang_together() -> None:
    concepts = bundled()
    keys = [concept.key for concept in concepts]
    assert len(keys) == len(set(keys)) > 60
    for concept in concepts:
        assert {relation.target for relation in concept.relations} <= set(keys)
        for lang in (FR, EN):
            assert concept.preferred(lang, NameForm.FULL), concept.key
        assert all(name.confirmed == concept.confirmed and name.source for name in concept.names)


def test_no_bundled_concept_is_renamed_in_a_circle() -> None:
    later = {
        concept.key: relation.target
        for concept in bundled()
        for relation in concept.relations
        if relation.type == "renamed-to"
    }
    for key in later:
        seen = {key}
        while (key := later.get(key, "")) and key not in seen:
            seen.add(key)
        assert not key


def test_unconfirmed_rows_are_marked() -> None:
    by_key = {concept.key: concept for concept in bundled()}
    assert by_key["aqim"].confirmed
    assert not by_key["off-pm"].confirmed
    assert by_key["aqim"].preferred(EN, NameForm.ACRONYM).text == "AQIM"
