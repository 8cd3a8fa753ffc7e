"""What the tables of the library say: documents, the quotes in one, what was set aside in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from db.records import UNDETERMINED, Block, Document, LanguageTag, Status
from tui.labels import STATUS_SYMBOLS
from tui.widgets.library_table import Cell, fit
from workbench.text.fold import fold
from workbench.text.language import english_name
from workbench.text.visible import visible
from workbench.upkeep.shelf import QuoteHere, Shelved

UNREVIEWED = (Status.DRAFT, Status.TRANSLATED)
STATUSES = (Status.APPROVED, Status.TRANSLATED, Status.DRAFT, Status.REJECTED)
"""The order of the columns: what is done first."""
_COUNT, _LANG, _QUOTES = 5, 6, 6
"""Cells of columns."""
_LANGS = 5
"""Languages that are told, the most frequent first."""
_BEGINNING = 400
"""Code points of a set-aside part that are shown."""


class Order(NamedTuple):
    """A way to sort the documents."""

    words: str
    key: Callable[[Shelved], object]


def _waiting(document: Shelved) -> int:
    return sum(document.pairs[status] for status in UNREVIEWED)


def _by_outlet(document: Shelved) -> object:
    return (not document.outlet, fold(document.outlet), document.date)


def _by_date(document: Shelved) -> object:
    """The latest first: dates are ISO 8601, so their characters are turned round."""
    return (not document.date, [-ord(char) for char in document.date])


ORDERS = (
    Order("import", lambda document: document.id),
    Order("headline", lambda document: fold(document.known_as)),
    Order("outlet", _by_outlet),
    Order("date", _by_date),
    Order("language", lambda document: (document.lang, document.id)),
    Order("quotes", lambda document: (-document.quotes, document.id)),
    Order("waiting pairs", lambda document: (-_waiting(document), document.id)),
)


def fits(document: Shelved, wanted: str) -> bool:
    """Whether all words of a folded text stand in what is known of a document."""
    facts = (document.title, document.name, document.outlet, document.agency, document.author, document.date)
    known = fold("\n".join((*facts, document.lang)))
    return all(word in known for word in wanted.split())


def arranged(documents: Sequence[Shelved], wanted: str, order: Order, *, turned: bool) -> list[Shelved]:
    """The documents that fit a text, in an order."""
    folded = fold(wanted)
    found = [document for document in documents if not folded or fits(document, folded)]
    return sorted(found, key=order.key, reverse=turned)  # type: ignore[arg-type]


def shelf_words(documents: Sequence[Shelved]) -> str:
    """How many documents there are, and in which languages: `4 articles (3 French, 1 English)`."""
    langs = Counter(_language(document.lang) for document in documents).most_common()
    listed = ", ".join(f"{count:,} {visible(lang)}" for lang, count in langs[:_LANGS])
    more = " …" if len(langs) > _LANGS else ""
    articles = "1 article" if len(documents) == 1 else f"{len(documents):,} articles"
    return f"{articles} ({listed}{more})" if langs else articles


class _Widths(NamedTuple):
    """Cells of the columns that do not always have the same."""

    title: int
    outlet: int
    extra: bool
    """Whether missing originals and set-aside parts have columns of their own."""


def _widths(width: int) -> _Widths:
    extra = width >= 96
    fixed = _LANG + 1 + 11 + _QUOTES + 1 + _COUNT * len(STATUSES) + (12 if extra else 0)
    left = max(16, width - fixed)
    outlet = min(22, left // 3)
    return _Widths(left - outlet - 1, outlet, extra)


def document_header(width: int) -> str:
    """The names of the columns."""
    cells = _widths(width)
    counts = "".join(fit(STATUS_SYMBOLS[status], _COUNT, right=True) for status in STATUSES)
    extra = fit("miss.", 6, right=True) + fit("aside", 6, right=True) if cells.extra else ""
    return (
        f"{fit('Headline or file', cells.title)} {fit('Outlet', cells.outlet)} {fit('Lang', _LANG)} "
        f"{fit('Date', 11)}{fit('Quotes', _QUOTES, right=True)}{extra}{counts}"
    )


def document_row(document: Shelved, width: int) -> list[Cell]:
    """A document on one line."""
    cells = _widths(width)
    extra = [
        (_count(document.missing, 6), "warning" if document.missing else "quiet"),
        (_count(document.set_aside, 6), "quiet"),
    ]
    return [
        (fit(document.known_as, cells.title), ""),
        (f" {fit(document.outlet or document.agency, cells.outlet)} ", "quiet"),
        (fit(document.lang, _LANG) + " ", "quiet"),
        (fit(document.date, 11), "quiet"),
        (_count(document.quotes, _QUOTES), ""),
        *(extra if cells.extra else ()),
        *_statuses(document.pairs),
    ]


def quote_row(quote: QuoteHere, width: int) -> list[Cell]:
    """A quote on one line: who says it, how it begins, how far its pairs have come."""
    done = [status for status in STATUSES if quote.pairs[status]]
    symbols = "".join(STATUS_SYMBOLS[status] for status in done)
    speaker = min(24, width // 3)
    return [
        (fit(symbols, 5), str(done[0]) if done else "quiet"),
        (fit(quote.speaker or "speaker unknown", speaker), "strong" if quote.speaker else "quiet"),
        (" ? " if quote.missing else "   ", "warning"),
        (fit(quote.words, max(1, width - speaker - 8)), ""),
    ]


def aside_row(document: Document, block: Block, width: int) -> list[Cell]:
    """A part that was set aside: the reason, and how it begins."""
    reason = min(22, width // 3)
    words = " ".join(document.text[block.start : min(block.end, block.start + _BEGINNING)].split())
    return [
        (fit(block.reason, reason), "warning"),
        (" ", ""),
        (fit(words, max(1, width - reason - 1)), "quiet"),
    ]


def set_aside_words(blocks: Sequence[Block]) -> str:
    """How much was set aside, and why: `12 set aside (7 menu, 5 reader comments)`."""
    reasons = Counter(block.reason for block in blocks if block.set_aside)
    if not reasons:
        return "nothing set aside"
    listed = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"{reasons.total()} set aside ({listed})"


def _language(tag: LanguageTag) -> str:
    """Its English name, of whatever country; `unknown` where nobody knows it."""
    return "unknown" if tag == UNDETERMINED else english_name(tag)


def _count(number: int, width: int) -> str:
    return fit(f"{number:,}" if number else "–", width, right=True)


def _statuses(counts: Mapping[Status, int]) -> list[Cell]:
    return [
        (_count(counts[status], _COUNT), str(status) if counts[status] else "quiet") for status in STATUSES
    ]
