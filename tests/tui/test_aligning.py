"""The screen on which sentences are linked. All texts are fictional."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time

import pytest
from rich.style import Style

from db.records import Origin, Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven
from tests.tui.examples.aligning import example
from tests.tui.one_room import alone
from tui.keys.aligning import ALIGNING, ALIGNING_GIVE, ALIGNING_MOVE
from tui.keys.room import ROOM
from tui.screens.aligning import AligningScreen
from tui.screens.aligning_view import Scope
from tui.screens.split import SplitScreen
from tui.widgets.bead_lines import Look, Palette, Shape, block, link_lines
from workbench.project import Project, open_project
from workbench.review import service
from workbench.review.laid import LaidBead, Sentence

EVIL = "\x1b]0;owned\x07[red]no[/red] [@click=app.quit]leave[/] [/x] a\u202eb\x9b2J e\u0301 👨\u200d👩\u200d👧 漢字"
START = ["0-0", "1-1", "2-23", "34-4", "5-", "-5"]


@asynccontextmanager
async def aligning(
    project: Project, pair_id: int | None, size: tuple[int, int] = (140, 45)
) -> AsyncIterator[tuple[Driven, AligningScreen]]:
    row = project.store.pairs.row(pair_id) if pair_id else None
    async with alone(project, size=size) as driven:
        screen = AligningScreen(project, row, {})
        driven.pilot.app.push_screen(screen)
        await driven.until(lambda: screen.is_current)
        await driven.wait_for_workers()
        yield driven, screen


def laid(screen: AligningScreen) -> list[str]:
    """The positions of the sentences of each bead that is shown."""
    return [
        "-".join("".join(str(one.position) for one in side) for side in (bead.source, bead.target))
        for bead in screen.shown.beads
    ]


def at(screen: AligningScreen) -> tuple[int, int, int]:
    """The pair, the side and the sentence under the cursor."""
    assert screen.shown.bead is not None
    return screen.shown.bead.pair_id, screen.shown.side, screen.shown.number


async def test_moving_and_what_is_drawn(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with aligning(project, 3, (80, 24)) as (driven, screen):
            assert laid(screen) == START
            assert "╌╌ 0.62? ┬╌╌" in driven.shown
            assert "──┬─ 0.94 ──" in driven.shown
            assert "╴   –        ⟨nothing⟩" in driven.shown
            assert "0 of 6 beads seen, 2 doubtful left · 3 doubtful in the project" in driven.shown
            await driven.press("w", "w")
            await driven.until_shown("camions₂")
            await driven.press("w")
            assert "camions₂" not in driven.shown
            await driven.press("right", "J")
            assert at(screen) == (3, 1, 1)
            assert "sentence 2 of 2" in driven.shown
            await driven.press("J", "K", "K", "left")
            assert at(screen) == (3, 0, 0)
            await driven.press("2", "j", "k", "h", "l", "end")
            assert at(screen) == (5, 1, 0)
            await driven.press("2", "G", "d", "d", "d")
            assert at(screen)[0] == 5
            assert any("No bead below is doubtful" in told for told in driven.told)
            await driven.press("D", "home", "pagedown")
            assert at(screen)[0] == 5
            await driven.press("pageup", "semicolon", "s")
            await driven.until(lambda: screen.is_current)
            assert at(screen)[0] == 2
            left: list[int | None] = []
            screen.dismiss = left.append  # type: ignore[method-assign, assignment]
            await driven.press("enter")
            assert left == [2]


async def test_sentences_are_linked_parted_and_taken_back(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with aligning(project, 6) as (driven, screen):
            await driven.press("space", "right", "down", "space", "L")
            assert laid(screen) == [*START[:4], "5-5"]
            assert "━━" in driven.shown
            assert at(screen) == (5, 1, 0)
            await driven.press("x")
            assert laid(screen) == START
            await driven.press("u", "u")
            assert laid(screen) == START
            await driven.press("U", "u", "3", "G", "h", "m")
            assert laid(screen)[2] == "234-234"
            await driven.press("J", "s")
            assert laid(screen)[2].startswith("2-")
            await driven.press("u", "B")
            assert isinstance(driven.pilot.app.screen, SplitScreen)
            await driven.press("escape", "B", "enter", "u", "b", "u", "u")
            assert laid(screen) == START
            await driven.press("3", "G", "l", "J", "i")
            assert laid(screen)[2:4] == ["2-2", "-3"]
            await driven.press("u", "]")
            assert laid(screen)[2:4] == ["-2", "-3"]
            await driven.press("u", "3", "G", "}")
            assert laid(screen)[2:4] == ["2-2", "34-34"]
            await driven.press("u", "3", "G", "l", "ctrl+up", "u", "ctrl+down", "u", "[", "u", "{", "u")
            assert laid(screen) == START
            await driven.press("s", "G", "m")
            told = " ".join(driven.told)
            assert "J and K go by sentences" in told
            assert "Nothing follows pair 5" in told


async def test_a_selection_is_cleared_before_one_leaves(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with aligning(project, 1) as (driven, screen):
            await driven.press("space")
            assert "◆›Nous" in driven.shown
            assert "1 selected" in driven.shown
            await driven.press("j", "space", "i")
            assert laid(screen)[:4] == ["0-", "1-", "-0", "-1"] or laid(screen)[:4] == [
                "0-",
                "-0",
                "1-",
                "-1",
            ]
            await driven.press("u", "space", "escape")
            assert screen.is_current
            assert not screen.shown.selected
            await driven.press("L", "space", "l", "space", "i", "escape")
            assert any("one side only" in told for told in driven.told)
            await driven.press("escape")
            await driven.until(lambda: not screen.is_attached)


async def test_from_the_least_sure_on_through_the_project(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with aligning(project, 1, (80, 24)) as (driven, screen):
            await driven.press("n")
            assert at(screen)[0] == 5
            await driven.press("n", "n")
            assert at(screen)[0] == 8
            assert screen.view.quote_id == 2
            await driven.press("n", "p")
            assert at(screen)[0] == 3
            assert any("No further bead" in told for told in driven.told)
            await driven.press("a")
            assert project.store.pairs.row(3).aligned_by == "Nadia"
            assert at(screen)[0] == 5
            await driven.press("a")
            await driven.until(lambda: at(screen)[0] == 8)
            await driven.until_shown("0 of 2 beads seen, 1 doubtful left · 1 doubtful in the project")
            await driven.press("a")
            assert project.store.pairs.row(8).aligned_by == "Nadia"
            await driven.press("u")
            assert project.store.pairs.row(8).aligned_by == ""
            await driven.press("o", "o")
            await driven.until(lambda: screen.view.scope is Scope.DOUBTFUL)
            assert "Doubtful beads of the project" in driven.shown
            await driven.wait_for_workers()
            await driven.press("a")
            assert "✓" in driven.shown
            await driven.press("enter")
            assert screen.view == (Scope.QUOTE, 2, 2, None)
            assert laid(screen) == ["0-0", "1-1"]


async def test_two_articles_other_renderings_and_coming_back(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with aligning(project, 8) as (driven, screen):
            await driven.press("tab")
            assert "Delta Post (2 of 2, tab)" in driven.shown
            assert laid(screen) == ["01-0"]
            await driven.press("shift+tab", "2", "G", "o")
            await driven.wait_for_workers()
            await driven.until(lambda: screen.view.scope is Scope.ARTICLES)
            assert "Le Courrier du Fleuve ↔ Harbour Wire · 2 of 2 quotes" in driven.shown
            assert "Quote 1 · Amadou Kéravel" in driven.shown
            assert at(screen)[0] == 8
            await driven.press("m")
            assert any("Nothing follows" in told for told in driven.told)
            await driven.wait_for_workers()
            await driven.press("k", "m")
            assert laid(screen) == [*START, "01-01"]
            await driven.press("u")
            await driven.wait_for_workers()
            await driven.until(lambda: laid(screen) == [*START, "0-0", "1-1"])
            await driven.press("tab")
            await driven.wait_for_workers()
            await driven.until_shown("Delta Post · 1 of 2 quotes")
            await driven.press("tab")
            await driven.wait_for_workers()
            await driven.until_shown("Harbour Wire")
            await driven.press("3", "G", "escape")
            await driven.until(lambda: not screen.is_attached)
        async with aligning(project, 8) as (driven, screen):
            assert "r goes to where you left, quote 1" in driven.shown
            await driven.press("r")
            await driven.wait_for_workers()
            await driven.until(lambda: screen.view.scope is Scope.ARTICLES)
            assert at(screen)[0] == 3
            await driven.press("r")
            assert any("not left any" in told for told in driven.told)
            await driven.press("A")
            await driven.wait_for_workers()
            await driven.until(lambda: len(driven.told) > 1)
            assert "3 renderings aligned anew" in driven.told[-1]


async def test_what_others_change_is_a_conflict_and_is_shown(tmp_path: Path) -> None:
    with example(tmp_path) as project, open_project(project.path, person="Bassam") as other:
        async with aligning(project, 2) as (driven, screen):
            service.edit(other, 2, "Nobody was hurt.")
            await driven.press("m")
            assert any("Bassam" in told for told in driven.told)
            await driven.until_shown("Nobody")
            assert project.store.pairs.row(2).status is Status.TRANSLATED
            service.edit(other, 1, "The bridge is shut.")
            screen.reread()
            await driven.until_shown("The bridge is shut.")
            await driven.pilot.resize_terminal(80, 24)
            await driven.press("question_mark")
            await driven.until_shown("keep it, go to the next doubtful")


async def test_hostile_texts_and_little_to_show(tmp_path: Path) -> None:
    said = [
        Said(source=[EVIL, "x" * 800], target=[EVIL, "\u0301 y" * 200], speaker=EVIL),
        Said(source=["Oui."]),
    ]
    with make_project(tmp_path / "p.db", said) as project:
        async with aligning(project, 1, (80, 24)) as (driven, screen):
            assert "[red]no" in driven.shown
            for keys in ((), ("space", "l"), ("o",), ("o",), ("o", "escape"), ("j", "pagedown", "m", "B")):
                await driven.press(*keys)
                await driven.wait_for_workers()
                assert_harmless(driven)
        async with aligning(project, 3, (80, 24)) as (driven, screen):
            assert "nothing renders it yet" in driven.shown
            await driven.press("tab")
            assert "no other rendering" in driven.told[-1]
            await driven.press("space", "i")
            assert "no sentence here" in driven.told[-1]
            await driven.press("L", "x", "b", "A")
            await driven.wait_for_workers()
            assert laid(screen) == ["0-"]
    with make_project(tmp_path / "empty.db", []) as project:
        async with aligning(project, None, (80, 24)) as (driven, screen):
            await driven.until_shown("No bead is doubtful")
            keys = {
                key for section in screen.SECTIONS for one in section.bindings for key in one.key.split(",")
            }
            await driven.press(*sorted(keys - {"escape"}))
            assert screen.is_current


def assert_harmless(driven: Driven) -> None:
    """No control character is on the screen, and no text has become a link."""
    assert not [c for c in driven.shown if (unicodedata.category(c) == "Cc" and c != "\n") or c == "\u202e"]
    for strip in driven.pilot.app.screen._compositor.render_strips():
        assert not any("@click" in s.style.meta for s in strip if s.style and "leave]" in s.text)


def bead(sources: int, targets: int, probability: float = 0.97, by: str = "") -> LaidBead:
    sides = [tuple(Sentence(n, "word " * 30, 0) for n in range(many)) for many in (sources, targets)]
    return LaidBead(1, 1, 1, 1, sides[0], sides[1], probability, by, Status.TRANSLATED, Origin.PUBLISHED)


@pytest.mark.parametrize(
    ("one", "starts", "expected"),
    [
        (bead(1, 1), ([0], [0]), ["──── 0.97 ───"]),
        (bead(1, 1, 0.999), ([0], [0]), ["──── 0.99 ───"]),
        (bead(2, 2, by="N"), ([0, 2], [0, 1]), ["━━┳━━ ✓ ━━┳━━", "  ┃       ┗━━", "━━┛          "]),
        (bead(3, 1, 0.5), ([0, 1, 2], [0]), ["╌╌┬ 0.50? ╌╌╌", "╌╌┤          ", "╌╌┘          "]),
        (bead(1, 0, 1.0, "N"), ([0], []), ["━━╸   ✓      "]),
        (bead(0, 2, 0.4), ([], [0, 1]), ["    0.40? ┬╌╌", "          └╌╌"]),
    ],
)
def test_links_are_drawn(one: LaidBead, starts: tuple[list[int], list[int]], expected: list[str]) -> None:
    assert link_lines(one, *starts, len(expected), 13) == expected


def test_a_very_long_line_is_laid_out_in_no_time() -> None:
    long = (Sentence(0, "x" * 100_000, 0), Sentence(1, "\ud800e\u0301 " * 3_000, 0))
    one = LaidBead(1, 1, 1, 1, long, long[1:], 0.5, "", Status.DRAFT, Origin.PUBLISHED)
    began = process_time()
    strips = block(one, Look(cursor=(0, 1)), Shape(80), Palette(*[Style()] * len(Palette._fields)))
    assert process_time() - began < 5
    assert {strip.cell_length for strip in strips} == {80}


def test_every_key_says_what_it_does_and_none_does_two_things() -> None:
    used = [*ALIGNING.bindings, *ALIGNING_GIVE.bindings, *ALIGNING_MOVE.bindings, *ROOM.bindings]
    assert all(one.tooltip and one.id for one in used)
    keys = [key for one in used for key in one.key.split(",")]
    assert len(keys) == len(set(keys))
