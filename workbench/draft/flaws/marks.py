"""Links, quotation marks and parentheses that a draft lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from db.records import Flag, Span
from workbench.draft.flaws.sides import WORD, Sides
from workbench.text.links import links

QUOTES = {"«": 1, "»": -1, "“": 1, "”": -1, "„": 1}
BRACKETS = {"(": 1, ")": -1, "[": 1, "]": -1}
STRAIGHT = '"'
MARK = re.compile(r"[«»“”„\"()\[\]]")
LONG_QUOTATION = re.compile(r"[«“„\"][^«»“”„\"]{40,2000}[»”\"]")
"""Words that somebody said; shorter quotations may be titles, whose marks English often leaves out."""
SINGLE = re.compile(r"(?<!\w)['‘’]\w|\w['’](?!\w)")


def changed_links(sides: Sides) -> Iterator[Flag]:
    """The first URL, e-mail address, @handle or #tag of the source that is not in the draft as it was."""
    source, draft = sides.source.text, sides.draft.text
    for start, end in links(source):
        link = source[start:end]
        if link not in draft and not (link[0] == "#" and link[1:].isdigit()):
            yield Flag("link", f"changed or lost: {link}")
            return


def link_words(text: str) -> frozenset[str]:
    """The words that links are made of; they need no translation."""
    return frozenset(word for start, end in links(text) for word in WORD.findall(text[start:end]))


def broken_marks(sides: Sides) -> Iterator[Flag]:
    """Marks that come in pairs: left open though the source closes them, or lost around whole phrases."""
    source, draft = sides.source.text, sides.draft.text
    if MARK.search(source) is None and MARK.search(draft) is None:
        return
    given, written = _quotes(source), _quotes(draft)
    if given is not None and written is None:
        yield Flag("marks", "a quotation mark is alone", _place(draft, STRAIGHT + "".join(QUOTES)))
    elif given and not written and LONG_QUOTATION.search(source) and not SINGLE.search(draft):
        yield Flag("marks", "the quotation marks are lost")
    if _pairs(source, BRACKETS) is not None and _pairs(draft, BRACKETS) is None:
        yield Flag("marks", "a parenthesis is alone", _place(draft, "".join(BRACKETS)))


def _quotes(text: str) -> int | None:
    """How many pairs of quotation marks a text has; None if one of them is alone."""
    straight = text.count(STRAIGHT)
    curled = _pairs(text, QUOTES)
    return None if straight % 2 or curled is None else straight // 2 + curled


def _pairs(text: str, signs: Mapping[str, int]) -> int | None:
    """How many pairs of marks a text has; None where they do not close what they open."""
    opened = [signs[char] for char in text if char in signs]
    return None if sum(opened) or (opened and opened[0] < 0) else len(opened) // 2


def _place(draft: str, signs: str) -> Span | None:
    """Where the first of some signs stands."""
    start = next((place for place, char in enumerate(draft) if char in signs), -1)
    return Span(start, start + 1) if start >= 0 else None
