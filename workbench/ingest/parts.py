"""Correcting by hand what of a document is the article and what was set aside. Its text stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.errors import Conflict, Refused, WrongUse
from db.records import Block, Document, Span
from workbench.project import Project

BY_HAND = "set aside by hand"
"""The reason of what a person has set aside without saying why."""


def regard(
    project: Project, document_id: int, span: Span, reason: str = "", *, revision: int | None = None
) -> Document:
    """Say that the lines which a stretch of a document touches are the article, or why they are not.

    `reason` is empty for the article itself, else a short phrase ("menu"). Whole lines change; a block
    of which only some do is parted there. The quotes of the document stay as they are until somebody
    has it read anew (`workbench.quotes.anew`). Raises WrongUse for no stretch of the text, Refused where
    nothing would change, Conflict where the document has moved on from `revision`.
    """
    what = "set aside" if reason else "taken for the article"
    with project.store.action("document part", f"lines of document {document_id} {what}"):
        document = project.store.documents.get(document_id)
        if revision is not None and document.revision != revision:
            raise Conflict(
                f"Document {document_id} is not as it was when you looked. Nothing was written; look at it"
                " again, then repeat."
            )
        if not 0 <= span.start < span.end <= len(document.text) or not span.of(document.text).strip():
            raise WrongUse(
                f"Document {document_id} has {len(document.text)} characters:"
                f" {span.start}–{span.end} is no stretch of its text."
            )
        before = document.blocks or (Block(0, len(document.text)),)
        after = tuple(part for block in before for part in _regarded(document.text, block, span, reason))
        if after == before:
            raise Refused(f"These lines are {what} already.")
        _put(project, document, after)
    return project.store.documents.get(document_id)


def _regarded(text: str, block: Block, span: Span, reason: str) -> Iterator[Block]:
    """A block, parted at the ends of the lines that a stretch touches; these have the new reason."""
    lines = [line for line in _lines(text, block) if line.start < span.end and span.start < line.end]
    if not lines:
        yield block
        return
    start, end = lines[0].start, lines[-1].end
    for part in (
        replace(block, end=start),
        replace(block, start=start, end=end, reason=reason),
        replace(block, start=end),
    ):
        if part.span.of(text).strip():
            yield part


def _lines(text: str, block: Block) -> Iterator[Span]:
    """The lines of a block, each with its line break; the white space at its end belongs to the last."""
    start = block.start
    while start < block.end:
        found = text.find("\n", start, block.end)
        end = block.end if found < 0 or not text[found : block.end].strip() else found + 1
        yield Span(start, end)
        start = end


def _put(project: Project, document: Document, blocks: tuple[Block, ...]) -> None:
    store = project.store
    kept = set(blocks) & set(document.blocks)
    for block in set(document.blocks) - kept:
        store.execute(
            'DELETE FROM block WHERE document_id = ? AND start = ? AND "end" = ?',
            (document.id, block.start, block.end),
        )
    store.execute_many(
        'INSERT INTO block (document_id, start, "end", kind, reason) VALUES (?, ?, ?, ?, ?)',
        [(document.id, b.start, b.end, str(b.kind), b.reason) for b in blocks if b not in kept],
    )
    store.documents.correct(document)
