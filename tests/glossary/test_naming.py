"""Which words of a pair are offered as names, and what becomes of those that a person adds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Refused
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, PairRow
from tests.support.projects import Said, make_project
from workbench.glossary.naming import Named, add_named, bare, form_of, key_for, likely, nameable
from workbench.glossary.service import concept, concepts
from workbench.project import Project

FR, EN = LanguageTag("fr"), LanguageTag("en")
SAID = [
    Said(
        source=["Le Front Imaginaire de Kérou attend la Cédéao à Sarrhan."],
        target=["The Imaginary Front of Kérou is waiting for ECOWAS in Sarrhan."],
    )
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", SAID) as project:
        yield project


def pair(project: Project) -> PairRow:
    return project.store.pairs.row(1)


def test_names_of_both_sides_are_offered_without_their_article_new_ones_first(project: Project) -> None:
    offered = nameable(pair(project), EN, concepts(project))
    assert [(each.text, str(each.lang)) for each in offered if not each.known] == [
        ("Front Imaginaire de Kérou", "fr"),
        ("Front Imaginaire", "fr"),
        ("Kérou", "fr"),
        ("Sarrhan", "fr"),
        ("Imaginary Front of Kérou", "en"),
        ("Imaginary Front", "en"),
        ("Kérou", "en"),
        ("Sarrhan", "en"),
    ]
    assert [each.text for each in offered if each.known] == ["Cédéao", "ECOWAS"]


@pytest.mark.parametrize(
    ("selected", "lang", "offered"),
    [
        ("Le Front Imaginaire", FR, "Front Imaginaire"),
        ("l’Alliance\n des greniers", FR, "Alliance des greniers"),
        ("the Imaginary\u00a0Front", EN, "Imaginary Front"),
        ("The FIK", EN, "FIK"),
        ("La Haye", FR, "La Haye"),
        ("la Haye", FR, "Haye"),
        ("the", EN, "the"),
        ("  ", EN, ""),
    ],
)
def test_an_article_is_no_part_of_a_name(selected: str, lang: LanguageTag, offered: str) -> None:
    assert bare(selected, lang) == offered


@given(st.text() | st.text(alphabet="Lle l'’AÉ.\ud800\u202f«", max_size=40))
def test_any_text_may_be_named(text: str) -> None:
    assert bare(text, FR) in " ".join(text.split())


def offered_for(project: Project, text: str, row: PairRow) -> list[str]:
    found = likely(Named(text, EN), row, EN, concepts(project))
    return [each.key if each else "new" for each in found]


def test_what_only_the_other_side_names_is_offered_first(project: Project) -> None:
    row = pair(project)._replace(target="The Imaginary Front is waiting for the bloc.")
    assert offered_for(project, "bloc", row)[0] == "ecowas"


def test_what_stands_beside_the_words_is_offered_last_and_what_looks_alike_before_a_new_one(
    project: Project,
) -> None:
    assert offered_for(project, "Imaginary Front of Kérou", pair(project))[-2:] == ["new", "ecowas"]
    alike = offered_for(project, "Economic Community of West Africa States", pair(project))
    assert alike.index("ecowas") < alike.index("new")


def test_a_name_is_added_to_a_concept_and_says_by_whom(project: Project) -> None:
    done = add_named(project, Named("Cédéao-Plus", FR), "ecowas", NameStatus.FORBIDDEN)
    (added,) = (name for name in done.names if name.text == "Cédéao-Plus")
    assert (added.lang, added.status, added.source) == (FR, NameStatus.FORBIDDEN, "added by Nadia")
    with pytest.raises(Refused, match="already"):
        add_named(project, Named("Cédéao-Plus", FR), "ecowas")


def test_a_key_that_nobody_has_makes_a_concept(project: Project) -> None:
    add_named(project, Named("FIK", FR), "fik", NameStatus.PREFERRED)
    (name,) = concept(project, "fik").names
    assert (name.form, name.status) == (NameForm.ACRONYM, NameStatus.PREFERRED)
    project.store.history.undo()
    assert "fik" not in {each.key for each in concepts(project)}


def test_forms_and_keys_by_the_looks_of_a_name() -> None:
    assert [form_of(text) for text in ("FIK", "Fik", "F", "LE FRONT")] == [
        NameForm.ACRONYM,
        *[NameForm.FULL] * 3,
    ]
    taken = [Concept(key="front-fictif", kind="x", names=(Name(lang=FR, text="Front fictif"),))]
    assert key_for("Front  Fictif !", taken) == "front-fictif-2"
    assert key_for("جبهة", taken) == "concept"
