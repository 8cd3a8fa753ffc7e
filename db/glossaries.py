"""The files of imported glossaries, kept as they came so that they are written out again as they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.records import GlossaryFiles, LanguageTag

if TYPE_CHECKING:
    from db.store import Store


class Glossaries:
    """The imported glossaries of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, glossary: GlossaryFiles) -> None:
        """Keep a glossary with its files, in the place of what was kept of it; part of the running action."""
        standing = self.get(glossary.name)
        columns = {
            "format": glossary.format,
            "langs": " ".join(glossary.langs),
            "files": json.dumps({name: data.hex() for name, data in glossary.files.items()}),
            "origin": glossary.origin,
        }
        if standing is None:
            self._store.insert("glossary", name=glossary.name, **columns)
        elif standing != glossary:
            assignments = ", ".join(f"{column} = ?" for column in columns)
            self._store.execute(
                f"UPDATE glossary SET {assignments} WHERE name = ?", (*columns.values(), glossary.name)
            )

    def get(self, name: str) -> GlossaryFiles | None:
        """The glossary of this name, if one was imported."""
        row = self._store.row("SELECT * FROM glossary WHERE name = ?", (name,))
        if row is None:
            return None
        files = {file: bytes.fromhex(data) for file, data in json.loads(row["files"]).items()}
        source, target = map(LanguageTag, row["langs"].split())
        return GlossaryFiles(row["name"], row["format"], files, (source, target), row["origin"])

    def names(self) -> list[str]:
        """The imported glossaries, in the order in which they came."""
        return [row["name"] for row in self._store.rows("SELECT name FROM glossary ORDER BY id")]
