"""Utterances, and the places where their words stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records.texts import UNDETERMINED, Basis, LanguageTag, Span


class QuoteKind(StrEnum):
    """`direct`: an utterance; `partial`: a fragment inside a sentence; `block`: set off without marks."""

    DIRECT = "direct"
    PARTIAL = "partial"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Telling:
    """How the words of a quote reached the article that prints them, as far as it says so."""

    told_to: str = ""
    """To whom they were said, as printed: `AFP`, `Radio France Internationale`."""
    occasion: str = ""
    """`interview`, `statement`, `press conference`, `speech`, `post`, `letter` …; see the lexicons."""
    via: tuple[str, ...] = ()
    """Who quotes whom between article and speaker, the nearest to the article first: `AFP`."""
    evidence: tuple[Span, ...] = ()
    """Where the text says so."""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation found in a text. `pieces` exclude the outer marks and the spaces beside them."""

    pieces: tuple[Span, ...]
    kind: QuoteKind
    speaker: str = ""
    """The resolved name, or empty when nobody is named."""
    mention: Span | None = None
    """Where the text names the speaker of this quote."""
    role: str = ""
    cue: str = ""
    """What decided: `after`, `before`, `inside`, `according to`, `my translation` …"""
    confidence: float = 0.0
    lang: LanguageTag = UNDETERMINED
    """The language it was said in, when the text tells that it is another than that of the article."""
    lang_basis: Basis = Basis.UNKNOWN
    """Whether the text states that language or it was inferred."""
    translator: str = ""
    """Who translated it, when the text says so."""
    notes: tuple[str, ...] = ()
    """Repairs made while reading it, such as a mark that never closes."""
    incises: tuple[Span, ...] = ()
    """Reporting clauses inside it, within one pair of marks or between two: `a-t-il déclaré`."""
    telling: Telling = Telling()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a quote or a rendering. `after` is the white space up to the next one."""

    text: str
    after: str = ""
    position: int = 0
    """Where it stands among its owner's segments; ascending, gaps allowed."""
    doubt: str = ""
    """What is doubtful about it in the eyes of the machine that wrote it."""
    author: str = ""
    """The person who wrote it, in a human rendering."""
    id: int = 0


def joined(segments: tuple[Segment, ...]) -> str:
    """The text of consecutive segments, with the white space between them and none at the end."""
    if not segments:
        return ""
    return "".join(s.text + s.after for s in segments[:-1]) + segments[-1].text


@dataclass(frozen=True, slots=True)
class Witness:
    """A place where the original words of a quote stand."""

    document_id: int
    pieces: tuple[Span, ...]
    mention: Span | None = None
    cue: str = ""
    confidence: float = 0.0
    telling: Telling = Telling()
    translator: str = ""
    """Who put the words into the language of the article, where it says that they are a translation."""
    id: int = 0


class QuoteState(StrEnum):
    """`dismissed`: a person said it is no quotation; `merged`: it joined another quote."""

    ACTIVE = "active"
    DISMISSED = "dismissed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One utterance. Without witnesses its original is missing and it has no segments."""

    lang: LanguageTag = UNDETERMINED
    lang_basis: Basis = Basis.UNKNOWN
    kind: QuoteKind = QuoteKind.DIRECT
    speaker: str = ""
    role: str = ""
    said_on: str = ""
    said_in: LanguageTag = LanguageTag("")
    """The language it was said in where its words are a translation themselves, `und` when nobody tells
    which; empty where its words are what was said."""
    said_in_basis: Basis = Basis.UNKNOWN
    state: QuoteState = QuoteState.ACTIVE
    merged_into: int | None = None
    """The quote that this one has joined."""
    witnesses: tuple[Witness, ...] = ()
    """The first is the one whose words the segments are."""
    segments: tuple[Segment, ...] = ()
    id: int = 0
    revision: int = 0

    @property
    def missing_original(self) -> bool:
        """True when nobody has found where the original words stand."""
        return not self.witnesses


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two quotes that tell the same story in other words, on another occasion: linked, never merged."""

    quote_id: int
    other_id: int
    note: str = ""
    score: float = 0.0
    """How alike they were found to be, in 0..1; 1 when a person said so."""
    id: int = 0
