"""`workbench align`: two files, one sentence per line, aligned."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import say

PATH = click.Path(path_type=Path)


@click.command("align")
@click.option("--src-lang", required=True, help="Language of SRC.")
@click.option("--tgt-lang", required=True, help="Language of TGT.")
@click.option(
    "--list", "table", type=PATH, help="A table of SRC and TGT paths, TAB between them, a pair per line."
)
@click.option("--out", type=PATH, help="With --list: the folder that gets one NAME.align per SRC.")
@click.argument("source", type=PATH, required=False, metavar="[SRC]")
@click.argument("target", type=PATH, required=False, metavar="[TGT]")
def command(
    src_lang: str,
    tgt_lang: str,
    table: Path | None,
    out: Path | None,
    source: Path | None,
    target: Path | None,
) -> None:
    """Align two files that hold one sentence per line.

    One line out per bead: `[0, 1]:[0]:0.97` says that the source sentences 0 and 1 stand beside
    the target sentence 0, with probability 0.97. An empty list is a sentence without counterpart.
    """
    from workbench.align.beads import align
    from workbench.align.notation import write
    from workbench.text.language import normalise

    normalise(src_lang), normalise(tgt_lang)
    for one, other, result in _jobs(table, out, source, target):
        text = write(align(_lines(one), _lines(other)))
        if result is None:
            click.echo(text, nl=False)
        else:
            result.write_text(text, encoding="utf-8")
            say(f"{result}")


def _jobs(
    table: Path | None, out: Path | None, source: Path | None, target: Path | None
) -> list[tuple[Path, Path, Path | None]]:
    """Which files to align, and where each result goes (None: standard output)."""
    from db.errors import WrongUse

    if table is None:
        if source is None or target is None:
            raise WrongUse("Two files are needed, SRC and TGT, or a table of them with --list and --out.")
        return [(source, target, None)]
    if out is None or source is not None:
        raise WrongUse(
            "With --list the files are named in the table, and --out names the folder for the results."
        )
    out.mkdir(parents=True, exist_ok=True)
    jobs: list[tuple[Path, Path, Path | None]] = []
    for number, line in enumerate(_lines(table), 1):
        paths = line.split("\t")
        if len(paths) != 2:
            raise WrongUse(f"{table}, line {number}: two paths with a TAB between them are needed.")
        jobs.append((Path(paths[0]), Path(paths[1]), out / f"{Path(paths[0]).name}.align"))
    return jobs


def _lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file; only LF (or CRLF) ends a line."""
    from db.errors import UnreadableInput

    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}): check the path.") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path} is not UTF-8 text (byte {error.start}): convert it first.") from error
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]
