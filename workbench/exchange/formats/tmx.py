"""TMX 1.4b (LISA OSCAR, 2005): translation memory exchange, one unit per pair.

Each rendering of a quote is a unit of its own, since most readers take only the first variant of a
language; `x-quote` tells which units render the same quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from db.records import PairRow
from workbench.exchange.format import ExportHead, ExportReport, Format, Replacement
from workbench.exchange.tmx_document import Properties, Unit, date, write_document

NO_SOURCE = "the original words are missing"
NO_TARGET = "there is no rendering yet"

_ABOUT_A_SIDE = ("document", "outlet", "agency", "place", "date", "url", "via", "also")


def write(rows: Iterable[PairRow], out: BinaryIO, head: ExportHead) -> ExportReport:
    """Write the pairs that have both sides; the others are counted in the report."""
    left_out: Counter[str] = Counter()
    replaced: list[Replacement] = []

    def units() -> Iterator[Element]:
        for row in rows:
            if row.missing_source or row.missing_target:
                left_out[NO_SOURCE if row.missing_source else NO_TARGET] += 1
            else:
                yield _unit(row, replaced)

    written = write_document(units(), out, head)
    return ExportReport(written, dict(left_out), tuple(replaced))


def _unit(row: PairRow, replaced: list[Replacement]) -> Element:
    """One pair as a `tu`."""
    attributes = {
        "tuid": f"p{row.id}",
        "srclang": row.source_lang,
        "changedate": date(row.reviewed_at),
        "changeid": row.reviewer,
    }
    unit = Unit(row.id, attributes, replaced)
    unit.note(row.note)
    unit.properties(_about_the_pair(row))
    known = row._asdict()
    for side in ("source", "target"):
        about = {name: (f"{side}_{name}", known[f"{side}_{name}"]) for name in _ABOUT_A_SIDE}
        unit.variant(known[f"{side}_lang"], side, known[side], about)
    return unit.element


def _about_the_pair(row: PairRow) -> Properties:
    """Names of properties of the unit, with the field each comes from and its value."""
    return {
        "quote": ("quote_id", str(row.quote_id)),
        "speaker": ("speaker", row.speaker),
        "role": ("role", row.role),
        "said-on": ("said_on", row.said_on),
        "kind": ("kind", row.kind),
        "language-basis": ("lang_basis", row.lang_basis),
        "said-in": ("said_in", row.said_in),
        "told-to": ("told_to", row.told_to),
        "occasion": ("occasion", row.occasion),
        "origin": ("origin", row.origin or ""),
        "status": ("status", row.status),
        "translator": ("translator", row.translator),
        "engine": ("engine", row.engine),
        "doubt": ("doubt", row.doubt),
        "derived-from": ("derived_from", row.derived_from),
        "probability": ("probability", f"{row.probability:.4f}"),
        "reviewer": ("reviewer", row.reviewer),
    }


FORMAT = Format("tmx", ".tmx", "TMX 1.4b for translation memories; pairs with both sides only", write)
