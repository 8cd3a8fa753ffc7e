"""The people and bodies of an article: which mentions mean the same one, and what office they hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.quotes.gazetteer import given_name, is_place
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.mention import Mention
from workbench.text.fold import fold

_LONGEST_NAME = 5
"""Words in a name; longer runs of capitals are headlines."""

_NAMESAKES = 50
"""Names that share a word and are compared with each other."""

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Person:
    """Somebody whom the article names; `name` is the fullest form of the name in it."""

    name: str
    role: str = ""
    gender: str = ""
    heads: set[str] = field(default_factory=set)
    """Nouns that the article uses of them: `ministre`, `colonel`."""
    human: bool = False
    """True when something shows a person: a title, an office, a name of several words."""
    body: bool = False
    """True when the name is used with an article, as people's names are not."""


class People:
    """The people of one article, gathered from all its mentions before any is resolved."""

    def __init__(
        self, found: Iterable[Mention], lexicon: Lexicon, known: Mapping[str, str] | None = None
    ) -> None:
        """Gather `found`; `known` gives the full name of a body for each of its folded names."""
        self._known = known or {}
        self._lexicon = lexicon
        found = list(found)
        named = [mention for mention in found if mention.name]
        persons = {m.name for m in named if m.head in lexicon.persons or _acts_as_person(m)}
        self._forms = _fullest((m.name for m in named if m.certain), persons)
        self._introduced = dict(self._introductions(found))
        self._full: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        self._by_head: defaultdict[str, list[Person]] = defaultdict(list)
        for mention in named:
            self._learn(mention)

    def _introductions(self, found: Iterable[Mention]) -> Iterator[tuple[str, str]]:
        """Folded names and acronyms with the form that introduces both: `Bulgarian National Union (BNU)`."""
        for mention in found:
            full = mention.name or self._bare(mention.phrase)
            words = _words(full)
            body = not self._lexicon.organisations.isdisjoint(words)
            if mention.acronym and len(words) > 1 and (body or _is_initials(mention.acronym, words)):
                introduced = f"{full} ({mention.acronym})"
                yield fold(full), introduced
                yield fold(mention.acronym), introduced

    def _learn(self, mention: Mention) -> None:
        name = self.full_name(mention.name)
        person = self._people.get(name)
        if person is None:
            person = self._people[name] = Person(name)
        self._see(person, mention)
        for head in filter(None, (mention.head, mention.second_head)):
            if head not in person.heads:
                person.heads.add(head)
                self._by_head[head].append(person)
            person.role = person.role or self.role(mention)

    def _see(self, person: Person, mention: Mention) -> None:
        """Add what one mention tells of its bearer: a person, a body or a place, and the gender."""
        office = mention.head in self._lexicon.persons
        given = given_name(person.name.partition(" ")[0])
        if given and given.weak and " " not in person.name:
            given = None
        place = is_place(person.name) and not office
        named = given or mention.aged or mention.gender in ("m", "f") or self._is_personal(mention)
        person.human = person.human or office or (bool(named) and not place)
        person.body = person.body or (self._is_body(mention) and not given)
        shown = mention.gender if mention.gender != "p" else ""
        person.gender = person.gender or shown or (given.gender if given else "")

    def _is_body(self, mention: Mention) -> bool:
        """True for a name with an article of its own, or beside the noun for a body."""
        return (mention.determined and not mention.phrase) or mention.head in self._lexicon.organisations

    def _is_personal(self, mention: Mention) -> bool:
        """True for a name of several words, not common ones, without an article or the noun for a body."""
        words = _words(mention.name)
        body = mention.determined or mention.common or any(char.isdigit() for char in mention.name)
        return len(words) > 1 and not body and self._lexicon.organisations.isdisjoint(words)

    def full_name(self, name: str) -> str:
        """The fullest form of `name` in the article, or `name` itself; with the acronym it introduces."""
        found = self._full.get(name)
        if found is None:
            full = self._forms.get(fold(name), name)
            full = self._introduced.get(fold(full), full)
            found = self._full[name] = self._known.get(fold(name)) or self._known.get(fold(full), full)
        return found

    def known_body(self, phrase: str) -> str:
        """The full name of the body that a phrase names, with its acronym, or empty: `le Parti du Nord`."""
        name = fold(self._bare(phrase))
        return self._known.get(name) or self._introduced.get(name, "")

    def person(self, name: str) -> Person | None:
        """What is known of the bearer of a name, in any of its forms."""
        return self._people.get(self.full_name(name))

    def role(self, mention: Mention) -> str:
        """The office in a mention, without its determiner: `ministre de la Défense`."""
        return self._bare(mention.phrase) if mention.head in self._lexicon.persons else ""

    def _bare(self, phrase: str) -> str:
        """A noun phrase without its determiner."""
        first, _, rest = phrase.partition(" ")
        if first.lower() in self._lexicon.determiners and rest:
            return rest
        elided = re.match(r"[lL]['’]", phrase)
        return phrase[elided.end() :] if elided else phrase

    def with_head(self, head: str, words: set[str]) -> list[Person]:
        """The people whom the article gives this office, and whose office has all these words.

        For want of one, those whose office it names without a complement: `le président X`.
        """
        held = self._by_head.get(head, [])
        words = {part for word in words for part in _words(word)}
        exact = [person for person in held if words <= set(_words(person.role)) | set(_words(person.name))]
        return exact or [person for person in held if len(_words(person.role)) == 1]


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def _is_initials(acronym: str, words: Sequence[str]) -> bool:
    """True when the letters are initials of the words, in their order."""
    initials = iter(word[0] for word in words)
    return all(letter in initials for letter in fold(acronym))


def _acts_as_person(mention: Mention) -> bool:
    """True for a name of two words or more, without an article, that is the subject of a verb."""
    several = len(_words(mention.name)) > 1
    return several and not mention.determined and mention.acts


def _fullest(names: Iterable[str], persons: Container[str]) -> dict[str, str]:
    """For each folded name the fuller one that is most often used and ends in the same word.

    A single word may also be the first word of a person's name; an initial stands for a word.
    """
    uses = Counter(name for name in names if len(_words(name)) <= _LONGEST_NAME)
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(uses, key=lambda name: (-uses[name], -len(name), name)):
        words = _words(name)
        if len(words) > 1:
            by_word[words[-1]].append(name)
            if name in persons:
                by_word[words[0]].append(name)
    fuller = {}
    for name in uses:
        words = _words(name)
        near = by_word[words[-1]][:_NAMESAKES] if words else []
        fuller[fold(name)] = next((full for full in near if _is_short_for(words, _words(full))), name)
    return {folded: fuller[fold(fuller[fold(name)])] for folded, name in fuller.items()}


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """True when `full` has more words, or fuller ones, and every word of `short`."""
    if len(short) > 1 and short[-1] != full[-1]:
        return False
    if (len(short), sum(map(len, short))) >= (len(full), sum(map(len, full))):
        return False
    return all(word in full or (len(word) == 1 and any(w[0] == word for w in full)) for word in short)
