"""The registry of keys, and a person's own key map."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import tui.panel
import tui.screens
import tui.widgets
from db.records import Status
from tests.tui.driving import review
from tui.keymap import bindings, load_keymap, spelled
from tui.keys import ALL_SECTIONS, SCOPES
from workbench import paths

OWNERS = [
    found
    for folder in (tui.screens, tui.widgets, tui.panel)
    for module in iter_modules(folder.__path__, f"{folder.__name__}.")
    for found in vars(import_module(module.name)).values()
    if isinstance(found, type)
]
"""Every class of a screen or a widget."""
APPS = ("action_quit", "action_focus_next")
"""Actions of the program as a whole."""


def write(text: str) -> Path:
    path = paths.keymap_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_has_a_name_and_says_what_it_does() -> None:
    for section in ALL_SECTIONS:
        for binding in section.bindings:
            assert binding.id
            assert binding.description
            assert binding.tooltip


@pytest.mark.parametrize("scope", SCOPES)
def test_no_built_in_key_means_two_things(scope: tuple) -> None:  # type: ignore[type-arg]
    keys = [key for binding in bindings(scope).values() for key in spelled(binding)]
    assert len(keys) == len(set(keys))


def test_every_key_leads_to_an_action_that_exists() -> None:
    for section in ALL_SECTIONS:
        for binding in section.bindings:
            name = "action_" + binding.action.partition("(")[0].removeprefix("screen.").removeprefix("app.")
            assert any(hasattr(owner, name) for owner in OWNERS) or name in APPS


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "none.toml") == ({}, [])


def test_keys_are_read_with_and_without_quoted_names() -> None:
    path = write('pair.approve = "Q"\n"pair.reject" = ["f12", "ctrl+d"]\n')
    assert load_keymap(path) == ({"pair.approve": "Q", "pair.reject": "f12,ctrl+d"}, [])


def test_keys_may_be_swapped() -> None:
    assert load_keymap(write('pair.approve = "r"\npair.reject = "a"\n')).problems == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('pair.aprove = "y"', "“pair.aprove” is no action"),
        ("pair.approve = 3", "must be a key or a list of keys"),
        ('pair.approve = "aa"', "“aa” for “pair.approve” is no key"),
        ('pair.approve = "hyper"', "is no key"),
        ('pair.approve = "ctrl+q"', "belongs to the program"),
        ('pair.approve = "r"', "“r” would mean both “pair.approve” and “pair.reject”"),
        ('pair.approve = "?"', "would mean both"),
        ("pair.approve = ", "cannot be read"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence_and_left_out(text: str, told: str) -> None:
    keymap = load_keymap(write(text))
    assert keymap.keys == {}
    assert len(keymap.problems) == 1
    assert told in keymap.problems[0]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = write("")
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in load_keymap(path).problems[0]


async def test_own_keys_work_and_stand_in_the_footer_and_the_help(tmp_path: Path) -> None:
    write('pair.approve = "Q"\nedit.leave = "f9"\nview.help = "h"\n')
    async with review(tmp_path) as driven:
        assert "Q Approve" in driven.shown
        await driven.press("a")
        assert driven.status(1) is Status.TRANSLATED
        await driven.press("Q", "e", "x", "f9")
        assert driven.status(1) is Status.APPROVED
        assert driven.row(2).target == "The truce holds.x"
        await driven.press("h")
        assert "Q              approve the pair" in driven.shown


async def test_problems_are_told_at_the_start(tmp_path: Path) -> None:
    write('pair.aprove = "[red]"\n')
    async with review(tmp_path) as driven:
        assert any("“pair.aprove” is no action" in sentence for sentence in driven.told)
