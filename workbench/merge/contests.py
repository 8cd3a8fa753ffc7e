"""What both copies changed, in words: what it was, what it is here and there, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from db.records import PairEvent
from workbench.merge.entries import Entry, Image, Key, Life
from workbench.merge.groups import OF_QUOTES
from workbench.merge.matching import VOLATILE
from workbench.merge.plan import Plan, touching
from workbench.merge.verdicts import Group

GONE = "removed"
ABSENT = "not there"
UNCHANGED = "its words as they were"

_OF_A_PAIR = ("pair", "rendering_segment", "segment")


class Version(NamedTuple):
    """One side of a contest."""

    text: str
    who: str
    """The persons who made it so, in the order in which they first did."""
    at: str
    """When it was last touched: ISO 8601, UTC."""
    done: tuple[str, ...]
    """The actions that did it, as the history calls them."""


class Contest(NamedTuple):
    """Something that both changed."""

    what: str
    """What it is here, such as `pair 7`."""
    old: str
    ours: Version
    theirs: Version
    events: tuple[PairEvent, ...]
    """What becomes of pairs where theirs gives way to ours."""


def contest(plan: Plan, group: Group) -> Contest:
    """A contested group in words."""
    mine = list(touching(plan.mine, plan, group))
    other = list(touching(plan.entries, plan, group))
    pairs = sorted(key[1] for key in group.keys if key[0] == "pair")
    old, here, there = _of_pairs(plan, group, pairs, mine, other) if pairs else _of_rows(plan, group)
    return Contest(
        _what(plan, group, pairs),
        old,
        _version(here, mine),
        _version(there, other),
        _events(pairs, mine, other),
    )


def _version(text: str, entries: list[Entry]) -> Version:
    who = ", ".join(dict.fromkeys(entry.who for entry in entries))
    done = tuple(dict.fromkeys(entry.summary for entry in entries))
    return Version(text, who, entries[-1].at if entries else "", done)


def _what(plan: Plan, group: Group, pairs: list[int]) -> str:
    quotes = sorted({quote for key in group.keys if key[0] in OF_QUOTES for quote in plan.rows.quotes(key)})
    if len(pairs) == 1 and all(key[0] in _OF_A_PAIR for key in group.keys):
        return f"pair {pairs[0]}"
    if quotes:
        return ", ".join(f"quote {quote}" for quote in quotes)
    table, identifier = min(group.keys, key=lambda key: (key[0] not in ("document", "concept"), key))
    for image in plan.rows.images((table, identifier)):
        label = next((image[c] for c in ("key", "name", "text", "type", "found") if image.get(c)), "")
        concept = next((row["key"] for row in plan.rows.known("concept", image.get("concept_id") or 0)), "")
        of = f" of {concept}" if concept else ""
        return f"{table} {identifier} ({label[:80]}{of})" if label else f"{table} {identifier}"
    return f"{table} {identifier}"


def _of_pairs(
    plan: Plan, group: Group, pairs: list[int], mine: list[Entry], other: list[Entry]
) -> tuple[str, str, str]:
    """What pairs held before, here and there; where no words were touched, what else was."""
    told = []
    named = any(key[0] not in _OF_A_PAIR for key in group.keys)
    first = {**_first(pairs, other), **_first(pairs, mine)}
    for last, side in (
        (first, None),
        (_last(pairs, mine), plan.rows.ours),
        (_last(pairs, other), plan.rows.theirs),
    ):
        lines = []
        for pair in pairs:
            life = side.get(("pair", pair)) if side is not None else None
            gone = life is not None and life.now is None
            if pair not in last and pair not in first and not gone:
                continue
            text, status = last.get(pair) or first.get(pair) or ("", "")
            note = life.now["note"] if life and life.now else ""
            words = GONE if gone else f"“{text}” ({status})" + (f", note: {note}" if note else "")
            lines.append(f"pair {pair}: {words}" if named else words)
        told.append("; ".join([*_states(group, side), *lines]) or UNCHANGED)
    return told[0], told[1], told[2]


def _states(group: Group, side: Mapping[Key, Life] | None) -> list[str]:
    """Which quotes of a group one side dismissed, joined to another, or brought back."""
    told = []
    for key in sorted(group.keys):
        life = side.get(key) if side is not None and key[0] == "quote" else None
        if life and life.base and life.now and life.base["state"] != life.now["state"]:
            told.append(f"quote {key[1]} {life.now['state']}")
    return told


def _first(pairs: Iterable[int], entries: Iterable[Entry]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for event in (event for entry in entries for event in entry.events if event.pair_id in pairs):
        found.setdefault(event.pair_id, (event.old_text, event.old_status))
    return found


def _last(pairs: Iterable[int], entries: Iterable[Entry]) -> dict[int, tuple[str, str]]:
    return {
        event.pair_id: (event.new_text, event.new_status)
        for entry in entries
        for event in entry.events
        if event.pair_id in pairs
    }


def _events(pairs: list[int], mine: list[Entry], other: list[Entry]) -> tuple[PairEvent, ...]:
    first = {**_first(pairs, other), **_first(pairs, mine)}
    here, there = _last(pairs, mine), _last(pairs, other)
    events = []
    for pair in pairs:
        if pair in first:
            old, new = there.get(pair, first[pair]), here.get(pair, first[pair])
            events.append(PairEvent(pair, old[0], new[0], old[1], new[1]))
    return tuple(e for e in events if (e.old_text, e.old_status) != (e.new_text, e.new_status))


def _of_rows(plan: Plan, group: Group) -> tuple[str, str, str]:
    """What differs in rows without words of their own: their columns, before, here and there."""
    ours, theirs = plan.rows.ours, plan.rows.theirs
    told: tuple[list[str], list[str], list[str]] = ([], [], [])
    for key in sorted(group.keys):
        images = _three(ours.get(key), theirs.get(key))
        columns = _differing(images)
        for lines, image, missing in zip(told, images, (ABSENT, GONE, GONE), strict=True):
            said = ", ".join(f"{column}: {image[column]}" for column in columns) if image else missing
            if columns or image is None:
                lines.append(said)
    old, here, there = (" · ".join(dict.fromkeys(lines)) for lines in told)
    return old, here, there


def _three(mine: Life | None, other: Life | None) -> tuple[Image | None, Image | None, Image | None]:
    known = mine or other
    assert known is not None
    base = known.base
    return base, mine.now if mine else base, other.now if other else base


def _differing(images: tuple[Image | None, ...]) -> list[str]:
    there = [image for image in images if image is not None]
    columns: dict[str, set[Any]] = {}
    for image in there:
        for column, value in image.items():
            columns.setdefault(column, set()).add(value)
    kept = [column for column in columns if column not in VOLATILE and not column.endswith("id")]
    return [
        column
        for column in kept
        if len(columns[column]) > 1 or (len(there) == 1 and columns[column] - {"", 0})
    ]


def as_object(one: Contest, taken: str) -> Mapping[str, Any]:
    """A contest for programs; `taken` is `ours` or `theirs`."""
    return {
        "conflict": one.what,
        "old": one.old,
        "ours": one.ours._asdict(),
        "theirs": one.theirs._asdict(),
        "taken": taken,
    }
