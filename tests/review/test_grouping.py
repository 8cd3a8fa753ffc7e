"""Whatever is done to the groups of two texts, every sentence stays and keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.errors import Refused
from db.records import Span
from workbench.review.grouping import Group, Side, Words, arrange, merge, move, reach, split, unlink

MOVES = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (1, 0), (0, 1)]
steps = st.sampled_from([-1, 1])


@st.composite
def texts(draw: st.DrawFn) -> list[Group]:
    """An alignment in order, each bead a pair, some sentences of the original rendered by nobody's pair."""
    linked, open_ = [], []
    row = column = 0
    for number, (ours, theirs) in enumerate(draw(st.lists(st.sampled_from(MOVES), min_size=2, max_size=7))):
        source = tuple(range(row, row + ours))
        target = tuple(Words(Span(n, n + 1), 100 + n) for n in range(column, column + theirs))
        row, column = row + ours, column + theirs
        if theirs:
            linked.append(Group(source, target, (number,)))
        elif draw(st.booleans()):
            open_.append(Group(source, (), (number,)))
    return arrange(range(row), linked, open_)


def sentences(groups: list[Group]) -> tuple[list[int], list[int]]:
    """All sentences of both sides, in the order of the groups."""
    return (
        [position for group in groups for position in group.source],
        [words.segment for group in groups for words in group.target],
    )


def pairs(groups: list[Group]) -> list[int]:
    return sorted(pair for group in groups for pair in group.pairs)


def unharmed(before: list[Group], after: list[Group]) -> None:
    for old, new in zip(sentences(before), sentences(after), strict=True):
        assert sorted(old) == sorted(new)
    assert pairs(before) == pairs(after)
    assert all(group.source or group.target for group in after)
    for group in after:
        source, target = reach(group)
        assert list(group.source) == list(range(*source))
        assert sum(words.span.end - words.span.start for words in group.target) == target.end - target.start


@given(groups=texts())
def test_groups_stand_in_the_order_of_both_texts(groups: list[Group]) -> None:
    ours, theirs = sentences(groups)
    assert ours == sorted(ours)
    assert theirs == sorted(theirs)


@given(groups=texts(), at=st.integers(0, 9))
def test_merging_with_the_next_keeps_everything(groups: list[Group], at: int) -> None:
    assume(len(groups) > 1)
    at %= len(groups) - 1
    after = merge(groups, at, at + 1)
    unharmed(groups, after)
    assert len(after) == len(groups) - 1


@given(groups=texts(), at=st.integers(0, 9), other=st.integers(0, 9))
def test_merging_any_two_keeps_everything_or_is_refused(groups: list[Group], at: int, other: int) -> None:
    at, other = at % len(groups), other % len(groups)
    assume(at != other)
    try:
        after = merge(groups, at, other)
    except Refused:
        assert abs(at - other) > 1
    else:
        unharmed(groups, after)


@given(groups=texts(), at=st.integers(0, 9), ours=st.integers(0, 3), theirs=st.integers(0, 3))
def test_a_split_keeps_everything_and_a_merge_undoes_it(
    groups: list[Group], at: int, ours: int, theirs: int
) -> None:
    at %= len(groups)
    group = groups[at]
    try:
        after = split(groups, at, ours, theirs)
    except Refused:
        assert (
            ours > len(group.source)
            or theirs > len(group.target)
            or (ours, theirs)
            in (
                (0, 0),
                (len(group.source), len(group.target)),
            )
        )
        return
    unharmed(groups, after)
    while len(after) > len(groups):
        after = merge(after, at, at + 1)
    assert after == groups


@given(groups=texts(), at=st.integers(0, 9), side=st.sampled_from(Side), step=steps)
def test_a_move_takes_one_sentence_and_no_other(groups: list[Group], at: int, side: Side, step: int) -> None:
    at %= len(groups)
    try:
        after = move(groups, at, side, step)
    except Refused:
        return
    unharmed(groups, after)
    place = slice(0, at) if step > 0 else slice(at + 1, None)
    untouched = groups[place]
    assert (
        after[: len(untouched)] == untouched
        if step > 0
        else after[len(after) - len(untouched) :] == untouched
    )


@given(groups=texts(), at=st.integers(0, 9), discard=st.booleans())
def test_unlinking_leaves_single_sentences(groups: list[Group], at: int, discard: bool) -> None:
    at %= len(groups)
    assume(groups[at].source and groups[at].target)
    after = unlink(groups, at, discard=discard)
    if discard:
        assert sentences(after)[0] == sentences(groups)[0]
        assert pairs(after) == pairs(groups)
    else:
        unharmed(groups, after)
    assert all(len(g.source) + len(g.target) == 1 for g in after if set(g.source) & set(groups[at].source))


def test_sentences_of_another_pair_are_not_jumped() -> None:
    crossing = [
        Group((0,), (Words(Span(2, 3), 12),), (1,)),
        Group((1,), (Words(Span(0, 1), 10),), (2,)),
        Group((2,), (Words(Span(1, 2), 11),), (3,)),
    ]
    with pytest.raises(Refused, match="Pair 1 and pair 2 do not stand beside each other"):
        merge(crossing, 0, 1)
    with pytest.raises(Refused, match="do not follow each other"):
        move(crossing, 0, Side.TARGET, 1)
    assert [group.pairs for group in merge(crossing, 2, 1)] == [(1,), (3, 2)]
