"""From marked stretches to utterances: reporting clauses told apart, split quotations joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
_CLITIC = r"(?:s['’]|m['’]|t['’]|l['’]|se\s|me\s|lui\s|leur\s|nous\s|vous\s)"
_DETERMINER = "(?:le|la|les|un|une|ce|cet|cette|son|sa|leur|mon|ma|notre|des)"
_NOUN_AHEAD = rf"(?=\s+(?:M\.|Mme\s|l['’]|{_DETERMINER}\s|[^\W\d_a-zà-ÿ]))"
_INTERJECTED = re.compile(
    rf"""
    (?:,|(?<=[!?…]))\s+
    (?P<clause>
        (?:
            {_CLITIC}?
            (?:a|ont|avait|avaient|aurait|auraient|est)(?:(?:-t)?-{_SUBJECT})?\s+(?:\w+\s+){{0,2}}?(?P<participle>\w+)
            | {_CLITIC}?(?P<inverted>\w+?)(?:-t)?-{_SUBJECT}
            | (?P<finite>\w+)(?:\s(?P<infinitive>\w+(?:er|oir|dre)))?{_NOUN_AHEAD}
        )
        \b[^,.;:!?…«»“”"\n]{{0,90}}
        (?:,\s+(?:[^\W\d_a-zà-ÿ][\w'’.-]*\s?){{2,4}}(?=[,.]|$))?
    )
    (?:,|\.(?=\s|$)|$)
    """,
    re.VERBOSE,
)
"""A clause such as `, a-t-il déclaré,` that French writes inside the marks, without closing them."""

_NICKNAME = re.compile(r"\w+ (?:le|la|les) [^\W\d_a-zà-ÿ][\w-]*")
"""`dit le Borgne`: a name, though it looks like a clause."""

_BETWEEN_COMMAS = re.compile(r"(?<=[,?!])\s+(?P<clause>[^\s,.;:!?…«»“”\"\n][^,.;:!?…«»“”\"\n]{2,60}),")
"""What may be `, he said,` inside the marks, for want of the marks that should part it off."""

_DASHED = re.compile(r"\s[—–](?P<clause>[^\W\d_][^—–.!?\n]{2,80}?)(?:[—–]|\.?$)")
"""`—dijo Ana—` in a turn of a dialogue, as Spanish writes it."""

_SENTENCE_BREAK = re.compile(r"[.!?…;:]\s|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Mme|Prof|Gen|Col|Lt|Sr|Sra|St)\.")
_WORD = re.compile(r"[\w’'-]+")
_INNER_PAIRS = {
    **{opening: (opening, 1) for opening in "«“‹"},
    **{closing: (opening, -1) for opening, closing in ("«»", "“”", "‹›")},
    '"': ('"', 0),
}
"""What each mark opens (1) or closes (-1); a straight one does either in turn."""
_INNER_MARK = re.compile('[«»“”‹›"]')
_PAUSES = ",;—–-"
_GLANCE = 80
"""Code points beside a quotation in which a verb of speech is looked for."""
_OPENING = 3
"""Words at the start of a clause between two pairs of marks that may tell for want of a comma."""
_CLAUSE_WORDS = 6
"""Words of a clause such as `Mr. Tan told the court`."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A candidate quotation: its pieces, and the ranges that they take up together with their marks.

    A reporting clause within a piece parts two outer ranges, so that it is read with the article.
    """

    pieces: tuple[Span, ...]
    outer: tuple[Span, ...]
    notes: tuple[str, ...] = ()
    form: Form = Form.MARKS
    incises: tuple[Span, ...] = ()
    """Reporting clauses inside it, within a piece or between two."""

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

    One utterance has several pieces where `said X` between two pairs of marks splits a sentence, where
    the opening mark is repeated at each paragraph, and where text that is not part of the article
    stands in between. A clause interjected within one pair of marks stays in its piece.
    """
    groups: list[list[Utterance]] = []
    open_ended = False
    for stretch in stretches:
        current = _utterance(text, stretch, lexicon)
        whole = stretch.continues or stretch.form is not Form.MARKS or _begins_sentence(text, stretch)
        if stretch.repeated and not whole:
            current = replace(current, notes=(*current.notes, NEVER_CLOSES))
        if groups and open_ended and stretch.continues:
            groups[-1].append(current)
        elif groups and _is_split(text, groups[-1][-1], current, lexicon):
            between = _bare(text, groups[-1][-1].end, current.start)
            groups[-1].append(replace(current, incises=(between, *current.incises)))
        else:
            groups.append([current])
        open_ended = stretch.repeated and whole
    gaps = _gaps(text, paragraphs)
    found = (_without_gaps(text, _together(group), gaps) for group in groups)
    return [utterance for utterance in found if utterance.pieces]


def spoken(pieces: Sequence[Span], incises: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The pieces of a quotation without the reporting clauses and the commas around them.

    `pieces` and `incises` are those of a `FoundQuote` in `text`. Where the sentence goes on after the
    clause, the comma before it is the speaker's own and stays.
    """
    found: list[Span] = []
    for piece in pieces:
        first = bisect_left(incises, piece.start, key=attrgetter("start"))
        last = bisect_right(incises, piece.end, key=attrgetter("end"))
        found += _runs(text, piece, incises[first:last])
    return tuple(span for span in found if not span.empty) or tuple(pieces)


def _utterance(text: str, stretch: Marked, lexicon: Lexicon) -> Utterance:
    notes = (stretch.note,) if stretch.note else ()
    incises = _incises(text, stretch, lexicon)
    runs = [run for run in _runs(text, stretch.inner, incises) if not run.empty]
    if not runs:
        runs, incises = [stretch.inner], ()
    starts = [stretch.outer.start, *(run.start for run in runs[1:])]
    ends = [run.end for run in runs]
    if runs[-1].end == stretch.inner.end:
        ends[-1] = stretch.outer.end
    return Utterance((stretch.inner,), tuple(map(Span, starts, ends)), notes, stretch.form, incises)


def _incises(text: str, stretch: Marked, lexicon: Lexicon) -> tuple[Span, ...]:
    """The reporting clauses inside a stretch, without the punctuation around them."""
    if stretch.form is Form.BLOCK:
        return ()
    if lexicon.interjections:
        found = [m for m in _INTERJECTED.finditer(text, *stretch.inner) if _is_told(m, lexicon)]
    elif stretch.form is Form.MARKS and not _is_told_outside(text, stretch, lexicon):
        found = [m for m in _BETWEEN_COMMAS.finditer(text, *stretch.inner) if _is_told_plainly(m, lexicon)]
    else:
        found = []
    if not found and stretch.form is Form.TURN:
        found = [m for m in _DASHED.finditer(text, *stretch.inner) if _begins_with_verb(m, lexicon)]
    return tuple(_outside_inner_marks(text, stretch.inner, (match.span("clause") for match in found)))


def _is_told(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True when the verb of a French clause is one of speech."""
    verb = plain(match["participle"] or match["inverted"] or match["finite"])
    if match["infinitive"]:
        return (verb, plain(match["infinitive"])) in lexicon.verb_phrases
    if verb in lexicon.naming and _NICKNAME.fullmatch(match["clause"]):
        return False
    masculine = verb.removesuffix("s").removesuffix("e")
    return verb in lexicon.speech or masculine in lexicon.speech


def _is_told_outside(text: str, stretch: Marked, lexicon: Lexicon) -> bool:
    """True when the sentence around the marks tells who spoke: what is inside is the speaker's own."""
    before = text[max(0, stretch.outer.start - _GLANCE) : stretch.outer.start].rpartition("\n")[2]
    behind = text[stretch.outer.end : stretch.outer.end + _GLANCE].partition("\n")[0]
    words = [plain(word) for word in _WORD.findall(behind.partition(". ")[0])]
    return before.rstrip().endswith((":", ",")) or any(word in lexicon.speech for word in words)


def _is_told_plainly(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for `he said`, `said Lena Ford`, `Mr. Tan told AFP`."""
    words = _WORD.findall(match["clause"])
    told = [plain(word) in lexicon.told for word in words]
    if len(words) > _CLAUSE_WORDS or not any(told):
        return False
    at = told.index(True)
    named = [word[0].isupper() or plain(word) in lexicon.pronouns for word in words]
    return all(named[:at]) if at else len(words) > 1 and all(named[1:])


def _begins_with_verb(match: re.Match[str], lexicon: Lexicon) -> bool:
    return plain(_WORD.findall(match["clause"])[0]) in lexicon.told


def _runs(text: str, inner: Span, incises: Sequence[Span]) -> Iterator[Span]:
    """What stands before, between and behind the reporting clauses."""
    position = inner.start
    for incise in incises:
        yield _run(text, position, incise)
        position = min(_behind(text, incise), inner.end)
    yield trimmed(text, position, inner.end)


def _run(text: str, start: int, incise: Span) -> Span:
    """What a reporting clause interrupts; with its comma where the sentence goes on after the clause."""
    end = incise.start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "—–"):
        end -= 1
    goes_on = text[incise.end : incise.end + 1] == ","
    if end > start and text[end - 1] == "," and not goes_on:
        end -= 1
    return trimmed(text, start, end)


def _behind(text: str, incise: Span) -> int:
    """Where the words go on behind a reporting clause and its punctuation."""
    end = incise.end
    while end < len(text) and text[end] in ",.—–":
        end += 1
    return end


def _bare(text: str, start: int, end: int) -> Span:
    """A clause between two pairs of marks without the commas and dashes around it."""
    while start < end and (text[start].isspace() or text[start] in _PAUSES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _PAUSES):
        end -= 1
    return Span(start, end)


def _outside_inner_marks(text: str, inner: Span, clauses: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The clauses that do not stand within a quotation inside the quotation, to which they would belong."""
    marks = [(match.start(), match.group()) for match in _INNER_MARK.finditer(text, *inner)]
    depth: Counter[str] = Counter()
    at = 0
    for start, end in clauses:
        while at < len(marks) and marks[at][0] < start:
            pair, step = _INNER_PAIRS[marks[at][1]]
            depth[pair] = max(0, depth[pair] + step) if step else 1 - depth[pair]
            at += 1
        if not any(depth.values()):
            yield trimmed(text, start, end)


def _is_split(text: str, first: Utterance, second: Utterance, lexicon: Lexicon) -> bool:
    """True when only `, said X,` stands between the halves of one sentence."""
    gap = text[first.end : second.start] if second.start - first.end <= _LONGEST_GAP else ""
    if not gap.rstrip().endswith((",", "—", "–")) or text[first.pieces[-1].end - 1] in ".…":
        return False
    if _SENTENCE_BREAK.search(_ABBREVIATED.sub("", gap)):
        return False
    words = [plain(word) for word in _WORD.findall(gap)]
    paused = text[first.pieces[-1].end - 1] in ",?!—–" or gap.lstrip()[:1] in (",", "—", "–")
    if not paused and not any(word in lexicon.speech for word in words[:_OPENING]):
        return False
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
        incises=tuple(incise for part in group for incise in part.incises),
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
