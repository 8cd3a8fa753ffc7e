"""What is read and written again stands as it stood, and what has changed stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import CaseRule, Concept, Name, NameForm, NameStatus, Relation
from tests.glossary.files.samples import CSV, EN, FILES, FOLDER, FR, LANGS, NAMES, OMEGAT, SHEET, TSV
from workbench.glossary.files.glossary_file import GlossaryFile, Layout
from workbench.glossary.files.registry import formats, read_files, write, write_new

Files = Mapping[str, bytes]


def changes(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def written(file: GlossaryFile, *concepts: Concept) -> Files:
    return write(concepts, file.layout).files


def with_names(concept: Concept, change: Callable[[Name], Name | None]) -> Concept:
    names = (change(name) for name in concept.names)
    return replace(concept, names=tuple(name for name in names if name))


@pytest.mark.parametrize("name", FILES)
def test_a_format_is_known_by_its_content_and_written_as_it_stood(name: str) -> None:
    file = read_files(FILES[name], LANGS)
    assert (file.format, file.complaints) == (name, ())
    assert len(file.concepts) >= 2
    assert written(file, *file.concepts) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_all_but_one_concept_can_go(name: str) -> None:
    file = read_files(FILES[name], LANGS)
    for kept in file.concepts:
        again = read_files(written(file, kept), LANGS)
        assert again.concepts == (kept,) and not again.complaints
        assert written(file, *file.concepts) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_what_is_gone_can_come_back_at_the_end(name: str) -> None:
    file = read_files(FILES[name], LANGS)
    without = read_files(written(file, *file.concepts[1:]), LANGS)
    again = read_files(write(file.concepts, without.layout).files, LANGS)
    assert {c.key for c in again.concepts} == {c.key for c in file.concepts}
    assert [n.text for c in again.concepts[::-1] for n in c.names] == [
        n.text for c in file.concepts for n in c.names
    ]


def test_a_changed_name_is_rewritten_in_its_place() -> None:
    file = read_files(FOLDER, LANGS)
    ligue, verger = file.concepts
    changed = with_names(
        ligue, lambda n: replace(n, note="fondée en 2001") if n.text == "Ligue des jardins" else n
    )
    after = written(file, changed, verger)
    assert changes(NAMES.encode(), after["names.tsv"]) == (
        ["ligue\tclub\tfr\tLigue des jardins\tfull\tpreferred\t2001\t\tyes\tLe Courrier du Val\t"],
        [
            "ligue\tclub\tfr\tLigue des jardins\tfull\tpreferred\t2001\t\tyes\tLe Courrier du Val\tfondée en 2001"
        ],
    )
    assert {**after, "names.tsv": b""} == {**FOLDER, "names.tsv": b""}


def test_only_the_changed_cell_is_written_anew() -> None:
    file = read_files(FOLDER, LANGS)
    ligue, verger = file.concepts
    changed = with_names(ligue, lambda n: replace(n, since="2002") if n.text == "LDJ" else n)
    gone, new = changes(NAMES.encode(), written(file, changed, verger)["names.tsv"])
    assert gone == ['ligue\tclub\tFR\t"LDJ"\tacronym\tpreferred\t\t\tyes\t\t"said ""el-dé-ji""']
    assert new == ['ligue\tclub\tFR\t"LDJ"\tacronym\tpreferred\t2002\t\tyes\t\t"said ""el-dé-ji""']


def test_another_spelling_takes_the_place_of_the_one_before() -> None:
    file = read_files(FOLDER, LANGS)
    ligue, verger = file.concepts
    changed = with_names(verger, lambda n: replace(n, text="Union du verger") if n.lang == FR else n)
    after = written(file, ligue, changed)["names.tsv"].decode().splitlines()
    before = NAMES.splitlines()
    assert [at for at, line in enumerate(after) if line != before[at]] == [8]
    assert len(after) == len(before)


def test_a_new_name_comes_after_those_of_its_concept() -> None:
    file = read_files(FOLDER, LANGS)
    ligue, verger = file.concepts
    more = replace(ligue, names=(*ligue.names, Name(lang=EN, text="LOG", form=NameForm.ACRONYM)))
    lines = written(file, more, verger)["names.tsv"].decode().splitlines()
    assert lines[6] == "ligue\tclub\ten\tLOG\tacronym\tadmitted\t\t\tyes\t\t"
    assert lines[:6] + lines[7:] == NAMES.splitlines()


def test_a_column_is_added_when_there_is_something_to_say_in_it() -> None:
    file = read_files(FOLDER, LANGS)
    ligue, verger = file.concepts
    changed = with_names(verger, lambda n: replace(n, case=CaseRule.CAPS) if n.lang == FR else n)
    changed = replace(changed, relations=(Relation("replaces", "ligue", since="2012"),), country="Val")
    after = read_files(written(file, ligue, changed), LANGS)
    assert after.concepts == (ligue, changed)
    lines = after.layout.files["names.tsv"].decode().splitlines()
    assert (lines[0], lines[1].split("\t")[-1]) == (NAMES.splitlines()[0], "case")
    assert [line.removesuffix("\t") for line in lines[5:8]] == NAMES.splitlines()[5:8]
    assert after.layout.files["concepts.tsv"] == (
        b"concept\tsince\tuntil\tconfirmed\tnote\tcountry\nligue\t2001\t\tyes\tA club.\t\nverger\t\t\tyes\t\tVal\n"
    )


def test_a_folder_without_the_other_tables_gets_them_only_when_needed() -> None:
    file = read_files({"names.tsv": FOLDER["names.tsv"]}, LANGS)
    ligue, verger = file.concepts
    assert set(written(file, ligue, verger)) == {"names.tsv"}
    assert set(written(file, replace(ligue, note="new"), verger)) == {"names.tsv", "concepts.tsv"}


def test_a_file_of_names_tells_what_it_has_no_place_for() -> None:
    file = read_files({"mine.tsv": FOLDER["names.tsv"]}, LANGS)
    ligue, verger = file.concepts
    out = write([replace(ligue, relations=(Relation("replaces", "x"),), note="new"), verger], file.layout)
    assert out.files == file.layout.files
    assert [sentence.split(" ")[0] for sentence in out.left_out] == ["What", "1"]


def test_a_sheet_keeps_the_cells_that_have_not_changed() -> None:
    file = read_files(FILES["sheet"], LANGS)
    ligue, union = file.concepts
    after = written(file, replace(ligue, since="2002"), union)["clubs.tsv"]
    gone, new = changes(SHEET.encode(), after)
    assert new == [gone[0].replace("2001", "2002")]
    more = Concept(key="club", kind="club", names=(Name(lang=FR, text="Club", status=NameStatus.PREFERRED),))
    assert (
        written(file, ligue, union, more)["clubs.tsv"]
        == SHEET.encode() + b"club\tclub\tClub\t\t\t\t\t\t\t\t\t\tseen\n"
    )


def test_a_list_keeps_its_comments_where_they_stand() -> None:
    file = read_files(FILES["tsv"], LANGS)
    garden, orchard = file.concepts
    assert (garden.key, garden.note, orchard.note) == ("term-jardin", "fictional", "of apples")
    more = replace(garden, names=(*garden.names, Name(lang=EN, text="plot")))
    assert written(file, more, orchard)["plants.tsv"].decode() == TSV.replace(
        '"yard"\n', '"yard"\njardin\tplot\n'
    )
    noted = replace(garden, note="other")
    assert written(file, noted, orchard)["plants.tsv"].decode() == TSV.replace("fictional", "other")
    fewer = with_names(garden, lambda n: None if n.text == "garden" else n)
    assert written(file, fewer, orchard)["plants.tsv"].decode() == TSV.replace(
        "jardin\tgarden\tfictional\n", ""
    ).replace('"yard"', '"yard"\tfictional')


def test_a_list_keeps_its_mark_line_breaks_and_order_of_languages() -> None:
    file = read_files(FILES["csv"], LANGS)
    walled, orchard = file.concepts
    assert [name.lang for name in walled.names] == [EN, FR]
    assert walled.note == "=x"
    new = Concept(key="x", kind="term", names=(Name(lang=FR, text="-pré"), Name(lang=EN, text='a "meadow"')))
    after = written(file, walled, orchard, new)["plants.csv"].decode()
    assert after == CSV + '"a ""meadow""";\'-pré\r\n'
    assert [name.text for name in read_files({"plants.csv": after.encode()}, LANGS).concepts[2].names] == [
        'a "meadow"',
        "-pré",
    ]


def test_the_last_line_ends_as_it_did() -> None:
    file = read_files(FILES["omegat"], LANGS)
    new = Concept(key="x", kind="term", names=(Name(lang=FR, text="pré"), Name(lang=EN, text="meadow")))
    assert written(file, *file.concepts, new)["plants.utf8"].decode() == OMEGAT + "\npré\tmeadow"
    assert written(file, file.concepts[0])["plants.utf8"].decode() == OMEGAT.removesuffix(
        "\nverger\torchard\tapples"
    )


def test_omegat_is_told_of_names_to_avoid_and_does_not_offer_them() -> None:
    names = (
        Name(lang=FR, text="LDJ", form=NameForm.ACRONYM, status=NameStatus.PREFERRED),
        Name(lang=FR, text="#LDJ"),
        Name(lang=EN, text="League of Gardens", status=NameStatus.PREFERRED),
        Name(lang=EN, text="LOG", form=NameForm.ACRONYM, status=NameStatus.PREFERRED),
        Name(lang=EN, text="GardenGang", status=NameStatus.FORBIDDEN),
    )
    out = write_new([Concept(key="ldj", kind="club", names=names, note="A\tclub.")], "omegat", LANGS, "clubs")
    assert out.files["clubs.utf8"].decode() == (
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
        "LDJ\tLOG\tA club.; not: GardenGang (forbidden)\n"
        "LDJ\tLeague of Gardens\tA club.; not: GardenGang (forbidden)\n"
    )
    assert "“GardenGang” (en, forbidden)" in " ".join(out.left_out)


def test_rows_that_were_complained_about_stay() -> None:
    bad = (
        NAMES.replace("\tclub\ten\tOrchard", "\tparty\ten\tOrchard")
        + 'x\tclub\tfr\t"Ouvert\tfull\n\xa0\nx\ty\n'
    )
    file = read_files({**FOLDER, "names.tsv": bad.encode()}, LANGS)
    assert [(each.file, each.line) for each in file.complaints] == [
        ("names.tsv", 10),
        ("names.tsv", 11),
        ("names.tsv", 13),
    ]
    assert written(file, *file.concepts)["names.tsv"] == bad.encode()
    changed = replace(file.concepts[0], kind="society")
    assert written(file, changed, *file.concepts[1:])["names.tsv"].decode() == bad.replace(
        "ligue\tclub", "ligue\tsociety"
    )


def test_a_table_with_other_columns_is_complained_about_and_left_alone() -> None:
    file = read_files({**FOLDER, "concepts.tsv": b"key;dates\n"}, LANGS)
    assert [str(each)[:46] for each in file.complaints] == ["concepts.tsv, line 1: the columns must be conc"]
    out = write([replace(each, note="new") for each in file.concepts], file.layout)
    assert out.files["concepts.tsv"] == b"key;dates\n"
    assert out.left_out[0].startswith("Nothing is written into concepts.tsv")


# Anything at all

LINES = [
    *(
        "jardin\tgarden",
        "jardin\tyard\tnote",
        '"a;b";"c ""d"""',
        "a,b,c",
        "#x",
        "",
        " ",
        "a",
        '"a',
        "\xa0",
        "\t",
        "a\tb\tc\td",
    ),
    *(line for line in NAMES.split("\n") if line),
    *(line for line in SHEET.split("\n") if line),
    *("ligue\tclub\tfr\tLigue des jardins\tfull\tpreferred", "é\udcff", "\u202ea\tb", "a\0\tb", "'=a\t'-b"),
]
HEADS = [
    "",
    "source\ttarget\n",
    "source,target\n",
    NAMES.split("\n")[1] + "\n",
    SHEET.split("\n")[0] + "\n",
    OMEGAT.split("\n")[0] + "\n",
]
TEXTS = st.builds(
    lambda mark, head, lines, ends: mark + head + "".join(map("".join, zip(lines, ends, strict=False))),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(LINES), max_size=8),
    st.lists(st.sampled_from(["\n", "\n", "\r\n", "\r", ""]), min_size=8, max_size=8),
).map(lambda text: text.encode("utf-8", "surrogateescape"))


@settings(max_examples=400)
@given(TEXTS | st.binary(max_size=40))
def test_any_bytes_are_refused_or_written_as_they_stood(data: bytes) -> None:
    try:
        file = read_files({"any.tsv": data}, LANGS)
    except UnreadableInput as refusal:
        assert str(refusal).startswith("any.tsv")
        return
    assert written(file, *file.concepts) == {"any.tsv": data}
    assert all(concept.names for concept in file.concepts)


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=8)
CELLS = TEXT.map(lambda text: " ".join(text.split())).filter(bool) | st.sampled_from(
    ["'=a", "=1+1", '"', "#a", "a|b", "-"]
)
NAME = st.builds(Name, lang=st.sampled_from(LANGS), text=CELLS, form=st.sampled_from(NameForm), note=CELLS)
CONCEPT = st.builds(
    Concept,
    key=st.from_regex(re.compile(r"[a-c]{1,2}"), fullmatch=True),
    kind=st.just("club"),
    names=st.lists(NAME, min_size=1, max_size=4, unique_by=lambda name: (name.lang, name.text)).map(tuple),
    note=CELLS,
)
CONCEPTS = st.lists(CONCEPT, max_size=3, unique_by=lambda concept: concept.key)


def sorted_names(concept: Concept) -> Concept:
    return replace(concept, names=tuple(sorted(concept.names, key=lambda name: (name.lang, name.text))))


@settings(max_examples=150)
@given(st.sampled_from(sorted(formats())), CONCEPTS, CONCEPTS)
def test_any_concepts_can_be_written_into_any_file(
    name: str, before: list[Concept], after: list[Concept]
) -> None:
    first = write_new(before, name, LANGS).files if before else FILES[name]
    out = write(after, Layout(first, LANGS))
    try:
        second = read_files(out.files, LANGS)
    except UnreadableInput:  # a list without a single row
        sides = [{name.lang for name in each.names if name.text[0] != "#"} for each in after]
        assert set(LANGS) not in sides
        return
    assert not second.complaints
    if name in ("tables", "tbx", "tbx2"):
        assert {sorted_names(concept) for concept in second.concepts} == {
            sorted_names(each) for each in after
        }
    kept = {text for concept in after for text in (name.text for name in concept.names)}
    assert {n.text for concept in second.concepts for n in concept.names} <= {
        " ".join(text.split()) for text in kept
    }
    assert written(second, *second.concepts) == out.files
