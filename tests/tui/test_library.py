"""The library: articles and their quotes, importing, pasting, correcting. All texts are fictional."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.events import Paste
from textual.widgets import Input

from db.records import LanguageTag, Status
from tests.support.projects import NOW, PERSON, Said, make_project
from tests.tui.driving import Driven, on_screen
from tests.tui.examples.library import example
from tests.tui.one_room import alone
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens.importing import ImportScreen
from tui.screens.importing_paths import completed, names_in
from tui.screens.library import LibraryScreen
from tui.screens.library_form import FormScreen
from tui.screens.library_rows import document_header, document_row, shelf_words
from tui.screens.paste import PasteScreen
from tui.widgets.library_table import fit
from workbench.ingest.correcting import correct
from workbench.project import Project, open_project
from workbench.quotes.service import edit_everywhere
from workbench.upkeep.shelf import Shelved, quotes_in

WELL = (
    "Le puits du nord\n\n« Le puits est assez profond pour tous, a dit Awa Fictive. Venez avec un seau. »\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    example(folder).close()
    return folder / "library.db"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copy(made, tmp_path / "library.db")
    with open_project(tmp_path / "library.db", person=PERSON, clock=lambda: NOW) as opened:
        yield opened


class InLibrary(Driven):
    """The library on a running app."""

    @property
    def library(self) -> LibraryScreen:
        return next(s for s in self.pilot.app.screen_stack if isinstance(s, LibraryScreen))

    @property
    def listed(self) -> list[str]:
        """The headlines, from top to bottom."""
        return [document.known_as for document in self.library._listed]

    async def settle(self) -> None:
        """Wait until the documents are read, again where that is wanted."""
        await self.pilot.pause()
        await self.until(lambda: not self.library._background.running and not self.library._again)
        await self.pilot.pause()

    async def keys(self, *keys: str) -> None:
        await self.press(*keys)
        await self.settle()


@asynccontextmanager
async def library(project: Project, size: tuple[int, int] = (80, 24)) -> AsyncIterator[InLibrary]:
    """The library, and in `left` what it was left with."""
    async with alone(project, size=size) as driven:
        await driven.pilot.app.push_screen(LibraryScreen(project, None, {}))
        shown = InLibrary(*driven)
        await shown.settle()
        yield shown


async def test_articles_are_sorted_searched_and_looked_into(project: Project) -> None:
    async with library(project) as shown:
        assert "4 articles (3 French, 1 English)   sorted by import" in shown.shown
        assert (
            "Le bac passera avant…  Le Courrie… fr     2012-05-30      2    1    1    –    1" in shown.shown
        )
        assert "2 quotes, 6 parts set aside: Le bac passera avant la crue" in shown.shown
        assert "●○   Oumou Tessaly" in shown.shown
        await shown.keys("s")
        assert shown.listed[0] == "Ferry runs again"
        await shown.keys("S")
        assert shown.listed[-1] == "Ferry runs again"
        await shown.keys("S", *"2s")
        assert "sorted by date" in shown.shown
        assert shown.listed[0] == "Ferry runs again"
        await shown.keys("slash", *"courrier", "enter")
        assert "2 with “courrier”" in shown.shown
        assert shown.listed == ["Le bac passera avant la crue", "L’école a rouvert ses portes"]
        await shown.keys("escape", "g")
        assert len(shown.listed) == 4
        await shown.keys("slash", *"zzz")
        assert "No article fits." in shown.shown
        await shown.keys("escape")
        assert "2 quotes, 2 without its original: Ferry runs again" in shown.shown
        await shown.keys("slash", *"passera", "enter", "a")
        assert "6 set aside (3 menu, 3 reader comments)" in shown.shown
        assert "Jeannot dit" in shown.shown
        await shown.keys("a", "tab")
        assert shown.library.focused is shown.library._here
        await shown.keys("escape", "semicolon", "d")
        assert shown.library.current == shown.library._listed[2]
        await shown.pilot.click("#shelf-documents", offset=(5, 2))
        await shown.settle()
        assert shown.library.current == shown.library._listed[1]
        await shown.press("question_mark")
        assert "correct a speaker in the whole article" in shown.shown


def test_columns_never_touch_whatever_the_language_tag() -> None:
    document = Shelved(
        1, "a.txt", "", LanguageTag("zh-Hant"), "", "", "", "2025-12-01", "text", 7, 0, 0, Counter(Status)
    )
    for width in (79, 139):
        line = "".join(text for text, _ in document_row(document, width))
        assert cell_len(line) == width
        assert "zh-Ha… 2025-12-01" in line
        header = document_header(width)
        assert header.index("Lang") == line.index("zh-Ha…")
        assert header.index("Date") == line.index("2025")
        assert header.index("Quotes") + 5 == line.index("7")
    assert shelf_words([document, replace(document, lang=LanguageTag("zh"))]) == "2 articles (2 Chinese)"


async def test_it_leads_to_pairs(project: Project) -> None:
    async with on_screen(project, size=(140, 45)) as driven:
        left: list[int | None] = []
        for keys in (["j", "tab", "j", "enter"], ["enter"], ["G", "enter", "escape"], ["tab", "escape", "q"]):
            screen = LibraryScreen(project, project.store.pairs.row(1), {})
            await driven.pilot.app.push_screen(screen, left.append)
            shown = InLibrary(*driven)
            await shown.settle()
            await driven.press(*keys)
            if keys == ["enter"]:
                assert screen.narrow is not None
                assert screen.narrow[0] == "article “Le bac passera avant la crue”"
                assert len(screen.narrow[1]) == 3
        screen = LibraryScreen(project, None, {})
        await driven.pilot.app.push_screen(screen)
        await InLibrary(*driven).settle()
        await driven.press("j", "O")
        await driven.until_shown("Tin-Almaz")
        assert driven.pilot.app.screen is not screen
        await driven.press("escape")
        await driven.until(lambda: driven.pilot.app.screen is screen)
        second = project.store.pairs.row(left[0] or 0)
        assert second.source_outlet == "La Gazette des Dunes"
        assert left[1:] == [1, None, None]
        assert any("No quote was found in this article" in sentence for sentence in driven.told)


async def test_files_come_in_with_a_report_and_can_be_taken_back(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "to import"
    folder.mkdir()
    (folder / "puits.txt").write_text(WELL, encoding="utf-8")
    (folder / "vide.txt").write_text("", encoding="utf-8")
    (folder / "image.png").write_bytes(b"\x89PNG\x00")
    async with library(project) as shown:
        await shown.press("i", "enter")
        assert "Name files, folders or patterns first." in shown.shown
        screen = shown.pilot.app.screen
        assert isinstance(screen, ImportScreen)
        screen.query_one("#files", Input).value = f"{tmp_path}/to"
        screen.query_one("#files", Input).cursor_position = 999
        await shown.press("tab")
        assert screen.query_one("#files", Input).value == f"{tmp_path}/to\\ import/"
        screen.query_one("#field-date", Input).value = "gestern"
        await shown.press("enter")
        assert "“gestern” is not a date" in shown.shown
        screen.query_one("#field-date", Input).value = "2012-06-01"
        await shown.press("enter")
        await shown.until_shown(
            "2 read: 1 new, 0 updated, 0 unchanged, 1 skipped; left out: 1 not an article"
        )
        assert "+ puits.txt" in shown.shown
        assert "! vide.txt" in shown.shown
        await shown.press("escape")
        await shown.settle()
        assert shown.listed[-1] == "Le puits du nord"
        assert "1 quote: Le puits du nord" in shown.shown
        await shown.keys("u")
        assert len(shown.listed) == 4
        assert any(sentence.startswith("Taken back: puits.txt imported") for sentence in shown.told)
        await shown.keys("U")
        assert len(shown.listed) == 5

        for number in range(3):
            (tmp_path / f"puits-{number}.txt").write_text(f"{WELL} {number}", encoding="utf-8")
        await shown.press("i")
        screen = shown.pilot.app.screen
        assert isinstance(screen, ImportScreen)
        screen.query_one("#files", Input).value = f"{tmp_path}/puits-*.txt"
        assert not screen.check_action("stop", ())
        screen.action_begin()
        screen.action_stop()
        await shown.until_shown("Stopped; what is read stays.")
        await shown.keys("escape")
        assert len(shown.listed) == 6


async def test_a_pasted_article_comes_in_like_any_other(project: Project) -> None:
    async with library(project) as shown:
        shown.pilot.app.post_message(Paste(WELL.replace("\n", "\r")))
        await shown.until_shown("Le puits du nord")
        await shown.until_shown("French, by reading it")
        await shown.press("tab", "tab", *"Radio Dunes", "ctrl+s")
        await shown.until(lambda: len(shown.listed) == 5)
        await shown.settle()
        document = project.store.documents.all()[-1]
        assert (document.name, document.outlet, document.lang) == ("pasted text", "Radio Dunes", "fr")
        assert "\r" not in document.text
        assert any("Pasted: document 5" in sentence for sentence in shown.told)
        await shown.keys("u")
        assert len(project.store.documents.all()) == 4

        await shown.press("p", "ctrl+s")
        assert "Paste the article here" in shown.shown
        shown.pilot.app.post_message(Paste("Mot\ud800 un.\n\n« Deux \x1b[31m»"))
        await shown.until_shown("Mot� un.")
        shown.pilot.app.post_message(Paste("\u0301" * 60_000))
        await shown.until_shown("of 60,0")
        await shown.press("tab")
        shown.pilot.app.post_message(Paste("Trois\nquatre"))
        screen = shown.pilot.app.screen
        assert isinstance(screen, PasteScreen)
        await shown.until(lambda: screen._text.endswith("quatre"))
        shown.pilot.app.post_message(Paste("Titre"))
        await shown.until_shown("Titre")
        assert screen.query_one("#field-title", Input).value == "Titre"
        assert_harmless(shown)
        screen.query_one("#field-lang", Input).value = "klingonais"
        await shown.press("ctrl+s")
        assert "is not a known language" in shown.shown
        await shown.press("escape")
        assert shown.pilot.app.screen is shown.library


async def test_facts_and_speakers_are_corrected(project: Project) -> None:
    async with library(project) as shown:
        await shown.press("e")
        form = shown.pilot.app.screen
        assert isinstance(form, FormScreen)
        form.query_one("#field-date", Input).value = "hier"
        await shown.press("enter")
        assert "“hier” is not a date" in shown.shown
        form.query_one("#field-date", Input).value = "29 mai 2012"
        form.query_one("#field-lang", Input).value = "en"
        await shown.press("enter")
        assert "were read as originals" in shown.shown
        form.query_one("#field-lang", Input).value = "Arabic"
        await shown.press("enter")
        await shown.until(lambda: project.store.documents.get(1).lang == "ar")
        await shown.settle()
        assert project.store.documents.get(1).date == "2012-05-29"
        assert project.store.pairs.row(1).source_lang == "ar"
        assert "ar     2012-05-29" in shown.shown
        await shown.keys("u", "c")
        assert project.store.pairs.row(1).source_lang == "fr"
        assert any("Go to a quote first" in sentence for sentence in shown.told)
        await shown.press("j", "tab", "c")
        assert "Speaker" in shown.shown
        await shown.press("end", *" fils", "enter")
        await shown.settle()
        speakers = {quote.speaker for quote in project.store.quotes.all(document_id=2)}
        assert any(speaker.endswith(" fils") for speaker in speakers)
        await shown.keys("u")
        assert not any(q.speaker.endswith(" fils") for q in project.store.quotes.all())
        await shown.press("c")
        with open_project(project.path, person="Tomas") as elsewhere:
            edit_everywhere(elsewhere, quotes_in(project, 2)[0].id, speaker="Oumou Tessaly")
        await shown.press("end", *" fils", "enter")
        assert isinstance(shown.pilot.app.screen, FormScreen)
        assert not any(q.speaker.endswith(" fils") for q in project.store.quotes.all())
        await shown.press("escape")

        await shown.keys("escape", "g")
        await shown.press("e")
        with open_project(project.path, person="Tomas") as elsewhere:
            correct(elsewhere, 1, place="Bourg-Imaginaire")
        shown.pilot.app.clear_notifications()
        await shown.press("end", "x", "enter")
        assert "Somebody else has corrected document 1 meanwhile" in shown.shown
        await shown.press("escape")
        await shown.settle()
        assert project.store.documents.get(1).title == "Le bac passera avant la crue"


async def test_foreign_text_and_an_empty_project(tmp_path: Path) -> None:
    long = "\u0301" * 50_000 + "x" * 50_000
    quotes = [Said(source=[EVIL], target=[EVIL], speaker=EVIL, role=EVIL), Said(source=["x" * 2_000])]
    with make_project(tmp_path / "evil.db", quotes) as project:
        correct(project, 1, title=EVIL, outlet=EVIL, author=EVIL)
        correct(project, 2, title=long, outlet=long)
        async with library(project) as shown:
            assert "␛" in shown.shown
            assert_harmless(shown)
            await shown.pilot.resize_terminal(140, 45)
            with make_project(tmp_path / "empty.db", ()) as empty:
                await shown.pilot.app.push_screen(LibraryScreen(empty, None, {}))
                await shown.until_shown("No articles yet: i imports files, p takes a pasted text.")
                await shown.press("enter", "e", "c", "a", "O", "s", "tab", "tab", "j", "G")
                assert isinstance(shown.pilot.app.screen, LibraryScreen)
                await shown.press("escape")
            for keys in (["e"], ["escape", "tab", "c"], ["escape", "escape", "j", "a"], ["slash", *"[/x]"]):
                await shown.press(*keys)
                assert_harmless(shown)


def test_paths_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("entretien 1.txt", "entretien 2.txt", "note.md", ".hidden"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    assert completed("ent", several=True) == ("entretien\\ ", ("entretien 1.txt", "entretien 2.txt"))
    assert completed("note.md entretien\\ 1", several=True).text == "note.md entretien\\ 1.txt"
    assert completed("entretien 1", several=False).text == "entretien 1.txt"
    assert completed("~/s", several=False).text == "~/sub/"
    assert completed("sub/", several=False) == ("sub/", ())
    assert completed(".h", several=False).text == ".hidden"
    assert completed("nowhere/x", several=False).text == "nowhere/x"
    assert names_in("entretien 1.txt") == ["entretien 1.txt"]
    assert names_in("'entretien 1.txt' ~/note.md") == ["entretien 1.txt", f"{tmp_path}/note.md"]
    assert names_in("l’eau 'x") == ["l’eau 'x"]
    assert names_in("-") == ["./-"]
    assert names_in("~\0") == ["~\0"]


@given(st.text(max_size=20))
def test_any_path_can_be_typed(typed: str) -> None:
    assert all(isinstance(name, str) for name in names_in(typed))
    assert completed(typed + "\0", several=True).text == typed + "\0"


@given(st.text(max_size=60), st.integers(1, 30), st.booleans())
def test_a_cell_is_as_wide_as_its_column(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


async def test_what_has_changed_while_a_reading_failed_is_read_all_the_same(project: Project) -> None:
    async with library(project) as shown:
        before = shown.library._all
        shown.library._again = True
        shown.library.post_message(LibraryScreen.Read(failure="The file is busy."))
        await shown.settle()
        assert any("The file is busy." in sentence for sentence in shown.told)
        assert shown.library._all is not before
