"""Drafts of a gold set with all that the calibration of confidence looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from workbench.align.word_places import located
from workbench.draft.confidence.chrf import chrf
from workbench.draft.confidence.sentences import GOOD, Features
from workbench.draft.confidence.words import Weighed, weighed_words
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.decoding.plans import MAX_PIECES, Planner
from workbench.draft.engine import Engine

CHUNK = 500
"""Sentences whose words are weighed at a time."""


class WordRow(NamedTuple):
    """A word of a draft, and whether it stands in the reference."""

    weighed: Weighed
    right: bool


class Row(NamedTuple):
    """A sentence: what is known of its draft, and how good that is."""

    source: str
    text: str
    reference: str
    features: Features
    chrf: float

    @property
    def good(self) -> bool:
        """What confidence is the probability of."""
        return self.chrf >= GOOD


def lines(path: Path) -> list[str]:
    """The lines of a text file."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def drafted(decoder: Decoder, sources: Sequence[str], references: Sequence[str]) -> list[Row]:
    """Draft all sources without a glossary; those of which the model gets nothing are left out."""
    return list(_rows(decoder, sources, references))


def _rows(decoder: Decoder, sources: Sequence[str], references: Sequence[str]) -> Iterator[Row]:
    planner = Planner(decoder.tokenizer, decoder.vocabulary, decoder.package.to_lang)
    made = Engine(decoder).hypotheses(sources, most=1)
    for source, reference, (draft, candidates) in zip(sources, references, made, strict=True):
        if not candidates or not candidates[0].length:
            continue
        plan = planner.plan(source)
        flaws = sum(flag not in plan.notes for flag in draft.flags)
        features = Features(candidates[0].log_probability, candidates[0].length, plan.size, flaws)
        yield Row(source, draft.text, reference, features, chrf(draft.text, reference))


def words(decoder: Decoder, rows: Sequence[Row]) -> list[list[WordRow]]:
    """The words of each draft, weighed as those of any rendering; none of what is too long for one go."""
    found: list[list[WordRow]] = []
    for start in range(0, len(rows), CHUNK):
        found += _words(decoder, rows[start : start + CHUNK])
    return found


def _words(decoder: Decoder, rows: Sequence[Row]) -> Iterator[list[WordRow]]:
    sources, targets = (
        [decoder.tokenizer.encode(text) for text in texts]
        for texts in ([row.source for row in rows], [row.text for row in rows])
    )
    fitting = [
        0 < len(ours) <= MAX_PIECES and theirs != [] for ours, theirs in zip(sources, targets, strict=True)
    ]
    pairs = [pair for pair, fits in zip(zip(sources, targets, strict=True), fitting, strict=True) if fits]
    known = iter(decoder.log_probabilities([ours for ours, _ in pairs], [theirs for _, theirs in pairs]))
    for row, pieces, fits in zip(rows, targets, fitting, strict=True):
        wanted = {word.text for word in located(row.reference)}
        weighed = weighed_words(row.text, pieces, next(known)) if fits else ()
        yield [WordRow(each, each.word.text in wanted) for each in weighed]
