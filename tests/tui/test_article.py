"""The article screen: reading, marking and correcting by hand. All articles are fictional."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time

import pytest
from textual.geometry import Offset

from db.records import PairRow, QuoteState, Span, joined
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven, on_screen
from tests.tui.examples.article import example
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.keys.article import ARTICLE, ARTICLE_MOVE, BY_HAND
from tui.screens.article import ArticleScreen
from tui.screens.article_choice import ChoiceScreen
from tui.screens.article_form import QuoteForm
from tui.widgets import article_lines
from tui.widgets.article_layout import LONGEST, row_at, rows_of, words_of
from workbench.project import Project, open_project
from workbench.quotes import service
from workbench.text.wrap import wrap
from workbench.upkeep.doctor import examine


def screen_of(driven: Driven) -> ArticleScreen:
    return next(s for s in driven.pilot.app.screen_stack if isinstance(s, ArticleScreen))


@asynccontextmanager
async def shown(
    project: Project,
    *,
    pair: int = 0,
    document: int = 0,
    size: tuple[int, int] = (100, 30),
    sound: bool = True,
) -> AsyncIterator[Driven]:
    """The article screen over the review screen, opened from a pair or for a document."""
    row: PairRow | None = project.store.pairs.row(pair) if pair else None
    async with on_screen(project, size=size) as driven:
        driven.screen.enter(ArticleScreen(project, row, {}, document))
        await driven.pilot.pause()
        yield driven
    assert not sound or examine(project) == []


def words(driven: Driven) -> str:
    """What the cursor or the selection covers."""
    screen = screen_of(driven)
    span = screen.view.selected or screen.view.place.word
    return span.of(screen.article.document.text)


def quoted(project: Project, text: str) -> int:
    """The id of the active quote that holds these words, in its own language or in print."""
    for quote in project.store.quotes.all():
        printed = [joined(r.segments) for r in project.store.renderings.of_quote(quote.id)]
        if any(text in one for one in (joined(quote.segments), *printed)):
            return quote.id
    raise AssertionError(text)


async def at(driven: Driven, text: str) -> None:
    """Put the cursor where a text begins."""
    screen = screen_of(driven)
    screen.view.select(None)
    screen.view.go(screen.article.document.text.index(text))
    await driven.pilot.pause()


async def select(driven: Driven, text: str) -> None:
    """Select a text, from its first word to its last."""
    await at(driven, text)
    screen = screen_of(driven)
    screen.view.go(screen.view.place.word.start + len(text) - 1, extend=True)
    await driven.pilot.pause()


async def chosen(driven: Driven, *keys: str) -> None:
    """Answer a question that a thread asks."""
    await driven.until(lambda: isinstance(driven.pilot.app.screen, ChoiceScreen))
    await driven.press(*keys)


async def test_an_article_is_read_with_its_quotes_and_what_was_set_aside(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        pair = project.store.pairs.ids()[1]
        async with shown(project, pair=pair, size=(140, 45)) as driven:
            assert words(driven) == "Nous"
            for told in ("Le Courrier du Fleuve", "1 ○ Awa Inventée", "3 ✗", "┃", "┊", "▸ set aside: menu"):
                assert told in driven.shown, told
            await driven.pilot.resize_terminal(80, 24)
            for told in (
                "Le Courrier du Fleuve",
                "1 ○ Inventée",
                "┃",
                "quote 1 (w1)",
                "0 of 2 pairs approved",
            ):
                assert told in driven.shown, told
            assert words(driven) == "Nous"
            await driven.press("n")
            assert words(driven) == "Le" and "quote 2" in driven.shown
            await driven.press("2", "p")
            assert "quote 5" in driven.shown
            await driven.press("tab")
            assert "No other article" in driven.told[-1]
            lines = screen_of(driven).view.lines
            folds = {row.fold for row in lines.rows if row.line} if lines else set()
            assert len(folds) == 3
            await driven.press("g", "z")
            assert "▾ set aside: menu" in driven.shown
            await driven.press("down", "z", "Z")
            assert screen_of(driven).view.opened == folds
            await driven.press("G", "Z")
            assert screen_of(driven).view.opened == set()
            assert words(driven) == ""
            await driven.press("enter")
            assert screen_of(driven).view.opened == {max(folds)}
            await driven.press("slash", *"quelle", "enter")
            assert words(driven) == "Quelle"
            await driven.press("slash", *"kerou", "enter", "N")
            assert screen_of(driven).view.hits and words(driven) == "Kérou"
            await driven.press("P", "slash", *"zzz", "enter")
            assert "does not stand in this article" in driven.told[-1]


async def test_the_cursor_goes_by_lines_words_sentences_and_back_to_the_pair(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with shown(project, document=1) as driven:
            screen = screen_of(driven)
            await driven.press("n", "right", "right", "left")
            assert words(driven) == "bac"
            await driven.press("right_parenthesis")
            assert words(driven) == "Nous"
            await driven.press(
                "left_parenthesis", "left_parenthesis", "h", "l", "j", "k", "pagedown", "pageup"
            )
            await driven.press("g", "n", "v", "l", "l")
            assert words(driven) == "Le bac est"
            await driven.press("escape", "V")
            assert words(driven).startswith("« Le bac") or words(driven).startswith("Le bac")
            await driven.press("escape", "shift+right", "shift+right", "shift+left", "shift+down", "shift+up")
            assert screen.view.began is not None
            await driven.press("escape")
            await driven.pilot.mouse_down(screen.view, Offset(screen.view.margin_width + 1, 2))
            await driven.pilot.hover(screen.view, Offset(screen.view.margin_width + 8, 2))
            await driven.pilot.mouse_up(screen.view, Offset(screen.view.margin_width + 8, 2))
            assert words(driven) == "Le bac de"
            await driven.press("escape", "g", "n", "right_parenthesis", "enter")
            assert driven.pilot.app.screen is driven.screen
            assert driven.screen.pairs.row is not None
            assert driven.screen.pairs.row.source == "Nous attendons une pièce de Tessaly"


async def test_a_missed_quote_is_marked_with_a_speaker_and_taken_back(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with shown(project, document=1) as driven:
            await select(driven, "On nous a promis un pont il y a dix ans")
            await driven.press("m", *"oum", "down", "enter", "tab", *"anc", "enter")
            [marked] = [q for q in project.store.quotes.all() if q.speaker == "Oumou Tessaly" and q.segments]
            assert joined(marked.segments) == "On nous a promis un pont il y a dix ans"
            assert (marked.role, marked.witnesses[0].cue) == ("anc", "by hand")
            assert driven.shown.count("Oumou Tessaly") >= 1
            await select(driven, "On nous a promis un pont il y a dix ans")
            await driven.press("m")
            assert isinstance(driven.pilot.app.screen, QuoteForm)
            await driven.press("enter")
            assert "marked as a quote already" in driven.shown
            await driven.press("escape", "u")
            assert "Dropped" in driven.told[-1] and screen_of(driven).view.selected is None
            await driven.press("u")
            assert "Taken back" in driven.told[-1]
            assert marked.id not in {q.id for q in project.store.quotes.all()}
            await select(driven, "« Quelle honte ! »")
            await driven.press("m")
            assert "left out" in driven.shown
            await driven.press("tab", "tab", "tab", "right", "ctrl+s")
            assert quoted(project, "« Quelle honte ! »")


async def test_words_that_another_quote_has_are_marked_after_a_question(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        before = len(project.store.quotes.all())
        async with shown(project, document=1) as driven:
            await select(driven, "Moussa Fictif, se veut rassurant : « Le mil passera")
            await driven.press("m")
            assert "These words are already in quote 2." in driven.shown
            await driven.press("escape")
            assert driven.pilot.app.screen is screen_of(driven)
            await driven.press("m", "enter", "ctrl+s")
            assert driven.pilot.app.screen is screen_of(driven)
            assert len(project.store.quotes.all()) == before + 1


async def test_what_is_stored_is_what_was_asked_about(tmp_path: Path) -> None:
    promise = "On nous a promis un pont il y a dix ans"
    with example(tmp_path) as project:
        bridge = quoted(project, "bridge")
        async with shown(project, document=1) as driven:
            screen = screen_of(driven)
            await select(driven, promise)
            await driven.press("o")
            await driven.until(lambda: isinstance(driven.pilot.app.screen, ChoiceScreen))
            await select(driven, "Les anciens, eux, attendent la crue.")
            await driven.press("enter")
            assert joined(project.store.quotes.get(bridge).segments) == promise
            await at(driven, "Le bac est à quai")
            screen.action_link()
            screen.action_speaker()
            await driven.until(lambda: any("while a dialog was open" in told for told in driven.told))
            assert isinstance(driven.pilot.app.screen, QuoteForm)
            await driven.press("escape")
            screen.action_again()
            screen.open(2)
            await driven.until(lambda: any("Another article is shown" in told for told in driven.told))
            assert driven.pilot.app.screen is screen
            screen.open(1)
            await driven.press("G", "a", "r")
            await driven.until_shown("new: Quelle honte !")
            screen.open(2)
            await driven.press("enter")
            await driven.until(lambda: any("has been read again" in told for told in driven.told))
            assert quoted(project, "Quelle honte !")


async def test_a_verb_on_a_quote_that_somebody_has_changed_since_writes_nothing(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        ferry = quoted(project, "The ferry")
        async with shown(project, document=1) as driven:
            await driven.press("n", "L")
            await driven.until(lambda: isinstance(driven.pilot.app.screen, ChoiceScreen))
            with open_project(project.path, person="Somebody") as elsewhere:
                service.edit(elsewhere, ferry, role="directrice")
                service.edit(elsewhere, 1, role="directrice")
            for keys in (("enter",), ("x",)):
                await driven.press(*keys)
                assert "not as it was when you looked" in driven.told[-1]
                with open_project(project.path, person="Somebody") as elsewhere:
                    service.edit(elsewhere, 1, role=f"directrice {keys}")
            assert project.store.quotes.get(1).state is QuoteState.ACTIVE
            assert project.store.quotes.get(ferry).state is QuoteState.ACTIVE


async def test_where_a_quote_begins_and_ends_is_corrected(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with shown(project, document=1) as driven:
            screen = screen_of(driven)
            await driven.press("n", "2", "right_square_bracket", "left_curly_bracket")
            assert screen.view.pending is not None
            assert "Enter corrects it" in driven.shown
            await driven.press("escape")
            assert screen.view.pending is None and screen.adjusted is None
            before = project.store.history.latest()
            for key in ("u", "q"):
                await driven.press("left_curly_bracket", key)
                assert screen.view.pending is None and driven.pilot.app.screen is screen
            assert any("Dropped" in told for told in driven.told)
            assert project.store.history.latest() == before
            await driven.press(
                "2", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "enter"
            )
            assert "1 pair kept" in driven.shown and "1 pair with other words" in driven.shown
            await driven.press("down", "enter")
            assert joined(project.store.quotes.get(1).segments).startswith("Le bac")
            await driven.press("enter", "enter")
            assert joined(project.store.quotes.get(1).segments).startswith("est à quai")
            assert "u takes it back" in driven.told[-1]
            await driven.press("left_square_bracket")
            with open_project(project.path, person="Somebody") as elsewhere:
                service.edit(elsewhere, 1, role="directrice")
            await driven.press("enter")
            assert any("not as it was" in told for told in driven.told)
            await driven.press("escape", "n", "p", "u")
            assert "changed the same thing" in driven.told[-1]


async def test_speakers_are_corrected_and_quotes_dismissed_and_brought_back(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with shown(project, document=1) as driven:
            await driven.press(
                "n",
                "s",
                "home",
                "ctrl+k",
                *"Awa I",
                "tab",
                "tab",
                *"2012",
                "tab",
                "right",
                "ctrl+s",
            )
            french = project.store.quotes.all(document_id=1)
            assert [q.speaker for q in french].count("Awa I") == 3
            assert french[0].said_on == "2012"
            await driven.press("s", "tab", "tab", *"xx", "enter")
            assert isinstance(driven.pilot.app.screen, QuoteForm)
            await driven.press("escape", "x")
            assert project.store.quotes.get(1).state is QuoteState.DISMISSED
            await driven.press("enter", "left_square_bracket")
            assert "was dismissed" in driven.told[-1]
            await driven.press("x")
            assert project.store.quotes.get(1).state is QuoteState.ACTIVE
            await driven.press("g", "x")
            assert "No quote stands here" in driven.told[-1]


async def test_quotes_are_joined_parted_linked_and_given_their_original(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        ferry, bridge = quoted(project, "The ferry"), quoted(project, "bridge")
        async with shown(project, document=1) as driven:
            await driven.press("4", "n", "J", "enter", "enter")
            assert joined(project.store.quotes.get(4).segments) == "Nous n’avons rien reçu Rien du tout."
            await driven.press("b", "enter")
            assert joined(project.store.quotes.get(4).segments) == "Nous n’avons rien reçu"
            await driven.press("b")
            assert "one piece" in driven.told[-1]
            await driven.press("g", "n", "L")
            await chosen(driven, "enter")
            assert project.store.quotes.get(ferry).state is QuoteState.MERGED
            await driven.press("o")
            assert "Select the original words" in driven.told[-1]
            await select(driven, "On nous a promis un pont il y a dix ans")
            await driven.press("o")
            await chosen(driven, "enter")
            found = project.store.quotes.get(bridge)
            assert joined(found.segments) == "On nous a promis un pont il y a dix ans"
            await driven.press("g", "n", "t")
            await chosen(driven, "enter")
            [link] = project.store.retellings.of_quote(1)
            assert link.score == 1.0
            await driven.press("t")
            await chosen(driven, "enter")
            assert project.store.retellings.of_quote(1) == []
            await driven.press("tab")
            assert "Harbour Wire" in driven.shown and words(driven) == "The"


async def test_what_is_the_article_is_corrected_and_read_again(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with shown(project, document=1) as driven:
            await driven.press("r")
            await driven.until(lambda: "Nothing new is found." in driven.told)
            await driven.press("G", "a", "r")
            before = len(project.store.quotes.all())
            await driven.until_shown("new: Quelle honte !")
            await driven.press("enter")
            await driven.until(lambda: len(project.store.quotes.all()) == before + 1)
            await driven.wait_for_workers()
            await driven.press("g", "3", "n", "A", "enter", "r")
            await driven.until_shown("as it was set aside")
            assert "set aside: menu" in driven.shown
            await driven.press("enter")
            await driven.until(lambda: len(project.store.quotes.all()) < before + 1)
            await driven.wait_for_workers()
            await driven.press("u", "u", "u", "u")
            assert len(project.store.quotes.all()) == before


async def test_hostile_text_and_an_article_in_one_line(tmp_path: Path) -> None:
    line = ("e\u0301 " + EVIL + " ") * 900
    said = [Said(source=[EVIL], target=[EVIL], speaker=EVIL, role=EVIL), Said(source=[line[:100_000]])]
    with make_project(tmp_path / "p.db", said) as project:
        async with shown(project, pair=1, size=(80, 24), sound=False) as driven:
            assert_harmless(driven)
            for keys in (("s",), ("escape", "m"), ("escape", "tab"), ("V", "A")):
                await driven.press(*keys)
                assert_harmless(driven)
            await driven.press("escape", "escape", "shift+tab", "G", "pageup", "shift+up")
            assert_harmless(driven)
            await driven.press("m", "enter")
            assert_harmless(driven)


async def test_a_name_and_an_office_of_100_000_characters_do_not_keep_the_keys_waiting(
    tmp_path: Path,
) -> None:
    long = Said(source=["x" * 100_000], speaker="s" * 100_000, role="r" * 100_000)
    with make_project(tmp_path / "p.db", [long]) as project:
        async with shown(project, pair=1, size=(100, 30), sound=False) as driven:
            before = process_time()
            await driven.press("j", "k", "j", "k", "pagedown", "pageup", "right_parenthesis", "n")
            assert process_time() - before < 8 * 0.05
            assert "sss…" in driven.shown


async def test_nothing_is_laid_out_before_the_size_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths = set()

    def told(text: str, width: int) -> list[Span]:
        widths.add(width)
        return wrap(text, width)

    monkeypatch.setattr(article_lines, "wrap", told)
    with example(tmp_path) as project:
        async with shown(project, pair=project.store.pairs.ids()[1]) as driven:
            assert words(driven) == "Nous"
            assert widths == {screen_of(driven).view.measure}


async def test_a_project_without_articles_tells_where_they_come_from(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", ()) as project:
        async with shown(project, size=(80, 24)) as driven:
            assert "No articles yet" in driven.shown
            for section in (ARTICLE, ARTICLE_MOVE, BY_HAND):
                for binding in section.bindings:
                    await screen_of(driven).run_action(binding.action)
            await driven.pilot.pause()
            assert "No articles yet" in driven.shown


def test_rows_hold_every_word_once_and_are_never_long(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        document = project.store.documents.get(1)
    text = document.text + "x" * (3 * LONGEST) + " mot." * 2_000
    rows = rows_of(text, document.blocks, range(len(text)))
    assert max(row.span.end - row.span.start for row in rows) <= LONGEST
    held = "".join(row.span.of(text) for row in rows if not row.line)
    assert "".join(held.split()) == "".join(text.split())
    for number, row in enumerate(rows):
        if not row.line:
            assert row_at(rows, row.span.start) == number
            assert words_of(text, row)[0].start >= row.span.start
