"""The dialog that narrows the list."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from db.records import Origin, PairFilter, Status
from tui.labels import ORIGIN_SYMBOLS, ORIGIN_WORDS, STATUS_SYMBOLS
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.text.visible import visible

MISSING_TARGET, MISSING_SOURCE = "missing target", "missing source"


class Choices(OptionList):
    """What can be ticked. Enter applies the whole dialog, after the keys that were pressed before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Apply")]


class Speaker(LineInput):
    """Part of a speaker's name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Apply")]


class FilterScreen(ModalScreen[PairFilter | None]):
    """Returns the filter that was asked for, or None when the dialog was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick"),
        Binding("tab", "app.focus_next", "Speaker"),
        Binding("ctrl+x", "untick", "Untick all"),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, wanted: PairFilter, target_name: str) -> None:
        """Begin with the filter in force; `target_name` is the language of the renderings."""
        super().__init__()
        self._wanted = wanted
        self._words = {
            **{str(s): f"{STATUS_SYMBOLS[s]} {s}" for s in Status},
            **{f"origin {o}": f"{ORIGIN_SYMBOLS[o]} {ORIGIN_WORDS[o]}" for o in Origin},
            MISSING_TARGET: f"no {visible(target_name)} yet",
            MISSING_SOURCE: "original missing",
        }
        self._ticked = {*map(str, wanted.statuses), *(f"origin {o}" for o in wanted.origins)}
        self._ticked |= {MISSING_TARGET} if wanted.missing_target else set()
        self._ticked |= {MISSING_SOURCE} if wanted.missing_source else set()

    def compose(self) -> ComposeResult:
        def options(*identifiers: str) -> list[Option]:
            return [Option(self._prompt(identifier), id=identifier) for identifier in identifiers]

        with Vertical(id="filter"):
            yield Label("Show only pairs that are")
            yield Choices(
                *options(*map(str, Status)),
                None,
                *options(*(f"origin {o}" for o in Origin)),
                None,
                *options(MISSING_TARGET, MISSING_SOURCE),
                compact=True,
            )
            with Horizontal(id="speaker-row"):
                yield Label("Speaker")
                yield Speaker(self._wanted.speaker, compact=True, restrict=NO_CONTROLS)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    def action_tick(self) -> None:
        """Tick what is highlighted, or take the tick away."""
        options = self.query_one(OptionList)
        if options.highlighted_option and options.highlighted_option.id:
            self._ticked ^= {options.highlighted_option.id}
            self._redraw()

    def action_untick(self) -> None:
        """Take all ticks away, and the speaker."""
        self._ticked.clear()
        self.query_one(Input).clear()
        self._redraw()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _apply(self) -> None:
        """Close with the filter that is ticked."""
        self.dismiss(
            replace(
                self._wanted,
                statuses=tuple(s for s in Status if str(s) in self._ticked),
                origins=tuple(o for o in Origin if f"origin {o}" in self._ticked),
                missing_target=MISSING_TARGET in self._ticked,
                missing_source=MISSING_SOURCE in self._ticked,
                speaker=self._speaker,
            )
        )

    @property
    def _speaker(self) -> str:
        """What was typed; a name that nobody has touched stays as it is."""
        typed = self.query_one(Input).value
        return typed if typed == self._wanted.speaker else typed.strip()

    def action_leave(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)

    def _prompt(self, identifier: str) -> Content:
        return Content(f"[{'x' if identifier in self._ticked else ' '}] {self._words[identifier]}")

    def _redraw(self) -> None:
        options = self.query_one(OptionList)
        for identifier in self._words:
            options.replace_option_prompt(identifier, self._prompt(identifier))
