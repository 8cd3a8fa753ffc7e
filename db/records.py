"""The values that every room shares: nothing here touches a database or a screen.

Offsets are Python string indices (code points), half-open, into the text they name.
Records carry `id == 0` until the store has given them one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, NewType

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 tag as `workbench.text.language.normalise` writes it: `fr`, `pt-BR`, `und`."""

UNDETERMINED = LanguageTag("und")


class Span(NamedTuple):
    """A half-open range: code points of a text, or segments of a quote or rendering."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """True when the range covers nothing."""
        return self.end <= self.start

    def of(self, text: str) -> str:
        """The part of `text` that the range covers."""
        return text[self.start : self.end]


class Bead(NamedTuple):
    """One m-n link of a sentence alignment: source segments beside target segments.

    Either side may be empty (a deletion or an insertion); `probability` is in 0..1.
    """

    source: Span
    target: Span
    probability: float


class BlockKind(StrEnum):
    """What a block of an article is, by its form."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BLOCK_QUOTE = "block_quote"
    LIST_ITEM = "list_item"
    TABLE = "table"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text: part of the article, or set aside with a reason.

    `reason` is empty for the article itself and a short phrase ("menu", "reader comments",
    "advertisement" …) for what is set aside. Nothing is ever cut out of the text.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    reason: str = ""

    @property
    def set_aside(self) -> bool:
        """True when the block is not part of the article."""
        return bool(self.reason)

    @property
    def span(self) -> Span:
        """The block's range in the document's text."""
        return Span(self.start, self.end)


class Basis(StrEnum):
    """Where a fact about a text came from."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One imported article: a complete text rendered from its bytes, and a map of its blocks."""

    name: str
    sha256: str
    format: str
    encoding: str
    text: str
    blocks: tuple[Block, ...] = ()
    lang: LanguageTag = UNDETERMINED
    lang_basis: Basis = Basis.UNKNOWN
    title: str = ""
    outlet: str = ""
    author: str = ""
    translator: str = ""
    date: str = ""
    """ISO 8601 (`2012-05-31`, `2012-05`, `2012`), or empty."""
    url: str = ""
    agency: str = ""
    """The agency whose dispatch it prints: `AFP`."""
    place: str = ""
    """The place in its dateline: `Bamako`."""
    id: int = 0
    imported_at: str = ""
    revision: int = 0


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


class Origin(StrEnum):
    """Where the words of a rendering came from."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HUMAN = "human"


class Status(StrEnum):
    """How far the review of a pair has come; independent of `Origin`."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    APPROVED = "approved"
    REJECTED = "rejected"


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


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two quotes that tell the same story in other words, on another occasion: linked, never merged."""

    quote_id: int
    other_id: int
    note: str = ""
    score: float = 0.0
    """How alike they were found to be, in 0..1; 1 when a person said so."""
    id: int = 0


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

    @property
    def missing_source(self) -> bool:
        """True when the original words are not known."""
        return not self.source

    @property
    def missing_target(self) -> bool:
        """True when there is no rendering yet."""
        return not self.target


class NameForm(StrEnum):
    """The form of a concept's name, after TBX termType."""

    FULL = "full"
    ACRONYM = "acronym"
    SHORT = "short"
    VARIANT = "variant"
    TRANSLITERATION = "transliteration"


class NameStatus(StrEnum):
    """The administrative status of a name, after TBX, with `forbidden` beside it."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a concept in one language."""

    lang: LanguageTag
    text: str
    form: NameForm = NameForm.FULL
    status: NameStatus = NameStatus.ADMITTED
    since: str = ""
    until: str = ""
    source: str = ""
    confirmed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated relation from the concept that holds it to another: `splinter-of`, `renamed-to` …"""

    type: str
    target: str
    """The other concept's key."""
    note: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One real-world group, institution, office, person or place, with its names."""

    key: str
    kind: str
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = field(default=())
    since: str = ""
    until: str = ""
    note: str = ""
    confirmed: bool = True
    """False until a person has confirmed what the table says from general knowledge."""
    id: int = 0

    def preferred(self, lang: LanguageTag, form: NameForm) -> Name | None:
        """The preferred name in `lang` and `form`, if there is one."""
        for name in self.names:
            if (name.lang, name.form, name.status) == (lang, form, NameStatus.PREFERRED):
                return name
        return None


class PairEvent(NamedTuple):
    """What one action did to one pair."""

    pair_id: int
    old_text: str
    new_text: str
    old_status: str
    new_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One entry of the history: everything that was written together."""

    id: int
    at: str
    """ISO 8601, UTC."""
    who: str
    kind: str
    summary: str
    undone: bool = False
    events: tuple[PairEvent, ...] = ()


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

    @property
    def touched(self) -> bool:
        """True when a person has decided or noted something about it."""
        return self.status in (Status.APPROVED, Status.REJECTED) or bool(self.note)
