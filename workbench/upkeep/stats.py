"""What a project holds, counted."""

from __future__ import annotations

from typing import Any

from db.records import Origin
from workbench.project import Project

MISSING = "missing"
"""The origin of a pair that has no rendering yet."""


def stats(project: Project) -> dict[str, Any]:
    """Counts of documents, quotes, renderings, pairs (by status and by origin) and concepts."""
    store = project.store

    def count(sql: str) -> int:
        return int(store.value(f"SELECT count(*) FROM {sql}"))

    origins = dict.fromkeys([*map(str, Origin), MISSING], 0)
    for origin, number in store.rows(
        "SELECT CASE WHEN p.target_end > p.target_start THEN r.origin ELSE 'missing' END AS o, count(*)"
        " FROM pair p JOIN quote q ON q.id = p.quote_id LEFT JOIN rendering r ON r.id = p.rendering_id"
        " WHERE q.state = 'active' GROUP BY o"
    ):
        origins[origin] = number
    return {
        "documents": count("document"),
        "quotes": count("quote WHERE state = 'active'"),
        "quotes without original": count(
            "quote q WHERE state = 'active' AND NOT EXISTS (SELECT 1 FROM witness WHERE quote_id = q.id)"
        ),
        "speakers": int(store.value("SELECT count(DISTINCT speaker) FROM quote WHERE speaker <> ''")),
        "renderings": count("rendering"),
        "pairs": {str(status): number for status, number in store.pairs.counts().items()},
        "pairs by origin": origins,
        "concepts": count("concept"),
    }
