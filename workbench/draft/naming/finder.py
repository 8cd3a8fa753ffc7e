"""Names in sources and in drafts: quick where there are none, and the longest where names overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.records import Concept, LanguageTag, NameForm, NameStatus, Span
from workbench.draft.naming.admitted import Places, overlaps, protected
from workbench.glossary.inflection import singular
from workbench.glossary.matcher import NameMark, NameMatcher
from workbench.glossary.words import words
from workbench.text.fold import fold
from workbench.text.language import same_language

_LONGEST_NAME = 300
"""Characters within which a longer name is looked for."""

_PLAIN_WORD = re.compile(r"[a-z0-9]+")


class Finder:
    """Finds the names that concepts have in one language, in either number."""

    def __init__(self, concepts: Sequence[Concept], lang: LanguageTag) -> None:
        self._lang = lang
        self._matcher = NameMatcher(concepts, lang, inflected=True)
        self._telling = self._telling_words(concepts, tuple(NameStatus))
        self._telling_bad = self._telling_words(concepts, (NameStatus.FORBIDDEN, NameStatus.DEPRECATED))

    def _telling_words(
        self, concepts: Iterable[Concept], statuses: Sequence[NameStatus]
    ) -> frozenset[str] | None:
        """The longest word of each name: a text without any of them holds no name.

        None where plain words cannot tell, which is so for names in other letters than a to z.
        """
        names = [
            name.text
            for concept in concepts
            for name in concept.names
            if name.status in statuses and same_language(name.lang, self._lang)
        ]
        longest = [max((word.folded for word in words(name)), key=len, default="") for name in names]
        if not all(_PLAIN_WORD.fullmatch(word) for word in longest):
            return None
        return frozenset(singular(word, self._lang) for word in longest)

    def may_hold_bad(self, text: str) -> bool:
        """False when no forbidden or deprecated name can stand in `text`."""
        return self._may_hold(text, self._telling_bad)

    def _may_hold(self, text: str, telling: frozenset[str] | None) -> bool:
        if telling is None or not telling:
            return telling is None
        folded = fold(text)
        if not folded.isascii():
            return True
        plain = _PLAIN_WORD.findall(folded)
        if "'" in folded:  # `Qa'ida` is one word to the matcher
            plain += _PLAIN_WORD.findall(folded.replace("'", ""))
        return any(singular(word, self._lang) in telling for word in plain)

    def find(self, text: str) -> list[NameMark]:
        """The names in `text`, in order, but for those in addresses, hashtags and handles.

        No two of different places overlap, but an article that begins a short form does not hide a
        longer name: `la Plateforme` gives way to `Plateforme des mouvements du 14 juin 2014`.
        """
        if not self._may_hold(text, self._telling):
            return []
        marks = self._matcher.find(text)
        kept = Places(protected(text) if marks else ())
        found: list[NameMark] = []
        for mark in marks:
            hidden = self._hidden(text, mark)
            if not found or mark.span == found[-1].span or not overlaps(mark.span, [found[-1].span]):
                found += hidden or [mark]
        return [mark for mark in found if not kept.meeting(mark.span)]

    def _hidden(self, text: str, mark: NameMark) -> list[NameMark]:
        """The marks of a longer name that begins after the article of a short one."""
        covered = list(words(mark.span.of(text))) if mark.form is NameForm.SHORT else []
        if len(covered) < 2:
            return []
        start = mark.span.start + covered[1].span.start
        inner = [_moved(each, start) for each in self._matcher.find(text[start : start + _LONGEST_NAME])]
        return [
            each
            for each in inner
            if each.span == inner[0].span and each.span.start < mark.span.end < each.span.end
        ]

    def inside(self, outer: NameMark, text: str) -> list[NameMark]:
        """The names within the words of a longer name that stands in `text`."""
        parts = list(words(outer.span.of(text)))
        if len(parts) < 2:
            return []
        stretches = [
            Span(outer.span.start + some[0].span.start, outer.span.start + some[-1].span.end)
            for some in (parts[1:], parts[:-1])
        ]
        return [_moved(mark, span.start) for span in stretches for mark in self._matcher.find(span.of(text))]


def _moved(mark: NameMark, by: int) -> NameMark:
    return replace(mark, span=Span(mark.span.start + by, mark.span.end + by))
