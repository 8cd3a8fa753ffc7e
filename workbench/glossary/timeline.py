"""A concept among those it is related to, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.text.language import same_language

_UNKNOWN = "9999"
"""Sorts what has no beginning after what has one."""


class Period(NamedTuple):
    """A concept, or a name of one, with the time for which it stands."""

    label: str
    since: str
    """ISO date of any precision; empty where it is not known."""
    until: str
    """Likewise; empty where it is not known, or still so."""
    relation: str
    """What relates the two: `splinter-of`, `← renamed-to`; empty for the concept itself."""
    key: str


def shown_name(concept: Concept, lang: LanguageTag, *forms: NameForm) -> str:
    """What a reader of `lang` calls a concept: a preferred name, in that language and of these forms if there
    is one, the first form first; its key where no name is preferred.
    """
    preferred = [name for name in concept.names if name.status is NameStatus.PREFERRED]
    order = [*forms, *(form for form in NameForm if form not in forms)]
    preferred.sort(key=lambda name: (not same_language(name.lang, lang), order.index(name.form)))
    return preferred[0].text if preferred else concept.key


def periods(concept: Concept, concepts: Mapping[str, Concept], lang: LanguageTag) -> list[Period]:
    """The concept itself, its dated names, and whatever is related to it in either direction, by beginning.

    `concepts` are those of the glossary by key; a relation to one that is not in it is told all the same.
    Labels are names in `lang`, the short ones first.
    """
    found = [Period(_label(concept, lang), concept.since, concept.until, "", concept.key)]
    found += [_named(concept, name) for name in concept.names if name.since or name.until]
    for relation in concept.relations:
        other = concepts.get(relation.target)
        found.append(
            Period(
                _label(other, lang) if other else relation.target,
                relation.since or (other.since if other else ""),
                relation.until or (other.until if other else ""),
                relation.type,
                relation.target,
            )
        )
    found += _incoming(concept, concepts.values(), lang)
    return sorted(dict.fromkeys(found), key=_when)


def _when(period: Period) -> tuple[str, str]:
    return period.since or _UNKNOWN, period.until or _UNKNOWN


def _label(concept: Concept, lang: LanguageTag) -> str:
    return shown_name(concept, lang, NameForm.ACRONYM, NameForm.SHORT)


def _named(concept: Concept, name: Name) -> Period:
    return Period(f"“{name.text}”", name.since, name.until, str(name.status), concept.key)


def _incoming(concept: Concept, concepts: Iterable[Concept], lang: LanguageTag) -> Iterable[Period]:
    """Those that say of themselves how they are related to the concept, where it does not say it of them."""
    told = {relation.target for relation in concept.relations}
    for other in concepts:
        for relation in other.relations:
            if relation.target == concept.key and other.key not in told:
                since, until = relation.since or other.since, relation.until or other.until
                yield Period(_label(other, lang), since, until, f"← {relation.type}", other.key)


def years(periods: Iterable[Period]) -> tuple[int, int] | None:
    """The first and the last year that any of them names; None where none does."""
    named = [int(date[:4]) for period in periods for date in (period.since, period.until) if date]
    return (min(named), max(named)) if named else None


def bar(period: Period, span: tuple[int, int], width: int) -> str:
    """A line of `width` cells for the years of `span` in which the period's own years are drawn.

    `├──┤` from its beginning to its end, `→` where it goes on, `…` where an end of it is not known.
    """
    first, last = span
    scale = (width - 1) / max(1, last - first)
    start = round((int(period.since[:4]) - first) * scale) if period.since else 0
    end = round((int(period.until[:4]) - first) * scale) if period.until else width - 1
    if not period.since and not period.until:
        return "…".ljust(width)
    left = "├" if period.since else "…"
    right = "┤" if period.until else "→"
    line = left if end <= start else left + "─" * (end - start - 1) + right
    return (" " * start + line).ljust(width)[:width]
