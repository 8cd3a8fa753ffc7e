"""What every TMX 1.4b file is made of (LISA OSCAR, 2005): a header, and units with a variant per language.

No document type is declared: readers that do not carry the DTD would look for it beside the file or
on the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from workbench.exchange.format import ExportHead, Replacement
from workbench.exchange.xml_text import legal

TOOL = "quote-workbench"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Properties = Mapping[str, tuple[str, str]]
"""Names of properties, each with the field it comes from and its value; empty ones are not written."""


def write_document(units: Iterable[Element], out: BinaryIO, head: ExportHead) -> int:
    """Write a whole file, each unit as it comes; returns how many there were.

    The header's `srclang` is `head.source_lang`, or `*all*`; each unit names its own.
    """
    written = 0
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n')
    out.write(_serialised(_header(head)) + b"<body>\n")
    for unit in units:
        out.write(_serialised(unit))
        written += 1
    out.write(b"</body>\n</tmx>\n")
    return written


class Unit:
    """A `tu` in the making; characters that XML cannot hold are replaced, and noted in `replaced`."""

    def __init__(self, number: int, attributes: Mapping[str, str], replaced: list[Replacement]) -> None:
        self.element = Element("tu", _given({name: legal(value)[0] for name, value in attributes.items()}))
        self._number = number
        self._replaced = replaced

    def note(self, text: str) -> None:
        """Add a note, unless it is empty."""
        if text:
            SubElement(self.element, "note").text = self._legal("note", text)

    def properties(self, values: Properties) -> None:
        """Add properties of the unit itself; before any variant."""
        self._add(self.element, values)

    def variant(self, lang: str, place: str, text: str, values: Properties) -> None:
        """Add the text in one language, which is the field `place`, and what is known of it."""
        variant = SubElement(self.element, "tuv", {_XML_LANG: lang})
        self._add(variant, values)
        SubElement(variant, "seg").text = self._legal(place, text)

    def _add(self, parent: Element, values: Properties) -> None:
        for name, (place, value) in values.items():
            if value:
                SubElement(parent, "prop", type=f"x-{name}").text = self._legal(place, value)

    def _legal(self, place: str, text: str) -> str:
        clean, offsets = legal(text)
        self._replaced += [Replacement(self._number, place, offset, text[offset]) for offset in offsets]
        return clean


def _given(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}


def date(iso: str) -> str:
    """An ISO 8601 time as TMX writes it (`20260131T235959Z`, UTC), or nothing when it is no time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


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
        "creationdate": date(head.created),
        "creationid": legal(head.author)[0],
    }
    header = Element("header", _given(attributes))
    if head.project:
        SubElement(header, "prop", type="x-project").text = legal(head.project)[0]
    return header
