"""Letting the model write a sentence anew around a name that it garbled.

The draft is kept up to the place where it renders the name, the name itself is forced upon the model
as the target prefix, and the model goes on. What comes is only taken where the rest of the sentence says what
the draft said: a model that does not notice the name loses words or tells the name twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from db.records import LanguageTag, Name, NameForm, Span
from workbench.draft.naming.admitted import alike, overlaps
from workbench.draft.naming.patches import articles, determined, fitted
from workbench.draft.naming.values import Required
from workbench.glossary.words import Word, words

_HYPHENS = frozenset("-‐‑")
_MOST_RUNS = 2
_MOST_WORDS = 120
"""A longer draft is left alone."""
_FUNCTION_WORD = 3
"""Letters of words that may stand between the words of a name, and say little by themselves."""
_MOST_BETWEEN = 2
_LEAST_AGREEMENT = 0.6
"""Share of the words after the name that the draft had as well."""


class Try(NamedTuple):
    """A target prefix that ends with a name, or with the word after it."""

    mention: int
    """The place of the mention among those that are missing."""
    name: Name
    span: Span
    """The words of the draft that seem to render the name, code points."""
    known: frozenset[str]
    """The words that tell a rendering of it."""
    kept: str
    """The draft up to them, and the name."""
    prefix: str
    """What the model has to begin with."""


def tries(
    place: int,
    mention: Required,
    known: frozenset[str],
    sentence: str,
    draft: str,
    blocked: Sequence[Span],
    lang: LanguageTag,
) -> list[Try]:
    """Prefixes worth a try for a missing name, the best first; at most eight.

    Only the name to prefer is tried: with three of them it took two and a half times as long, and led to a
    name in no more sentences.

    `place` is that of the mention among the missing ones, `known` the words that tell it (`vocabulary`),
    `sentence` the source and `blocked` the places of other names in the draft. None for a draft in
    capitals or of great length, nor where the name seems to be told in more than one place, or to be all
    that is left of the sentence.
    """
    found: list[Try] = []
    if draft.isupper():
        return found
    rest = sentence[: mention.span.start] + sentence[mention.span.end :]
    given, every = vocabulary([rest]), vocabulary(name.text for name in mention.names)
    name = mention.preferred
    own = known if name.form is NameForm.ACRONYM else known | vocabulary([name.text])
    reading = _Reading(draft, own, blocked)
    for run in reading.runs(mention)[:_MOST_RUNS]:
        first, last = reading.widened(run, vocabulary([sentence]))
        doubtful = reading.told_beside(first, last, every) or reading.told_else(first, last, given)
        if not doubtful and not (given and reading.is_all(first, last)):
            found += _prefixes(place, name, reading, first, last, lang)
    return found


def rendering(mention: Required, known: frozenset[str], draft: str, blocked: Sequence[Span]) -> Span | None:
    """The words of a draft that most of all seem to render a name; None where no words seem so."""
    reading = _Reading(draft, known, blocked)
    runs = reading.runs(mention)
    return reading.span(*runs[0]) if runs else None


def told_beside(draft: str, span: Span, known: frozenset[str]) -> bool:
    """True when the next words before or after a place in a draft seem to render the same name."""
    reading = _Reading(draft, known, ())
    first = sum(part.span.end <= span.start for part in reading.parts)
    last = sum(part.span.start < span.end for part in reading.parts) - 1
    return reading.told_beside(first, last, frozenset())


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The folded words by which a rendering of a name is known, given what it is called."""
    return frozenset(word.folded for text in texts for word in words(text) if _says_something(word, text))


def known_words(mention: Required, bare: Mapping[str, Sequence[str]] | None) -> frozenset[str]:
    """The words that tell a rendering of a mention: its own, its preferred name's, those of drafts of it.

    What a model makes of an acronym alone tells nothing.
    """
    texts = [mention.source, mention.preferred.text]
    if mention.form is not NameForm.ACRONYM:
        texts += (bare or {}).get(mention.source, ())
    return vocabulary(texts)


def _says_something(word: Word, text: str) -> bool:
    letters = word.span.of(text)
    return (
        len(letters) > _FUNCTION_WORD
        or any(map(str.isdecimal, letters))
        or sum(map(str.isupper, letters)) > 1
    )


def _enough(reading: _Reading, run: tuple[int, int], mention: Required) -> bool:
    """True when a stretch has so many words of a mention that it is told from what shares a word with it.

    Two words, or one for a name of one word, or for that of two one that is itself a name within it:
    `Alger` tells `accord d'Alger`, but `Minister` does not tell `premier ministre`.
    """
    source, name = mention.source, mention.preferred.text
    telling = [word for word in words(source) if _says_something(word, source)]
    if run[0] < run[1] or len(telling) < 2:
        return True
    inner = [word.folded for word in telling[1:] if word.span.of(source)[0].isupper()]
    inner += [word.folded for word in words(name) if word.span.of(name).isupper()]
    return len(telling) == 2 and alike(reading.parts[run[0]].folded, inner)


class _Reading:
    """A draft, searched for the words that render a name."""

    def __init__(self, draft: str, known: frozenset[str], blocked: Sequence[Span]) -> None:
        self.draft, self.known = draft, known
        self.parts = list(words(draft))
        if len(self.parts) > _MOST_WORDS:
            self.parts = []
        self._telling = [n for n, part in enumerate(self.parts) if _says_something(part, draft)]
        self._free = [n for n in self._telling if not overlaps(self.parts[n].span, blocked)]
        self._like = {number for number in self._free if alike(self.parts[number].folded, known)}

    def span(self, first: int, last: int) -> Span:
        """The code points of a stretch of words."""
        return Span(self.parts[first].span.start, self.parts[last].span.end)

    def runs(self, mention: Required) -> list[tuple[int, int]]:
        """First and last word of each stretch that may render the mention, that with most words first."""
        runs: list[list[int]] = []
        for number in sorted(self._like):
            if runs and _bridged(self.parts[runs[-1][-1] + 1 : number]):
                runs[-1].append(number)
            else:
                runs.append([number])
        longest = sorted(runs, key=lambda run: (-len(run), run))
        return [(run[0], run[-1]) for run in longest if _enough(self, (run[0], run[-1]), mention)]

    def widened(self, run: tuple[int, int], given: frozenset[str]) -> tuple[int, int]:
        """A stretch with what belongs to it.

        That is what a hyphen ties to it, the acronyms beside it that were not `given`, and the other half of
        a word that the model broke in two (`A QMI`, `Nos al- Islam`).
        """
        first, last = run
        while first and self._belongs(first - 1, first, first - 1, given):
            first -= 1
        while last + 1 < len(self.parts) and self._belongs(last, last + 1, last + 1, given):
            last += 1
        return first, last

    def _belongs(self, left: int, right: int, added: int, given: frozenset[str]) -> bool:
        between = self.draft[self.parts[left].span.end : self.parts[right].span.start]
        if between.strip() in _HYPHENS:
            return True
        if not between.isspace():
            return False
        if self.parts[left].folded + self.parts[right].folded in self.known:
            return True
        letters = self.parts[added].span.of(self.draft)
        made_up = sum(map(str.isupper, letters)) > 1 and self.parts[added].folded not in given
        return added in self._free and made_up

    def told_beside(self, first: int, last: int, every: frozenset[str]) -> bool:
        """True when the next words that say something, before or after the stretch, render the name too.

        That is, when they are like its words, or are among those of `every` name that it has.
        """
        before = [number for number in self._telling if number < first][-1:]
        after = [number for number in self._telling if number > last][:1]
        near = [self.parts[number].folded for number in (*before, *after)]
        return any(word in every or alike(word, self.known) for word in near)

    def is_all(self, first: int, last: int) -> bool:
        """True when beside the stretch nothing stands that says something."""
        return all(first <= number <= last for number in self._telling)

    def told_else(self, first: int, last: int, given: frozenset[str]) -> bool:
        """True when words elsewhere render the name, and no others that the source was `given`."""
        elsewhere = [self.parts[number].folded for number in self._like if not first <= number <= last]
        return any(not alike(word, given) for word in elsewhere)


def _bridged(between: Sequence[Word]) -> bool:
    """True for few and short words, as stand between the words of a name."""
    return len(between) <= _MOST_BETWEEN and all(
        len(word.folded) <= _FUNCTION_WORD and word.folded[:1].isalnum() for word in between
    )


def _prefixes(
    place: int, name: Name, reading: _Reading, first: int, last: int, lang: LanguageTag
) -> list[Try]:
    """The draft up to a name, and up to the word after it; with an article where it might be lacking."""
    draft, parts, span = reading.draft, reading.parts, reading.span(first, last)
    following = parts[last + 1].span.end if last + 1 < len(parts) else span.end
    ways = [name]
    known = articles(lang)
    near = {part.folded for part in parts[max(0, first - 2) : first]}
    if name.form is not NameForm.ACRONYM and not determined(name.text, lang) and not near & {*known}:
        ways += [replace(name, text=f"{each} {name.text}") for each in known]
    found = []
    for way in ways:
        change = fitted(draft, span, way, lang)
        kept = draft[: change.span.start] + change.after
        prefixes = dict.fromkeys((kept, kept + draft[span.end : following]))
        found += [Try(place, name, span, reading.known, kept, prefix) for prefix in prefixes]
    return found


def agrees(attempt: Try, draft: str, written: str) -> bool:
    """True when a draft written anew has the name where it was put, and else what the draft said.

    Refused are a rest with words
    lost, with words added beyond the smallest, with words that render the name once more, or with many of its
    words changed.
    """
    if not written.startswith(attempt.kept):
        return False
    tail = written[len(attempt.kept) :]
    if tail[:1].isalnum() or tail[:2] in ("-", "’"):
        return False
    after = [word.folded for word in words(tail)]
    before = [word.folded for word in words(draft[attempt.span.end :])]
    return _same_but_for_some(before, after, attempt.known)


def _same_but_for_some(before: list[str], after: list[str], known: frozenset[str]) -> bool:
    if sorted(before) == sorted(after):
        return True
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < _LEAST_AGREEMENT * max(len(before), len(after)):
        return False
    for kind, i, j, k, m in matcher.get_opcodes():
        new = after[k:m]
        if kind == "delete" or any(len(word) > _FUNCTION_WORD and alike(word, known) for word in new):
            return False
        if kind == "insert" and (k == 0 or any(len(word) > _FUNCTION_WORD for word in new)):
            return False
        if kind == "replace" and (abs((j - i) - (m - k)) > 1 or _says_less(before[i:j], new)):
            return False
    return True


def _says_less(before: Sequence[str], after: Sequence[str]) -> bool:
    """True when words that say something gave way to none."""
    return any(len(word) > _FUNCTION_WORD for word in before) and all(
        len(word) <= _FUNCTION_WORD for word in after
    )
