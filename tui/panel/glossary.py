"""The tab of the glossary: the concepts of a pair and their names, those that ask for a look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from db.records import Concept, LanguageTag, Name, NameStatus, PairRow, Span
from tui.panel.told import Item, Line, Told, below, blank, marked, sentence
from workbench.glossary.timeline import shown_name
from workbench.review.named_in import DISCOURAGED, NamedConcept, Standing, in_use, names_for
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.draft.naming.offers import NameOffer

MOST_NAMES = 6
"""Names of a concept that are offered."""
MOST_ORIGINAL = 3
"""Names of a concept that are shown in the language of the original."""
SIGNS = {Standing.WRONG: "✗", Standing.ABSENT: "∅", Standing.NAMED: "✓", Standing.UNRENDERED: "·"}
WORDS = {
    Standing.WRONG: "another name is better",
    Standing.ABSENT: "not named in the rendering",
    Standing.NAMED: "named",
    Standing.UNRENDERED: "no rendering yet",
}


class Named(NamedTuple):
    """What the glossary says of a pair."""

    concepts: Sequence[NamedConcept]
    offers: Sequence[NameOffer]
    """What it wants put right in the rendering."""
    date: str
    """When the words were said or printed; ISO, empty where unknown."""


def told(row: PairRow, target_lang: LanguageTag, named: Named) -> Told:
    """The concepts in their order, with their names; those of the target language are items."""
    if not named.concepts:
        return sentence("The glossary knows no name in this pair. f8 adds one, f7 shows the glossary.")
    lines = [Line(marked(_offered(offer), style="bold"), "▲", 3) for offer in named.offers]
    lines += [blank()] if lines else []
    items: list[Item] = []
    for one in named.concepts:
        lines += _entry(row, target_lang, one, named, items)
    return Told(tuple(lines), tuple(items), count(named))


def count(named: Named) -> str:
    """How many concepts, with a sign where one asks for a look."""
    wrong = named.offers or any(one.standing is Standing.WRONG for one in named.concepts)
    return f"{'▲' if wrong else ''}{len(named.concepts)}" if named.concepts else ""


def _offered(offer: NameOffer) -> str:
    return f"{offer.message} (N puts it in)" if offer.change else offer.message


def _entry(
    row: PairRow, target_lang: LanguageTag, one: NamedConcept, named: Named, items: list[Item]
) -> Iterator[Line]:
    concept, date = one.concept, named.date
    unsure = "" if concept.confirmed else "  ? unconfirmed"
    yield Line(
        Content.assemble((visible(shown_name(concept, target_lang)), "bold"), (unsure, "$muted")),
        SIGNS[one.standing],
        3,
    )
    yield below(marked(_state(row, one), style="$muted"))
    yield from _names(concept, row.source_lang, date)
    names = names_for(concept, target_lang, date)
    place = _place(one, named.offers, {name.text for name in names})
    for name in names[:MOST_NAMES]:
        offered = name.status not in DISCOURAGED
        if offered:
            items.append(Item(name.text, whole=False, place=place))
        yield _name(name, date, len(items) if offered else 0)
    yield blank()


def _place(one: NamedConcept, offers: Sequence[NameOffer], names: set[str]) -> Span | None:
    """The words of the rendering that a name of the concept had better replace."""
    if one.wrong is not None:
        return one.wrong.span
    wanted = (offer.change for offer in offers if offer.change and offer.change.after in names)
    change = next(wanted, None)
    return Span(*change.span) if change else None


def _state(row: PairRow, one: NamedConcept) -> str:
    here = ", ".join(dict.fromkeys(span.of(row.source) for span in one.source))
    there = ", ".join(dict.fromkeys(_there(row, mark.span, mark.status) for mark in one.target))
    words = " → ".join(part for part in (f"“{here}”" if here else "", there) if part)
    state = WORDS[one.standing]
    return f"{words}  {state}" if one.standing is not Standing.NAMED else words


def _there(row: PairRow, span: Span, status: NameStatus) -> str:
    words = f"“{span.of(row.target)}”"
    return f"{words} ({status})" if status in DISCOURAGED else words


def _names(concept: Concept, lang: LanguageTag, date: str) -> Iterator[Line]:
    names = names_for(concept, lang, date)
    yield from (_name(name, date) for name in names[:MOST_ORIGINAL])
    left = len(names) - MOST_ORIGINAL
    if left > 0:
        yield below(Content.styled(f"{visible(lang)} {left} more: f7 shows them", "$muted"))


def _name(name: Name, date: str, number: int = 0) -> Line:
    """A name with what the glossary says of it; with a number it is an item."""
    since_until = f"{name.since}–{name.until}" if name.since or name.until else ""
    late = "" if in_use(name, date) else "not in use then"
    unsure = "" if name.confirmed else "? unconfirmed"
    facts = (str(name.status), str(name.form), since_until, late, unsure, name.outlet)
    told = visible(", ".join(fact for fact in facts if fact))
    style = "strike" if name.status in DISCOURAGED else "bold" if number else ""
    content = Content.assemble(
        (f"{visible(name.lang):3}", "$muted"), (visible(name.text), style), (f"  {told}", "$muted")
    )
    return Line(content, str(number) if number else "", 3, number)
