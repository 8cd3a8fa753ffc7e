"""Who hears a statement or relays it: media, journalists, audiences, as an article names them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.quotes.lexicon import Lexicon
from workbench.quotes.provenance_words import Words
from workbench.quotes.tokens import Kind, Token
from workbench.text.media import longest_name, medium

_LONGEST_NAME = 8
"""Tokens in a name."""

_MODIFIERS = 5
"""Words before the noun or name: `the French state-run news agency`."""

_TAIL = 2
"""Adjectives behind the noun for a medium: `la chaîne privée tunisienne X`."""

_MARKS = "«»“”\"„‘’' \u00a0\u202f,."
"""What stands around a name between quotation marks."""


class Wanted(StrEnum):
    """What a pattern takes for a hearer; the value is how the patterns write it."""

    HEARER = "HEARER"
    MEDIUM = "MEDIUM"
    ANYONE = "ANYONE"


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody to whom words were said, or who passed them on; `end` is the token behind."""

    end: int
    name: str
    """As printed, white space made single; a proper name without its article."""
    occasion: str = ""
    """What it tells of the occasion: `court` for a judge."""


@dataclass(frozen=True, slots=True)
class Hearers:
    """Reads hearers in the sentences of one article.

    `barriers` are offsets at which the name of somebody else begins, the speaker of a quotation; no name
    runs on over them. `learned` are names that the article itself calls a newspaper, an agency …
    """

    text: str
    words: Words
    lexicon: Lexicon
    barriers: Collection[int] = frozenset()
    learned: Collection[str] = frozenset()

    def at(self, tokens: Sequence[Token], at: int, wanted: Wanted) -> Hearer | None:
        """The hearer that begins at this token, with its article and adjectives, if there is one."""
        start = at
        if at < len(tokens) and self._is_determiner(tokens[at]):
            at += 1
        for here in range(at, min(at + _MODIFIERS, len(tokens))):
            found = self._named(tokens, here) or self._described(tokens, start, here)
            found = found or (self._audience(tokens, start, here) if wanted is not Wanted.MEDIUM else None)
            if found:
                return found
            end = self._run(tokens, here)
            if wanted is Wanted.ANYONE and tokens[here].capital and self._behind(tokens, end) == end:
                return Hearer(end, self._printed(tokens, here, end))
            if not self._modifies(tokens, here) and not (
                wanted is Wanted.ANYONE and tokens[here].plain in self.lexicon.persons
            ):
                return None
        return None

    def ending(self, tokens: Sequence[Token], end: int) -> tuple[int, Hearer] | None:
        """The medium that ends right before this token, with the token it begins at."""
        for start in range(max(0, end - _LONGEST_NAME), end):
            if tokens[start].kind in (Kind.WORD, Kind.QUOTE):
                found = self.at(tokens, start, Wanted.MEDIUM)
                if found and found.end == end:
                    return start, found
        return None

    def learn(self, tokens: Sequence[Token]) -> set[str]:
        """The names in a sentence beside a noun that makes them media: `le quotidien X`."""
        found: set[str] = set()
        for at, token in enumerate(tokens):
            if token.plain in self.words.media and not token.capital:
                hearer = self._described(tokens, at, at)
                if hearer and hearer.name[:1].isupper():
                    found.add(hearer.name)
        return found

    def _is_determiner(self, token: Token) -> bool:
        return token.plain in self.words.determiners and not token.capital

    def _modifies(self, tokens: Sequence[Token], at: int) -> bool:
        token = tokens[at]
        if token.kind is not Kind.WORD:
            return False
        possessor = token.capital and at + 1 < len(tokens) and tokens[at + 1].plain == "'s"
        known = token.plain in self.words.modifiers or token.plain == "'s"
        endings = self.words.modifier_endings
        return known or possessor or bool(endings and token.plain.endswith(endings))

    def _named(self, tokens: Sequence[Token], at: int) -> Hearer | None:
        """A name that is known to be that of a medium, or looks like one."""
        if tokens[at].kind is Kind.QUOTE:
            name = self._unmarked(tokens[at])
            return Hearer(at + 1, name) if medium(name) or name in self.learned else None
        if not tokens[at].capital:
            return None
        end = self._run(tokens, at)
        for last in range(min(end, at + longest_name() * 2), at, -1):
            name = self._printed(tokens, at, last)
            known = medium(name)
            if known or name in self.learned:
                full = known.name if known and known.name.lower() == f"le {name.lower()}" else name
                return Hearer(self._behind(tokens, last), full)
        end = self._tail(tokens, at, end)
        name = self._printed(tokens, at, end)
        behind = self._behind(tokens, end)
        adjective = all(self._modifies(tokens, here) for here in range(at, end))
        further = behind < len(tokens) and self._begins_name(tokens[behind])
        called = behind > end and not adjective and not further
        if called or (end > at + 1 and any(t.plain in self.words.named_media for t in tokens[at:end])):
            return Hearer(behind, name)
        return None

    def _behind(self, tokens: Sequence[Token], end: int) -> int:
        """Behind the noun that follows a name in English: `the ANI news agency`."""
        behind = end
        for at in range(end, min(len(tokens), end + _TAIL + 1)) if self.lexicon.compounds else ():
            if tokens[at].text in self.words.media:
                behind = at + 1
            if tokens[at].capital or not self._modifies(tokens, at):
                break
        return behind

    def _tail(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """The end of a name such as `Agence mauritanienne d'information`."""
        if end != at + 1 or tokens[at].plain not in self.words.media:
            return end
        here = self._lower_words(tokens, end)
        if here + 1 < len(tokens) and tokens[here].plain in self.lexicon.links:
            return here + 2 if tokens[here + 1].plain in self.words.news else end
        return end

    def _lower_words(self, tokens: Sequence[Token], at: int) -> int:
        """Behind the adjectives that begin at a token."""
        end = at
        while end < min(len(tokens), at + _TAIL) and self._may_describe(tokens[end]):
            end += 1
        return end

    def _may_describe(self, token: Token) -> bool:
        function_word = token.plain in self.lexicon.capitals or token.plain in self.lexicon.verbs
        return token.kind is Kind.WORD and not token.capital and not function_word

    def _described(self, tokens: Sequence[Token], start: int, at: int) -> Hearer | None:
        """A medium by its noun, and by its name if that follows: `la chaîne privée X`, `state television`."""
        if tokens[at].text not in self.words.media:
            return None
        end = at + 1
        if end + 1 < len(tokens) and tokens[end].plain in self.lexicon.links:
            end += 2 * (tokens[end + 1].plain in self.words.news)
        for here in dict.fromkeys((end, self._lower_words(tokens, end))):
            if here < len(tokens) and self._begins_name(tokens[here]):
                last = self._run(tokens, here)
                if tokens[here].kind is Kind.QUOTE or last > here:
                    named = self._named(tokens, here)
                    return named or Hearer(last, self._printed(tokens, here, last))
        return Hearer(end, self._printed(tokens, start, end))

    def _begins_name(self, token: Token) -> bool:
        if token.start in self.barriers:
            return False
        if token.kind is Kind.QUOTE:
            return medium(self._unmarked(token)) is not None
        return token.capital and token.plain not in self.lexicon.calendar

    def _audience(self, tokens: Sequence[Token], start: int, at: int) -> Hearer | None:
        for first in dict.fromkeys((start, at)):
            for phrase, occasion in self.words.audiences.get(tokens[first].plain, ()):
                end = first + len(phrase)
                if tuple(t.plain for t in tokens[first:end]) == phrase and not self._goes_on(tokens, end):
                    return Hearer(end, self._printed(tokens, start, end), occasion=occasion)
        return None

    def _goes_on(self, tokens: Sequence[Token], end: int) -> bool:
        """True when the noun was only the first of a compound: `the court clerk`."""
        if not self.lexicon.compounds or end >= len(tokens):
            return False
        return tokens[end].plain in self.lexicon.nouns or tokens[end].plain == "'s"

    def _run(self, tokens: Sequence[Token], at: int) -> int:
        """Behind the name that begins at a token: capitals, numbers, and particles between them."""
        end = at
        for here in range(at, min(len(tokens), at + _LONGEST_NAME)):
            token = tokens[here]
            if token.start in self.barriers and here > at:
                break
            number = token.text[:1].isdigit() and here > at
            if (token.capital and token.plain not in self.lexicon.calendar) or (number and end == here):
                end = here + 1
            elif token.plain not in self.lexicon.particles and token.plain not in ("of", "&", "à"):
                break
        return end

    def _unmarked(self, quote: Token) -> str:
        """A name that stands between quotation marks, without them."""
        return " ".join(self.text[quote.start : quote.end].strip(_MARKS).split())

    def _printed(self, tokens: Sequence[Token], first: int, end: int) -> str:
        return " ".join(self.text[tokens[first].start : tokens[end - 1].end].split())
