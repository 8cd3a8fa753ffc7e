"""What the style of a paragraph in a DOCX file says: heading, quotation, list, indent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = frozenset({"title", "titre", "título"})
_HEADINGS = ("heading", "titre", "título", "subtitle", "sous-titre")
_QUOTES = frozenset(
    (
        *("quote", "intense quote", "quotations", "block text", "block quotation", "blockquote"),
        *("html blockquote", "citation", "citation intense", "texte de citation", "cita", "cita destacada"),
    )
)
"""Names of styles as Word and LibreOffice write them, in English whatever the language, and as people do."""

_DEEPEST = 20
"""Styles upon styles that are followed: Word allows 11."""
_BODY_LEVEL = 9
"""The outline level of text that is no heading."""
_MOST_INDENT = 31680
"""Twentieths of a point: 22 inches, the widest page of Word."""


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of a paragraph besides its text. `indent` is in twentieths of a point."""

    is_title: bool = False
    is_heading: bool = False
    is_quote: bool = False
    listed: bool = False
    table: bool = False
    indent: int = 0


class Styles:
    """The paragraph styles of a file, by their ids."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default = ""
        for element in root if root is not None else ():
            if local(element) == "style" and value(element, "type") == "paragraph":
                identifier = value(element, "styleId")
                self._elements[identifier] = element
                if value(element, "default") in ("1", "true", "on"):
                    self._default = identifier
        self._known: dict[str, Style] = {}

    def of(self, paragraph: _Element) -> Style:
        """The style of a paragraph with what it sets itself."""
        own = child(paragraph, "pPr")
        identifier = value(child(own, "pStyle"), "val") or self._default
        if identifier not in self._known:
            self._known[identifier] = self._named(identifier)
        return _with(self._known[identifier], own)

    def _named(self, identifier: str) -> Style:
        """The style of that id upon those that it is based on."""
        chain: list[_Element] = []
        while identifier in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[identifier])
            identifier = value(child(chain[-1], "basedOn"), "val")
        style = Style()
        for element in reversed(chain):
            name = value(child(element, "name"), "val").lower()
            style = replace(
                _with(style, child(element, "pPr")),
                is_title=style.is_title or name in _TITLES,
                is_quote=style.is_quote or name in _QUOTES,
            )
            if name in _TITLES or name.startswith(_HEADINGS):
                style = replace(style, is_heading=True)
        return style


def _with(style: Style, properties: _Element | None) -> Style:
    """`style` with what a `pPr` element sets."""
    if properties is None:
        return style
    level = value(child(properties, "outlineLvl"), "val")
    if len(level) == 1 and level.isdecimal():
        style = replace(style, is_heading=int(level) < _BODY_LEVEL)
    numbered = child(child(properties, "numPr"), "numId")
    if numbered is not None:
        style = replace(style, listed=value(numbered, "val") != "0")
    indent = child(properties, "ind")
    left = value(indent, "start") or value(indent, "left")
    if left.lstrip("-").isdecimal() and len(left) <= len(str(-_MOST_INDENT)):
        style = replace(style, indent=int(left))
    return style


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def child(element: _Element | None, tag: str) -> _Element | None:
    """The first child of that local name, or None."""
    return next((found for found in (element if element is not None else ()) if local(found) == tag), None)


def value(element: _Element | None, name: str) -> str:
    """An attribute in the namespace of its element, or nothing."""
    if element is None:
        return ""
    return element.get(f"{str(element.tag).rpartition('}')[0]}}}{name}", "")


def is_on(element: _Element | None) -> bool:
    """Whether a property that is switched on by its mere presence is so."""
    return element is not None and value(element, "val") not in ("0", "false", "off")
