"""The evidence that the renderings of a project which wait for their originals render its quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from db.records import LanguageTag, Origin, Quote, Rendering, joined
from workbench.align.service import Drafts, lexicon_for
from workbench.glossary.service import concepts
from workbench.match.concepts import with_concepts
from workbench.match.score import Candidate, Evidence
from workbench.project import Project
from workbench.text.language import primary, same_language

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon

Lexicons = Callable[[LanguageTag, LanguageTag], "Lexicon | None"]
"""The lexicon from the language of some quotes to that of their renderings, if there is one."""

_BEST = 2
"""Quotes told of each rendering: the best one, and the one it must lead."""


def sides(project: Project) -> tuple[list[Quote], list[tuple[Rendering, str]]]:
    """Quotes whose words are known, and published renderings of quotes whose words are not, with speakers."""
    quotes = project.store.quotes.all()
    known = [quote for quote in quotes if not quote.missing_original]
    orphans = [
        (rendering, quote.speaker)
        for quote in quotes
        if quote.missing_original
        for rendering in project.store.renderings.of_quote(quote.id)
        if rendering.origin is Origin.PUBLISHED and rendering.reprint_of is None
    ]
    return known, orphans


def scores(
    project: Project,
    quotes: Sequence[Quote],
    orphans: Sequence[tuple[Rendering, str]],
    drafts: Drafts,
    lexicons: Lexicons | None = None,
) -> dict[tuple[int, int], Evidence]:
    """The evidence for the best quotes of each rendering, by the ids of both.

    Quotes of each language are compared by themselves, with renderings in other languages. What a
    person has refused is left out.
    """
    dates = {document.id: document.date for document in project.store.documents.all()}
    translated = _translations(quotes, drafts)
    known, target = concepts(project), project.target_lang
    by_language: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_language[primary(quote.lang)].append(quote)
    found: dict[tuple[int, int], Evidence] = {}
    for said in by_language.values():
        lang = said[0].lang
        others = [(r, speaker) for r, speaker in orphans if not same_language(r.lang, lang)]
        originals = [_original(quote, dates, translated) for quote in said]
        renderings = [_rendered(rendering, speaker, dates) for rendering, speaker in others]
        for (one, other), evidence in _compared(
            with_concepts(originals, known, target),
            with_concepts(renderings, known, target),
            (lexicons or partial(lexicon_for, project.store))(lang, target),
        ).items():
            found[said[one].id, others[other][0].id] = evidence
    refused = project.store.refusals.all()
    return {ids: evidence for ids, evidence in found.items() if ids not in refused}


def _compared(
    originals: Sequence[Candidate], renderings: Sequence[Candidate], lexicon: Lexicon | None
) -> dict[tuple[int, int], Evidence]:
    """The evidence for the best originals of each rendering, by the places of both."""
    from workbench.match.compare import compare
    from workbench.match.reasons import evidence

    compared = compare(originals, renderings, lexicon=lexicon)
    best = [pair for pairs in compared.of_targets(_BEST) for pair in pairs]
    places = zip(compared.source[best].tolist(), compared.target[best].tolist(), strict=True)
    return dict(zip(places, evidence(compared, best), strict=True))


def _translations(quotes: Sequence[Quote], drafts: Drafts) -> Mapping[int, str]:
    """A machine translation of each quote, all sentences in one batch."""
    sentences = [segment.text for quote in quotes for segment in quote.segments]
    translated = drafts(sentences)
    if translated is None:
        return {}
    lines = iter(translated)
    return {quote.id: " ".join(next(lines) for _ in quote.segments) for quote in quotes}


def _original(quote: Quote, dates: Mapping[int, str], translated: Mapping[int, str]) -> Candidate:
    date = quote.said_on or dates[quote.witnesses[0].document_id]
    return Candidate(joined(quote.segments), quote.lang, quote.speaker, date, translated.get(quote.id))


def _rendered(rendering: Rendering, speaker: str, dates: Mapping[int, str]) -> Candidate:
    date = dates[rendering.document_id] if rendering.document_id else ""
    return Candidate(joined(rendering.segments), rendering.lang, speaker, date)
