"""Pairs: what is reviewed, searched and exported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from db.records.quotes import QuoteKind
from db.records.renderings import Origin
from db.records.texts import LanguageTag, Span


class Status(StrEnum):
    """How far the review of a pair has come; independent of `Origin`."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    APPROVED = "approved"
    REJECTED = "rejected"


class Source(NamedTuple):
    """What is cited of a document: everything but its text and its blocks."""

    id: int
    name: str
    lang: LanguageTag
    title: str
    outlet: str
    agency: str
    place: str
    author: str
    date: str
    url: str


class PairRow(NamedTuple):
    """One pair as it is listed, searched and exported: both texts and everything known of them."""

    id: int
    quote_id: int
    rendering_id: int | None
    source_lang: LanguageTag
    target_lang: LanguageTag
    source: str
    target: str
    origin: Origin | None
    """`None` while the target side is missing."""
    status: Status
    probability: float
    note: str
    speaker: str
    role: str
    said_on: str
    kind: QuoteKind
    source_document: str
    source_outlet: str
    source_date: str
    source_url: str
    target_document: str
    target_outlet: str
    target_date: str
    target_url: str
    translator: str
    engine: str
    """The draft's signature; for a human rendering, that of the draft it was derived from."""
    derived_from: str
    """Origin of the rendering a human one was made from, or empty."""
    reviewer: str
    reviewed_at: str
    revision: int
    doubt: str = ""
    """What the engine doubts about its own draft; gone once a person has written the words."""
    lang_basis: str = ""
    """Whether the language of the quote is stated or inferred."""
    said_in: str = ""
    """The language it was said in where the original words are a translation themselves."""
    told_to: str = ""
    occasion: str = ""
    source_agency: str = ""
    source_place: str = ""
    source_via: str = ""
    """Who quotes whom between article and speaker, the nearest to the article first: `AFP < Radio X`."""
    source_also: str = ""
    """Other articles that print the original words: outlet or name, `; ` between them."""
    target_agency: str = ""
    target_place: str = ""
    target_via: str = ""
    target_also: str = ""
    aligned_by: str = ""
    """Who laid the bead; empty where the aligner did."""
    comment_count: int = 0
    """How many comments stand with it."""

    @property
    def missing_source(self) -> bool:
        """True when the original words are not known."""
        return not self.source

    @property
    def missing_target(self) -> bool:
        """True when there is no rendering yet."""
        return not self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFilter:
    """Which pairs to list; an empty field asks for nothing. Fields combine with *and*."""

    statuses: tuple[Status, ...] = ()
    origins: tuple[Origin, ...] = ()
    missing_target: bool = False
    missing_source: bool = False
    source_lang: str = ""
    target_lang: str = ""
    speaker: str = ""
    """Part of the speaker's name, accents and case aside."""
    outlet: str = ""
    """Part of the name of an outlet that printed either side, accents and case aside."""
    since: str = ""
    until: str = ""
    """First and last date on which it was said, or printed where that is not known: ISO, of any precision.

    A date that is known by its year alone counts where the year reaches into that time.
    """
    document_id: int = 0
    quote_id: int = 0
    text: str = ""
    """Words that stand on either side, accents and case aside; the last may be cut short."""


class PairRange(NamedTuple):
    """A pair as it is stored: ranges of segments, no texts."""

    id: int
    quote_id: int
    rendering_id: int | None
    source: Span
    target: Span
    status: Status
    note: str
    revision: int
    aligned_by: str = ""
    """Who laid the bead; empty where the aligner did."""

    @property
    def touched(self) -> bool:
        """True when a person has decided or noted something about it, or laid the bead of its words."""
        decided = self.status in (Status.APPROVED, Status.REJECTED)
        return decided or bool(self.note) or bool(self.aligned_by and not self.target.empty)
