"""The review screen as a program of its own: themes, key map, and how it starts and ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.screen import Screen

from db.errors import WrongUse
from tui.keymap import load_keymap
from tui.screens.browse import SCREEN_SECTIONS
from tui.screens.review import ReviewScreen
from tui.themes import DARK, LIGHT, PLAIN
from tui.turns import KeysInTurn
from workbench import paths
from workbench.project import Project

SIXTEEN_COLOURS = "standard"
"""The colour system of terminals that cannot show a theme; their own colours are used."""


class WorkbenchApp(KeysInTurn):
    """Shows one project."""

    CSS_PATH = "app.tcss"
    TITLE = "Workbench"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT: ClassVar[float] = 6

    def __init__(self, project: Project) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self._project = project
        self._keys = load_keymap(paths.keymap_file())
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        if not os.environ.get("TEXTUAL_THEME"):
            few = self.console.color_system == SIXTEEN_COLOURS
            self.theme = PLAIN if plain or few else DARK.name

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
        for problem in self._keys.problems:
            self.notify(problem, markup=False, severity="warning", timeout=20)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers beside the themes."""
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        if isinstance(screen, ReviewScreen):
            for section in SCREEN_SECTIONS:
                for binding in section.bindings:
                    run = partial(screen.run_action, binding.action)
                    yield SystemCommand(binding.description, f"{section.title}: {binding.tooltip}", run)

    @property
    def failure(self) -> Exception | None:
        """What the screen could not go on after."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: `run` raises what happened, to be told as a sentence."""
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """Leave, but not with words in the editor that nobody has decided about."""
        review = next((screen for screen in self.screen_stack if isinstance(screen, ReviewScreen)), None)
        if review is not None and review.is_current:
            review.ask_to_leave(self.exit)
        elif review is None or not review.editor.changed:
            self.exit()


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
    # Keys come before what a thread computes: it gives way to them after a millisecond, not after five.
    sys.setswitchinterval(0.001)
    app.run()
    if app.failure is not None:
        raise app.failure
