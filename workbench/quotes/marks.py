"""Pairing of quotation marks: the outermost marked stretches of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.records import Span
from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.single_marks import single_stretches
from workbench.quotes.stretches import CLOSES_TWO, NEVER_CLOSES, NEVER_OPENS, Marked, outermost, trimmed

_REACH = 8
"""Paragraphs that a quotation may run on without repeating its mark."""

_DEPTH = 16
"""Open marks that are looked at together; nobody nests deeper, and time stays linear."""

_MARK = re.compile(r"‘‘|’’|``|''|,,(?=[\w…\[(])|‚‚|<<|>>|[«»“”„‟\"‹›]")

_CLOSED_BY = {
    "«": ("»",),
    "»": ("«",),
    "<<": (">>",),
    "‹": ("›",),
    "“": ("”", "“"),
    "„": ("“", "”"),
    "‟": ("”",),
    "”": ("”",),
    "‘‘": ("’’", "''"),
    "’’": ("’’",),
    "``": ("''", "’’"),
    ",,": ("''", "’’"),
    "‚‚": ("‘‘", "’’"),
    '"': ('"',),
    "''": ("''",),
}
_INTERCHANGEABLE = frozenset('“”"')
"""Marks that keyboards and word processors mix within one pair."""

_BY_CONTEXT = frozenset(('"', "''", "’’", "“", "”", "‘‘"))
"""Marks that open or close depending on what stands beside them."""

_BEFORE_OPENING = frozenset("([{<—–-/'’‘“«„‹\"|")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/'’”»›\"|")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis)?qu|aujourd)\Z", re.IGNORECASE)
_LONGEST_ELIDED = 8
_WORD = re.compile(r"[^\W_]+")
_PAUSE = re.compile(r"[,?!…]\s")
_GLANCE = 60
"""Code points in which those words are looked for."""
_LONGEST_TELLING = 120
"""Code points of a clause such as `, said X, who commands the post.` at the end of a paragraph."""
_TOLD = 4
"""Words behind a mark among which a verb of speech shows that the quotation has ended."""


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool


class _Pairing(NamedTuple):
    """The marks of one paragraph: pairs, marks left open, and closing marks that nothing opened."""

    pairs: list[tuple[_Mark, _Mark]]
    open: list[_Mark]
    orphans: list[_Mark]


@dataclass(frozen=True, slots=True)
class _Pending:
    """Marks still open at the end of paragraph number `index`; the first encloses the others."""

    marks: list[_Mark]
    starts: list[int]
    """Where the marks of the paragraph stand, also those that pair."""
    paragraph: Paragraph
    index: int
    continues: bool


def marked_stretches(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> list[Marked]:
    """The outermost marked stretches of the article, in order, none overlapping another.

    Marks nest. A mark that never closes ends with its sentence or paragraph and says so in `note`;
    nothing that goes wrong in one paragraph changes how later ones are read.
    """
    found: list[Marked] = []
    pending: _Pending | None = None
    for index, paragraph in enumerate(paragraphs):
        marks = _marks(text, paragraph, repeating=pending is not None)
        pairing = _pair(marks, pending is not None)
        continues = False
        if pending and (closing := _closing(pending, pairing)):
            found.append(_stretch(text, pending.marks[0], closing, continues=pending.continues))
            pending = None
        elif pending and _repeats(paragraph, marks, pending):
            found.append(_open_ended(text, pending, lexicon))
            pending, continues = None, True
        elif pending and (pairing.open or index - pending.index >= _REACH):
            found += _never_closed(text, pending, lexicon)
            pending = None
        found += _closed(text, paragraph, pairing, lexicon, continues=continues, orphans=pending is None)
        if pairing.open and not pending:
            pending = _Pending(pairing.open, [mark.start for mark in marks], paragraph, index, continues)
            if closing := _closing_two(text, pending, pairing, lexicon):
                found.append(_stretch(text, pending.marks[0], closing, CLOSES_TWO, continues))
                pending = None
    if pending:
        found += _never_closed(text, pending, lexicon)
    return outermost(found + single_stretches(text, paragraphs, outermost(found)))


def begins_with_mark(text: str, paragraph: Paragraph) -> bool:
    """True when the paragraph opens with a quotation mark."""
    marks = _marks(text, paragraph, repeating=False)
    return bool(marks) and marks[0].start == paragraph.start and marks[0].opens


def without_outer_marks(text: str, paragraph: Paragraph) -> Span:
    """The paragraph without the marks around it, or the one that only opens or only closes there."""
    marks = _marks(text, paragraph, repeating=False)
    pairing = _pair(marks, is_pending=False)
    start, end = paragraph.span
    around = [pair for pair in pairing.pairs if pair[0].start == start and pair[1].end == end]
    opening = [pair[0] for pair in around] + [mark for mark in pairing.open if mark.start == start]
    closing = [pair[1] for pair in around] + [mark for mark in pairing.orphans if mark.end == end]
    return trimmed(
        text,
        opening[0].end if opening else start,
        closing[0].start if closing else end,
    )


def _marks(text: str, paragraph: Paragraph, *, repeating: bool) -> list[_Mark]:
    """The marks of a paragraph; `repeating`: a mark at its start may repeat an open one (also `»`)."""
    marks = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end, glyph = match.start(), match.end(), match.group()
        if repeating and start == paragraph.start and glyph == "»":
            marks.append(_Mark(start, end, "«", True, False))
        elif glyph in _BY_CONTEXT:
            before = text[start - 1] if start > paragraph.start else " "
            after = text[end] if end < paragraph.end else " "
            if glyph == '"' and _is_apostrophe(text, start, before, after):
                continue
            marks.append(_Mark(start, end, glyph, *_roles(glyph, before, after)))
        elif glyph in "«»" and _is_reversed(text, glyph, start, paragraph):
            marks.append(_Mark(start, end, glyph, True, True))
        else:
            opens = glyph in _CLOSED_BY and glyph != "»"
            marks.append(_Mark(start, end, glyph, opens, not opens))
    return marks


def _is_apostrophe(text: str, at: int, before: str, after: str) -> bool:
    """True for a straight mark typed for an apostrophe: `jusqu"à`."""
    if not (before.isalpha() and after.isalpha()):
        return False
    return bool(_ELIDED.search(text[max(0, at - _LONGEST_ELIDED) : at]))


def _is_reversed(text: str, glyph: str, at: int, paragraph: Paragraph) -> bool:
    """True for `»` before a word and `«` behind one, as in German: `»so«`."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if glyph == "»":
        return (before.isspace() or before in "([") and after.isalnum()
    return (before.isalnum() or before in ".!?…") and not after.isalnum()


def _roles(glyph: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these two characters opens, and whether it closes; both when in doubt.

    Both also where a hasty typist left a space out: `he wrote,"we`.
    """
    apart_before = before.isspace()
    opens_here = not after.isspace() and (
        apart_before or (before in _BEFORE_OPENING and after not in _AFTER_CLOSING)
    )
    if glyph in ("“", "‘‘"):
        closes = not apart_before and before not in _BEFORE_OPENING
        return not closes, closes
    if glyph in ("”", "’’"):
        opens = opens_here and after.isalnum()
        return opens, not opens
    unspaced = before == ":" or (before in ",;" and after.isalnum())
    if unspaced or (apart_before and (after.isspace() or after in _AFTER_CLOSING)):
        return True, True
    return opens_here, not opens_here


def _pair(marks: Sequence[_Mark], is_pending: bool) -> _Pairing:
    """Pairs the marks; one that may open or close rather closes what is open here or was before."""
    pairing = _Pairing([], [], [])
    for mark in marks:
        depth = _opener(pairing.open, mark) if mark.closes else None
        if depth is not None:
            pairing.pairs.append((pairing.open[depth], mark))
            del pairing.open[depth:]
        elif mark.opens and not (mark.closes and is_pending):
            pairing.open.append(mark)
        else:
            pairing.orphans.append(mark)
    return pairing


def _opener(open_marks: Sequence[_Mark], closing: _Mark) -> int | None:
    """Index of the innermost open mark that `closing` closes: of its own kind before a mixed one."""
    near = range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEPTH), -1)
    for depth in near:
        if closing.glyph in _CLOSED_BY[open_marks[depth].glyph]:
            return depth
    for depth in near:
        if {closing.glyph, open_marks[depth].glyph} <= _INTERCHANGEABLE:
            return depth
    return None


def _closing(pending: _Pending, pairing: _Pairing) -> _Mark | None:
    """The mark of a later paragraph that closes the pending one."""
    return next((mark for mark in pairing.orphans if _opener(pending.marks[:1], mark) == 0), None)


def _closing_two(text: str, pending: _Pending, pairing: _Pairing, lexicon: Lexicon) -> _Mark | None:
    """The mark that closes an inner quotation and, for want of another, the outer one too."""
    opened, end = pending.marks[0], pending.paragraph.end
    for inner, closing in pairing.pairs:
        same = closing.glyph in _CLOSED_BY[opened.glyph]
        if inner.start > opened.start and same and _is_last_word(text, closing.end, end, lexicon):
            return closing
    return None


def _is_last_word(text: str, position: int, end: int, lexicon: Lexicon) -> bool:
    """True when the paragraph ends at `position`, or a verb of speech follows."""
    behind = text[position : min(end, position + _GLANCE)]
    words = [plain(word) for word in _WORD.findall(behind)][: _TOLD if behind.lstrip().startswith(",") else 2]
    return not words or any(word in lexicon.speech for word in words)


def _repeats(paragraph: Paragraph, marks: Sequence[_Mark], pending: _Pending) -> bool:
    """True when the paragraph begins with the mark that is still open."""
    return bool(
        marks
        and marks[0].opens
        and marks[0].start == paragraph.start
        and marks[0].glyph == pending.marks[0].glyph
    )


def _tells_behind(text: str, mark: _Mark, paragraph: Paragraph, lexicon: Lexicon) -> bool:
    """True for `…," said X`: a straight mark that can only close, whatever opened it."""
    if mark.opens or mark.start == paragraph.start or text[mark.start - 1] not in ",.!?…":
        return False
    behind = _WORD.findall(text, mark.end, min(paragraph.end, mark.end + _GLANCE))
    return any(plain(word) in lexicon.told for word in behind[:_TOLD])


def _closed(
    text: str,
    paragraph: Paragraph,
    pairing: _Pairing,
    lexicon: Lexicon,
    *,
    continues: bool,
    orphans: bool,
) -> list[Marked]:
    """What the paragraph's own marks enclose, and what ends with a mark that nothing opened."""
    found = [
        _stretch(text, opening, closing, continues=continues and opening.start == paragraph.start)
        for opening, closing in pairing.pairs
    ]
    if orphans and pairing.orphans and not pairing.open:
        closing = pairing.orphans[0]
        alike = (mark.start for _, mark in pairing.pairs if mark.glyph == closing.glyph)
        first = closing.start < min(alike, default=paragraph.end)
        if first and (closing.glyph in "»”" or _tells_behind(text, closing, paragraph, lexicon)):
            inner = trimmed(text, paragraph.start, closing.start)
            found.append(Marked(Span(paragraph.start, closing.end), inner, NEVER_OPENS))
    return found


def _stretch(text: str, opening: _Mark, closing: _Mark, note: str = "", continues: bool = False) -> Marked:
    inner = trimmed(text, opening.end, closing.start)
    return Marked(Span(opening.start, closing.end), inner, note, continues=continues)


def _open_ended(text: str, pending: _Pending, lexicon: Lexicon) -> Marked:
    """The stretch up to the end of its paragraph, where the next one repeats the mark."""
    opening = pending.marks[0]
    told = _told_at(text, opening.end, pending.paragraph.end, lexicon)
    if told is not None:
        return _ended(text, pending, opening, told)
    inner = trimmed(text, opening.end, pending.paragraph.end)
    outer = Span(opening.start, pending.paragraph.end)
    return Marked(outer, inner, repeated=True, continues=pending.continues)


def _never_closed(text: str, pending: _Pending, lexicon: Lexicon) -> list[Marked]:
    """Each open mark up to where somebody is said to have spoken, or to the end of its paragraph.

    If another mark follows in the paragraph and a sentence ends before it, the stretch ends there.
    """
    found = []
    for opening in pending.marks[:_DEPTH]:
        end = next((start for start in pending.starts if start > opening.start), pending.paragraph.end)
        ends = [match.end() for match in _SENTENCE_END.finditer(text, opening.end, end)]
        last = ends[-1] if ends and end < pending.paragraph.end else pending.paragraph.end
        told = _told_at(text, opening.end, last, lexicon)
        found.append(_ended(text, pending, opening, last if told is None else told))
    return found


def _ended(text: str, pending: _Pending, opening: _Mark, end: int) -> Marked:
    continues = pending.continues and opening.start == pending.paragraph.start
    inner = trimmed(text, opening.end, end)
    return Marked(Span(opening.start, end), inner, NEVER_CLOSES, continues=continues)


def _told_at(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where `, X said.` begins at the end of an unclosed quotation, or None."""
    sentence = max((m.end() for m in _SENTENCE_END.finditer(text, start, end - 1)), default=start)
    for pause in _PAUSE.finditer(text, max(sentence, end - _LONGEST_TELLING - 2), end):
        words = _WORD.findall(text, pause.end(), min(end, pause.end() + _GLANCE))[:_TOLD]
        if any(plain(word) in lexicon.told for word in words):
            return pause.end() - 1
    return None
