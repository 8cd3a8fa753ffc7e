"""From marked stretches to utterances: interjected clauses cut out, split and continued quotations joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from db.records import Span
from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.stretches import NEVER_CLOSES, Form, Marked, trimmed

_LONGEST_GAP = 200
"""Code points between the halves of a quotation that `said X` splits."""

_SUBJECT = r"(?:il|elle|ils|elles|on)"
_INTERJECTED = re.compile(
    rf"""
    (?:,|(?<=[!?…]))\s+
    (?:
        (?:s['’]|se\s|lui\s|leur\s|nous\s|l['’])?
        (?:a|ont|avait|avaient|aurait|auraient|est)(?:(?:-t)?-{_SUBJECT})?\s+(?:\w+\s+){{0,2}}?(?P<participle>\w+)
        | (?:s['’]|se\s|lui\s|nous\s)?(?P<inverted>\w+?)(?:-t)?-{_SUBJECT}
        | (?P<finite>\w+)(?=\s+(?:M\.|Mme\s|l['’]|(?:le|la|les|un|une|ce|cette|son|sa)\s|[^\W\d_a-zà-ÿ]))
    )
    \b[^,.;:!?…«»“”"\n]{{0,90}}
    (?:,\s+(?:[^\W\d_a-zà-ÿ][\w'’.-]*\s?){{2,4}}(?=[,.]|$))?
    (?:,|\.(?=\s|$)|$)
    """,
    re.VERBOSE,
)
"""A clause such as `, a-t-il déclaré,` that French writes inside the marks, without closing them."""

_SENTENCE_BREAK = re.compile(r"[.!?…;:]\s|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Mme|Prof|Gen|Col|Lt|Sr|Sra|St)\.")
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A candidate quotation: its pieces, and the ranges that they take up together with their marks."""

    pieces: tuple[Span, ...]
    outer: tuple[Span, ...]
    notes: tuple[str, ...] = ()
    form: Form = Form.MARKS

    @property
    def start(self) -> int:
        """Where it begins, with its mark."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Where it ends, with its mark."""
        return self.outer[-1].end

    def words(self, text: str) -> str:
        """Its pieces as one string."""
        return " ".join(piece.of(text) for piece in self.pieces)


def utterances(
    text: str, stretches: Sequence[Marked], paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> list[Utterance]:
    """The candidate quotations that the stretches make up, in order.

    One utterance has several pieces where a clause is interjected between its marks, where `said X`
    splits a sentence, where the opening mark is repeated at each paragraph, and where text that is
    not part of the article stands in between.
    """
    groups: list[list[Utterance]] = []
    open_ended = False
    for stretch in stretches:
        current = _utterance(text, stretch, lexicon)
        whole = stretch.continues or stretch.form is not Form.MARKS or _begins_sentence(text, stretch)
        if stretch.repeated and not whole:
            current = replace(current, notes=(*current.notes, NEVER_CLOSES))
        goes_on = open_ended and stretch.continues
        if groups and (goes_on or _is_split(text, groups[-1][-1], current, lexicon)):
            groups[-1].append(current)
        else:
            groups.append([current])
        open_ended = stretch.repeated and whole
    between = _gaps(text, paragraphs)
    found = (_without_gaps(text, _together(group), between) for group in groups)
    return [utterance for utterance in found if utterance.pieces]


def _utterance(text: str, stretch: Marked, lexicon: Lexicon) -> Utterance:
    notes = (stretch.note,) if stretch.note else ()
    pieces = tuple(_around_interjections(text, stretch.inner, lexicon)) or (stretch.inner,)
    starts = [stretch.outer.start, *(piece.start for piece in pieces[1:])]
    ends = [piece.end for piece in pieces]
    if pieces[-1].end == stretch.inner.end:
        ends[-1] = stretch.outer.end
    return Utterance(pieces, tuple(map(Span, starts, ends)), notes, stretch.form)


def _around_interjections(text: str, inner: Span, lexicon: Lexicon) -> Iterator[Span]:
    position = inner.start
    interjected = _INTERJECTED.finditer(text, inner.start, inner.end) if lexicon.interjections else ()
    for match in interjected:
        verb = plain(match["participle"] or match["inverted"] or match["finite"])
        masculine = verb.removesuffix("s").removesuffix("e")
        if verb not in lexicon.speech and masculine not in lexicon.speech:
            continue
        if _marked_before(text, position, match.start()):
            continue
        # Where the sentence goes on after the clause, the comma before it is the speaker's own.
        goes_on = match[0].endswith(",")
        piece = trimmed(text, position, match.start() + (goes_on and match[0].startswith(",")))
        if not piece.empty:
            yield piece
        position = match.end()
    rest = trimmed(text, position, inner.end)
    if not rest.empty:
        yield rest


def _marked_before(text: str, start: int, end: int) -> bool:
    """True when an inner quotation is open at `end`: the clause belongs to it."""
    inside = text[start:end]
    return inside.count("«") > inside.count("»") or inside.count("“") > inside.count("”")


def _is_split(text: str, first: Utterance, second: Utterance, lexicon: Lexicon) -> bool:
    """True when only `, said X,` stands between the halves of one sentence."""
    gap = text[first.end : second.start] if second.start - first.end <= _LONGEST_GAP else ""
    if not gap.rstrip().endswith((",", "—", "–")) or text[first.pieces[-1].end - 1] in ".…":
        return False
    if _SENTENCE_BREAK.search(_ABBREVIATED.sub("", gap)):
        return False
    words = [plain(word) for word in _WORD.findall(gap)]
    told = any(word in lexicon.speech or word.split("-")[0] in lexicon.speech for word in words)
    return told or (bool(words) and (words[0],) in lexicon.according_to)


def _begins_sentence(text: str, stretch: Marked) -> bool:
    """True when the stretch reads as an utterance from its start, not as a fragment."""
    before = text[max(0, stretch.outer.start - 4) : stretch.outer.start].rstrip()
    return before.endswith(":") or not text[stretch.inner.start].islower()


def _together(group: Sequence[Utterance]) -> Utterance:
    return replace(
        group[0],
        pieces=tuple(piece for part in group for piece in part.pieces),
        outer=tuple(outer for part in group for outer in part.outer),
        notes=tuple(dict.fromkeys(note for part in group for note in part.notes)),
    )


def _gaps(text: str, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """What stands between paragraphs and is more than white space: set-aside blocks, `>` signs."""
    gaps = (Span(a.end, b.start) for a, b in pairwise(paragraphs))
    return [gap for gap in gaps if gap.of(text).strip()]


def _without_gaps(text: str, utterance: Utterance, gaps: Sequence[Span]) -> Utterance:
    pieces: list[Span] = []
    for piece in utterance.pieces:
        start = piece.start
        first = bisect_right(gaps, piece.start, key=attrgetter("end"))
        last = bisect_left(gaps, piece.end, key=attrgetter("start"))
        for gap in gaps[first:last]:
            pieces.append(trimmed(text, start, gap.start))
            start = gap.end
        pieces.append(trimmed(text, start, piece.end))
    return replace(utterance, pieces=tuple(piece for piece in pieces if not piece.empty))
