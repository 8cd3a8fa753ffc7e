"""A sentence on its way through a decoder: what the model gets of it, and what becomes of the output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from db.records import Flag, LanguageTag
from workbench.draft.decoding.batches import Hypothesis
from workbench.draft.decoding.parts import (
    Part,
    Stretches,
    cut,
    in_capitals,
    in_small_letters,
    nothing,
    without_controls,
)
from workbench.draft.decoding.typography import typeset
from workbench.draft.packages.tokenizer import Tokenizer, has_unknown, without_bytes
from workbench.text.links import addresses

MAX_PIECES = 90
"""The longest input in one go. Small models lose or repeat clauses of longer ones: the starter's chrF on
the 76 sentences of newstest2013 above this length is 48.6 when they are cut at it, and 42.9 at 200."""
MAX_CHARACTERS = 20_000
SOFT_HYPHEN = "\u00ad"
"""Seen nowhere but at the end of a line, and to a package the end of a word."""
WORD_OR_SIGNS = re.compile(r"\w+(?:[./-]\w+)*|[^\w\s]+")

CONTROLS_DROPPED = Flag("controls", "control characters left out")
UNKNOWN_CHARACTERS = Flag("unknown", "has characters the package does not know")
IN_PARTS = Flag("parts", "long: drafted in parts")
CUT_OFF = Flag("cut", "breaks off: the output grew too long")
TOO_LONG = Flag("too-long", "not drafted: too long for the package")


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence and its parts; each part with words has the pieces that the model gets."""

    source: str
    """Without control characters."""
    parts: tuple[Part, ...]
    pieces: tuple[list[str], ...]
    notes: tuple[Flag, ...] = ()
    capitals: bool = False
    """Whether the source is in capitals: the parts are in small letters, and the drafts in capitals again."""

    @property
    def size(self) -> int:
        """Pieces in all."""
        return sum(map(len, self.pieces))


class Candidate(NamedTuple):
    """One possible draft of a whole sentence."""

    text: str
    log_probability: float
    """Natural logarithm, summed over all parts; 0 where nothing had to be decoded."""
    length: int
    """Pieces that were decided about, the ends of the parts among them."""
    complete: bool = True
    """False when an output was cut off at its bound."""

    @property
    def score(self) -> float:
        """Mean log-probability per piece, at most 0."""
        return self.log_probability / self.length if self.length else 0.0


class Planner:
    """Cuts sentences for one package and puts its output together again."""

    def __init__(self, tokenizer: Tokenizer, vocabulary: frozenset[str], to_lang: LanguageTag) -> None:
        self._tokenizer = tokenizer
        self._known = without_bytes(vocabulary)
        self._to_lang = to_lang

    def plan(self, sentence: str, most_pieces: int = MAX_PIECES, *, around_links: bool = False) -> Plan:
        """What the model gets of a sentence: lines and clauses of at most `most_pieces`.

        Words and signs that the package cannot read are copied past it: emoji, other scripts, names with
        underscores. So are addresses and handles where the sentence is to be cut `around_links`.
        """
        source = without_controls(sentence)
        capitals = in_capitals(source)
        if len(source) > MAX_CHARACTERS:
            return Plan(source, (), (), (TOO_LONG,))
        encoded: dict[str, list[str]] = {}

        def fits(text: str) -> bool:
            encoded[text] = self._tokenizer.encode(text)
            return len(encoded[text]) <= most_pieces

        def in_pieces(parts: list[Part]) -> list[list[str]]:
            return [encoded.get(p.text) or self._tokenizer.encode(p.text) for p in parts if p.has_words]

        read = (in_small_letters(source) if capitals else source).replace(SOFT_HYPHEN, "")
        around: Stretches = addresses if around_links else nothing
        parts = cut(read, fits, around)
        pieces = in_pieces(parts)
        unknown = any(has_unknown(each, self._known) for each in pieces)
        if unknown:
            around = partial(self._foreign, every_address=around_links)
            parts = cut(read, fits, around)
            pieces = in_pieces(parts)
        notes = []
        if source != sentence:
            notes.append(CONTROLS_DROPPED)
        if unknown:
            notes.append(UNKNOWN_CHARACTERS)
        if len(parts) > 1 and len(parts) > len(cut(read, lambda _: True, around)):
            notes.append(IN_PARTS)
        return Plan(source, tuple(parts), tuple(pieces), tuple(notes), capitals)

    def _foreign(self, line: str, every_address: bool = False) -> Iterator[tuple[int, int]]:
        """Where words and signs stand of which the package can read nothing, and names with underscores.

        An address that it cannot read in full counts as one of them.
        """
        rest = 0
        for start, end in addresses(line):
            if every_address or has_unknown(self._tokenizer.encode(line[start:end]), self._known):
                yield from self._foreign_words(line, rest, start)
                yield start, end
                rest = end
        yield from self._foreign_words(line, rest, len(line))

    def _foreign_words(self, line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for found in WORD_OR_SIGNS.finditer(line, start, end):
            word = found.group()
            pieces = self._tokenizer.encode(word)
            if has_unknown(pieces, self._known) and ("_" in word or not self._reads(pieces)):
                yield found.span()

    def _reads(self, pieces: Sequence[str]) -> bool:
        """Whether the package knows a letter or figure of these pieces."""
        return any(not has_unknown([piece], self._known) and any(map(str.isalnum, piece)) for piece in pieces)

    def candidates(self, plan: Plan, outputs: Sequence[list[Hypothesis]], most: int) -> Iterator[Candidate]:
        """The drafts that the outputs for the parts make, at most so many and each text once.

        First that of the best outputs, then those that differ from it in one part, the likeliest first.
        There is none when some part has no output at all.
        """
        if not all(outputs):
            return
        best = [hypotheses[0] for hypotheses in outputs]
        yield (first := self._candidate(plan, best))
        texts = {first.text}
        others = [
            [*best[:part], hypothesis, *best[part + 1 :]]
            for part, hypotheses in enumerate(outputs)
            for hypothesis in hypotheses[1:]
        ]
        others.sort(key=lambda choice: -sum(hypothesis.log_probability for hypothesis in choice))
        for choice in others[: most - 1]:
            candidate = self._candidate(plan, choice)
            if candidate.text not in texts:
                texts.add(candidate.text)
                yield candidate

    def _candidate(self, plan: Plan, chosen: Sequence[Hypothesis]) -> Candidate:
        return Candidate(
            self.assembled(plan, [hypothesis.pieces for hypothesis in chosen]),
            sum(hypothesis.log_probability for hypothesis in chosen),
            sum(hypothesis.length for hypothesis in chosen),
            all(hypothesis.complete for hypothesis in chosen),
        )

    def assembled(self, plan: Plan, pieces: Sequence[list[str]]) -> str:
        """The text of these pieces, with the white space and marks that went round the model."""
        decoded = iter(pieces)
        texts = (self.text(next(decoded)) if part.has_words else part.text for part in plan.parts)
        text = "".join(
            part.before + typeset(text, self._to_lang) for part, text in zip(plan.parts, texts, strict=True)
        )
        return text.upper() if plan.capitals else text

    def encoded(self, text: str) -> list[str]:
        """The pieces of a text."""
        return self._tokenizer.encode(text)

    def text(self, pieces: Sequence[str]) -> str:
        """What pieces stand for, as it may reach a terminal."""
        return without_controls(self._tokenizer.decode(pieces))
