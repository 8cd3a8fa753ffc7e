"""What speaks for a name having a counterpart in the other text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from workbench.checks.naming.capitals import Capital, Group, Kind
from workbench.checks.naming.casing import casing
from workbench.checks.naming.manner import manner
from workbench.checks.naming.named_text import NamedText
from workbench.checks.naming.spelling import same_name
from workbench.draft.flaws.language import Pair, pair
from workbench.quotes.gazetteer import given_name, is_place
from workbench.text.fold import fold

_FIRST_LETTERS = 2
"""Letters that a name has in common with the rendering from which it is derived, at least."""
_SHORTEST = 3
_BEGINNING = 4
"""Letters by which a word for a people and its place are known again."""


class Evidence:
    """A source and a target, asked whether what one of them names is in the other."""

    def __init__(self, source: NamedText, target: NamedText, languages: Pair) -> None:
        self.source = source
        self.target = target
        self._pair = languages
        self._renderings = languages.words

    def is_rendered(self, word: Capital) -> bool:
        """Whether something in the target stands for a word of the source."""
        known = self.target.manner.adjectives
        if word.folded in known:
            others = {each for place, people in known.items() if place != word.folded for each in people}
            rendering = {word.folded, *known[word.folded], *self._renderings[word.folded].words} - others
            return not self.target.side.known.isdisjoint(rendering)
        return self.target.traces.of(word, self._renderings[word.folded].words)

    def places_of(self, folded: Iterable[str]) -> list[int]:
        """Where the target has words with a capital that render any of the folded words of the source."""
        side = self.target.side
        rendering = {other for word in folded for other in self._renderings[word].words}
        if not side.aligned or rendering.isdisjoint(side.known):
            return []
        return [p for p, word in enumerate(side.words) if word[0].isupper() and side.folded[p] in rendering]

    def renders_any(self, folded: str) -> bool:
        """Whether a word of the target is one of the source or renders any of it."""
        return folded in self.source.side.known or folded in self._rendering

    def renderings(self, folded: str) -> set[str]:
        """A word of the source and the words of the target that render it."""
        return {folded, *self._renderings[folded].words}

    def is_shared(self, folded: str) -> bool:
        """Whether a word of the source is one of the target's language as well, with the same meaning."""
        return folded in self._renderings[folded].words

    def has_trace(self, folded: str) -> bool:
        """Whether a word of the source, no name perhaps, is rendered in the target by any derived word."""
        rendered, side = self._renderings[folded], self.target.side
        known = (word for word in rendered.words if word not in self._pair.target.function)
        if folded in side.known or not side.known.isdisjoint(known):
            return True
        return not side.stems.isdisjoint(rendered.stems)

    def is_explained(self, word: Capital) -> bool:
        """Whether something in the source stands for a word of the target."""
        if word.kind is Kind.ACRONYM or (len(word.word) < _SHORTEST and not word.person):
            return True
        if word.folded in translated(self._pair.from_tag, self._pair.to_tag):
            return True
        if word.folded in self._told_otherwise:
            return True
        rendering = word.folded in self._rendering
        if is_place(word.word) and not rendering and self._sounds_like_another_place(word):
            return False
        if word.kind is Kind.ORDINARY and word.person:
            return self._renders_small_word(word.folded) or self.source.traces.has_same_letters(word)
        if self.source.traces.of(word, ()):
            return True
        if word.kind is Kind.ORDINARY:
            return rendering
        alike = self._rendering_by_letters.get(word.folded[:_FIRST_LETTERS], ())
        return rendering or any(same_name(word.folded, other) for other in alike)

    def is_of_another_people(self, word: Capital) -> bool:
        """Whether a word of the target is for the people of a place that only sounds like the source's."""
        here, own = self.source.manner.adjectives, _place_of_people(self._pair.to_tag).get(word.folded)
        if own is None or own not in here or not self.source.side.known.isdisjoint({own, *here[own]}):
            return False
        return any(
            own[:_SHORTEST] == place[:_SHORTEST] and not self.source.side.known.isdisjoint({place, *people})
            for place, people in here.items()
            if place != own
        )

    def is_lost_people(self, folded: str) -> bool:
        """Whether a word is for the people of a place that the target does not name in any way."""
        rendered = self._renderings[folded].words
        if not self.source.manner.is_people(folded) or (rendered and rendered[0] not in self._names_there):
            return False
        side = self.target.side
        beginning = folded[:_BEGINNING]
        if any(word.startswith(beginning) for word in side.known):
            return False
        return side.known.isdisjoint(rendered) and not self.has_trace(folded)

    def is_strange_people(self, folded: str) -> bool:
        """Whether a word of the target is for the people of a place that the source does not name."""
        if folded in self._rendering or folded in self._told_otherwise:
            return False
        return not any(word.startswith(folded[:_BEGINNING]) for word in self.source.side.known)

    @cached_property
    def _names_there(self) -> frozenset[str]:
        """Words that always have a capital in the language of the target."""
        return casing(self._pair.to_tag).names

    def is_translated_given_name(self, word: Capital, following: Capital) -> bool:
        """Whether a given name before a surname was translated: `Pierre Diarro` became `Peter Diarro`."""
        known = self.source.side.known
        if word.folded in known or following.folded not in known or given_name(word.word) is None:
            return False
        if self._renders_small_word(word.folded):
            return False
        return word.folded in self._rendering and not self.source.traces.of(word, ())

    def _renders_small_word(self, folded: str) -> bool:
        """Whether a word may render one that the source has without a capital: no name was translated."""
        small = {fold(word) for word in self.source.side.written if word[0].islower()}
        return any(folded in self._renderings[word].words for word in small)

    @cached_property
    def _told_otherwise(self) -> frozenset[str]:
        """Words for the people of places that the source names, and for what stands behind a seat."""
        known = self.source.side.known | self._rendering
        tables = self.target.manner.adjectives, self.target.manner.seats
        return frozenset(word for table in tables for place in table.keys() & known for word in table[place])

    @cached_property
    def _rendering(self) -> frozenset[str]:
        """The words that may render any word of the source."""
        return frozenset(other for word in self.source.side.known for other in self._renderings[word].words)

    @cached_property
    def _rendering_by_letters(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._rendering:
            if len(word) > _FIRST_LETTERS:
                found[word[:_FIRST_LETTERS]].append(word)
        return found

    def _sounds_like_another_place(self, word: Capital) -> bool:
        """Whether a place of the target only sounds like one of the source, which has another name there."""
        places = [other for other in self.source.side.known if is_place(other)]
        alike = [other for other in places if other != word.folded and same_name(word.folded, other)]
        return bool(alike) and word.folded not in places and all(self._renderings[o].words for o in alike)

    def is_excused_acronym(self, words: Sequence[Capital]) -> bool:
        """Whether acronyms that stand nowhere may have been said in words, or left out in brackets."""
        if any(word.folded in self.source.manner.abbreviations for word in words):
            return True
        if any(self._renderings[word.folded].words[:1] not in ((), (word.folded,)) for word in words):
            return True
        if all(self.source.is_alone_in_brackets(word.span) for word in words):
            return not self.target.has_empty_brackets
        return self.has_other_acronym

    @cached_property
    def has_other_acronym(self) -> bool:
        """Whether the target has an acronym that the source has not."""
        return bool(self.target.traces.acronyms - self.source.side.known - self.target.known_words)

    def is_told_otherwise(self, place: str) -> bool:
        """Whether the target may tell a place (folded) without its name: `this country`, a seat's state."""
        if any(phrase in self.target.folded for phrase in self.target.manner.stand_ins):
            return True
        seats = self.target.manner.seats
        stands_for = {
            word
            for other in (place, *self._renderings[place].words)
            for word in seats.get(other.replace("'", ""), ())
        }
        return not stands_for.isdisjoint(self.target.side.known - self._rendering - self.source.side.known)

    @cached_property
    def has_other_pronoun(self) -> bool:
        """Whether the target has a pronoun for a person and the source has none."""
        he, il = self.target.manner.pronouns, self.source.manner.pronouns
        return not he.isdisjoint(self.target.side.known) and il.isdisjoint(self.source.side.known)

    def is_lost_phrase(self, group: Group) -> bool:
        """Whether nothing stands for words that have a capital and yet are translated: `la Cour suprême`.

        One word alone is too easily said otherwise, unless it is a people or the target has a gap.
        """
        translatable = all(word.kind in (Kind.ORDINARY, Kind.COMMON) for word in group)
        if not translatable or group[-1].opens or any(self.source.known(word.span) for word in group):
            return False
        if self.target.traces.joined(group) or any(self.is_rendered(word) for word in group):
            return False
        if self._means_people(group[0]):
            return True
        phrase = self.source.phrase_after(group)
        if any(self.has_trace(word) for word in phrase):
            return False
        if self.target.has_gap:
            return True
        if self.has_other_acronym or any(word.folded in self.source.manner.free for word in group):
            return False
        if len(group) == 1 and group[0].kind is Kind.COMMON:
            return False
        return len(group) + len(phrase) > 1 or self._is_the_same(group[0])

    def _is_the_same(self, word: Capital) -> bool:
        """Whether a word is likely to be the same in both languages."""
        rendered = self._renderings[word.folded].words
        return rendered[0] == word.folded if rendered else self.target.knows(word.folded)

    def _means_people(self, word: Capital) -> bool:
        """Whether a word is one for people, which the other language writes with a capital, too."""
        if word.kind is not Kind.ORDINARY:
            return False
        rendered = self._renderings[word.folded].words[:1]
        return self.source.is_people(word) or any(self.target.is_name(other) for other in rendered)


@cache
def _place_of_people(tag: str) -> dict[str, str]:
    """By word for the people of a place, where it needs telling, the place."""
    return {word: place for place, people in manner(tag).adjectives.items() for word in people}


@cache
def translated(from_tag: str, to_tag: str) -> frozenset[str]:
    """Words with a capital in the one language that render words without one in the other: `Monday`."""
    words, known = pair(from_tag, to_tag).words, casing(from_tag)
    found = {other for word in known.ordinary if word in words for other in words[word].words[:2]}
    names = ((word, other) for word in known.names if word in words for other in words[word].words[:1])
    places = {other for word, other in names if other != word or is_place(word)}
    return frozenset(other for other in found - places if other in casing(to_tag).names)
