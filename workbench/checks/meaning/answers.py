"""Which denials of one text have no counterpart in the other.

A denial is joined to the one of the other text that stands closest to where it is to be expected, by the
words around it that render each other (`links`). What is left over may be rendered by a word that denies
in another way ("refuses", "unable", "hard") if that stands beside the word that is denied. If that word
has a counterpart that nothing denies, or nothing in the other text denies at all, the denial is lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from workbench.checks.meaning.denials import Denial, Denying, Weight
from workbench.checks.meaning.links import Links
from workbench.checks.meaning.reading import Reading

FAR = 10.0
"""Words from where it is to be expected within which a denial is rendered by another one."""
FARTHEST = 25.0
"""The same where both texts have as many."""
TOGETHER = 5.0
"""Words that two denials are taken to stand closer for each word that both are about."""
MOST_TOGETHER = 3
NEAR, CLOSE = 7.0, 3.0
"""Words within which one is rendered by something else: where nothing tells what is denied, and at all."""
MOST_ANCHORS = {Weight.STRONG: 2, Weight.WEAK: 4}
"""Words that a denial is taken to be about: the first ones with a content of their own; one for others."""
BEFORE, AFTER = 4, 2
"""Words before and behind a denied word among which what denies it stands."""
OPPOSITE = 3
"""Words from where "without" is to be expected within which "with" stands in its place."""
LEADING = 2
"""Words before a denial among which the verb stands that it denies as well: "know nothing"."""
PREFIX = 2
"""Letters without which many words say the contrary: "impossible"."""
CARRIED, CONJUNCTION = 14, 4
"""Words from a denial to one to which it goes on, and from that back to the "or" between them."""


class Text:
    """One of the two texts with its denials, those of each weight from left to right."""

    def __init__(self, reading: Reading, denying: Denying) -> None:
        self.reading = reading
        self.denying = denying
        self.denials = denying.denials(reading)
        self.strong = [denial for denial in self.denials if denial.weight >= Weight.DOUBLE]
        self.weak = [denial for denial in self.denials if denial.weight == Weight.WEAK]
        self.others = [denial for denial in self.denials if denial.weight < Weight.DOUBLE]
        self._places = [denial.first for denial in self.others]

    @property
    def denies(self) -> bool:
        """Whether anything here asks for a counterpart."""
        return bool(self.strong or self.weak)

    @cached_property
    def done(self) -> frozenset[int]:
        """Where something begins that is done before or instead: "after paying"."""
        return frozenset(one.first for one in self.denying.done.find(self.reading))

    def others_in(self, first: float, last: float) -> Sequence[Denial]:
        """What denies in another way and begins between two words."""
        return self.others[bisect_left(self._places, first) : bisect_right(self._places, last)]


class Answers:
    """Denials of a source and a target, joined to one another as far as they can be."""

    lost: list[Denial]
    """Those of the source that the target does not have."""
    added: list[Denial]
    """Those of the target that the source does not have."""

    def __init__(self, source: Text, target: Text, links: Links) -> None:
        self._links = links
        self._source, self._target = source, target
        lost, added = self._join(source.strong, target.strong)
        self.lost = list(self._said(lost, target, forth=True))
        self.added = list(self._said(added, source, forth=False))
        self._cancel()
        if not self.added:
            self.lost += [one for one in source.weak if self._dropped(one, target, forth=True)]
        if not self.lost:
            self.added += [one for one in target.weak if self._dropped(one, source, forth=False)]

    def _join(self, source: Sequence[Denial], target: Sequence[Denial]) -> tuple[list[Denial], list[Denial]]:
        """What remains of both when each has taken the other one that is closest."""
        if not source or not target:
            return list(source), list(target)
        places = [other.last for other in target]
        far = FAR if len(source) != len(target) else FARTHEST
        widest = far + TOGETHER * MOST_TOGETHER
        costs = []
        for i, one in enumerate(source):
            expected = self._links.expected(one.last, forth=True)
            for j in range(bisect_left(places, expected - widest), bisect_right(places, expected + widest)):
                cost = abs(places[j] - expected) - TOGETHER * self._together(one, target[j])
                if cost <= far:
                    costs.append((max(0.0, cost), i, j))
        taken_i: set[int] = set()
        taken_j: set[int] = set()
        for _, i, j in sorted(costs):
            if i not in taken_i and j not in taken_j:
                taken_i.add(i)
                taken_j.add(j)
        return (
            [one for i, one in enumerate(source) if i not in taken_i],
            [other for j, other in enumerate(target) if j not in taken_j],
        )

    def _together(self, source: Denial, target: Denial) -> int:
        """How many words both are about."""
        scope = range(target.start, target.end)
        linked = sum(
            other in scope for place in range(source.start, source.end) for other in self._links.forth[place]
        )
        return min(linked, MOST_TOGETHER)

    def _cancel(self) -> None:
        """What is left over on both sides is taken for the same denials, in places that nothing tells."""
        both = min(len(self.lost), len(self.added))
        del self.lost[:both], self.added[:both]

    def _said(self, denials: Sequence[Denial], text: Text, *, forth: bool) -> Iterator[Denial]:
        """Those that nothing in the other text renders, and that do not stand there as they are."""
        own = (self._source if forth else self._target).reading
        for denial in denials:
            same = all(word in text.reading.known for word in own.words[denial.first : denial.last + 1])
            if not same and not self._answered(denial, text, forth=forth):
                yield denial

    def _answered(self, denial: Denial, text: Text, *, forth: bool) -> bool:
        """Whether something else than a denial for certain may render it."""
        anchors = self._anchors(denial, forth=forth)
        place = self._links.expected(denial.last, forth=forth)
        words = text.reading.words
        if denial.weight == Weight.DOUBLE and (
            not anchors or any(words[anchor] in text.denying.positive for anchor in anchors)
        ):
            return True
        if denial.weight == Weight.WITHOUT and not anchors:
            near = words[max(0, int(place) - OPPOSITE) : int(place) + OPPOSITE + 1]
            around = range(int(place) - OPPOSITE, int(place) + OPPOSITE + 1)
            return text.denying.opposite.isdisjoint(near) and text.done.isdisjoint(around)
        if denial.weight == Weight.WITHOUT and any(self._is_done(anchor, text) for anchor in anchors):
            return False
        others = text.others_in(min([place, *anchors]) - FAR, max([place, *anchors]) + FAR)
        others = [other for other in others if not self._renders(other, denial, anchors, forth=forth)]
        if not anchors:
            return any(abs(other.last - place) <= NEAR for other in others)
        return any(_beside(other, place, anchors) for other in others) or any(
            _carried(anchor, text) for anchor in anchors
        )

    def _is_done(self, anchor: int, text: Text) -> bool:
        """Whether what is denied is done there after all: "after paying" for "without paying"."""
        if any(other.first <= anchor <= other.last for other in text.others_in(anchor - CLOSE, anchor)):
            return False
        return anchor > 0 and text.reading.words[anchor - 1] in text.denying.after

    def _renders(self, other: Denial, denial: Denial, anchors: Sequence[int], *, forth: bool) -> bool:
        """Whether it renders a word that this denial is not about, or the one that it denies."""
        if other.first != other.last:
            return False
        if denial.weight == Weight.DOUBLE and other.first in anchors:
            return True
        table = self._links.back if forth else self._links.forth
        places = table[other.first]
        if other.weight >= Weight.REVERSE:
            return bool(places) and not any(denial.start - LEADING <= p < denial.end for p in places)
        about = self._content(denial, forth=forth)[:1]
        return bool(places) and not any(denial.first <= p <= denial.last or p in about for p in places)

    def _dropped(self, denial: Denial, text: Text, *, forth: bool) -> bool:
        """Whether a word that denies by its meaning has nothing like it, but what it is about has."""
        word = (self._source if forth else self._target).reading.words[denial.first]
        if word in text.reading.known:
            return False  # a name, or a word that both languages have
        if len(word) > PREFIX + PREFIX and word[PREFIX:] in text.reading.known:
            return True
        if not self._anchors(denial, forth=forth):
            return False
        place = self._links.expected(denial.first, forth=forth)
        table = self._links.forth if forth else self._links.back
        linked = {other for word in range(denial.first, denial.last + 1) for other in table[word]}
        return not any(abs(other.last - place) <= FAR or other.first in linked for other in text.denials)

    def _anchors(self, denial: Denial, *, forth: bool) -> list[int]:
        """Where the words stand in the other text that render those that are denied."""
        table = self._links.forth if forth else self._links.back
        places = self._content(denial, forth=forth)[: MOST_ANCHORS.get(denial.weight, 1)]
        return [other for place in places for other in table[place]]

    def _content(self, denial: Denial, *, forth: bool) -> list[int]:
        """The places of the words with a content of their own that a denial is about."""
        content = self._links.content if forth else self._links.target_content
        return [place for place in range(denial.start, denial.end) if place in content]


def _beside(other: Denial, place: float, anchors: Sequence[int]) -> bool:
    """Whether it stands where the denial is to be expected, or beside one of the words that are denied."""
    if other.weight == Weight.VAGUE:
        return False
    return abs(other.last - place) <= CLOSE or any(
        other.first - AFTER <= anchor <= other.last + BEFORE for anchor in anchors
    )


def _carried(anchor: int, text: Text) -> bool:
    """Whether a denial before goes on there: "not … or"."""
    between = text.reading.words[max(0, anchor - CONJUNCTION) : anchor]
    if text.denying.carries.isdisjoint(between):
        return False
    return any(0 < anchor - other.last <= CARRIED for other in text.strong)
