"""Examining a project: is the file sound, and is the evidence what it was?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from db.records import Document, QuoteState, joined
from workbench.project import Project
from workbench.quotes.segments import sentences


def examine(project: Project) -> list[str]:
    """Everything that is wrong with a project, a sentence each; empty when nothing is."""
    documents = {document.id: document for document in project.store.documents.all()}
    return [
        *project.store.integrity(),
        *_changed_documents(project, documents),
        *_changed_quotes(project, documents),
        *_misplaced(project),
    ]


def _changed_documents(project: Project, documents: Mapping[int, Document]) -> Iterator[str]:
    for document in documents.values():
        if hashlib.sha256(project.store.documents.raw(document.id)).hexdigest() != document.sha256:
            yield f"Document {document.id} ({document.name}): its bytes are not those that were imported."


def _changed_quotes(project: Project, documents: Mapping[int, Document]) -> Iterator[str]:
    """Quotes and published renderings whose words differ from the article they point into."""
    store = project.store
    for quote in store.quotes.all(states=QuoteState):
        for witness in quote.witnesses[:1]:
            document = documents[witness.document_id]
            if joined(sentences(document.text, witness.pieces, document.lang)) != joined(quote.segments):
                yield f"Quote {quote.id}: its words are not those of document {witness.document_id}."
        for rendering in store.renderings.of_quote(quote.id):
            if rendering.document_id is None:
                continue
            document = documents[rendering.document_id]
            printed = joined(sentences(document.text, rendering.pieces, document.lang))
            if printed != joined(rendering.segments):
                yield f"Rendering {rendering.id}: its words are not those it was printed with."


FAULTS = {
    "Pair {}: it points at words that are not there.": """
SELECT p.id FROM pair p
WHERE p.source_end > p.source_start AND NOT EXISTS (
    SELECT 1 FROM quote_segment s
    WHERE s.quote_id = p.quote_id AND s.position >= p.source_start AND s.position < p.source_end)
OR p.target_end > p.target_start AND NOT EXISTS (
    SELECT 1 FROM rendering_segment s
    WHERE s.rendering_id = p.rendering_id AND s.position >= p.target_start AND s.position < p.target_end)
""",
    "Pair {}: its rendering belongs to another quote.": """
SELECT p.id FROM pair p JOIN rendering r ON r.id = p.rendering_id WHERE r.quote_id <> p.quote_id
""",
    "Pair {}: words of its rendering stand in another pair as well.": """
WITH placed AS (
    SELECT p.id, p.target_start, p.target_end, COALESCE(r.derived_from, r.id) AS root
    FROM pair p JOIN rendering r ON r.id = p.rendering_id)
SELECT a.id FROM placed a JOIN placed b ON b.root = a.root AND b.id < a.id
    AND b.target_start < a.target_end AND a.target_start < b.target_end
""",
    "Quote {}: a sentence of it stands in no pair.": """
SELECT DISTINCT q.id FROM quote q JOIN quote_segment s ON s.quote_id = q.id
WHERE q.state = 'active' AND NOT EXISTS (
    SELECT 1 FROM pair p
    WHERE p.quote_id = q.id AND s.position >= p.source_start AND s.position < p.source_end)
""",
    "Rendering {}: its quote has joined another one without it.": """
SELECT r.id FROM rendering r JOIN quote q ON q.id = r.quote_id WHERE q.state = 'merged'
""",
    "Quote {}: it has joined another one, but places or pairs of it have not.": """
SELECT q.id FROM quote q WHERE q.state = 'merged' AND (
    EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = q.id)
    OR EXISTS (SELECT 1 FROM pair p WHERE p.quote_id = q.id))
""",
    "Quote {}: no article prints it.": """
SELECT q.id FROM quote q WHERE q.state = 'active'
    AND NOT EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = q.id)
    AND NOT EXISTS (SELECT 1 FROM rendering r WHERE r.quote_id = q.id AND r.origin = 'published')
""",
    "Quote {}: it has words of its own that stand in no article.": """
SELECT DISTINCT q.id FROM quote q JOIN quote_segment s ON s.quote_id = q.id
WHERE q.state <> 'merged' AND NOT EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = q.id)
""",
    "Witness {}: it points at no words.": """
SELECT w.id FROM witness w WHERE NOT EXISTS (SELECT 1 FROM piece p WHERE p.witness_id = w.id)
""",
    "Rendering {}: a word of it that was printed stands in no pair.": """
SELECT DISTINCT r.id FROM rendering r JOIN quote q ON q.id = r.quote_id AND q.state = 'active'
JOIN rendering_segment s ON s.rendering_id = r.id
WHERE r.origin = 'published' AND r.reprint_of IS NULL AND NOT EXISTS (
          SELECT 1 FROM pair p
          WHERE p.rendering_id = r.id AND s.position >= p.target_start AND s.position < p.target_end)
        AND NOT EXISTS (
          SELECT 1 FROM rendering m JOIN pair p ON p.rendering_id = m.id
          WHERE m.derived_from = r.id AND s.position >= p.target_start AND s.position < p.target_end)
""",
    "Rendering {}: what it prints again is not there, or it has pairs of its own.": """
SELECT r.id FROM rendering r JOIN rendering m ON m.id = r.reprint_of
WHERE m.quote_id <> r.quote_id OR m.origin <> 'published' OR m.reprint_of IS NOT NULL
    OR EXISTS (SELECT 1 FROM pair p WHERE p.rendering_id = r.id)
""",
    "Retelling {}: one of its quotes has joined another one.": """
SELECT t.id FROM retelling t JOIN quote q ON q.id IN (t.quote_id, t.other_id) WHERE q.state = 'merged'
""",
}
"""What must never be, as the sentence that tells it and the query that finds it."""


def _misplaced(project: Project) -> Iterator[str]:
    """Pairs, quotes and renderings that do not belong together as they should."""
    for sentence, query in FAULTS.items():
        for row in project.store.rows(query):
            yield sentence.format(row[0])
