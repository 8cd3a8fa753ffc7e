"""What the package has to say, on the screen: every key, and that nothing waits for an answer."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from db.errors import UnreadableInput
from db.records import LanguageTag, Origin, PairRow, Span, Status
from tests.support.projects import Said
from tests.tui.driving import Driven, review
from tests.tui.test_words import details
from tui.screens.variants import VariantsScreen
from tui.widgets.hint_line import HintLine
from tui.widgets.word_choice import WordChoice
from tui.word_marks import word_lines
from workbench.draft.suggestions.adviser import Adviser, Judgement

MAYOR = "Le maire ne quittera pas la ville avant lundi."
SAID = [
    Said(source=[MAYOR]),
    Said(source=[MAYOR], target=["The mayor will not leave the goat."], origin=Origin.DRAFT),
    Said(source=["La MINUSMA et l’AQMI négocient."], target=["MINUSMA and AQMI talk."], origin=Origin.DRAFT),
    Said(target=["Nobody was paid."]),
    Said(source=["Tere."], target=["Hello."], lang=LanguageTag("et")),
]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wants to wait for a pause in a test."""
    monkeypatch.setattr("tui.widgets.editor.PAUSE", 0.01)


def hint(driven: Driven) -> str:
    return driven.screen.query_one(HintLine).rest


def words(driven: Driven) -> str:
    return driven.screen.editor.area.words


async def typed(driven: Driven, text: str) -> None:
    """Open the editor of the current pair and write a text in place of what is there."""
    await driven.press("e")
    await driven.type(text)


async def test_a_pause_brings_words_that_one_key_takes(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The mayor will n")
        await driven.until(lambda: hint(driven).startswith("ot "))
        rest = hint(driven)
        await driven.until_shown(f"tab → …{rest}"[:40])
        await driven.press("tab")
        assert words(driven) == f"The mayor will n{rest}"
        assert "→ …" not in driven.shown
        assert driven.row(1).target == ""
        await driven.press("ctrl+s")
        row = driven.row(1)
        assert (row.target, row.origin) == (f"The mayor will n{rest}", Origin.HUMAN)


async def test_a_key_takes_one_word_and_otherwise_moves(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The mayor will n")
        await driven.until(lambda: bool(hint(driven)))
        await driven.press("ctrl+right", "ctrl+right")
        assert words(driven).startswith("The mayor will not ")
        assert len(words(driven).split()) == 5
        assert hint(driven)
        await driven.press("home", "ctrl+right")
        assert words(driven)[driven.screen.editor.area.cursor_offset :].startswith(" mayor")
        assert hint(driven) == ""


async def test_typing_what_is_suggested_keeps_the_rest(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The mayor will n")
        await driven.until(lambda: bool(hint(driven)))
        rest = hint(driven)
        await driven.press("o", "t")
        assert hint(driven) == rest[2:]
        await driven.press("z")
        assert hint(driven) == ""
        await driven.press("backspace")
        await driven.until(lambda: bool(hint(driven)))
        await driven.press("left")
        assert hint(driven) == ""


async def test_a_suggestion_goes_when_the_text_is_what_it_was(tmp_path: Path) -> None:
    async with review(tmp_path, [Said(source=[MAYOR], target=["The mayor stays."])]) as driven:
        await typed(driven, "The mayor ")
        await driven.until(lambda: bool(hint(driven)))
        driven.screen.query_one(HintLine).offer("The mayor ", "stays.")
        await driven.press("tab")
        assert words(driven) == "The mayor stays."
        assert hint(driven) == ""


async def test_an_empty_rendering_is_begun_for_the_person(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await driven.press("e")
        await driven.until(lambda: hint(driven).startswith("The mayor"))


async def test_tab_never_leaves_the_editor(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "e", "tab", "x")
        assert words(driven) == "The mayor will not leave the goat.x"


async def test_a_late_answer_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, asked = threading.Event(), []
    complete = Adviser.completion

    def slow(self: Adviser, source: str, typed: str, *, whole: bool = False) -> str:
        asked.append(typed)
        gate.wait(10)
        return complete(self, source, typed, whole=whole)

    monkeypatch.setattr(Adviser, "completion", slow)
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The mayor will n")
        await driven.until(lambda: len(asked) == 1)
        for text in ("The mayor will s", "The mayor will st"):
            await driven.type(text)
            await asyncio.sleep(0.05)
        assert words(driven) == "The mayor will st"
        gate.set()
        await driven.until(lambda: hint(driven).startswith("op "))
        assert asked[1:] == ["The mayor will st"]
        await driven.press("escape", "d")
        assert driven.screen.editor.row is None


async def test_nothing_is_suggested_for_a_note_or_without_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(Adviser, "completion", lambda *_, **__: asked.append(1) or "x")
    async with review(tmp_path, SAID) as driven:
        await driven.press("c", "T", "h", "e")
        await asyncio.sleep(0.1)
        await driven.press("ctrl+o", "ctrl+r", "escape")
        driven.screen.go_to(5)
        await typed(driven, "Hell")
        await asyncio.sleep(0.1)
        await driven.wait_for_workers()
        assert asked == []
        assert driven.told == []
        await driven.press("ctrl+o")
        await driven.until(lambda: any("No usable Argos package" in sentence for sentence in driven.told))


@pytest.mark.parametrize(("keys", "whole"), [(("enter",), False), (("1",), False), (("right",), True)])
async def test_another_word_is_chosen(tmp_path: Path, keys: tuple[str, ...], whole: bool) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("down", "e", "left", "left", "ctrl+o")
        choice = driven.screen.query_one(WordChoice)
        await driven.until(lambda: choice.display)
        await driven.pilot.pause()
        assert "1 town" in driven.shown or "1 city" in driven.shown
        assert "5 " in driven.shown
        first = choice._offers[0]
        await driven.press(*keys)
        kept = "The mayor will not leave the "
        assert words(driven) == (kept + first.rest if whole else f"{kept}{first.word}.")
        assert not choice.display
        await driven.press("ctrl+z")
        assert words(driven) == "The mayor will not leave the goat."
        await driven.press("escape")
        assert driven.screen.editor.row is None


async def test_other_words_may_be_left(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "e", "left", "ctrl+o")
        choice = driven.screen.query_one(WordChoice)
        await driven.until(lambda: choice.display)
        await driven.press("down", "up", "down", "escape", "x")
        assert words(driven) == "The mayor will not leave the goatx."


async def test_variants_show_their_differences_and_are_edited_before_they_count(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("v")
        await driven.until(lambda: isinstance(driven.pilot.app.screen, VariantsScreen))
        await driven.pilot.pause()
        assert MAYOR in driven.shown
        assert "[" in driven.shown.partition("first")[2]
        await driven.press("down", "enter")
        assert driven.screen.editor.row is not None
        chosen = words(driven)
        assert chosen.startswith("The ")
        assert driven.row(1).target == ""
        await driven.press("ctrl+s")
        assert (driven.row(1).target, driven.row(1).origin) == (chosen, Origin.HUMAN)


async def test_variants_replace_what_is_being_typed_and_can_be_undone(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "Mine")
        await driven.press("f3")
        await driven.until(lambda: isinstance(driven.pilot.app.screen, VariantsScreen))
        await driven.press("enter")
        assert words(driven).startswith("The ")
        await driven.press("ctrl+z")
        assert words(driven) == "Mine"
        await driven.press("f3")
        await driven.until(lambda: isinstance(driven.pilot.app.screen, VariantsScreen))
        await driven.press("escape")
        assert words(driven) == "Mine"


async def test_a_pair_without_an_original_has_no_variants(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        driven.screen.go_to(4)
        await driven.press("v")
        assert any("Pair 4 has no original" in sentence for sentence in driven.told)


async def test_a_name_is_put_in_and_taken_back(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(140, 30)) as driven:
        await driven.press("down", "down")
        assert "N puts it in" in " ".join(details(driven).split())
        await driven.press("N")
        row = driven.row(3)
        assert (row.target, row.status) == ("MINUSMA and AQIM talk.", Status.TRANSLATED)
        assert any("u takes it back" in sentence for sentence in driven.told)
        await driven.press("N")
        assert any("No name of the glossary is missing" in sentence for sentence in driven.told)
        await driven.press("u")
        assert driven.row(3).target == "MINUSMA and AQMI talk."


async def test_a_name_is_put_in_while_typing(tmp_path: Path) -> None:
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "down", "e", "ctrl+g")
        assert words(driven) == "MINUSMA and AQIM talk."
        await driven.press("ctrl+g")
        assert any("No name of the glossary is missing" in sentence for sentence in driven.told)
        await driven.type("MINUSMA and  talk.")
        await driven.press(*["left"] * 6, "ctrl+g")
        assert words(driven) == "MINUSMA and AQIM talk."
        assert driven.row(3).target == "MINUSMA and AQMI talk."


async def test_who_asks_for_a_name_is_offered_no_other_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Adviser, "alternatives", lambda *question, **_: asked.append(question) or [])
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "down", "e", "ctrl+g", "ctrl+g")
        await driven.wait_for_workers()
        assert asked == []
        await driven.type("!")
        assert words(driven).count("!") == 1


async def test_foreign_codes_reach_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Adviser, "completion", lambda *_, **__: " \x1b]0;owned\x07[red]")
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The")
        await driven.until_shown("→ ␛]0;owned␇[red]")
        assert "\x1b" not in driven.shown


async def test_a_doubtful_word_stands_out(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(140, 30)) as driven:
        await driven.press("down", "w")
        await driven.until_shown("doubtful")
        assert "goat" in details(driven).partition("doubtful")[2]
        assert "confidence  0." in details(driven)
        await driven.press("e")
        await driven.type("The mayor will not leave the town before Monday.")
        await driven.press("ctrl+s")
        await driven.until(lambda: "confidence" in details(driven) and "goat" not in details(driven))
        assert "doubtful" not in details(driven)


async def test_what_was_printed_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(Adviser, "judge", lambda *_: asked.append(1) or Judgement(0.5))
    async with review(tmp_path, [Said(source=[MAYOR], target=["The goat."])], size=(140, 30)) as driven:
        await driven.press("w")
        await driven.until_shown("words that correspond")
        await driven.wait_for_workers()
        assert asked == []


async def test_a_failure_is_told_and_typing_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise UnreadableInput("The package is damaged.")

    monkeypatch.setattr(Adviser, "completion", broken)
    async with review(tmp_path, SAID) as driven:
        await typed(driven, "The")
        await driven.until(lambda: "The package is damaged." in driven.told)
        await driven.press("x")
        assert words(driven) == "Thex"


def test_doubtful_words_are_underlined_and_listed(tmp_path: Path) -> None:
    row = PairRow._make([None] * len(PairRow._fields))._replace(source="a", target="one two three")
    judged = Judgement(0.25, ((Span(0, 3), 0.9), (Span(4, 7), 0.15), (Span(8, 13), 0.1)))
    lines = dict(word_lines(row, None, judged))
    assert lines["confidence"].plain == "0.25"
    assert lines["doubtful"].plain == "three, two"
    target = lines["rendering"]
    assert [target.plain[s.start : s.end] for s in target.spans if s.style == "underline"] == ["two", "three"]
