"""The beads between a quote and a rendering as an ordered list, and what a person may do to it.

Every sentence of either side stands in exactly one group. A group without a pair is a sentence of the
quote that this rendering leaves out while another one renders it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from db.errors import Refused
from db.records import Span


class Words(NamedTuple):
    """One sentence of a rendering: the positions it stands for, and the segment that says it."""

    span: Span
    segment: int


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that stand beside each other."""

    source: tuple[int, ...]
    """Positions of sentences of the quote."""
    target: tuple[Words, ...]
    pairs: tuple[int, ...] = ()
    """The pairs that these sentences were in: the first becomes this group, the others go into it."""


class Side(StrEnum):
    """The side of a bead that a sentence is taken from."""

    SOURCE = "source"
    TARGET = "target"


def arrange(sources: Sequence[int], linked: Sequence[Group], unrendered: Sequence[Group]) -> list[Group]:
    """All groups of a quote and a rendering, in reading order.

    `linked` are those with words of the rendering, `unrendered` pairs of the quote that nothing
    renders. Where both sides leave sentences over between two beads, those of the quote come first.
    """
    taken = {position for group in linked for position in group.source}
    gaps = [group for group in unrendered if taken.isdisjoint(group.source)]
    taken.update(position for group in gaps for position in group.source)
    gaps += [Group((position,), ()) for position in sources if position not in taken]
    beside = [group for group in linked if group.source]
    found = sorted([*beside, *gaps], key=lambda group: (group.source, _targets(group)))
    for group in sorted((group for group in linked if not group.source), key=_targets):
        later = (n for n, other in enumerate(found) if _targets(other) > _targets(group))
        found.insert(next(later, len(found)), group)
    return found


def merge(groups: Sequence[Group], at: int, other: int) -> list[Group]:
    """Put two groups into one. Raises Refused where sentences of others stand between them."""
    first, second = sorted((at, other))
    whole = _union(groups[first], groups[second], before=groups[at].pairs + groups[other].pairs)
    rest = [group for n, group in enumerate(groups) if n not in (first, second)]
    if _reaches_into(whole, rest):
        raise Refused(
            f"{_named(groups[at])} and {_named(groups[other]).lower()} do not stand beside each other:"
            " sentences of other pairs are between them. Merge those first."
        )
    rest.insert(first if groups[first].target or not groups[second].target else second - 1, whole)
    return rest


def split(groups: Sequence[Group], at: int, sources: int, targets: int) -> list[Group]:
    """Part a group: so many first sentences of either side go into the first of two.

    Raises Refused where one of the two would be empty.
    """
    group = groups[at]
    first = replace(group, source=group.source[:sources], target=group.target[:targets])
    second = replace(group, source=group.source[sources:], target=group.target[targets:])
    possible = 0 <= sources <= len(group.source) and 0 <= targets <= len(group.target)
    if not possible or _empty(first) or _empty(second):
        raise Refused(
            f"{_named(group)} has {_counted(group)}: it is parted between two of them, so that each part"
            " has at least one."
        )
    if _sides(second) > _sides(first):
        first = replace(first, pairs=())
    else:
        second = replace(second, pairs=())
    parts = [*_alone(first), *_alone(second)] if group.source and group.target else [first, second]
    return [*groups[:at], *parts, *groups[at + 1 :]]


def move(groups: Sequence[Group], at: int, side: Side, step: int) -> list[Group]:
    """Give the first sentence (`step` -1) or the last (1) of one side of a group to its neighbour there.

    Without a neighbour that has words on the other side it stands alone. A group that is left with
    nothing goes into the other. Raises Refused where there is no such sentence, or it stands alone.
    """
    group = groups[at]
    sentence, rest = _taken(group, side, step)
    kept = [] if _empty(rest) else _alone(rest) if group.source and group.target else [rest]
    place = at + step
    neighbour = groups[place] if 0 <= place < len(groups) else None
    if neighbour is None or not (neighbour.target if side is Side.SOURCE else neighbour.source):
        if not kept:
            raise Refused(f"{_named(group)} stands alone already: there is nothing to give it to.")
        return [*groups[:at], *_in_order(kept, sentence, step), *groups[at + 1 :]]
    receiver = _union(neighbour, sentence, before=neighbour.pairs + sentence.pairs)
    if _reaches_into(receiver, [*kept, *(g for n, g in enumerate(groups) if n not in (at, place))]):
        raise Refused(
            f"{_named(group)} and {_named(neighbour).lower()} do not follow each other: sentences of"
            " other pairs are between them."
        )
    return [*groups[: min(at, place)], *_in_order(kept, receiver, step), *groups[max(at, place) + 1 :]]


def unlink(groups: Sequence[Group], at: int, *, discard: bool = False) -> list[Group]:
    """Let a group fall apart into its sentences, each without a counterpart.

    With `discard` those of the rendering go. Raises Refused where one side is empty already.
    """
    group = groups[at]
    if not group.source or not group.target:
        raise Refused(f"{_named(group)} has one side only: there is nothing to part.")
    ours = [Group((position,), ()) for position in group.source]
    theirs = [] if discard else [Group((), (words,)) for words in group.target]
    keeper = ours if discard else theirs
    keeper[0] = replace(keeper[0], pairs=group.pairs)
    return [*groups[:at], *ours, *theirs, *groups[at + 1 :]]


def link(groups: Sequence[Group], sources: Collection[int], targets: Collection[int]) -> list[Group]:
    """Put sentences beside each other, by their positions, and take them out of the groups they are in.

    Raises Refused where just these stand beside each other already, where sentences of others would be
    between them, and where a group would be left with a hole.
    """
    words = [words for group in groups for words in group.target if words.span.start in targets]
    whole = Group(tuple(sorted(sources)), tuple(sorted(words)))
    if any((group.source, group.target) == (whole.source, whole.target) for group in groups):
        raise Refused("These sentences stand beside each other already: accept the bead if it is right.")
    return _apart(groups, [whole])


def alone(groups: Sequence[Group], side: Side, positions: Collection[int]) -> list[Group]:
    """Let each of some sentences of a side stand alone: the other side has nothing for it.

    Raises Refused where they stand alone already, and where a group would be left with a hole.
    """
    if side is Side.SOURCE:
        chosen = [Group((position,), ()) for position in sorted(positions)]
    else:
        found = (words for group in groups for words in group.target if words.span.start in positions)
        chosen = [Group((), (words,)) for words in found]
    if {(g.source, g.target) for g in chosen} <= {(g.source, g.target) for g in groups}:
        raise Refused("What was chosen stands alone already: accept it if that is right.")
    return _apart(groups, chosen)


def _apart(groups: Sequence[Group], chosen: Sequence[Group]) -> list[Group]:
    """Take sentences out of their groups, to be groups of their own; what is left keeps the pair."""
    sources = {position for group in chosen for position in group.source}
    targets = {words for group in chosen for words in group.target}
    left: list[Group] = []
    freed: list[Group] = []
    for group in groups:
        rest = replace(
            group,
            source=tuple(position for position in group.source if position not in sources),
            target=tuple(words for words in group.target if words not in targets),
        )
        if _empty(rest):
            freed.append(group)
        elif rest != group and any(_reaches_into(rest, [one]) for one in chosen):
            raise Refused(f"{_named(group)} would be left with a hole: split it first.")
        else:
            left += [group] if rest == group else _alone(rest)
    made = [_heir(group, freed) for group in chosen]
    for number, group in enumerate(made):
        if _reaches_into(group, [*left, *made[:number], *made[number + 1 :]]):
            raise Refused("Sentences of other pairs are between those that were chosen: choose them as well.")
    whole = [*left, *made]
    positions = sorted({position for group in whole for position in group.source})
    return arrange(
        positions,
        [group for group in whole if group.target],
        [group for group in whole if group.pairs and not group.target],
    )


def _heir(group: Group, freed: Sequence[Group]) -> Group:
    """A group with the pairs of those that went into it, known by their words of the rendering first."""
    for old in sorted(freed, key=lambda one: not one.target):
        shared = set(old.target) & set(group.target) if old.target else set(old.source) & set(group.source)
        if shared and not set(old.pairs) & set(group.pairs):
            group = replace(group, pairs=(*group.pairs, *old.pairs))
    return group


def reach(group: Group) -> tuple[Span, Span]:
    """The ranges of positions that a group covers on both sides; (0, 0) for a side it has not."""
    source = Span(group.source[0], group.source[-1] + 1) if group.source else Span(0, 0)
    target = Span(group.target[0].span.start, group.target[-1].span.end) if group.target else Span(0, 0)
    return source, target


def _union(one: Group, other: Group, *, before: tuple[int, ...]) -> Group:
    """Both groups as one, the pairs `before` in that order but those with a rendering first."""
    with_words = [group.pairs for group in (one, other) if group.target]
    leading = [pair for pair in before if any(pair in pairs for pairs in with_words)]
    return Group(
        tuple(sorted({*one.source, *other.source})),
        tuple(sorted({*one.target, *other.target})),
        tuple(dict.fromkeys([*leading, *before])),
    )


def _taken(group: Group, side: Side, step: int) -> tuple[Group, Group]:
    """The first or last sentence of one side as a group of its own, and what is left.

    Where nothing is left, the pairs go with the sentence.
    """
    place, left = (slice(-1, None), slice(0, -1)) if step > 0 else (slice(0, 1), slice(1, None))
    if side is Side.SOURCE and group.source:
        sentence, rest = Group(group.source[place], ()), replace(group, source=group.source[left])
    elif side is Side.TARGET and group.target:
        sentence, rest = Group((), group.target[place]), replace(group, target=group.target[left])
    else:
        what = "original" if side is Side.SOURCE else "rendering"
        raise Refused(f"{_named(group)} has no sentence of the {what} to give away.")
    return (replace(sentence, pairs=group.pairs), rest) if _empty(rest) else (sentence, rest)


def _in_order(kept: list[Group], other: Group, step: int) -> list[Group]:
    return [*kept, other] if step > 0 else [other, *kept]


def _alone(group: Group) -> list[Group]:
    """A group with both sides as it is; one with a single side as a group for each sentence."""
    if group.source and group.target:
        return [group]
    parts = [Group((position,), ()) for position in group.source]
    parts += [Group((), (words,)) for words in group.target]
    parts[0] = replace(parts[0], pairs=group.pairs)
    return parts


def _reaches_into(whole: Group, rest: Collection[Group]) -> bool:
    """Whether a group would stretch over sentences of another one."""
    source, target = reach(whole)
    return any(
        any(source.start <= p < source.end and p not in whole.source for p in group.source)
        or any(words.span.start < target.end and target.start < words.span.end for words in group.target)
        for group in rest
    )


def _targets(group: Group) -> int:
    return group.target[0].span.start if group.target else -1


def _sides(group: Group) -> tuple[bool, bool]:
    """How much of a pair a group is, for comparison: words of the rendering count more."""
    return bool(group.target), bool(group.source)


def _empty(group: Group) -> bool:
    return not group.source and not group.target


def _named(group: Group) -> str:
    return f"Pair {group.pairs[0]}" if group.pairs else "A sentence that this rendering leaves out"


def _counted(group: Group) -> str:
    ours, theirs = len(group.source), len(group.target)
    return f"{ours} original sentence{'s' * (ours != 1)} and {theirs} of the rendering"
