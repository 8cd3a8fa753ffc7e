"""Names in the pairs of a project that its glossary has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from db.records import LanguageTag, PairRow
from workbench.align.linking import linked_words
from workbench.glossary.candidates import Candidate, Links, candidates
from workbench.glossary.service import concepts
from workbench.project import Project


def proposed(project: Project, *, linked: bool = True) -> Iterator[tuple[LanguageTag, list[Candidate]]]:
    """The candidates in the originals of each language, the most useful first.

    With `linked`, words that correspond help to tell their renderings, which loads a lexicon.
    """
    rows: defaultdict[LanguageTag, list[PairRow]] = defaultdict(list)
    for row in project.store.pairs.stream(project.store.pairs.ids()):
        if not row.missing_source:
            rows[row.source_lang].append(row)
    known = concepts(project)
    for lang, some in sorted(rows.items()):
        links = _links(project, some) if linked else None
        yield lang, candidates(some, known, lang, project.target_lang, links)


def _links(project: Project, rows: Sequence[PairRow]) -> Links:
    """Tells the words of a pair that correspond."""
    by_id = {row.id: row for row in rows}
    return lambda pair: [(link.source, link.target) for link in linked_words(project, by_id[pair.id]).links]
