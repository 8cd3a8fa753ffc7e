"""What search does for screens and commands: the concordance, and the matches of a translation memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import Concept, LanguageTag, PairRow, Span
from db.search import Sentence
from workbench.exchange.atomic import write_atomically
from workbench.project import Project
from workbench.search.finding import Portion as Portion
from workbench.search.finding import Sought, Test, at_most, portions
from workbench.search.hit_files import hit_object as hit_object
from workbench.search.hit_files import places as places
from workbench.search.hit_files import writer_of
from workbench.search.kwic import sorting
from workbench.search.matches import Match as Match
from workbench.search.matches import matches as matches
from workbench.search.matches import matches_of as matches_of
from workbench.search.memory import Difference as Difference
from workbench.search.query import Query as Query
from workbench.search.query import QueryError as QueryError
from workbench.search.query import completion as completion
from workbench.search.query import read_query as read_query
from workbench.search.terms import is_meant
from workbench.search.words import folded
from workbench.text.fold import fold
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.glossary.matcher import NameMatcher


READ = 25
"""Pairs read together."""
LINKED = 3_000
"""Characters of a side up to which words are linked: it takes quadratic time."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that a query finds, and where what it asks for stands in the two texts."""

    pair: PairRow
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]
    """Code points, ascending; stretches that overlap are joined."""


class Concordance:
    """A query over a project: its hits in reading order, as many as are asked for."""

    def __init__(self, project: Project, query: Query) -> None:
        """Raises WrongUse for a document, quote or concept that the project does not have."""
        self._project = project
        self._query = query
        self._names = [_Names(project, name) for name in query.concepts]
        wanted = query.wanted
        if wanted.document_id:
            project.store.documents.get(wanted.document_id)
        if wanted.quote_id:
            project.store.quotes.get(wanted.quote_id)

    def __iter__(self) -> Iterator[Hit]:
        """The hits, each read when its turn comes."""
        for portion in self.portions():
            for start in range(0, len(portion.pair_ids), READ):
                yield from self.hits(portion.pair_ids[start : start + READ])

    def portions(self) -> Iterator[Portion]:
        """The ids of the hits and how far the search has come, a portion at a time; leave it anywhere.

        Raises WrongUse for a check that is not known.
        """
        checks = [_finds(self._project, identifier) for identifier in self._query.checks]
        tests = (*(names.stand_in for names in self._names), *checks)
        return portions(self._project, Sought(self._query.terms, self._query.wanted, tests))

    def hits(self, pair_ids: Sequence[int]) -> list[Hit]:
        """These pairs with the places that are marked in them, but for those that have left the project."""
        return [self._hit(row) for row in self._project.store.pairs.rows(pair_ids)]

    def at_most(self) -> int:
        """More hits than this there are not; told at once."""
        return at_most(self._project, Sought(self._query.terms, self._query.wanted))

    def _hit(self, row: PairRow) -> Hit:
        target_lang = row.target_lang or self._project.target_lang
        return Hit(
            row,
            self._spans(row.source, row.source_lang, in_target=False),
            self._spans(row.target, target_lang, in_target=True),
        )

    def _spans(self, text: str, lang: LanguageTag, *, in_target: bool) -> tuple[Span, ...]:
        if not text:
            return ()
        plain = folded(text)
        found = [
            span
            for term in self._query.terms
            if is_meant(term.side, in_target, lang)
            for span in term.spans(plain)
        ]
        found += [span for names in self._names for span in names.spans(text, lang)]
        return tuple(Span.united(found))


def concordance(project: Project, query: Query) -> Iterator[Hit]:
    """The hits of a query in reading order, as they are found. Raises WrongUse as `Concordance` does."""
    return iter(Concordance(project, query))


def ordered(hits: Iterable[Hit], *, left: bool) -> list[int]:
    """The pairs of hits in the order of what stands after the first place of each, or before it.

    Those that have no place, found by a filter alone, come last. The order of equal ones stays.
    """

    def key(hit: Hit) -> tuple[bool, tuple[str, ...]]:
        first = next(places(hit), None)
        return (False, sorting(first[1], first[2], left=left)) if first else (True, ())

    return [hit.pair.id for hit in sorted(hits, key=key)]


def can_write(out: Path) -> None:
    """Raise WrongUse where the ending of a file name does not say how hits are to be written."""
    writer_of(out)


def export_hits(hits: Iterable[Hit], project: Project, query: str, out: Path) -> int:
    """Write hits to a file whose ending says how (`hit_files`), all or nothing; returns how many there were.

    `query` is what they were found by, as it was typed. Raises WrongUse for an unknown ending, and for a
    file that belongs to the project or cannot be written.
    """
    write = writer_of(out)
    if project.owns(out):
        raise WrongUse(f"{out} belongs to the project itself: name another file for the hits.")
    return write_atomically(out, lambda file: write(hits, query, file))


def counterparts(hit: Hit) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What probably renders the places of a hit on the other side of it: in the original, in the rendering.

    Word links tell it, by the lexicon that ships for the two languages; empty where nothing is linked.
    """
    row = hit.pair
    if row.missing_source or row.missing_target or not (hit.in_source or hit.in_target):
        return (), ()
    if max(len(row.source), len(row.target)) > LINKED:
        return (), ()
    from workbench.align.known_words import shipped
    from workbench.align.word_links import word_links

    links = word_links(row.source, row.target, shipped(row.source_lang, row.target_lang))
    ours = [link.source for link in links if _touches(link.target, hit.in_target)]
    theirs = [link.target for link in links if _touches(link.source, hit.in_source)]
    return tuple(Span.united(ours)), tuple(Span.united(theirs))


def _touches(span: Span, places: Sequence[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for place in places)


class _Names:
    """The names of the concept that a query means: by its key, or by any of its names."""

    def __init__(self, project: Project, wanted: str) -> None:
        self._concepts = _meant(project, wanted)
        self._matchers: dict[str, NameMatcher] = {}

    def spans(self, text: str, lang: str) -> list[Span]:
        """Where a name stands in a text of a language."""
        from workbench.glossary.matcher import NameMatcher

        if lang not in self._matchers:
            self._matchers[lang] = NameMatcher(self._concepts, LanguageTag(lang))
        return [Span(*mark.span) for mark in self._matchers[lang].find(text)]

    def stand_in(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a name stands in any of the sentences."""
        return any(self.spans(each.text, each.lang) for each in sentences)


def _meant(project: Project, wanted: str) -> list[Concept]:
    from workbench.glossary.service import concepts

    known = concepts(project)
    plain = fold(wanted)
    found = [each for each in known if fold(each.key) == plain]
    found = found or [each for each in known if any(fold(name.text) == plain for name in each.names)]
    if not found:
        raise WrongUse(
            f"The glossary has no concept with the key or the name “{visible(wanted[:60])}”:"
            " `workbench glossary list` shows them."
        )
    return found


def _finds(project: Project, identifier: str) -> Test:
    """Whether a check, or any of a family, finds something in a pair."""
    from workbench.checks.service import Checking, checks_of

    checking = Checking(project, checks_of(project, only=[identifier]))

    def found(sentences: Sequence[Sentence]) -> bool:
        rows = project.store.pairs.rows([sentences[0].pair_id]) if sentences else []
        return any(checking.of(row).findings for row in rows)

    return found
