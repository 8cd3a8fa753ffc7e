"""Names of a source that nothing in the target renders, and names of the target that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from db.records import Span
from workbench.checks.naming.capitals import Capital, Group, Kind
from workbench.checks.naming.evidence import Evidence
from workbench.checks.naming.houses import House, translated_houses
from workbench.checks.naming.named_text import NamedText
from workbench.checks.naming.standing import standings
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import WORD
from workbench.quotes.gazetteer import given_name, is_place
from workbench.text.fold import fold

_MOST_GROUPS = 80
"""Names of one text that are looked for in the other."""
_NEAR = 8
"""Characters between two parts of a name that is looked for in parts."""
_LINK = re.compile(r"\W*\w{1,3}\W+|\W*\w{1,3}['’]")
_KEPT = 4
"""Subjects whose names are kept, since several checks ask for them."""


class Lone(NamedTuple):
    """A name of one text without a counterpart in the other."""

    span: Span
    words: tuple[Capital, ...]
    """Its words that have none."""


class Comparison:
    """The names of both sides, but for those that a glossary knows on both."""

    def __init__(self, subject: Subject) -> None:
        glossary = standings(subject)
        known = (glossary.covers, glossary.covers_target) if glossary else (_nowhere, _nowhere)
        languages = subject.pair
        self._source = NamedText(subject.source_side, languages.from_tag, known[0], headlines=False)
        self._target = NamedText(subject.target_side, languages.to_tag, known[1], headlines=True)
        self._evidence = Evidence(self._source, self._target, languages)
        self._function = languages.source.function
        known_languages = self._source.manner and self._target.manner and languages.words
        self.possible = bool(known_languages) and not (subject.source.isupper() or subject.target.isupper())
        """Whether names can be told from other words in both languages, and in these texts."""

    @cached_property
    def lost(self) -> list[Lone]:
        """Names of the source that stand nowhere in the target, in order.

        A given name may be left out, unless the target has another one instead.
        """
        if not self._candidates:
            return []
        swapped = any(len(words) < len(self._target.telling(group)) for group, words in self._unexplained)
        lost = [lone for lone, given in self._candidates if swapped or not given]
        return list(_joined(lost, self._source.side.text))

    @cached_property
    def strange(self) -> list[Lone]:
        """Names of the target that no name of the source explains, in order.

        A given name may be added to a surname, unless the source has another one there. A word for people
        counts where one of the source was lost: an adjective may stand for the name of a place.
        """
        swapped = bool(self._candidates)
        strange = [
            _lone(words)
            for group, words in self._unexplained
            if swapped or len(words) == len(self._target.telling(group)) or self._is_translated(group)
        ]
        if self.lost_peoples:
            strange += [_lone([word]) for word in dict.fromkeys([*self._peoples, *self._strange_peoples])]
        elif any(self._source.is_people(lone.words[-1]) for lone in self.lost):
            strange += [_lone([word]) for word in self._peoples]
        else:
            strange += [_lone([w]) for w in self._peoples if self._evidence.is_of_another_people(w)]
        return sorted(strange, key=lambda lone: lone.span)

    @cached_property
    def lost_peoples(self) -> list[Span]:
        """Words without a capital for the people of a place in whose stead the target has another people."""
        side = self._source.side
        if not side.aligned or not self._strange_peoples:
            return []
        small = (place for place, word in enumerate(side.words) if word[0].islower())
        return [side.spans[p] for p in small if self._evidence.is_lost_people(side.folded[p])]

    @cached_property
    def _strange_peoples(self) -> list[Capital]:
        """Words of the target for the people of a place that no word of the source explains."""
        words = (word for group in self._target.groups[:_MOST_GROUPS] for word in group)
        peoples = (word for word in words if self._target.is_telling(word) and self._target.is_people(word))
        return [word for word in peoples if self._evidence.is_strange_people(word.folded)]

    @cached_property
    def houses(self) -> list[House]:
        """The names of outlets and houses that were translated."""
        return list(translated_houses(self._source, self._target, self._evidence))

    def renders(self, span: Span) -> bool:
        """Whether something in the target renders the only word at a place of the source."""
        word = self._capitals.get(span)
        return word is not None and self._evidence.is_rendered(word)

    @cached_property
    def _capitals(self) -> dict[Span, Capital]:
        """The source's words with a capital by their places."""
        return {word.span: word for group in self._source.groups for word in group}

    def renders_all(self, span: Span) -> bool:
        """Whether each of several words at a place of the source is rendered, function words aside."""
        words = WORD.findall(fold(span.of(self._source.side.text)))
        content = [word for word in words if word not in self._function]
        return len(content) > 1 and all(self._evidence.has_trace(word) for word in content)

    def stands_in(self, span: Span) -> bool:
        """Whether the target may tell the place that is named in the source without its name."""
        place = span.of(self._source.side.text)
        return is_place(place) and self._evidence.is_told_otherwise(fold(place))

    @cached_property
    def _candidates(self) -> list[tuple[Lone, bool]]:
        """Names of the source that nothing renders, and whether only a given name was left out."""
        return list(self._lost())

    def _lost(self) -> Iterator[tuple[Lone, bool]]:
        for group in self._source.groups[:_MOST_GROUPS]:
            words = self._source.telling(group)
            if not words:
                if self._evidence.is_lost_phrase(group):
                    yield _lone(group), False
                continue
            missing = [word for word in words if not self._evidence.is_rendered(word)]
            if not missing or self._target.traces.joined(group):
                continue
            last = words[-1]
            if missing[-1] is last and self._is_excused(words, missing):
                continue
            given = missing[-1] is not last and last.kind is not Kind.ACRONYM
            given = given and not self._is_apart(missing[-1], words)
            yield _lone(missing), given and not any(is_place(word.word) for word in missing)

    def _is_seat(self, folded: str) -> bool:
        """Whether a name is one of a house that stands for those within: `l'Élysée`."""
        return not self._target.manner.seats.keys().isdisjoint(self._evidence.renderings(folded))

    def _is_apart(self, word: Capital, words: Sequence[Capital]) -> bool:
        """Whether a word is no given name and only linked to the next one: `Goodyear d'Amiens`."""
        following = words[words.index(word) + 1]
        between = WORD.findall(fold(self._source.side.text[word.span.end : following.span.start]))
        return given_name(word.word) is None and any(each in self._source.manner.links for each in between)

    def _is_excused(self, words: Sequence[Capital], missing: Sequence[Capital]) -> bool:
        """Whether something else may stand for a name: a pronoun, `this country`, another acronym."""
        if all(word.kind is Kind.ACRONYM for word in missing):
            said = any(len(group) > 1 for group, _ in self._unexplained)
            return said or self._evidence.is_excused_acronym(missing)
        if any(is_place(word.word) or self._is_seat(word.folded) for word in missing):
            return any(not self._evidence.is_of_another_people(word) for word in self._peoples) or all(
                self._evidence.is_told_otherwise(word.folded) for word in missing
            )
        if len(missing) == 1 < len(words) and not given_name(words[0].word) and not self._unexplained:
            return True
        if self._source.is_aside(missing[0].span) and self._source.brackets > self._target.brackets:
            return True
        return len(words) == 1 and not missing[0].person and self._evidence.has_other_pronoun

    @cached_property
    def _strangers(self) -> list[tuple[Group, list[Capital]]]:
        """Groups of the target with those of their words that nothing in the source explains."""
        found = []
        for group in self._target.groups[:_MOST_GROUPS]:
            words = [
                word
                for place, word in enumerate(group)
                if self._target.is_telling(word) and not self._is_explained(group, place)
            ]
            if words:
                found.append((group, words))
        return found

    def _is_explained(self, group: Group, place: int) -> bool:
        if self._is_translated(group[place : place + 2]) or self._evidence.is_of_another_people(group[place]):
            return False
        return self._evidence.is_explained(group[place])

    def _is_translated(self, group: Group) -> bool:
        """Whether a name of two words begins with a given name that was translated."""
        return len(group) > 1 and self._evidence.is_translated_given_name(*group[:2])

    @cached_property
    def _unexplained(self) -> list[tuple[Group, list[Capital]]]:
        """The same without words for the people of a place."""
        names = ((g, [w for w in words if not self._target.is_people(w)]) for g, words in self._strangers)
        return [(group, words) for group, words in names if words]

    @cached_property
    def _peoples(self) -> list[Capital]:
        """Words of the target for the people of a place that nothing in the source explains."""
        return [word for _, words in self._strangers for word in words if self._target.is_people(word)]


def _lone(words: Sequence[Capital]) -> Lone:
    return Lone(Span(words[0].span.start, words[-1].span.end), tuple(words))


def _joined(lost: Sequence[Lone], text: str) -> Iterator[Lone]:
    """Names that stand close together as one: `le Quai d'Orsay`."""
    words: list[Capital] = []
    for lone in lost:
        near = bool(words) and lone.span.start - words[-1].span.end <= _NEAR
        if words and not (near and _LINK.fullmatch(text[words[-1].span.end : lone.span.start])):
            yield _lone(words)
            words = []
        words += lone.words
    if words:
        yield _lone(words)


def _nowhere(_: Span) -> bool:
    return False


@lru_cache(maxsize=_KEPT)
def comparison(subject: Subject) -> Comparison:
    """The names of a subject's two texts; kept for the next check that asks."""
    return Comparison(subject)
