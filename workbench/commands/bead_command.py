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
    """List, merge, split, move, link, unlink and accept beads; align anew.

    A bead is what a pair puts beside each other: sentences of a quote and sentences of its rendering. No
    word is changed here, only what stands beside what; an approved pair that holds other words than
    before waits for review again. Everything can be undone.
    """


@command.command("list")
@project_argument
@filter_options
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only what the aligner laid with a lower probability, the lowest first.",
)
@click.option("--doubtful", is_flag=True, help="Only what nobody has decided about, below 0.9 unless stated.")
@json_option
def list_(project: Path, below: float | None, doubtful: bool, as_json: bool, **wanted: Any) -> None:
    """List beads in reading order, a line for each sentence with its number in the quote or rendering.

    With --below or --doubtful only beads of what was printed, the least probable first: those a person
    laid or accepted are done.

    \b
    Examples:
      workbench bead list work.db --quote 12
      workbench bead list work.db --doubtful
      workbench bead list work.db --below 0.6 --document 3
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.review import laid

    with open_project(project) as opened:
        ids = opened.store.pairs.ids(pair_filter(opened, **wanted))
        if doubtful or below is not None:
            limit = laid.DOUBTFUL if below is None else below
            within = set(ids)
            ids = [one for one in laid.doubtful(opened, limit, decided=not doubtful) if one in within]
        for pair_id in ids:
            _tell(opened, pair_id, as_json)


@command.command("progress")
@project_argument
@click.option("--quote", type=ID, help="Only this quote.")
@json_option
def progress(project: Path, quote: int | None, as_json: bool) -> None:
    """Tell how many beads a person has decided about, and how many of the others are doubtful.

    Counted are the beads of quotes that were printed in translation, without drafts.
    """
    from workbench.project import open_project
    from workbench.review import laid
    from workbench.review.laid_wording import progress_told

    with open_project(project) as opened:
        if quote is not None:
            opened.store.quotes.get(quote)
        done = laid.progress(opened, quote or 0)
    if as_json:
        emit(done._asdict())
    else:
        say(f"{progress_told(done)}.")


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


def chosen_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that name sentences of a quote and one of its renderings, by their numbers."""
    for option in reversed(
        (
            click.option("--quote", type=ID, required=True, help="The quote."),
            click.option("--rendering", type=ID, help="The rendering, where the quote has several."),
            click.option("--source", type=ID, multiple=True, help="A sentence of the quote, by number."),
            click.option("--target", type=ID, multiple=True, help="A sentence of the rendering, by number."),
        )
    ):
        function = option(function)
    return function


@command.command("link")
@project_argument
@chosen_options
@json_option
def link(
    project: Path,
    quote: int,
    rendering: int | None,
    source: tuple[int, ...],
    target: tuple[int, ...],
    as_json: bool,
) -> None:
    """Put sentences of a quote and of its rendering beside each other, out of the beads they are in.

    Their numbers are those that `bead list` shows.

    \b
    Examples:
      workbench bead link work.db --quote 12 --source 2 --target 3
      workbench bead link work.db --quote 12 --source 2 --source 3 --target 3
    """  # noqa: D301
    from workbench.review import beads, laid

    def linked(opened: Project) -> Regrouped:
        root, sources, targets = laid.numbered(opened, quote, rendering, source, target)
        return beads.link(opened, quote, root, sources, targets)

    _do(project, as_json, linked)


@command.command("insert")
@project_argument
@chosen_options
@json_option
def insert(
    project: Path,
    quote: int,
    rendering: int | None,
    source: tuple[int, ...],
    target: tuple[int, ...],
    as_json: bool,
) -> None:
    """Insert an empty side: let sentences stand alone, as left out or added by the rendering.

    Their numbers are those that `bead list` shows; give sentences of one side.

    \b
    Examples:
      workbench bead insert work.db --quote 12 --source 2
      workbench bead insert work.db --quote 12 --target 3 --target 4
    """  # noqa: D301
    from workbench.review import beads, laid
    from workbench.review.grouping import Side

    if bool(source) == bool(target):
        raise click.UsageError("Give --source or --target: sentences of one side.")

    def inserted(opened: Project) -> Regrouped:
        root, sources, targets = laid.numbered(opened, quote, rendering, source, target)
        side, places = (Side.SOURCE, sources) if sources else (Side.TARGET, targets)
        return beads.stand_alone(opened, quote, root, side, places)

    _do(project, as_json, inserted)


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
    from workbench.review.laying import numbers, sentences

    row, pair = project.store.pairs.row(pair_id), project.store.pairs.range(pair_id)
    sides = source, target = sentences(project, pair)
    counted = numbers(project, pair)
    if as_json:
        known = {name: getattr(row, name) for name in ("probability", "aligned_by", "status", "revision")}
        place = {"pair": row.id, "quote": row.quote_id, "rendering": row.rendering_id}
        numbered = {"source_numbers": counted[0], "target_numbers": counted[1]}
        emit({**place, "source": source, "target": target, **numbered, **known})
        return
    sure = f"by {row.aligned_by}" if row.aligned_by else f"{row.probability:.2f}"
    told = sure if row.aligned_by or (source and target) else ""
    state = (str(row.origin or "missing"), str(row.status), told)
    say(", ".join([f"pair {row.id} of quote {row.quote_id}", *filter(None, state)]))
    for sign, side, places in zip("<>", sides, counted, strict=True):
        for number, sentence in zip(places, side, strict=True):
            say(f"{number:>3} {sign} {sentence}")
