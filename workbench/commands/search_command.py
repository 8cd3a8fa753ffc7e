"""`workbench search`: the concordance over both sides, and what is like a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.errors import WrongUse
from db.records import PairFilter
from workbench.commands.columns import side_by_side
from workbench.commands.options import ID, Words, filter_options, pair_filter
from workbench.commands.output import emit, json_option, project_argument, say
from workbench.text.counted import counted

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search.service import Hit


@click.command("search", cls=Words)
@project_argument
@click.argument("words", metavar="[QUERY]…", nargs=-1)
@click.option("--source", "side", flag_value="source", help="Only in the original.")
@click.option("--target", "side", flag_value="target", help="Only in the rendering.")
@click.option("--kwic", is_flag=True, help="Keyword in context: a line for each place.")
@click.option("--limit", type=click.IntRange(1), help="No more pairs than this.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Write the hits to a file: .csv, .tsv, .jsonl or .html.",
)
@click.option("--similar-to", metavar="TEXT", help="Approved pairs whose original is like this text.")
@click.option(
    "--similar-to-pair", type=ID, metavar="ID", help="Approved pairs whose original is like its own."
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="How alike, with --similar-to; 1 is the same words.",
)
@filter_options
@json_option
def command(
    project: Path,
    words: tuple[str, ...],
    side: str | None,
    kwic: bool,
    limit: int | None,
    out: Path | None,
    similar_to: str | None,
    similar_to_pair: int | None,
    least: float,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Find words on either side of all pairs, accents and case aside.

    All words of QUERY must stand in the pair; "words between quotation marks" must follow each other; star*
    is a beginning; fr:word and en:word, source:word and target:word say where; /…/ is a regular expression.
    speaker:name, outlet:name, date:2012-05..2012-06, status:approved, check:num.value and concept:aqim
    narrow as the options do. docs/concordance.md tells all of it. Exit code 1 when nothing is found.
    """
    from workbench.project import open_project

    query = " ".join(words)
    with open_project(project) as opened:
        if similar_to is not None or similar_to_pair is not None:
            if query or side or out or kwic or any(wanted.values()):
                raise WrongUse("--similar-to goes with --limit, --least and --json only: leave out the rest.")
            from workbench.commands.search_similar import show_similar

            count = show_similar(opened, similar_to, similar_to_pair, limit, least, as_json=as_json)
        else:
            hits = _hits(opened, query, side, limit, pair_filter(opened, **wanted))
            if out is not None:
                count = _write(opened, hits, query, out, as_json=as_json)
            else:
                count = _show(hits, kwic=kwic, as_json=as_json)
    if not count:
        click.get_current_context().exit(1)


def _hits(
    project: Project, text: str, side: str | None, limit: int | None, given: PairFilter
) -> Iterator[Hit]:
    """The hits of a query and the options beside it."""
    from workbench.search.service import concordance, read_query

    query = read_query(text)
    stated = {
        field.name: getattr(given, field.name)
        for field in fields(given)
        if getattr(given, field.name) != field.default
    }
    query = replace(query, wanted=replace(query.wanted, **stated))
    if side:
        query = replace(query, terms=tuple(replace(t, side=t.side or side) for t in query.terms))
    if query.empty:
        raise WrongUse("Say what to look for: words, or one of the filters (workbench search --help).")
    return islice(concordance(project, query), limit)


def _write(project: Project, hits: Iterator[Hit], query: str, out: Path, *, as_json: bool) -> int:
    from workbench.search.service import export_hits

    count = export_hits(hits, project, query, out)
    if as_json:
        emit({"file": str(out), "pairs": count})
    else:
        say(f"{out}: {counted(count)} written.")
    return count


def _show(hits: Iterator[Hit], *, kwic: bool, as_json: bool) -> int:
    """Print the hits as they are found; returns how many there were."""
    from workbench.commands.search_lines import kwic_lines, kwic_objects
    from workbench.search.service import hit_object

    count = 0

    def told() -> Iterator[Hit]:
        nonlocal count
        for hit in hits:
            count += 1
            yield hit

    if as_json:
        for hit in told():
            emit(hit_object(hit) | ({"kwic": kwic_objects(hit)} if kwic else {}))
        return count
    if kwic:
        for line in kwic_lines(told()):
            click.echo(line)
    else:
        side_by_side(hit.pair for hit in told())
    say(f"{counted(count)}." if count else "Nothing found.")
    return count
