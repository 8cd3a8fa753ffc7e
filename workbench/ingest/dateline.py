"""Place, agency and date of an article: its dateline, and lines such as `Source : AFP` around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Block, Span
from workbench.ingest.dates import find_date, iso_date
from workbench.text.media import medium

_HEAD_LINES = 10
_TAIL_LINES = 4
_DATELINE_LENGTH = 160
_LINE_LENGTH = 90
"""Code points of a line that does nothing but name an agency."""

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*"
_PLACE = rf"{_WORD}(?:[ \xa0](?:(?:de|du|des|la|le|el|al|of|sur)[ \xa0])?{_WORD}){{0,3}}"
_PLACES = rf"(?P<place>{_PLACE}(?:, {_PLACE})?)"
_DAY_MONTH = r"\d{1,2}(?:er|st|nd|rd|th)?[ \xa0](?:de[ \xa0])?[^\W\d_]{3,10}\.?"
_MONTH_DAY = r"[^\W\d_]{3,10}\.?[ \xa0]\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ \xa0](?:de[ \xa0])?(?:19|20)\d\d)?"
_DATE = rf"(?:(?i:le|el|on)[ \xa0])?(?P<date>(?:{_DAY_MONTH}|{_MONTH_DAY}){_YEAR}|\d{{4}}-\d\d-\d\d)"
_AGENCY = rf"(?P<agency>{_WORD}[^()\n]{{0,40}})"
_DASH = r"(?:—|–|--|-)"
_AFTER_AGENCY = rf"(?:[ \xa0]*(?:\.?[ \xa0]?{_DASH}|:)(?=\s|[^\W\d_])|\s*$)"
_UPPER = r"[^\W\d_a-zà-öø-ÿ]"

_FORMS = (
    re.compile(rf"(?:{_PLACES}(?:,? {_DATE})?[ \xa0]+)?\({_AGENCY}\){_AFTER_AGENCY}"),
    re.compile(rf"{_PLACES},? {_DATE}(?:[ \xa0]*{_DASH}\s|\s*$)"),
    re.compile(rf"(?P<place>{_PLACE}) ?(?:{_DASH}|/) ?{_AGENCY}\s*$"),
    re.compile(rf"(?P<place>{_UPPER}{{3,21}}, {_PLACE})[ \xa0]{_DASH}\s"),
)
"""The forms of a dateline at the start of a line; the first that fits counts."""

_SOURCE = re.compile(r"(?i:sources?|fuentes?)\s*:\s*(?P<agency>[^:]+)$")
_WITH = re.compile(r"(?:.{0,50}?[\s,(])?(?i:avec|with|con)\s+(?:l['’]|la |the )?(?P<agency>[^\W\d_].*?)\)?$")
_BYLINE = re.compile(r"(?i:par|by|por)\s.{2,50}?(?:,|/|\s[-–—]|\s\()\s?(?P<agency>[^\W\d_].*?)\)?$")
_RIGHTS = re.compile(r"(?:©|\([cC]\)|(?i:copyright))\s*(?:\d{4}\s*)?(?P<agency>[^\W\d_].*)$")
_ALONE = re.compile(r"\(?(?P<agency>[^\W\d_][^.!?:]*?)\)?$")
_HEAD_FORMS = (_SOURCE, _WITH, _BYLINE, _ALONE)
_TAIL_FORMS = (_SOURCE, _WITH, _BYLINE, _RIGHTS, _ALONE)
_CLOSING = re.compile(r"\((?:(?i:avec|with|con|source\s*:)\s+)?(?P<agency>[^\W\d_][^()]{1,40})\)\.?$")

_PARTS = re.compile(r"[/(),&]|\s(?:et|and|y|-|–)\s")
_FULL_NAME = 2
"""Words from which an agency's name alone on a line at the head is no photographer's credit."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, by which agency and when an article was sent, as far as it says so; each may be empty."""

    place: str = ""
    """As printed: `BAMAKO`, `GAO, Mali`."""
    agency: str = ""
    """As printed, several joined by a comma."""
    date: str = ""
    """ISO 8601, the year taken from the date of publication where the dateline has none."""
    evidence: tuple[Span, ...] = ()
    """Where the text says so."""


def dateline(text: str, blocks: Sequence[Block], published: str = "") -> Dateline:
    """What the first and the last lines of an article say of its place, agency and date.

    `blocks` is the article's map: what is set aside is not read; without blocks the whole text is.
    `published` is the date of the document, ISO 8601 or empty. Only agencies of the table of media count,
    but in a dateline with a date every name in its parentheses. A line that names an agency as the source
    counts when the dateline names none.
    """
    lines = list(_lines(text, blocks))
    head, tail = lines[:_HEAD_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:] or lines[-_TAIL_LINES:]
    found = next(filter(None, (_dateline(text, line, published) for line in head)), Dateline())
    if found.agency:
        return found
    for name, span in _sources(text, head, tail):
        return Dateline(found.place, name, found.date, tuple(sorted((*found.evidence, span))))
    return found


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """The lines of the article that are not blank, without the white space around them."""
    article = [block.span for block in blocks if not block.set_aside] if blocks else [Span(0, len(text))]
    for block in article:
        start = block.start
        for line in block.of(text).split("\n"):
            stripped = line.strip()
            if stripped:
                first = start + line.index(stripped)
                yield Span(first, first + len(stripped))
            start += len(line) + 1


def _dateline(text: str, line: Span, published: str) -> Dateline | None:
    beginning = text[line.start : min(line.end, line.start + _DATELINE_LENGTH)]
    for form in _FORMS:
        match = form.match(beginning)
        if match is None:
            continue
        parts = match.groupdict()
        place, when, agency = (parts.get(key) or "" for key in ("place", "date", "agency"))
        said = _date(when, published)
        if medium(place) or (when and not _is_day(when)) or not _begins(beginning, match.end()):
            continue
        name = _agencies(agency) or (agency.strip() if said and place else "")
        if agency and not name:
            continue
        end = line.start + len(match[0].rstrip())
        return Dateline(place, name, said, (Span(line.start, end),))
    return None


def _begins(line: str, at: int) -> bool:
    """True when a sentence or nothing follows the dash, as behind a dateline."""
    return not line[at:].lstrip()[:1].islower()


def _is_day(when: str) -> bool:
    return bool(find_date(when) or find_date(f"{when} 2000"))


def _date(when: str, published: str) -> str:
    """The date meant: with its own year, or with that which brings it nearest to publication."""
    if not when or find_date(when):
        return find_date(when)
    known = iso_date(published)
    if not known:
        return ""
    year = int(known[:4])
    if len(known) < len("2012-03-12"):
        return find_date(f"{when} {year}")
    candidates = (find_date(f"{when} {candidate}") for candidate in (year, year - 1, year + 1))
    return min(filter(None, candidates), key=lambda found: _days_apart(found, known), default="")


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _sources(text: str, head: Sequence[Span], tail: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Agencies that lines at the head and the end of the article name as its source, the end last."""
    last = tail[-1] if tail else None
    for line in dict.fromkeys((*head, *tail)):
        words = line.of(text)
        if len(words) <= _LINE_LENGTH:
            for form in _TAIL_FORMS if line in tail else _HEAD_FORMS:
                match = form.match(words)
                name = _agencies(match["agency"]) if match else ""
                if name and not (form is _ALONE and line not in tail and len(name.split()) < _FULL_NAME):
                    yield name, line
        if line == last and (match := _CLOSING.search(words[-_LINE_LENGTH:])):
            name = _agencies(match["agency"])
            if name:
                yield name, Span(line.end - len(match[0]), line.end)


def _agencies(names: str) -> str:
    """The agencies among names joined by strokes, commas or `et`; nothing when a name is no medium."""
    found: dict[str, str] = {}
    for part in _PARTS.split(names):
        name = " ".join(part.split())
        if not name:
            continue
        known = medium(name)
        if known is None:
            return ""
        if known.agency and len(name) < len(found.get(known.name, name + " ")):
            found[known.name] = name
    return ", ".join(found.values())
