"""Quotes in another language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records.quotes import Segment, Telling
from db.records.texts import LanguageTag, Span


class Origin(StrEnum):
    """Where the words of a rendering came from."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class EngineSignature:
    """What made a draft: whoever has all of it makes the same draft again.

    As a text it is one line of `key:value` parts, after the signatures of sacreBLEU (Post 2018).
    """

    package: str
    """Names of one package, or of two through a pivot with `+` between them; the same in the next three."""
    version: str
    settings: str
    """How hypotheses are looked for, and by what: `beam:4|compute:int8|ct2:4.8.5|engine:2`."""
    glossary: str = ""
    """Version of the glossary that put names right; empty when none did."""
    sha256: str = ""
    """First digits of the SHA-256 of the weights."""
    tokenizer: str = ""
    date: str = ""
    """The date that decided which names are due; empty when none did."""

    def __str__(self) -> str:
        parts = {
            "package": self.package,
            "version": self.version,
            "sha256": self.sha256,
            "tokenizer": self.tokenizer,
            "glossary": self.glossary,
            "date": self.date,
        }
        return "|".join([*(f"{key}:{value}" for key, value in parts.items() if value), self.settings])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A quote in another language. Published and draft renderings are immutable."""

    quote_id: int
    lang: LanguageTag
    origin: Origin
    segments: tuple[Segment, ...] = ()
    document_id: int | None = None
    pieces: tuple[Span, ...] = ()
    mention: Span | None = None
    cue: str = ""
    """How the speaker of a published rendering was found; see `FoundQuote.cue`."""
    confidence: float = 0.0
    telling: Telling = Telling()
    reprint_of: int | None = None
    """The published rendering whose words another article prints again here; its pairs stand for both."""
    translator: str = ""
    engine: EngineSignature | None = None
    derived_from: int | None = None
    author: str = ""
    created_at: str = ""
    id: int = 0
