"""What stands beside a pair: other renderings of its quote, its versions, the concepts that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import (
    Concept,
    LanguageTag,
    Name,
    NameForm,
    NameStatus,
    Origin,
    PairRow,
)
from tests.support.projects import ENGLISH, FRENCH, Said, make_project
from tests.tui.examples.panel import ELSEWHERE, PRINTED, example
from workbench.glossary.matcher import NameMatcher
from workbench.review import service
from workbench.review.named_in import NamedConcept, Standing, named_in, names_for
from workbench.review.renderings_of import renderings_of
from workbench.review.versions import versions


def test_every_rendering_tells_its_words_for_the_sentence(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        row = project.store.pairs.row(1)
        own, first, second = renderings_of(project, row)
        assert (own.current, own.origin, own.by, own.words) == (True, Origin.HUMAN, "Nadia", row.target)
        assert (first.current, first.by, first.date) == (False, "Harbour Wire", "2012-06-01")
        assert (first.words, first.text) == (PRINTED[0], " ".join(PRINTED))
        assert (second.words, second.also) == (ELSEWHERE[0], ("Sunday Gazette",))
        assert renderings_of(project, project.store.pairs.row(5)) == []


def test_a_rendering_that_leaves_the_sentence_out_comes_last(tmp_path: Path) -> None:
    quotes = [Said(source=["Nous restons.", "La trêve tient."], target=["We are staying."])]
    with make_project(tmp_path / "p.db", quotes) as project:
        (found,) = renderings_of(project, project.store.pairs.row(2))
        assert (found.here, found.words, found.text) == (None, "", "We are staying.")


def test_the_versions_of_a_pair_are_told_newest_first(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", [Said(source=["Non."], target=["No."])]) as project:
        assert versions(project, 1) == []
        service.edit(project, 1, "Never.")
        service.approve(project, 1)
        service.undo(project)
        undone, approved, edited = versions(project, 1)
        assert (edited.old_text, edited.new_text, edited.reworded) == ("No.", "Never.", True)
        assert (approved.new_status, approved.undone, approved.reworded) == ("approved", True, False)
        assert (undone.kind, undone.old_status, undone.who) == ("undo", "approved", "Nadia")


def name(
    text: str, lang: LanguageTag, status: NameStatus = NameStatus.PREFERRED, since: str = "", until: str = ""
) -> Name:
    return Name(lang=lang, text=text, form=NameForm.ACRONYM, status=status, since=since, until=until)


CONCEPTS = [
    Concept(
        key="fic-a",
        kind="group",
        until="2011",
        names=(name("FDR", FRENCH), name("RDF", ENGLISH), name("REF", ENGLISH, NameStatus.FORBIDDEN)),
    ),
    Concept(key="fic-b", kind="party", since="2012", names=(name("FDR", FRENCH), name("FDR", ENGLISH))),
    Concept(
        key="fic-c",
        kind="office",
        names=(
            name("OCK", FRENCH),
            name("KCO", ENGLISH, until="2010"),
            name("OCK", ENGLISH, NameStatus.ADMITTED),
        ),
    ),
]


def named(row: PairRow, source: str, target: str, date: str = "") -> list[NamedConcept]:
    marks = NameMatcher(CONCEPTS, FRENCH).find(source), NameMatcher(CONCEPTS, ENGLISH).find(target)
    known = {concept.key: concept for concept in CONCEPTS}
    return named_in(row._replace(source=source, target=target), marks, known, date)


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> PairRow:
    with make_project(tmp_path_factory.mktemp("one") / "p.db", [Said(source=["a"], target=["b"])]) as project:
        return project.store.pairs.row(1)


@pytest.mark.parametrize(
    ("source", "target", "date", "expected"),
    [
        (
            "Le FDR et l’OCK parlent.",
            "The RDF is talking.",
            "2010",
            [("fic-c", "ABSENT"), ("fic-a", "NAMED")],
        ),
        (
            "L’OCK et le FDR parlent.",
            "The REF and the OCK.",
            "2010",
            [("fic-a", "WRONG"), ("fic-c", "NAMED")],
        ),
        ("Le FDR parle.", "It is talking.", "2013", [("fic-b", "ABSENT")]),
        ("Le FDR parle.", "The RDF is talking.", "", [("fic-a", "NAMED")]),
        ("Le FDR parle.", "", "2013", [("fic-b", "UNRENDERED")]),
        ("Il parle.", "The KCO is talking.", "", [("fic-c", "NAMED")]),
        ("Il parle.", "It is talking.", "", []),
    ],
)
def test_concepts_that_ask_for_a_look_come_first(
    row: PairRow, source: str, target: str, date: str, expected: list[tuple[str, str]]
) -> None:
    found = named(row, source, target, date)
    assert [(one.concept.key, one.standing.name) for one in found] == expected
    assert all((one.wrong is not None) == (one.standing is Standing.WRONG) for one in found)


def test_names_in_use_at_the_time_come_before_others() -> None:
    office = CONCEPTS[2]
    assert [each.text for each in names_for(office, ENGLISH, "2009")] == ["KCO", "OCK"]
    assert [each.text for each in names_for(office, ENGLISH, "2012")] == ["OCK", "KCO"]
