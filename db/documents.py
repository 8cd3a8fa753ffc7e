"""Documents: articles with their bytes, one complete text each, and the map of its blocks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import Basis, Block, BlockKind, Document, LanguageTag, Source

if TYPE_CHECKING:
    from db.store import Store

FACTS = ("lang", "lang_basis", "title", "outlet", "author", "translator", "date", "url", "agency", "place")
"""What is known about an article and may be corrected; its text may not."""


class Documents:
    """The documents of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, document: Document, raw: bytes) -> Document:
        """Store an article and the bytes it came as; returns it with its id."""
        at = self._store.clock()
        facts = {fact: str(getattr(document, fact)) for fact in FACTS}
        identifier = self._store.insert(
            "document",
            sha256=document.sha256,
            name=document.name,
            format=document.format,
            encoding=document.encoding,
            text=document.text,
            imported_at=at,
            **facts,
        )
        self._store.insert("document_raw", id=identifier, bytes=raw)
        self._store.execute_many(
            'INSERT INTO block (document_id, start, "end", kind, reason) VALUES (?, ?, ?, ?, ?)',
            [(identifier, b.start, b.end, str(b.kind), b.reason) for b in document.blocks],
        )
        return replace(document, id=identifier, imported_at=at, revision=1)

    def correct(self, document: Document) -> None:
        """Write the facts of `document` (language, outlet, date …); its text stays."""
        columns = ", ".join(f"{fact} = ?" for fact in FACTS)
        self._store.execute(
            f"UPDATE document SET {columns}, revision = revision + 1 WHERE id = ?",
            (*(str(getattr(document, fact)) for fact in FACTS), document.id),
        )

    def get(self, identifier: int) -> Document:
        """One document with its blocks. Raises WrongUse when there is none."""
        row = self._store.row("SELECT * FROM document WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no document {identifier} in this project: `workbench document list` shows them."
            )
        return self._document(row)

    def sources(self, identifiers: Iterable[int] | None = None) -> dict[int, Source]:
        """What is cited of these documents, or of all; their texts are not read."""
        query = f"SELECT {', '.join(Source._fields)} FROM document"
        if identifiers is None:
            rows: Iterable[sqlite3.Row] = self._store.rows(query)
        else:
            rows = self._store.rows_in(f"{query} WHERE id IN (:ids)", sorted(set(identifiers)))
        return {row["id"]: Source(*row) for row in rows}

    def with_sha256(self, sha256: str) -> Document | None:
        """The document that came as exactly these bytes, if it was imported before."""
        row = self._store.row("SELECT * FROM document WHERE sha256 = ?", (sha256,))
        return self._document(row) if row else None

    def all(self) -> list[Document]:
        """Every document in the order of import."""
        return [self._document(row) for row in self._store.rows("SELECT * FROM document ORDER BY id")]

    def raw(self, identifier: int) -> bytes:
        """The bytes of a document as they came."""
        return bytes(self._store.value("SELECT bytes FROM document_raw WHERE id = ?", (identifier,)))

    def _document(self, row: sqlite3.Row) -> Document:
        blocks = tuple(
            Block(b["start"], b["end"], BlockKind(b["kind"]), b["reason"])
            for b in self._store.rows(
                "SELECT * FROM block WHERE document_id = ? ORDER BY start", (row["id"],)
            )
        )
        return Document(
            name=row["name"],
            sha256=row["sha256"],
            format=row["format"],
            encoding=row["encoding"],
            text=row["text"],
            blocks=blocks,
            lang=LanguageTag(row["lang"]),
            lang_basis=Basis(row["lang_basis"]),
            title=row["title"],
            outlet=row["outlet"],
            author=row["author"],
            translator=row["translator"],
            date=row["date"],
            url=row["url"],
            agency=row["agency"],
            place=row["place"],
            id=row["id"],
            imported_at=row["imported_at"],
            revision=row["revision"],
        )
