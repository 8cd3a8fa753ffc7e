"""Numbers that a draft lost, changed or made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.records import Flag
from workbench.draft.flaws.numerals import Quantity, quantities, signs_of_numbers
from workbench.draft.flaws.sides import Sides

MOST = 4
"""Flags for one draft."""
SMALL = 12
"""Numbers up to this often become another word, or none: "deux" is `both`, "un" is `a`."""
POWERS = frozenset({"100", "1000", "1000000", "1000000000"})
"""Spelled out, these may stand for many: "des milliers" is `thousands`."""


def changed_numbers(sides: Sides) -> Iterator[Flag]:
    """One flag for each number lost (with the one that stands there instead), or made up."""
    source, target = sides.pair.source, sides.pair.target
    if signs_of_numbers(sides.source, source) == signs_of_numbers(sides.draft, target):
        return
    given, written = quantities(sides.source, source), quantities(sides.draft, target)
    loose = {str(number) for word, number in target.loose.items() if word in sides.draft.known}
    said, meant = loose.union(*(one.values for one in written)), set().union(*(one.values for one in given))
    lost = [one for one in given if said.isdisjoint(one.values) and _matters(one)]
    made_up = [one for one in written if meant.isdisjoint(one.values) and _matters(one)]
    if not source.spelled:
        lost, made_up = [one for one in lost if not one.spelled], made_up if lost else []
    if not target.spelled:
        made_up = [one for one in made_up if not one.spelled]
    if not (lost and made_up):
        lost, made_up = ([one for one in some if _matters_alone(one)] for some in (lost, made_up))
    for place in range(min(MOST, max(len(lost), len(made_up)))):
        yield _flag(sides, lost[place : place + 1], made_up[place : place + 1])


def _matters(one: Quantity) -> bool:
    """Whether another number in its place would be a fault."""
    return not one.vague and one.size not in (0, 1) and not (one.spelled and one.values & POWERS)


def _matters_alone(one: Quantity) -> bool:
    """Whether its absence from the other side is a fault by itself."""
    return one.size > SMALL or not one.spelled


def _flag(sides: Sides, lost: Sequence[Quantity], made_up: Sequence[Quantity]) -> Flag:
    text = sides.draft.text
    given = [sides.source.text[one.span.start : one.span.end] for one in lost]
    written = [text[one.span.start : one.span.end] for one in made_up]
    span = made_up[0].span if made_up else None
    if given and written:
        return Flag("number", f"“{given[0]}” became “{written[0]}”", span)
    if given:
        return Flag("number", f"the number “{given[0]}” is missing")
    return Flag("number", f"“{written[0]}” is not in the source", span)
