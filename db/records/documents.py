"""Articles as they were imported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records.texts import UNDETERMINED, Basis, LanguageTag, Span


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
