"""Mentions of people and bodies in a sentence: names, offices, common nouns, pronouns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from workbench.quotes.gazetteer import given_name
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.mention import Mention
from workbench.quotes.noun_phrases import LONGEST_COMPLEMENT, Phrases
from workbench.quotes.tokens import Kind, Token

_WORD = re.compile(r"\w+")

_YEARS = frozenset(("ans", "años"))

_LONGEST_NAME = 6
"""Words of a name; a longer run of capitals is a headline."""


def mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon, common: Container[str]) -> list[Mention]:
    """The mentions in a sentence, in order.

    `common` holds words that the article also writes in lower case: no names at a sentence's start.
    """
    return list(_Reader(text, tokens, lexicon, common).read())


@dataclass(frozen=True, slots=True)
class _Reader(Phrases):
    """Reads the mentions of one sentence."""

    def read(self) -> Iterator[Mention]:
        at, previous = 0, None
        while at < len(self.tokens):
            if not self._may_begin(self.tokens[at]):
                at += 1
                continue
            mention = self._pronoun(at) or self._name(at) or self._phrase(at)
            if mention is None:
                at += 1
                continue
            governed = mention.governed or self._governed(mention.first)
            governed = governed or (previous is not None and self._goes_on(previous, mention))
            aged = bool(mention.name) and self._is_aged(mention.last)
            previous = mention._replace(
                governed=governed,
                acts=self._acts(mention.last),
                aged=aged,
                common=self._is_usual(mention.name),
                certain=aged or (mention.certain and not self._is_headline(mention.name)),
            )
            yield previous
            at = mention.last

    def _may_begin(self, token: Token) -> bool:
        """False for the many words that no mention begins with."""
        return token.capital or token.plain in self.lexicon.mention_openers or "-" in token.plain

    def _governed(self, first: int) -> bool:
        before = self._plain(first - 1)
        if self._plain(first) in self.lexicon.prepositions and before and self._is_word(first - 1):
            return before not in self.lexicon.conjunctions and before not in self.lexicon.verbs
        if before in self.lexicon.prepositions or before in self.lexicon.auxiliaries:
            return True
        return before in self.lexicon.cue_ends

    def _is_aged(self, last: int) -> bool:
        """True before `, 71,` and `, 71 ans`."""
        behind = [token.text for token in self.tokens[last : last + 3]]
        age = len(behind) > 2 and behind[0] == "," and behind[1].isdigit() and len(behind[1]) < 4
        return age and (behind[2] == "," or behind[2].lower() in _YEARS)

    def _goes_on(self, first: Mention, second: Mention) -> bool:
        """True for what is no subject of its own: a name beside an office, the second of `of X and Y`."""
        if first.last == second.first:
            aside = first.governed and first.head not in self.lexicon.persons
            return bool(first.phrase) and not aside and not (second.determined and second.phrase)
        joined = first.last == second.first - 1 and self._plain(first.last) in self.lexicon.coordinators
        return joined and first.governed and not second.determined

    def _is_usual(self, name: str) -> bool:
        words = _WORD.findall(name.lower())
        return bool(words) and all(word in self.common or word in self.lexicon.capitals for word in words)

    def _is_headline(self, name: str) -> bool:
        """True for a run of capitals that is too long for a name, or that writes out common words."""
        words = name.split()
        return len(words) > _LONGEST_NAME or (len(words) > 2 and name.isupper() and self._is_usual(name))

    def _pronoun(self, at: int) -> Mention | None:
        token, lexicon = self.tokens[at], self.lexicon
        if token.plain in lexicon.pronouns:
            gender = lexicon.pronouns.get(token.plain, "")
            return Mention(at, at + 1, self._span(at, at + 1), gender=gender, pronoun=True)
        if token.plain in lexicon.disjunctive and self._plain(at - 1) in lexicon.cue_ends:
            gender = lexicon.disjunctive[token.plain]
            return Mention(at, at + 1, self._span(at, at + 1), gender=gender, pronoun=True)
        for phrase in lexicon.demonstratives:
            last = at + len(phrase)
            if token.plain == phrase[0] and tuple(t.plain for t in self.tokens[at:last]) == phrase:
                gender = lexicon.determiners.get(phrase[0], "")
                return Mention(at, last, self._span(at, last), gender=gender, pronoun=True)
        return None

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
        if determined and token.text.endswith(("'", "’")) and following in self.lexicon.indefinite:
            return self._one_of(at)
        proper = self._name_end(at + 1) if determined else at
        whole = proper > at + 2 and self._is_title_of_body(at + 1, proper)
        if proper > at + 1 and (whole or not self._head(at + 1, self._compound_end(proper))):
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
        if not head and not self._acts(last):
            links = (i for i in range(at + 2, last) if self._plain(i) in self.lexicon.links)
            last = next(links, last)
        return self._noun_phrase(at, last, head)

    def _is_title_of_body(self, first: int, last: int) -> bool:
        """True for `Daily Rock`: capitals with the noun for a body in front, and no noun at their end."""
        if not self.lexicon.compounds or self._noun(self._plain(last - 1)):
            return False
        return self._plain(first) in self.lexicon.organisations and not self._noun(self._plain(last))

    def _compound_end(self, at: int) -> int:
        """Where the head of a compound may stand behind a name: `an Egyptian security official`."""
        end = at + 1
        while self.lexicon.compounds and end - at < LONGEST_COMPLEMENT and self._is_common(end - 1):
            end += 1
        return end

    def _one_of(self, at: int) -> Mention | None:
        """`l'un des trois juges` as one indefinite phrase."""
        last = self._phrase_end(at + 2)
        found = self._noun_phrase(at, last, self._head(at + 1, last))
        return found._replace(definite=False, determined=True)

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
        aside = self._plain(at - 1) in self.lexicon.prepositions and self._is_aside(head, last, end)
        named = end > last and self._plain(end) != "'s" and not aside and (bool(head) or several or bare)
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

    def _is_aside(self, head: str, first: int, last: int) -> bool:
        """True between `à la presse locale` and the name of the one who speaks to it."""
        given = last - first > 1 and given_name(self.tokens[first].text)
        return not head or (head in self.lexicon.organisations and bool(given))

    def _gender(self, head: str, at: int) -> str:
        """Gender, or `p` for the plural, as the noun or the determiner shows it."""
        if head in self.lexicon.feminine:
            return "f"
        plural = head.endswith("s") and head[:-1] in self.lexicon.nouns
        return "p" if plural else self.lexicon.determiners.get(self._plain(at), "")
