"""`workbench pair suggest`: what a package has to say about a pair, as the editor shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.errors import WrongUse
from db.records import LanguageTag, PairRow
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say, warn

if TYPE_CHECKING:
    from workbench.draft.suggestions.adviser import Adviser
    from workbench.project import Project

MOST_NBEST = 20


@click.command("suggest")
@project_argument
@click.argument("pair", type=ID)
@click.option(
    "--nbest",
    type=click.IntRange(1, MOST_NBEST),
    metavar="N",
    help="The N likeliest renderings (5 unless given), their differences from the first in brackets.",
)
@click.option(
    "--at",
    type=click.IntRange(0),
    metavar="OFFSET",
    help="Other words for the one at this character of the rendering, with what may follow.",
)
@click.option("--typed", metavar="TEXT", help="How a rendering that begins with TEXT goes on.")
@click.option("--words", is_flag=True, help="How sure the package is of the rendering and of each word.")
@click.option("--names", is_flag=True, help="Names of the glossary that the rendering should have.")
@json_option
def suggest(project: Path, pair: int, as_json: bool, **wanted: Any) -> None:
    """Ask the drafting package about a pair: other renderings, other words, how to go on, its doubts.

    Nothing is stored. Ends with exit code 1 when there is nothing to suggest.
    """
    chosen = [name for name, value in wanted.items() if value not in (None, False)]
    if len(chosen) > 1:
        raise WrongUse(f"Ask for one thing at a time, not for --{' and --'.join(chosen)}.")
    from workbench.draft.suggestions.advisers import both_sides
    from workbench.project import open_project

    with open_project(project) as opened:
        row = opened.store.pairs.row(pair)
        asked = chosen[0] if chosen else "nbest"
        both_sides(row, rendering=asked not in ("nbest", "typed"))
        target_lang = row.target_lang or opened.target_lang
        if asked == "names":
            told = _names(row, target_lang, opened.store.concepts.all(), as_json)
        else:
            told = _ASKED[asked](_adviser(opened, row, target_lang), row, wanted[asked], as_json)
    if not told:
        if not as_json:
            warn(f"There is nothing to suggest for pair {pair}.")
        click.get_current_context().exit(1)


def _adviser(project: Project, row: PairRow, target_lang: LanguageTag) -> Adviser:
    from workbench.draft.confidence.experience import project_calibration
    from workbench.draft.suggestions.advisers import Advisers

    advisers = Advisers(calibrated=partial(project_calibration, project))
    return advisers.get(row.source_lang, target_lang)


def _nbest(adviser: Adviser, row: PairRow, most: int | None, as_json: bool) -> bool:
    from workbench.draft.suggestions.differences import marked

    found = adviser.nbest(row.source, most or 5)
    for rank, each in enumerate(found, start=1):
        if as_json:
            unlike = [{"kind": d.kind, "span": d.span, "before": d.before} for d in each.differences]
            emit({"rank": rank} | each._asdict() | {"differences": unlike})
        else:
            sure = "" if each.confidence is None else f"  {each.confidence:.2f}"
            say(f"{rank}{sure}  {marked(each.text, each.differences)}")
    return bool(found)


def _at(adviser: Adviser, row: PairRow, at: int, as_json: bool) -> bool:
    if at > len(row.target):
        raise WrongUse(f"The rendering of pair {row.id} has {len(row.target)} characters: {at} is beyond it.")
    found = adviser.alternatives(row.source, row.target, at, whole=True)
    for each in found:
        if as_json:
            emit(each._asdict())
        else:
            say(f"{each.probability:.2f}  {each.word}  ({each.rest})")
    return bool(found)


def _typed(adviser: Adviser, row: PairRow, typed: str, as_json: bool) -> bool:
    completion = adviser.completion(row.source, typed, whole=True)
    if as_json:
        emit({"typed": typed, "completion": completion})
    elif completion:
        say(typed + completion)
    return bool(completion)


def _words(adviser: Adviser, row: PairRow, _: bool, as_json: bool) -> bool:
    judged = adviser.judge(row.source, row.target)
    words = [
        {"span": span, "word": span.of(row.target), "probability": chance} for span, chance in judged.words
    ]
    if as_json:
        emit({"confidence": judged.confidence, "words": words})
    elif judged.confidence is not None:
        say(f"confidence: {judged.confidence:.2f}")
        for span, chance in judged.words:
            say(f"word: {span.of(row.target)} ({chance:.2f})")
    return judged.confidence is not None


def _names(row: PairRow, target_lang: LanguageTag, concepts: Any, as_json: bool) -> bool:
    from workbench.draft.naming.offers import NameOffers

    found = NameOffers(concepts).of(row, target_lang)
    for each in found:
        if as_json:
            change = each.change._asdict() if each.change else None
            emit({"message": each.message, "change": change, "text": each.text(row.target)})
        else:
            say(f"{each.message}: {each.text(row.target)}" if each.change else each.message)
    return bool(found)


_ASKED: dict[str, Callable[[Adviser, PairRow, Any, bool], bool]] = {
    "nbest": _nbest,
    "at": _at,
    "typed": _typed,
    "words": _words,
}
