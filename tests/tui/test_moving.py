"""Numbers before keys, and jump mode."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from db.records import Status
from tests.support.projects import Said
from tests.tui.driving import review
from tui.screens.jump import JumpScreen

MANY = [Said(source=[f"Phrase {number}."], target=[f"Sentence {number}."]) for number in range(1, 41)]


async def test_a_number_says_how_often(tmp_path: Path) -> None:
    async with review(tmp_path, MANY) as driven:
        await driven.press("1", "2")
        assert "12 ×" in driven.shown
        await driven.press("j")
        assert driven.cursor == 12
        assert "12 ×" not in driven.shown
        await driven.press("2", "k")
        assert driven.cursor == 10
        await driven.press("3", "n")
        assert driven.cursor == 13
        await driven.press("9", "9", "9", "j")
        assert driven.cursor == 39


async def test_a_number_counts_for_the_next_key_alone(tmp_path: Path) -> None:
    async with review(tmp_path, MANY) as driven:
        await driven.press("5", "s", "j")
        assert driven.cursor == 1


async def test_a_number_before_the_key_to_the_end_is_a_row(tmp_path: Path) -> None:
    async with review(tmp_path, MANY) as driven:
        await driven.press("3", "0", "G")
        assert driven.cursor == 29
        await driven.press("0", "G")
        assert driven.cursor == 39


async def test_several_pairs_are_approved_and_the_end_stops_it(tmp_path: Path) -> None:
    async with review(tmp_path, MANY[:4]) as driven:
        await driven.press("2", "a")
        assert [str(driven.status(pair)) for pair in (1, 2, 3)] == ["approved", "approved", "translated"]
        await driven.press("9", "r")
        assert driven.status(4) is Status.REJECTED
        await driven.press("u")
        assert driven.status(4) is Status.TRANSLATED
        assert driven.status(3) is Status.REJECTED


async def test_a_letter_leads_to_what_is_in_view(tmp_path: Path) -> None:
    async with review(tmp_path, MANY) as driven:
        await driven.press("end", "semicolon")
        assert isinstance(driven.pilot.app.screen, JumpScreen)
        lines = driven.shown.splitlines()
        at = next(line for line, text in enumerate(lines) if text.startswith(" s "))
        shown = next(text for text in lines[at:] if "Phrase" in text)
        await driven.press("s")
        row = driven.screen.pairs.row
        assert row is not None
        assert row.source in shown


@pytest.mark.parametrize("seed", range(3))
async def test_painting_what_has_changed_leaves_the_screen_as_painting_all(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = ("j", "k", "pagedown", "pageup", "end", "home", "G", "n", "p", "a", "e", "escape", "s")
    async with review(tmp_path, MANY, size=(80, 24)) as driven:
        for _ in range(12):
            await driven.press(*chance.choices(keys, k=3))
            shown = driven.shown
            driven.screen.pairs.refresh()
            await driven.pilot.pause()
            assert driven.shown == shown


async def test_jump_mode_is_left_by_any_other_key(tmp_path: Path) -> None:
    async with review(tmp_path, MANY[:2]) as driven:
        await driven.press("semicolon", "escape", "semicolon", "z", "j")
        assert driven.cursor == 1
        assert driven.pilot.app.screen is driven.screen
