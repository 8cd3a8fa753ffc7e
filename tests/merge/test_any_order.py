"""Whatever two people do in their copies: joined they are sound, and hold what each did alone. All is fictional."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.records import PairRow
from tests.merge.deeds import DEEDS, Deed, begin, do
from workbench.merge.service import Merged, Side, merge
from workbench.project import Project, open_project
from workbench.upkeep.doctor import examine

numbers = st.integers(0, 59)
deeds = st.lists(st.tuples(st.integers(0, len(DEEDS) - 1), numbers, numbers), max_size=8)


@cache
def _begun() -> bytes:
    with TemporaryDirectory() as folder:
        begin(Path(folder) / "p.db")
        return (Path(folder) / "p.db").read_bytes()


@contextmanager
def copies() -> Iterator[tuple[Path, Path, Path]]:
    with TemporaryDirectory() as folder:
        made = Path(folder) / "ours.db", Path(folder) / "theirs.db", Path(folder) / "before.db"
        for path in made:
            path.write_bytes(_begun())
        yield made


def pairs(path: Path) -> dict[int, PairRow]:
    with open_project(path) as project:
        return {row.id: row for row in project.store.pairs.rows(project.store.pairs.ids())}


def judged(row: PairRow | None) -> tuple[object, ...] | None:
    return row and (row.source, row.target, row.status)


def speakers(path: Path) -> dict[int, str]:
    with open_project(path) as project:
        return {quote.id: quote.speaker for quote in project.store.quotes.all()}


def lose_nothing(ours: Path, theirs: Path, before: Path, joined: Path, contested: str) -> None:
    """What only one side changed is as that side has it, wherever nothing is contested.

    A pair that one side made anew with the id of one that it took away has another id when joined.
    """
    base, mine, other, now = (pairs(path) for path in (before, ours, theirs, joined))
    held = {judged(row) for row in now.values()} | {None}
    for pair, row in base.items():
        if f"pair {pair}" in contested or f"quote {row.quote_id}" in contested:
            continue
        was, here, there = (judged(rows.get(pair)) for rows in (base, mine, other))
        assert here != was or there in held, (pair, was, here, there)
        assert there != was or here in held, (pair, was, here, there)
        notes = [rows[pair].note for rows in (base, mine, other, now) if pair in rows]
        if was == here == there and len(notes) == 4 and notes[1] == notes[0]:
            assert notes[3] == notes[2]


@settings(max_examples=5, derandomize=True)
@example([(0, 10, 0)], [(0, 10, 0)], [(0, 0, 0)], Side.THEIRS, False)
@example([(22, 0, 1)], [], [(22, 0, 1), (7, 0, 0), (22, 0, 0)], Side.OURS, False)
@given(deeds, deeds, deeds, st.sampled_from(Side), st.booleans())
def test_joined_copies_are_sound_and_hold_all(
    mine: list[Deed], theirs: list[Deed], later: list[Deed], side: Side, same_person: bool
) -> None:
    def join(ours: Path, other: Path) -> Merged:
        done = merge(ours, other, person="Nadia", choose=lambda contests: [side] * len(contests))
        with open_project(ours) as project:
            assert examine(project) == []
        assert merge(ours, other).actions == 0
        return done

    def worked(path: Path, person: str, done: list[Deed]) -> None:
        with open_project(path, person=person) as project:
            do(project, done)

    with copies() as (ours, other, before):
        worked(ours, "Ada", mine)
        worked(other, "Ada" if same_person else "Bob", theirs)
        kept = ours.with_name("kept.db")
        shutil.copy(ours, kept)
        done = join(ours, other)
        lose_nothing(kept, other, before, ours, " ".join(f"{contest.what}," for contest in done.contests))
        worked(other, "Bob", later)
        join(ours, other)


def test_every_deed_can_be_done(tmp_path: Path) -> None:
    """The property says little where the deeds come to nothing."""
    idle = []
    for number in range(len(DEEDS)):
        path = tmp_path / f"{number}.db"
        path.write_bytes(_begun())
        with open_project(path, person="Ada") as project:
            do(project, [(0, 0, 0), (0, 2, 1), (7, 0, 0)])
            if not _comes_to_something(project, number):
                idle.append(number)
    assert idle == []


def _comes_to_something(project: Project, number: int) -> bool:
    before = project.store.history.latest()
    for at in range(6):
        do(project, [(number, at, how) for how in range(4)])
        if project.store.history.latest() > before:
            return True
    return False
