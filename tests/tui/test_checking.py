"""What the checks find, on the screen: the way to it, waiving it, and that keys do not wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.records import Origin, Status
from tests.support.projects import Said, make_project
from tests.tui import driving
from tests.tui.driving import Driven, on_screen
from tests.tui.test_hostile import EVIL, assert_harmless
from tests.tui.test_words import details
from tui.checking import Findings
from tui.screens.check_summary import CheckSummaryScreen
from tui.screens.waive import WaiveScreen
from workbench.checks.service import rules_file
from workbench.project import open_project
from workbench.review import service

PERSON = "Oumar"
NUMBER = "“43” in the source, “42” in the target"
SAID = [
    Said(source=["Nous restons."], target=["We are staying."]),
    Said(source=["Nous avons perdu 43 hommes."], target=["We lost 42 men."]),
    Said(source=["La trêve tient, dit-il."], target=["The truce holds , he says."], origin=Origin.DRAFT),
    Said(source=["Rien à ajouter."]),
    Said(source=["Ils étaient 43."], target=["There were 42 of them."]),
]
"""Nothing, an error, a warning, no rendering, an error."""


@pytest.fixture(autouse=True)
def checks_begin(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and whatever keys are pressed."""
    monkeypatch.setattr("workbench.glossary.tables.bundled", list)
    monkeypatch.setattr("tui.checking.START", 0.01)
    monkeypatch.setattr("tui.checking.QUIET", 0.01)
    monkeypatch.setattr("tui.checking.REST", 0.0)
    monkeypatch.setattr("tui.widgets.editor.REST", 0.01)


def review(folder: Path, quotes: Sequence[Said], **more: Any) -> AbstractAsyncContextManager[Driven]:
    """The review screen on a project of somebody whose projects have no glossary, which takes time to read."""
    return driving.review(folder, quotes, person=PERSON, **more)


async def settled(driven: Driven) -> None:
    """Wait until every pair of the project has been checked as it stands."""
    findings, pairs = driven.screen.findings, driven.project.store.pairs

    def known() -> bool:
        return not any(findings.waits_for(row) for row in pairs.rows(pairs.ids())) and not findings.left

    await driven.until(known)
    await driven.pilot.pause()


def found(findings: Findings, driven: Driven, pair_id: int) -> list[str]:
    known = findings.of(driven.row(pair_id))
    return [finding.check for finding in known.findings] if known else []


async def test_the_gutter_tells_the_gravest_finding_without_colour(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(140, 30)) as driven:
        await settled(driven)
        for symbols in ("1 ○ P ", "2 ○ P▲", "3 · M△", "5 ○ P▲"):
            assert symbols in driven.shown


async def test_findings_stand_first_among_the_details_and_where_they_point_is_marked(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(140, 30)) as driven:
        await settled(driven)
        await driven.press("down")
        await driven.until(lambda: "43” in the source" in details(driven))
        assert details(driven).index("num.value") < details(driven).index("said in")
        marked = [
            segment.text
            for line in range(driven.screen.pairs.size.height)
            for segment in driven.screen.pairs.render_line(line)
            if segment.style and segment.style.italic and segment.style.underline
        ]
        assert marked == ["43", "42"]


async def test_on_a_narrow_screen_the_line_at_the_foot_tells_the_finding(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await settled(driven)
        assert "▲ “43”" not in driven.shown
        await driven.press("down")
        await driven.until_shown(f"▲ {NUMBER}")
        await driven.press("i")
        await driven.until(lambda: f"▲ {NUMBER}" not in driven.shown)


async def test_keys_lead_from_one_finding_to_the_next_round_the_end(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        places = []
        for key in ("!", "!", "!", "!", "@", "@"):
            await driven.press(key)
            places.append(driven.cursor)
        assert places == [1, 2, 4, 1, 4, 2]


async def test_where_nothing_is_found_the_keys_say_so(tmp_path: Path) -> None:
    async with review(tmp_path, SAID[:1]) as driven:
        await settled(driven)
        await driven.press("!", "W")
        assert "The checks find no error and no warning in this list." in driven.told
        assert "The checks find nothing in this pair." in driven.told
    async with review(tmp_path / "..", SAID[1:2]) as driven:
        await settled(driven)
        await driven.press("@")
        assert "No other pair of this list has an error or a warning." in driven.told


async def test_an_edit_is_checked_again_at_once_and_undo_too(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        await driven.press("down", "e")
        await driven.type("We lost 43 men.")
        await driven.press("ctrl+s")
        await driven.until(lambda: "2 ○ H " in driven.shown)
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == []
        await driven.press("u")
        await driven.until_shown("2 ○ P▲")


async def test_words_are_checked_while_they_are_typed_and_before_they_are_stored(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await settled(driven)
        await driven.press("e")
        await driven.type("We are staying , all 12 of us.")
        await driven.until_shown("▲ no number in the source for “12”")
        assert "△ a space before" in driven.shown
        await driven.type("We are staying.")
        await driven.until(lambda: "a space before" not in driven.shown)
        assert driven.row(1).target == "We are staying."
        await driven.press("escape", "down", "e")
        await driven.until_shown(f" ▲ {NUMBER}")
        await driven.press("escape", "c")
        await driven.pilot.pause(0.1)
        assert f"\n ▲ {NUMBER}" not in driven.shown


async def test_a_finding_is_waived_with_a_reason_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(140, 30)) as driven:
        await settled(driven)
        await driven.press("down", "W")
        assert NUMBER in driven.shown
        await driven.press("enter", "enter")
        assert isinstance(driven.pilot.app.screen, WaiveScreen)
        await driven.press(*"misprint", "enter")
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == []
        assert "misprint –" in details(driven)
        await driven.press("end", "u")
        assert driven.cursor == 1
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == ["num.value"]
        await driven.press("U")
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == []


async def test_a_waiver_is_taken_back_in_the_dialog(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        await driven.press("down", "W")
        assert "Not waived" not in driven.shown
        await driven.press("enter", *"no", "escape", "escape")
        assert driven.project.store.waivers.all() == []
        await driven.press("W", "enter", *"no", "enter")
        await settled(driven)
        await driven.press("W")
        assert "waived: no" in driven.shown
        await driven.press("ctrl+z")
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == ["num.value"]


async def test_a_waiver_lapses_when_the_words_change(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        await driven.press("down", "W", "enter", *"so", "enter", "e")
        await driven.type("We lost 42 men!")
        await driven.press("ctrl+s")
        await settled(driven)
        assert "num.value" in found(driven.screen.findings, driven, 2)


async def test_approving_tells_the_errors_and_is_done_all_the_same(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        await driven.press("a", "a")
        assert driven.status(2) is Status.APPROVED
        assert driven.told == [f"Pair 2 is approved with 1 error: {NUMBER}."]


async def test_errors_of_a_pair_approved_before_it_was_checked_are_told_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.checking.START", 3600.0)
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "a", "home", "down", "W")
        assert driven.told == ["This pair is being checked."]
        driven.screen._begin_checking()
        await driven.until(lambda: f"Pair 2 is approved with 1 error: {NUMBER}." in driven.told)


async def test_the_summary_counts_and_narrows_and_a_search_narrows_further(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        await driven.press("f6")
        assert "What the checks found in 5 pairs." in driven.shown
        lines = driven.shown.split("\n")
        assert any("2  error" in line and "num.value" in line for line in lines)
        await driven.press("enter")
        assert driven.screen.listing.ids == [2, 5]
        assert "only num.value" in driven.shown
        await driven.press("slash", *"hommes", "enter")
        assert driven.screen.listing.ids == [2]
        await driven.press("escape")
        assert driven.screen.listing.ids == [2, 5]
        await driven.press("f5")
        assert driven.screen.listing.ids == [2, 5]
        await driven.press("escape")
        assert len(driven.screen.listing) == 5
        await driven.press("f6", "escape")
        assert len(driven.screen.listing) == 5


async def test_where_all_is_waived_the_summary_leads_there(tmp_path: Path) -> None:
    async with review(tmp_path, SAID[:3]) as driven:
        await settled(driven)
        await driven.press("down", "W", "enter", *"so", "enter")
        await settled(driven)
        await driven.press("f6")
        assert "1 waived" in driven.shown
        places = [count.check.id for count in driven.screen.findings.summary([1, 2, 3])]
        await driven.press(*["down"] * places.index("num.value"), "enter")
        assert driven.screen.listing.ids == [2]


async def test_an_empty_project_has_nothing_to_find(tmp_path: Path) -> None:
    async with review(tmp_path, []) as driven:
        await driven.press("!", "@", "W", "f6")
        assert "in 0 pairs" in driven.shown
        assert "Nothing." in driven.shown
        await driven.press("enter", "escape", "t", "f8")


async def test_bad_rules_are_told_in_a_sentence_and_nothing_else_suffers(tmp_path: Path) -> None:
    with make_project(tmp_path / "project.db", SAID, person=PERSON) as project:
        rules_file(project).write_text('[[rule]]\nid = "[red]"\non = "there"\n', encoding="utf-8")
        async with on_screen(project) as driven:
            await driven.until(lambda: any("rule 1" in sentence for sentence in driven.told))
            assert any("more: `workbench check` tells them." in sentence for sentence in driven.told)
            await driven.press("f6", "!", "W", "a")
            assert driven.status(1) is Status.APPROVED
            rules_file(project).write_text(
                '[[rule]]\nid = "men"\non = "target"\npattern = "men"\nmessage = "[b]men[/b] again"\n',
                encoding="utf-8",
            )
            await driven.press("f5")
            await settled(driven)
            assert "rule.men" in found(driven.screen.findings, driven, 2)


async def test_what_somebody_else_has_changed_is_checked_as_it_is_now(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 2, "We lost 43 men.")
        await driven.press("down", "a")
        assert any("Somebody" in sentence for sentence in driven.told)
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == []


async def test_a_waiver_of_somebody_else_counts_after_reading_again(tmp_path: Path) -> None:
    from workbench.checks.service import found_in, waive

    async with review(tmp_path, SAID) as driven:
        await settled(driven)
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            row, meant = found_in(elsewhere, 2, "num.value")
            waive(elsewhere, row, meant, "so")
        await driven.press("f5")
        await settled(driven)
        assert found(driven.screen.findings, driven, 2) == []


async def test_hostile_words_are_harmless_wherever_findings_are_told(tmp_path: Path) -> None:
    said = [Said(source=[f"{EVIL} 43"], target=[f"{EVIL} 42 , {EVIL} {EVIL}"], speaker=EVIL)]
    with make_project(tmp_path / "project.db", said, person=PERSON) as project:
        rules_file(project).write_text(
            f"[[rule]]\nid = 'evil'\non = 'target'\npattern = 'red.*'\nseverity = 'error'\nmessage = '{MESSAGE}'\n",
            encoding="utf-8",
        )
        async with on_screen(project, size=(80, 24)) as driven:
            await settled(driven)
            for keys in (["i"], ["W"], ["enter", *"[b]", "enter"], ["f6"], ["escape", "e"]):
                await driven.press(*keys)
                await driven.pilot.pause(0.05)
                assert_harmless(driven)
            await driven.until(lambda: "▲" in driven.shown)
            assert_harmless(driven)


MESSAGE = "[red]{found}[/red] [@click=app.quit]leave[/]"


async def test_the_sweep_rests_while_keys_are_pressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.checking.START", 3600.0)
    async with review(tmp_path, [replace(SAID[1]) for _ in range(60)]) as driven:
        driven.screen.findings.begin(lambda: True)
        driven.screen.findings.sweep(driven.screen.listing.ids)
        await driven.until_shown("2 ○ P▲")
        await driven.pilot.pause(0.1)
        assert driven.screen.findings.left == 60
        driven.screen.findings.begin(lambda: False)
        await driven.until(lambda: driven.screen.findings.left == 0)


async def test_leaving_while_pairs_are_checked_ends_it(tmp_path: Path) -> None:
    async with review(tmp_path, [replace(SAID[1]) for _ in range(60)]) as driven:
        findings = driven.screen.findings
        await driven.until(lambda: findings._own is not None)
        driven.send("q")
        await driven.until(lambda: driven.pilot.app.return_code is not None)
    await driven.until(lambda: (findings._running, findings._own) == (False, None))


async def test_the_command_palette_offers_the_summary(tmp_path: Path) -> None:
    from tui.app import WorkbenchApp

    async with review(tmp_path, SAID) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        command = next(c for c in app.get_system_commands(driven.screen) if c.title == "Summary")
        await command.callback()
        await driven.pilot.pause()
        assert isinstance(app.screen, CheckSummaryScreen)
