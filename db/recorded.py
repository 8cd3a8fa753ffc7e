"""What is under history: tables and the columns that make a row, as each release left them."""

from __future__ import annotations

FIRST_RECORDED: dict[str, tuple[str, ...]] = {
    "document": (
        *("id", "sha256", "name", "format", "encoding", "text", "lang", "lang_basis", "title", "outlet"),
        *("author", "translator", "date", "url", "imported_at", "revision"),
    ),
    "document_raw": ("id", "bytes"),
    "block": ("id", "document_id", "start", "end", "kind", "reason"),
    "quote": (
        *("id", "lang", "lang_basis", "kind", "speaker", "role", "said_on", "state", "merged_into"),
        *("place_document", "place_offset", "revision"),
    ),
    "witness": ("id", "quote_id", "document_id", "mention_start", "mention_end", "cue", "confidence"),
    "rendering": (
        *("id", "quote_id", "lang", "origin", "document_id", "mention_start", "mention_end", "translator"),
        *("engine", "derived_from", "author", "created_at"),
    ),
    "piece": ("id", "witness_id", "rendering_id", "position", "start", "end"),
    "segment": ("id", "text", "after", "doubt", "author", "folded"),
    "quote_segment": ("id", "quote_id", "position", "segment_id"),
    "rendering_segment": ("id", "rendering_id", "position", "segment_id"),
    "pair": (
        *("id", "quote_id", "rendering_id", "source_start", "source_end", "target_start", "target_end"),
        *("probability", "status", "note", "reviewer", "reviewed_at", "revision"),
    ),
    "concept": ("id", "key", "kind", "since", "until", "note", "confirmed", "revision"),
    "name": (
        *("id", "concept_id", "lang", "text", "form", "status", "since", "until", "source", "confirmed"),
        "note",
    ),
    "relation": ("id", "concept_id", "type", "target", "note", "confirmed"),
}
"""Tables under history and the columns that make a row, as the first release had them."""

PROVENANCE_GAINED: dict[str, tuple[str, ...]] = {
    "document": ("agency", "place"),
    "quote": ("said_in", "said_in_basis"),
    "witness": ("position", "translator", "told_to", "occasion", "via", "evidence"),
    "rendering": ("cue", "confidence", "reprint_of", "told_to", "occasion", "via", "evidence"),
    "retelling": ("id", "quote_id", "other_id", "note", "score"),
}
"""What the provenance of a quote added."""

BEADS_GAINED: dict[str, tuple[str, ...]] = {
    "pair": ("aligned_by",),
    "refused_match": ("id", "quote_id", "rendering_id"),
}
"""What work on beads by hand added."""

CHECKS_GAINED: dict[str, tuple[str, ...]] = {
    "concept": ("country", "glossary"),
    "name": ("case_rule", "outlet", "glossary", "displaced"),
    "relation": ("since", "until", "glossary"),
    "glossary": ("id", "name", "format", "langs", "files", "origin"),
    "kept_out": ("id", "concept", "part", "label", "text"),
    "mention": ("id", "document_id", "name", "concept_id", "chosen_by"),
    "waiver": ("id", "quote_id", "texts", "check_id", "found", "reason", "who", "at"),
}
"""What the glossary that a project keeps itself and the checks added."""

TALK_GAINED: dict[str, tuple[str, ...]] = {
    "comment": (
        *("id", "quote_id", "rendering_id", "source_at", "target_at", "who", "at", "edited_at", "text"),
        "revision",
    ),
}
"""What comments added."""


def _grown(
    recorded: dict[str, tuple[str, ...]], gained: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Recorded tables after a release that added these columns and tables."""
    return {
        table: recorded.get(table, ()) + gained.get(table, ())
        for table in dict.fromkeys([*recorded, *gained])
    }


WITH_PROVENANCE = _grown(FIRST_RECORDED, PROVENANCE_GAINED)
WITH_BEADS = _grown(WITH_PROVENANCE, BEADS_GAINED)
WITH_CHECKS = _grown(WITH_BEADS, CHECKS_GAINED)
WITH_TALK = _grown(WITH_CHECKS, TALK_GAINED)
RECORDED = WITH_TALK
"""Tables under history, with the columns that make a row."""

BLOBS = {("document_raw", "bytes")}
"""Columns that JSON cannot hold; their images are hexadecimal."""
