"""The concordance on the screen: asking, going through hits, ordering, writing. All texts are fictional."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from db.records import Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven, on_screen
from tests.tui.examples.concordance import example
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens import concordance
from tui.screens.concordance import ConcordanceScreen, QueryLine
from tui.screens.concordance_finding import HitsOrdered
from tui.screens.file_name import FileScreen
from tui.widgets.concordance_foot import foot
from tui.widgets.concordance_list import HitList
from workbench.project import Project
from workbench.review import service as review
from workbench.search import finding


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is looked for without a pause."""
    monkeypatch.setattr(concordance, "PAUSE", 0.01)


class InConcordance(Driven):
    """The concordance on a running app."""

    @property
    def here(self) -> ConcordanceScreen:
        return next(s for s in self.pilot.app.screen_stack if isinstance(s, ConcordanceScreen))

    @property
    def said(self) -> str:
        return str(self.here.query_one("#query-said", Static).render())

    async def ask(self, query: str) -> None:
        """Write a query as if it were pasted, and wait until it has been looked for."""
        self.here.query_one(QueryLine).value = query
        await self.pilot.pause()
        await self.until(lambda: self.here._text == query and not self.here.searching)
        await self.pilot.pause()


@asynccontextmanager
async def searching(
    project: Project, query: str = "", *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[InConcordance]:
    """The concordance, and below it the review screen that takes what it returns."""
    with project:
        async with on_screen(project, size=size) as driven:
            shown = InConcordance(*driven)
            screen = ConcordanceScreen(project, None, {}, query)
            await shown.pilot.app.push_screen(screen, returned.append)
            await shown.pilot.pause()
            await shown.until(lambda: not screen.searching)
            await shown.pilot.pause()
            yield shown


returned: list[int | None] = []


async def test_from_a_query_to_a_pair_in_the_review(tmp_path: Path) -> None:
    async with searching(example(tmp_path)) as shown:
        assert "an expression" in shown.shown
        await shown.press(*"treve")
        await shown.until(lambda: shown.said.startswith("5 hits"))
        assert shown.said == "5 hits, in reading order"
        await shown.press("enter")
        assert isinstance(shown.pilot.app.focused, HitList)
        lines = shown.shown.split("\n")
        keys = [line.index("trêve") for line in lines if "trêve" in line]
        assert len(keys) == 5
        assert len(set(keys)) == 1
        await shown.until_shown("The truce is holding")
        assert "⟨no English yet⟩" in shown.shown
        assert "● approved  P published  Amadou Kéravel, porte-parole" in shown.shown
        await shown.press("3", "j")
        assert "Oumou Tessaly, ministre" in shown.shown
        assert "Le Courrier du Fleuve, 2012-05-31 → Harbour Wire, 2012-06-01" in shown.shown
        await shown.press("g", "semicolon", "s")
        assert shown.here.hits.cursor == 1
        await shown.pilot.click(HitList, offset=(20, 5))
        assert shown.here.hits.cursor == 2
        await shown.press("pageup", "pagedown", "home", "G", "k", "enter")
        assert returned.pop() == 5
        again = ConcordanceScreen(shown.project, None, {})
        await shown.pilot.app.push_screen(again)
        await shown.until(lambda: len(again.ids) == 5)
        assert again.query_one(QueryLine).value == "treve"


async def test_hits_are_ordered_shown_whole_and_written(tmp_path: Path) -> None:
    async with searching(example(tmp_path), "fr:trêve", size=(140, 45)) as shown:
        reading = list(shown.here.ids)
        await shown.until(lambda: len(shown.here._linked) == 5)
        truces = [line.index(" truce ") for line in shown.shown.split("\n") if " truce " in line]
        assert len(truces) == 4
        assert len(set(truces)) == 1
        await shown.press("enter", "j", ">")
        await shown.until(lambda: shown.here.side == "right")
        assert shown.here.ids != reading
        assert shown.here.ids[shown.here.hits.cursor] == reading[1]
        assert "by what follows" in shown.said
        await shown.press("<")
        await shown.until(lambda: shown.here.side == "left")
        for stale in (2, 9):  # an answer to an order that is no longer wanted, and one without a lost pair
            shown.here.finding.asked_order = 9
            message = HitsOrdered(shown.here.finding.run, stale, "right", reading[:0:-1])
            shown.here.post_message(message)
            await shown.pilot.pause()
            assert (shown.here.side == "right") == (stale == 9)
        assert shown.here.ids == [*reading[:0:-1], reading[0]]
        assert shown.here.ids[shown.here.hits.cursor] == reading[1]
        await shown.press("=")
        await shown.until(lambda: shown.here.ids == reading and not shown.here.searching)
        assert shown.here.ids[shown.here.hits.cursor] == reading[1]
        assert "armes." not in shown.shown
        await shown.press("s")
        assert "armes." in shown.shown
        await shown.press("s", "x")
        dialog = shown.pilot.app.screen
        assert isinstance(dialog, FileScreen)
        out = tmp_path / "hits.tsv"
        out.write_text("old")
        dialog.query_one(Input).value = str(tmp_path / "hits.doc")
        await shown.press("enter")
        assert "end its name in" in shown.shown
        for name in ("~nobody-of-that-name/x.csv", "x" * 300 + ".csv"):
            dialog.query_one(Input).value = name
            await shown.press("enter")
            await shown.until(lambda: not shown.here.finding.writing)
            assert shown.pilot.app.screen is shown.here
            assert name[:20] in shown.told[-1]
            await shown.press("x")
            dialog = shown.pilot.app.screen
        dialog.query_one(Input).value = str(out)
        await shown.press("enter")
        assert shown.pilot.app.screen is dialog
        assert out.read_text() == "old"
        await shown.press("enter")
        await shown.until(lambda: any("5 pairs written" in told for told in shown.told))
        assert len(out.read_text().splitlines()) == 6
        await shown.press("x", "escape")
        assert shown.pilot.app.screen is shown.here


def test_a_draft_is_told_by_package_and_version(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        row = project.store.pairs.row(1)
    drafted = row._replace(
        target_outlet="",
        target_document="",
        target_date="",
        translator="",
        engine="package:translate-fr_en-0_2|version:1.9|beam:4",
    )
    told = foot(drafted, 100).plain
    assert told.endswith("translate-fr_en-0_2 1.9"), told


async def test_faults_are_told_and_keep_what_was_found(tmp_path: Path) -> None:
    async with searching(example(tmp_path), "truce") as shown:
        assert len(shown.here.ids) == 5
        for query, says in (("foo:bar", "no field"), ("/(/", "Column 3"), ("concept:nobody", "nobody")):
            await shown.ask(query)
            assert says in shown.said
            assert len(shown.here.ids) == 5
        await shown.ask("check:none.such")
        await shown.until(lambda: "none.such" in shown.said)
        await shown.ask("zzz")
        assert shown.said == "nothing found"
        await shown.press("enter", "enter", "x", "slash")
        assert any("no hits to write" in told for told in shown.told)
        await shown.ask("")
        assert shown.said == ""
        await shown.press(*"spe")
        await shown.until_shown("speaker:")
        await shown.press("right", *"tessaly")
        await shown.until(lambda: shown.said.startswith("2 hits"))
        await shown.ask("")
        await shown.press("escape")
        assert returned.pop() is None


async def test_a_search_streams_and_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FIRST", 2)
    monkeypatch.setattr(finding, "LARGEST", 2)
    monkeypatch.setattr("tui.screens.concordance_finding.TOGETHER", 0.0)
    evil = [Said(source=["a" * 5_000 + "!"], target=["Oui."]) for _ in range(60)]
    project = make_project(tmp_path / "p.db", [Said(source=["aab"], target=["ab"]), *evil])
    with project:
        async with on_screen(project) as driven:
            shown = InConcordance(*driven)
            await shown.pilot.app.push_screen(ConcordanceScreen(project, None, {}, "/(a|aa)+b/"))
            await shown.until(lambda: len(shown.here.ids) == 1)
            assert shown.here.searching
            assert "Esc stops" in shown.said
            shown.here.reread()
            assert shown.here.searching
            await shown.press("escape")
            await shown.until(lambda: "stopped" in shown.said)
            assert shown.here.ids == [1]
            await shown.press("escape")
            assert isinstance(shown.pilot.app.focused, HitList)
            await shown.ask("oui")
            assert len(shown.here.ids) == 60


async def test_the_hits_follow_the_project(tmp_path: Path) -> None:
    async with searching(example(tmp_path), "truce") as shown:
        await shown.press("enter", "j")
        pair = shown.here.ids[1]
        review.reject(shown.project, pair)
        shown.here.reread()
        await shown.until(lambda: len(shown.here.ids) == 5 and not shown.here.searching)
        assert shown.here.ids[shown.here.hits.cursor] == pair
        await shown.until_shown("✗ rejected")
        await shown.press("u")
        assert shown.status(pair) is Status.APPROVED
        await shown.until_shown("● approved")
        assert any("Taken back" in told for told in shown.told)
        await shown.press("slash")
        assert isinstance(shown.pilot.app.focused, QueryLine)
        await shown.pilot.resize_terminal(140, 45)
        await shown.until_shown(" │ ")


async def test_hostile_texts_do_no_harm_and_an_empty_project_is_empty(tmp_path: Path) -> None:
    long = "mot \u202e" * 20_000
    quotes = [Said(source=[f"mot {t}", "mot"], target=[f"mot {t}"], speaker=t[:80]) for t in (EVIL, long)]
    async with searching(make_project(tmp_path / "p.db", quotes), "mot") as shown:
        assert len(shown.here.ids) == 4
        for whole in range(2):
            for _ in range(len(shown.here.ids)):
                await shown.press("j")
            assert_harmless(shown)
            await shown.press("enter" if not whole else "g", "s")
        await shown.ask("[/x] \u0301")
        await shown.ask("/[^a]/")
        assert_harmless(shown)
    async with searching(make_project(tmp_path / "empty.db", [])) as shown:
        await shown.ask("/x/")
        await shown.press("enter", "j", "G", "enter", "s", ">", "x")
        assert shown.said == "nothing found"
