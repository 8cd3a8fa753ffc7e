"""One of two texts with its names, and what else is asked of it when names are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from db.records import Span
from workbench.checks.naming.capitals import Capital, Group, Kind, groups
from workbench.checks.naming.casing import casing
from workbench.checks.naming.manner import manner
from workbench.checks.naming.traces import Traces
from workbench.draft.flaws.language import language
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold

_HEADLINE = 0.75
"""Share of words with a capital from which a text is a headline, where capitals tell little."""
_LEAST_WORDS = 5
_LONG_WORD = 4
_LONGEST_ARTICLE = 3
_AFTER = 4
"""Words after a word with a capital among which those are that belong to it: `Cour suprême`."""
_MOST_PHRASE = 2
_CLOSING_MARKS = frozenset(".,;:!?)")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_ENDS_PHRASE = frozenset('.,;:!?()«»"–—')
_NEAR = 8


class NamedText:
    """A text and its names."""

    def __init__(self, side: Side, tag: str, known: Callable[[Span], bool], *, headlines: bool) -> None:
        """Take the words of a text in a language.

        `known` tells whether a place belongs to a name that is looked for in another way; with
        `headlines` the language gives capitals to all words of a headline.
        """
        self.side = side
        self.known = known
        self.manner = manner(tag)
        self._headlines = headlines
        self._casing = casing(tag)
        self._tag = tag
        self._language = language(tag)

    @cached_property
    def groups(self) -> list[Group]:
        """Its words with a capital, those together that may be one name."""
        return groups(self.side, self._tag, self._language)

    @cached_property
    def traces(self) -> Traces:
        """Its words, to be asked for names of the other text."""
        return Traces(self.side, self._language, self._casing, self.groups)

    @cached_property
    def folded(self) -> str:
        """The text folded."""
        return fold(self.side.text)

    def telling(self, group: Group) -> list[Capital]:
        """The words of a group that are names and not looked for in another way."""
        return [word for word in group if self.is_telling(word)]

    def is_telling(self, word: Capital) -> bool:
        """Whether a word with a capital is a name and not looked for in another way."""
        if not word.telling or (word.kind is Kind.UNKNOWN and self._is_headline):
            return False
        return not self.known(word.span)

    @cached_property
    def _is_headline(self) -> bool:
        return self._headlines and is_headline(self.side.words)

    def knows(self, folded: str) -> bool:
        """Whether a word is one of the language."""
        return folded in self._casing.names or folded in self._casing.ordinary

    def is_name(self, folded: str) -> bool:
        """Whether a word of the language always has a capital, and means no office and no body."""
        return folded in self._casing.names and folded not in self.manner.common

    def is_people(self, word: Capital) -> bool:
        """Whether a word is one for the people of a place."""
        return word.kind is not Kind.ACRONYM and self.manner.is_people(word.folded)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words with a capital, folded, that are looked for in another way."""
        return frozenset(w.folded for group in self.groups for w in group if self.known(w.span))

    def is_within(self, place: int) -> bool:
        """Whether a word, told by its place among them, comes after another of its sentence."""
        if not place:
            return False
        return self.side.text[self.side.spans[place - 1].end : self.side.spans[place].start].isspace()

    def is_article(self, word: str) -> bool:
        """Whether a word is a short one of the kind that stands before a noun."""
        return len(word) <= _LONGEST_ARTICLE and fold(word) in self._language.function

    def phrase_after(self, group: Group) -> list[str]:
        """The folded words that may belong to the last word of a group."""
        spans = self.side.spans
        first = spans.index(group[-1].span) + 1
        end = group[-1].span.end
        found: list[str] = []
        for place in range(first, min(first + _AFTER, len(spans))):
            if not _ENDS_PHRASE.isdisjoint(self.side.text[end : spans[place].start]):
                break
            end = spans[place].end
            folded = fold(self.side.words[place])
            if folded in self.manner.connectors:
                continue
            if folded in self._language.function:
                break
            found.append(folded)
        return found[:_MOST_PHRASE]

    @cached_property
    def has_gap(self) -> bool:
        """Whether a noun is missing: an article stands before a mark or a word that cannot follow it."""
        words, spans, text = self.side.words, self.side.spans, self.side.text
        for place, word in enumerate(words):
            if word.lower() not in self.manner.determiners:
                continue
            end = spans[place + 1].start if place + 1 < len(words) else len(text)
            gap = text[spans[place].end : end].strip()
            if gap and gap[0] in _CLOSING_MARKS:
                return True
            if not gap and place + 1 < len(words) and words[place + 1].lower() in self.manner.closing:
                return True
        return False

    @cached_property
    def has_empty_brackets(self) -> bool:
        """Whether nothing stands between two brackets."""
        return _EMPTY_BRACKETS.search(self.side.text) is not None

    def is_alone_in_brackets(self, span: Span) -> bool:
        """Whether nothing else stands between the brackets around a place."""
        before = self.side.text[max(0, span.start - _NEAR) : span.start].rstrip()
        after = self.side.text[span.end : span.end + _NEAR].lstrip()
        return before.endswith("(") and after.startswith(")")

    def is_aside(self, span: Span) -> bool:
        """Whether a place lies within brackets."""
        return self.side.text.rfind("(", 0, span.start) > self.side.text.rfind(")", 0, span.start)

    @cached_property
    def brackets(self) -> int:
        """How many brackets open."""
        return self.side.text.count("(")


def is_headline(words: Iterable[str]) -> bool:
    """Whether most words of a text, short ones aside, have a capital."""
    long = [word for word in words if len(word) >= _LONG_WORD]
    return len(long) >= _LEAST_WORDS and sum(w[0].isupper() for w in long) >= _HEADLINE * len(long)
