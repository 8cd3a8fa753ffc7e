"""`workbench bead`: which sentences stand beside which, by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.options import ID, filter_options, pair_filter
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say, warn

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.review.laying import Regrouped

STEPS = {"previous": -1, "next": 1}

revision_option = click.option(
    "--revision", type=ID, metavar="INTEGER", help="Fail when the pair has moved on from this revision."
)


@click.group("bead")
def command() -> None:
    """List, merge, split, move, unlink and accept beads; align anew.

    A bead is what a pair puts beside each other: sentences of a quote and sentences of its rendering. No
    word is changed here, only what stands beside what; an approved pair that holds other words than
    before waits for review again. Everything can be undone.
    """


@command.command("list")
@project_argument
@filter_options
@json_option
def list_(project: Path, as_json: bool, **wanted: Any) -> None:
    """List beads in reading order, a line for each sentence.

    \b
    Example:
      workbench bead list work.db --quote 12
    """  # noqa: D301
    from workbench.project import open_project

    with open_project(project) as opened:
        for pair_id in opened.store.pairs.ids(pair_filter(opened, **wanted)):
            _tell(opened, pair_id, as_json)


@command.command("merge")
@project_argument
@click.argument("pair", type=ID)
@click.argument("other", type=ID, required=False)
@revision_option
@json_option
def merge(project: Path, pair: int, other: int | None, revision: int | None, as_json: bool) -> None:
    """Put PAIR and OTHER into one, or PAIR and what follows it in its rendering.

    \b
    Examples:
      workbench bead merge work.db 12
      workbench bead merge work.db 12 11
    """  # noqa: D301
    from workbench.review import beads

    _do(project, as_json, lambda opened: beads.merge(opened, pair, other, revision))


@command.command("split")
@project_argument
@click.argument("pair", type=ID)
@click.option("--source", type=click.IntRange(0), help="So many original sentences go into the first part.")
@click.option("--target", type=click.IntRange(0), help="So many sentences of the rendering go with them.")
@revision_option
@json_option
def split(
    project: Path, pair: int, source: int | None, target: int | None, revision: int | None, as_json: bool
) -> None:
    """Part PAIR in two between sentences; what is not said is found by the aligner.

    \b
    Examples:
      workbench bead split work.db 12
      workbench bead split work.db 12 --source 1 --target 2
    """  # noqa: D301
    from workbench.draft.service import translations
    from workbench.review import beads

    def part(opened: Project) -> Regrouped:
        lang = opened.store.pairs.row(pair).source_lang
        drafts = translations(lang, opened.target_lang)
        return beads.split(opened, pair, source, target, revision, drafts)

    _do(project, as_json, part)


@command.command("move")
@project_argument
@click.argument("pair", type=ID)
@click.argument("side", type=click.Choice(["source", "target"]))
@click.argument("to", type=click.Choice(list(STEPS)))
@revision_option
@json_option
def move(project: Path, pair: int, side: str, to: str, revision: int | None, as_json: bool) -> None:
    """Give the first sentence of a side to the previous bead, or the last to the next.

    Where that bead has no words on the other side, the sentence stands alone.

    \b
    Examples:
      workbench bead move work.db 12 source next
      workbench bead move work.db 12 target previous
    """  # noqa: D301
    from workbench.review import beads
    from workbench.review.grouping import Side

    _do(project, as_json, lambda opened: beads.move(opened, pair, Side(side), STEPS[to], revision))


@command.command("unlink")
@project_argument
@click.argument("pair", type=ID)
@revision_option
@json_option
def unlink(project: Path, pair: int, revision: int | None, as_json: bool) -> None:
    """Let PAIR fall apart into its sentences, each without a counterpart.

    A machine's draft steps back altogether, since it renders nothing else.
    """
    from workbench.review import beads

    _do(project, as_json, lambda opened: beads.unlink(opened, pair, revision))


@command.command("accept")
@project_argument
@click.argument("pair", type=ID)
@revision_option
@json_option
def accept(project: Path, pair: int, revision: int | None, as_json: bool) -> None:
    """Say that a bead is right, whatever its words are worth: `bead align` leaves it alone.

    An approved pair is left alone as well.
    """
    from workbench.project import open_project
    from workbench.review import beads

    with open_project(project) as opened:
        beads.accept(opened, pair, revision)
        _tell(opened, pair, as_json)


@command.command("align")
@project_argument
@click.argument("quotes", type=ID, nargs=-1)
@json_option
def align(project: Path, quotes: tuple[int, ...], as_json: bool) -> None:
    """Align what was printed in translation with its quotes again: all, or QUOTES.

    What a person has laid, accepted, approved, rejected, noted or edited stays; only the stretches
    between are found anew. One undo takes the run back.

    \b
    Examples:
      workbench bead align work.db
      workbench bead align work.db 12 13
    """  # noqa: D301
    from workbench.draft.service import translations
    from workbench.project import open_project
    from workbench.review.realigning import realign

    with open_project(project) as opened, progress_bar("Aligning") as progress:
        done = realign(opened, quotes, lambda lang: translations(lang, opened.target_lang), progress=progress)
    for rendering in done.crossing:
        warn(f"Rendering {rendering} is left as it is: its order is not that of the quote.")
    if as_json:
        emit({"renderings": done.renderings, "quotes": done.quotes, "crossing": done.crossing})
    else:
        many = ", ".join(map(str, done.quotes)) or "none"
        say(f"{done.renderings} renderings aligned; quotes with other beads than before: {many}.")


def _do(project: Path, as_json: bool, verb: Callable[[Project], Regrouped]) -> None:
    """Do a verb and tell the pairs that hold the sentences concerned now, and those that are gone."""
    from workbench.project import open_project

    with open_project(project) as opened:
        done = verb(opened)
        for pair_id in dict.fromkeys([*done.pairs, *done.made]):
            _tell(opened, pair_id, as_json)
    for pair_id in done.gone:
        emit({"pair": pair_id, "gone": True}) if as_json else say(f"Pair {pair_id} is gone.")


def _tell(project: Project, pair_id: int, as_json: bool) -> None:
    """A bead, sentence by sentence."""
    from workbench.review.laying import sentences

    row = project.store.pairs.row(pair_id)
    source, target = sentences(project, project.store.pairs.range(pair_id))
    if as_json:
        known = {name: getattr(row, name) for name in ("probability", "aligned_by", "status", "revision")}
        place = {"pair": row.id, "quote": row.quote_id, "rendering": row.rendering_id}
        emit({**place, "source": source, "target": target, **known})
        return
    sure = f"by {row.aligned_by}" if row.aligned_by else f"{row.probability:.2f}"
    told = sure if row.aligned_by or (source and target) else ""
    state = (str(row.origin or "missing"), str(row.status), told)
    say(", ".join([f"pair {row.id} of quote {row.quote_id}", *filter(None, state)]))
    for sign, side in (("<", source), (">", target)):
        for sentence in side:
            say(f"  {sign} {sentence}")
