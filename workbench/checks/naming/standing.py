"""What stands in a target for the names of the glossary that its source has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from db.records import Concept, Name, NameForm, NameStatus, Span
from workbench.checks.subject import Subject
from workbench.draft.naming.admitted import Places, overlaps
from workbench.draft.naming.names import Names
from workbench.draft.naming.pairing import groups_of
from workbench.draft.naming.terms import Terms
from workbench.draft.naming.values import Required
from workbench.glossary.dates import within_dates
from workbench.glossary.matcher import NameMark
from workbench.text.fold import fold
from workbench.text.language import same_language

BAD = (NameStatus.DEPRECATED, NameStatus.FORBIDDEN)
_COUNTRY = "country"
_CAPITAL_BEFORE = re.compile(r"\b([^\W\d_]{2,25})[ \u00a0\u202f]$")
_NEAR = 30
"""Characters before a short form that may be of a longer name."""
_KEPT = 4
"""Subjects whose names are kept, since several checks ask for them."""


@dataclass(frozen=True)
class Standing:
    """The mentions of one concept in a source, and its names in the target."""

    mentions: Sequence[Required]
    """Those that mean the same, in order; not empty."""
    right: Sequence[NameMark]
    """Names that may stand there."""
    outdated: Sequence[NameMark]
    """Names of another time."""
    bad: Sequence[NameMark]
    """Names that the glossary advises against or forbids."""
    left: Sequence[NameMark]
    """Names of the source's language."""

    @property
    def first(self) -> Required:
        """The first mention, which stands for all of them."""
        return self.mentions[0]


class Standings:
    """The names of the glossary on both sides of one subject."""

    def __init__(self, subject: Subject, names: Names) -> None:
        self._subject = subject
        self._names = names
        self._terms: Terms = names.on(subject.date)
        self.required = [self._as_chosen(each) for each in self._terms.required(subject.source)]
        self.marks = self._terms.marks(subject.target)

    def _as_chosen(self, mention: Required) -> Required:
        """An ambiguous name as the one concept that a person says it means."""
        key = self._subject.chosen.get(fold(mention.source), "")
        if len(mention.concepts) < 2 or key not in mention.concepts:
            return mention
        names = tuple(name for name in mention.names if name in self.concept(key).names)
        return mention._replace(concepts=(key,), names=names)

    def concept(self, key: str) -> Concept:
        """A concept of the glossary."""
        return self._names.by_key[key]

    @cached_property
    def all(self) -> list[Standing]:
        """What stands for each name of the source, in order."""
        wanted = {key for each in self.required for key in each.concepts}
        marks = list(self._of(wanted)) if wanted else []
        left = self._terms.left(self._subject.target) if wanted else []
        return [self._standing(group, marks, left) for group in groups_of(self.required)]

    @cached_property
    def left_inside(self) -> list[tuple[Span, NameMark]]:
        """Acronyms of the source's language in the target that the source has within longer names.

        Each with its place there.
        """
        wanted = {key for each in self.required for key in each.concepts}
        if not wanted:
            return []
        left = (mark for mark in self._terms.left(self._subject.target) if mark.form is NameForm.ACRONYM)
        found = ((self._subject.source_side.find(fold(mark.text)), mark) for mark in left)
        return [
            (span, mark)
            for span, mark in found
            if span and mark.concept not in wanted and self.covers(span) and span not in self._spans
        ]

    @cached_property
    def _spans(self) -> frozenset[Span]:
        return frozenset(mention.span for mention in self.required)

    def _of(self, wanted: set[str]) -> Iterable[NameMark]:
        """The marks of concepts that are asked for, also within longer names of others.

        South Sudan is not Sudan, but the Bank of Sudan names it.
        """
        for mark in self.marks:
            if mark.concept in wanted:
                yield mark
            else:
                yield from (inner for inner in self._inside(mark) if inner.concept in wanted)

    def only_in_another_country(self, standing: Standing) -> bool:
        """Whether the target has a country only within the name of another one: Sudan in South Sudan."""
        keys = standing.first.concepts
        return any(
            inner.concept in keys and self.concept(inner.concept).kind == _COUNTRY
            for mark in self.marks
            if mark.concept not in keys and self.concept(mark.concept).kind == _COUNTRY
            for inner in self._terms.within(mark, self._subject.target)
        )

    def _inside(self, mark: NameMark) -> list[NameMark]:
        """The names within a longer one, but for a country within another one."""
        inner = self._terms.within(mark, self._subject.target)
        if self.concept(mark.concept).kind != _COUNTRY:
            return inner
        return [each for each in inner if self.concept(each.concept).kind != _COUNTRY]

    def _standing(
        self, group: Sequence[Required], marks: Iterable[NameMark], left: Iterable[NameMark]
    ) -> Standing:
        keys = group[0].concepts
        own = [mark for mark in marks if mark.concept in keys]
        bad = [mark for mark in own if mark.status in BAD]
        good = [mark for mark in own if mark.status not in BAD]
        right = [mark for mark in good if self._is_right(mark, group)]
        outdated = [mark for mark in good if mark not in right]
        places = [mark.span for mark in own]
        foreign = [mark for mark in left if mark.concept in keys and not overlaps(mark.span, places)]
        return Standing(group, right, outdated, bad, foreign)

    def _is_right(self, mark: NameMark, group: Sequence[Required]) -> bool:
        """Whether a name may stand for these mentions: by its date, or as the speaker's own old name."""
        if self._terms.admits(mark):
            return not self._ends_another_name(mark)
        if mark.status is not NameStatus.SUPERSEDED:
            return False
        return any(
            name.status in (NameStatus.SUPERSEDED, *BAD)
            for mention in group
            for name in self._named(mark.concept, mention)
        )

    def _ends_another_name(self, mark: NameMark) -> bool:
        """Whether a short form of one word is the end of a name that the glossary does not know.

        `Fund` is that of the IMF, but not in `Global Money Fund`.
        """
        if mark.form is not NameForm.SHORT or " " in mark.text:
            return False
        start = max(0, mark.span.start - _NEAR)
        before = _CAPITAL_BEFORE.search(self._subject.target[start : mark.span.start])
        if before is None or not before[1][0].isupper():
            return False
        if fold(before[1]) in self._subject.pair.target.function:
            return False
        place = Span(start + before.start(1), start + before.end(1))
        return not overlaps(place, [other.span for other in self.marks])

    def _named(self, key: str, mention: Required) -> list[Name]:
        """The names of a concept in the source's language that read like a mention."""
        read = fold(mention.source)
        return [
            name
            for name in self.concept(key).names
            if same_language(name.lang, self._subject.source_lang) and fold(name.text) == read
        ]

    def bad_marks(self, status: NameStatus) -> list[NameMark]:
        """The names of a bad status in the target, unless they are good ones of another concept."""
        good = [mark.span for mark in self.marks if mark.status not in BAD]
        return [mark for mark in self.marks if mark.status is status and mark.span not in good]

    def mention_of(self, key: str) -> Span | None:
        """Where the source has the first name of a concept."""
        return next((mention.span for mention in self.required if key in mention.concepts), None)

    def speakers_own(self, key: str) -> bool:
        """Whether the source itself has a bad name of a concept."""
        return any(
            name.status in BAD
            for mention in self.required
            if key in mention.concepts
            for name in self._named(key, mention)
        )

    def target_name(self, mark: NameMark) -> Name:
        """The name of the glossary that a mark of the target stands for."""
        names = self.concept(mark.concept).names
        own = (n for n in names if same_language(n.lang, self._subject.target_lang) and n.text == mark.text)
        return next(own)

    def preferred(self, mark: NameMark) -> str:
        """The name that the glossary prefers to one in the target; empty where it prefers none."""
        names = [
            name
            for name in self.concept(mark.concept).names
            if same_language(name.lang, self._subject.target_lang)
            and name.status in (NameStatus.PREFERRED, NameStatus.ADMITTED)
            and within_dates(name.since, name.until, self._subject.date)
        ]
        names.sort(key=lambda name: (name.status is not NameStatus.PREFERRED, name.form is not mark.form))
        return names[0].text if names else ""

    def acronym(self, keys: Iterable[str], other_than: str) -> str:
        """The acronym of a concept in the target's language, the preferred one first.

        Empty where it has none, and where it has the other one, too.
        """
        names = [
            name
            for key in keys
            for name in self.concept(key).names
            if name.form is NameForm.ACRONYM
            and name.status not in BAD
            and same_language(name.lang, self._subject.target_lang)
        ]
        if any(fold(name.text) == fold(other_than) for name in names):
            return ""
        names.sort(key=lambda name: name.status is not NameStatus.PREFERRED)
        return names[0].text if names else ""

    def full_name(self, key: str) -> str:
        """The preferred full name of a concept in the target's language, or in the source's."""
        concept = self.concept(key)
        langs = self._subject.target_lang, self._subject.source_lang
        found = (concept.preferred(lang, NameForm.FULL) for lang in langs)
        return next((name.text for name in found if name), key)

    def covers(self, span: Span) -> bool:
        """Whether a place of the source belongs to a name of the glossary."""
        return bool(self._places.meeting(span))

    def covers_target(self, span: Span) -> bool:
        """Whether a place of the target belongs to a name whose concept the source has."""
        return bool(self._target_places.meeting(span))

    @cached_property
    def _places(self) -> Places:
        return Places(mention.span for mention in self.required)

    @cached_property
    def _target_places(self) -> Places:
        places = Places(())
        marks = (m for s in self.all for m in (*s.right, *s.outdated, *s.bad, *s.left))
        for mark in sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span.start)):
            if not places.meeting(mark.span):
                places.add(mark.span)
        return places


@lru_cache(maxsize=_KEPT)
def standings(subject: Subject) -> Standings | None:
    """The names of the glossary in a subject; None where it comes without a glossary."""
    return Standings(subject, subject.names) if subject.names else None
