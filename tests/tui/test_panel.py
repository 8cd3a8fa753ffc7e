"""The side panel: its tabs follow the cursor, and what they number goes into the rendering."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._cells import cell_len
from textual._xterm_parser import XTermParser
from textual.content import Content
from textual.events import Key

from db.records import Span, Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven, on_screen, review
from tests.tui.examples.panel import ELSEWHERE, LIKE_TARGET, PRINTED, SAID, example
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.keys.alt_digits import free_alt_digits
from tui.panel.body import PanelBody
from tui.panel.looking import FINDERS
from tui.panel.matches import compared
from tui.panel.panel import SidePanel
from tui.panel.tab_bar import TabBar
from tui.panel.tabs import TABS, Tab, labels
from tui.panel.told import Line, laid_out, marked
from workbench.project import open_project
from workbench.review import comments
from workbench.search.memory import Difference

KEYS = {"I": "pair", "=": "matches", "J": "glossary", "E": "checks", "V": "renderings", "S": "source"}


def told(driven: Driven) -> str:
    """The text of the panel."""
    region = driven.screen.query_one(SidePanel).region
    lines = driven.shown.split("\n")[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines)


async def tells(driven: Driven, *texts: str) -> None:
    """Wait until the panel tells these texts."""
    await driven.until(lambda: all(text in told(driven) for text in texts))


def styled(driven: Driven, words: str) -> set[str]:
    """The attributes, colours aside, in which the panel shows words that stand in one line."""
    body = driven.screen.query_one(PanelBody)
    found = set()
    for y in range(body.size.height):
        for segment in body.render_line(y):
            if words in segment.text and segment.style:
                attributes = ("bold", "underline", "reverse", "italic", "strike", "dim")
                found |= {name for name in attributes if getattr(segment.style, name)}
    return found


async def test_each_tab_tells_of_the_pair_under_the_cursor(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with on_screen(project, size=(140, 45)) as driven:
            await tells(driven, "[pair]", "Pair 1", "statement", "derived from published")
            await driven.press("=")
            await tells(driven, "[match 1]", "1  84 %  ● Nadia", "‹−midi", "+l’aube›", LIKE_TARGET[:30])
            assert "strike" in styled(driven, "midi") and "underline" in styled(driven, "l’aube")
            await driven.press("J")
            await tells(driven, "[glos▲1]", "“Cedeao” → “ECOWAS” (N puts it in)", "1  en ECOWAS")
            assert "not named in the rendering" in told(driven)
            await driven.press("V")
            await tells(driven, "[rend 3]", "H human  shown in this pair", "Delta Post", "Sunday Gazette")
            assert "underline" in styled(driven, "pulled out")
            await driven.press("S")
            await tells(driven, "[src]", "▸ 2 parts set aside (menu, advertisement)", "▸ 1 part set aside")
            assert [styled(driven, words) for words in (SAID[0][:20], SAID[1][:10], "Rien n’est")] == [
                {"reverse", "bold"},
                {"bold"},
                {"italic"},
            ]
            await driven.press("H")
            await tells(driven, "[hist 3]", "Ask the desk", "ECOWAS, I should think.", "1  was We left")
            await driven.press("down", "down", "down", "down")
            await tells(driven, "Nothing has been done")
            await driven.press("V")
            await tells(driven, "Nobody has rendered")
            await driven.press("=")
            await tells(driven, "No approved pair")
            await driven.press("J")
            await tells(driven, "knows no name in this pair")


async def test_keys_and_the_mouse_turn_the_tabs(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with on_screen(project, size=(140, 45)) as driven:
            panel = driven.screen.panel
            seen = []
            for _ in TABS:
                seen.append(panel.tab)
                await driven.press("tab")
            assert (tuple(seen), panel.tab) == (TABS, Tab.PAIR)
            await driven.press("shift+tab", "shift+tab")
            assert panel.tab is Tab.SOURCE
            await driven.press("2", "tab")
            assert panel.tab is Tab.PAIR
            for key, tab in KEYS.items():
                await driven.press(key)
                assert panel.tab == tab
            bar = told(driven).split("\n")[0]
            await driven.pilot.click(TabBar, offset=(bar.index("hist"), 0))
            assert panel.tab is Tab.HISTORY
            await driven.press("i", "down")
            assert not panel.display
            await driven.press("y")
            assert "The panel is hidden" in driven.told[-1]
            await driven.press("tab")
            assert (panel.display, panel.tab) == (True, Tab.HISTORY)
            await tells(driven, "[hist]", "Nothing has been done")


async def test_a_numbered_item_is_taken_into_the_rendering(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with on_screen(project, size=(140, 45)) as driven:
            editor = driven.screen.editor
            await driven.press("y")
            assert "There is nothing to take in pair" in driven.told[-1]
            await driven.press("=")
            await tells(driven, "84 %")
            await driven.press("3", "y")
            assert "There is no number 3 here; the last is 1." in driven.told
            await driven.press("y")
            assert editor.row is not None and editor.area.words == LIKE_TARGET
            await driven.press("escape")
            assert driven.row(1).target == LIKE_TARGET
            await driven.press("V")
            await tells(driven, "2  P published")
            await driven.press("2", "y", "escape")
            assert driven.row(1).target == ELSEWHERE[0]
            await driven.press("u", "u", "J")
            await tells(driven, "1  en ECOWAS")
            line = next(n for n, text in enumerate(told(driven).split("\n")) if "1  en ECOWAS" in text)
            await driven.pilot.click(SidePanel, offset=(12, line))
            await driven.until(lambda: editor.row is not None)
            assert editor.area.words == "We left the town before dawn, as agreed with ECOWAS."
            await driven.press("escape", "H")
            await tells(driven, "1  was")
            await driven.press("y", "escape")
            assert driven.row(1).target.endswith("with Cedeao.")
            assert PRINTED[0] not in driven.row(1).target


async def test_items_go_into_what_is_being_typed_on_a_small_screen(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        async with on_screen(project, size=(80, 24)) as driven:
            screen, area = driven.screen, driven.screen.editor.area
            await driven.press("e", "alt+1")
            assert "The panel is hidden" in driven.told[-1]
            await driven.press("ctrl+t")
            assert screen.panel.display
            await driven.press("ctrl+t")
            await tells(driven, "[matches 1]", "84 %")
            await driven.press("alt+1")
            assert area.words == LIKE_TARGET
            await driven.press("alt+1")
            assert area.words == f"{LIKE_TARGET} {LIKE_TARGET}"
            await driven.press("ctrl+z", "space", "(", "ctrl+t", "alt+1", "x", "alt+2")
            assert area.words == f"{LIKE_TARGET} (ECOWASx Economic Community of West African States"
            await driven.press("alt+9")
            assert "There is no number 9 here" in driven.told[-1]
            await driven.press("backspace", "a", "b", "ctrl+l")
            assert area.words.endswith(" African Stateab ECOWAS")
            await driven.press("ctrl+l")
            assert area.words.endswith(" African Stateab Economic Community of West African States")
            await driven.press("ctrl+l", "ctrl+l")
            assert area.words.endswith(" African Stateab ECOWAS")
            await driven.press("ctrl+t", "ctrl+l")
            assert "There is nothing to take in checks" in driven.told[-1]
            assert area.words.endswith(" African Stateab ECOWAS")
            await driven.press("ctrl+t")
            await tells(driven, "H human  shown")
            await driven.press("shift+pagedown", "shift+pagedown")
            assert screen.query_one(PanelBody).scroll_offset.y == 2
            assert area.has_focus
            await driven.press("escape", "c", "ctrl+t", "ctrl+t", "ctrl+t")
            await tells(driven, "[pair]")
            await driven.press("ctrl+t")
            await tells(driven, "84 %")
            await driven.press("alt+1", "escape")
            assert driven.row(1).note == f"Ask the desk which name is meant. {LIKE_TARGET}"


async def test_while_a_key_is_held_nothing_is_looked_up_and_nothing_wrong_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with example(tmp_path) as project:
        async with on_screen(project, size=(140, 45)) as driven:
            await driven.press("V")
            await tells(driven, "shown in this pair")
            monkeypatch.setattr("tui.panel.panel.REST", 3600)
            await driven.press("down")
            assert "H human  shown" in told(driven)  # what was, until the cursor rests
            await driven.press("y")
            assert "still looking" in driven.told[-1]
            assert driven.screen.editor.row is None
            monkeypatch.setattr("tui.panel.panel.REST", 0.01)
            await driven.press("down", "down")
            await tells(driven, "P published  shown")
            assert "H human  shown" not in told(driven)


async def test_what_others_write_is_told_when_the_project_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.watching.EVERY", 3600.0)  # the watch would tell of it without the key
    async with review(tmp_path, size=(140, 40)) as driven:
        await driven.press("H")
        await tells(driven, "Nothing has been done")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            comments.comment(elsewhere, 1, "Is that so?")
        await driven.press("f5")
        await tells(driven, "Is that so?", "Somebody")


async def test_foreign_text_stays_harmless_in_every_tab(tmp_path: Path) -> None:
    quotes = [
        Said(source=[EVIL], target=[EVIL], speaker=EVIL, role=EVIL, status=Status.APPROVED),
        Said(source=[f"{EVIL} deux"], target=[f"{EVIL} two"], speaker=EVIL, role=EVIL, note=EVIL),
    ]
    async with review(tmp_path, quotes, size=(140, 45)) as driven:
        await driven.press("down")
        for key in (*KEYS, "H", "="):
            await driven.press(key)
            await driven.wait_for_workers()
            assert_harmless(driven)
        assert "[red]not" in told(driven)


def test_a_text_without_end_is_cut_short_in_every_tab(tmp_path: Path) -> None:
    endless = f"{EVIL} " + "\u0301" * 300 + "mot" * 33_000 + " fin" * 300
    quotes = [Said(source=[endless], target=[endless], status=Status.APPROVED), Said(source=[f"{endless} !"])]
    with make_project(tmp_path / "p.db", quotes) as project:
        for pair_id in (1, 2):
            row = project.store.pairs.row(pair_id)
            for find in FINDERS.values():
                shown = laid_out(find(project, row).lines, 40)
                assert sum(len(line.content.plain) for line in shown) < 30_000
                assert not any("\x1b" in line.content.plain for line in shown)


async def test_an_empty_project_has_nothing_to_tell(tmp_path: Path) -> None:
    async with review(tmp_path, [], size=(140, 40)) as driven:
        await driven.press(*KEYS, "H", "tab", "shift+tab", "shift+down", "y")
        assert "There is no pair here" in driven.told[-1]


@given(
    st.sampled_from(TABS),
    st.dictionaries(st.sampled_from(TABS), st.sampled_from(["3", "▲12"])),
    st.integers(40, 160),
)
def test_each_tab_keeps_its_place_whatever_is_current_or_counted(
    current: Tab, counts: dict[Tab, str], width: int
) -> None:
    found = labels(current, counts, width)
    line = ""
    for label in found:
        assert label.start >= cell_len(line)
        line = line.ljust(label.start) + label.text
    assert cell_len(line) <= width
    assert [label.tab for label in found] == list(TABS)
    assert f"[{current[:3]}" in line or (current is Tab.SOURCE and "[src" in line)
    places = [label.start + (label.tab is current) for label in found]
    for other in TABS:
        again = labels(other, {}, width)
        assert [label.start + (label.tab is other) for label in again] == places


@given(st.text(max_size=200), st.integers(1, 60), st.sampled_from(["", "said in", "names put right"]))
def test_no_line_is_wider_than_the_panel(text: str, width: int, label: str) -> None:
    rows = laid_out([Line(marked(text), label, 12, 1)], width)
    assert all(row.item == 1 for row in rows)
    widest = max((cell_len(char) for char in text), default=1)
    assert all(row.content.cell_length <= max(width, len(label), min(12, width - 1) + widest) for row in rows)


def test_a_difference_shows_what_either_original_has_alone() -> None:
    differences = (Difference(Span(0, 4), Span(0, 2)), Difference(Span(10, 14), Span(7, 7)))
    shown: Content = compared("On part.", "Nous part vite.", differences)
    assert shown.plain == "‹−On +Nous› part ‹+vite›."


def test_alt_with_a_digit_is_read_as_that_key() -> None:
    free_alt_digits()
    parser = XTermParser()
    tokens = [*parser.feed("\x1b1"), *parser.feed("x"), *parser.feed("")]
    assert [token.key for token in tokens if isinstance(token, Key)] == ["alt+1", "x"]
