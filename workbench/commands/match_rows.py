"""`workbench match FILE.jsonl`: texts of two languages in one file, without a project."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from db.errors import UnreadableInput, WrongUse
from db.records import LanguageTag
from workbench.commands.output import emit, progress_bar, say, warn

if TYPE_CHECKING:
    from workbench.match.compare import Comparison
    from workbench.match.rows import Rows
    from workbench.match.score import Candidate

_SUFFIXES = (".jsonl", ".ndjson")
_MOST = 10
"""Candidates told for each row."""
_LONGEST = 20 * 2**20
"""Bytes of a line beyond which it is no row."""


def holds_rows(name: str) -> bool:
    """Whether a file holds rows and not a project: by its name, or because it begins as an object does."""
    if name == "-" or name.endswith(_SUFFIXES):
        return True
    try:
        with Path(name).open("rb") as file:
            return file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


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
    rows = read_rows(_lines(name, called), called, source, target)
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


def _lines(name: str, called: str) -> Iterator[bytes]:
    """The lines of a file or of standard input. Raises UnreadableInput with the reason."""
    from workbench.ingest.files import standard_input

    try:
        if name == "-":
            standard_input(0)
            yield from _bounded(sys.stdin.buffer, called)
            return
        with Path(name).open("rb") as file:
            yield from _bounded(file, called)
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {name}: check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{called} cannot be read ({error.strerror}): check what it is.") from error


def _bounded(file: BinaryIO, called: str) -> Iterator[bytes]:
    number = 0
    while line := file.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise UnreadableInput(f"{called}, line {number} is over {_LONGEST // 2**20} MiB, as no row is.")
        yield line
