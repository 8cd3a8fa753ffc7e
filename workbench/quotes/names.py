"""Mentions of people and bodies in a sentence: names, offices, common nouns, pronouns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from db.records import Span
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.tokens import Kind, Token

_WORD = re.compile(r"\w+")

_LONGEST_PHRASE = 14
"""Tokens in a noun phrase with its complements."""

_LONGEST_TAIL = 2
"""Words behind the noun of an office that may be adjectives: `ministre français délégué`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that a sentence names; `first` and `last` delimit its tokens, half-open."""

    first: int
    last: int
    span: Span
    name: str = ""
    """The proper name, without title and article."""
    phrase: str = ""
    """The common noun phrase as it stands, with its determiner: `le ministre de la Défense`."""
    head: str = ""
    """The noun in it that means a person or a body, or empty."""
    gender: str = ""
    """`m`, `f`, `p` for the plural, or empty where nothing shows it."""
    pronoun: bool = False
    second_head: str = ""
    """The noun of a further office beside it: `le ministre de la Défense, le général X`."""
    determined: bool = False
    """True behind a determiner."""
    definite: bool = True
    governed: bool = False
    """True behind a preposition: it cannot be the subject."""
    acts: bool = False
    """True when a verb or auxiliary follows at once."""
    certain: bool = True
    """False for a single capital word at the start of a sentence, which may be no name at all."""

    @property
    def speaker_like(self) -> bool:
        """True when it can stand for somebody who speaks."""
        if self.name:
            return self.certain or self.acts
        return self.pronoun or (bool(self.head) and (self.determined or self.acts))


def mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon, common: Container[str]) -> list[Mention]:
    """The mentions in a sentence, in order.

    `common` holds words that the article also writes in lower case: no names at a sentence's start.
    """
    return list(_Reader(text, tokens, lexicon, common).read())


def confirmed(found: Sequence[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
    """The mentions of each sentence, those at its start made certain that are names elsewhere too."""
    names = (m.name for line in found for m in line if m.certain)
    known = {word for name in names for word in _WORD.findall(name)}
    return [
        tuple(replace(m, certain=m.certain or known.issuperset(_WORD.findall(m.name))) for m in line)
        for line in found
    ]


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon
    common: Container[str]

    def read(self) -> Iterator[Mention]:
        at, previous = 0, None
        while at < len(self.tokens):
            mention = self._pronoun(at) or self._name(at) or self._phrase(at)
            if mention is None:
                at += 1
                continue
            beside = previous is not None and previous.last == mention.first and bool(previous.phrase)
            apposed = beside and not (mention.determined and mention.phrase)
            governed = mention.governed or apposed or self._governed(mention.first)
            previous = replace(mention, governed=governed, acts=self._acts(mention.last))
            yield previous
            at = mention.last

    def _plain(self, at: int) -> str:
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def _text(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def _governed(self, first: int) -> bool:
        before = self._plain(first - 1)
        if self._plain(first) in self.lexicon.prepositions and before and self._is_word(first - 1):
            return before not in self.lexicon.conjunctions and before not in self.lexicon.verbs
        if before in self.lexicon.prepositions or before in self.lexicon.auxiliaries:
            return True
        return any(before == cue[-1] for cue in self.lexicon.according_to)

    def _is_word(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.WORD

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

    def _pronoun(self, at: int) -> Mention | None:
        token, lexicon = self.tokens[at], self.lexicon
        if token.plain in lexicon.pronouns:
            gender = lexicon.pronouns.get(token.plain, "")
            return Mention(at, at + 1, self._span(at, at + 1), gender=gender, pronoun=True)
        cues = lexicon.according_to
        if token.plain in lexicon.disjunctive and any(self._plain(at - 1) == cue[-1] for cue in cues):
            gender = lexicon.disjunctive[token.plain]
            return Mention(at, at + 1, self._span(at, at + 1), gender=gender, pronoun=True)
        for phrase in lexicon.demonstratives:
            last = at + len(phrase)
            if token.plain == phrase[0] and tuple(t.plain for t in self.tokens[at:last]) == phrase:
                gender = lexicon.determiners.get(phrase[0], "")
                return Mention(at, last, self._span(at, last), gender=gender, pronoun=True)
        return None

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

    def _name(self, at: int) -> Mention | None:
        token, lexicon = self.tokens[at], self.lexicon
        if token.capital and token.plain in lexicon.titles:
            last = self._name_end(at + 1)
            if last > at + 1:
                gender = lexicon.titles[token.plain]
                return Mention(at, last, self._span(at + 1, last), self._text(at + 1, last), gender=gender)
        last = self._name_end(at)
        if last == at:
            return None
        if self._plain(last) == "'s":
            return self._possessor(at, last)
        if self.lexicon.compounds and self._noun(self._plain(last)):
            end = self._phrase_end(last)
            return self._noun_phrase(at, end, self._head(at, end))
        office = self._office_end(at, last)
        if office == last:
            return self._phrase(at)
        phrase = self._text(at, office) if office > at else ""
        head = self._head(at, office) if phrase else ""
        certain = not self._is_initial(at) or (last - at > 1 and self.tokens[at + 1].capital)
        named = self._text(office, last)
        gender = self._gender(head, at)
        return Mention(at, last, self._span(office, last), named, phrase, head, gender, certain=certain)

    def _possessor(self, at: int, last: int) -> Mention:
        """`Ronaldo's lawyers` as one phrase; the name alone, which is no subject, before a thing."""
        end = self._phrase_end(last + 1)
        head = self._head(last + 1, end)
        if not head:
            return Mention(at, last + 1, self._span(at, last), self._text(at, last), governed=True)
        return self._noun_phrase(at, end, head)

    def _office_end(self, first: int, last: int) -> int:
        """End of the office at the head of a run of capitals: `Secretary of State` before the name."""
        for at in range(last - 1, first - 1, -1):
            if self.tokens[at].plain in self.lexicon.persons:
                if self._plain(at + 1) in self.lexicon.links:
                    return self._before_name(at + 2, last)
                return at + 1
        return first

    def _before_name(self, first: int, last: int) -> int:
        """Where a complement ends and a name of two words begins in a run of capitals, or `last`."""
        run = all(self.tokens[at].capital for at in range(first, last))
        return max(first + 1, last - 2) if run and last - first >= 3 else last

    def _phrase(self, at: int) -> Mention | None:
        """A noun phrase from its determiner or, for an office, from its noun; with the name after it."""
        token = self.tokens[at]
        determined = token.kind is Kind.WORD and token.plain in self.lexicon.determiners
        following = self._plain(at + 1)
        if (
            token.plain in self.lexicon.clitics
            and following in self.lexicon.told
            and not self._noun(following)
        ):
            return None
        noun = token.plain in self.lexicon.modifiers or self._is_noun(token)
        if not determined and (not noun or token.plain in self.lexicon.verbs):
            return None
        proper = self._name_end(at + 1) if determined else at
        if proper > at + 1 and not self._head(at + 1, proper + 1):
            if self._plain(proper) == "'s":
                return self._possessor(at + 1, proper)
            name, span = self._text(at + 1, proper), self._span(at + 1, proper)
            return Mention(at, proper, span, name, determined=True)
        last = self._phrase_end(at + determined)
        head = self._head(at, last)
        if last == at + 1 and token.plain in self.lexicon.indefinite and self._acts(last):
            return Mention(at, last, self._span(at, last), "", token.text, token.plain, definite=False)
        if last == at + determined or not (determined or head):
            return None
        if not head:
            links = (i for i in range(at + 2, last) if self._plain(i) in self.lexicon.links)
            last = next(links, last)
        return self._noun_phrase(at, last, head)

    def _noun_phrase(self, at: int, last: int, head: str) -> Mention:
        definite = self._plain(at) not in self.lexicon.indefinite
        determined = self._plain(at) in self.lexicon.determiners
        end = self._name_end(last)
        bare = all(token.plain in self.lexicon.modifiers for token in self.tokens[at + 1 : last])
        several = (
            end - last > 1
            and self.tokens[last + 1].capital
            and self._plain(last - 1) not in self.lexicon.links
        )
        named = end > last and self._plain(end) != "'s" and (bool(head) or several or bare)
        if named and head in self.lexicon.named_after:
            last, named = end, False
        return Mention(
            at,
            end if named else last,
            self._span(last, end) if named else self._span(at, last),
            self._text(last, end) if named else "",
            self._text(at, last),
            head,
            self._gender(head, at),
            determined=determined,
            definite=definite,
        )

    def _gender(self, head: str, at: int) -> str:
        """Gender, or `p` for the plural, as the noun or the determiner shows it."""
        if head in self.lexicon.feminine:
            return "f"
        plural = head.endswith("s") and head[:-1] in self.lexicon.nouns
        return "p" if plural else self.lexicon.determiners.get(self._plain(at), "")

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
                at = beyond
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
            return after + 1 if usable else None
        if not near and self.tokens[after].text.isupper():
            return None
        return self._before_name(after, last) if after == at else last
