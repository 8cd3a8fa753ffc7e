"""Turns of an interview: `Name: …` at the start of a paragraph, or a dash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from db.records import BlockKind, Span
from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.marks import begins_with_mark
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.stretches import Form, Marked

_FEWEST = 3
"""Labelled paragraphs that make an interview."""

_CAPITAL = r"[^\W\d_a-zà-ÿ][\w’'.-]*"
_LABEL = re.compile(
    rf"(?P<label>{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|de|du|la|le|ag|ould|ben|of|the|el|al)){{0,4}})"
    r"[ \u00a0\u202f]?:[ \u00a0\u202f]+(?=\S)"
    r"|(?P<letter>[QRAP])\.?[ \u00a0]?[:.–—-][ \u00a0]+(?=\S)"
)
_DASH = re.compile(r"—[ \u00a0\u202f]*(?=[^\s—–-])|–[ \u00a0\u202f]+(?=\S)")
_HYPHEN = re.compile(r"-[ \u00a0\u202f]+(?=\S)")
_FEWEST_HYPHENS = 4
"""Lines with a hyphen that make a dialogue, each question answered; fewer may be a list."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One turn: who has it, where its words begin, and the paragraphs it runs over."""

    label: str
    start: int
    paragraphs: tuple[Paragraph, ...]

    def asks(self, text: str) -> bool:
        """True when it ends with a question mark."""
        return text[self.start : self.paragraphs[-1].end].rstrip("»”\"' \u00a0\u202f").endswith("?")


def turn_stretches(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> list[Marked]:
    """What is answered in an interview without marks, one stretch a paragraph, chained within a turn.

    Three labelled paragraphs and a label that comes twice make an interview; who asks more than every
    second time is its interviewer, whose turns are left out. Dashes (French and Spanish) need two lines
    and a question among them, hyphens four that ask and answer in turn. A turn that begins with a
    quotation mark is left to the marks.
    """
    turns = _labelled(text, paragraphs)
    if not turns and lexicon.dashes:
        turns = _dashed(text, paragraphs)
    return [stretch for turn in turns for stretch in _stretches(text, turn, lexicon)]


def _labelled(text: str, paragraphs: Sequence[Paragraph]) -> list[_Turn]:
    matches = [
        _LABEL.match(text, p.start, p.end) if p.kind is BlockKind.PARAGRAPH else None for p in paragraphs
    ]
    labelled = [index for index, match in enumerate(matches) if match]
    if len(labelled) < _FEWEST:
        return []
    turns = []
    for index, following in zip(labelled, [*labelled[1:], labelled[-1] + 1], strict=True):
        match = matches[index]
        if match:
            label = match["label"] or match["letter"]
            turns.append(_Turn(label, match.end(), tuple(paragraphs[index:following])))
    times = Counter(turn.label for turn in turns)
    questions = Counter(turn.label for turn in turns if turn.asks(text))
    if max(times.values()) < 2 or not questions:
        return []
    return [turn for turn in turns if questions[turn.label] * 2 <= times[turn.label]]


def _dashed(text: str, paragraphs: Sequence[Paragraph]) -> list[_Turn]:
    turns = _opened_by(_DASH, text, paragraphs)
    if not turns:
        turns = _opened_by(_HYPHEN, text, paragraphs)
        asks = [turn.asks(text) for turn in turns]
        if len(turns) < _FEWEST_HYPHENS or not asks[0] or any(a == b for a, b in pairwise(asks)):
            return []
    answers = [turn for turn in turns if not turn.asks(text)]
    return answers if len(answers) < len(turns) else []


def _opened_by(dash: re.Pattern[str], text: str, paragraphs: Sequence[Paragraph]) -> list[_Turn]:
    matches = [(p, dash.match(text, p.start, p.end)) for p in paragraphs if p.kind is not BlockKind.HEADING]
    return [_Turn("", match.end(), (paragraph,)) for paragraph, match in matches if match]


def _stretches(text: str, turn: _Turn, lexicon: Lexicon) -> Iterator[Marked]:
    """The turn's paragraphs; the label stays outside, so that it is read as the speaker."""
    if begins_with_mark(text, Paragraph(turn.start, turn.paragraphs[0].end)):
        return
    named = bool(turn.label) and plain(turn.label) not in lexicon.labels
    for index, paragraph in enumerate(turn.paragraphs):
        inner = Span(paragraph.start if index else turn.start, paragraph.end)
        yield Marked(
            inner if named else paragraph.span,
            inner,
            repeated=index + 1 < len(turn.paragraphs),
            continues=index > 0,
            form=Form.TURN,
        )
