"""Reading two copies of a project: what the other one did, and what of it both did otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from db.errors import Refused
from workbench.merge.common import Ids, Point
from workbench.merge.entries import (
    Entry,
    Image,
    Key,
    Life,
    entries_since,
    images,
    lives,
    references,
)
from workbench.merge.groups import Rows
from workbench.merge.matching import (
    BEYOND,
    ONE_OF_A_KIND,
    VOLATILE,
    References,
    added,
    id_of,
    keeping_last,
    kind_of,
    lasting,
    matched,
    told_here,
    translated,
    untangled,
)
from workbench.merge.verdicts import Group, Verdict, judged
from workbench.project import Project

Free = Callable[[str, int], int]
"""Gives the id that a row of a table gets here, given the one that it has there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to do here what was done there."""

    point: Point
    ids: Ids
    renamed: Ids
    """Their rows that have the number of a row that is gone, as `ids` calls them."""
    mine: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    """What theirs did, with the ids that its rows have here."""
    rows: Rows
    groups: tuple[Group, ...]
    met: frozenset[Key]
    """Rows that both added alike: the first step of theirs is done already."""

    @property
    def known(self) -> Ids:
        """The ids that rows which theirs has now have here, where they differ."""
        return standing(self.ids, self.renamed)

    @property
    def contested(self) -> list[Group]:
        """The groups that a person decides about, in the order in which theirs came to them."""
        order: dict[Key, int] = {}
        for number, step in enumerate(step for entry in self.entries for step in entry.steps):
            order.setdefault(step.key, number)
        found = [group for group in self.groups if group.verdict is Verdict.CONTESTED]
        return sorted(found, key=lambda group: min(order.get(key, len(order)) for key in group.keys))


def plan(ours: Project, theirs: Project, shared: int, point: Point) -> Plan:
    """What is to be done. `shared` is the last action that was copied from one file to the other.

    Raises Refused where both imported the same bytes and read another text from them.
    """
    tables = references(ours)
    others, renamed = untangled(entries_since(theirs, point.theirs), tables)
    other_rows = added(others)
    given = {(table, here) for table, known in point.ids.items() for here in known.values()}
    mine, gone, free = _mine(ours, shared, {*other_rows, *given}, given, tables)
    ids, taken = _known(point, mine, gone, free)
    own_rows = {key: image for key, image in added(mine).items() if key not in taken}
    may = lasting(other_rows, _left(others), tables)
    same = matched(lasting(own_rows, _left(mine), tables), other_rows, may, ids, tables, free)
    entries = tuple(told_here(others, ids, tables))
    my_lives, their_lives = lives(mine), lives(entries)
    if point.theirs > shared:
        only_mine = set(own_rows) - set(same.values())
        now, new = standing(ids, renamed), _new_there(other_rows, renamed)
        _begin_where_theirs_was(theirs, my_lives, their_lives, now, tables, only_mine, new)
    met = _meet(my_lives, their_lives, {key: own_rows[key] for key in same.values()}, added(entries))
    rows = Rows(my_lives, their_lives, tables, _reading(ours))
    kinds = {kind_of(key[0], image) for key, image in own_rows.items() if key[0] in ONE_OF_A_KIND}
    taken_back = {
        key
        for key, image in added(entries).items()
        if key not in own_rows and their_lives[key].now is None and kind_of(key[0], image) in kinds
    }
    return Plan(point, ids, renamed, mine, entries, rows, tuple(judged(rows, taken_back)), met)


def _new_there(other_rows: Iterable[Key], renamed: Ids) -> set[Key]:
    """The rows that theirs added, by the numbers that they have there: also those of rows that were gone."""
    return {(table, number) for table, number in other_rows if number < BEYOND} | {
        (table, there)
        for table, numbers in renamed.items()
        for there, number in numbers.items()
        if number != there
    }


def _reading(ours: Project) -> Callable[[str, int], Image | None]:
    """Tells how a row of ours is, None for none; it is read once."""

    @cache
    def read(table: str, identifier: int) -> Image | None:
        key = (table, identifier)
        return images(ours, [key]).get(key)

    return read


def _mine(
    ours: Project, shared: int, wanted: Iterable[Key], given: set[Key], tables: References
) -> tuple[tuple[Entry, ...], Ids, Free]:
    """What ours did, and what gives ids. A row of ours that is gone may be one that theirs added as well:
    where its id is another row's by now it gets one that no row has, as the ids in the middle tell.
    """
    mine = keeping_last(untangled(entries_since(ours, shared), tables), tables)
    touched = {step.key for entry in mine for step in entry.steps}
    free = _free(ours, touched | given, wanted)
    gone: Ids = {}
    for table, number in sorted(touched):
        if number >= BEYOND:
            gone.setdefault(table, {})[number] = free(table, number)
    return tuple(told_here(mine, gone, tables)), gone, free


def _known(point: Point, mine: Sequence[Entry], gone: Ids, free: Free) -> tuple[Ids, set[Key]]:
    """The ids of theirs that were given ids here before, and these.

    Where such a row has gone and another one has its id since, it is meant as `gone` calls it.
    """
    later = added(entry for entry in mine if entry.id > point.ours)
    then = _left([entry for entry in mine if entry.id <= point.ours])

    def here_now(table: str, here: int) -> int:
        if (table, here) not in later:
            return here
        former = [row for number, row in gone.get(table, {}).items() if id_of(number) == here]
        return next((row for row in former if then.get((table, row))), 0) or free(table, here)

    ids = {
        table: {there: here_now(table, here) for there, here in known.items()}
        for table, known in point.ids.items()
    }
    return ids, {(table, here) for table, known in ids.items() for here in known.values()}


def _left(entries: Iterable[Entry]) -> dict[Key, bool]:
    """Which rows are there after these entries."""
    return {key: life.now is not None for key, life in lives(entries).items()}


def standing(ids: Ids, renamed: Ids) -> Ids:
    """`ids` for rows as theirs calls them now."""
    found: Ids = {}
    for table, known in ids.items():
        found[table] = {there: here for there, here in known.items() if there < BEYOND}
        found[table] |= {there: known.get(number, number) for there, number in renamed.get(table, {}).items()}
    return found


def _free(ours: Project, touched: set[Key], wanted: Iterable[Key]) -> Free:
    """What gives their new rows ids: their own ones where no row of ours has or had them."""
    store = ours.store
    above: dict[str, int] = {}
    used: dict[str, set[int]] = {}
    for table, identifier in (*wanted, *touched):
        above[table] = max(above.get(table, 0), identifier if identifier < BEYOND else 0)
    for table in above:
        used[table] = set(store.integers(f"SELECT id FROM {table}"))
        used[table] |= {identifier for name, identifier in touched if name == table}
        above[table] = max([above[table], *(identifier for identifier in used[table] if identifier < BEYOND)])

    def free(table: str, identifier: int) -> int:
        if identifier in used[table] or identifier >= BEYOND:
            above[table] += 1
            identifier = above[table]
        used[table].add(identifier)
        return identifier

    return free


def _begin_where_theirs_was(
    theirs: Project,
    mine: Mapping[Key, Life],
    other: Mapping[Key, Life],
    ids: Ids,
    tables: References,
    only_mine: set[Key],
    new_there: set[Key],
) -> None:
    """Let what ours did begin, row by row, at what theirs had when it was last taken in.

    The id of a row that is gone may be that of another row by now; `new_there` are rows that are newer.
    """
    there = {table: {here: identifier for identifier, here in known.items()} for table, known in ids.items()}
    asked = {key: (key[0], there.get(key[0], {}).get(key[1], key[1])) for key in mine if key not in only_mine}
    found_there = images(theirs, asked.values())
    for key, life in mine.items():
        if key in other:
            life.base = other[key].base
        else:
            found = found_there.get(asked[key]) if key in asked and asked[key] not in new_there else None
            here = translated(key[0], found, ids, tables) if found else None
            life.base = here if here and here["id"] == key[1] else None


def _meet(
    mine: dict[Key, Life],
    other: dict[Key, Life],
    both: Mapping[Key, Image],
    first_there: Mapping[Key, Image],
) -> frozenset[Key]:
    """Let the rows that both added alike begin where they are alike; returns which those are."""
    met = set()
    for key, image in both.items():
        if key[0] == "document" and image["text"] != first_there[key]["text"]:
            raise Refused(
                f"Both copies have imported {image['name']} and read another text from it: undo the import in"
                " one of them, or import it again in the same way, then merge. Nothing was written."
            )
        if key[0] in ONE_OF_A_KIND and _told(image) != _told(first_there[key]):
            continue
        met.add(key)
        for side in (mine, other):
            side[key].base = image
            side[key].steps.pop(0)
            if not side[key].steps:
                del side[key]
    return frozenset(met)


def _told(image: Image) -> Image:
    return {column: value for column, value in image.items() if column not in VOLATILE | {"id"}}


def touching(entries: Iterable[Entry], whole: Plan, group: Group) -> Iterator[Entry]:
    """The entries that had to do with a group, oldest first; adding what both added alike has not."""
    for entry in entries:
        steps = (step for step in entry.steps if step.key in group.keys)
        if any(step.before is not None or step.key not in whole.met for step in steps):
            yield entry
