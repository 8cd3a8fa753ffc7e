"""How a text is cut into what the model gets, and what is copied past it. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from workbench.text.visible import visible

LINE_BREAK = re.compile(r"(?<!\s)\s*[\n\r\u2028\u2029]\s*")
CLAUSE_BOUNDARIES = (
    re.compile(r"(?<=[.!?…;:。！？；：])(?:\s?[»”\")\]])*\s+|(?<=[。！？；：])"),
    re.compile(r"(?<=[,،，、])\s+|(?<=[，、])|(?<!\s)\s+(?=[–—(\[])"),
    re.compile(r"\s+"),
)
"""Where a text too long for the model is cut, the best kind first."""

SPACES = re.compile(r"\s*")

KEPT_CONTROLS = "\t\n\r\u2028\u2029"


class Part(NamedTuple):
    """What is copied as it is, mostly white space, and the line or clause that follows it."""

    before: str
    text: str

    @property
    def has_words(self) -> bool:
        """False when there is nothing to translate: no letter at all."""
        return any(character.isalpha() for character in self.text)


def without_controls(text: str) -> str:
    """`text` without what no terminal may get: controls, bidi overrides, surrogates, tag characters.

    Tabs and line ends stay; another control that counts as white space becomes a space.
    """
    if visible(text) == text:
        return text
    return "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character in KEPT_CONTROLS or visible(character) == character:
        return character
    return " " if character.isspace() else ""


LEAST_CAPITALS = 8
"""Letters of a text that counts as written in capitals; a single acronym does not."""


def in_capitals(text: str) -> bool:
    """Whether a text of more than a word or acronym is written in capitals throughout."""
    return text.isupper() and len(text.split()) > 1 and sum(map(str.isalpha, text)) >= LEAST_CAPITALS


def in_small_letters(text: str) -> str:
    """A text in capitals as packages read it best: they take capitals for names and acronyms."""
    first = next((place for place, char in enumerate(text) if char.isupper()), 0)
    return text[: first + 1] + text[first + 1 :].lower()


Stretches = Callable[[str], Iterable[tuple[int, int]]]
"""Where stretches of a line begin and end, in order."""


def nothing(_: str) -> Iterable[tuple[int, int]]:
    """No stretch of a line."""
    return ()


def cut(text: str, fits: Callable[[str], bool], around: Stretches = nothing) -> list[Part]:
    """Cut `text` at line ends and around some stretches, and at clause boundaries where it does not fit.

    `"".join(part.before + part.text for part in cut(text, fits)) == text`. Stretches to cut `around` are
    copied with the white space beside them. A text is empty only at the end of a line. A piece of one
    character is never cut further, whether it fits or not.
    """
    body = text.strip()
    lead = text[: len(text) - len(text.lstrip())] if body else text
    parts = [
        Part(before, clause)
        for before, line in _lines(lead, body)
        for before, line in _between(before, line, around)
        for before, clause in _clauses(before, line, fits)
    ]
    tail = text[len(lead) + len(body) :]
    return [*parts, Part(tail, "")] if tail or not parts else parts


def _lines(lead: str, body: str) -> Iterator[tuple[str, str]]:
    before, start = lead, 0
    for match in LINE_BREAK.finditer(body):
        yield before, body[start : match.start()]
        before, start = match.group(), match.end()
    yield before, body[start:]


def _between(before: str, line: str, around: Stretches) -> Iterator[tuple[str, str]]:
    rest = 0
    for start, end in around(line):
        text = line[rest:start].rstrip()
        if text:
            yield before, text
            before = ""
        spaces = SPACES.match(line, end)
        after = spaces.end() if spaces else end
        before, rest = before + line[rest + len(text) : after], after
    yield before, line[rest:]


def _clauses(before: str, text: str, fits: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    if len(text) <= 1 or fits(text):
        yield before, text
        return
    start, end = _boundary(text)
    yield from _clauses(before, text[:start], fits)
    yield from _clauses(text[start:end], text[end:], fits)


def _boundary(text: str) -> tuple[int, int]:
    """The white space (possibly none) nearest to the middle at which to cut `text` in two."""
    middle = len(text) // 2
    for boundary in CLAUSE_BOUNDARIES:
        gaps = [_space(match) for match in boundary.finditer(text)]
        inside = [(start, end) for start, end in gaps if len(text) // 5 < start and end < len(text) * 4 // 5]
        if inside:
            return min(inside, key=lambda gap: abs(sum(gap) - len(text)))
    return middle, middle


def _space(match: re.Match[str]) -> tuple[int, int]:
    """The range of the white space at the end of a match: closing marks stay with their clause."""
    return match.end() - (len(match.group()) - len(match.group().rstrip())), match.end()
