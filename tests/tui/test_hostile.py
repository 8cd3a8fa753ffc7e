"""Foreign text on the screen: no control character, no markup, wherever it stands."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.records import Status
from tests.support.projects import Said
from tests.tui.driving import Driven, review
from tui.screens.proposals import ProposalsScreen
from tui.screens.split import SplitScreen
from workbench.project import open_project
from workbench.review import service
from workbench.review.dividing import Division

ESCAPE = "\x1b]0;owned\x07\x1b[31mred\x9b2J\x7f\x00end"
MARKUP = "[red]not red[/red] [@click=app.quit]leave[/] [/nothing] [bold"
BIDI = "a\u202eb\u2066c\u2069d"
SPACES = "« Quoi\u202f? »\u00a0: e\u0301 👨\u200d👩\u200d👧 漢字 سلام"
EVIL = f"{ESCAPE} {MARKUP} {BIDI} {SPACES}"


def quotes() -> list[Said]:
    return [
        Said(source=[EVIL], target=[EVIL], speaker=EVIL, role=EVIL, note=EVIL),
        Said(source=[f"{EVIL} deux"], speaker=EVIL),
        Said(target=[EVIL], status=Status.REJECTED),
    ]


def assert_harmless(driven: Driven) -> None:
    for line in driven.shown.split("\n"):
        controls = [
            char for char in line if unicodedata.category(char) == "Cc" or char in "\u202e\u2066\u2069"
        ]
        assert not controls, ascii(line)
    styles = [
        segment.style
        for strip in driven.pilot.app.screen._compositor.render_strips()
        for segment in strip
        if "leave" in segment.text and segment.style
    ]
    assert not any("@click" in style.meta for style in styles)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_list_and_the_details(tmp_path: Path, size: tuple[int, int]) -> None:
    async with review(tmp_path, quotes(), size=size) as driven:
        assert_harmless(driven)
        assert "[red]not" in driven.shown
        assert "␛" in driven.shown
        await driven.press("i", "down", "s")
        assert_harmless(driven)


async def test_the_editor_and_its_questions(tmp_path: Path) -> None:
    async with review(tmp_path, quotes()) as driven:
        await driven.press("e")
        assert_harmless(driven)
        assert "[red]not" in driven.shown
        await driven.press("x", "escape")
        assert_harmless(driven)
        await driven.press("s")
        assert driven.row(1).target == EVIL + "x"
        await driven.press("c")
        assert_harmless(driven)


async def test_sentences_that_repeat_foreign_text(tmp_path: Path) -> None:
    async with review(tmp_path, quotes()) as driven:
        with open_project(driven.project.path, person=MARKUP + ESCAPE) as elsewhere:
            service.edit(elsewhere, 1, EVIL + "y")
        await driven.press("a")
        assert any("[red]not red" in sentence for sentence in driven.told)
        assert_harmless(driven)


async def test_a_conflict_shows_foreign_text_in_the_editor(tmp_path: Path) -> None:
    async with review(tmp_path, quotes()) as driven:
        await driven.press("e", "x")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, EVIL + "y")
        await driven.press("ctrl+s")
        assert "Stored meanwhile" in driven.shown
        assert_harmless(driven)


async def test_the_search_and_the_filter_in_force(tmp_path: Path) -> None:
    async with review(tmp_path, quotes()) as driven:
        await driven.press("slash", *"[red]", "enter")
        assert "search “[red]”" in driven.shown
        await driven.press("f", "tab", *"[/nothing]", "enter")
        assert "speaker “[/nothing]”" in driven.shown
        assert_harmless(driven)


async def test_what_is_written_to_the_terminal(tmp_path: Path) -> None:
    """The same through the last step, where segments become the terminal's own codes."""
    async with review(tmp_path, quotes(), size=(140, 40)) as driven:
        console = driven.pilot.app.console
        written = "".join(
            strip.render(console) for strip in driven.pilot.app.screen._compositor.render_strips()
        )
        assert "\x1b]0;owned" not in written
        assert "\x1b[31mred" not in written
        assert "\x9b" not in written


async def test_the_dialogs_about_beads_and_matches(tmp_path: Path) -> None:
    async with review(tmp_path, quotes()) as driven:
        await driven.pilot.app.push_screen(SplitScreen(1, [Division(1, 1, (EVIL, EVIL), (EVIL, ""))]))
        await driven.press("down")
        assert_harmless(driven)
        assert "[red]not" in driven.shown
        await driven.press("escape")
        evidence = SimpleNamespace(score=0.5, reasons=(EVIL,))
        match = SimpleNamespace(evidence=evidence, source=EVIL, target=EVIL)
        await driven.pilot.app.push_screen(ProposalsScreen([match], lambda match, accept: True))  # type: ignore[list-item]
        await driven.press("down")
        assert_harmless(driven)
        assert "[red]not" in driven.shown
