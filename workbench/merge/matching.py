"""Which rows that one copy added are the same as rows that the other added, and what the rest are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from db.records import Origin, PairEvent
from workbench.merge.common import Ids
from workbench.merge.entries import Entry, Image, Key, Step

References = Mapping[str, Mapping[str, str]]
"""For each table, the columns that hold ids and the tables whose ids they are."""

VOLATILE = {"revision", "reviewer", "reviewed_at", "created_at", "imported_at"}
"""When and by whom something was done: two may do the same."""

ONE_OF_A_KIND: dict[str, tuple[str, ...]] = {
    "document": ("sha256",),
    "concept": ("key",),
    "name": ("concept_id", "lang", "text", "form"),
    "relation": ("concept_id", "type", "target"),
    "glossary": ("name",),
    "mention": ("document_id", "name"),
    "waiver": ("quote_id", "texts", "check_id", "found"),
    "retelling": ("quote_id", "other_id"),
    "refused_match": ("quote_id", "rendering_id"),
}
"""What makes a row of these tables the only one of its kind; elsewhere all of it does."""


BEYOND = 2**40
"""Numbers from here on are of rows that had the id of another row."""
_LIVES = 2**10


def id_of(number: int) -> int:
    """The id that a row had which is called `number` because another row has it since."""
    return (number - BEYOND) // _LIVES


def added(entries: Iterable[Entry]) -> dict[Key, Image]:
    """The rows that these entries added, as they were at first, in that order."""
    seen: set[Key] = set()
    found: dict[Key, Image] = {}
    for step in (step for entry in entries for step in entry.steps):
        if step.key not in seen and step.before is None and step.after is not None:
            found[step.key] = step.after
        seen.add(step.key)
    return found


def lasting(rows: Mapping[Key, Image], there: Mapping[Key, bool], references: References) -> dict[Key, Image]:
    """Those of the added rows that may be the same as rows of the other side.

    What one has taken back is no concern of the other; but a row that has gone from something new that
    stayed, such as the words that an edit replaced, has gone for both. `there` tells which rows are left.
    """

    def lasts(key: Key, image: Image) -> bool:
        table = key[0]
        above = [(target, image[c]) for c, target in references[table].items() if image.get(c) is not None]
        new = [parent for parent in above if parent != key and parent in rows]
        return there[key] or (bool(new) and all(there[parent] for parent in new))

    return {key: image for key, image in rows.items() if lasts(key, image)}


def matched(
    ours: Mapping[Key, Image],
    theirs: Mapping[Key, Image],
    may: Collection[Key],
    ids: Ids,
    references: References,
    free: Callable[[str, int], int],
) -> dict[Key, Key]:
    """Which added rows of theirs (by their own key) are which of ours; fills `ids` for all of theirs.

    `may` are those of theirs that may be the same as one of ours. `free(table, id)`
    gives the id that a row gets here, that one if no row of ours had it.
    """
    waiting: dict[tuple[Any, ...], list[Key]] = {}
    for key, image in ours.items():
        waiting.setdefault(kind_of(key[0], image), []).append(key)
    same: dict[Key, Key] = {}
    for key, image in theirs.items():
        table, identifier = key
        known = ids.setdefault(table, {})
        there = translated(table, {**image, "id": 0}, ids, references)
        if references[table]["id"] != table:
            there["id"] = ids.get(references[table]["id"], {}).get(identifier, identifier)
        found = waiting.get(kind_of(table, there)) if key in may else None
        if found:
            same[key] = found.pop(0)
            known[identifier] = same[key][1]
        elif references[table]["id"] != table:
            known[identifier] = there["id"]
        else:
            known[identifier] = free(table, identifier)
    return same


def kind_of(table: str, image: Image) -> tuple[Any, ...]:
    """What two rows have in common that were added apart and are the same."""
    if table in ONE_OF_A_KIND:
        return (table, *(image.get(column) for column in ONE_OF_A_KIND[table]))
    if table == "document_raw":
        return (table, image["id"])
    left_out = VOLATILE | {"id"}
    if table == "rendering" and (image["origin"] != Origin.HUMAN or image["derived_from"] is not None):
        # What several persons write into a rendering is in its segments; it has one author by chance.
        left_out = left_out | {"author"}
    return (table, *((column, value) for column, value in sorted(image.items()) if column not in left_out))


def translated(table: str, image: Image, ids: Ids, references: References) -> Image:
    """A row of theirs with the ids that its references have here."""
    there = dict(image)
    for column, target in references[table].items():
        if there.get(column) is not None:
            there[column] = ids.get(target, {}).get(there[column], there[column])
    if table == "retelling":
        there["quote_id"], there["other_id"] = sorted((there["quote_id"], there["other_id"]))
    return there


class Untangled(NamedTuple):
    """Entries in which no number stands for two rows."""

    entries: tuple[Entry, ...]
    numbers: Ids
    """What rows are called here that have had their id from a row that is gone."""


def untangled(entries: Iterable[Entry], references: References) -> Untangled:
    """Tell rows apart that had one id in turn: SQLite gives the id of the newest row, once it is gone, again.

    The first one keeps the id. A row that comes back as it was, by an undo, is the same row.
    """
    numbers: Ids = {}
    last: dict[Key, int] = {}
    gone: dict[Key, list[Image | None]] = {}
    told: list[Entry] = []
    for entry in entries:
        steps = []
        for step in entry.steps:
            key = step.key
            if key not in last:
                last[key], gone[key] = 0, [None]
            elif step.before is None and step.after is not None:
                image = _lasting_part(translated(key[0], step.after, numbers, references))
                if image not in gone[key]:
                    gone[key].append(None)
                last[key] = gone[key].index(image) if image in gone[key] else len(gone[key]) - 1
                number = BEYOND + key[1] * _LIVES + last[key] if last[key] else key[1]
                numbers.setdefault(key[0], {})[key[1]] = number
            steps.append(_told_here(step, numbers, references))
            if step.after is None and step.before is not None:
                gone[key][last[key]] = _lasting_part(translated(key[0], step.before, numbers, references))
        told.append(replace(entry, steps=tuple(steps), events=_events_here(entry, numbers)))
    return Untangled(tuple(told), numbers)


def keeping_last(told: Untangled, references: References) -> tuple[Entry, ...]:
    """The entries with the ids that rows have in the end: the last of those that had one id in turn keeps it.

    So does the first, if it was there before.
    """
    new = added(told.entries)
    ids: Ids = {}
    for table, numbers in told.numbers.items():
        for identifier, number in numbers.items():
            if number != identifier:
                ids.setdefault(table, {})[number] = identifier
                if (table, identifier) in new:
                    ids[table][identifier] = BEYOND + identifier * _LIVES
    return tuple(told_here(told.entries, ids, references))


def _lasting_part(image: Image) -> Image:
    return {column: value for column, value in image.items() if column not in ("id", "revision")}


def told_here(entries: Iterable[Entry], ids: Ids, references: References) -> Iterator[Entry]:
    """Their entries with all the ids that their rows have here; the entries keep their own ids."""
    for entry in entries:
        steps = tuple(_told_here(step, ids, references) for step in entry.steps)
        yield replace(entry, steps=steps, events=_events_here(entry, ids))


def _events_here(entry: Entry, ids: Ids) -> tuple[PairEvent, ...]:
    pairs = ids.get("pair", {})
    return tuple(event._replace(pair_id=pairs.get(event.pair_id, event.pair_id)) for event in entry.events)


def _told_here(step: Step, ids: Ids, references: References) -> Step:
    table, identifier = step.key
    before, after = (
        image and translated(table, image, ids, references) for image in (step.before, step.after)
    )
    return Step((table, ids.get(references[table]["id"], {}).get(identifier, identifier)), before, after)
