"""The people and bodies of an article: which mentions mean the same one, and what office they hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from workbench.quotes.lexicon import Lexicon
from workbench.quotes.names import Mention
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

    def __init__(self, found: Iterable[Mention], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        named = [mention for mention in found if mention.name]
        persons = {m.name for m in named if m.head in lexicon.persons or _acts_as_person(m)}
        self._forms = _fullest((m.name for m in named if m.certain), persons)
        self._people: dict[str, Person] = {}
        self._by_head: defaultdict[str, list[Person]] = defaultdict(list)
        for mention in named:
            self._learn(mention)

    def _learn(self, mention: Mention) -> None:
        name = self.full_name(mention.name)
        person = self._people.setdefault(fold(name), Person(name))
        office = mention.head in self._lexicon.persons
        person.human = person.human or office or mention.gender in ("m", "f") or self._is_personal(mention)
        person.body = person.body or self._is_body(mention)
        person.gender = person.gender or (mention.gender if mention.gender != "p" else "")
        for head in filter(None, (mention.head, mention.second_head)):
            if head not in person.heads:
                person.heads.add(head)
                self._by_head[head].append(person)
            person.role = person.role or self.role(mention)

    def _is_body(self, mention: Mention) -> bool:
        """True for a name with an article of its own, or beside the noun for a body."""
        return (mention.determined and not mention.phrase) or mention.head in self._lexicon.organisations

    def _is_personal(self, mention: Mention) -> bool:
        """True for a name of several words, without an article or the noun for a body."""
        words = _words(mention.name)
        return len(words) > 1 and not mention.determined and self._lexicon.organisations.isdisjoint(words)

    def full_name(self, name: str) -> str:
        """The fullest form of `name` in the article, or `name` itself."""
        return self._forms.get(fold(name), name)

    def person(self, name: str) -> Person | None:
        """What is known of the bearer of a name, in any of its forms."""
        return self._people.get(fold(self.full_name(name)))

    def role(self, mention: Mention) -> str:
        """The office in a mention, without its determiner: `ministre de la Défense`."""
        phrase = mention.phrase if mention.head in self._lexicon.persons else ""
        first, _, rest = phrase.partition(" ")
        if first.lower() in self._lexicon.determiners and rest:
            return rest
        elided = re.match(r"[lL]['’]", phrase)
        return phrase[elided.end() :] if elided else phrase

    def with_head(self, head: str, words: set[str]) -> list[Person]:
        """The people whom the article gives this office, and whose office has all these words."""
        held = self._by_head.get(head, ())
        return [person for person in held if words <= set(_words(person.role)) | set(_words(person.name))]


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


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
