"""Texts that go on where another one ends: what is compared, cut and taken over when a person types."""

from __future__ import annotations

from typing import NamedTuple

from db.records import Span
from workbench.align.word_places import located
from workbench.draft.decoding.parts import LINE_BREAK
from workbench.text.fold import fold

_LONGEST_WORD = 80
"""Code points: what has been typed is looked at no further back for the word at its end."""


class Line(NamedTuple):
    """A line of a text that a person is at, and the line that it renders."""

    source: str
    """The line of the source, without white space around it."""
    span: Span
    """Code points of the text."""


def lines(text: str) -> list[Span]:
    """The lines of a text, without their ends; there is one at least."""
    spans, start = [], 0
    for match in LINE_BREAK.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    return [*spans, Span(start, len(text))]


def filled_lines(text: str) -> list[Span]:
    """The lines of a text that are not blank."""
    return [span for span in lines(text) if span.of(text).strip()]


def line_at(source: str, text: str, at: int, *, unfinished: bool = False) -> Line | None:
    """The line of `text` at a place of it, beside the line of `source` that it stands for.

    Lines stand for each other in order, so there is none where the two have not as many lines, or where an
    `unfinished` text has more.
    """
    ours, theirs = lines(source.strip()), lines(text)
    if len(theirs) > len(ours) or (len(theirs) < len(ours) and not unfinished):
        return None
    number = next((n for n, span in enumerate(theirs) if at <= span.end), len(theirs) - 1)
    return Line(ours[number].of(source.strip()), theirs[number])


def word_at(text: str, at: int) -> Span:
    """The word that a place of a text is in or touches, else the next one; without one, the empty end."""
    for word in located(text):
        if word.span.end >= at:
            return word.span
    return Span(len(text), len(text))


def begun_word(typed: str) -> str:
    """The word at the very end of what has been typed, which may go on; empty after a space or a mark."""
    end = typed[-_LONGEST_WORD:]
    words = located(end)
    return words[-1].span.of(end) if words and words[-1].span.end == len(end) else ""


def rest_after(text: str, typed: str) -> str | None:
    """What follows `typed` in `text`, or None where that does not begin with it.

    Case, accents, kinds of quotation marks and how much white space there is make no difference. The rest
    begins with white space only where `typed` does not end with it.
    """
    wanted = _bare(typed)
    place = done = 0
    while done < len(wanted):
        part = _bare(text[place : place + 1])
        if place == len(text) or part != wanted[done : done + len(part)]:
            return None
        done += len(part)
        place += 1
    while place < len(text) and not fold(text[place]):  # combining marks belong to what stands before them
        place += 1
    rest = text[place:]
    if not typed[-1:].isspace():
        return rest
    return rest.lstrip() if not wanted or not rest or rest[0].isspace() else None


def first_word(rest: str) -> str:
    """The beginning of a text to the end of its first word, marks before it included; empty without one."""
    words = located(rest)
    return rest[: words[0].span.end] if words else ""


def whole_words(rest: str) -> str:
    """A text that was broken off, without its last word, since that may be incomplete."""
    end = len(rest.rstrip())
    while end and not rest[end - 1].isspace():
        end -= 1
    return rest[:end].rstrip()


def _bare(text: str) -> str:
    return "".join(fold(text).split())
