"""Names that the texts have and the glossary has not: counts, places, and what seems to render them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from db.records import Concept, LanguageTag, Span
from workbench.glossary.capitalised import Run, Usage, as_name, is_acronym, name_key, runs
from workbench.glossary.glossed import glosses
from workbench.glossary.likely import Rendering, likely
from workbench.glossary.matcher import NameMatcher

_MOST_CONTEXTS = 3
_MOST_LINKED = 200
"""Candidates, the most useful first, for which word links are asked for; each costs milliseconds a pair."""


class Texts(Protocol):
    """A pair: any object with these."""

    @property
    def id(self) -> int:
        """What contexts call it."""

    @property
    def source(self) -> str:
        """The text in the one language."""

    @property
    def target(self) -> str:
        """The text in the other; empty where there is none."""


Links = Callable[[Texts], Sequence[tuple[Span, Span]]]
"""The words of a pair that correspond: code points of its source and its target."""


class Context(NamedTuple):
    """A place where a candidate stands."""

    pair: int
    span: Span
    """Code points of the pair's source."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that no concept has."""

    text: str
    """As it is written most often."""
    count: int
    """Mentions, in whatever spelling; those of the full name are counted with the acronym."""
    contexts: tuple[Context, ...]
    """The first three, each in another pair where possible."""
    renderings: tuple[Rendering, ...] = ()
    """What seems to stand for it on the other side, the likeliest first."""
    full: str = ""
    """The full name that the texts give for an acronym."""
    spellings: tuple[str, ...] = ()
    """Other spellings, the most frequent first."""

    @property
    def acronym(self) -> bool:
        """True for `FDL`."""
        return is_acronym(self.text)


@dataclass(slots=True)
class _Found:
    """What is known of one candidate while the texts are read."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    contexts: list[Context] = field(default_factory=list)
    places: dict[int, None] = field(default_factory=dict)
    """The pairs in which it stands, by their places."""
    fulls: Counter[str] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        return self.spellings.most_common(1)[0][0]

    def take(self, place: int, context: Context, text: str) -> None:
        """Count a mention."""
        self.spellings[text] += 1
        if place not in self.places and len(self.contexts) < _MOST_CONTEXTS:
            self.contexts.append(context)
        self.places[place] = None

    def take_full(self, other: _Found) -> None:
        """Count the mentions of the full name."""
        self.contexts = sorted([*self.contexts, *other.contexts])[:_MOST_CONTEXTS]
        self.places |= other.places
        self.fulls += other.spellings


class _Names(dict[str, _Found]):
    """Candidates by their keys."""

    def __missing__(self, key: str) -> _Found:
        self[key] = found = _Found(key)
        return found


def candidates(
    pairs: Iterable[Texts],
    known: Sequence[Concept],
    source_lang: LanguageTag,
    target_lang: LanguageTag,
    links: Links | None = None,
) -> list[Candidate]:
    """What the sources of `pairs` write with capitals or as an acronym and no name of `known` covers.

    The most frequent come first, of these the acronyms and then names of several words. Spellings that
    differ in case, accents, hyphens, apostrophes or the Arabic article are one candidate; words that only
    begin a sentence, titles, days and months are none. `links` is asked for few pairs of few candidates.
    """
    texts = list(pairs)
    sources = _Sources(texts, known, source_lang)
    targets = _Targets(texts, known, target_lang, sources)
    found = sorted(sources.names.values(), key=_usefulness)
    return [
        _candidate(each, targets, links if place < _MOST_LINKED else None) for place, each in enumerate(found)
    ]


def _usefulness(found: _Found) -> tuple[int, bool, bool, str]:
    text = found.text
    return -_count(found), not is_acronym(text), " " not in found.key, text


def _count(found: _Found) -> int:
    return found.spellings.total() + found.fulls.total()


def _candidate(found: _Found, targets: _Targets, links: Links | None) -> Candidate:
    full = found.fulls.most_common(1)
    return Candidate(
        found.text,
        _count(found),
        tuple(found.contexts),
        targets.likely(found, links),
        full[0][0] if full else "",
        tuple(spelling for spelling, _ in found.spellings.most_common()[1:]),
    )


class _Sources:
    """The names of the sources, those that the glossary has and those that it has not."""

    def __init__(self, texts: Sequence[Texts], known: Sequence[Concept], lang: LanguageTag) -> None:
        self._lang = lang
        self._usage = Usage()
        self._full_names: dict[str, str] = {}
        """Keys of full names, and of their acronyms."""
        self.names = _Names()
        self.concepts: list[frozenset[str]] = []
        """For each pair the keys of the concepts that its source names."""
        self.keys: defaultdict[int, set[str]] = defaultdict(set)
        """The keys of the candidates of each pair."""
        matcher = NameMatcher(known, lang)
        read = [runs(text.source, lang, self._usage) for text in texts]
        for place, (text, some) in enumerate(zip(texts, read, strict=True)):
            marks = matcher.find(text.source) if some else []
            self.concepts.append(frozenset(mark.concept for mark in marks))
            self._take(place, text, some, [mark.span for mark in marks])
        self._join_full_names()
        for found in self.names.values():
            for place in found.places:
                self.keys[place].add(found.key)

    def _take(self, place: int, text: Texts, some: Sequence[Run], marked: Sequence[Span]) -> None:
        known, covered = Span.united(marked), [*marked]
        for gloss in glosses(text.source):
            if not _within(gloss.acronym, known):
                key, full = name_key(gloss.acronym.of(text.source)), gloss.full.of(text.source)
                self._full_names[name_key(full)] = key
                self.names[key].fulls[full] += 1
                covered.append(gloss.full)
        told = Span.united(covered)
        for run in some:
            name = as_name(run, text.source, self._usage, self._lang)
            if name and not _within(name.span, told):
                self.names[name.key].take(place, Context(text.id, name.span), name.span.of(text.source))

    def _join_full_names(self) -> None:
        """Give the mentions of full names to their acronyms, and leave out what only stood in brackets."""
        for full, acronym in self._full_names.items():
            if full in self.names and full != acronym and self.names[acronym].spellings:
                self.names[acronym].take_full(self.names.pop(full))
        self.names = _Names({key: found for key, found in self.names.items() if found.spellings})


def _within(span: Span, covered: Sequence[Span]) -> bool:
    """Whether one of the spans, which are as `Span.united` gives them, covers all of `span`."""
    at = bisect_right(covered, span.start, key=_start)
    return at > 0 and span.end <= covered[at - 1].end


def _start(span: Span) -> int:
    return span.start


class _Targets:
    """The names of the targets that may render a candidate."""

    def __init__(
        self, texts: Sequence[Texts], known: Sequence[Concept], lang: LanguageTag, sources: _Sources
    ) -> None:
        """A name of a concept that the source names too is not free, nor is what the source has as well."""
        self._texts = texts
        self._sources = sources
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._runs: list[list[Run]] = []
        matcher, usage = NameMatcher(known, lang), Usage()
        concepts_of = cache(lambda name: _concepts(matcher, name))
        read = [runs(text.target, lang, usage) for text in texts]
        for text, some, named in zip(texts, read, sources.concepts, strict=True):
            names = (as_name(run, text.target, usage, lang, strict=False) for run in some)
            free = [run for run in names if run and not concepts_of(run.span.of(text.target)) & named]
            self._runs.append(free)
            for run in free:
                self._spellings[run.key][run.span.of(text.target)] += 1
        self._keys = [frozenset(run.key for run in free) for free in self._runs]
        self._totals = Counter(key for keys in self._keys for key in keys)

    def likely(self, found: _Found, links: Links | None) -> tuple[Rendering, ...]:
        """What seems to render a candidate."""
        free = [self._keys[place] - (self._sources.keys[place] - {found.key}) for place in found.places]
        spellings = {key: self._spellings[key].most_common(1)[0][0] for keys in free for key in keys}
        linked = self._linked(found, links) if links else {}
        return likely(found.text, free, spellings, self._totals, linked)

    def _linked(self, found: _Found, links: Links) -> dict[str, float]:
        """The names whose words are linked to a candidate's, with the share of its contexts."""
        spans = {context.pair: context.span for context in found.contexts}
        places = [place for place in found.places if self._texts[place].id in spans][: len(spans)]
        shares: Counter[str] = Counter()
        for place in places:
            text = self._texts[place]
            ends = [target for source, target in links(text) if _meet(source, spans[text.id])]
            shares.update({run.key for run in self._runs[place] if any(_meet(run.span, end) for end in ends)})
        return {key: count / len(places) for key, count in shares.items()}


def _concepts(matcher: NameMatcher, name: str) -> frozenset[str]:
    """The concepts that all of a name means."""
    return frozenset(mark.concept for mark in matcher.find(name) if mark.span == Span(0, len(name)))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
