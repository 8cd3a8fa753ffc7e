"""Finds, in one sentence, the words that tell how a statement reached the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from db.records import UNDETERMINED, LanguageTag, Span
from workbench.quotes.discourse import Clause
from workbench.quotes.hearers import Hearer, Hearers, Wanted
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.provenance_words import Element, Pattern, Tells, Words
from workbench.quotes.subjects import subject_of
from workbench.quotes.tokens import Kind, Token
from workbench.quotes.verbs import Verb
from workbench.text.language import LanguageTagError, normalise

_SKIPPED = 3
"""Words that `*` stands for at most."""

_NAME_OF_LANGUAGE = 4
"""Letters of the shortest name of a language that is looked for: shorter words would be tags."""

_REACH = 25
"""Tokens between a verb of speech and the one it speaks to."""

_PAUSES = frozenset((",", "—", "–", "-", "(", ";"))


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of provenance; `first` and `last` delimit its tokens in the sentence, half-open."""

    first: int
    last: int
    tells: Tells
    occasion: str = ""
    hearer: Hearer | None = None
    lang: LanguageTag = UNDETERMINED
    verb: Verb | None = None
    """The verb of speech that governs it, where one does."""

    def span(self, tokens: Sequence[Token]) -> Span:
        """Its range in the text."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


@dataclass(frozen=True, slots=True)
class _Match:
    end: int
    hearer: Hearer | None = None
    lang: LanguageTag = UNDETERMINED


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the sentences of one article."""

    words: Words
    lexicon: Lexicon
    hearers: Hearers

    def read(self, clause: Clause) -> list[Told]:
        """The statements of provenance in a sentence, in order and apart, the longest where several fit."""
        found: list[Told] = []
        at, tokens = 0, clause.tokens
        here = {token.plain for token in tokens}
        while at < len(tokens):
            patterns = self.words.patterns.get(tokens[at].plain)
            if patterns is None:
                at += 1
                continue
            usable = [p for p in patterns if not p.needs or not p.needs.isdisjoint(here)]
            read = self._at(clause, at, usable, found) if usable else ()
            matched = [told for told in read if self._is_told(clause, told)]
            longest = max(matched, key=_reach, default=None)
            if longest and not self._is_elsewhere(clause, longest):
                found.append(longest)
            at = max(at + 1, longest.last) if longest else at + 1
        return found

    def other_time(self, clause: Clause) -> bool:
        """True when the sentence says that it is about another time."""
        for at, token in enumerate(clause.tokens):
            for phrase in self.words.other_time.get(token.plain, ()):
                if tuple(t.plain for t in clause.tokens[at : at + len(phrase)]) == phrase:
                    return True
        return False

    def _at(
        self, clause: Clause, at: int, patterns: Sequence[Pattern], before: Sequence[Told]
    ) -> Iterator[Told]:
        tokens = clause.tokens
        for pattern in patterns:
            first, medium = at, None
            if pattern.medium_first:
                ending = self.hearers.ending(tokens, at)
                if ending is None or (before and ending[0] < before[-1].last):
                    continue
                first, medium = ending
            if pattern.near and not self._is_near(clause, at, before):
                continue
            match = self._match(pattern.elements, tokens, at)
            if match is None or (match.lang != UNDETERMINED and not self._ends_phrase(tokens, match.end)):
                continue
            hearer = match.hearer or medium
            occasion = pattern.occasion or (hearer.occasion if hearer else "")
            told = Told(first, match.end, pattern.tells, occasion, hearer, match.lang)
            yield replace(told, verb=self._verb(clause, told))

    def _match(self, elements: Sequence[Element], tokens: Sequence[Token], at: int) -> _Match | None:
        """How far the elements reach from a token on, the longest way; None where they do not fit."""
        if not elements:
            return _Match(at)
        element, rest = elements[0], elements[1:]
        found: list[_Match] = []
        if element.reads == "*":
            limit = at + _SKIPPED
            while at <= min(limit, len(tokens)):
                match = self._match(rest, tokens, at)
                if match:
                    return match
                if at == len(tokens) or tokens[at].kind is not Kind.WORD:
                    return None
                at += 1
            return None
        if element.optional and (match := self._match(rest, tokens, at)):
            found.append(match)
        if at < len(tokens) and (read := self._element(element, tokens, at)):
            match = self._match(rest, tokens, read.end)
            if match:
                lang = match.lang if match.lang != UNDETERMINED else read.lang
                found.append(_Match(match.end, match.hearer or read.hearer, lang))
        return max(found, key=lambda match: match.end, default=None)

    def _element(self, element: Element, tokens: Sequence[Token], at: int) -> _Match | None:
        if not element.reads:
            return _Match(at + 1) if tokens[at].plain in element.words else None
        if element.reads == "LANG":
            lang = self._language(tokens[at])
            return _Match(at + 1, lang=lang) if lang != UNDETERMINED else None
        hearer = self.hearers.at(tokens, at, Wanted(element.reads))
        return _Match(hearer.end, hearer) if hearer else None

    def _language(self, token: Token) -> LanguageTag:
        if token.kind is not Kind.WORD or len(token.text) < _NAME_OF_LANGUAGE:
            return UNDETERMINED
        if token.capital is not self.words.capital_languages:
            return UNDETERMINED
        return _language_named(token.plain)

    def _ends_phrase(self, tokens: Sequence[Token], at: int) -> bool:
        """False where a noun follows: `in French waters`."""
        if not self.lexicon.compounds or at >= len(tokens) or tokens[at].kind is not Kind.WORD:
            return True
        plain = tokens[at].plain
        function_word = plain in self.lexicon.capitals and plain not in self.lexicon.calendar
        return function_word or plain in self.lexicon.adverbs or plain in self.lexicon.verbs

    def _is_near(self, clause: Clause, at: int, before: Sequence[Told]) -> bool:
        """True right behind a verb of speech, its subject, a pause, a quotation, or what was told."""
        if at == 0 or (before and before[-1].last == at):
            return True
        token = clause.tokens[at - 1]
        if token.kind in (Kind.QUOTE, Kind.SUBJECT) or token.text in _PAUSES:
            return True
        if any(verb.last == at for verb in clause.verbs):
            return True
        subject = any(m.last == at and not m.governed and m.speaker_like for m in clause.mentions)
        return subject or token.plain in self.words.carriers or token.plain in self.lexicon.adverbs

    def _verb(self, clause: Clause, told: Told) -> Verb | None:
        """The verb of speech of its clause: the one it begins with, or the last on its left."""
        for verb in reversed(clause.verbs):
            if verb.first < max(told.first + 1, 1):
                between = clause.tokens[verb.last : told.first]
                apart = any(token.kind is Kind.QUOTE or token.text == ";" for token in between)
                return None if apart or len(between) > _REACH else verb
        return None

    def _is_elsewhere(self, clause: Clause, told: Told) -> bool:
        """True where the words belong to something else than what is said here: `propos tenus dans`."""
        return bool(told.first) and clause.tokens[told.first - 1].plain in self.words.elsewhere

    def _is_told(self, clause: Clause, told: Told) -> bool:
        """False for `à l'AFP` without a verb of speech, and for a setting that a word behind it changes."""
        if told.tells is Tells.TOLD_BEHIND:
            verb, before = told.verb, clause.tokens[told.first - 1].plain
            if verb is None or not verb.strong or verb.last > told.first:
                return False
            return (
                before not in self.words.not_told
                and clause.tokens[verb.last - 1].plain not in self.words.not_telling
            )
        behind = clause.tokens[told.last : told.last + 1]
        return not (behind and told.tells is Tells.SETTING and behind[0].plain in self.words.changing)

    def inside_relative(self, clause: Clause, told: Told) -> bool:
        """True within a relative clause: `X, whose interview with AFP …`, `X, qui avait dit à l'AFP …`."""
        first = clause.tokens[told.first].plain
        if first in self.words.present:
            return False
        for at in range(told.first - 1, -1, -1):
            token = clause.tokens[at]
            if token.kind in (Kind.QUOTE, Kind.END) or token.text in _PAUSES:
                return False
            if token.plain in self.words.relative:
                return True
        return False

    def subject(self, clause: Clause, told: Told) -> Span | None:
        """Who says it: where the subject of the verb of speech stands, or None when that is not seen."""
        if told.tells is Tells.TOLD and (beside := self._right_before(clause, told)):
            return beside
        mention = subject_of(clause, told.verb, self.lexicon) if told.verb else None
        return mention.span if mention else None

    def _right_before(self, clause: Clause, told: Told) -> Span | None:
        """The subject of `told`, also in a subordinate clause: `a day after X told AFP`."""
        mention = next((m for m in clause.mentions if m.last == told.first), None)
        if mention is None:
            return None
        before = clause.tokens[mention.first - 1].plain if mention.first else ""
        return None if before in self.lexicon.links | self.lexicon.further_links else mention.span


def _reach(told: Told) -> tuple[int, int, bool]:
    """What makes one reading better than another: it takes in more words, and tells more."""
    return told.last, -told.first, bool(told.occasion)


@lru_cache(maxsize=1024)
def _language_named(name: str) -> LanguageTag:
    try:
        return normalise(name)
    except LanguageTagError:
        return UNDETERMINED
