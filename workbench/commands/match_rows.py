"""`workbench match FILE.jsonl`: texts of two languages in one file, without a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import LanguageTag
from workbench.commands.output import emit, progress_bar, say, warn
from workbench.commands.row_files import lines_of

if TYPE_CHECKING:
    from workbench.match.compare import Comparison
    from workbench.match.rows import Rows
    from workbench.match.score import Candidate

_MOST = 10
"""Candidates told for each row."""


def match_rows(
    name: str, source_lang: str, target_lang: str, lexicon: tuple[Path | None, bool], *, as_json: bool
) -> None:
    """Tell for each row in the one language which rows in the other may render it.

    `lexicon` is a file, or none, and whether to do without any.
    """
    from workbench.commands.align_lexicon import lexicon_for
    from workbench.glossary.tables import bundled
    from workbench.match.compare import compare
    from workbench.match.concepts import with_concepts
    from workbench.match.rows import read_rows
    from workbench.text.language import normalise, same_language

    source, target = normalise(source_lang), normalise(target_lang)
    if same_language(source, target):
        raise WrongUse(f"--from and --to are both {source}; a rendering is in another language.")
    known = lexicon_for(*lexicon, (source, target))[0]()
    called = "standard input" if name == "-" else name
    rows = read_rows(lines_of(name, called), called, source, target)
    if rows.ignored:
        warn(f"{rows.ignored} rows in other languages than {source} and {target} were left out.")
    sources = rows.sources.candidates if known else _drafted(rows.sources.candidates, source, target)
    sides = [with_concepts(side, bundled(), target) for side in (sources, rows.targets.candidates)]
    with progress_bar("Comparing") as progress:
        found = compare(sides[0], sides[1], lexicon=known, progress=progress)
    for number in range(len(sides[0])):
        _tell(rows, found, number, as_json=as_json)


def _drafted(candidates: Sequence[Candidate], source: LanguageTag, target: LanguageTag) -> list[Candidate]:
    """The texts with machine translations, where a package is installed: they stand in for a lexicon."""
    from workbench.draft.service import translations

    drafts = translations(source, target)([candidate.text for candidate in candidates])
    if drafts is None:
        return list(candidates)
    return [replace(one, draft=draft) for one, draft in zip(candidates, drafts, strict=True)]


def _tell(rows: Rows, found: Comparison, number: int, *, as_json: bool) -> None:
    """One row with its candidates, the most probable first."""
    from workbench.match.reasons import evidence

    identifier = rows.sources.ids[number]
    pairs = found.of_source(number)[:_MOST]
    others = [rows.targets.ids[int(found.target[pair])] for pair in pairs]
    told = list(zip(others, evidence(found, pairs), strict=True))
    if as_json:
        candidates = [
            {"id": other, "probability": float(f"{why.score:.6g}"), "evidence": list(why.reasons)}
            for other, why in told
        ]
        emit({"id": identifier, "candidates": candidates})
        return
    say(f"{identifier}" if told else f"{identifier}: nothing to compare it with")
    for other, why in told:
        say(f"    {why.score:.2f}  {other}: {', '.join(why.reasons)}")
