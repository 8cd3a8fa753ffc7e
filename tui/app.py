"""The review screen as a program of its own: themes, key map, and how it starts and ends."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from db.errors import WrongUse
from tui.counts import Counting
from tui.keymap import load_keymap
from tui.keys.alt_digits import free_alt_digits
from tui.keys.room import ROOM
from tui.keys.section import Section
from tui.pasting import paste_as_text
from tui.preferences import keep_theme, kept_theme
from tui.screens.browse import SCREEN_SECTIONS
from tui.screens.review import ReviewScreen
from tui.screens.room import Room
from tui.themes import CONTRAST, DARK, LIGHT, PLAIN
from tui.turns import KeysInTurn
from tui.widgets.key_line import KeyLine
from workbench import paths
from workbench.project import Project
from workbench.text.visible import visible

SIXTEEN_COLOURS = "standard"
"""The colour system of terminals that cannot show a theme; their own colours are used."""


class WorkbenchApp(Counting, KeysInTurn):
    """Shows one project."""

    CSS_PATH = ["styles/review.tcss", "styles/dialogs.tcss"]  # noqa: RUF012 - Textual declares it so
    TITLE = "Workbench"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT: ClassVar[float] = 6

    _chooses_theme = False
    """Whether the terminal shows the themes, so that a person's choice is worth remembering."""

    _counted = False
    """Whether a number is shown that the next key uses up."""

    def __init__(self, project: Project) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        paste_as_text()
        self._project = project
        self._keys = load_keymap(paths.keymap_file())
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.register_theme(CONTRAST)
        if not os.environ.get("TEXTUAL_THEME"):
            self._chooses_theme = not plain and self.console.color_system != SIXTEEN_COLOURS
            kept = kept_theme(paths.preferences_file())
            known = kept if kept in self.available_themes else DARK.name
            self.theme = known if self._chooses_theme else PLAIN

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for what should step back; with the terminal's own palette nothing is greyed."""
        if self.current_theme.ansi:
            return {"muted": "ansi_default", "faint": "ansi_default"}
        return {"muted": "#8b8d91", "faint": "#3a3e45" if self.current_theme.dark else "#c9c6bd"}

    def get_default_screen(self) -> Screen[None]:
        """The first and only screen beneath the dialogs."""
        return ReviewScreen(self._project, self._keys.keys)

    def on_mount(self) -> None:
        self.set_keymap(self._keys.keys)
        if self._chooses_theme:
            self.theme_changed_signal.subscribe(self, self._theme_chosen)
        for problem in self._keys.problems:
            self.notify(visible(problem), markup=False, severity="warning", timeout=20)

    def _theme_chosen(self, theme: Theme) -> None:
        keep_theme(paths.preferences_file(), theme.name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers beside the themes."""
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        sections: tuple[Section, ...] = ()
        if isinstance(screen, ReviewScreen):
            sections = SCREEN_SECTIONS
        elif isinstance(screen, Room):
            sections = (*screen.SECTIONS, ROOM)
        else:
            sections = getattr(screen, "SECTIONS", ())
        for section in sections:
            for binding in section.bindings:
                run = partial(screen.run_action, binding.action)
                yield SystemCommand(binding.description, f"{section.title}: {binding.tooltip}", run)

    def action_digit(self, digit: int) -> None:
        """Take one more digit of the number before a key."""
        self.add_digit(digit)
        self._counted = True
        self.screen.query(KeyLine).refresh()

    def key_handled(self, key: str) -> None:
        """A number counts for the very next key alone."""
        if self._counted and not key.isdecimal():
            self._counted, self.count = False, 0
            self.screen.query(KeyLine).refresh()

    @property
    def failure(self) -> Exception | None:
        """What the screen could not go on after."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: `run` raises what happened, to be told as a sentence."""
        self._close_messages_no_wait()

    @property
    def _review(self) -> ReviewScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, ReviewScreen)), None)

    async def action_quit(self) -> None:
        """Leave once the words in the editor are stored, or the person has decided about them."""
        review = self._review
        if review is not None and self.screen is review:
            review.when_stored(self.exit)
        elif review is None or not review.editor.changed:
            self.exit()

    def _ended_from_outside(self) -> None:
        """The terminal is closed, or somebody ends the program: what is being typed is put by."""
        if self._review is not None:
            self._review.put_by_typed()
        self.exit()

    def on_ready(self) -> None:
        """Listen to what ends a program, where the system has such signals."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    asyncio.get_running_loop().add_signal_handler(
                        getattr(signal, name), self._ended_from_outside
                    )


def run(project: Project) -> None:
    """Show a project until the person leaves.

    Raises WrongUse when there is no terminal to show it on, and whatever ended the screen early.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(
            "The review screen needs a terminal for input and output. Without one, use"
            f" `workbench pair list {project.path}`, `workbench pair approve` and the like."
        )
    app = WorkbenchApp(project)
    # What is loaded by now stays until the end: no collection of garbage need walk through it again.
    gc.freeze()
    free_alt_digits()
    # Keys come before what a thread computes: it gives way to them after a millisecond, not after five.
    sys.setswitchinterval(0.001)
    app.run()
    if app.failure is not None:
        raise app.failure
