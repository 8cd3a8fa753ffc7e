"""Which words correspond, as the details show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from db.errors import UnreadableInput
from db.records import PairRow, Span
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven, review
from tui.app import WorkbenchApp
from tui.panel.panel import SidePanel
from tui.word_marks import UNRENDERED_SYMBOL, word_lines
from workbench.align import linking
from workbench.align.linking import LinkedWords
from workbench.align.word_links import WordLink

WIDE = (140, 30)
SAID = [
    Said(source=["Le pont de Kérou est fermé."], target=["The bridge at Kérou is closed."]),
    Said(source=["Les 12 camions et les 40 chèvres attendent."], target=["The 12 lorries are waiting."]),
    Said(source=["[red]Tessaly 7[/red]\x1b[31m"], target=["[b]Tessaly 7\x1b[0m"]),
    Said(source=["Rien à ajouter."]),
]


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> PairRow:
    with make_project(tmp_path_factory.mktemp("one") / "p.db", SAID[:1]) as project:
        return project.store.pairs.row(1)


def details(driven: Driven) -> str:
    """The text of the details, lines apart from the list beside them."""
    region = driven.screen.query_one(SidePanel).region
    return "\n".join(line[region.x :] for line in driven.shown.split("\n"))


def link(source: tuple[int, int], target: tuple[int, int]) -> WordLink:
    return WordLink(Span(*source), Span(*target), 0.9)


def texts(row: PairRow, links: list[WordLink], missing: list[Span]) -> list[str]:
    return [content.plain for _, content in word_lines(row, LinkedWords(links, missing))]


def test_words_that_any_links_join_share_a_number(row: PairRow) -> None:
    row = row._replace(source="a b c", target="x y z")
    links = [link((0, 1), (0, 1)), link((2, 3), (2, 3)), link((2, 3), (4, 5)), link((4, 5), (0, 1))]
    assert texts(row, links, [])[:2] == ["a₁ b₂ c₁", "x₁ y₂ z₂"]


def test_what_nothing_renders_is_underlined_and_has_a_sign_that_is_explained(row: PairRow) -> None:
    (_, source), *_, (_, key) = word_lines(row, LinkedWords([], [Span(3, 7)]))
    assert source.plain == f"Le pont{UNRENDERED_SYMBOL} de Kérou est fermé."
    assert [source.plain[s.start : s.end] for s in source.spans if s.style == "underline"] == ["pont"]
    assert UNRENDERED_SYMBOL in key.plain
    assert "look here" in key.plain


def test_there_are_no_marks_before_words_are_linked(row: PairRow) -> None:
    lines = word_lines(row, None)
    assert [content.plain for _, content in lines[:2]] == [row.source, row.target]
    assert "looking" in lines[2][1].plain


@given(st.text(st.characters(exclude_categories=())), st.data())
def test_marks_change_nothing_but_add(row: PairRow, text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    row = row._replace(source="." + text, target="." + text)
    linked = [Span(span.start + 1, span.end + 1) for span in spans]
    marked = word_lines(row, LinkedWords([WordLink(span, span, 0.5) for span in linked], []))
    plain = word_lines(row, None)
    added = sum(len(str(number)) for number in range(1, len(spans) + 1))
    for (_, with_marks), (_, without) in zip(marked[:2], plain[:2], strict=True):
        assert isinstance(with_marks, Content)
        assert len(with_marks.plain) == len(without.plain) + added


async def test_a_key_shows_the_marks_and_hides_them(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        before = driven.shown
        await driven.press("w")
        await driven.until_shown("words that correspond")
        shown = details(driven)
        number = shown.partition("Kérou")[2][0]
        assert number in "₁₂₃₄₅"
        assert shown.count(f"Kérou{number}") == 2
        await driven.press("w")
        assert driven.shown == before


async def test_the_marks_follow_the_cursor(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        await driven.press("w", "down")
        await driven.until_shown(f"40{UNRENDERED_SYMBOL}")
        assert "not rendered? look here" in " ".join(details(driven).split())
        assert f"12{UNRENDERED_SYMBOL}" not in driven.shown
        await driven.press("up")
        await driven.until(lambda: "words that correspond" in details(driven))
        assert UNRENDERED_SYMBOL not in driven.shown


async def test_texts_are_shown_as_they_are(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        await driven.press("w", "down", "down")
        await driven.until_shown("[b]Tessaly₁ 7₂␛[0m")
        assert "]Tessaly₁ 7₂[/" in details(driven)


async def test_a_pair_with_one_side_has_no_marks(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        await driven.press("end", "w")
        await driven.wait_for_workers()
        shown = " ".join(details(driven).split())
        assert "need both sides" in shown
        assert not set("₁₂∅") & set(shown)
        assert "original" not in shown


async def test_nothing_is_looked_for_unless_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    found = linking.linked_words

    def linked_words(project: object, row: PairRow, attend: object) -> LinkedWords:
        asked.append(row.id)
        return found(project, row)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "linked_words", linked_words)
    async with review(tmp_path, SAID) as driven:
        await driven.press("down", "up", "i", "down", "up")
        assert asked == []
        await driven.press("i", "w")
        await driven.until_shown("words that correspond")
        assert asked == [1]
        await driven.press("i", "down", "down")
        await driven.wait_for_workers()
        assert asked == [1]


async def test_marks_follow_what_a_person_writes(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        await driven.press("down", "w")
        await driven.until_shown(f"40{UNRENDERED_SYMBOL}")
        await driven.press("e")
        await driven.type("The 12 lorries and the 40 goats are waiting.")
        await driven.press("ctrl+s")
        await driven.until(lambda: "goats" in details(driven) and "that correspond" in details(driven))
        assert UNRENDERED_SYMBOL not in details(driven)


async def test_a_failure_is_told_once_and_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def linked_words(*_: object) -> LinkedWords:
        raise UnreadableInput("The lexicon cannot be read.")

    monkeypatch.setattr(linking, "linked_words", linked_words)
    async with review(tmp_path, SAID, size=WIDE) as driven:
        await driven.press("w")
        await driven.until(lambda: "The lexicon cannot be read." in driven.told)
        await driven.press("down", "down")
        await driven.wait_for_workers()
        assert driven.told.count("The lexicon cannot be read.") == 1
        assert "original" not in details(driven)


async def test_the_command_palette_offers_it(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=WIDE) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        command = next(c for c in app.get_system_commands(driven.screen) if c.title == "Words")
        await command.callback()
        await driven.until_shown("words that correspond")
