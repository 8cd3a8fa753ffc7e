"""The editor: exactly what was typed is kept, without a key for it, and nothing typed is lost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Paste

from db.records import Origin, Status
from db.unfinished import _session
from tests.support.projects import PERSON, Said, make_project
from tests.tui.driving import FAMILY, NBSP, NNBSP, THREE, ZWJ, on_screen, review
from tui.screens.conflict import ConflictScreen
from tui.screens.leave import LeaveScreen
from tui.widgets.edit_area import EditArea
from workbench.project import open_project
from workbench.review import service

ACUTE = "e\u0301"
SEPARATORS = "a\rb\x0bc\x0cd\x1ce\x85f\u2028g\u2029h\r\ni\nj"


async def test_an_edit_is_stored_as_typed_and_derived_from_what_was_printed(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("enter")
        await driven.type(f"So{NBSP}be it{NNBSP}! {FAMILY}")
        await driven.press("ctrl+s")
        row = driven.row(1)
        assert row.target == f"So{NBSP}be it{NNBSP}! {FAMILY}"
        assert (row.origin, row.derived_from, row.status) == (Origin.HUMAN, "published", Status.TRANSLATED)
        assert driven.screen.editor.row is None
        assert f"So{NBSP}be it" in driven.shown


@pytest.mark.parametrize("char", [NBSP, NNBSP, ZWJ, "\u200c", "\u200f", "\u00ad", "\u2009", "\u3000"])
async def test_characters_that_are_hard_to_see_can_be_typed(tmp_path: Path, char: str) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        await driven.type(f"a{char}b")
        await driven.press("ctrl+s")
        assert driven.row(1).target == f"a{char}b"


async def test_saving_and_going_on_opens_the_next_that_waits(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "e")
        await driven.type("one")
        await driven.press("f2")
        editing = driven.screen.editor.row
        assert editing is not None
        assert editing.id == 3
        assert driven.row(2).target == "one"


async def test_an_approved_pair_that_is_edited_waits_again(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "up", "e", "x", "ctrl+s")
        assert driven.status(1) is Status.TRANSLATED
        assert driven.row(1).target == "We are staying.x"


async def test_a_missing_rendering_is_written_by_hand(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("end", "e")
        await driven.type("Nothing to add.")
        await driven.press("ctrl+s")
        assert (driven.row(4).target, driven.row(4).origin) == ("Nothing to add.", Origin.HUMAN)


async def test_escape_leaves_at_once_when_nothing_was_typed(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e", "escape")
        assert driven.screen.editor.row is None
        await driven.press("down")
        assert driven.cursor == 1


async def test_escape_keeps_what_was_typed_and_one_key_takes_it_back(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        await driven.type("ab")
        await driven.press("escape")
        assert driven.row(1).target == "ab"
        assert driven.screen.editor.row is None
        await driven.press("u")
        assert driven.row(1).target == "We are staying."


async def test_the_words_as_they_were_can_be_put_back_before_leaving(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e", "x", "y", "ctrl+r")
        assert driven.screen.editor.area.words == "We are staying."
        await driven.press("escape")
        assert driven.row(1).origin is Origin.PUBLISHED


async def test_quitting_keeps_what_was_typed(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e", "x", "ctrl+q")
        assert driven.row(1).target == "We are staying.x"
        assert not driven.pilot.app.is_running


@pytest.mark.parametrize(("answer", "open_still"), [("d", False), ("escape", True)])
async def test_an_emptied_rendering_is_refused_and_may_stay_in_the_editor(
    tmp_path: Path, answer: str, open_still: bool
) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        await driven.type(" ")
        await driven.press("ctrl+q")
        assert isinstance(driven.pilot.app.screen, LeaveScreen)
        assert "cannot be emptied" in " ".join(driven.shown.split())
        await driven.press("ctrl+q")
        assert driven.pilot.app.is_running
        await driven.press(answer)
        assert driven.row(1).target == "We are staying."
        assert driven.pilot.app.is_running == open_still


@pytest.mark.parametrize(
    ("answer", "stored"), [(("m",), "mine"), (("t",), "theirs"), (("escape", "!", "escape"), "mine!")]
)
async def test_a_conflict_shows_both_texts_and_asks(
    tmp_path: Path, answer: tuple[str, ...], stored: str
) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        await driven.type("mine")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, "theirs")
        await driven.press("escape")
        assert driven.row(1).target == "theirs"
        assert isinstance(driven.pilot.app.screen, ConflictScreen)
        assert "changed by Somebody" in " ".join(driven.shown.split())
        assert "theirs" in driven.shown
        assert "underlined: other than stored" in driven.shown
        await driven.press(*answer[:1])
        assert ("Stored meanwhile: theirs" in driven.shown) == (answer[0] == "escape")
        await driven.press(*answer[1:])
        assert driven.row(1).target == stored
        assert driven.screen.editor.row is None


async def test_what_was_being_typed_comes_back_after_a_sudden_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.editing.KEEP_AFTER", 0.01)
    with make_project(tmp_path / "project.db", THREE) as project:
        async with on_screen(project) as driven:
            await driven.press("down", "e", "x")
            await driven.until(lambda: project.store.unfinished.last() is not None)
            assert driven.row(2).target == "The truce holds."
        async with on_screen(project) as driven:
            await driven.until_shown("The truce holds.x")
            assert driven.cursor == 1
            assert any("You typed this" in sentence for sentence in driven.told)
            await driven.press("escape")
            assert driven.row(2).target == "The truce holds.x"
        async with on_screen(project) as driven:
            assert driven.screen.editor.row is None


async def test_what_another_running_program_is_typing_is_left_to_it(tmp_path: Path) -> None:
    with make_project(tmp_path / "project.db", THREE) as project:
        project.store.unfinished.keep(1, "rendering", "mine", 1)
        running = _session(os.getppid())
        with project.store.action("unfinished", "another window"):
            project.store.execute("UPDATE unfinished SET session = ?", (running,))
        async with on_screen(project) as driven:
            await driven.pilot.pause(0.05)
            assert driven.screen.editor.row is None
            await driven.press("e", "x", "escape")
            rows = project.store.rows("SELECT session, words FROM unfinished")
            assert [tuple(row) for row in rows] == [(running, "mine")]


async def test_typing_goes_on_while_another_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.editing.KEEP_AFTER", 0.01)
    async with review(tmp_path) as driven:
        with (
            open_project(driven.project.path, person="Somebody") as elsewhere,
            elsewhere.store.action("import", "a long one"),
        ):
            await driven.press("e")
            began = time.monotonic()
            await driven.press("x", "y")
            await driven.pilot.pause(0.1)
            assert time.monotonic() - began < 5
        await driven.until(lambda: driven.project.store.unfinished.last() is not None)


async def test_typing_that_comes_back_is_no_way_round_a_conflict(tmp_path: Path) -> None:
    with make_project(tmp_path / "project.db", THREE) as project:
        project.store.unfinished.keep(1, "rendering", "mine", project.store.pairs.row(1).revision)
        with open_project(project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, "theirs")
        async with on_screen(project) as driven:
            await driven.until(lambda: driven.screen.editor.row is not None)
            await driven.press("escape")
            assert isinstance(driven.pilot.app.screen, ConflictScreen)


async def test_a_note_is_written_shown_and_removed(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("c", *"why", "ctrl+s")
        assert driven.row(1).note == "why"
        assert "1 ○ P  *" in driven.shown
        await driven.press("c")
        await driven.type("")
        await driven.press("ctrl+s")
        assert driven.row(1).note == ""


async def test_keys_of_the_list_rest_while_the_editor_is_open(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "down", "e", "f5", "a", "u", "D")
        assert driven.screen.editor.area.words == "It will hold.auD"
        await driven.pilot.click("PairList", offset=(20, 2))
        assert driven.cursor == 2


async def test_an_unedited_text_with_rare_line_ends_is_not_written_back(tmp_path: Path) -> None:
    async with review(tmp_path, [Said(source=["Un."], target=[SEPARATORS])]) as driven:
        await driven.press("e", "ctrl+s")
        assert (driven.row(1).target, driven.row(1).origin) == (SEPARATORS, Origin.PUBLISHED)
        await driven.press("e", "x", "ctrl+s")
        assert driven.row(1).target == SEPARATORS + "x"


async def test_a_paste_is_kept_exactly(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        driven.screen.editor.area.select_all()
        driven.screen.editor.area.post_message(Paste(f"«{NBSP}oui{NBSP}»\rnon\u2028\x1b[31m{FAMILY}"))
        await driven.press("ctrl+s")
        assert driven.row(1).target == f"«{NBSP}oui{NBSP}»\nnon\u2028\x1b[31m{FAMILY}"


async def test_an_edit_can_be_taken_back_in_the_next_session(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e")
        await driven.type("mine")
        await driven.press("ctrl+s")
    with open_project(tmp_path / "project.db", person=PERSON) as project:
        async with on_screen(project) as driven:
            await driven.press("u")
            assert (driven.row(1).target, driven.row(1).origin) == ("We are staying.", Origin.PUBLISHED)


class AreaApp(App[None]):
    def compose(self) -> ComposeResult:
        yield EditArea()


@pytest.mark.parametrize("cluster", [ACUTE, FAMILY, "🇫🇷", "👍🏽"])
async def test_the_cursor_and_deleting_go_by_whole_characters(cluster: str) -> None:
    async with AreaApp().run_test() as pilot:
        area = pilot.app.query_one(EditArea)
        area.load(f"x{cluster}y")
        await pilot.press("left", "backspace")
        assert area.words == "xy"
        area.load(f"x{cluster}y")
        await pilot.press("home", "right", "delete")
        assert area.words == "xy"
        area.load(f"x{cluster}y")
        await pilot.press("home", "right", "right", "z")
        assert area.words == f"x{cluster}zy"


async def test_deleting_joins_lines() -> None:
    async with AreaApp().run_test() as pilot:
        area = pilot.app.query_one(EditArea)
        area.load("a\nb")
        await pilot.press("left", "backspace")
        assert area.words == "ab"
        area.load("a\nb")
        await pilot.press("up", "end", "right", "right", "up", "end", "delete")
        assert area.words == "ab"


async def test_any_text_is_given_back_exactly() -> None:
    async with AreaApp().run_test() as pilot:
        area = pilot.app.query_one(EditArea)

        @given(
            st.text(
                st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\x85\u2028\x0b" + NBSP),
                max_size=60,
            )
        )
        @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
        def given_back(text: str) -> None:
            if EditArea.holds(text):
                area.load(text)
                assert area.words == text
                assert not area.changed

        given_back()


def test_noncharacters_cannot_be_held() -> None:
    assert EditArea.holds(SEPARATORS)
    assert not EditArea.holds("a\ufdd0")
