"""A person's own additions to the glossary of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from tests.support.projects import Said, make_project
from workbench.glossary import service
from workbench.glossary.occurrences import ambiguities, occurrences
from workbench.project import Project

FR, EN = LanguageTag("fr"), LanguageTag("en")
SAID = [
    Said(source=["Le CNSP et le Front fictif se parlent."], target=["The CNSP and the FF are talking."]),
    Said(source=["Le CNSP se tait."]),
]
FRONT = Concept(
    key="front-fictif",
    kind="armed group",
    names=(
        Name(lang=FR, text="Front fictif", status=NameStatus.PREFERRED),
        Name(lang=EN, text="Fictional Front", status=NameStatus.PREFERRED),
    ),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", SAID) as project:
        service.add_concept(project, FRONT)
        yield project


def named(concept: Concept, text: str) -> Name:
    return next(name for name in concept.names if name.text == text)


def test_a_concept_of_the_project_s_own_is_found_at_once(project: Project) -> None:
    marker = service.Marker(project)
    assert [mark.concept for mark in marker.marks("le front fictif", FR)] == ["front-fictif"]
    service.put_name(project, "front-fictif", Name(lang=FR, text="Les Fictifs"))
    assert [mark.text for mark in marker.marks("les fictifs", FR)] == ["Les Fictifs"]


def test_a_new_preferred_name_takes_the_place_of_the_old_one(project: Project) -> None:
    done = service.put_name(
        project, "front-fictif", Name(lang=EN, text="Imaginary Front", status=NameStatus.PREFERRED)
    )
    assert done.preferred(EN, NameForm.FULL) == named(done, "Imaginary Front")
    assert named(done, "Fictional Front").status is NameStatus.ADMITTED
    project.store.history.undo()
    assert named(service.concept(project, "front-fictif"), "Fictional Front").status is NameStatus.PREFERRED


def test_an_edited_name_keeps_its_place_and_becomes_the_project_s_own(project: Project) -> None:
    shipped = service.concept(project, "aqim")
    old = shipped.names[0]
    done = service.put_name(project, "aqim", replace(old, note="fictional note"))
    assert done.names[0].note == "fictional note"
    assert (old.glossary, done.names[0].glossary) == (shipped.glossary, service.OWN)
    assert shipped.glossary != service.OWN


@pytest.mark.parametrize(
    "name",
    [
        Name(lang=FR, text=""),
        Name(lang=FR, text=" Front "),
        Name(lang=FR, text="Front\x1b[31m"),
        Name(lang=FR, text="Front fictif"),
        Name(lang=FR, text="X", since="juin"),
        Name(lang=FR, text="X", since="2013", until="2012-05"),
        Name(lang=FR, text="X", since="2013-02-30"),
        Name(lang=FR, text="X", since="٢٠١٣"),
        Name(lang=FR, text="X", outlet="Radio\x07 fictive"),
        Name(lang=FR, text="X" * 501),
    ],
)
def test_what_is_no_name_is_refused(project: Project, name: Name) -> None:
    with pytest.raises(Refused):
        service.put_name(project, "front-fictif", name)


def test_concepts_need_a_key_a_name_and_to_be_new(project: Project) -> None:
    for bad in (FRONT, replace(FRONT, key="a b"), replace(FRONT, key="x", names=()), replace(FRONT, key="")):
        with pytest.raises(Refused):
            service.add_concept(project, bad)
    with pytest.raises(WrongUse):
        service.put_name(project, "nobody", Name(lang=FR, text="X"))


def test_the_last_name_goes_only_with_its_concept(project: Project) -> None:
    left = service.remove_name(project, "front-fictif", service.concept(project, "front-fictif").names[0])
    with pytest.raises(Refused, match="only name"):
        service.remove_name(project, "front-fictif", left.names[0])
    service.remove_concept(project, "front-fictif")
    with pytest.raises(WrongUse):
        service.concept(project, "front-fictif")
    project.store.history.undo()
    assert service.concept(project, "front-fictif").names[0].text == "Fictional Front"


def test_a_change_of_what_somebody_has_changed_is_a_conflict(project: Project) -> None:
    read = service.concept(project, "front-fictif")
    service.change_concept(project, replace(read, country="Pays fictif"))
    with pytest.raises(Conflict):
        service.change_concept(project, replace(read, country="Autre pays"))
    assert service.concept(project, "front-fictif").country == "Pays fictif"


def test_relations_are_dated_and_lead_to_another_concept(project: Project) -> None:
    done = service.add_relation(project, "front-fictif", Relation("splinter-of", "aqim", since="2012"))
    assert [(r.type, r.target, r.since) for r in done.relations] == [("splinter-of", "aqim", "2012")]
    for bad in (Relation("splinter-of", "front-fictif"), Relation("x", "aqim", since="2013", until="2012")):
        with pytest.raises(Refused):
            service.add_relation(project, "front-fictif", bad)
    assert service.remove_relation(project, "front-fictif", done.relations[0]).relations == ()


def test_the_places_of_a_concept_are_those_of_all_its_names(project: Project) -> None:
    service.put_name(project, "front-fictif", Name(lang=EN, text="FF", form=NameForm.ACRONYM))
    found = occurrences(project, "front-fictif")
    assert [(one.row.id, one.in_target, one.mark.span.of(one.text)) for one in found] == [
        (1, False, "Front fictif"),
        (1, True, "FF"),
    ]


def test_a_name_of_two_concepts_is_asked_once_for_an_article_and_remembered(project: Project) -> None:
    (asked,) = ambiguities(project)
    assert {concept.key for concept in asked.concepts} == {"cnsp-mali", "cnsp-niger"}
    assert (asked.name, asked.chosen, len(asked.pair_ids)) == ("CNSP", "", 2)
    service.choose(project, asked.article.id, "cnsp", "cnsp-niger")
    assert [one.chosen for one in ambiguities(project)] == ["cnsp-niger"]
    service.choose(project, asked.article.id, "CNSP", "")
    assert [one.chosen for one in ambiguities(project)] == [""]


@pytest.mark.parametrize("key", ["#x", "a,b", "a|b", "a\x07", "x" * 501])
def test_a_key_that_no_file_could_hold_is_refused(project: Project, key: str) -> None:
    with pytest.raises(Refused):
        service.add_concept(project, replace(FRONT, key=key))


@pytest.mark.parametrize("kind", ["", "splinter of", "a:b", "a\x07"])
def test_a_relation_that_no_file_could_hold_is_refused(project: Project, kind: str) -> None:
    with pytest.raises(Refused):
        service.add_relation(project, "front-fictif", Relation(kind, "aqim"))


def test_the_same_relation_stands_once(project: Project) -> None:
    service.add_relation(project, "front-fictif", Relation("splinter-of", "aqim"))
    with pytest.raises(Refused, match="already"):
        service.add_relation(project, "front-fictif", Relation("splinter-of", "aqim", since="2012"))


def test_every_change_of_what_has_moved_on_is_a_conflict(project: Project) -> None:
    service.add_relation(project, "front-fictif", Relation("splinter-of", "aqim"))
    read = service.concept(project, "front-fictif")
    moved = service.put_name(project, read.key, Name(lang=EN, text="FF"), read.revision)
    assert moved.revision > read.revision
    new = Name(lang=EN, text="FFF")
    for attempt in (
        lambda: service.put_name(project, read.key, new, read.revision),
        lambda: service.put_name(project, read.key, replace(read.names[0], note="n"), read.revision),
        lambda: service.remove_name(project, read.key, read.names[0], read.revision),
        lambda: service.add_relation(project, read.key, Relation("part-of", "aqim"), read.revision),
        lambda: service.remove_relation(project, read.key, read.relations[0], read.revision),
        lambda: service.remove_concept(project, read.key, read.revision),
    ):
        with pytest.raises(Conflict):
            attempt()
    assert service.concept(project, read.key) == moved
    related = service.add_relation(project, read.key, Relation("part-of", "aqim"), moved.revision)
    assert related.revision > moved.revision


def test_a_concept_goes_with_the_relations_of_others_to_it(project: Project) -> None:
    other = Concept(key="young", kind="armed group", names=(Name(lang=FR, text="Jeune Front"),))
    service.add_concept(project, other)
    service.add_relation(project, "young", Relation("splinter-of", "front-fictif"))
    service.remove_concept(project, "front-fictif")
    assert service.concept(project, "young").relations == ()
    project.store.history.undo()
    assert [each.target for each in service.concept(project, "young").relations] == ["front-fictif"]


def test_a_name_means_only_what_is_called_so(project: Project) -> None:
    (asked,) = ambiguities(project)
    with pytest.raises(Refused, match="not called"):
        service.choose(project, asked.article.id, "CNSP", "front-fictif")
    for key in ("cnsp-niger", ""):
        with pytest.raises(WrongUse, match="99"):
            service.choose(project, 99, "CNSP", key)
    assert project.store.mentions.all() == []
