"""Going through the list: on and back, to a number, to what waits; what the list holds."""

from __future__ import annotations

from dataclasses import replace

from db.errors import WorkbenchError
from db.records import PairFilter
from tui import labels
from tui.plain.narrowing import CHOICES, asked
from tui.plain.reader import Reader
from workbench.text.visible import visible


def following(reader: Reader, _: str) -> None:
    """Go to the next pair."""
    reader.step(1)


def previous(reader: Reader, _: str) -> None:
    """Go to the pair before."""
    reader.step(-1)


def again(reader: Reader, _: str) -> None:
    """Read the pair again, as it is now."""
    reader.read()


def waiting(reader: Reader, _: str) -> None:
    """Go to the next pair that waits for review, past the end round to the beginning."""
    place = reader.listing.next_waiting(reader.place, 1)
    if place is None:
        reader.say("Nothing in this list waits for review.")
    else:
        reader.go(place)


def to_number(reader: Reader, argument: str) -> None:
    """Go to the pair of a number, or to the first or the last one."""
    ends = {"first": 0, "last": len(reader.listing) - 1}
    word = argument.strip().casefold()
    if word in ends and reader.listing.ids:
        reader.go(ends[word])
        return
    place = reader.listing.index(int(word)) if word.isdecimal() and len(word) < 19 else None
    if place is not None:
        reader.go(place)
    elif not word:
        reader.say("Go where? Type g and the number of a pair, g first or g last.")
    else:
        reader.say(f"There is no pair {visible(argument.strip())} in this list.")


def search(reader: Reader, argument: str) -> None:
    """List only pairs that hold these words on either side; without words drop the search."""
    narrow(reader, replace(reader.listing.wanted, text=argument.strip()))


def choose(reader: Reader, argument: str) -> None:
    """List only the pairs that are asked for; without an argument say what is listed."""
    if not argument.strip():
        listed = _listed(reader.listing.wanted) or "every pair"
        reader.say(f"Listed: {listed}.", f"Filter by: {CHOICES}.")
        return
    try:
        wanted = asked(argument)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    narrow(reader, replace(wanted, text=reader.listing.wanted.text if wanted != PairFilter() else ""))


def narrow(reader: Reader, wanted: PairFilter) -> None:
    """Apply a filter, staying with the current pair where that is listed; not one that leaves nothing."""
    before, row = reader.listing.wanted, reader.row
    try:
        reader.listing.narrow(wanted)
    except WorkbenchError as error:
        reader.say(str(error))
        reader.listing.narrow(before)
        return
    count = len(reader.listing)
    if not count and before != wanted:
        reader.listing.narrow(before)
        reader.say(f"No pair for {_listed(wanted) or 'that'}; the list stays as it was.")
        return
    reader.say(f"{count} pair{'s' if count != 1 else ''}: {_listed(wanted) or 'all'}.")
    reader.go((reader.listing.index(row.id) if row else None) or 0)


def anew(reader: Reader, _: str) -> None:
    """Read the project anew, as others may have added to it."""
    reader.renew()
    reader.forget_checks()
    reader.read()


def _listed(wanted: PairFilter) -> str:
    text = f"search “{wanted.text}”" if wanted.text else ""
    return ", ".join(part for part in (labels.filter_words(wanted), text) if part)
