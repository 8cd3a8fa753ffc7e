"""Sequences of words with capitals: what a text writes as names, be they known or not."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.draft.flaws.language import language
from workbench.glossary.words import Words, word_lists
from workbench.text.fold import fold
from workbench.text.language import primary

_WIDEST_GAP = 1
"""Code points between two words of a name: a space, a hyphen or an apostrophe."""
_MOST_BETWEEN = 8
"""Small words between two of a body's name with capitals."""
_HEADLINE = 3
"""Words in a row that are all capitals: no acronyms, but a headline."""
_LONGEST_ACRONYM = 10
_ARABIC_ARTICLES = frozenset(("al", "el", "ul"))
_OPENERS = frozenset(".!?…:;\"'“([—―•*")
"""What stands before a word that has a capital for its place; quotation marks are folded into one."""


@dataclass(frozen=True)
class NameWords:
    """What `name_words.toml` has for a language; all empty for one that it does not list."""

    prepositions: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    head_links: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    """Words without a content of their own (`draft.flaws.languages`)."""


@cache
def name_words(lang: LanguageTag) -> NameWords:
    """The words of a language that matter here."""
    tag = primary(lang)
    table = tomllib.loads(files(__package__).joinpath("name_words.toml").read_text(encoding="utf-8"))
    lists = {key: frozenset(fold(words).split()) for key, words in table.get(tag, {}).items()}
    return NameWords(**lists, function=language(tag).function)


class Run(NamedTuple):
    """A sequence of words with capitals, with the small words between them."""

    words: tuple[str, ...]
    """Folded."""
    spans: tuple[tuple[int, int], ...]
    """Code points of each word."""
    initial: bool
    """True when its first word may have its capital for the place where it stands."""

    @property
    def span(self) -> Span:
        """All of it."""
        return Span(self.spans[0][0], self.spans[-1][1])

    @property
    def key(self) -> str:
        """See `name_key`."""
        return _key(self.words)

    def without_first(self) -> Run | None:
        """What is left from the next word with a capital on; None where nothing is."""
        return Run(self.words[1:], self.spans[1:], False) if len(self.words) > 1 else None


def name_key(name: str) -> str:
    """What other spellings of the same name share: folded words, without an Arabic article."""
    return _key(word_lists(name).folded)


def _key(words: Sequence[str]) -> str:
    return " ".join([word for word in words if word not in _ARABIC_ARTICLES] or words)


@dataclass(slots=True)
class Usage:
    """How often each folded word was met small, and with a capital that its place does not ask for."""

    small: Counter[str] = field(default_factory=Counter)
    large: Counter[str] = field(default_factory=Counter)

    def is_ordinary(self, word: str) -> bool:
        """True for a word that is mostly written small."""
        return self.small[word] > self.large[word]


def is_acronym(word: str) -> bool:
    """True for letters that are all capitals, two or more, and for capitals with figures (`M23`)."""
    if not 1 < len(word) <= _LONGEST_ACRONYM or not word.isalnum() or word.isdigit():
        return False
    return word.isupper() or (word[:-1].isupper() and word[-1] == "s" and len(word) > _HEADLINE)


def runs(text: str, lang: LanguageTag, usage: Usage | None = None) -> list[Run]:
    """The sequences in `text`, in order; none in a text that is all capitals. `usage` takes in its words."""
    if text.isupper():
        return []
    found = word_lists(text)
    large = [text[start].isupper() for start, _ in found.spans]
    reader = _Reader(text, found, large, name_words(lang))
    if usage is not None:
        usage.small.update(word for word, capital in zip(found.folded, large, strict=True) if not capital)
        usage.large.update(
            found.folded[at] for at, capital in enumerate(large) if capital and not reader.opens(at)
        )
    return list(reader.read())


class _Reader(NamedTuple):
    """The words of one text, and which of them begin with a capital."""

    text: str
    words: Words
    large: list[bool]
    known: NameWords

    def read(self) -> Iterator[Run]:
        at = 0
        while at < len(self.large):
            if not self.large[at]:
                at += 1
                continue
            end = self._end(at)
            first = at - 1 if self._is_led(at) else at
            spans = tuple(self.words.spans[first:end])
            if not self._is_headline(spans):
                yield Run(tuple(self.words.folded[first:end]), spans, first == at and self.opens(at))
            at = end

    def _is_led(self, at: int) -> bool:
        """True for a word with a small particle before it that is part of the name: `al-Qaida`."""
        return at > 0 and self.words.folded[at - 1] in self.known.particles and self._follows(at)

    def opens(self, at: int) -> bool:
        """True for a word at the start of a sentence, a quotation or a line."""
        if not at or self.words.folded[at - 1] in _OPENERS:
            return True
        between = self.text[self.words.spans[at - 1][1] : self.words.spans[at][0]]
        return "\n" in between or (len(between) > _WIDEST_GAP and not between.isspace())

    def _end(self, first: int) -> int:
        """The place behind the last word of the run that begins at `first`."""
        end = first + 1
        body = self.words.folded[first] in self.known.heads
        while True:
            following = self._next(end, single=end == first + 1, body=body)
            if following is None:
                return end
            end = following + 1

    def _next(self, at: int, *, single: bool, body: bool) -> int | None:
        """The place of the next word with a capital that belongs to the same name."""
        known, bound = self.known, ""
        for here in range(at, min(at + _MOST_BETWEEN + 1, len(self.large))):
            if not self._follows(here):
                return None
            word = self.words.folded[here]
            if self.large[here]:
                return here if here == at or bound else None
            if word in known.particles:
                bound = "particle"
            elif word in known.prepositions or (body and word in known.head_links):
                if not single and not body:
                    return None
                bound = "preposition"
            elif word in known.articles:
                if bound != "preposition":
                    return None
            elif body and word not in known.function:
                bound = ""
            else:
                return None
        return None

    def _follows(self, at: int) -> bool:
        """True when nothing but a space, a hyphen or an apostrophe stands before a word."""
        start = self.words.spans[at][0]
        gap = self.text[self.words.spans[at - 1][1] : start]
        return len(gap) <= _WIDEST_GAP and self.text[start].isalnum()

    def _is_headline(self, spans: tuple[tuple[int, int], ...]) -> bool:
        return len(spans) >= _HEADLINE and all(self.text[start:end].isupper() for start, end in spans)


def as_name(run: Run, text: str, usage: Usage, lang: LanguageTag, *, strict: bool = True) -> Run | None:
    """What of a run is a name: without titles, days, months, and words that only begin a sentence.

    One word is a name where it has a capital inside sentences, and more often than not; when not `strict`,
    also where nothing is known of it but that it begins one.
    """
    words = name_words(lang)
    rest: Run | None = run
    while rest and not is_acronym(text[slice(*rest.spans[0])]):
        first = rest.words[0]
        small = rest is not run and not text[rest.spans[0][0]].isupper()
        begins = rest.initial and (first in words.function or usage.is_ordinary(first))
        if not (small or begins or first in words.titles or first in words.calendar or len(first) == 1):
            break
        rest = rest.without_first()
    if not rest or len(rest.words) > 1 or is_acronym(rest.span.of(text)):
        return rest
    [word] = rest.words
    certain = usage.large[word] > usage.small[word] or not (strict or usage.small[word])
    return rest if certain and word not in words.heads else None
