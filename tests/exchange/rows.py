"""Pair rows for the format tests; people, places and words are made up."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from db.records import LanguageTag, Origin, PairRow, QuoteKind, Status
from workbench.exchange.format import ExportHead

HEAD = ExportHead(created="2026-11-21T08:00:00Z", version="0.1.0")

NBSP, NNBSP = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
SOURCE = f"«{NBSP}Nous n’avons pas quitté [la ville] de Tin-Almaz{NNBSP}!{NBSP}»"
TARGET = "“We have not left [the town of] Tin-Almaz!”"

_FIELDS: dict[str, Any] = {
    "id": 12,
    "quote_id": 7,
    "rendering_id": 9,
    "source_lang": LanguageTag("fr"),
    "target_lang": LanguageTag("en"),
    "source": SOURCE,
    "target": TARGET,
    "origin": Origin.HUMAN,
    "status": Status.APPROVED,
    "probability": 0.97125,
    "note": "Checked against the tape.",
    "speaker": "Moussa ag Belko",
    "role": "spokesman",
    "said_on": "2012-06-28",
    "kind": QuoteKind.DIRECT,
    "source_document": "entretien.html",
    "source_outlet": "Le Courrier des Dunes",
    "source_date": "2012-06-29",
    "source_url": "https://courrier.example/a?b=1&c=2",
    "target_document": "report.txt",
    "target_outlet": "The Dune Herald",
    "target_date": "2012-07-01",
    "target_url": "https://herald.example/1",
    "translator": "A. Lind",
    "engine": "fr_en 1.9 | beam 4",
    "doubt": "numbers changed",
    "derived_from": "draft",
    "reviewer": "R. Sato",
    "reviewed_at": "2026-11-20T11:30:00Z",
    "revision": 3,
    "lang_basis": "stated",
    "said_in": "ar",
    "told_to": "Agence des Dunes",
    "occasion": "interview",
    "source_agency": "AD",
    "source_place": "Tin-Almaz",
    "source_via": "Radio Dunes < AD",
    "source_also": "Le Matin des Dunes",
    "target_agency": "Dune Press",
    "target_place": "London",
    "target_via": "AD",
    "target_also": "The Dune Mail",
}


def row(**changes: object) -> PairRow:
    """A complete row, with changes."""
    return PairRow(**{**_FIELDS, **changes})


def any_row(texts: st.SearchStrategy[str]) -> st.SearchStrategy[PairRow]:
    """Rows whose free fields hold any of `texts`."""
    free = (
        "source",
        "target",
        "note",
        "speaker",
        "role",
        "source_outlet",
        "target_url",
        "engine",
        "reviewer",
    )
    return st.builds(
        row,
        id=st.integers(1, 10**9),
        probability=st.floats(0, 1),
        origin=st.sampled_from([None, *Origin]),
        **dict.fromkeys(free, texts),
    )
