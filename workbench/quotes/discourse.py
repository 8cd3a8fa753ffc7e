"""Who a mention means, given what the article said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.mention import Mention
from workbench.quotes.people import People, Person
from workbench.quotes.tokens import Kind, Token
from workbench.quotes.verbs import Verb
from workbench.text.fold import fold

_MEMORY = 8
"""Sentences that a pronoun reaches back over."""

_SUBJECT, _ACTING, _OTHER = 2.0, 1.7, 0.7
"""Prominence of the subject of a sentence, of another that a verb follows, of anybody else with a name."""

_SPEAKER = 2.5
"""Prominence of somebody who has just been quoted."""

_NAMED = 0.3
"""How much likelier somebody with a name is to be meant than somebody without."""

_HOLDERS = 32
"""Sentences that an office reaches back over for the one who holds it, named or not."""

_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with what was read in it."""

    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    verbs: tuple[Verb, ...]
    paragraph: int

    @property
    def quotes(self) -> bool:
        """True when a quotation stands in the sentence."""
        return any(token.kind is Kind.QUOTE for token in self.tokens)

    @property
    def only_quotes(self) -> bool:
        """True when the sentence holds nothing but quotations, punctuation and parentheses."""
        depth = 0
        for token in self.tokens:
            depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
            if depth <= 0 and token.kind in (Kind.WORD, Kind.SUBJECT):
                return False
        return True

    def subject(self, before: int | None = None) -> Mention | None:
        """The likely subject of the main clause, not behind a preposition.

        It opens the sentence, or follows a comma and has its verb behind it, or is the first mention
        there is. `before` limits the search to what stands on the left of that token.
        """
        limit = len(self.tokens) if before is None else before
        usable = [m for m in self.mentions if m.last <= limit and not m.governed and m.speaker_like]
        if usable and usable[0].first == 0:
            return usable[0]
        acting = (m for m in usable if m.acts and (not m.first or self.tokens[m.first - 1].text == ","))
        return next(acting, usable[0] if usable else None)


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention means: a name or, for want of one, the words of the mention."""

    name: str
    role: str = ""
    gender: str = ""
    human: bool = False
    inferred: bool = False
    """True when a pronoun or a bare noun had to be resolved."""


class Discourse:
    """Resolves the mentions of one article in reading order; remembers who spoke in each sentence."""

    def __init__(self, clauses: Sequence[Clause], people: People, lexicon: Lexicon) -> None:
        self._clauses = clauses
        self._people = people
        self._lexicon = lexicon
        self._speakers: dict[int, Referent] = {}
        self._subjects: dict[int, Referent | None] = {}

    def read_to(self, sentence: int) -> None:
        """Resolves the subjects of all sentences before this one, in order."""
        for at in range(len(self._subjects), sentence):
            subject = self._clauses[at].subject()
            self._subjects[at] = self.referent(subject, at) if subject else None

    def spoke(self, sentence: int, speaker: Referent) -> None:
        """Remembers that a quotation in this sentence is by `speaker`."""
        self._speakers[sentence] = speaker

    def last_speaker(self, sentence: int) -> Referent | None:
        """Who spoke last, in this sentence or shortly before it."""
        near = range(sentence, max(-1, sentence - _MEMORY - 1), -1)
        return next((self._speakers[at] for at in near if at in self._speakers), None)

    def salient(self, sentence: int) -> Referent | None:
        """Whom the sentences before this one are about: their last speaker or, for want of one, subject."""
        return self.last_speaker(sentence) or self._antecedent("", sentence, before=0)

    def referent(self, mention: Mention, sentence: int) -> Referent | None:
        """Who a mention in a sentence means; None for a pronoun that nobody fits."""
        if mention.pronoun:
            return self._antecedent(mention.gender, sentence, mention.first)
        return self._named(mention) if mention.name else self._described(mention, sentence)

    def _named(self, mention: Mention) -> Referent:
        name = self._people.full_name(mention.name)
        person = self._people.person(name)
        role = self._people.role(mention) or (person.role if person else "")
        if person is None:
            return Referent(name, role, mention.gender)
        return Referent(name, role, person.gender, person.human and not person.body)

    def _phrased(self, mention: Mention) -> Referent:
        human = mention.head in self._lexicon.persons
        known = self._people.known_body(mention.phrase)
        return Referent(known or mention.phrase, gender=mention.gender, human=human)

    def _described(self, mention: Mention, sentence: int) -> Referent | None:
        """An office or a body by its noun: whoever holds that office in the article, or its own words."""
        own, words = self._phrased(mention), self._complements(mention)
        if not mention.definite:
            return own
        if not mention.head:
            fits = len(words) < 2 and mention.gender != "p" and self._has_article(mention)
            return (fits and self._person_before(mention, sentence)) or own
        unnamed = self._unnamed(mention, words, sentence)
        if unnamed:
            return unnamed
        holder = self._nearest(self._people.with_head(mention.head, words), sentence)
        if holder:
            return Referent(holder.name, holder.role, holder.gender, holder.human, inferred=True)
        if words and mention.head not in self._lexicon.descriptors:
            return own
        if mention.head in self._lexicon.organisations:
            return self._body_before(mention, sentence) or own
        if mention.gender == "p":
            return self._fuller_phrase(mention, sentence) or own
        taken_up = self._person_before(mention, sentence)
        person = self._people.person(taken_up.name) if taken_up else None
        fits = person is not None and (not person.heads or mention.head in self._lexicon.descriptors)
        return taken_up if taken_up and fits else own

    def _person_before(self, mention: Mention, sentence: int) -> Referent | None:
        return self._antecedent(mention.gender, sentence, mention.first, human=True)

    def _body_before(self, mention: Mention, sentence: int) -> Referent | None:
        """`le ministère` by its full name; `le groupe` as any body that was named."""
        named = self._fuller_phrase(mention, sentence)
        if named or mention.head not in self._lexicon.body_descriptors:
            return named
        return self._antecedent("", sentence, mention.first, human=False)

    def _has_article(self, mention: Mention) -> bool:
        """True for `the winner`, not for `her family` or `this text`."""
        first = plain(mention.phrase).partition(" ")[0]
        return first in self._lexicon.articles or first[1:2] == "'"

    def _unnamed(self, mention: Mention, words: set[str], sentence: int) -> Referent | None:
        """`the official` as `an Egyptian security official`, unless somebody with a name is nearer."""
        for at in range(sentence, max(-1, sentence - _HOLDERS), -1):
            for other in reversed(self._clauses[at].mentions):
                if other.head != mention.head or (at == sentence and other.last > mention.first):
                    continue
                if other.name:
                    return None
                if not other.definite and not words:
                    return replace(self._phrased(other), inferred=True)
        return None

    def _complements(self, mention: Mention) -> set[str]:
        """The words of a phrase that narrow its noun down: `défense` in `le ministre de la Défense`."""
        lexicon = self._lexicon
        words = (plain(word) for word in _WORD.findall(mention.phrase))
        return {
            fold(word)
            for word in words
            if len(word) > 1
            and word not in lexicon.capitals
            and word not in lexicon.modifiers
            and mention.head not in word.split("-")
        }

    def _nearest(self, holders: Sequence[Person], sentence: int) -> Person | None:
        """Of several holders of an office the one named last before this sentence, or the first."""
        if len(holders) < 2:
            return holders[0] if holders else None
        for at in range(sentence, max(-1, sentence - _HOLDERS), -1):
            for mention in reversed(self._clauses[at].mentions):
                person = self._people.person(mention.name) if mention.name else None
                if person in holders:
                    return person
        return holders[0]

    def _fuller_phrase(self, mention: Mention, sentence: int) -> Referent | None:
        """`le ministère` as the `ministère de l'Intérieur` named shortly before."""
        for at in range(sentence, max(-1, sentence - _MEMORY), -1):
            for other in reversed(self._clauses[at].mentions):
                before = at < sentence or other.last <= mention.first
                if before and other.head == mention.head and other.definite and self._complements(other):
                    return replace(self._phrased(other), inferred=True)
        return None

    def _antecedent(
        self, gender: str, sentence: int, before: int, *, human: bool | None = None
    ) -> Referent | None:
        """Whom a pronoun or a bare noun takes up: of the candidates that agree the most prominent.

        `human` asks for a person, or for a body with a name.
        """
        best: tuple[float, Referent] | None = None
        for nearness, referent in self._candidates(sentence, before):
            prominence = nearness + _NAMED * self._is_name(referent)
            one = referent.human and self._is_name(referent)
            disagrees = gender and referent.gender and gender != referent.gender
            disagrees = disagrees or (gender == "p" and one)
            unfit = human is not None and (referent.human is not human or not self._is_name(referent))
            if disagrees or unfit:
                continue
            if best is None or prominence > best[0]:
                best = prominence, referent
        found = best[1] if best else self._of_gender(gender, sentence)
        return replace(found, inferred=True) if found else None

    def _of_gender(self, gender: str, sentence: int) -> Referent | None:
        """Whoever was named last and is known to be of that gender, subject or not."""
        if not gender:
            return None
        for at in range(sentence, max(-1, sentence - _MEMORY), -1):
            for mention in reversed(self._clauses[at].mentions):
                person = self._people.person(mention.name) if mention.name else None
                if person and person.gender == gender:
                    return self._named(mention)
        return None

    def _is_name(self, referent: Referent) -> bool:
        """True for a name, and for a body whose noun phrase holds one: `le Mouvement du Fleuve`."""
        proper = any(word[0].isupper() for word in referent.name.split()[1:])
        return self._people.person(referent.name) is not None or (proper and not referent.human)

    def _candidates(self, sentence: int, before: int) -> Iterator[tuple[float, Referent]]:
        """Speakers and subjects with their prominence: it falls with distance, is higher for people."""
        for at in range(sentence, max(-1, sentence - _MEMORY), -1):
            distance = (sentence - at) * 0.6
            speaker = self._speakers.get(at)
            if speaker:
                yield _SPEAKER - distance + speaker.human, speaker
            if at == sentence:
                subject = self._clauses[at].subject(before)
                referent = self.referent(subject, at) if subject and not subject.pronoun else None
            else:
                referent = self._subjects.get(at)
            if referent:
                yield _SUBJECT - distance + referent.human, referent
            for mention in self._clauses[at].mentions:
                if mention.name and mention.certain and (at < sentence or mention.last <= before):
                    other = self._named(mention)
                    yield (_ACTING if mention.acts else _OTHER) - distance + other.human, other
