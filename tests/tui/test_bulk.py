"""The dialogs about many pairs, and the comments on one. All texts are fictional."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.screen import ModalScreen
from textual.widgets import OptionList

from db.records import Span, Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven, on_screen
from tests.tui.examples.bulk import example
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens.bulk import BulkScreen
from tui.screens.comments import CommentsScreen
from tui.screens.replace import Field, ReplaceScreen
from tui.widgets.edit_area import EditArea
from tui.widgets.replacement_list import MOST, ReplacementList, excerpt
from workbench.project import Project, open_project
from workbench.review import comments, service
from workbench.review.bulk import Reason, Verb, preview


@asynccontextmanager
async def dialog(
    project: Project, screen: ModalScreen[Any], *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Driven, list[Any]]]:
    """A dialog on a project, and the list that its answer is put into."""
    answers: list[Any] = []
    async with on_screen(project, size=size) as driven:
        driven.pilot.app.push_screen(screen, answers.append)
        await driven.pilot.pause()
        yield driven, answers


async def test_pairs_are_approved_after_a_preview(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        screen = BulkScreen(project, project.store.pairs.ids(), Verb.REJECT)
        async with dialog(project, screen) as (driven, answers):
            await driven.until_shown("4 pairs will be rejected")
            await driven.press("o")
            await driven.until_shown("2 pairs will wait for review again")
            assert not screen.check_action("errors", ())
            await driven.press("r")
            await driven.until_shown("4 pairs will be rejected")
            await driven.press("a")
            await driven.until_shown("2 pairs will be approved")
            assert "Approve 6 pairs" in driven.shown
            for told in ("1 ○ translated · 1 · draft", "1 P published", "1 the checks find an error in it"):
                assert told in driven.shown
            with open_project(project.path, person="Ben") as other:
                service.note(other, 2, "wait")
            await driven.press("e")
            await driven.until_shown("1 ▲ with errors")
            service.note(project, 3, "wait")
            await driven.press("enter")
            await driven.until(lambda: bool(answers))
        assert (answers[0].changed, answers[0].passed_over) == ((1, 2), ((3, Reason.CHANGED),))
        assert service.undo(project) is not None
        assert project.store.pairs.row(1).status is Status.TRANSLATED


async def test_words_are_replaced_where_they_are_ticked(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        screen = ReplaceScreen(project, project.store.pairs.ids())
        async with dialog(project, screen) as (driven, answers):
            assert "Type what is to be replaced" in driven.shown
            driven.send(*"city", "tab", *"town")
            await driven.until_shown("3 places in 3 of 6 pairs")
            assert "- The group AQMI has left the city of Ouradi." in driven.shown
            assert "+ The group AQMI has left the town of Ouradi." in driven.shown
            screen.query_one("#case").focus()
            await driven.press("right")
            await driven.until_shown("1 to be approved again")
            await driven.press("right")
            await driven.until_shown("The Town sleeps.")
            found = screen.query_one(ReplacementList)
            screen.query_one("#put", Field).focus()
            await driven.press("enter")
            assert found.has_focus
            await driven.press("n")
            await driven.until_shown("0 places in 0 of 6 pairs")
            await driven.press("enter")
            assert not answers
            await driven.press("a", "end", "space", "home")
            await driven.until_shown("3 places in 3 of 6 pairs")
            await driven.press("down", "pageup", "pagedown", "up", "enter")
            await driven.until(lambda: bool(answers))
        assert answers[0].changed == (1, 2, 3)
        assert project.store.pairs.row(1).target == "The group AQMI has left the town of Ouradi."
        assert project.store.pairs.row(4).target == "The City sleeps."
        assert service.undo(project) is not None
        assert project.store.pairs.row(2).target == "It will not come back to the city."


async def test_a_pattern_is_tried_while_it_is_typed_and_leaving_replaces_nothing(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        screen = ReplaceScreen(project, project.store.pairs.ids(), find="(city")
        async with dialog(project, screen, size=(140, 45)) as (driven, answers):
            await driven.until_shown("0 places")
            screen.query_one("#how").focus()
            await driven.press("right")
            await driven.until_shown("no regular expression")
            await driven.press("ctrl+s")
            screen.query_one("#find", Field).focus()
            driven.send(*") .*")
            screen.query_one("#put", Field).replace_words(r"\1")
            await driven.until_shown("+ The group AQMI has left the city")
            screen.query_one("#where").focus()
            await driven.press("right", "escape")
            await driven.until(lambda: bool(answers))
        assert answers == [None]
        assert project.store.pairs.row(1).target == "The group AQMI has left the city of Ouradi."


async def test_what_a_thread_cannot_do_is_told_and_the_rest_is_said_to_be_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.replace.MOST", 1)
    go_on = threading.Event()

    def waits(*args: Any, **named: Any) -> Any:
        go_on.wait(10)
        return preview(*args, **named)

    def fails(*_: Any) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("tui.screens.bulk.preview", waits)
    for where in ("bulk.decide_many", "replace.replace_many"):
        monkeypatch.setattr(f"tui.screens.{where}", fails)
    with example(tmp_path) as project:
        screen = ReplaceScreen(project, project.store.pairs.ids(), find="city")
        async with dialog(project, screen) as (driven, answers):
            await driven.until_shown("these are the first 1, look again for the rest")
            assert driven.shown.count(" Next ") < 2
            await driven.press("ctrl+s")
            await driven.until_shown("Replacing failed: OSError: the disk is gone")
            screen.query_one("#how").focus()
            for find, put, told in (("(?R)", "x", "calls itself"), ("x", r"\U99999999", "cannot be put in")):
                screen.query_one("#find", Field).replace_words(find)
                screen.query_one("#put", Field).replace_words(put)
                await driven.press("right")
                await driven.until_shown(told)
                await driven.press("left")
            await driven.press("escape")
            await driven.until(lambda: bool(answers))
            driven.pilot.app.push_screen(BulkScreen(project, [1], Verb.REJECT), answers.append)
            await driven.pilot.pause()
            await driven.press("enter")
            assert "Still looking" in driven.shown
            go_on.set()
            await driven.until_shown("1 pair will be rejected")
            await driven.press("enter")
            await driven.until_shown("Changing failed: OSError")
            await driven.press("escape")
            await driven.until(lambda: len(answers) == 2)
        assert answers == [None, None]


async def test_a_thread_is_read_and_answered(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        screen = CommentsScreen(project, project.store.pairs.row(1))
        async with dialog(project, screen) as (driven, answers):
            assert "Town, then." in driven.shown
            await driven.press("enter")
            assert "Type what you have to say" in driven.shown
            driven.send(*"Town", "ctrl+j", *"it is.")
            await driven.press("escape")
            assert "You have not said this yet" in driven.shown
            await driven.press("enter")
            said = comments.of(project, project.store.pairs.row(1))
            assert said[-1].text == "Town\nit is."
            await driven.press("tab", "up", "enter")
            assert "Ben's" in driven.shown
            await driven.press("d")
            assert "answer it with one of your own" in driven.shown
            await driven.press("up", "enter")
            assert screen.query_one(EditArea).words == said[0].text
            driven.send(*"!")
            await driven.press("enter")
            await driven.press("tab", "d")
            assert screen.query_one(OptionList).option_count == 2
            await driven.press("u")
            assert "Taken back" in driven.shown
            assert screen.query_one(OptionList).option_count == 3
            await driven.press("tab", "x", "escape", "escape")
            await driven.until(lambda: bool(answers))
        assert answers == [True]
        assert [one.text[-1] for one in comments.of(project, project.store.pairs.row(1))] == ["!", ".", "."]


async def test_hostile_texts_and_nothing_at_all(tmp_path: Path) -> None:
    between = [Said(source=["Oui."], target=["Yes."])] * 8
    quotes = [Said(source=[EVIL], target=[EVIL]), *between, Said(source=[EVIL], target=["e" * 100_000])]
    with make_project(tmp_path / "p.db", quotes) as project:
        comments.comment(project, 1, f"{EVIL} " * 900)
        async with on_screen(project, size=(80, 24)) as driven:
            for screen, shown in (
                (ReplaceScreen(project, [1, 10], find="e"), "places in 2 of"),
                (ReplaceScreen(project, [1], find="\x1b"), "in 1 of 1 pair"),
                (CommentsScreen(project, project.store.pairs.row(1)), "Your comment"),
                (BulkScreen(project, [], Verb.REJECT), "nothing to change"),
                (ReplaceScreen(project, [], find="a"), "0 places"),
            ):
                answers: list[object] = []
                driven.pilot.app.push_screen(screen, answers.append)
                await driven.until_shown(shown)
                assert_harmless(driven)
                await driven.press("escape")
                await driven.until(lambda answers=answers: bool(answers))


@given(st.text(st.sampled_from("aé\u0301 👨\u200d👩漢\n"), max_size=1200), st.data())
def test_an_excerpt_shows_the_first_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    place = Span(start, data.draw(st.integers(start, len(text))))
    shown, [kept, *_] = excerpt(text, [place])
    assert kept.of(shown) == place.of(text)[: kept.end - kept.start]
    assert kept.end == kept.start + len(place.of(text)) or len(shown) > MOST
