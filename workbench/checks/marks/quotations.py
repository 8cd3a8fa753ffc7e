"""Pairing the quotation marks of one short text: what is quoted, how deep, and which marks are alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.checks.marks.habits import habits
from workbench.checks.marks.single_marks import Single, singles
from workbench.text.language import primary

_ANY = re.compile(r"[«»“”„‟\"‘‚'’‹›]|<<|>>|``")
_DOUBLE = re.compile(r"‘‘|``|(?<!')''(?!')|,,(?=\w)|<<|>>|[«»“”„‟\"‹›]")
_CLOSED_BY = {
    "«": "»",
    "»": "«",
    "<<": (">>",),
    "‹": "›",
    "›": "‹",
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "‘‘": ("’’", "''"),
    "``": ("''", "’’"),
    ",,": ("''", '"', "”"),
    '"': '"',
    "''": ("''",),
}
_MIXED = frozenset('“”"„')
"""Marks that keyboards and word processors mix within one pair."""
_BY_CONTEXT = frozenset(("“", "”", '"', "''"))
_REVERSIBLE = frozenset("«»‹›")
_NEVER_OPEN = frozenset(("»", "›", ">>"))
_TYPED = ("<<", ">>")
"""Guillemets typed with two signs, which only together are none of a comparison."""
_DEPTH = 16
"""Open marks that are looked at together; nobody nests deeper, and time stays linear."""

_BEFORE_OPENING = frozenset("([{<—–-/'’‘“«„‹\"|¿¡")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/'’”»›\"|")
_INCHES = re.compile(r"\d\s?['′’]\s?\d{1,2}(?:[.,]\d+)?\s?\Z")
_GLANCE = 14


class Mark(NamedTuple):
    """A mark, and what it may do where it stands."""

    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool
    doubtful: bool
    """It may be no quotation mark at all: inches, an apostrophe."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Quoted(NamedTuple):
    """What stands between two marks."""

    outer: Span
    inner: Span
    depth: int
    """How many other pairs it stands in."""


class Reading(NamedTuple):
    """The quotation marks of a text."""

    quoted: tuple[Quoted, ...]
    """In the order of their first marks."""
    unclosed: tuple[Span, ...]
    """Marks that open what nothing closes."""
    unopened: tuple[Span, ...]
    """Marks that close what nothing has opened."""
    forgiven: int = 0
    """How many of `unclosed` one closing mark may close together with an inner quotation."""
    doubtful: int = 0
    """How many of `quoted` end with what may be an apostrophe."""


NOTHING = Reading((), (), ())


@lru_cache(maxsize=16)
def read(text: str, lang: LanguageTag) -> Reading:
    """The quotation marks of `text`, in a language that says which apostrophes are none.

    A mark that opens a line while one of its kind is open repeats that one and is left out. Marks that
    may be inches or apostrophes count only where the others do not pair without them.
    """
    if not _ANY.search(text):
        return NOTHING
    marks = _marks(text)
    pairs, unclosed, unopened = _pair(marks)
    if (unclosed or unopened) and any(mark.doubtful for mark in marks):
        others = _pair([mark for mark in marks if not mark.doubtful])
        if len(others[1]) + len(others[2]) < len(unclosed) + len(unopened):
            pairs, unclosed, unopened = others
    known = habits(primary(lang))
    forgiven = int(known.one_closes_two and _one_closes_two(pairs, unclosed))
    outer = [Span(opening.start, closing.end) for opening, closing in pairs]
    single = singles(text, sorted(outer), known)
    return Reading(
        _nested(
            sorted([*((Span(o.start, c.end), o.end, c.start) for o, c in pairs), *map(_ends, single.pairs)])
        ),
        tuple(sorted([*(mark.span for mark in unclosed), *single.unclosed])),
        tuple(sorted([*(mark.span for mark in unopened), *single.unopened])),
        forgiven,
        single.doubtful,
    )


def _ends(pair: Single) -> tuple[Span, int, int]:
    return Span(pair.opening, pair.closing + 1), pair.opening + 1, pair.closing


def _nested(ranges: Sequence[tuple[Span, int, int]]) -> tuple[Quoted, ...]:
    """The ranges with their depth; they are in order and do not cross."""
    found = []
    around: list[int] = []
    for outer, start, end in ranges:
        while around and around[-1] <= outer.start:
            around.pop()
        found.append(Quoted(outer, Span(start, max(start, end)), len(around)))
        around.append(outer.end)
    return tuple(found)


def _marks(text: str) -> list[Mark]:
    marks = []
    typed = all(glyph in text for glyph in _TYPED)
    open_now: Counter[str] = Counter()
    for match in _DOUBLE.finditer(text):
        start, end, glyph = match.start(), match.end(), match.group()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if _measures(text, start, glyph, before) or (glyph in _TYPED and not typed):
            continue
        if (before == "\n" or not start) and _repeats(glyph, open_now):
            continue
        doubtful = glyph in '"”' and (before.isdigit() or (before.isalpha() and after.isalpha()))
        opens, closes = _roles(glyph, before, after)
        marks.append(Mark(start, end, glyph, opens, closes, doubtful))
        kind = "«" if glyph in "«»" else '"'
        if closes and open_now[kind]:
            open_now[kind] -= 1
        elif opens:
            open_now[kind] += 1
    return marks


def _repeats(glyph: str, open_now: Mapping[str, int]) -> bool:
    """True for a mark at the start of a line that says again that a quotation goes on."""
    kind = "«" if glyph in "«»" else '"'
    return bool(open_now[kind]) and glyph not in ("‹", "›", "<<", ">>", "''")


def _measures(text: str, start: int, glyph: str, before: str) -> bool:
    """True for inches and seconds of arc: `5'10"`."""
    return (
        glyph in '"”'
        and (before.isdigit() or before == " ")
        and bool(_INCHES.search(text[max(0, start - _GLANCE) : start]))
    )


def _roles(glyph: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these two characters opens, and whether it closes; both when in doubt."""
    if glyph in _REVERSIBLE:
        apart = (before.isspace() or before in "([") and after.isalnum()
        behind = (before.isalnum() or before in ".!?…") and not after.isalnum()
        usual = glyph in "«‹"
        turned = behind and not after.isspace() if usual else apart
        return usual or turned, (not usual) or turned
    if glyph not in _BY_CONTEXT:
        return glyph not in _NEVER_OPEN, glyph in _NEVER_OPEN
    apart_before, apart_after = before.isspace(), after.isspace()
    opens_here = not apart_after and (
        apart_before or (before in _BEFORE_OPENING and after not in _AFTER_CLOSING)
    )
    if glyph == "“":
        closes = not apart_before and before not in _BEFORE_OPENING
        return not closes, closes
    if glyph == "”":
        opens = opens_here and after.isalnum()
        return opens, not opens
    unspaced = before == ":" or (before in ",;" and after.isalnum())
    if unspaced or (apart_before and (apart_after or after in _AFTER_CLOSING)):
        return True, True
    return opens_here, not opens_here


def _pair(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Pairs, marks left open, and closing marks that nothing opened."""
    pairs: list[tuple[Mark, Mark]] = []
    unclosed: list[Mark] = []
    unopened: list[Mark] = []
    open_marks: list[Mark] = []
    for mark in marks:
        depth = _opener(open_marks, mark) if mark.closes else None
        if depth is not None:
            pairs.append((open_marks[depth], mark))
            unclosed += open_marks[depth + 1 :]
            del open_marks[depth:]
        elif mark.opens:
            open_marks.append(mark)
        else:
            unopened.append(mark)
    return pairs, unclosed + open_marks, unopened


def _opener(open_marks: Sequence[Mark], closing: Mark) -> int | None:
    """Index of the innermost open mark that `closing` closes: of its own kind before a mixed one."""
    near = range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEPTH), -1)
    for depth in near:
        if closing.glyph in _CLOSED_BY[open_marks[depth].glyph]:
            return depth
    for depth in near:
        if {closing.glyph, open_marks[depth].glyph} <= _MIXED:
            return depth
    return None


def _one_closes_two(pairs: Sequence[tuple[Mark, Mark]], unclosed: Sequence[Mark]) -> bool:
    """Whether a guillemet is open although another one inside its quotation was closed, as in « … « … »."""
    if not unclosed or not pairs or unclosed[-1].glyph != "«":
        return False
    opening, closing = max(pairs, key=lambda pair: pair[1].start)
    return closing.glyph == "»" and opening.start > unclosed[-1].start
