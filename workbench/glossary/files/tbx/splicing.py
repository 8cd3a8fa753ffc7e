"""TBX files as bytes: entries are put in, taken out and exchanged, and everything else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.errors import UnreadableInput, WrongUse
from db.records import Concept
from workbench.glossary.files.delimited import MAX_BYTES
from workbench.glossary.files.glossary_file import Complaint, Content, Layout, Written
from workbench.glossary.files.tbx.dialect import Dialect
from workbench.glossary.files.tbx.entries import entry
from workbench.glossary.files.tbx.reading import Broken, Entry, entries

_SNIFFED = 4_000
"""Bytes in which the root element and its declaration are looked for."""

_NOT_A_TAG = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
_REST = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_READABLE = re.compile(rb"(?i)utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|latin-?1")
_UTF_8 = re.compile(rb"(?i)utf-?8")
_CHANGEABLE = re.compile(rb"<(?:tbx|martif)\b(?![^>]*\bstyle\s*=\s*[\"']dct)")
_SPACE = b" \t\r\n"
_INDENT = "      "


class _Places(NamedTuple):
    """Where things stand in a file, in bytes."""

    entries: list[tuple[int, int]]
    ends: list[int]
    """Where tags that close a body begin: mostly one."""


def read(layout: Layout, dialect: Dialect) -> Content:
    """The concepts of the one file of a layout. Raises UnreadableInput for one that is refused as a whole."""
    ((file, data),) = layout.files.items()
    _refuse(file, data)
    found: list[Entry] = []
    complaints: list[Complaint] = []
    try:
        for each in entries(file, data, dialect):
            found.append(each)
            complaints += each.complaints
    except Broken as broken:
        if not found:
            raise UnreadableInput(f"{file}, line {broken.line}: this is no XML; repair the file.") from None
        reason = "from here on the file is no XML; what stands before is read."
        complaints.append(Complaint(file, broken.line, reason))
    return Content(tuple(each.concept for each in found if each.concept), tuple(complaints))


def write(concepts: Sequence[Concept], layout: Layout, dialect: Dialect) -> Written:
    """The one file of a layout with these concepts and no others."""
    ((file, data),) = layout.files.items()
    if not data:
        known = {concept.key for concept in concepts}
        texts = (f"{_INDENT}{entry(concept, dialect, known)}\n" for concept in concepts)
        return Written({file: "".join((dialect.beginning, *texts, dialect.end)).encode()})
    _refuse(file, data)
    try:
        there = list(entries(file, data, dialect))
    except Broken as broken:
        raise WrongUse(f"{file} is no XML from line {broken.line} on; write a new file instead.") from None
    return Written({file: _spliced(file, data, there, concepts, dialect)})


def _refuse(file: str, data: bytes) -> None:
    """Raise UnreadableInput for what is not looked into."""
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 2**20
        raise UnreadableInput(f"{file} has {len(data) / 2**20:.0f} MiB, over the limit of {most}; split it.")
    if b"<!ENTITY" in data:
        raise UnreadableInput(f"{file} declares entities, which no glossary needs; it is not read.")
    declared = _ENCODING.search(data[:_SNIFFED])
    if b"\0" in data or (declared and not _READABLE.fullmatch(declared[1])):
        raise UnreadableInput(f"{file} is in an encoding that is not read; save it as UTF-8.")


def _spliced(
    file: str, data: bytes, there: Sequence[Entry], concepts: Sequence[Concept], dialect: Dialect
) -> bytes:
    """The bytes of the file with other entries."""
    places = _places(data, dialect)
    if len(places.entries) != len(there) or len(places.ends) != 1:
        raise WrongUse(f"{file} has no body with entries in a row; write a new file instead.")
    changes = list(_changes(data, list(zip(there, places.entries, strict=True)), concepts, dialect))
    before = {each.concept.key for each in there if each.concept}
    at = places.entries[-1][1] if places.entries else _before_space(data, places.ends[0])
    indent = _indent(data, *places.entries[-1:])
    known = {concept.key for concept in concepts}
    new = [
        _encoded(entry(each, dialect, known, indent=indent), data)
        for each in concepts
        if each.key not in before
    ]
    if not changes and not new:
        return data
    if not _CHANGEABLE.search(data[:_SNIFFED]):
        raise WrongUse(
            f"{file} is in a style of TBX that is read, but not changed; write a new file instead."
        )
    lead = _newline(data) + indent.encode()
    added = b"".join(lead + each for each in new)
    pieces: list[bytes] = []
    done = 0
    for start, end, text in (*changes, (at, at, added)):
        pieces += (data[done:start], text)
        done = end
    return b"".join((*pieces, data[done:]))


def _changes(
    data: bytes,
    there: Sequence[tuple[Entry, tuple[int, int]]],
    concepts: Sequence[Concept],
    dialect: Dialect,
) -> Iterator[tuple[int, int, bytes]]:
    """Which bytes become others: from, to, and what stands there then."""
    wanted = {concept.key: concept for concept in concepts}
    before = {each.concept.key for each, _ in there if each.concept}
    for each, (start, end) in there:
        if each.concept is None:
            continue
        concept = wanted.get(each.concept.key)
        if concept is None:
            yield _before_space(data, start), end, b""
        elif entry(concept, dialect, wanted) != entry(each.concept, dialect, before):
            text = entry(concept, dialect, wanted, each.kept, _indent(data, (start, end)))
            yield start, end, _encoded(text, data)


def _places(data: bytes, dialect: Dialect) -> _Places:
    """Where the entries of well-formed XML stand."""
    name = dialect.entry.encode()
    tag = re.compile(rb"%b|<(/?)(?:[\w.-]+:)?(%b|body)(?=[\s/>])%b" % (_NOT_A_TAG, name, _REST), re.DOTALL)
    found = _Places([], [])
    start = 0
    for match in tag.finditer(data):
        if match[2] == name and match[0].endswith(b"/>"):
            found.entries.append(match.span())
        elif match[2] == name and match[1]:
            found.entries.append((start, match.end()))
        elif match[2] == name:
            start = match.start()
        elif match[2] and match[1]:
            found.ends.append(match.start())
    return found


def _indent(data: bytes, span: tuple[int, int] | None = None) -> str:
    """The white space before an entry on its line."""
    if span is None:
        return _INDENT
    line = data[data.rfind(b"\n", 0, span[0]) + 1 : span[0]]
    return "" if line.strip() else line.decode()


def _before_space(data: bytes, at: int) -> int:
    """Where the white space before a place begins."""
    while at and data[at - 1] in _SPACE:
        at -= 1
    return at


def _newline(data: bytes) -> bytes:
    return b"\r\n" if b"\r\n" in data else b"\n"


def _encoded(text: str, data: bytes) -> bytes:
    """XML for a file: with its line breaks, in its encoding, or with references where that is not UTF-8."""
    text = text.replace("\n", _newline(data).decode())
    declared = _ENCODING.search(data[:_SNIFFED])
    if declared is None or _UTF_8.fullmatch(declared[1]):
        return text.encode()
    return text.encode("ascii", "xmlcharrefreplace")
