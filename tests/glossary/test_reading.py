from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.glossary.reading import read_glossary
from workbench.glossary.tables import write_tables

FR, EN = LanguageTag("fr"), LanguageTag("en")

SHEET = (
    "id\ttype\tfr_full\tfr_acronym\ten_full\ten_acronym\tfr_variants\ten_variants\trelations\tsince\tuntil\tnote\tbasis\n"
    "ligue\tassociation\tLigue des jardins\tLDJ\tLeague of Gardens\tLOG\tLdj|la Ligue|Ligue des jardins (LDJ)\t"
    "Garden League\tmember-of:union (guest)\t2001\t\tFictional.\tseen\n"
    "union\tassociation\tUnion des vergers\t\tUnion of Orchards\t\t\t\t\t\t\t\tgeneral\n"
)


def read(folder: Path, text: str | bytes, name: str = "terms.tsv") -> list[Concept]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_glossary(path, FR, EN)


def names(concept: Concept) -> list[tuple[str, str, str]]:
    return [(name.lang, name.text, name.status.value) for name in concept.names]


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize(
    "header", ["", "source{0}target\n", "Source{0}Target{0}Comment\n", "fr{0}en\n", "# mine\n\n"]
)
def test_a_plain_list(tmp_path: Path, mark: str, header: str) -> None:
    text = f"{header.format(mark)}jardin{mark}garden{mark}fictional\nLDJ{mark}LOG\n"
    garden, league = read(tmp_path, text)
    assert names(garden) == [("fr", "jardin", "preferred"), ("en", "garden", "preferred")]
    assert (garden.note, [name.form for name in garden.names]) == ("fictional", [NameForm.FULL] * 2)
    assert [(name.text, name.form) for name in league.names] == [
        ("LDJ", NameForm.ACRONYM),
        ("LOG", NameForm.ACRONYM),
    ]
    assert garden.key != league.key


def test_a_header_may_turn_the_columns_round(tmp_path: Path) -> None:
    [garden] = read(tmp_path, "English\tFrançais\ngarden\tjardin\n")
    assert names(garden) == [("en", "garden", "preferred"), ("fr", "jardin", "preferred")]


def test_the_first_of_several_translations_is_preferred(tmp_path: Path) -> None:
    [garden] = read(tmp_path, "jardin\tgarden\njardin\tyard\njardin\tgarden\n")
    assert names(garden) == [
        ("fr", "jardin", "preferred"),
        ("en", "garden", "preferred"),
        ("en", "yard", "admitted"),
    ]


def test_cells_in_quotation_marks(tmp_path: Path) -> None:
    [garden] = read(tmp_path, 'jardin, petit;"a ""small"" garden; walled"\n')
    assert [name.text for name in garden.names] == ["jardin, petit", 'a "small" garden; walled']
    [garden] = read(tmp_path, '"jardin"\t"a ""small"" garden"\r\n')
    assert [name.text for name in garden.names] == ["jardin", 'a "small" garden']


def test_a_sheet(tmp_path: Path) -> None:
    league, union = read(tmp_path, SHEET)
    assert (league.key, league.kind, league.since, league.note) == (
        "ligue",
        "association",
        "2001",
        "Fictional.",
    )
    assert [(name.lang, name.text, name.form.value, name.status.value) for name in league.names] == [
        ("fr", "Ligue des jardins", "full", "preferred"),
        ("fr", "LDJ", "acronym", "preferred"),
        ("fr", "Ldj", "acronym", "admitted"),
        ("fr", "la Ligue", "short", "admitted"),
        ("en", "League of Gardens", "full", "preferred"),
        ("en", "LOG", "acronym", "preferred"),
        ("en", "Garden League", "variant", "admitted"),
    ]
    assert (league.relations[0].target, league.relations[0].note) == ("union", "guest")
    assert (league.confirmed, union.confirmed) == (True, False)


def test_our_tables(tmp_path: Path) -> None:
    concept = Concept(
        key="ligue", kind="association", names=(Name(lang=FR, text="Ligue", status=NameStatus.FORBIDDEN),)
    )
    for file, text in write_tables([concept]).items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert read_glossary(tmp_path, FR, EN) == [concept]
    assert read_glossary(tmp_path / "names.tsv", FR, EN) == [concept]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "terms.tsv holds no names; write a term and its translation on each line."),
        ("# nothing\n\n", "terms.tsv holds no names; write a term and its translation on each line."),
        ("\njardin\n", "terms.tsv, line 2: there is no translation; write it after a tab, a semicolon or a comma."),
        ("a\tb\n\na\t\n", "terms.tsv, line 3: a term or its translation is missing; fill it in."),
        ("a\tb\tc\td\n", "terms.tsv, line 1: 4 cells stand here; there must be two or three."),
        ('a;b\n"c;d\n', "terms.tsv, line 2: a quotation mark is not closed, or text follows it; check the quotation marks."),
        (b"a\tb\n\xff\tc\n", "terms.tsv, line 2: the text is not UTF-8; save it as UTF-8."),
        (SHEET.replace("ligue\t", "la ligue\t"), "terms.tsv, line 2: “la ligue” is no key of a concept; write it without white space."),
        (SHEET.replace("union\t", "ligue\t"), "terms.tsv, line 3: ligue stands further up already; keep one of the lines."),
        (SHEET.replace("2001", "soon"), "terms.tsv, line 2: “soon” is no date; write 2012, 2012-05 or 2012-05-31."),
        (SHEET.replace("member-of:", "member of "), "terms.tsv, line 2: “member of union (guest)” is no relation; write type:key or type:key (note)."),
        (SHEET + "x\ty\n", "terms.tsv, line 4: 2 cells stand here; the header has 13."),
        (SHEET.replace("Garden League", "|".join(map(str, range(101)))), "terms.tsv, line 2: there are more than 100 variants; keep those that matter."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        read(tmp_path, text)
    assert str(failure.value) == sentence


@pytest.mark.parametrize("name", ["absent.tsv", "nul\0.tsv"])
def test_a_path_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_glossary(tmp_path / name, FR, EN)


LINES = st.lists(
    st.sampled_from(
        [
            "\t",
            ";",
            ",",
            "\n",
            "\r",
            '"',
            "#",
            "|",
            "a",
            "é",
            "id",
            "fr_full",
            "en_full",
            "concept",
            "source",
            "target",
        ]
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=60)
    | LINES
    | LINES.map(lambda text: SHEET + text)
    | LINES.map(lambda text: "a\tb\n" + text)
)
def test_anything_else_is_unreadable(tmp_path: Path, text: str | bytes) -> None:
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    try:
        concepts = read(tmp_path, data)
    except UnreadableInput as failure:
        assert str(failure).startswith("terms.tsv")
    else:
        assert all(concept.names for concept in concepts)
