"""Pairing brackets, and what they enclose: insertions, omissions, (sic), asides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from db.records import Span

_ANY = re.compile(r"[()\[\]{}（）]")
_CLOSES = {")": "(", "]": "[", "}": "{", "）": "（"}
_DEPTH = 16
"""Open brackets that are looked at together, so that time stays linear."""

_EMOTICON = re.compile(r"(?<![^\W_])[:;=8xX]['’^o-]?[()\[\]{}]+|[()]['’-]?[:;=](?![^\W_])")
_ITEM = re.compile(r"(?<![^\W_])(\d{1,2}|[A-Za-z]|[ivx]{2,4})\)")
_FIRST_ITEMS = frozenset(("1", "a", "A", "i", "I"))
_INTERVAL = re.compile(r"[\[\](]\s?-?[\d.,∞]+\s?[,;–-]\s?[+-]?[\d.,∞]+\s?[\[\])]")
_OMISSION = re.compile(r"[\s\xa0\u202f]*(?:…|\.[\s\xa0]?\.(?:[\s\xa0]?\.)*|-{2,3})[\s\xa0\u202f]*")
_SIC = re.compile(r"\W*sic\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_LONGEST_SIGN = 16
"""Code points of brackets with what may say that words were left out, and the like."""
_LONGEST_ENDING = 4
"""Letters of what is added to a word in brackets: `étudiant(e)s`."""


class Kind(Enum):
    """What a pair of brackets encloses."""

    ASIDE = "aside"
    INSERTION = "insertion"
    OMISSION = "omission"
    SIC = "sic"
    NOTHING = "nothing"
    """The number of a note, a part of a word, a changed capital, an empty box: it counts for nothing."""


class Group(NamedTuple):
    """A pair of brackets."""

    outer: Span
    kind: Kind


class Reading(NamedTuple):
    """The brackets of a text."""

    groups: tuple[Group, ...]
    """In the order of their opening brackets."""
    unclosed: tuple[Span, ...]
    unopened: tuple[Span, ...]


NOTHING = Reading((), (), ())


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """The brackets of `text`; those of emoticons, list items (`1)`) and intervals count for nothing."""
    places = [found.start() for found in _ANY.finditer(text)]
    if not places:
        return NOTHING
    pairs, alone = _pair(text, places)
    if alone:
        doubtful = _doubtful(text)
        others = _pair(text, [place for place in places if place not in doubtful])
        if len(others[1]) < len(alone):
            pairs, alone = others
    groups = tuple(Group(Span(start, end + 1), _kind(text, start, end)) for start, end in sorted(pairs))
    return Reading(
        groups,
        tuple(Span(at, at + 1) for at in sorted(alone) if text[at] not in _CLOSES),
        tuple(Span(at, at + 1) for at in sorted(alone) if text[at] in _CLOSES),
    )


def _pair(text: str, places: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs of brackets, and those that are alone."""
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    open_now: list[int] = []
    for at in places:
        opener = _CLOSES.get(text[at])
        if opener is None:
            open_now.append(at)
            continue
        near = range(len(open_now) - 1, max(-1, len(open_now) - 1 - _DEPTH), -1)
        depth = next((depth for depth in near if text[open_now[depth]] == opener), None)
        if depth is None:
            alone.append(at)
        else:
            pairs.append((open_now[depth], at))
            alone += open_now[depth + 1 :]
            del open_now[depth:]
    return pairs, alone + open_now


def _doubtful(text: str) -> set[int]:
    """Where brackets stand that may be no brackets."""
    found = {at for match in _EMOTICON.finditer(text) for at in range(*match.span())}
    found |= {at for match in _INTERVAL.finditer(text) for at in range(*match.span())}
    seen = set(_FIRST_ITEMS)
    for match in _ITEM.finditer(text):
        begins = text[max(0, match.start() - 1) : match.start()] in ("", "\n")
        if begins or match[1] in _FIRST_ITEMS or _previous(match[1]) in seen:
            found.add(match.end() - 1)
        seen.add(match[1])
    return found


def _previous(item: str) -> str:
    """The item before this one in a list; empty for those that have none."""
    if item.isdigit():
        return str(int(item) - 1)
    if len(item) == 1:
        return chr(ord(item) - 1)
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    return romans[romans.index(item) - 1] if item in romans else ""


def _kind(text: str, start: int, end: int) -> Kind:
    square = text[start] == "["
    if end - start <= _LONGEST_SIGN:
        inner = text[start + 1 : end]
        if _OMISSION.fullmatch(inner):
            return Kind.OMISSION
        if _SIC.fullmatch(inner):
            return Kind.SIC
        letters = sum(map(str.isalnum, inner))
        beside = text[max(0, start - 1) : start].isalpha() or text[end + 1 : end + 2].isalpha()
        if not letters or (beside and letters <= _LONGEST_ENDING) or (square and _NUMBER.fullmatch(inner)):
            return Kind.NOTHING
    return Kind.INSERTION if square else Kind.ASIDE
