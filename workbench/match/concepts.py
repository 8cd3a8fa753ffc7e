"""Glossary concepts in quotes and renderings: one body under its names in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.records import Concept, LanguageTag
from workbench.glossary.matcher import NameMatcher
from workbench.glossary.speakers import speaker_names
from workbench.match.score import Candidate
from workbench.text.fold import fold


def with_concepts(
    candidates: Sequence[Candidate], concepts: Sequence[Concept], target_lang: LanguageTag
) -> list[Candidate]:
    """The texts with the concepts they name; speakers that are concepts get their name in `target_lang`."""
    names = speaker_names(concepts, target_lang)
    matchers: dict[LanguageTag, NameMatcher] = {}
    found = []
    for candidate in candidates:
        if candidate.lang not in matchers:
            matchers[candidate.lang] = NameMatcher(concepts, candidate.lang)
        marks = matchers[candidate.lang].find(candidate.text)
        found.append(
            replace(
                candidate,
                speaker=names.get(fold(candidate.speaker.strip()), candidate.speaker),
                concepts=frozenset(mark.concept for mark in marks),
            )
        )
    return found
