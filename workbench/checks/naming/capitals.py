"""The words of a text that have a capital, in groups that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from db.records import Span
from workbench.checks.naming.casing import Casing, casing
from workbench.checks.naming.manner import Manner, manner
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.sides import Side
from workbench.quotes.gazetteer import given_name, is_place
from workbench.text.fold import fold

_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?")
_BESIDE = re.compile(r"[ \u00a0\u202f]|[-‐‑]|['’]|\.[ \u00a0\u202f]?|[ \u00a0]?[-‐‑]")
"""What may stand between two words of a name."""
_WITHIN = re.compile(r"[ \u00a0\u202f'’‐‑-]+")
"""What may stand around a particle."""
_MOST_PARTICLES = 2
_INITIALS = 2
"""Capitals of an acronym with an ending."""
_LONGEST_GAP = 12
_LONGEST = 12
"""Words of a name."""
_NEAR = 8
"""Characters before a word among which the last mark or letter is looked for."""
_GOES_ON = ",;'’-‐‑(/&"
"""After these a word with a capital does not begin a sentence."""


class Kind(Enum):
    """What a word with a capital is likely to be."""

    NAME = "name"
    UNKNOWN = "unknown"
    ACRONYM = "acronym"
    ORDINARY = "ordinary"
    COMMON = "common"
    NOTHING = ""
    """A function word, a title, a number: nothing that is looked for."""


class Capital(NamedTuple):
    """A word with a capital."""

    word: str
    folded: str
    span: Span
    kind: Kind
    opens: bool
    """Whether it may owe its capital to its place."""
    person: bool
    """Whether a title or a given name stands before it."""

    subject: bool
    """Whether it stands without an article before a finite verb, or where a noun would have one."""

    @property
    def telling(self) -> bool:
        """Whether it is a name, as far as can be told from its own language."""
        if self.kind in (Kind.NAME, Kind.ACRONYM):
            return True
        if self.kind is Kind.UNKNOWN:
            return True
        if self.kind is not Kind.ORDINARY:
            return False
        return self.subject or (not self.opens and (self.person or is_place(self.word)))


Group = list[Capital]
"""Words with a capital that follow upon each other."""


def groups(side: Side, tag: str, language: Language) -> list[Group]:
    """The words with a capital in a text, those together that may be one name."""
    return list(_Reader(side, tag, language).read())


class _Reader:
    def __init__(self, side: Side, tag: str, language: Language) -> None:
        self._side = side
        self._language = language
        self._manner: Manner = manner(tag)
        self._casing: Casing = casing(tag)

    def read(self) -> Iterator[Group]:
        group: Group = []
        last = -1
        for place, word in enumerate(self._side.words):
            if not word[0].isupper():
                continue
            if group and (len(group) == _LONGEST or not self._joined(last, place, group)):
                yield group
                group = []
            capital = self._capital(place, word, group)
            if group or capital.kind is not Kind.NOTHING or len(word) == 1:
                group.append(capital)
                last = place
        if group:
            yield group

    def _capital(self, place: int, word: str, group: Group) -> Capital:
        folded, span = fold(word), self._side.spans[place]
        before = fold(self._side.words[place - 1]) if place else ""
        titled = before in self._manner.titles or before in self._manner.ranks
        given = bool(group) and any(_is_given(each) for each in group)
        before_it = self._before(place)
        inside = bool(before_it) and (before_it[-1].isalnum() or before_it[-1] in _GOES_ON)
        opens = not (inside or (titled and bool(before_it)) or (group and len(group[-1].word) == 1))
        kind = self._kind(word, folded, opens)
        subject = False
        if kind is Kind.ORDINARY:
            subject = self._is_subject(place, folded) if opens else not group and self._is_bare(place, before)
        return Capital(word, folded, span, kind, opens, titled or given, subject)

    def _is_subject(self, place: int, folded: str) -> bool:
        known = self._manner
        if folded in known.subjects or place + 1 >= len(self._side.words):
            return False
        following = self._side.words[place + 1]
        gap = self._side.text[self._side.spans[place].end : self._side.spans[place + 1].start]
        return gap.isspace() and following in known.verbs

    def _is_bare(self, place: int, before: str) -> bool:
        """Whether a word stands where a noun that is no name would have an article."""
        words = self._side.words
        if not place:
            return False
        if before not in self._manner.bare:
            return self._before(place)[-1:] == "," and self._is_subject(place, fold(words[place]))
        if place + 1 < len(words) and words[place + 1][0].isupper():
            return False
        return place < 2 or not words[place - 2][0].isupper()

    def _before(self, place: int) -> str:
        start = self._side.spans[place].start
        return self._side.text[max(0, start - _NEAR) : start].rstrip()

    def _kind(self, word: str, folded: str, opens: bool) -> Kind:
        language, known = self._language, self._manner
        if len(word) < 2 or folded in language.function or folded in known.titles | language.titles:
            return Kind.NOTHING
        if folded in known.common or folded in known.free or folded in known.ranks:
            return Kind.COMMON
        if folded in language.number_words or _ROMAN.fullmatch(word):
            return Kind.NOTHING
        if is_acronym(word):
            return Kind.ACRONYM
        if folded in self._casing.names:
            return Kind.NAME
        if folded in self._casing.ordinary:
            return Kind.ORDINARY
        return Kind.ORDINARY if opens and word.endswith(known.endings) else Kind.UNKNOWN

    def _joined(self, last: int, place: int, group: Group) -> bool:
        """Whether the word at `place` goes on with the name whose last word is at `last`."""
        gap = self._side.text[self._side.spans[last].end : self._side.spans[place].start]
        if place - last == 1:
            if group[-1].kind is Kind.ACRONYM and _is_given_word(self._side.words[place]):
                return False
            return _BESIDE.fullmatch(gap) is not None and not (gap[0] == "." and len(group[-1].word) > 1)
        if place - last > _MOST_PARTICLES + 1 or len(gap) > _LONGEST_GAP:
            return False
        between = [fold(word) for word in self._side.words[last + 1 : place]]
        links = self._manner.links if any(_is_given(each) for each in group) else frozenset()
        if not all(word in self._manner.particles or word in links for word in between):
            return False
        return all(_WITHIN.fullmatch(each) for each in re.split(r"[^\W\d_]+", gap) if each)


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals, but for one letter: `MPs`, `DDoS`, `QRs`."""
    if word[1:].islower():
        return False
    capitals = sum(map(str.isupper, word))
    return capitals == len(word) or (capitals >= _INITIALS and len(word) - capitals == 1)


def _is_given(capital: Capital) -> bool:
    return _is_given_word(capital.word)


def _is_given_word(word: str) -> bool:
    given = given_name(word)
    return given is not None and not given.weak
