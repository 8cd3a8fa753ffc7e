"""The commands of the line mode: a letter or a word, and what it does. Loop and help read one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui.plain import deciding, moving, telling
from tui.plain.reader import Reader


class Command(NamedTuple):
    """Something that may be typed."""

    letter: str
    """Empty for what only a word asks for."""
    words: tuple[str, ...]
    run: Callable[[Reader, str], None]
    help: str
    """What it does, as a phrase."""


def _leave(reader: Reader, _: str) -> None:
    raise EOFError


def _help(reader: Reader, argument: str) -> None:
    wanted = argument.strip()
    command = named(wanted) if wanted else None
    for one in (command,) if command else COMMANDS:
        reader.say(f"{' or '.join(part for part in (one.letter, *one.words) if part)}: {one.help}.")
    if not command:
        reader.say("Enter alone goes to the next pair; a number goes to that pair.")


COMMANDS = (
    Command("n", ("next",), moving.following, "to the next pair"),
    Command("p", ("previous",), moving.previous, "to the pair before"),
    Command("w", ("waiting",), moving.waiting, "to the next pair that waits for review"),
    Command("g", ("go",), moving.to_number, "to the pair of a number; g first, g last"),
    Command(".", ("again",), moving.again, "read the pair again"),
    Command("a", ("approve",), deciding.approve, "approve the pair and go on"),
    Command("r", ("reject",), deciding.reject, "reject the pair and go on"),
    Command("", ("reopen",), deciding.reopen, "take an approval or a rejection back"),
    Command("e", ("edit",), deciding.edit, "edit the rendering; Enter saves, a lone full stop leaves it"),
    Command("c", ("comment",), deciding.comment, "hear the comments on the pair and write one"),
    Command("", ("note",), deciding.note, "write the note of the pair, which goes into exports"),
    Command("d", ("draft",), deciding.draft, "draft the rendering with an offline package"),
    Command("u", ("undo",), deciding.undo, "take back what you did last"),
    Command("U", ("redo",), deciding.redo, "do it again"),
    Command("/", ("search",), moving.search, "list pairs with these words on either side; alone: all again"),
    Command("f", ("filter",), moving.choose, "list some pairs; alone: say what may be asked for"),
    Command("l", ("list",), moving.anew, "read the project anew, as others may have added to it"),
    Command(
        "m", ("matches",), telling.matches, "what was approved for sentences like it; m 1 takes the first"
    ),
    Command("t", ("glossary", "terms"), telling.glossary, "the names of the glossary in the pair"),
    Command("k", ("checks",), telling.checks, "what the checks find, with numbers"),
    Command("", ("waive",), deciding.waive, "say that a check finds no fault: its number and the reason"),
    Command("o", ("renderings",), telling.renderings, "all renderings of the quote; o 2 takes the second"),
    Command("s", ("source",), telling.source, "the quote with what stands around it in the article"),
    Command("h", ("history",), telling.history, "what was done to the pair"),
    Command("i", ("info",), telling.information, "all that is known of the pair"),
    Command("x", ("characters",), telling.characters, "characters that nobody hears by name, on or off"),
    Command("v", ("verbosity",), telling.verbosity, "say more or less: brief, normal, full"),
    Command("?", ("help",), _help, "this list; ? and a command tells that one"),
    Command("q", ("quit",), _leave, "leave; everything is saved already"),
)

_BY_NAME = {name: command for command in COMMANDS for name in (command.letter, *command.words) if name}


def named(word: str) -> Command | None:
    """The command of a letter, in its case, or of a word in any case."""
    return _BY_NAME.get(word) or (_BY_NAME.get(word.casefold()) if len(word) > 1 else None)


def parsed(line: str) -> tuple[Command | None, str]:
    """The command that a line asks for, and what stands behind it as it was typed.

    An empty line means the next pair, a number the pair of that number, `/words` a search. None: no command.
    """
    start = line.lstrip()
    if not start:
        return _BY_NAME["next"], ""
    if start.rstrip().isdecimal():
        return _BY_NAME["go"], start
    if start[0] in "/?":
        return _BY_NAME[start[0]], start[1:]
    word, _, argument = start.partition(" ")
    return named(word), argument
