"""The line mode from the first pair to the last answer."""

from __future__ import annotations

from db.errors import UnreadableInput
from tui.plain.commands import parsed
from tui.plain.lines import system_lines
from tui.plain.reader import Reader
from tui.plain.speech import Level
from workbench.project import Project


def run(project: Project, level: str = "normal") -> None:
    """Review a project line by line on standard input and output, until there is no more input.

    `level` is how much is said of each pair: `brief`, `normal` or `full`. Raises UnreadableInput for
    input from a pipe that is no text.
    """
    converse(Reader(project, system_lines(), Level[level.upper()]))


def converse(reader: Reader) -> None:
    """Greet, read the first pair, and do what each line asks for."""
    _greet(reader)
    reader.read()
    lines = reader.lines
    interrupted = False
    while True:
        try:
            line = lines.ask()
            if line is None:
                return
            interrupted = False
            _answer(reader, line)
        except EOFError:
            return
        except UnreadableInput as error:
            if not lines.interactive:
                raise
            reader.say(str(error))
        except KeyboardInterrupt:
            if interrupted or not lines.interactive:
                raise
            interrupted = True
            reader.say("", "Stopped. q and Enter leave.")


def _greet(reader: Reader) -> None:
    pairs, waiting = len(reader.listing), len(reader.listing.waiting)
    reader.say(
        f"Project {reader.project.path.name}, {pairs} pair{'s' if pairs != 1 else ''}, {waiting} waiting for"
        f" review. You are {reader.project.person}. ? and Enter list the commands."
    )


def _answer(reader: Reader, line: str) -> None:
    command, argument = parsed(line)
    if command is None:
        reader.say(f"“{line.strip()}” is no command; ? and Enter list them.")
    else:
        command.run(reader, argument)
