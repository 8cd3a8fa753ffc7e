"""What a project holds, counted."""

from __future__ import annotations

from typing import Any

from db.records import Origin, Status
from workbench.project import Project

MISSING = "missing"
"""The origin of a pair that has no rendering yet."""


_ORIGINS = """
SELECT CASE WHEN p.target_end > p.target_start THEN r.origin ELSE 'missing' END AS o, count(*),
    sum(p.source_end = p.source_start)
FROM pair p LEFT JOIN rendering r ON r.id = p.rendering_id
WHERE p.quote_id NOT IN (SELECT id FROM quote WHERE state <> 'active') GROUP BY o
"""
"""Pairs by origin, and how many among them have no original."""

_WORDS = """
SELECT p.status, sum(length(s.text) - length(replace(s.text, ' ', '')) + 1)
FROM pair p
JOIN quote_segment o ON o.quote_id = p.quote_id AND o.position >= p.source_start AND o.position < p.source_end
JOIN segment s ON s.id = o.segment_id
WHERE p.quote_id NOT IN (SELECT id FROM quote WHERE state <> 'active') GROUP BY p.status
"""
"""Original words of the pairs in each status: what plain spaces part, as word processors count."""


def stats(project: Project) -> dict[str, Any]:
    """Counts of documents, quotes, renderings, pairs (by status and by origin), words and concepts.

    Words are those of the originals, by the status of their pairs; an original that stands in several
    pairs counts in each.
    """
    store = project.store

    def count(sql: str) -> int:
        return int(store.value(f"SELECT count(*) FROM {sql}"))

    origins = dict.fromkeys([*map(str, Origin), MISSING], 0)
    without_original = 0
    for origin, number, missing in store.rows(_ORIGINS):
        origins[origin] = number
        without_original += missing
    return {
        "documents": count("document"),
        "quotes": count("quote WHERE state = 'active'"),
        "quotes without original": count(
            "quote q WHERE state = 'active' AND NOT EXISTS (SELECT 1 FROM witness WHERE quote_id = q.id)"
        ),
        "speakers": int(
            store.value("SELECT count(DISTINCT speaker) FROM quote WHERE speaker <> '' AND state = 'active'")
        ),
        "renderings": count("rendering"),
        "pairs": {str(status): number for status, number in store.pairs.counts().items()},
        "pairs by origin": origins,
        "pairs without original": without_original,
        "words": {**dict.fromkeys(map(str, Status), 0), **dict(map(tuple, store.rows(_WORDS)))},
        "concepts": count("concept"),
    }
