"""Marking words of a document by hand: which stretch is meant, and whether it is free."""

from __future__ import annotations

from db.errors import Refused, WrongUse
from db.records import Document, Span
from workbench.project import Project

BY_HAND = "by hand"
"""The cue of what a person marked."""


def piece_to_mark(project: Project, document: Document, span: Span) -> Span:
    """The words in a stretch of a document, without the white space around them.

    Raises WrongUse for no stretch of its text, Refused when the words are marked as a quote already.
    """
    if not 0 <= span.start < span.end <= len(document.text) or not span.of(document.text).strip():
        raise WrongUse(
            f"Document {document.id} has {len(document.text)} characters:"
            f" {span.start}–{span.end} is no stretch of its text."
        )
    words = span.of(document.text)
    piece = Span(
        span.start + len(words) - len(words.lstrip()),
        span.end - len(words) + len(words.rstrip()),
    )
    taken = project.store.quotes.marked(document.id).get(piece)
    if taken:
        raise Refused(f"These words of document {document.id} are marked as a quote already: quote {taken}.")
    return piece
