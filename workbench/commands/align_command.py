"""`workbench align`: texts of one sentence a line, aligned."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from workbench.commands.output import say, warn

PATH = click.Path(path_type=Path)
FORMATS = ("beads", "tsv", "json", "tmx")


@click.command("align")
@click.option("--src-lang", required=True, help="Language of SRC.")
@click.option("--tgt-lang", required=True, help="Language of TGT.")
@click.option("--drafts", type=PATH, help="Machine translations of SRC, a line for each of its lines.")
@click.option("--back-drafts", type=PATH, help="Machine translations of TGT, a line for each of its lines.")
@click.option(
    "--fixed", type=PATH, help="Beads that are known, a line each: they stay, and nothing crosses them."
)
@click.option(
    "--lexicon",
    type=PATH,
    help="Words that translate each other, a line for each two: source, TAB, target, and if it is known"
    " TAB, count; plain or packed by xz. Unless given, what comes with the program for these languages.",
)
@click.option("--no-lexicon", is_flag=True, help="Know no words but those that the texts teach.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to write (beads unless given).")
@click.option("--list", "table", type=PATH, help="A table of the files to align.")
@click.option("--out", type=PATH, help="With --list: the folder for the results, made if need be.")
@click.option("--no-pool", is_flag=True, help="With --list: no text learns words from the others.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="With --list: one JSON object per row, for programs. Otherwise the same as --format json.",
)
@click.argument("source", type=PATH, required=False, metavar="[SRC]")
@click.argument("target", type=PATH, required=False, metavar="[TGT]")
def command(table: Path | None, **given: Any) -> None:
    """Align two texts, or all texts of a table, that have one sentence a line.

    \b
    --format beads  a line for each bead: [0, 1]:[0]:0.97 says that the lines 0 and 1 of SRC,
                    counted from 0, correspond to line 0 of TGT, with probability 0.97;
                    an empty list stands where nothing corresponds
             tsv    a line for each bead: source, TAB, target, TAB, probability;
                    a tab in the text is written \\t, a backslash \\\\
             json   one object with all lines and all beads
             tmx    TMX 1.4b: what has both sides, with the probability as a property

    Files are UTF-8. Only a line feed, or a carriage return before it, ends a line; an empty line is a
    sentence without words and keeps its number.

    The table of --list has a row SRC TAB TGT [TAB DRAFTS [TAB BACK-DRAFTS]] for each two texts;
    files are looked for beside the table, then in the working folder. The folder of --out gets a
    file for each row, a.beads for a.src. The texts teach each other their words, unless --no-pool
    is given. A result that is there is kept while the texts, the settings and the program are those
    it was made with (pooled: the other texts too); what was changed by hand, or made by something
    else, is never replaced. Ctrl-C loses nothing that is written; the same command goes on from
    there. Exit code 1 when some rows were left, 2 when all were.

    \b
    Examples:
      workbench align --src-lang fr --tgt-lang en roman.fr roman.en > roman.beads
      workbench align --src-lang de --tgt-lang fr --list texts.tsv --out beads
    """  # noqa: D301
    if table is None:
        _align_two(**given)
    else:
        from workbench.commands.align_list import align_list

        align_list(table, **given)


def _align_two(
    *,
    src_lang: str,
    tgt_lang: str,
    source: Path | None,
    target: Path | None,
    drafts: Path | None,
    back_drafts: Path | None,
    fixed: Path | None,
    lexicon: Path | None,
    no_lexicon: bool,
    form: str | None,
    as_json: bool,
    out: Path | None,
    no_pool: bool,
) -> None:
    """Two texts to standard output."""
    from db.errors import WrongUse
    from workbench.align.bead_formats import FORMATS as WRITERS
    from workbench.align.bead_formats import Aligned
    from workbench.align.line_files import BitextFiles, beads_of, bitext_of
    from workbench.align.omissions import align_known
    from workbench.commands.align_lexicon import lexicon_for
    from workbench.text.language import normalise

    if source is None or target is None:
        raise WrongUse("Two files are needed, SRC and TGT, or a table of them with --list and --out.")
    if out is not None or no_pool:
        raise WrongUse("--out and --no-pool go with --list; of two files the result is printed.")
    if as_json and form not in (None, "json"):
        raise WrongUse(f"--json is --format json: leave it out, or --format {form}.")
    languages = normalise(src_lang), normalise(tgt_lang)
    text = bitext_of(BitextFiles(source, target, drafts, back_drafts), beads_of(fixed) if fixed else ())
    known, _ = lexicon_for(lexicon, no_lexicon, languages)
    beads = align_known(text, lexicon=known())
    aligned = Aligned(text.source, text.target, *languages, beads)
    content, report = WRITERS[form or ("json" if as_json else "beads")](aligned)
    _put(content)
    for sentence in report.sentences()[1:]:
        warn(sentence)


def _put(content: bytes) -> None:
    """Exactly these bytes to standard output; on a terminal, nothing in them can steer it."""
    if sys.stdout.isatty():
        say(content.decode().removesuffix("\n"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
