"""How far a name or a noun phrase reaches in a sentence, and which noun it is about."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from db.records import Span
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.tokens import Kind, Token

_LONGEST_PHRASE = 14
"""Tokens in a noun phrase with its complements."""

_LONGEST_TAIL = 2
"""Words behind the noun of an office that may be adjectives: `ministre français délégué`."""

LONGEST_COMPLEMENT = 3
"""Common words between `of the` and the name of the one who holds the office."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tokens of a sentence, asked where names and noun phrases end.

    `common` holds words that the article also writes in lower case: no names at a sentence's start.
    """

    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon
    common: Container[str]

    def _plain(self, at: int) -> str:
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def _text(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def _is_word(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.WORD

    def _is_capital(self, at: int) -> bool:
        """True for a word that its capital makes part of a name, wherever it stands."""
        if at >= len(self.tokens) or not self.tokens[at].capital:
            return False
        plain, lexicon = self.tokens[at].plain, self.lexicon
        if plain in lexicon.calendar or plain in lexicon.told:
            return False
        usual = plain in lexicon.capitals or plain in lexicon.modifiers
        if self._is_initial(at):
            usual = usual or plain in self.common or plain in lexicon.verbs
            return not usual or (plain not in lexicon.capitals and self._next_is_name(at))
        return not usual or self._next_is_name(at)

    def _is_initial(self, at: int) -> bool:
        """True where a capital may be due to the start of a sentence."""
        return (
            not at
            or self.tokens[at - 1].kind is Kind.QUOTE
            or self.tokens[at - 1].text in (":", "-", "–", "—")
        )

    def _next_is_name(self, at: int) -> bool:
        following = self.tokens[at + 1 : at + 2]
        return bool(following) and following[0].capital and following[0].plain not in self.lexicon.capitals

    def _name_end(self, at: int) -> int:
        """End of the run of capital words and particles that begins at `at`."""
        last = at
        while last < len(self.tokens):
            if self._is_capital(last):
                if last > at and self._is_acronym_before(at, last):
                    break
                last += 1
                continue
            if last > at and self._plain(last) == "'s" and not self.lexicon.compounds:
                last += 1
                continue
            beyond = last
            while self._plain(beyond) in self.lexicon.particles and beyond - last < 3:
                beyond += 1
            if beyond == last or last == at or not self._is_capital(beyond):
                break
            last = beyond
        return last

    def _is_acronym_before(self, at: int, last: int) -> bool:
        """True between `l'AFP` and the name of somebody else: an acronym ends with itself."""
        before = self._plain(at - 1)
        led = before in self.lexicon.determiners or before in self.lexicon.prepositions
        acronym, word = self.tokens[last - 1].text, self.tokens[last].text
        return led and last == at + 1 and len(acronym) > 1 and acronym.isupper() and not word.isupper()

    def _acts(self, last: int) -> bool:
        lexicon = self.lexicon
        while self._plain(last) in lexicon.adverbs and self._plain(last) not in lexicon.auxiliaries:
            last += 1
        plain = self._plain(last)
        clitic = (
            plain in lexicon.clitics
            and plain not in lexicon.determiners
            and plain not in lexicon.prepositions
        )
        return clitic or plain in lexicon.auxiliaries or plain in lexicon.verbs

    def _is_noun(self, token: Token) -> bool:
        return bool(self._noun(token.plain))

    def _noun(self, word: str) -> str:
        """The noun for a person or body in a word or at the start or end of a compound, or empty."""
        if word in self.lexicon.nouns:
            return word
        start, _, end = word.partition("-")
        return next((part for part in (start, end) if end and part in self.lexicon.nouns), "")

    def _head(self, first: int, last: int) -> str:
        """The noun for a person or body that a phrase is about, behind any possessive; or empty."""
        words = [token.plain for token in self.tokens[first:last]]
        while "'s" in words:
            words = words[words.index("'s") + 1 :]
        links = self.lexicon.links
        partitive = 1 + any(word in self.lexicon.indefinite for word in words[:1])
        inner = next((at for at, word in enumerate(words) if at >= partitive and word in links), len(words))
        nouns = [noun for noun in map(self._noun, words[:inner]) if noun]
        nouns = [noun for noun in nouns if noun not in self.lexicon.modifiers] or nouns
        return nouns[-1 if self.lexicon.compounds else 0] if nouns else ""

    def _phrase_end(self, first: int) -> int:
        """End of a noun phrase from its first word after the determiner: nouns, adjectives, complements."""
        lexicon, at, tail = self.lexicon, first, -1
        longest = 0 if lexicon.compounds else _LONGEST_TAIL
        limit = min(len(self.tokens), first + _LONGEST_PHRASE)
        while at < limit and self.tokens[at].kind is Kind.WORD:
            token = self.tokens[at]
            link = token.plain in lexicon.links
            of_title = link or (at > first and self.tokens[at - 1].capital)
            if link or (tail >= 0 and token.plain in lexicon.further_links):
                beyond = self._complement(at + 1, near=of_title)
                if beyond is None or (at == first and self._plain(at - 1) not in lexicon.indefinite):
                    break
                at, tail = beyond, 0 if tail >= 0 else tail
            elif self._is_noun(token) or token.plain == "'s":
                at, tail = at + 1, 0
            elif self._is_capital(at):
                beyond = self._name_end(at)
                if at > first and not self._noun(self._plain(beyond)):
                    break
                at, tail = beyond, 0 if self._noun(self._plain(beyond - 1)) else tail
            elif token.plain in lexicon.modifiers:
                at += 1
            elif tail >= longest or token.plain in lexicon.capitals or self._is_verb(at, first):
                break
            else:
                at, tail = at + 1, tail + 1 if tail >= 0 else tail
        return at

    def _is_verb(self, at: int, first: int) -> bool:
        """True for a verb behind a noun; a participle before a noun is an adjective."""
        plain = self._plain(at)
        if at == first:
            return plain in self.lexicon.told and self._plain(at - 1) in self.lexicon.indefinite
        adjective = self._noun(self._plain(at + 1)) and not plain.endswith(("s", "ing"))
        return not adjective and (plain in self.lexicon.verbs or plain.endswith(self.lexicon.endings))

    def _complement(self, at: int, *, near: bool) -> int | None:
        """Where the words after `de` or `of` lead: behind a name or a common noun; None: nowhere.

        `near` is false for `à` and `en`, which join a name to an office but not a common noun, except in
        the name of a body: `Mouvement pour la justice`.
        """
        after = at + 1 if self._plain(at) in self.lexicon.determiners else at
        last = self._name_end(after)
        if last == after:
            word = after < len(self.tokens) and self.tokens[after].kind is Kind.WORD
            usable = near and word and self._plain(after) not in self.lexicon.capitals
            return self._up_to_name(after + 1) if usable else None
        if not near and self.tokens[after].text.isupper():
            return None
        return self._before_name(after, last) if after == at else self._up_to_name(last)

    def _before_name(self, first: int, last: int) -> int:
        """Where a complement ends and a name of two words begins in a run of capitals, or `last`."""
        run = all(self.tokens[at].capital for at in range(first, last))
        return max(first + 1, last - 2) if run and last - first >= 3 else last

    def _up_to_name(self, at: int) -> int:
        """Past common words that a name of two words or more follows: `of the regional council Awa Sy`."""
        end = at
        while end - at < LONGEST_COMPLEMENT and self._is_common(end):
            end += 1
        return end if self._name_end(end) - end > 1 else at

    def _is_common(self, at: int) -> bool:
        """True for a word in lower case that is no verb and no function word."""
        if at >= len(self.tokens) or self.tokens[at].kind is not Kind.WORD:
            return False
        plain, lexicon = self.tokens[at].plain, self.lexicon
        verbal = plain in lexicon.verbs or plain.endswith(lexicon.endings)
        return self.tokens[at].text[0].islower() and not verbal and plain not in lexicon.capitals
