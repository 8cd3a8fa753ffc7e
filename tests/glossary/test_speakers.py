"""Groups that speak under several names."""

from __future__ import annotations

from pathlib import Path

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.glossary.speakers import speaker_names
from workbench.ingest.service import import_file
from workbench.project import open_project
from workbench.quotes.extract import find

FR, EN = LanguageTag("fr"), LanguageTag("en")
FULL = "Mouvement pour la justice du Sahel"


def concept(key: str, *names: tuple[LanguageTag, str, NameForm]) -> Concept:
    return Concept(
        key=key,
        kind="group",
        names=tuple(
            Name(lang=lang, text=text, form=form, status=NameStatus.PREFERRED) for lang, text, form in names
        ),
    )


MJS = concept(
    "mjs",
    (FR, FULL, NameForm.FULL),
    (FR, "MJS", NameForm.ACRONYM),
    (EN, "Sahel Justice Movement", NameForm.FULL),
)


def test_every_name_gives_the_full_one_in_the_language_of_the_article() -> None:
    assert speaker_names([MJS], FR)["mjs"] == FULL
    assert speaker_names([MJS], EN)["mjs"] == "Sahel Justice Movement"
    assert speaker_names([MJS], LanguageTag("es"))["mjs"] == FULL


def test_a_name_of_two_concepts_tells_nothing() -> None:
    other = concept("mjs-2", (FR, "Mission juridique", NameForm.FULL), (FR, "MJS", NameForm.ACRONYM))
    assert "mjs" not in speaker_names([MJS, other], FR)


def test_two_names_of_a_group_are_one_speaker() -> None:
    text = (
        "Le MJS a dit que « la route du Nord restera coupée ». Plus tard, le Mouvement pour la justice du "
        "Sahel a ajouté que « rien ne changera avant mai »."
    )
    speakers = [quote.speaker for quote in find(text, FR, (), speaker_names([MJS], FR))]
    assert speakers == [FULL, FULL]


def test_an_imported_article_gets_the_names_of_the_project_glossary(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Aqmi a affirmé que « la route du Nord restera coupée tout l’hiver ».", encoding="utf-8"
    )
    with open_project(tmp_path / "new.db", create=True, person="Nadia") as project:
        import_file(project, str(article))
        (quote,) = project.store.quotes.all()
        assert quote.speaker == "Al-Qaïda au Maghreb islamique"
