"""What is known of a machine's draft beside its words: what was changed in it, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from db.records.texts import Span


class Flag(NamedTuple):
    """Something in a draft that a reviewer should look at."""

    kind: str
    """What it is about, in a word: `number`, `loop` …; of names it begins with `term`."""
    message: str
    """A phrase for a reviewer."""
    span: Span | None = None
    """Code points of the draft; None where nothing stands there that could be shown."""


class Change(NamedTuple):
    """Words of a raw draft that were replaced."""

    span: Span
    """Code points of the raw draft."""
    before: str
    after: str


class TermUse(NamedTuple):
    """A name of the glossary in a source sentence, and what the draft makes of it."""

    concept: str
    """The concept's key."""
    source: str
    """The name as it stands in the source."""
    source_span: Span
    target: str
    """The name that stands in the draft; where none does, the one to be preferred there."""
    target_span: Span | None
    """Code points of the draft; None where no name of the concept stands in it."""
    status: str
    """The glossary's status of the name that stands there (`preferred`, `admitted` …), or `missing`."""
    how: str
    """How it came there: `model`, `hypothesis`, `forced` or `substituted`; empty where it is missing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's rendering of one sentence."""

    text: str
    score: float = 0.0
    """Mean natural-log probability per output piece, at most 0; 0 when nothing had to be decoded."""
    raw: str = ""
    """What the package wrote, before names were put right."""
    confidence: float | None = None
    """Probability that a person would keep most of it, 0..1; None when nothing had to be decoded."""
    flags: tuple[Flag, ...] = ()
    terms: tuple[TermUse, ...] = ()
    changes: tuple[Change, ...] = ()
    """What makes `text` of `raw`, in the order of the text."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a reviewer should look at, as short phrases."""
        return tuple(dict.fromkeys(flag.message for flag in self.flags))
