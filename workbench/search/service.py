"""Concordance: words on either side of the project's pairs, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.records import PairFilter, PairRow, Span
from workbench.project import Project
from workbench.text.fold import find_folded


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that holds the words, and where they stand in its two texts."""

    pair: PairRow
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]


def search(project: Project, text: str, wanted: PairFilter = PairFilter()) -> Iterator[Hit]:
    """Pairs that hold `text` on either side, accents and case aside, in reading order."""
    identifiers = project.store.pairs.ids(replace(wanted, text=text))
    for row in project.store.pairs.stream(identifiers):
        yield Hit(row, tuple(find_folded(row.source, text)), tuple(find_folded(row.target, text)))
