"""Where the names of concepts stand in the pairs of a project, and which of them could mean two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from db.records import Concept, PairRow, Source
from workbench.draft.naming.names import date_of_pair
from workbench.glossary.dates import within_dates
from workbench.glossary.matcher import NameMark, NameMatcher
from workbench.glossary.service import concept, concepts
from workbench.project import Project


class Occurrence(NamedTuple):
    """A name of a concept in a pair."""

    row: PairRow
    in_target: bool
    mark: NameMark

    @property
    def text(self) -> str:
        """The side in which it stands."""
        return self.row.target if self.in_target else self.row.source

    @property
    def date(self) -> str:
        """When it was said or printed, as far as that is known; ISO."""
        return date_of_pair(self.row)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name that several concepts share at the date of the article, throughout that article."""

    article: Source
    name: str
    """As it stands in the first place."""
    concepts: tuple[Concept, ...]
    chosen: str
    """The key of the one that a person chose; empty where nobody has."""
    pair_ids: tuple[int, ...]


def occurrences(project: Project, key: str) -> list[Occurrence]:
    """Every place where a name of the concept stands, in reading order; a name that others share counts."""
    wanted = [concept(project, key)]
    matchers: dict[str, NameMatcher] = {}
    found = []
    for row in _rows(project):
        target_lang = row.target_lang or project.target_lang
        for in_target, text, lang in ((False, row.source, row.source_lang), (True, row.target, target_lang)):
            if lang not in matchers:
                matchers[lang] = NameMatcher(wanted, lang)
            found += [Occurrence(row, in_target, mark) for mark in matchers[lang].find(text)]
    return found


def ambiguities(project: Project) -> list[Ambiguity]:
    """The names in the originals that dates alone do not decide, once for each article, by article."""
    known = {each.key: each for each in concepts(project)}
    documents = project.store.quotes.documents()
    chosen = {
        (mention.document_id, mention.name): mention.concept for mention in project.store.mentions.all()
    }
    sources = project.store.documents.sources()
    places: defaultdict[tuple[int, str], list[tuple[PairRow, str, tuple[str, ...]]]] = defaultdict(list)
    matchers: dict[str, NameMatcher] = {}
    for row in _rows(project):
        if row.source_lang not in matchers:
            matchers[row.source_lang] = NameMatcher(list(known.values()), row.source_lang)
        date = date_of_pair(row)
        for text, keys in _shared(matchers[row.source_lang].find(row.source), row.source, known, date):
            for document in documents.get(row.quote_id, ()):
                places[document, project.store.fold(text)].append((row, text, keys))
    return [
        Ambiguity(
            sources[document],
            found[0][1],
            tuple(known[key] for key in dict.fromkeys(key for _, _, keys in found for key in keys)),
            chosen.get((document, name), ""),
            tuple(dict.fromkeys(row.id for row, _, _ in found)),
        )
        for (document, name), found in sorted(places.items())
    ]


def _shared(
    marks: list[NameMark], text: str, known: dict[str, Concept], date: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names in a text that several concepts share, of those of its date where there are any."""
    by_place: defaultdict[tuple[int, int], list[Concept]] = defaultdict(list)
    for mark in marks:
        by_place[mark.span].append(known[mark.concept])
    for (start, end), sharing in by_place.items():
        due = [each for each in sharing if within_dates(each.since, each.until, date)] or sharing
        if len(due) > 1:
            yield text[start:end], tuple(each.key for each in due)


def _rows(project: Project) -> Iterator[PairRow]:
    return project.store.pairs.stream(project.store.pairs.ids())
