"""The screen that compares the renderings of a quote. All texts are fictional."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time

import pytest
from rich.style import Style
from textual.widgets import Input

from db.records import Origin, Span
from tests.support.projects import ENGLISH, FRENCH, make_project
from tests.tui.driving import Driven
from tests.tui.examples.compare import DELTA, GAZETTE, HARBOUR, add_quote, example, print_rendering
from tests.tui.one_room import OneRoom
from tui.keys.compare import ADJUST, COMPARE, RANKING
from tui.keys.file_name import FILE_NAME
from tui.screens.compare import CompareScreen
from tui.screens.compare_adjust import AdjustScreen
from tui.screens.compare_ranking import RankingScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.file_name import FileScreen
from tui.widgets.compare_cells import Block, Palette, Place, Shape
from tui.widgets.edit_area import EditArea
from workbench.compare.service import linked
from workbench.compare.values import Cell, Comparison, Segment, Version
from workbench.project import Project, open_project
from workbench.review import service

EVIL = "\x1b]0;owned\x07[red]no[/red] [@click=app.quit]leave[/] [/x] a\u202eb\x9b2J e\u0301 👨\u200d👩\u200d👧 漢字"

VERSION = Version(1, (1,), Origin.PUBLISHED, ENGLISH, "Harbour Wire")


@asynccontextmanager
async def comparing(
    project: Project, pair_id: int | None, size: tuple[int, int] = (140, 45)
) -> AsyncIterator[tuple[Driven, CompareScreen]]:
    row = project.store.pairs.row(pair_id) if pair_id else None
    app = OneRoom(project)
    async with app.run_test(size=size, notifications=True) as pilot:
        driven, screen = Driven(pilot, project), CompareScreen(project, row, {})
        app.push_screen(screen)
        await driven.until(lambda: screen.is_current)
        await driven.wait_for_workers()
        yield driven, screen


def at(screen: CompareScreen) -> tuple[int, int, int]:
    """The quote, and the segment and rendering under the cursor."""
    return screen.quote_id, screen.grid.row, screen.grid.column


async def test_side_by_side_with_every_movement(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with comparing(project, 6) as (driven, screen):
            assert at(screen) == (1, 1, 0)
            assert "Quote 1 · Viv 0.39 · Amadou Kéravel" in driven.shown
            assert "A–C of 4 renderings" in driven.shown
            assert "translate-fr_en" not in driven.shown
            await driven.press("up", "l")
            assert at(screen) == (1, 0, 1)
            assert "⊖ 1 word left out" in driven.shown
            assert "⊖ left out: “seul”" in driven.shown
            await driven.press("right", "right", "right")
            assert at(screen) == (1, 0, 3)
            assert "B–D of 4 renderings" in driven.shown
            assert "translate-fr_en" in driven.shown
            await driven.press("h", "j", "k", "G")
            assert at(screen) == (1, 1, 2)
            await driven.press("g", "2", "G", "g", "pagedown")
            assert at(screen) == (1, 1, 2)
            await driven.press("pageup", "left", "left", "left", "b")
            assert at(screen) == (1, 0, 0)
            assert "◆ base" in driven.shown
            assert "~left~ pulled out of" in driven.shown
            await driven.press("b")
            assert "~left~" not in driven.shown
            await driven.press("right", "down")
            left: list[int | None] = []
            screen.dismiss = left.append  # type: ignore[method-assign, assignment]
            await driven.press("escape")
            assert project.store.pairs.row(left[0] or 0).target == DELTA[1]


async def test_choosing_adjusting_and_taking_back(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with comparing(project, 6) as (driven, _):
            await driven.press("right", "right", "enter")
            await driven.wait_for_workers()
            own = next(
                row
                for row in project.store.pairs.rows(project.store.pairs.ids())
                if row.origin is Origin.HUMAN
            )
            assert own.target == GAZETTE[2]
            assert any(f"(pair {own.id})" in told for told in driven.told)
            assert "✓ taken by Nadia" in driven.shown
            await driven.press("right", "right")
            assert "= C" in driven.shown
            await driven.press("u")
            assert project.store.pairs.row(own.id).origin is Origin.PUBLISHED
            await driven.press("U")
            assert project.store.pairs.row(own.id).origin is Origin.HUMAN
            await driven.press("home", "4", "left", "m")
            assert isinstance(driven.pilot.app.screen, AdjustScreen)
            area = driven.pilot.app.screen.query_one(EditArea)
            assert area.words == " ".join(HARBOUR[:2])
            await driven.press("ctrl+t")
            assert area.words == DELTA[0]
            await driven.press("ctrl+o")
            assert area.words == DELTA[0] + " ".join(GAZETTE[:2])
            area.replace_words("")
            await driven.press("ctrl+s")
            assert "cannot be empty" in driven.shown
            await driven.press(*"We left.", "ctrl+s")
            await driven.wait_for_workers()
            row = project.store.pairs.row(4)
            assert (row.target, row.derived_from) == ("We left.", "published")
            await driven.press("G", "4", "right", "g")
            assert "from A, edited" in driven.shown
            await driven.press("e", "!", "escape")
            assert "Escape again" in driven.shown
            await driven.press("escape")
            assert project.store.pairs.row(4).target == "We left."


async def test_what_somebody_else_changed_is_asked_about(tmp_path: Path) -> None:
    with example(tmp_path) as project, open_project(project.path, person="Bassam") as other:
        async with comparing(project, 6) as (driven, _):
            await driven.press("m", "space", "x")
            service.edit(other, 6, "Bassam's words.")
            await driven.press("ctrl+s")
            assert isinstance(driven.pilot.app.screen, ConflictScreen)
            assert "Bassam's words." in driven.shown
            driven.pilot.app.screen.action_answer("edit")
            await driven.until(lambda: isinstance(driven.pilot.app.screen, AdjustScreen))
            await driven.press("ctrl+s")
            await driven.wait_for_workers()
            assert project.store.pairs.row(6).target == HARBOUR[2] + " x"
            await driven.press("9", "right")
            service.edit(other, 6, "Bassam again.")
            await driven.until_shown("Bassam again.")


async def test_links_of_words_that_have_changed_meanwhile_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def waits(project: Project, comparison: Comparison) -> Comparison:
        go_on.wait(10)
        return linked(project, comparison)

    monkeypatch.setattr("tui.screens.compare.linked", waits)
    with example(tmp_path) as project:
        service.edit(project, 6, "Mine alone.")
        app = OneRoom(project)
        async with app.run_test(size=(140, 45)) as pilot:
            driven = Driven(pilot, project)
            screen = CompareScreen(project, project.store.pairs.row(6), {})
            await app.push_screen(screen)
            await driven.press("9", "right")
            await driven.until_shown("Mine alone.")
            service.edit(project, 6, "Quite others.")  # as far from all other renderings
            screen.reread()
            await driven.until_shown("Quite others.")
            go_on.set()
            await driven.wait_for_workers()
            await pilot.pause()
            await driven.wait_for_workers()
            assert "Quite others." in driven.shown
            await driven.until(lambda: screen._comparison is not None and screen._comparison.linked)


async def test_quotes_in_the_order_of_variation_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with example(tmp_path) as project:
        async with comparing(project, None) as (driven, screen):
            await driven.until(lambda: screen.quote_id == 2)
            await driven.press("n")
            assert at(screen)[0] == 1
            assert "number 2 of 3 by variation" in driven.shown
            await driven.press("n", "n")
            assert any("last quote" in told for told in driven.told)
            await driven.press("p", "p", "o")
            assert isinstance(driven.pilot.app.screen, RankingScreen)
            assert "La trêve tient." in driven.shown
            await driven.press("t")
            assert "La trêve tient." not in driven.shown
            await driven.press("enter")
            assert at(screen) == (1, 0, 0)
            await driven.press("o", "escape")
            assert screen.is_current
            screen.reread()
            await driven.press("n")
            await driven.wait_for_workers()
            assert screen.quote_id == 3
            await driven.pilot.resize_terminal(80, 24)
            await driven.press("p")
            await driven.until_shown("A Harbour Wire 0.39   B Delta Post 0.44")
            await driven.press("x")
            field = driven.pilot.app.screen.query_one(Input)
            assert field.value == "quote-1.html"
            field.value = "c.docx"
            await driven.press("enter")
            assert "does not say its format" in driven.shown
            field.value = "c.md"
            await driven.press("enter")
            await driven.until(lambda: screen.is_current)
            await driven.wait_for_workers()
            assert (tmp_path / "c.md").read_text(encoding="utf-8").startswith("# Renderings compared")
            await driven.press("x")
            driven.pilot.app.screen.query_one(Input).value = "c.md"
            await driven.press("enter")
            assert isinstance(driven.pilot.app.screen, FileScreen)
            assert "Enter again" in driven.shown
            await driven.press("enter")
            await driven.until(lambda: screen.is_current)


async def test_hostile_texts_at_both_sizes(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        quote = add_quote(project, (EVIL, "Long."), EVIL, EVIL)
        beads = [((0, 1), (0, 1)), ((1, 2), (1, 2))]
        for words in (EVIL, f"Other {EVIL}"):
            print_rendering(project, quote, (words, "x" * 2_000), beads, EVIL, EVIL, agency=EVIL)
        async with comparing(project, project.store.pairs.ids()[0]) as (driven, _):
            assert "[red]no" in driven.shown
            for keys in (("b",), ("o",), ("escape", "m"), ("escape", "enter", "x"), ("escape",)):
                await driven.press(*keys)
                assert_harmless(driven)
            await driven.pilot.resize_terminal(80, 24)
            await driven.press("right", "down")
            assert_harmless(driven)


def test_a_very_long_line_is_laid_out_in_no_time() -> None:
    cells = tuple(Cell(text, n, words=()) for n, text in enumerate(("x" * 100_000, "e\u0301 " * 10_000)))
    segment = Segment(Span(0, 1), "y" * 100_000, cells)
    found = Comparison(1, FRENCH, ENGLISH, "", "", "", "", (VERSION, VERSION), (segment,), None)
    palette = Palette(*[Style()] * len(Palette._fields))

    def seconds() -> float:
        began = process_time()
        for width in (140, 80):
            for column in range(2):
                lines = Block(found, Place(0, column, 0), Shape.of(width, 2), palette)
                assert {lines[n].cell_length for n in (0, 1, 1500, len(lines) - 2, len(lines) - 1)} == {width}
        return process_time() - began

    assert min(seconds() for _ in range(3)) < 2


async def test_nothing_is_laid_out_before_the_screen_has_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    class Counted(Block):
        def __init__(self, comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> None:
            drawn.append(shape.width)
            super().__init__(comparison, place, shape, palette)

    monkeypatch.setattr("tui.widgets.compare_grid.Block", Counted)
    with example(tmp_path) as project:
        async with comparing(project, 6) as (_, screen):
            assert at(screen) == (1, 1, 0)
    assert drawn
    assert min(drawn) > 100


def assert_harmless(driven: Driven) -> None:
    """No control character is on the screen, and no text has become a link."""
    assert not [c for c in driven.shown if (unicodedata.category(c) == "Cc" and c != "\n") or c == "\u202e"]
    for strip in driven.pilot.app.screen._compositor.render_strips():
        assert not any("@click" in s.style.meta for s in strip if s.style and "leave]" in s.text)


async def test_where_there_is_little_or_nothing(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        async with comparing(project, None, (80, 24)) as (driven, screen):
            assert "No quote has two renderings yet" in driven.shown
            await driven.press("enter", "m", "b", "n", "o", "x", "G", "pagedown", "escape")
            await driven.until(lambda: not screen.is_attached)
        quote = add_quote(project, ("Oui.", "Non."))
        async with comparing(project, 1, (80, 24)) as (driven, screen):
            assert "nothing renders it yet" in driven.shown
            print_rendering(project, quote, ("Yes.",), [((0, 1), (0, 1))])
            screen.reread()
            await driven.wait_for_workers()
            assert "one rendering only" in driven.shown
            assert "leaves this out" in driven.shown
            await driven.press("G", "enter", "m")
            assert any("leaves the segment out" in told for told in driven.told)


@pytest.mark.parametrize(
    ("width", "versions", "columns"),
    [(80, 4, 0), (99, 2, 0), (100, 4, 2), (140, 4, 3), (140, 2, 2), (300, 9, 4), (120, 1, 1)],
)
def test_as_many_columns_as_fit(width: int, versions: int, columns: int) -> None:
    shape = Shape.of(width, versions)
    assert shape.columns == columns
    assert 5 + sum(shape.cells) + 3 * columns == width


def test_every_key_has_an_action() -> None:
    owners = {
        COMPARE: CompareScreen,
        ADJUST: AdjustScreen,
        RANKING: RankingScreen,
        FILE_NAME: FileScreen,
    }
    for section, owner in owners.items():
        for binding in section.bindings:
            assert binding.id
            assert binding.tooltip
            assert hasattr(owner, "action_" + binding.action.partition("(")[0])
