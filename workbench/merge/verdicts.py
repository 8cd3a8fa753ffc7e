"""What is to become of each group of rows that the other copy touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.merge.entries import Image, Key, Life
from workbench.merge.groups import OF_QUOTES, Rows, coarse, fine, is_simple
from workbench.merge.matching import VOLATILE


class Verdict(StrEnum):
    """How the rows of a group come together."""

    THEIRS = "theirs"
    """Only theirs came to something: it is done here as it was done there."""
    SAME = "same"
    """Theirs came to nothing, or to what ours came to: nothing is done."""
    ALIKE = "alike"
    """Both came to the same with rows of their own: theirs take the place of ours, so that what is done with
    them later can be taken in as well."""
    BOTH = "both"
    """Each side changed something else: theirs is done beside ours."""
    CONTESTED = "contested"
    """Both changed the same thing: a person decides."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand or fall together."""

    keys: frozenset[Key]
    verdict: Verdict


_TOGETHER: dict[str, tuple[frozenset[str], ...]] = {
    "quote": (
        frozenset({"speaker", "role"}),
        frozenset({"lang", "lang_basis"}),
        frozenset({"said_in", "said_in_basis"}),
    ),
    "witness": (frozenset({"mention_start", "mention_end"}),),
    "name": (frozenset({"text", "form", "status", "displaced"}),),
}
"""Columns of a row that say one thing together."""


def judged(rows: Rows, taken_back: Collection[Key]) -> list[Group]:
    """All touched rows in groups, each with its verdict.

    `taken_back` are rows that theirs added and took away again while ours has such a row: they cannot
    be here, not even for the while between two actions.
    """
    groups = [group for keys in coarse(rows).values() for group in _judged(rows, keys)]
    return [
        Group(group.keys, Verdict.SAME) if not group.keys.isdisjoint(taken_back) else group
        for group in groups
    ]


def changed(life: Life | None) -> bool:
    """Whether a row is another one in the end than it was, whoever wrote it and when."""
    return life is not None and _plain(life.base) != _plain(life.now)


def _judged(rows: Rows, keys: Collection[Key]) -> Iterator[Group]:
    whole = frozenset(keys)
    if not any(changed(rows.ours.get(key)) for key in keys):
        yield Group(whole, Verdict.THEIRS)
    elif not any(changed(rows.theirs.get(key)) for key in keys):
        yield Group(whole, Verdict.SAME)
    elif _meaning(rows, keys, mine=True) == _meaning(rows, keys, mine=False):
        own = any(key not in rows.ours and rows.is_new(key) for key in keys)
        yield Group(whole, Verdict.ALIKE if own else Verdict.SAME)
    elif any(key[0] in OF_QUOTES for key in keys) and len(keys) > 1 and is_simple(rows, keys):
        parts: dict[Hashable, set[Key]] = fine(rows, keys)
        if len(parts) > 1:
            for part in parts.values():
                yield from _judged(rows, part)
        else:
            yield Group(whole, _apart(rows, keys))
    else:
        yield Group(whole, _apart(rows, keys))


def _apart(rows: Rows, keys: Collection[Key]) -> Verdict:
    """Whether what the two sides did to these rows can stand side by side."""
    both = [key for key in keys if changed(rows.ours.get(key)) and changed(rows.theirs.get(key))]
    pairs = [key for key in keys if key[0] == "pair"]
    if any(key[0] in OF_QUOTES for key in keys) and not is_simple(rows, keys):
        return Verdict.CONTESTED
    if any(key[0] == "name" for key in keys) and len(keys) > 1:
        return Verdict.CONTESTED
    if pairs:
        mine, other = (_spoken(rows, keys, side) for side in (rows.ours, rows.theirs))
        return Verdict.CONTESTED if mine & other else Verdict.BOTH
    return Verdict.BOTH if all(_beside(rows, key) for key in both) else Verdict.CONTESTED


def _spoken(rows: Rows, keys: Collection[Key], side: dict[Key, Life] | Any) -> set[str]:
    """What a side did to a pair: judged it and its words, noted something, or both."""
    found = set()
    for key in keys:
        life = side.get(key)
        if not changed(life):
            continue
        columns = _columns(life) if key[0] == "pair" else {"words"}
        found |= {"note"} & columns
        found |= {"judgement"} if columns - {"note"} else set()
    return found


def _beside(rows: Rows, key: Key) -> bool:
    """Whether both sides changed other columns of a row, or the same ones alike."""
    mine, other = rows.ours[key], rows.theirs[key]
    if mine.base is None or mine.now is None or other.now is None:
        return False
    ours, theirs = _columns(mine), _columns(other)
    if any(mine.now[column] != other.now[column] for column in ours & theirs):
        return False
    return not any(
        ours & told and theirs & told and any(mine.now[c] != other.now[c] for c in told)
        for told in _TOGETHER.get(key[0], ())
    )


def _columns(life: Life | None) -> set[str]:
    if life is None or life.base is None or life.now is None:
        return {"all of it"}
    return {c for c, value in life.now.items() if c not in VOLATILE and life.base.get(c) != value}


def _plain(image: Image | None) -> Image | None:
    return image and {column: value for column, value in image.items() if column not in VOLATILE}


def _meaning(rows: Rows, keys: Collection[Key], *, mine: bool) -> Counter[Any]:
    """What the rows of a group say on one side, whatever ids they have."""
    own, other = (rows.ours, rows.theirs) if mine else (rows.theirs, rows.ours)
    found: Counter[Any] = Counter()
    for key in keys:
        image = own[key].now if key in own else other[key].base
        if image is not None:
            found[key[0], _said(rows, own, key[0], image)] += 1
    return found


def _said(rows: Rows, own: Any, table: str, image: Image) -> tuple[Any, ...]:
    """A row without its id, with what it refers to in the place of ids that only one side has."""
    said: list[tuple[str, Any]] = []
    for column in sorted(image.keys() - VOLATILE - {"author"}):
        value, target = image[column], rows.references[table].get(column)
        if column == "id" and target == table:
            continue
        life = own.get((target, value)) if target else None
        if life is not None and life.base is None and life.now is not None and column != "id":
            value = _said(rows, own, str(target), life.now)
        said.append((column, value))
    return tuple(said)
