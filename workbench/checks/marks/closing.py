"""With which mark a text ends, quotation marks, brackets and notes aside."""

from __future__ import annotations

import re
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.checks.marks.habits import Habits, habits
from workbench.text.language import primary

_ASIDE = "\"'«»‹›“”„‘’)]}>*_~`¹²³⁰⁴⁵⁶⁷⁸⁹†‡"
"""What may stand behind the last mark: closing marks, emphasis, the number of a note."""
_KINDS = {
    **dict.fromkeys("?⁇⁈⁉‽؟？", "?"),
    **dict.fromkeys("!‼！", "!"),
    **dict.fromkeys("…⋯", "…"),
    **dict.fromkeys(".。．।॥۔", "."),
    **dict.fromkeys(";؛；", ";"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",،，、", ","),
    **dict.fromkeys("–—―", "—"),
}
_RANK = "?!…;:—,."
"""Of several marks the first in this order is the one that tells how the text ends."""
_TAIL = 160
"""Code points from the end that are looked at."""
_CUT = re.compile(r"[\[(][\s\xa0]*(?:\.[\s\xa0]?\.[\s\xa0]?\.|…)[\s\xa0]*[\])](?=[^\w\[(]*\Z)")
"""What says that words were left out; it tells nothing of the sentence that it ends."""
_NOTE = re.compile(r"(?:(?<=[\w.?!…»”\"])\s*\[\d{1,3}\]|(?<=[^\W\d][.?!…])\d{1,2})(?=\W{0,4}\Z)")
"""The number of a note."""
_ADDED = re.compile(
    r"(?:(?<=[.?!…])|(?<=[.?!…][\s»”\"’])|(?<=[.?!…][\s»”\"’]{2})|(?<=[.?!…][\s»”\"’]{3}))"
    r"[\[(][^\[\]()]{1,60}[\])]\s*\Z"
)
"""Something in brackets behind the end: `(AFP)`, `(sic)`."""
_SIC = re.compile(r"[\[(]\s*sic\s?!?\s*[\])]", re.IGNORECASE)
_EMOTICON = re.compile(r"(?<![^\s.?!…])[:;=]['’-]?[()DPp\]\[]+\s*\Z")
_STOPS = re.compile(r"\.[\s\xa0]?\.")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.){1,6}\Z")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.?\Z")


class Ending(NamedTuple):
    """How a text ends."""

    kind: str
    """One of `?!…;:—,.`, empty for none."""
    span: Span
    """Where the mark stands; empty, at the end, where there is none."""
    also: frozenset[str]
    """Other kinds that it may be taken for."""


def ending(text: str, lang: LanguageTag) -> Ending:
    """The closing mark of `text`.

    A question mark inside closing quotation marks counts before the full stop behind them, so that
    « … ? ». and “…?” end alike. A full stop may belong to an abbreviation.
    """
    tail = text[-_TAIL:]
    offset = len(text) - len(tail)
    also: set[str] = set()
    if _CUT.search(tail):
        tail = _CUT.sub(_blank, tail)
        also = {"", ".", "…"}
    for addition in (_SIC, _EMOTICON, _NOTE, _ADDED):
        tail = addition.sub(_blank, tail)
    start = _cluster(tail)
    marks = [(_RANK.index(kind), at) for at in range(start, len(tail)) if (kind := _KINDS.get(tail[at], ""))]
    end = len(tail.rstrip())
    if not marks:
        kind, span = "", Span(offset + end, offset + end)
    else:
        rank, at = min(marks)
        kind, span = _RANK[rank], Span(offset + at, offset + at + 1)
        if kind == "." and _STOPS.search(tail, start):
            kind = "…"
    also |= _also(tail[: start + (kind == ".")], kind, habits(primary(lang)))
    return Ending(kind, span, frozenset(also))


def _blank(found: re.Match[str]) -> str:
    """As many spaces as what was found is long, so that every other sign stays in its place."""
    return " " * len(found.group())


def _cluster(tail: str) -> int:
    """Where the marks begin with which a text ends, and what stands between and behind them."""
    at = len(tail)
    while at:
        char = tail[at - 1]
        if not (char in _KINDS or char in _ASIDE or char.isspace() or _is_emoji(char)):
            break
        at -= 1
    return at


def _is_emoji(char: str) -> bool:
    return char == "\ufe0f" or "\u2600" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff"


def _also(before: str, kind: str, known: Habits) -> set[str]:
    """What else the end may mean: an abbreviation's full stop, `etc.`"""
    if kind not in (".", "…", ""):
        return set()
    if before.lower().rstrip(".").endswith(known.so_on):
        return {"…", ".", ""}
    word = _LAST_WORD.search(before)
    last = word[1].lower() if word else ""
    if kind != "…" and (last in known.abbreviations or (kind == "." and _INITIALS.search(before))):
        return {".", ""}
    return set()
