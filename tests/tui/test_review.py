"""Every key of the review screen, on real projects."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from db.records import Origin, Status
from tests.support.projects import NOW, PERSON, Said, fictional, make_project
from tests.tui.driving import THREE, on_screen, review
from tui.app import WorkbenchApp
from tui.screens.help import HelpScreen
from tui.turns import PATIENCE
from workbench.project import open_project
from workbench.review import service


async def test_both_sides_and_who_said_it_are_shown(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        assert "Nous restons." in driven.shown
        assert "We are staying." in driven.shown
        assert "Amadou Kéravel" in driven.shown
        assert "Le Courrier du Fleuve, 2012-05-31" in driven.shown
        assert "⟨no English yet⟩" in driven.shown


async def test_a_missing_original_is_told_by_a_word_and_by_its_origin(tmp_path: Path) -> None:
    async with review(tmp_path, [Said(target=["Nobody was paid."])]) as driven:
        assert "original missing⟩" in driven.shown


async def test_moving_up_and_down_stops_at_the_ends(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("down", "j", "k")
        assert driven.cursor == 1
        await driven.press("up", "up", "up")
        assert driven.cursor == 0
        await driven.press("end")
        assert driven.cursor == 3
        await driven.press("down")
        assert driven.cursor == 3
        await driven.press("g")
        assert driven.cursor == 0
        await driven.press("G")
        assert driven.cursor == 3
        await driven.press("home")
        assert driven.cursor == 0


async def test_pages_go_through_a_long_list(tmp_path: Path) -> None:
    async with review(tmp_path, fictional(60)) as driven:
        await driven.press("pagedown")
        first = driven.cursor
        await driven.press("pagedown")
        assert driven.cursor > first > 1
        await driven.press("pageup", "pageup")
        assert driven.cursor == 0


async def test_approving_stores_at_once_and_goes_on(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a")
        assert driven.status(1) is Status.APPROVED
        assert driven.row(1).reviewer == PERSON
        assert driven.row(1).reviewed_at == NOW
        assert driven.cursor == 1
        await driven.until_shown("1 approved")


async def test_a_pair_without_a_rendering_cannot_be_approved_and_says_so(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("end", "a")
        assert driven.status(4) is Status.DRAFT
        assert any("cannot be approved" in sentence for sentence in driven.told)
        assert driven.cursor == 3


async def test_rejecting_and_reopening(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("r")
        assert driven.status(1) is Status.REJECTED
        await driven.press("up", "o")
        assert driven.status(1) is Status.TRANSLATED
        assert driven.cursor == 0


async def test_undo_goes_to_the_pair_and_redo_does_it_again(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "end", "u")
        assert driven.status(1) is Status.TRANSLATED
        assert driven.cursor == 0
        assert any("pair 1 approved" in sentence for sentence in driven.told)
        await driven.press("end", "ctrl+r")
        assert driven.status(1) is Status.APPROVED
        assert driven.cursor == 0


async def test_undo_survives_a_restart(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "r")
    with open_project(tmp_path / "project.db", person=PERSON) as project:
        async with on_screen(project) as driven:
            await driven.press("u")
            assert (driven.status(1), driven.status(2)) == (Status.APPROVED, Status.TRANSLATED)
            await driven.press("u")
            assert driven.status(1) is Status.TRANSLATED


async def test_undo_leaves_alone_what_was_not_done_on_this_screen(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("u")
        assert len(driven.screen.listing) == 4
        assert any("fictional quotes" in sentence for sentence in driven.told)


async def test_undo_drops_a_filter_that_hides_the_pair(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "slash", *"rien", "enter")
        assert len(driven.screen.listing) == 1
        await driven.press("u")
        assert (len(driven.screen.listing), driven.cursor) == (4, 0)


async def test_jumping_between_the_pairs_that_wait(tmp_path: Path) -> None:
    quotes = [replace(THREE[0], status=Status.APPROVED), *THREE[1:]]
    async with review(tmp_path, quotes) as driven:
        await driven.press("n")
        assert driven.cursor == 1
        await driven.press("space", "n")
        assert driven.cursor == 3
        await driven.press("n")
        assert driven.cursor == 1
        await driven.press("p")
        assert driven.cursor == 3


async def test_when_nothing_waits_it_says_so(tmp_path: Path) -> None:
    async with review(tmp_path, [replace(THREE[0], status=Status.APPROVED)]) as driven:
        await driven.press("n")
        assert any("waits for review" in sentence for sentence in driven.told)


async def test_the_search_folds_accents_marks_hits_and_escape_shows_all(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("slash", *"TREVE", "enter")
        assert [driven.screen.listing.row(0).id] == [2]  # type: ignore[union-attr]
        assert len(driven.screen.listing) == 1
        assert "search “TREVE”" in driven.shown
        await driven.press("escape")
        assert len(driven.screen.listing) == 4
        assert driven.cursor == 1


async def test_leaving_the_search_changes_nothing(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("slash", *"zzz", "escape")
        assert len(driven.screen.listing) == 4
        await driven.press("down")
        assert driven.cursor == 1


async def test_keys_of_the_list_rest_while_words_are_searched(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("slash", "a", "ctrl+r", "r")
        assert driven.status(1) is Status.TRANSLATED


async def test_a_search_without_hits_says_how_to_go_back(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("slash", *"zzz", "enter")
        assert "Esc shows everything again" in driven.shown
        await driven.press("a", "e", "d", "n", "pagedown", "end", "escape")
        assert len(driven.screen.listing) == 4


async def test_the_filter_by_status(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a", "f", "down", "down", "space", "enter")
        assert [driven.screen.listing.row(i).id for i in range(len(driven.screen.listing))] == [1]  # type: ignore[union-attr]
        assert "only approved" in driven.shown
        await driven.press("escape")
        assert len(driven.screen.listing) == 4


async def test_the_filter_by_missing_side_and_speaker(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("f", "tab", *"tessaly", "enter")
        assert [driven.screen.listing.ids] == [[4]]
        await driven.press("f", "ctrl+x", *["down"] * 7, "space", "enter")
        assert driven.screen.listing.wanted.missing_target
        assert driven.screen.listing.wanted.speaker == ""


async def test_leaving_the_filter_changes_nothing(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("f", "space", "escape")
        assert not driven.screen.listing.narrowed


async def test_an_approved_pair_stays_in_a_list_of_unapproved_ones(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("f", "down", "space", "enter", "a")
        assert driven.status(1) is Status.APPROVED
        assert len(driven.screen.listing) == 3
        await driven.press("f5")
        assert len(driven.screen.listing) == 2


async def test_a_change_from_elsewhere_is_a_conflict_and_is_shown(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, "We remain.")
        await driven.press("a")
        assert driven.status(1) is Status.TRANSLATED
        assert any("Somebody" in sentence for sentence in driven.told)
        assert "We remain." in driven.shown
        await driven.press("home", "a")
        assert driven.status(1) is Status.APPROVED


async def test_reload_reads_what_others_have_done(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.approve(elsewhere, 2)
        await driven.press("down", "f5")
        assert driven.cursor == 1
        await driven.until_shown("1 approved")


async def test_details_appear_on_request_on_a_narrow_screen(tmp_path: Path) -> None:
    async with review(tmp_path, size=(80, 24)) as driven:
        assert "said in" not in driven.shown
        await driven.press("i")
        await driven.until_shown("said in")
        await driven.press("shift+down", "shift+down")
        assert "Pair 1 " not in driven.shown
        await driven.press("i")
        assert "said in" not in driven.shown


async def test_details_appear_by_themselves_on_a_wide_screen(tmp_path: Path) -> None:
    async with review(tmp_path, size=(120, 36)) as driven:
        await driven.until_shown("dispatch-1.txt")
        await driven.press("i")
        assert "dispatch-1.txt" not in driven.shown
        await driven.press("i", "down")
        await driven.until_shown("Pair 2")


async def test_the_names_of_a_text_are_explained(tmp_path: Path) -> None:
    quotes = [Said(source=["Nous parlons à la CÉDÉAO."], target=["We talk to ECOWAS."])]
    async with review(tmp_path, quotes, size=(140, 30)) as driven:
        await driven.until_shown("CÉDÉAO → ECOWAS")


async def test_the_help_lists_every_key_and_what_the_symbols_mean(tmp_path: Path) -> None:
    async with review(tmp_path, size=(100, 600)) as driven:
        await driven.press("question_mark")
        assert isinstance(driven.pilot.app.screen, HelpScreen)
        for words in (
            "approve the pair",
            "machine draft",
            'pair.approve = "a"',
            "○ translated",
            "has a note",
        ):
            assert words in driven.shown
        await driven.press("j", "escape")
        assert driven.pilot.app.screen is driven.screen


async def test_no_break_spaces_can_be_shown(tmp_path: Path) -> None:
    async with review(tmp_path, [Said(source=["Quoi\u202f?"], target=["What?"])]) as driven:
        assert "Quoi\u202f?" in driven.shown
        await driven.press("s")
        assert "Quoi⍽?" in driven.shown


async def test_an_empty_project_says_where_pairs_come_from(tmp_path: Path) -> None:
    async with review(tmp_path, []) as driven:
        assert "f2 opens the library" in driven.shown
        await driven.press("a", "r", "e", "c", "d", "n", "down", "end", "i", "u")


async def test_a_row_taller_than_the_screen_is_read_to_its_end(tmp_path: Path) -> None:
    long = " ".join(f"mot{number}" for number in range(300))
    quotes = [Said(source=[long], target=["Short."]), THREE[0]]
    async with review(tmp_path, quotes, size=(80, 24)) as driven:
        await driven.press("down")
        assert (driven.cursor, "mot299" in driven.shown) == (0, False)
        await driven.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "mot299" in driven.shown
        await driven.press("home")
        assert (driven.cursor, "mot0 " in driven.shown) == (0, True)
        await driven.press("end", "up", "up")
        assert (driven.cursor, "mot299" in driven.shown) == (0, True)


async def test_the_mouse_picks_rows_and_scrolls(tmp_path: Path) -> None:
    async with review(tmp_path, fictional(40)) as driven:
        await driven.pilot.click("PairList", offset=(20, 8))
        assert driven.cursor > 0
        before = driven.shown
        driven.screen.pairs.post_message(MouseScrollDown(None, 5, 5, 0, 1, 0, False, False, False))
        await driven.pilot.pause()
        assert driven.shown != before


async def test_origin_and_status_are_told_without_colour(tmp_path: Path) -> None:
    quotes = [
        Said(source=["Un."], target=["One."], status=Status.APPROVED),
        Said(source=["Deux."], target=["Two."], origin=Origin.DRAFT),
        Said(source=["Trois."], target=["Three."], status=Status.REJECTED),
    ]
    async with review(tmp_path, quotes) as driven:
        for symbols in ("1 ● P", "2 · M", "3 ✗ P"):
            assert symbols in driven.shown


async def test_what_make_project_makes_is_sound(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", fictional(50)) as project:
        assert project.store.integrity() == []
        assert len(project.store.pairs.ids()) == 50


async def test_the_mouse_does_not_leave_a_search_behind(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("slash", "x")
        await driven.pilot.click("PairList", offset=(20, 6))
        assert driven.cursor == 0
        await driven.press("escape", "down")
        assert driven.cursor == 1


async def test_a_click_on_a_key_presses_it(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        line = driven.shown.split("\n")[-1]
        await driven.pilot.click("KeyLine", offset=(line.index("r Reject"), 0))
        await driven.pilot.pause()
        assert driven.status(1) is Status.REJECTED


async def test_a_double_click_opens_the_editor(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.pilot.click("PairList", offset=(20, 2), times=2)
        assert driven.screen.editor.row is not None


async def test_what_ends_the_screen_is_kept_to_be_told_as_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        async with review(tmp_path) as driven:
            app = driven.pilot.app
            assert isinstance(app, WorkbenchApp)
            driven.project.close()
            driven.send("f5")
            await driven.until(lambda: app.failure is not None)
            assert isinstance(app.failure, sqlite3.ProgrammingError)
            assert not app._exit_renderables


async def test_keys_typed_ahead_arrive_where_they_were_meant_for(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        driven.send("a", "e", *"xar", "ctrl+s", "r", "slash", *"arret", "escape", "slash", *"treve", "enter")
        await driven.until(lambda: driven.screen.listing.wanted.text == "treve")
        assert (driven.status(1), driven.row(1).target) == (Status.APPROVED, "We are staying.")
        assert (driven.status(2), driven.row(2).target) == (Status.REJECTED, "The truce holds.xar")
        assert driven.status(3) is Status.TRANSLATED


async def test_a_key_that_never_ends_does_not_silence_the_keyboard(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        app._in_turn, app._turn_began = True, time.monotonic()
        driven.send("down")
        await driven.pilot.pause()
        assert driven.cursor == 0
        app._turn_began -= PATIENCE
        driven.send("down")
        await driven.until(lambda: driven.cursor == 2)


async def test_the_last_key_does_not_wait_for_another_when_the_one_before_never_ends(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        app._in_turn, app._turn_began = True, time.monotonic() - PATIENCE / 2
        driven.send("down")
        await driven.until(lambda: driven.cursor == 1)


async def test_dialogs_get_the_keys_typed_ahead_for_them(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        driven.send("f", "down", "space", "tab", *"kéra", "enter")
        driven.send("e", "z", "escape", "s", "question_mark", "escape", "a")
        await driven.until(lambda: driven.status(1) is Status.APPROVED)
        wanted = driven.screen.listing.wanted
        assert (wanted.statuses, wanted.speaker) == ((Status.TRANSLATED,), "kéra")
        assert "z" in driven.row(1).target
        assert driven.pilot.app.screen is driven.screen


async def test_keys_that_come_while_the_program_ends_are_dropped(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        driven.send("q", *"eeejjj??")
        await driven.until(lambda: driven.pilot.app.return_code is not None)


async def test_that_a_project_was_made_is_nothing_to_take_back(tmp_path: Path) -> None:
    with open_project(tmp_path / "new.db", create=True, person="Nadia") as project:
        async with WorkbenchApp(project).run_test() as pilot:
            await pilot.press("u")
            assert [n.message for n in pilot.app._notifications] == ["There is nothing to take back."]
        assert project.store.concepts.all()
