"""TMX 1.4b (LISA OSCAR, 2005): translation memory exchange, one unit per pair.

Each rendering of a quote is a unit of its own, since most readers take only the first variant of a
language; `x-quote` tells which units render the same quote. No document type is declared: readers
that do not carry the DTD would look for it beside the file or on the network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from db.records import PairRow
from workbench.exchange.format import ExportHead, ExportReport, Format, Replacement
from workbench.exchange.xml_text import legal

TOOL = "quote-workbench"
NO_SOURCE = "the original words are missing"
NO_TARGET = "there is no rendering yet"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(rows: Iterable[PairRow], out: BinaryIO, head: ExportHead) -> ExportReport:
    """Write the pairs that have both sides; the others are counted in the report.

    The header's `srclang` is `head.source_lang`, or `*all*`; each unit names its own.
    """
    written = 0
    left_out: Counter[str] = Counter()
    replaced: list[Replacement] = []
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n')
    out.write(_serialised(_header(head)) + b"<body>\n")
    for row in rows:
        if row.missing_source or row.missing_target:
            left_out[NO_SOURCE if row.missing_source else NO_TARGET] += 1
            continue
        out.write(_serialised(_Unit(row, replaced).element()))
        written += 1
    out.write(b"</body>\n</tmx>\n")
    return ExportReport(written, dict(left_out), tuple(replaced))


def _serialised(element: Element) -> bytes:
    ElementTree.indent(element, space=" ")
    # A parser takes a plain carriage return for a line feed (XML 1.0, section 2.11).
    text = ElementTree.tostring(element, encoding="unicode").replace("\r", "&#13;")
    return text.encode() + b"\n"


def _header(head: ExportHead) -> Element:
    attributes = {
        "creationtool": TOOL,
        "creationtoolversion": head.version,
        "segtype": "block",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": head.source_lang or "*all*",
        "datatype": "plaintext",
        "creationdate": _date(head.created),
        "creationid": legal(head.author)[0],
    }
    header = Element("header", _given(attributes))
    if head.project:
        SubElement(header, "prop", type="x-project").text = legal(head.project)[0]
    return header


class _Unit:
    """One pair as a `tu`; characters that XML cannot hold are replaced and noted in `replaced`."""

    def __init__(self, row: PairRow, replaced: list[Replacement]) -> None:
        self._row = row
        self._replaced = replaced

    def element(self) -> Element:
        row = self._row
        attributes = {
            "tuid": f"p{row.id}",
            "srclang": row.source_lang,
            "changedate": _date(row.reviewed_at),
            "changeid": legal(row.reviewer)[0],
        }
        unit = Element("tu", _given(attributes))
        if row.note:
            SubElement(unit, "note").text = self._legal("note", row.note)
        self._properties(unit, _about_the_pair(row))
        for side in ("source", "target"):
            self._variant(unit, side)
        return unit

    def _variant(self, unit: Element, side: str) -> None:
        known = self._row._asdict()
        variant = SubElement(unit, "tuv", {_XML_LANG: known[f"{side}_lang"]})
        about = ("document", "outlet", "agency", "place", "date", "url", "via", "also")
        self._properties(variant, {name: (f"{side}_{name}", known[f"{side}_{name}"]) for name in about})
        SubElement(variant, "seg").text = self._legal(side, known[side])

    def _properties(self, parent: Element, values: dict[str, tuple[str, str]]) -> None:
        for name, (place, value) in values.items():
            if value:
                SubElement(parent, "prop", type=f"x-{name}").text = self._legal(place, value)

    def _legal(self, place: str, text: str) -> str:
        clean, offsets = legal(text)
        self._replaced += [Replacement(self._row.id, place, offset, text[offset]) for offset in offsets]
        return clean


def _about_the_pair(row: PairRow) -> dict[str, tuple[str, str]]:
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


def _given(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}


def _date(iso: str) -> str:
    """An ISO 8601 time as TMX writes it (`20260131T235959Z`, UTC), or nothing when it is no time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


FORMAT = Format("tmx", ".tmx", "TMX 1.4b for translation memories; pairs with both sides only", write)
