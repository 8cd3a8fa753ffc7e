"""Marking words of a document by hand: which stretch is meant, and whether it is free."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import Refused, WrongUse
from db.records import Document, Span
from workbench.project import Project
from workbench.quotes.stretches import trimmed

BY_HAND = "by hand"
"""The cue of what a person marked."""

_PAIRS = {"«": "»", "‹": "›", "“": "”", "„": "“”", "‘": "’", "「": "」", "『": "』", "《": "》", '"': '"'}
"""Marks that open, with what closes them. Apostrophes are none."""


def piece_to_mark(project: Project, document: Document, span: Span) -> Span:
    """The words in a stretch of a document, without the white space around them.

    Raises WrongUse for no stretch of its text, Refused when the words are marked as a quote already.
    """
    piece = trimmed_stretch(document, span)
    taken = project.store.quotes.marked(document.id).get(piece)
    if taken:
        raise Refused(f"These words of document {document.id} are marked as a quote already: quote {taken}.")
    return piece


def holders(project: Project, document_id: int, pieces: Sequence[Span]) -> list[int]:
    """The active quotes of a document that have some of the words of these pieces, by id."""
    return [
        quote_id
        for quote_id, theirs in printed_in(project, document_id).items()
        if any(t.start < p.end and p.start < t.end for t in theirs for p in pieces)
    ]


def already_in(quotes: Sequence[int]) -> str:
    """The sentence that says which quotes have words already."""
    many = "s" if len(quotes) > 1 else ""
    return f"These words are already in quote{many} {', '.join(map(str, quotes))}."


def printed_in(project: Project, document_id: int) -> dict[int, list[Span]]:
    """What a document prints of each active quote."""
    found: dict[int, list[Span]] = {}
    columns = 'SELECT q.id, p.start, p."end" FROM'
    joins = "JOIN piece p ON p.{0}_id = x.id JOIN quote q ON q.id = x.quote_id AND q.state = 'active'"
    one = " UNION ".join(
        f"{columns} {table} x {joins.format(table)} WHERE x.document_id = ?1"
        for table in ("witness", "rendering")
    )
    for row in project.store.rows(f"{one} ORDER BY 1, 2", (document_id,)):
        found.setdefault(row["id"], []).append(Span(row["start"], row["end"]))
    return found


def trimmed_stretch(document: Document, span: Span) -> Span:
    """A stretch of a document's text without the white space around it.

    Raises WrongUse for no stretch of its text, and for one of white space alone.
    """
    if not 0 <= span.start < span.end <= len(document.text) or not span.of(document.text).strip():
        raise WrongUse(
            f"Document {document.id} has {len(document.text)} characters:"
            f" {span.start}–{span.end} is no stretch of its text."
        )
    return trimmed(document.text, *span)


def without_marks(text: str, span: Span) -> Span:
    """A stretch without the quotation marks that enclose it, and the spaces beside them.

    Left out are a mark at the beginning and its partner at the end, and a mark at one end whose partner
    does not stand in the stretch. Marks that belong to words inside stay: `il parle de « fraude »`. A
    stretch of marks alone stays what it is.
    """
    kept = trimmed(text, *span)
    words = kept.of(text)
    if len(words) < 2:
        return kept
    closing = _partner(words)
    if closing == len(words) - 1:
        found = trimmed(text, kept.start + 1, kept.end - 1)
    elif closing is None and words[0] in _PAIRS:
        found = trimmed(text, kept.start + 1, kept.end)
    elif _closes_alone(words):
        found = trimmed(text, kept.start, kept.end - 1)
    else:
        return kept
    return kept if found.empty else found


def _partner(words: str) -> int | None:
    """Where the mark that opens `words` is closed; None where it is not, or there is none."""
    closers = _PAIRS.get(words[0])
    if closers is None:
        return None
    depth = 0
    for place, char in enumerate(words):
        if char == "’" and words[place - 1 : place].isalpha() and words[place + 1 : place + 2].isalpha():
            continue  # an apostrophe closes nothing
        if place and char in closers:
            depth -= 1
            if depth <= 0:
                return place
        elif char == words[0]:
            depth += 1
    return None


def _closes_alone(words: str) -> bool:
    """Whether a stretch ends with a closing mark that nothing in it opens."""
    last = words[-1]
    openers = {opener for opener, closers in _PAIRS.items() if last in closers}
    if last == '"':
        return words.count('"') % 2 == 1
    depth = 0
    for char in words[:-1]:
        if char in openers:
            depth += 1
        elif char == last:
            depth = max(0, depth - 1)
    return bool(openers) and depth == 0 and last not in "’"
