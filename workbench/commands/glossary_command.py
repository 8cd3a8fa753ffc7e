"""`workbench glossary`: the names of groups and institutions."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "list": "glossary_reading",
    "show": "glossary_reading",
    "find": "glossary_reading",
    "mentions": "glossary_reading",
    "candidates": "glossary_candidates",
    "add": "glossary_editing",
    "edit": "glossary_editing",
    "remove": "glossary_editing",
    "relate": "glossary_editing",
    "ambiguous": "glossary_choosing",
    "choose": "glossary_choosing",
    "import": "glossary_files",
    "export": "glossary_files",
    "check": "glossary_files",
}
"""Commands and the modules beside this one in which they stand; the last is loaded when a command is used."""


class _Lazy(click.Group):
    """A group whose commands are loaded when they are used or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"workbench.commands.{_COMMANDS[cmd_name]}")
        command = module.COMMANDS[cmd_name]
        assert isinstance(command, click.Command)
        return command


@click.group("glossary", cls=_Lazy)
def command() -> None:
    """The names of groups, institutions and places: find them, add to them, take them in and out.

    A concept is one group, institution, office or place; its names have a language, a form (full, acronym,
    short, variant, transliteration), a status (preferred, admitted, superseded, deprecated, forbidden) and
    dates. What a project adds itself stays in it, and `glossary export --own` writes it to a file.
    """
