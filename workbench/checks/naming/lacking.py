"""Names of the glossary for which nothing stands in the target, and those that stay as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from db.records import NameForm
from workbench.checks.naming.casing import casing
from workbench.checks.naming.comparison import comparison
from workbench.checks.naming.proper import is_in_proper_name
from workbench.checks.naming.spelling import same_name
from workbench.checks.naming.standing import Standing, Standings
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import WORD
from workbench.glossary.matcher import NameMark
from workbench.text.fold import fold
from workbench.text.language import primary

_COMMON = frozenset(("term", "style", "acronym", "office", "generic"))
"""Kinds of concepts that are no single group, body or place."""
_PLACES = frozenset(
    ("country", "city", "region", "territory", "sea", "river", "island", "place", "place of power")
)
"""Kinds of concepts whose names may be told in parts: `Central and South America`."""
_BESIDE = 3
"""Characters before a name among which no word stands where a sentence begins with it."""
_NEAR = 40
"""Characters around a name among which the next words are."""


def lacking(subject: Subject, glossary: Standings, *, common: bool) -> Iterator[Standing]:
    """The names of the source that nothing in the target stands for: `common` terms, or proper names."""
    for standing in glossary.all:
        stands = standing.right or standing.outdated or standing.bad or standing.left
        if stands or standing.first.vague or is_common(glossary, standing) is not common:
            continue
        if common and _is_command(subject, glossary, standing):
            continue
        if common or not _is_told_otherwise(subject, glossary, standing):
            yield standing


def left_over(subject: Subject, glossary: Standings, *, common: bool) -> Iterator[tuple[Standing, NameMark]]:
    """The names, acronyms aside, of the source's language that alone stand for something in the target."""
    for standing in glossary.all:
        if standing.right or standing.outdated or standing.bad or is_common(glossary, standing) is not common:
            continue
        if any(mark.form is NameForm.ACRONYM for mark in standing.left):
            continue
        names = [name.text for name in standing.first.names]
        alone = (
            mark
            for mark in standing.left
            if _stands_alone(subject, mark)
            and not _is_one_of(mark, names)
            and not is_in_proper_name(subject, mark)
        )
        mark = next(alone, None)
        if mark is not None:
            yield standing, mark


def is_place(glossary: Standings, standing: Standing) -> bool:
    """Whether a name is that of a place."""
    return all(glossary.concept(key).kind in _PLACES for key in standing.first.concepts)


def is_common(glossary: Standings, standing: Standing) -> bool:
    """Whether a name is a term that many things may have."""
    return all(glossary.concept(key).kind in _COMMON for key in standing.first.concepts)


def _is_told_otherwise(subject: Subject, glossary: Standings, standing: Standing) -> bool:
    """Whether a name of one word stands in another spelling, or a place in other words: `this country`."""
    compared = comparison(subject)
    if not glossary.only_in_another_country(standing) and any(
        compared.renders(mention.span) or compared.stands_in(mention.span) for mention in standing.mentions
    ):
        return True
    renders_all = (compared.renders_all(mention.span) for mention in standing.mentions)
    return is_place(glossary, standing) and any(renders_all)


def _is_command(subject: Subject, glossary: Standings, standing: Standing) -> bool:
    """Whether all that is named are words of a compound, written apart at a beginning: "Cessez le feu !"."""
    compound = any(
        "-" in name.text for key in standing.first.concepts for name in glossary.concept(key).names
    )
    return compound and all(
        "-" not in mention.source
        and " " in mention.source
        and mention.source[:1].isupper()
        and not WORD.search(subject.source[max(0, mention.span.start - _BESIDE) : mention.span.start])
        for mention in standing.mentions
    )


def _stands_alone(subject: Subject, mark: NameMark) -> bool:
    """Whether the words around a name are the target's: it is not one of a longer name or a title."""
    known = casing(primary(subject.target_lang))
    before = WORD.findall(subject.target[max(0, mark.span.start - _NEAR) : mark.span.start])
    after = WORD.findall(subject.target[mark.span.end : mark.span.end + _NEAR])
    languages = subject.pair
    foreign = languages.source.function - languages.target.function
    own = all(fold(word) in known.ordinary and fold(word) not in foreign for word in before[-1:])
    return bool(known) and own and not any(word[0].isupper() for word in after[:1])


def _is_one_of(mark: NameMark, names: Iterable[str]) -> bool:
    """Whether a name of several words is one of others in another spelling: `Nosrat al-Islam`."""
    parts = fold(mark.text).replace("-", " ").split()
    spelt = (fold(name).replace("-", " ").split() for name in names)
    return len(parts) > 1 and any(
        len(other) == len(parts) and all(map(same_name, parts, other)) for other in spelt
    )
