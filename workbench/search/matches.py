"""Fuzzy matches: approved pairs of the project whose original is like a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappushpop, nlargest
from typing import NamedTuple

from db import search
from db.records import LanguageTag, PairRow
from workbench.draft.naming.names import date_of_pair
from workbench.project import Project
from workbench.search.likely import Index, likely
from workbench.search.memory import Difference, differences, similarity
from workbench.search.words import WORD, words
from workbench.text.fold import fold
from workbench.text.language import primary

LOOKED_AT = 240
"""Segments whose pairs are looked up."""
COMPARED = 32
"""Texts that are compared word by word: those that share most words."""
SPARE = 4
"""For each match to tell so many with the very words are read: several may have the same rendering."""
SHARED = 0.5
"""What part of the score asked for the words alone must make that both have, before letters are compared."""
BEST = 9
LEAST = 0.5
FAINTEST = 0.01
"""What is less alike is not alike at all, whatever was asked for."""


@dataclass(frozen=True, slots=True)
class Match:
    """An approved pair whose original is like the text that was asked about."""

    pair_id: int
    score: float
    """0..1; 1 only where the words are the same (`memory.similarity`)."""
    source: str
    target: str
    speaker: str
    outlet: str
    date: str
    """When it was said or printed, as far as that is known."""
    approved_by: str
    approved_at: str
    differences: tuple[Difference, ...]
    """Between the text asked about (`asked`) and `source` (`stored`)."""

    @property
    def percent(self) -> int:
        """The score as a translator reads it; 100 only where the words are the same."""
        return int(self.score * 100)


class _Candidate(NamedTuple):
    """An approved pair on its way to be a match; the best is the greatest."""

    score: float
    verbatim: bool
    """Whether the texts are the same to the last character."""
    at: str
    pair_id: int
    words: tuple[str, ...]


def matches(project: Project, row: PairRow, *, limit: int = BEST, least: float = LEAST) -> list[Match]:
    """The approved pairs whose original is most like that of `row`, the best first; never `row` itself.

    Of pairs with the same original the newest approval is told, of those with the very words of `row` each
    rendering once. Only pairs between the languages of `row` are looked at.
    """
    languages = row.source_lang, row.target_lang or project.target_lang
    return matches_of(project, row.source, languages, but=row.id, limit=limit, least=least)


def matches_of(
    project: Project,
    text: str,
    languages: tuple[LanguageTag | None, LanguageTag | None] = (None, None),
    *,
    but: int = 0,
    limit: int = BEST,
    least: float = LEAST,
) -> list[Match]:
    """The same for any text; without a language pairs of all are looked at, and `but` is left out."""
    asked = [word.folded for word in words(text)]
    if not asked or limit < 1:
        return []
    found = _candidates(project, text, asked, languages, but, least)
    alike = list(_alike(asked, found, max(least, FAINTEST), limit))
    exact = [each for each in alike if each.score == 1.0]
    best = exact[: limit * SPARE] + alike[len(exact) :][:limit]
    rows = {row.id: row for row in project.store.pairs.rows([each.pair_id for each in best])}
    told: dict[tuple[object, ...], Match] = {}
    for each in best:
        if each.pair_id in rows:
            row = rows[each.pair_id]
            told.setdefault((each.words, row.target), _match(text, each.score, row))
    return list(told.values())[:limit]


def _candidates(
    project: Project,
    text: str,
    asked: Sequence[str],
    languages: tuple[LanguageTag | None, LanguageTag | None],
    but: int,
    least: float,
) -> list[_Candidate]:
    """The approved pairs that share most words with a text, yet to be scored."""
    store = project.store
    index = Index(
        lambda row, most: search.count(store, search.phrase(row), most),
        lambda row, most: search.segments(store, search.phrase(row), most),
    )
    source, target = (primary(lang) if lang else "" for lang in languages)
    found = search.approved_with(store, likely(asked, index, LOOKED_AT), (source, target), but=but)
    counted = Counter(asked)
    shared = []
    for each in found:
        theirs = tuple(WORD.findall(fold(each.source)))
        common = (Counter(theirs) & counted).total() / max(len(theirs), len(asked))
        if common >= least * SHARED:
            shared.append(_Candidate(common, each.source == text, each.at, each.pair_id, theirs))
    return nlargest(COMPARED, shared)


def _alike(
    asked: Sequence[str], found: Sequence[_Candidate], least: float, limit: int
) -> Iterator[_Candidate]:
    """Those that are alike enough with their scores, the best first; the newest alone of each fuzzy text.

    Of the others only as many texts are scored to the end as are wanted.
    """
    best: list[float] = [least] * limit
    scores: dict[tuple[str, ...], float] = {}
    for each in found:
        if each.words not in scores:
            scores[each.words] = similarity(asked, each.words, best[0])
            heappushpop(best, scores[each.words])
    scored = [each._replace(score=scores[each.words]) for each in found]
    seen: set[tuple[str, ...]] = set()
    for each in sorted(scored, reverse=True):
        if each.score >= least and (each.score == 1.0 or each.words not in seen):
            seen.add(each.words)
            yield each


def _match(text: str, score: float, row: PairRow) -> Match:
    return Match(
        pair_id=row.id,
        score=score,
        source=row.source,
        target=row.target,
        speaker=row.speaker,
        outlet=row.source_outlet or row.target_outlet,
        date=date_of_pair(row),
        approved_by=row.reviewer,
        approved_at=row.reviewed_at,
        differences=differences(text, row.source),
    )
