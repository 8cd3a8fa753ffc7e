"""`workbench translate`: plain drafting of lines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.drafting_options import drafting_options
from workbench.commands.output import draft_object, emit, json_option, progress_bar, warn

if TYPE_CHECKING:
    from db.records import Concept, Draft, EngineSignature
    from workbench.draft.decoding.plans import Candidate

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


MOST_TOLD = 5
"""Numbers of lines in a sentence."""


@click.command("translate")
@click.option("--from", "source", required=True, help="Language of the lines.")
@click.option("--to", "target", required=True, help="Language wanted.")
@click.option(
    "--nbest",
    type=click.IntRange(1, 64),
    is_flag=False,
    flag_value=5,
    default=None,
    help="Show so many hypotheses as well (5 where no number is given); the beam is no smaller.",
)
@click.option("--scores", is_flag=True, help="Put the confidence (0 to 1) and a tab before each draft.")
@click.option(
    "--glossary",
    "glossaries",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Names that take the place of the shipped ones: a glossary's folder or table, or two columns.",
)
@click.option("--no-glossary", is_flag=True, help="Leave names as the package writes them.")
@click.option(
    "--date", default="", help="When the lines were written (2012, 2012-05 …); decides between names."
)
@drafting_options
@json_option
def command(
    source: str,
    target: str,
    nbest: int | None,
    scores: bool,
    glossaries: tuple[Path, ...],
    no_glossary: bool,
    date: str,
    beam_size: int,
    device: str,
    threads: int | None,
    as_json: bool,
) -> None:
    """Draft the lines of standard input: one line out for one line in, an empty line stays empty.

    Names of the shipped glossaries are put right where that is safe. With --nbest the hypotheses follow
    the draft in the same line, after tabs. --json tells of each line what the package wrote
    (`raw`), what is doubtful (`flags`, with places in the draft), which names it has (`terms`), how
    probable it is that a person would keep it (`confidence`), and how it was made (`signature`).
    Exit code 1 when a line was too long for the package; it comes out empty.
    """
    from workbench.draft.engines import Settings, engine
    from workbench.ingest.files import standard_input
    from workbench.text.language import normalise

    _refuse_odd_dates(date)
    langs = normalise(source), normalise(target)
    concepts = [] if no_glossary else _concepts(glossaries, *langs)
    made = engine(*langs, concepts=concepts, settings=Settings(max(beam_size, nbest or 1), device, threads))
    lines = _lines(standard_input())
    signature = made.signature(date)
    with progress_bar("drafting", beside_output=True) as progress:
        drafts = made.hypotheses(lines, most=nbest or 1, dates=[date] * len(lines), progress=progress)
        left = []
        for number, (line, (draft, others)) in enumerate(zip(lines, drafts, strict=True), 1):
            if any(flag.kind == "too-long" for flag in draft.flags):
                left.append(number)
            if as_json:
                emit(_object(line, draft, signature, others if nbest else None))
            else:
                cells = [draft.text, *(other.text for other in others[1:])] if nbest else [draft.text]
                click.echo("\t".join([*_score(draft, scores), *map(_one_line, cells)]))
    if left:
        _tell_left(left)
        click.get_current_context().exit(1)


def _lines(data: bytes) -> list[str]:
    """The lines of UTF-8 text. What is none is told, and the lines still come out one for one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        warn(f"Line {line} of the input is not UTF-8 text: what cannot be read stands as � there.")
        text = data.decode("utf-8-sig", errors="replace")
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _refuse_odd_dates(date: str) -> None:
    from db.errors import WrongUse

    try:
        known = not date or bool(_DATE.fullmatch(date) and datetime.date.fromisoformat(f"{date}-01-01"[:10]))
    except ValueError:
        known = False
    if not known:
        raise WrongUse(f"“{date}” is no date; write 2012, 2012-05 or 2012-05-31.")


def _concepts(paths: Sequence[Path], source: str, target: str) -> list[Concept]:
    from db.records import LanguageTag
    from workbench.glossary.overriding import overridden
    from workbench.glossary.reading import read_glossary
    from workbench.glossary.tables import bundled

    langs = LanguageTag(source), LanguageTag(target)
    own = [concept for path in paths for concept in read_glossary(path, *langs)]
    return overridden(bundled(), own)


def _tell_left(numbers: Sequence[int]) -> None:
    which = ", ".join(map(str, numbers[:MOST_TOLD])) + (" …" if len(numbers) > MOST_TOLD else "")
    lines = f"line {which}" if len(numbers) == 1 else f"{len(numbers)} lines ({which})"
    warn(f"Too long for the package, not drafted: {lines}. Break lines at the ends of sentences.")


def _score(draft: Draft, wanted: bool) -> list[str]:
    if not wanted:
        return []
    return ["" if draft.confidence is None else f"{draft.confidence:.3f}"]


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _object(
    line: str, draft: Draft, signature: EngineSignature, others: Sequence[Candidate] | None
) -> dict[str, Any]:
    told = {"source": line, "signature": str(signature), **draft_object(draft)}
    if others is not None:
        told["nbest"] = [{"text": other.text, "score": other.score} for other in others]
    return told
