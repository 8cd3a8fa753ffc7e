"""Glossary files into a project and out again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import UnreadableInput, WrongUse
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from tests.support.projects import make_project
from workbench.glossary import service
from workbench.glossary.exporting import export_again, export_new
from workbench.glossary.files import registry
from workbench.glossary.importing import GlossaryReport, import_glossary, import_shipped
from workbench.project import Project
from workbench.review.service import undo

FR, EN = LanguageTag("fr"), LanguageTag("en")
LANGS = FR, EN
CLIENT = (
    b"\xef\xbb\xbf# liste fictive\r\n\r\nAQMI\tAQ Maghreb\r\nFront fictif\tFictional Front\tune note\r\n"
    b"seul\r\nFront des rives\tBanks Front"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", []) as project:
        yield project


def taken_in(project: Project, data: bytes, name: str = "client.tsv") -> GlossaryReport:
    path = project.path.with_name(name)
    path.write_bytes(data)
    return import_glossary(project, path, LANGS)


def written(project: Project, called: str) -> bytes:
    out = project.path.with_name("out.tsv")
    export_again(project, called, out)
    return out.read_bytes()


def names_of(project: Project, key: str) -> dict[str, Name]:
    return {name.text: name for name in service.concept(project, key).names}


def own_key(project: Project, text: str) -> str:
    return next(c.key for c in service.concepts(project) if any(name.text == text for name in c.names))


def test_a_list_joins_what_is_known_and_adds_the_rest_and_tells_bad_rows(project: Project) -> None:
    report = taken_in(project, CLIENT)
    assert (report.read, report.new_concepts, report.new_names, len(report.complaints)) == (6, 2, 5, 1)
    assert "client.tsv, line 5" in report.complaints[0]
    assert names_of(project, "aqim")["AQ Maghreb"].glossary == "client"
    assert own_key(project, "Front fictif") != own_key(project, "Front des rives")


def test_it_is_written_back_byte_for_byte(project: Project) -> None:
    taken_in(project, CLIENT)
    assert written(project, "client") == CLIENT


def test_only_what_was_changed_in_the_project_differs(project: Project) -> None:
    taken_in(project, CLIENT)
    key = own_key(project, "Front fictif")
    standing = names_of(project, key)["Fictional Front"]
    service.put_name(project, key, replace(standing, text="Imaginary Front"))
    assert written(project, "client") == CLIENT.replace(b"Fictional Front", b"Imaginary Front")


def test_imported_again_its_names_follow_the_file_but_not_those_of_the_project(project: Project) -> None:
    taken_in(project, CLIENT)
    service.put_name(project, "aqim", Name(lang=EN, text="AQM"))
    report = taken_in(project, CLIENT.replace(b"AQ Maghreb", b"AQ in the Maghreb"))
    assert (report.new_names, report.removed) == (1, 1)
    names = names_of(project, "aqim")
    assert "AQ in the Maghreb" in names and "AQ Maghreb" not in names and "AQM" in names
    assert taken_in(project, CLIENT.replace(b"AQ Maghreb", b"AQ in the Maghreb")).new_names == 0


def test_one_undo_takes_an_import_back(project: Project) -> None:
    before = service.concepts(project)
    taken_in(project, CLIENT)
    undo(project)
    after = service.concepts(project)
    assert [(c.key, c.names) for c in after] == [(c.key, c.names) for c in before]
    assert "client" not in project.store.glossaries.names()


def test_a_folder_of_tables_comes_back_file_by_file(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    rows = {
        "names.tsv": "concept\tkind\tlang\ttext\tform\tstatus\tsince\tuntil\tconfirmed\tsource\tnote\n"
        "# fictive\nff\tarmed group\tfr\tFront fictif\tfull\tpreferred\t2012-05\t\tyes\tfiction\t\n",
        "relations.tsv": "concept\ttype\ttarget\tconfirmed\tnote\nff\tsplinter-of\taqim\tyes\t\n",
    }
    for name, text in rows.items():
        (folder / name).write_text(text)
    report = import_glossary(project, folder, LANGS)
    assert (report.name, report.new_concepts) == ("mine", 1)
    assert [r.target for r in service.concept(project, "ff").relations] == ["aqim"]
    export_again(project, "mine", tmp_path / "again")
    assert {f: (tmp_path / "again" / f).read_text() for f in rows} == rows


def test_the_project_s_own_goes_out_and_into_another_project(project: Project, tmp_path: Path) -> None:
    service.put_name(project, "aqim", Name(lang=EN, text="AQM", form=NameForm.ACRONYM))
    service.put_name(
        project, "aqim", Name(lang=EN, text="AQ Maghreb", status=NameStatus.FORBIDDEN, until="2013-05")
    )
    done = export_new(project, "tables", tmp_path / "own", LANGS, own=True)
    assert (done.concepts, done.names) == (1, 2)
    with make_project(tmp_path / "other.db", []) as other:
        import_glossary(other, tmp_path / "own", LANGS)
        found = names_of(other, "aqim")["AQ Maghreb"]
        assert (found.status, found.until, found.glossary) == (NameStatus.FORBIDDEN, "2013-05", "own")


@pytest.mark.parametrize("name", sorted(registry.formats()))
def test_every_format_takes_the_glossary_out_and_in_again(
    project: Project, tmp_path: Path, name: str
) -> None:
    out = tmp_path / f"out{registry.formats()[name].suffix}"
    done = export_new(project, name, out, LANGS)
    assert done.concepts == len(service.concepts(project))
    again = registry.read(out, LANGS)
    assert again.complaints == ()
    found = {n.text for c in again.concepts for n in c.names}
    assert {"Al-Qaïda au Maghreb islamique", "ECOWAS"} <= found


def test_what_ships_is_brought_up_to_date_around_the_project_s_own(project: Project) -> None:
    import_shipped(project)
    gone = names_of(project, "aqim")["AQIM"]
    service.put_name(project, "aqim", replace(gone, note="ours"))
    with project.store.action("test", "an older release"):
        old = service.concept(project, "ecowas")
        project.store.concepts.change(replace(old, names=old.names[1:]))
    reports = import_shipped(project)
    assert sum(report.new_names for report in reports) == 1
    assert names_of(project, "aqim")["AQIM"].note == "ours"
    assert sum(report.new_names + report.changed + report.removed for report in import_shipped(project)) == 0


def test_what_is_not_there_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="there are"):
        export_again(project, "nothing", tmp_path / "x.tsv")
    with pytest.raises(WrongUse, match="belongs to the project"):
        export_new(project, "tsv", project.path, LANGS)
    with pytest.raises(UnreadableInput):
        import_glossary(project, tmp_path / "nowhere.tsv", LANGS)


def preferred(project: Project, key: str, form: NameForm = NameForm.FULL) -> str:
    name = service.concept(project, key).preferred(EN, form)
    return name.text if name else ""


TABLE = (
    "concept\tkind\tlang\ttext\tform\tstatus\tsince\tuntil\tconfirmed\tsource\tnote\n"
    "ff\tarmed group\tfr\tFront fictif\tfull\tpreferred\t\t\tyes\tfiction\t\n"
    "ff\tarmed group\ten\tFictional Front\tfull\tpreferred\t\t\tyes\tfiction\t\n"
)
RELATIONS = "concept\ttype\ttarget\tconfirmed\tnote\n"


def folder_of(project: Project, names: str, relations: str = "", name: str = "mine") -> Path:
    folder = project.path.with_name(name)
    folder.mkdir(exist_ok=True)
    (folder / "names.tsv").write_text(names)
    (folder / "relations.tsv").write_text(RELATIONS + relations)
    return folder


def test_another_file_of_the_same_name_needs_a_name_of_its_own(project: Project, tmp_path: Path) -> None:
    taken_in(project, b"Front fictif\tFictional Front\n")
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / "client.tsv"
    other.write_bytes(b"Front des rives\tBanks Front\n")
    with pytest.raises(WrongUse, match="--name"):
        import_glossary(project, other, LANGS)
    assert written(project, "client") == b"Front fictif\tFictional Front\n"
    import_glossary(project, other, LANGS, "client")
    assert written(project, "client") == other.read_bytes()
    assert import_glossary(project, other, LANGS).removed == 0


@pytest.mark.parametrize("name", [" ", " x", "a\nb", "shipped", "shipped/groups", "a\x1b[31m"])
def test_what_is_no_name_of_a_glossary_is_refused(project: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / "client.tsv").write_bytes(CLIENT)
    with pytest.raises(WrongUse):
        import_glossary(project, tmp_path / "client.tsv", LANGS, name)


def test_a_preferred_name_of_the_project_stays_so(project: Project) -> None:
    service.add_concept(project, Concept(key="ff", kind="term", names=(Name(lang=FR, text="Front fictif"),)))
    service.put_name(project, "ff", Name(lang=EN, text="Our Front", status=NameStatus.PREFERRED))
    taken_in(project, b"Front fictif\tFictional Front\n")
    assert preferred(project, "ff") == "Our Front"
    assert names_of(project, "ff")["Fictional Front"].status is NameStatus.ADMITTED
    assert written(project, "client").startswith(b"Front fictif\tFictional Front")
    service.remove_name(project, "ff", names_of(project, "ff")["Our Front"])
    assert preferred(project, "ff") == "Fictional Front"


def test_a_shipped_preferred_name_gives_way_to_a_client_s_and_comes_back_after_it(project: Project) -> None:
    shipped = preferred(project, "aqim")
    taken_in(project, "Al-Qaïda au Maghreb islamique\tAQ Maghreb\n".encode())
    assert preferred(project, "aqim") == "AQ Maghreb"
    assert names_of(project, "aqim")[shipped].status is NameStatus.ADMITTED
    import_shipped(project)
    assert preferred(project, "aqim") == "AQ Maghreb"
    taken_in(project, b"Front fictif\tFictional Front\n")
    assert preferred(project, "aqim") == shipped


def test_among_imported_glossaries_the_first_keeps_its_preferred_name(project: Project) -> None:
    for data, name in ((b"FF\tone\n", "a.tsv"), (b"FF\ttwo\n", "b.tsv"), (b"FF\tone\n", "a.tsv")):
        taken_in(project, data, name)
        assert preferred(project, own_key(project, "FF")) == "one"
    assert written(project, "b") == b"FF\ttwo\n"
    taken_in(project, b"FF\tzero\n", "a.tsv")
    assert preferred(project, own_key(project, "FF")) == "two"


def test_a_name_that_was_removed_here_does_not_come_back(project: Project) -> None:
    taken_in(project, CLIENT)
    for text in ("AQ Maghreb", "AQIM"):
        service.remove_name(project, "aqim", names_of(project, "aqim")[text])
    report = taken_in(project, CLIENT)
    assert (report.new_names, report.kept_out) == (0, 1)
    assert sum(each.kept_out for each in import_shipped(project)) == 1
    assert not {"AQ Maghreb", "AQIM"} & set(names_of(project, "aqim"))
    service.put_name(project, "aqim", Name(lang=EN, text="AQ Maghreb"))
    assert taken_in(project, CLIENT).kept_out == 0


def test_a_name_that_was_written_over_here_does_not_come_back(project: Project) -> None:
    taken_in(project, CLIENT)
    key = own_key(project, "Front fictif")
    service.put_name(project, key, replace(names_of(project, key)["Fictional Front"], text="Imaginary Front"))
    taken_in(project, CLIENT)
    assert set(names_of(project, key)) == {"Front fictif", "Imaginary Front"}


@pytest.mark.parametrize("text", ["Front fictif", "AQMI"])
def test_a_concept_that_was_removed_here_does_not_come_back(project: Project, text: str) -> None:
    taken_in(project, CLIENT)
    service.remove_concept(project, own_key(project, text))
    report = taken_in(project, CLIENT)
    assert (report.new_concepts, report.kept_out) == (0, 2)
    import_shipped(project)
    assert not any(name.text == text for each in service.concepts(project) for name in each.names)
    undo(project)
    undo(project)
    assert own_key(project, text)


def test_what_an_undone_import_took_away_is_not_kept_out(project: Project) -> None:
    taken_in(project, CLIENT)
    undo(project)
    assert taken_in(project, CLIENT).new_concepts == 2


def test_a_term_of_several_concepts_makes_one_of_its_own_and_is_told(project: Project) -> None:
    report = taken_in(project, b"CNSP\tNCSP of the client\n")
    assert report.new_concepts == 1
    assert "“CNSP” is a name of cnsp-mali and cnsp-niger" in report.complaints[0]
    again = taken_in(project, b"CNSP\tNCSP of the client\n")
    assert (again.new_concepts, again.complaints, again.removed) == (0, [], 0)


def test_a_source_name_that_nobody_knows_does_not_part_a_list_from_its_concept(project: Project) -> None:
    project.path.with_name("x.tbx").write_text(
        '<tbx type="TBX-Basic" style="dca" xml:lang="fr" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc>'
        "<sourceDesc><p>fictif</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id='c1'>"
        "<langSec xml:lang='fr'><termSec><term>AQMI</term></termSec><termSec><term>AQMX</term></termSec></langSec>"
        "</conceptEntry></body></text></tbx>"
    )
    import_glossary(project, project.path.with_name("x.tbx"), LANGS)
    assert "AQMX" in names_of(project, "aqim")


def test_a_concept_that_is_left_without_names_goes(project: Project) -> None:
    taken_in(project, CLIENT)
    report = taken_in(project, CLIENT.replace(b"Front des rives\tBanks Front", b""))
    assert (report.removed, report.removed_concepts) == (2, 1)
    assert not any(name.text == "Banks Front" for each in service.concepts(project) for name in each.names)


def test_a_concept_that_the_project_has_edited_keeps_its_names(project: Project) -> None:
    taken_in(project, CLIENT)
    key = own_key(project, "Front des rives")
    service.change_concept(project, replace(service.concept(project, key), country="Pays fictif"))
    assert taken_in(project, b"Front fictif\tFictional Front\n").removed_concepts == 0
    assert {name.glossary for name in names_of(project, key).values()} == {service.OWN}


def test_facts_and_relations_follow_their_glossary(project: Project) -> None:
    import_glossary(project, folder_of(project, TABLE, "ff\tsplinter-of\taqim\tyes\t\n"), LANGS)
    service.add_relation(project, "ff", Relation("part-of", "ecowas"))
    renamed = TABLE.replace("armed group", "party")
    import_glossary(project, folder_of(project, renamed, "ff\trenamed-to\taqim\tyes\tfictive\n"), LANGS)
    done = service.concept(project, "ff")
    assert done.kind == "party"
    assert {(each.type, each.target, each.note) for each in done.relations} == {
        ("part-of", "ecowas", ""),
        ("renamed-to", "aqim", "fictive"),
    }
    service.change_concept(project, replace(done, kind="movement"))
    service.remove_relation(project, "ff", next(r for r in done.relations if r.type == "renamed-to"))
    import_glossary(project, folder_of(project, TABLE, "ff\trenamed-to\taqim\tyes\t\n"), LANGS)
    done = service.concept(project, "ff")
    assert (done.kind, [each.type for each in done.relations]) == ("movement", ["part-of"])


def test_a_client_s_list_takes_over_nothing_of_an_older_project_s(project: Project) -> None:
    with project.store.action("test", "as it was before names told where they came from"):
        old = service.concept(project, "aqim")
        names = tuple(replace(name, glossary="shipped") for name in old.names)
        extra = Name(lang=EN, text="A name of old", glossary="shipped")
        gone = Concept(key="gone", kind="term", names=(extra,), glossary="shipped")
        project.store.concepts.change(replace(old, names=(*names, extra), glossary="shipped"))
        project.store.concepts.add([gone])
    taken_in(project, CLIENT)
    assert service.concept(project, "aqim").kind == old.kind
    assert names_of(project, "aqim")["AQMI"].glossary == "shipped"
    reports = import_shipped(project)
    assert (sum(each.removed for each in reports), sum(each.removed_concepts for each in reports)) == (2, 1)
    assert {name.glossary for name in names_of(project, "aqim").values()} == {"shipped/groups", "client"}


def test_relations_of_the_project_are_written_back_and_removed_ones_not(project: Project) -> None:
    folder = folder_of(project, TABLE, "ff\tsplinter-of\taqim\tyes\t\nff\tpart-of\tecowas\tyes\t\n")
    import_glossary(project, folder, LANGS)
    relations = {each.type: each for each in service.concept(project, "ff").relations}
    service.remove_relation(project, "ff", relations["part-of"])
    service.add_relation(project, "ff", Relation("merged-into", "aqim"))
    export_again(project, "mine", folder.with_name("again"))
    text = (folder.with_name("again") / "relations.tsv").read_text()
    assert text == RELATIONS + "ff\tsplinter-of\taqim\tyes\t\nff\tmerged-into\taqim\tyes\t\n"


def test_own_facts_and_relations_go_out_with_the_preferred_names(project: Project, tmp_path: Path) -> None:
    service.change_concept(project, replace(service.concept(project, "ecowas"), country="Pays fictif"))
    service.add_relation(project, "aqim", Relation("part-of", "ecowas"))
    export_new(project, "tables", tmp_path / "own", LANGS, own=True)
    found = {each.key: each for each in registry.read(tmp_path / "own", LANGS).concepts}
    assert set(found) == {"aqim", "ecowas"}
    assert found["ecowas"].country == "Pays fictif"
    assert [(each.type, each.target) for each in found["aqim"].relations] == [("part-of", "ecowas")]
    assert {name.status for name in found["aqim"].names} == {NameStatus.PREFERRED}
    done = export_new(project, "tsv", tmp_path / "own.tsv", LANGS, own=True)
    assert "relations (1)" in done.left_out[0]


def test_the_same_file_in_other_languages_is_kept_so(project: Project) -> None:
    taken_in(project, b"Front fictif\tFictional Front\n")
    import_glossary(project, project.path.with_name("client.tsv"), (EN, FR))
    kept = project.store.glossaries.get("client")
    assert kept is not None and kept.langs == (EN, FR)


def test_what_no_project_can_hold_is_left_out_and_told(project: Project) -> None:
    names = TABLE.replace("Fictional Front", "Fictional\x1bFront") + TABLE.splitlines()[1].replace(
        "ff", "a,b"
    )
    report = import_glossary(project, folder_of(project, names, "ff\tsplinter of\taqim\tyes\t\n"), LANGS)
    told = ("control character", "“a,b” is no key", "“splinter of” is no relation")
    assert [any(part in each for each in report.complaints) for part in told] == [True] * 3
    assert len(report.complaints) == 3
    assert set(names_of(project, "ff")) == {"Front fictif"}
    assert service.concept(project, "ff").relations == ()
