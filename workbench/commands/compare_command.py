"""`workbench compare`: the renderings of a quote beside each other, and one's own out of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.options import ID, Words
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say

if TYPE_CHECKING:
    from workbench.project import Project

SHOW, CHOOSE = "show", "choose"


class Compare(click.Group):
    """`compare PROJECT` means `compare show PROJECT`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the subcommand that is meant before what it is to read."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [SHOW, *args]
        return super().parse_args(ctx, args)


@click.group("compare", cls=Compare)
def command() -> None:
    """Compare three and more renderings of a quote, and make one's own out of them.

    `workbench compare PROJECT` lists the quotes whose renderings vary most, `workbench compare PROJECT QUOTE`
    shows those of one beside each other: who made them, which words differ, what they leave out or add, and
    two measures from 0 to 1. Eddy tells how much a rendering differs from the others, Viv how much all of
    them vary (docs/comparing.md).
    """


@command.command(SHOW)
@project_argument
@click.argument("quotes", type=ID, nargs=-1, metavar="[QUOTE]…")
@click.option("--base", type=ID, help="Compare with this rendering instead of each with all.")
@click.option(
    "--least", type=click.IntRange(2), default=2, show_default=True, help="List quotes of so many renderings."
)
@click.option("-f", "--format", "format_name", type=click.Choice(["html", "md"]), help="Write a file.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write; `-` is standard output. Its ending tells the format unless -f does.",
)
@json_option
def show(
    project: Path,
    quotes: tuple[int, ...],
    base: int | None,
    least: int,
    format_name: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """List the quotes by variation, compare QUOTEs, or write the comparison to a file (the default).

    Without a QUOTE, a file holds all quotes of two and more renderings.

    \b
    Examples:
      workbench compare work.db
      workbench compare work.db 12 --base 31
      workbench compare work.db 12 14 -f html -o renderings.html
    """  # noqa: D301
    from workbench.project import open_project

    with open_project(project) as opened:
        if format_name is not None or out is not None:
            _export(opened, quotes, format_name, out, base, as_json)
        elif quotes:
            _compare(opened, quotes, base, as_json)
        else:
            _list(opened, least, as_json)


@command.command(CHOOSE, cls=Words)
@project_argument
@click.argument("pair", type=ID)
@click.argument("rendering", type=ID)
@click.argument("text", required=False)
@click.option("--revision", type=ID, metavar="INTEGER", help="Fail when PAIR has moved on from here.")
@json_option
def choose(
    project: Path, pair: int, rendering: int, text: str | None, revision: int | None, as_json: bool
) -> None:
    """Take what RENDERING makes of the original of PAIR as one's own, or TEXT, for which it was the start.

    The words go into a human rendering derived from it; what was printed or drafted is kept. What you had
    chosen for these sentences before gives way, what others wrote stays. One undo takes it back. TEXT `-`
    reads it from standard input.

    \b
    Examples:
      workbench compare choose work.db 12 31
      workbench compare choose work.db 12 31 "We shall not come back."
    """  # noqa: D301
    from workbench.compare import choosing
    from workbench.project import open_project

    with open_project(project) as opened:
        quote_id, position = choosing.place_of(opened, pair)
        seen = {pair: revision} if revision is not None else None
        words = _typed() if text == "-" else text
        done = choosing.choose(opened, quote_id, position, rendering, words, revisions=seen)
        if as_json:
            emit({"quote": done.quote_id, "pairs": done.pairs, "given_back": done.given_back})
            return
        for row in opened.store.pairs.rows(done.pairs):
            say(f"Pair {row.id}: {row.target}")


def _typed() -> str:
    """The words on standard input, without the line end."""
    from db.errors import UnreadableInput
    from workbench.ingest.files import standard_input

    try:
        return standard_input().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"Standard input is not UTF-8 text (byte {error.start}): convert it first."
        ) from error


def _list(project: Project, least: int, as_json: bool) -> None:
    from workbench.commands.compare_lines import variation_line, variation_object
    from workbench.compare.service import quotes_by_variation

    with progress_bar("Comparing") as progress:
        found = quotes_by_variation(project, least, progress=progress)
    for variation in found:
        if as_json:
            emit(variation_object(variation))
        else:
            say(variation_line(variation))
    if not found and not as_json:
        say(f"No quote has {least} renderings or more: `workbench match` joins those of several articles.")


def _compare(project: Project, quotes: tuple[int, ...], base: int | None, as_json: bool) -> None:
    from db.errors import WrongUse
    from workbench.commands.compare_lines import comparison_object, tell
    from workbench.compare.service import compare, linked

    if base is not None and len(quotes) > 1:
        raise WrongUse("A base is a rendering of one quote: name that quote alone.")
    for quote_id in quotes:
        comparison = linked(project, compare(project, quote_id, base))
        if as_json:
            emit(comparison_object(comparison))
        else:
            tell(comparison)


def _export(
    project: Project,
    quotes: tuple[int, ...],
    format_name: str | None,
    out: Path | None,
    base: int | None,
    as_json: bool,
) -> None:
    from db.errors import WrongUse
    from workbench.compare.service import export, export_to, format_of

    if out is None:
        raise WrongUse("Name the file to write with -o; `-o -` writes to standard output.")
    chosen = format_name or format_of(out)
    piped = str(out) == "-"
    with progress_bar("Comparing") as progress:
        if piped:
            written = export_to(project, quotes, chosen, sys.stdout.buffer, base, progress=progress)
            sys.stdout.flush()
        else:
            written = export(project, quotes, chosen, out, base, progress=progress)
    if as_json:
        emit({"file": str(out), "format": chosen, "quotes": written}, err=piped)
    else:
        say(f"{out}: {written} {'quote' if written == 1 else 'quotes'} compared.", err=piped)
