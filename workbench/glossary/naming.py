"""A person names something in a pair: which words, and which concept they most likely name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, PairRow, Span
from workbench.draft.naming.admitted import likeness
from workbench.glossary.capitalised import Usage, as_name, is_acronym, name_words, runs
from workbench.glossary.matcher import NameMatcher
from workbench.glossary.service import add_concept, concepts, put_name
from workbench.glossary.words import Words, word_lists
from workbench.project import Project
from workbench.text.fold import fold

NEW_KIND = "group"
"""The kind of a concept that is made in passing; `glossary edit` tells it better."""
_ALIKE = 0.4
"""Share of letter triples in common from which on a concept is offered for its looks."""
_MOST_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a pair that may be a name."""

    text: str
    lang: LanguageTag
    known: bool = field(default=False, compare=False)
    """Whether the glossary has it already."""


def nameable(row: PairRow, target_lang: LanguageTag, glossary: Sequence[Concept]) -> list[Named]:
    """What may be a name in a pair, on either side, those first that the glossary does not have."""
    found = [
        *_written_as_names(row.source, row.source_lang),
        *_written_as_names(row.target, row.target_lang or target_lang),
    ]
    known = {(name.lang, fold(name.text)) for concept in glossary for name in concept.names}
    told = [Named(each.text, each.lang, (each.lang, fold(each.text)) in known) for each in found]
    return sorted(dict.fromkeys(told), key=lambda each: each.known)


def _written_as_names(text: str, lang: LanguageTag) -> list[Named]:
    """The sequences of words with capitals; words that may have theirs for their place come last."""
    usage = Usage()
    certain: list[Span] = []
    doubtful: list[Span] = []
    for run in runs(text, lang, usage):
        name = as_name(run, text, usage, lang)
        if name is not None:
            longer = _joined(certain[-1], name.span, text, lang) if certain else None
            certain[-1:] = [*([longer] if longer else []), *certain[-1:], name.span]
        elif run.words[0] not in name_words(lang).function and not usage.is_ordinary(run.words[0]):
            doubtful.append(run.span)
    return [Named(bare(span.of(text), lang), lang) for span in (*certain, *doubtful)]


def _joined(before: Span, span: Span, text: str, lang: LanguageTag) -> Span | None:
    """A name with the one before it, if only small words that may stand in a name are between them."""
    words, between = name_words(lang), fold(text[before.end : span.start]).replace("'", " ").split()
    joined = bool(between) and (words.prepositions | words.articles).issuperset(between)
    return Span(before.start, span.end) if joined else None


def bare(text: str, lang: LanguageTag) -> str:
    """Words of a text as a glossary has them: with single spaces, and without an article before them.

    One with a capital stays before a single word, since it may be part of the name (`La Haye`).
    """
    written = " ".join(text.split())
    found = word_lists(written)
    if len(found.folded) < 2 or found.folded[0] not in name_words(lang).articles:
        return written
    part_of_it = written[0].isupper() and len(found.folded) == 2 and not is_acronym(_word(written, found, 1))
    return written if part_of_it else written[found.spans[1][0] :]


def _word(text: str, found: Words, at: int) -> str:
    start, end = found.spans[at]
    return text[start:end]


def likely(
    named: Named, row: PairRow, target_lang: LanguageTag, glossary: Sequence[Concept]
) -> list[Concept | None]:
    """What words of a pair most likely name: concepts that only the other side names, those whose names look
    alike, a new one (None), then those that their own side names beside them.
    """
    sides = (row.source, row.source_lang), (row.target, row.target_lang or target_lang)
    in_source, in_target = (
        [mark.concept for mark in NameMatcher(glossary, lang).find(text)] for text, lang in sides
    )
    own, other = (in_source, in_target) if named.lang == row.source_lang else (in_target, in_source)
    by_key = {concept.key: concept for concept in glossary}
    opposite = [by_key[key] for key in dict.fromkeys(other) if key not in own]
    beside = [by_key[key] for key in dict.fromkeys(own)]
    alike = sorted(
        (
            (max((likeness(name.text, named.text) for name in concept.names), default=0.0), concept)
            for concept in glossary
        ),
        key=lambda one: (-one[0], one[1].key),
    )
    looks = [concept for like, concept in alike[:_MOST_OFFERED] if like >= _ALIKE]
    first = _once([*opposite, *looks])
    return [*first, None, *(concept for concept in _once(beside) if concept not in first)]


def _once(concepts: Iterable[Concept]) -> list[Concept]:
    return list({concept.key: concept for concept in concepts}.values())


def add_named(project: Project, named: Named, key: str, status: NameStatus = NameStatus.ADMITTED) -> Concept:
    """Add words to a concept as a name of it, or to a new concept where the project has none of this key.

    Raises what `put_name` and `add_concept` do.
    """
    name = Name(
        lang=named.lang,
        text=named.text,
        form=form_of(named.text),
        status=status,
        source=f"added by {project.person}",
    )
    if any(concept.key == key for concept in concepts(project)):
        return put_name(project, key, name)
    return add_concept(project, Concept(key=key, kind=NEW_KIND, names=(name,)))


def form_of(text: str) -> NameForm:
    """The form that a name has by its looks."""
    letters = [char for char in text if char.isalpha()]
    spelled = len(letters) > 1 and all(char.isupper() for char in letters) and len(text.split()) == 1
    return NameForm.ACRONYM if spelled else NameForm.FULL


def key_for(text: str, glossary: Iterable[Concept]) -> str:
    """A key for a new concept that is called so."""
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(text))) or "concept"
    taken = {concept.key for concept in glossary}
    number = 2
    key = plain
    while key in taken:
        key, number = f"{plain}-{number}", number + 1
    return key
