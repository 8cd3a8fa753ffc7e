"""A concept of the glossary as lines: its names, those it is related to on a time line, where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from textual.content import Content

from db.records import Concept, LanguageTag, Name
from workbench.glossary.occurrences import Occurrence
from workbench.glossary.timeline import Period, bar, periods, shown_name, years
from workbench.text.counted import counted
from workbench.text.language import same_language
from workbench.text.visible import visible

AROUND = 30
"""Characters shown on each side of a name."""
MOST_LISTED = 100
"""Characters shown of a name in a list; of a longer one the beginning."""
MOST_TOLD = 300
"""Characters shown of what is known beside the names, such as a note."""
MOST_PLACES = 500
"""Mentions that are listed; of more the first."""


def listed(concept: Concept, lang: LanguageTag) -> Content:
    """A concept in the list."""
    sign = "" if concept.confirmed else "  ?"
    return Content.assemble(_cut(shown_name(concept, lang), MOST_LISTED), (sign, "$muted"))


def head(concept: Concept, lang: LanguageTag) -> Content:
    """What is known of a concept beside its names."""
    facts = [
        concept.key,
        concept.kind,
        concept.country,
        _dates(concept.since, concept.until),
        "" if concept.confirmed else "? unconfirmed",
        concept.note,
    ]
    told = _told(facts)
    return Content.assemble((_cut(shown_name(concept, lang), MOST_TOLD), "bold"), f"\n{told}")


def names_in_order(concept: Concept, lang: LanguageTag) -> list[Name]:
    """The names by language, those in `lang` last."""
    return sorted(concept.names, key=lambda name: (same_language(name.lang, lang), name.lang))


def named(name: Name) -> Content:
    """A name in the list of names."""
    facts = [
        str(name.status),
        str(name.form),
        _dates(name.since, name.until),
        name.outlet,
        "" if name.confirmed else "? unconfirmed",
        name.note,
    ]
    return Content.assemble(
        (f"{visible(name.lang):3} ", "$muted"),
        (_cut(name.text, MOST_LISTED), "bold"),
        (f"  {_told(facts)}", "$muted"),
    )


def times(
    concept: Concept, known: Mapping[str, Concept], lang: LanguageTag, width: int
) -> list[tuple[str, Content]]:
    """Key and line of the concept, its dated names and its relations, below a line with the years.

    `width` is that of the time line in cells. Empty for a concept without any of these.
    """
    told = periods(concept, known, lang)
    span = years(told)
    if span is None and len(told) == 1:
        return []
    scale = [("", Content.styled(f"{span[0]:<{width - 4}}{span[1]}", "$muted"))] if span else []
    return [*scale, *((period.key, _period(period, span, concept, width)) for period in told)]


def _period(period: Period, span: tuple[int, int] | None, concept: Concept, width: int) -> Content:
    drawn = f"{bar(period, span, width)}  " if span else ""
    own = period.key == concept.key
    told = _told((period.relation, _dates(period.since, period.until)))
    return Content.assemble(
        (drawn, "$accent"), (_cut(period.label, MOST_LISTED), "bold" if own else ""), (f"  {told}", "$muted")
    )


def mentions(places: Sequence[Occurrence]) -> list[tuple[Occurrence | None, Content]]:
    """Places where a concept is named, each with its line, below lines with their dates."""
    lines: list[tuple[Occurrence | None, Content]] = []
    for date, group in groupby(places[:MOST_PLACES], key=lambda place: place.date):
        lines.append((None, Content.styled(visible(date) or "no date", "$primary")))
        lines += [(place, _placed(place)) for place in group]
    return lines


def mentions_head(places: Sequence[Occurrence]) -> str:
    """How many there are."""
    if not places:
        return "No mentions"
    pairs = len({place.row.id for place in places})
    more = f", the first {MOST_PLACES} here" if len(places) > MOST_PLACES else ""
    return f"{counted(len(places), 'mention')} in {counted(pairs, 'pair')}{more}; enter goes there"


def _placed(place: Occurrence) -> Content:
    start, end = place.mark.span
    before = visible(place.text[max(0, start - AROUND) : start])
    after = visible(place.text[end : end + AROUND])
    shown = _cut(place.text[start:end], MOST_LISTED)
    return Content.assemble((f"{place.row.id:6}  ", "$muted"), before, (shown, "bold underline"), after)


def _cut(text: str, most: int) -> str:
    """A text as it may be shown, of `most` characters at most: laying out more of them takes seconds."""
    return visible(text[:most]) + ("…" if len(text) > most else "")


def _told(facts: Iterable[str]) -> str:
    """What is known, parted by commas, each fact cut short by itself."""
    return ", ".join(_cut(fact, MOST_TOLD) for fact in facts if fact)


def _dates(since: str, until: str) -> str:
    return f"{since}–{until}" if since or until else ""
