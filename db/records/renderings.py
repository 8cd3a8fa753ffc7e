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
    """What made a draft, enough to make it again."""

    package: str
    version: str
    settings: str
    glossary: str = ""

    def __str__(self) -> str:
        parts = [f"{self.package} {self.version}", self.settings]
        return " | ".join(part for part in (*parts, self.glossary) if part)


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
