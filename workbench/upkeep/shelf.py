"""The documents of a project as a library shows them: what each holds, and how far its pairs have come.

The texts of the documents are not read, so that a thousand of them cost as little as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.records import LanguageTag, Status
from workbench.project import Project
from workbench.upkeep.progress import Grouping, shares

FIRST_WORDS = 200
"""Code points of a quote that are read for a list."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document and what is counted in it."""

    id: int
    name: str
    title: str
    lang: LanguageTag
    outlet: str
    agency: str
    author: str
    date: str
    format: str
    quotes: int
    """Active quotes that stand in it, in the original or in translation."""
    missing: int
    """Those whose original words nobody has found."""
    set_aside: int
    """Blocks that are not the article."""
    pairs: Mapping[Status, int]
    """All pairs of its quotes, those with renderings from elsewhere too."""

    @property
    def known_as(self) -> str:
        """Its headline, or the name of its file where it has none."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class QuoteHere:
    """A quote as the list of one document shows it."""

    id: int
    speaker: str
    role: str
    words: str
    """How it begins: in the original, or as it is printed in translation."""
    missing: bool
    """Whether its original words are missing."""
    pair_id: int
    """Its first pair, 0 where it has none."""
    revision: int
    """Which state of the quote this is."""
    pairs: Mapping[Status, int]


_QUOTES = """
SELECT o.document_id, count(*), sum(NOT EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = o.quote_id))
FROM (SELECT document_id, quote_id FROM witness
      UNION SELECT document_id, quote_id FROM rendering WHERE document_id IS NOT NULL) o
JOIN quote q ON q.id = o.quote_id AND q.state = 'active' GROUP BY o.document_id
"""

_HERE = """
SELECT q.id, q.speaker, q.role, min(o.place) AS place,
    (SELECT group_concat(text, ' ') FROM (
        SELECT substr(s.text, 1, ?2) AS text FROM quote_segment x JOIN segment s ON s.id = x.segment_id
        WHERE x.quote_id = q.id ORDER BY x.position LIMIT 3)) AS original,
    (SELECT group_concat(text, ' ') FROM (
        SELECT substr(s.text, 1, ?2) AS text FROM rendering_segment x JOIN segment s ON s.id = x.segment_id
        WHERE x.rendering_id = o.rendering_id ORDER BY x.position LIMIT 3)) AS printed,
    NOT EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = q.id) AS missing,
    (SELECT p.id FROM pair p WHERE p.quote_id = q.id ORDER BY p.source_start, p.target_start, p.id LIMIT 1),
    q.revision
FROM (SELECT w.quote_id, NULL AS rendering_id, min(i.start) AS place
      FROM witness w JOIN piece i ON i.witness_id = w.id WHERE w.document_id = ?1 GROUP BY w.id
      UNION ALL SELECT r.quote_id, r.id, min(i.start)
      FROM rendering r JOIN piece i ON i.rendering_id = r.id WHERE r.document_id = ?1 GROUP BY r.id) o
JOIN quote q ON q.id = o.quote_id AND q.state = 'active' GROUP BY q.id ORDER BY place, q.id
"""


def shelf(project: Project) -> list[Shelved]:
    """Every document of a project in the order of import."""
    store = project.store
    quotes = {row[0]: (row[1], row[2]) for row in store.rows(_QUOTES)}
    aside = {
        row[0]: row[1]
        for row in store.rows(
            "SELECT document_id, count(*) FROM block WHERE reason <> '' GROUP BY document_id"
        )
    }
    pairs = {share.key: share.pairs for share in shares(project, Grouping.DOCUMENT)}
    found = []
    for row in store.rows(
        "SELECT id, name, title, lang, outlet, agency, author, date, format FROM document ORDER BY id"
    ):
        number, missing = quotes.get(row["id"], (0, 0))
        counts = pairs.get(str(row["id"]), dict.fromkeys(Status, 0))
        found.append(
            Shelved(
                **dict(row), quotes=number, missing=missing, set_aside=aside.get(row["id"], 0), pairs=counts
            )
        )
    return found


def quotes_in(project: Project, document_id: int) -> list[QuoteHere]:
    """The active quotes of a document in the order in which they stand there."""
    store = project.store
    found: dict[int, dict[Status, int]] = {}
    rows = store.rows(_HERE, (document_id, FIRST_WORDS))
    for row in store.rows_in(
        "SELECT quote_id, status, count(*) FROM pair WHERE quote_id IN (:ids) GROUP BY quote_id, status",
        [row[0] for row in rows],
    ):
        found.setdefault(row[0], dict.fromkeys(Status, 0))[Status(row[1])] = row[2]
    return [
        QuoteHere(
            row["id"],
            row["speaker"],
            row["role"],
            row["original"] or row["printed"] or "",
            bool(row["missing"]),
            row[7] or 0,
            row["revision"],
            found.get(row["id"], dict.fromkeys(Status, 0)),
        )
        for row in rows
    ]
