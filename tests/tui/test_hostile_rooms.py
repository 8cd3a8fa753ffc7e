"""Hostile text in every room, dialog and tab, at every size and without colours: it is shown, and does no harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from types import SimpleNamespace
from typing import Any

import pytest
from rich.color import Color
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from db.errors import Conflict
from db.records import Concept, Finding, Name, PairFilter, Relation, Severity, Status, Waiver
from tests.support.projects import ENGLISH, FRENCH, NOW, Said, make_project
from tests.tui.driving import Driven, on_screen
from tests.tui.one_room import alone
from tui.plain.commands import COMMANDS
from tui.plain.lines import Lines
from tui.plain.reader import Reader
from tui.plain.session import converse
from tui.plain.speech import Level
from tui.rooms import ROOMS, room
from tui.screens.article_choice import ChoiceScreen, question
from tui.screens.bulk import BulkScreen
from tui.screens.check_summary import CheckSummaryScreen
from tui.screens.comments import CommentsScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.filter import FilterScreen
from tui.screens.glossary import GlossaryScreen
from tui.screens.help import HelpScreen
from tui.screens.importing import ImportScreen
from tui.screens.leave import LeaveScreen
from tui.screens.meaning import MeaningScreen
from tui.screens.name_form import NameFormScreen
from tui.screens.naming import NamingScreen
from tui.screens.packages import PackagesScreen
from tui.screens.paste import PasteScreen
from tui.screens.proposals import ProposalsScreen
from tui.screens.replace import ReplaceScreen
from tui.screens.split import SplitScreen
from tui.screens.variants import VariantsScreen
from tui.screens.waive import WaiveScreen
from workbench.checks.counting import CheckCount
from workbench.glossary.naming import Named
from workbench.ingest.correcting import correct
from workbench.project import Project, open_project
from workbench.review import comments, service
from workbench.review.dividing import Division

CONTROLS = "\x1b]0;owned\x07\x1b[31mred\x1b]52;c;b3duZWQ=\x1b\\\x00\x08\x7f" + "".join(
    map(chr, range(0x80, 0xA0))
)
MARKUP = "[red]not red[/red] [@click=app.bell]ring[/] [link=file:///x]go[/link] [/x] [bold [[ \\[ ]"
BIDI = "a\u202eb\u202ac\u2066d\u2069 \u200f\u061c"
ODD = "\u0301\u0301 \u2028\u2029\U000e0041\U000e007f \u200d\ufe0f\u200b"
EVIL = f"{MARKUP} {CONTROLS} {BIDI} {ODD}"
LONG = f"{EVIL} " + "mot " * 12_000 + "\u0301" * 1_000 + "x" * 45_000 + "👨\u200d👩\u200d👧" * 300
"""Some 100,000 characters without a line break."""
HARMFUL = {
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, *range(0xE0000, 0xE0080)))
}
SIZES = ((20, 5), (140, 45), (80, 24))
WIDEST = (300, 100)
"""A size that is tried with one room: what it costs grows with its cells."""
SLOW = 3
"""How many times what the screen may take is allowed here: a machine that does much else is slower."""


def hostile(path: Path, last: str = EVIL) -> Project:
    """A project in which all that somebody can write is hostile; `last` is the original of the last pair."""
    path.write_bytes(_hostile(last))
    return open_project(path, person=EVIL, clock=lambda: NOW)


@cache
def _hostile(last: str) -> bytes:
    """The file of such a project, which is made once."""
    facts: dict[str, Any] = dict.fromkeys(("speaker", "role", "note"), f"{EVIL}\ufffe")
    quotes = [
        Said(source=[EVIL, f"{EVIL} deux"], target=[EVIL, f"{EVIL} two"], status=Status.APPROVED, **facts),
        Said(source=[f"{EVIL} un"], target=[f"{EVIL} one"], **facts),
        Said(target=[EVIL], **facts),
        Said(source=[last], **facts),
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.db"
        with make_project(path, quotes, person=EVIL) as project:
            _add_hostile_facts(project)
        with open_project(path, person=f"{EVIL} again", clock=lambda: NOW) as other:
            comments.comment(other, 1, EVIL)
            service.edit(other, 3, f"{EVIL} edited")
        return path.read_bytes()


def _add_hostile_facts(project: Project) -> None:
    correct(project, 1, title=EVIL, outlet=EVIL, author=EVIL)
    correct(project, 2, title=EVIL, outlet=EVIL, author=EVIL)
    with project.store.action(f"import {EVIL}", EVIL):
        project.store.concepts.add([concept("evil", EVIL), concept("evil-two", EVIL), concept("mot", "mot")])
    comments.comment(project, 1, EVIL)


def concept(key: str, words: str) -> Concept:
    """A concept with hostile facts that is named by these words."""
    names = tuple(
        Name(lang=lang, text=words, note=EVIL, outlet=EVIL, since="2012") for lang in (FRENCH, ENGLISH)
    )
    told = Relation(EVIL, "ecowas", note=EVIL, since="2012")
    return Concept(
        key=key,
        kind=EVIL,
        country=EVIL,
        note=EVIL,
        names=names,
        relations=(told,),
        since="1999",
        confirmed=False,
    )


def assert_harmless(driven: Driven) -> None:
    """What is on the screen steers no terminal, reorders nothing, and has not become a link or a style."""
    for strip in driven.pilot.app.screen._compositor.render_strips():
        for segment in strip:
            bad = [c for c in segment.text if unicodedata.category(c) in ("Cc", "Cs") or c in HARMFUL]
            assert not bad, ascii(segment.text)
            assert not segment.control
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or "bell" not in str(segment.style.meta)
    assert driven.pilot.app.failure is None  # type: ignore[attr-defined]


async def settled(driven: Driven) -> None:
    await driven.wait_for_workers()
    await driven.pilot.pause()


async def assert_typed_harmless(driven: Driven, screen: Screen[Any]) -> None:
    """Whatever stands in a line to type in, or is pasted there, is shown by stand-ins."""
    for field in screen.query(Input):
        field.value = CONTROLS
        field.post_message(Paste(f"{BIDI} {CONTROLS}"))
    await settled(driven)
    assert_harmless(driven)


async def each_size(driven: Driven, *more: tuple[int, int]) -> None:
    """Every size, one after the other, with what is shown open."""
    for size in (*more, *SIZES):
        await driven.pilot.resize_terminal(*size)
        await settled(driven)
        assert_harmless(driven)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The thread of the screen may take so long, times `SLOW`."""
    began = thread_time()
    yield
    assert thread_time() - began < seconds * SLOW


def dialogs(project: Project, words: str = EVIL) -> Iterator[Screen[Any]]:
    """Each dialog with hostile texts in all places; `words` are the longer ones of these."""
    row = project.store.pairs.row(1)
    ids = project.store.pairs.ids()
    finding = Finding(EVIL, Severity.ERROR, words)
    division = Division(1, 1, (words, words), (words, words))
    evidence = SimpleNamespace(score=0.5, reasons=(EVIL,))
    match: Any = SimpleNamespace(evidence=evidence, source=words, target=words, rendering_id=1)
    variant: Any = SimpleNamespace(text=words, confidence=0.4, differences=())
    article = SimpleNamespace(id=1, outlet=EVIL, name=EVIL, date=EVIL)
    two = (concept("evil", words), concept("evil-two", words))
    ambiguity: Any = SimpleNamespace(article=article, name=words, concepts=two, chosen="evil", pair_ids=(1,))
    check: Any = SimpleNamespace(id=EVIL, title=words)
    yield CommentsScreen(project, row)
    yield BulkScreen(project, ids[-2:])
    yield ReplaceScreen(project, ids, find="[r")
    yield ReplaceScreen(project, ids, find=EVIL)
    yield ConflictScreen(str(Conflict(EVIL)), words, f"{words} mine")
    yield LeaveScreen(EVIL)
    yield WaiveScreen([finding] * 3, [(finding, Waiver(1, "", EVIL, "", words, EVIL, EVIL))])
    yield MeaningScreen(project, [ambiguity] * 2)
    yield NamingScreen(row, ENGLISH, [Named(words, ENGLISH)], two)
    yield NamingScreen(row, ENGLISH, [Named(words, ENGLISH)] * 3, two)
    yield NameFormScreen(EVIL, two[0].names[0], lambda name: None)
    yield SplitScreen(1, [division] * 3)
    yield ProposalsScreen([match] * 3, lambda match, accept: True)
    yield VariantsScreen(words, [variant] * 3)
    yield CheckSummaryScreen([CheckCount(check, 1, 1, 1, Severity.WARNING)] * 3, 3, 1)
    yield PackagesScreen()
    yield FilterScreen(PairFilter(speaker=EVIL), EVIL)
    yield HelpScreen({"pair.approve": "f12"}, EVIL)
    yield ImportScreen(project)
    yield PasteScreen(project, words)
    yield ChoiceScreen(question(EVIL, words), [question(EVIL), question(words)])


async def open_screen(driven: Driven, screen: Screen[Any]) -> None:
    driven.pilot.app.push_screen(screen)
    await driven.until(lambda: screen.is_current)
    await settled(driven)


async def test_the_list_the_panel_and_the_editor(tmp_path: Path) -> None:
    with hostile(tmp_path / f"{CONTROLS.replace(chr(0), '')}[red].db") as project:
        async with on_screen(project, size=(140, 45)) as driven:
            assert "[@click=app.bell]ring" in driven.shown
            for key in ("I", "=", "J", "E", "V", "S", "H"):
                await driven.press(key)
                await settled(driven)
                assert_harmless(driven)
            await each_size(driven)
            for keys in (["semicolon"], ["escape", "slash", *"[/x]", "enter"], ["escape", "f", "escape"]):
                await driven.press(*keys)
                assert_harmless(driven)
            await driven.press("home", "e")
            assert_harmless(driven)
            await driven.pilot.resize_terminal(20, 5)
            assert_harmless(driven)
            await driven.press("x", "f1", "escape", "escape")
            assert_harmless(driven)
            await driven.press("question_mark")
            assert isinstance(driven.pilot.app.screen, HelpScreen)
            assert_harmless(driven)
            await driven.press("escape")
            assert driven.row(1).target.endswith("x")


@pytest.mark.parametrize("name", [*ROOMS, "glossary"])
async def test_each_room(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with hostile(tmp_path / "evil\x1b[31m[red].db") as project:
        row = project.store.pairs.row(1)
        made = GlossaryScreen(project, "evil") if name == "glossary" else room(name, project, row, {})
        async with alone(project) as driven:
            await open_screen(driven, made)
            await each_size(driven, *[WIDEST] * (name == "aligning"))
            for keys in WALKS.get(name, ()):
                await driven.press(*keys)
                await settled(driven)
                assert_harmless(driven)
            if made.is_current:
                await assert_typed_harmless(driven, made)


WALKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "library": (("e",), ("escape", "tab", "c"), ("escape", "escape", "j", "a")),
    "article": (("s",), ("escape", "m"), ("escape", "tab", "V", "A")),
    "compare": (("b",), ("o",), ("escape", "m"), ("escape", "enter", "x")),
    "aligning": (("space", "l"), ("o",), ("m", "B")),
    "project": (("left",), ("left",), ("left",)),
    "concordance": (("j", "s"),),
    "glossary": (("enter", "e"), ("escape", "x")),
}
"""Keys that lead through what a room can show."""


async def test_each_dialog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    (tmp_path / "fr\x1b[31m[red]\u202e[x]").mkdir()
    with hostile(tmp_path / "p.db") as project:
        async with alone(project, size=(20, 5)) as driven:
            for number, screen in enumerate(dialogs(project)):
                await open_screen(driven, screen)
                assert_harmless(driven)
                await driven.pilot.resize_terminal(*((80, 24), (20, 5))[number % 2])
                await assert_typed_harmless(driven, screen)
                driven.pilot.app.pop_screen()


TEXTS_SHOWN = (
    ReplaceScreen,
    ConflictScreen,
    WaiveScreen,
    MeaningScreen,
    SplitScreen,
    ProposalsScreen,
    VariantsScreen,
)
"""Dialogs that show whole texts."""


async def test_a_line_of_100_000_characters(tmp_path: Path) -> None:
    with hostile(tmp_path / "p.db", LONG) as project:
        async with on_screen(project, size=(80, 24)) as driven:
            with within(1.5):
                await driven.press("end", "up")
            with within(2 * 0.05):
                await driven.press("down", "up")
            for screen in dialogs(project, LONG):
                if not isinstance(screen, TEXTS_SHOWN):
                    continue
                with within(1.5):
                    await open_screen(driven, screen)
                with within(2 * 0.05):
                    await driven.press("down", "up")
                assert_harmless(driven)
                driven.pilot.app.pop_screen()


@pytest.mark.parametrize("variable", ["NO_COLOR", "TEXTUAL_COLOR_SYSTEM"])
async def test_rooms_without_colours_of_their_own(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, "standard")
    if variable != "NO_COLOR":
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    with hostile(tmp_path / "p.db") as project:
        row = project.store.pairs.row(1)
        async with alone(project) as driven:
            for name in list(ROOMS)[:: 1 if variable == "NO_COLOR" else 3]:
                await open_screen(driven, room(name, project, row, {}))
                assert_harmless(driven)
                own = {colour for colour in colours(driven) if not colour.is_default}
                assert not own if variable == "NO_COLOR" else all(colour.number is not None for colour in own)
                driven.pilot.app.pop_screen()


def colours(driven: Driven) -> set[Color]:
    """Every colour on the screen."""
    strips = driven.pilot.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    return {colour for style in styles for colour in (style.color, style.bgcolor) if colour}


@pytest.mark.parametrize("interactive", [False, True])
def test_the_line_mode(interactive: bool, tmp_path: Path) -> None:
    typed = [
        "1",
        *(
            command.letter or command.words[0]
            for command in COMMANDS
            if command.letter not in "ercqd" and command.words[0] != "note"
        ),
    ]
    typed += [
        f"/{EVIL}",
        f"f speaker {EVIL}",
        f"c {EVIL}",
        f"note {EVIL}",
        EVIL,
        "v full",
        "l",
        "1",
        "n",
        "n",
    ]
    with hostile(tmp_path / "evil\x1b[31m.db") as project:
        out = StringIO()
        answers = BytesIO("\n".join(" ".join(line.split()) for line in typed).encode("utf-8", "replace"))
        lines = Lines(answers, out, interactive=interactive)
        converse(Reader(project, lines, Level.FULL))
    said = out.getvalue()
    assert "[@click=app.bell]ring" in said
    assert not [c for c in said if (unicodedata.category(c) in ("Cc", "Cs") and c != "\n") or c in HARMFUL]
