"""The `workbench` command: finds a command by name, tells every failure as a sentence.

Commands are imported only when they run, so that `--help` costs nothing.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

from db.errors import WorkbenchError, WrongUse
from workbench.paths import shown

PROJECT_SUFFIX = ".db"

PERSON = "WORKBENCH_PERSON"
"""The name that signs what is done; see `workbench.project.who`."""

COMPLETION = "_WORKBENCH_COMPLETE"
"""With this in the environment the shell asks what could be typed next."""

SECTIONS: dict[str, dict[str, str]] = {
    "See it": {
        "demo": "Make the sample project, from import to draft, and open it.",
        "review": "Open the review screen on a project (`workbench PROJECT.db` does the same).",
        "serve": "Show the review screen in a browser.",
    },
    "Bring in": {
        "import": "Import articles; the project is created when it is new.",
        "extract": "Find the quotes of a text without storing anything.",
        "document": "List and show documents, with what was set aside.",
        "quote": "List, show, add, correct, dismiss and link quotes.",
    },
    "Pair and draft": {
        "match": "Tell which text renders which quote; join them in a project.",
        "align": "Align texts of one sentence a line.",
        "bead": "List, merge, split, move and unlink beads; align a project anew.",
        "draft": "Draft with offline packages all that has no rendering.",
        "translate": "Draft lines from standard input, one line out for one line in.",
        "models": "List, describe, install and remove Argos Translate packages.",
    },
    "Review": {
        "pair": "List, show, edit, approve, reject and note pairs; ask a package about them.",
        "compare": "Compare the renderings of a quote, and choose among them.",
        "check": "Tell what differs between renderings and their sources.",
        "search": "Find words on either side of all pairs.",
        "glossary": "List the names of groups, and find them in a text.",
        "history": "What was done, by whom, when.",
        "undo": "Take back your last action.",
        "redo": "Do again what you last took back.",
    },
    "Take out and look after": {
        "export": "Export pairs as TMX, CSV or JSON Lines.",
        "backup": "Write a copy of a project, also while it is in use.",
        "merge": "Join two copies of a project that went apart.",
        "stats": "Count what a project holds, and how far the work has come.",
        "doctor": "Check a project file and what is evidence in it.",
        "completion": "Print the completion script for your shell.",
    },
}


class Manual(click.Group):
    """A group whose commands are named in SECTIONS and live in a module of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the manual."""
        return [name for commands in SECTIONS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"workbench.commands.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return _signed(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`workbench PROJECT.db` means `workbench review PROJECT.db`."""
        first = args[0] if args else ""
        is_file = first.endswith(PROJECT_SUFFIX) or Path(first).is_file()
        if is_file and first not in self.list_commands(ctx):
            args = ["review", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of contents, without importing the commands."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()))


def _sign(_: click.Context, __: click.Parameter, name: str | None) -> None:
    """Everything that this process does is signed with a name."""
    if name is not None:
        if not name.strip():
            raise WrongUse("--as needs a name: it stands in the history beside what you do.")
        os.environ[PERSON] = name


def _signed(command: click.Command) -> click.Command:
    """A command that takes `--as NAME` as well, so that it may stand at the end of a line."""
    option = click.Option(["--as"], expose_value=False, hidden=True, metavar="NAME", callback=_sign)
    if not any("--as" in param.opts for param in command.params):
        command.params.append(option)
    for part in getattr(command, "commands", {}).values():
        _signed(part)
    return command


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"workbench {version('quote-workbench')}")
        ctx.exit()


@click.group(cls=Manual, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
@click.option(
    "--as", expose_value=False, metavar="NAME", callback=_sign, help="Sign what you do with this name."
)
def command() -> None:
    """A workbench for quotes: what was said beside how it was rendered.

    Import the articles, and the quotes in them are found with their speakers. Join what an English
    article prints to what was said in French, draft what is missing with offline packages, review
    all of it on one screen, and export the aligned corpus. A project is one file; nothing here
    needs the network.

    \b
      workbench demo                         see it work on the sample project
      workbench import work.db *.html        bring articles in
      workbench match work.db                French beside English
      workbench draft work.db                draft what is missing
      workbench work.db                      review
      workbench export work.db -f tmx -o work.tmx --status approved

    Exit codes: 0 done, 1 findings or only partly done, 2 wrong use or unreadable input.
    """  # noqa: D301


def main() -> None:
    """Run the command line. Never ends in a traceback unless WORKBENCH_DEBUG is set."""
    _settle_streams()
    try:
        _refuse_undecodable(sys.argv[1:])
        code = command.main(prog_name="workbench", standalone_mode=False) or 0
    except click.exceptions.Abort:
        _tell("Stopped. What was done is kept; run the same command again to go on.")
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except WorkbenchError as error:
        _tell(str(error))
        code = error.exit_code
    except SystemExit as end:
        # click and rich end with 1 where whoever read our output has seen enough: that is no failure.
        code = end.code if COMPLETION in os.environ else 0
        _drop_output()
    except OSError as error:
        code = _told(error)
    except Exception as error:
        if os.environ.get("WORKBENCH_DEBUG"):
            raise
        _tell(
            f"An unexpected fault: {type(error).__name__}: {error}. Your project was not left half written."
            " Set WORKBENCH_DEBUG=1 and run the command again for a report you can send."
        )
        code = 2
    sys.exit(code)


def _settle_streams() -> None:
    """Let no output fail on a character, and every use of a closed stream on the stream alone.

    What is opened in the place of a closed one goes the wrong way, so that reading or writing it is
    refused; without it the next file to be opened, such as a project, would become that stream.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r", encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse_undecodable(arguments: list[str]) -> None:
    """Words that are not text in the system's encoding cannot be stored; files may be called anything."""
    for argument in arguments:
        if shown(argument) != argument and not Path(argument).exists():
            raise WrongUse(f"“{shown(argument)}” is not UTF-8 text: write it in UTF-8.")


def _told(error: OSError) -> int:
    """Tell what the system refused; returns the exit code."""
    if error.errno == errno.EPIPE:
        _drop_output()
        return 0
    reason = error.strerror or str(error)
    if error.filename is None:
        _drop_output()
        _tell(f"The output cannot be written ({reason}): check where it goes. What was done is kept.")
    else:
        _tell(f"{error.filename} cannot be used ({reason}): check the path and its permissions.")
    return 2


def _drop_output() -> None:
    """Nothing goes out any more; the interpreter must not complain of what is left at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str) -> None:
    from workbench.text.visible import visible

    with suppress(OSError):
        click.echo(f"workbench: {visible(sentence)}", err=True)
