"""What speaks for and against each bead: named features, whose weighted sum is its log score."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.evidence import Ratios, View
from workbench.align.lattice import LINKS
from workbench.align.sides import END_MARKS, USUAL_LENGTH, Side, before

_VARIANCE = 6.8
"""Variance of the target length per source character (Gale and Church 1993)."""
_MOST_DEVIATION = 8.0
_SHORTEST = 8.0
"""Characters that a sentence is at least taken to have, where evidence is divided by its length."""

MOVE_NAMES = tuple(f"{ours}-{theirs}" for ours, theirs in LINKS)
"""The features that are 1 for one kind of link, in the order of LINKS; each is the first of its link."""


class Tally(ABC):
    """Takes the features of the links that begin in a rectangle of nodes."""

    @abstractmethod
    def add(self, name: str, link: int, values: Floats) -> None:
        """Take a feature of a link in LINKS: [row, column] for the nodes from which it stays in the texts."""


class Score(Tally):
    """The weighted sum of all features, [link, row, column]: minus infinity where a link leaves the texts."""

    def __init__(self, weights: Mapping[str, float], height: int, width: int) -> None:
        self.weights = weights
        self.total = np.full((len(LINKS), height, width), -np.inf)

    def add(self, name: str, link: int, values: Floats) -> None:
        """See `Tally.add`."""
        part = self.total[link, : values.shape[0], : values.shape[1]]
        if name == MOVE_NAMES[link]:
            part[...] = 0.0
        weight = self.weights.get(name, 0.0)
        if weight:
            part += weight * values


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts, and how they are compared."""

    views: Mapping[str, Sequence[View]]
    """By the name of their features; where there are several of one name, their mean counts."""
    source: Side
    target: Side
    ratio: float
    """How many target characters one source character gives."""
    doubt: float


class Rectangle(NamedTuple):
    """Some nodes, and the sentences that links from there may hold."""

    rows: slice
    columns: slice
    height: int
    width: int


def add_features(texts: Texts, at: Rectangle, tally: Tally) -> None:
    """All features of all links from the nodes of a rectangle."""
    source, target = texts.source.begins, texts.target.begins
    sizes = (
        np.diff(source[at.rows.start : at.rows.stop + 1]),
        np.diff(target[at.columns.start : at.columns.stop + 1]),
    )
    found = {
        name: _Evidence.of(
            [view.ratios(at.rows, at.columns, texts.doubt) for view in views],
            sizes[0],
            sizes[1] / texts.ratio,
        )
        for name, views in texts.views.items()
    }
    for link, (ours, theirs) in enumerate(LINKS):
        height = min(at.height, at.rows.stop - at.rows.start - ours + 1)
        width = min(at.width, at.columns.stop - at.columns.start - theirs + 1)
        if height <= 0 or width <= 0:
            continue
        tally.add(MOVE_NAMES[link], link, np.ones((height, width)))
        nodes = _Nodes(
            np.arange(at.rows.start, at.rows.start + height),
            np.arange(at.columns.start, at.columns.start + width),
            ours,
            theirs,
        )
        lengths = nodes.spans(source, target)
        size = (lengths[0] + lengths[1] / texts.ratio) / 2 / USUAL_LENGTH
        for name, evidence in found.items():
            for kind, values in evidence.of_link(nodes, size).items():
                tally.add(name + kind, link, values)
        expected = lengths[0] * texts.ratio
        deviation = (lengths[1] - expected) ** 2 / (_VARIANCE * (lengths[1] + expected))
        tally.add("length", link, -np.minimum(deviation, _MOST_DEVIATION))
        tally.add("ratio", link, -np.abs(np.log(lengths[1] / expected)))
        for name, values in _edges(texts.source, texts.target, nodes).items():
            tally.add(name, link, values)


class _Nodes(NamedTuple):
    """The nodes from which one kind of link stays in the texts."""

    rows: Ints
    columns: Ints
    ours: int
    theirs: int

    def at(self, source: Floats, target: Floats, *, last: bool = False) -> tuple[Floats, Floats]:
        """The values of the first (or last) sentence of each side: a column and a row."""
        ours, theirs = (self.ours - 1, self.theirs - 1) if last else (0, 0)
        return source[self.rows + ours][:, None], target[self.columns + theirs][None, :]

    def spans(self, source: Floats, target: Floats, first: int = 0, last: int = 0) -> tuple[Floats, Floats]:
        """Sums over the sentences of each side, from running sums, but for the `first` and `last` ones."""
        rows, columns = self.rows + first, self.columns + first
        inner = first + last
        return (
            (source[rows + self.ours - inner] - source[rows])[:, None],
            (target[columns + self.theirs - inner] - target[columns])[None, :],
        )


class _Evidence(NamedTuple):
    """The ratios of a view over a rectangle, ready to be summed over spans."""

    ahead: Floats
    back: Floats
    """Ratios by the length of the sentence they are about."""
    ahead_sums: Floats
    back_sums: Floats
    """Running sums of the ratios, along the sentences they are about."""

    @classmethod
    def of(cls, found: Sequence[Ratios], source: Floats, target: Floats) -> _Evidence:
        """The mean of several ratios; `source` and `target` are the lengths of the sentences."""
        ahead = np.mean([ratios.ahead for ratios in found], axis=0)
        back = np.mean([ratios.back for ratios in found], axis=0)
        return cls(
            ahead / np.sqrt(np.maximum(target, _SHORTEST) / USUAL_LENGTH)[None, None, :],
            back / np.sqrt(np.maximum(source, _SHORTEST) / USUAL_LENGTH)[None, :, None],
            before(ahead),
            before(back.transpose(0, 2, 1)).transpose(0, 2, 1),
        )

    def of_link(self, nodes: _Nodes, size: Floats) -> dict[str, Floats]:
        """The features of one kind of link, by what is added to the name of the view.

        Evidence is damped by the length of the link: the words of a long one tell the same again.
        """
        ours, theirs = nodes.ours, nodes.theirs
        height, width = len(nodes.rows), len(nodes.columns)
        ahead = (self.ahead_sums[ours - 1, :, theirs:] - self.ahead_sums[ours - 1, :, :-theirs])[
            :height, :width
        ]
        back = (self.back_sums[theirs - 1, ours:] - self.back_sums[theirs - 1, :-ours])[:height, :width]
        weakest = self.ahead[ours - 1, :height, :width]
        for shift in range(1, theirs):
            weakest = np.minimum(weakest, self.ahead[ours - 1, :height, shift : shift + width])
        for shift in range(ours):
            weakest = np.minimum(weakest, self.back[theirs - 1, shift : shift + height, :width])
        return {
            "": (ahead + back) / 2 / size**0.25,
            " weakest": weakest,
            " gap": np.abs(ahead - back) / size**0.5,
        }


def _edges(source: Side, target: Side, nodes: _Nodes) -> dict[str, Floats]:
    """Whether both sides begin and end as if they were whole, and alike."""
    found: dict[str, Floats] = {}
    ours, theirs = nodes.at(source.firmness, target.firmness, last=True)
    found["ends apart"] = np.abs(ours - theirs)
    found["ends loose"] = 1.0 - (ours + theirs) / 2
    for mark in END_MARKS:
        ours, theirs = nodes.at(source.marks[mark], target.marks[mark], last=True)
        found[f"{mark} both"], found[f"{mark} one"] = ours * theirs, np.abs(ours - theirs)
    ours, theirs = nodes.at(source.shortened, target.shortened, last=True)
    found["ends short"] = ours + theirs
    ours, theirs = nodes.at(source.lower, target.lower)
    found["starts lower"], found["starts apart"] = (ours + theirs) / 2, np.abs(ours - theirs)
    ours, theirs = nodes.at(source.speech, target.speech)
    found["speech both"], found["speech one"] = ours * theirs, np.abs(ours - theirs)
    for name in ("brackets", "quotes"):
        ours, theirs = nodes.spans(source.running[name], target.running[name])
        found[f"{name} open"] = np.minimum(np.abs(ours), 1.0) + np.minimum(np.abs(theirs), 1.0)
        found[f"{name} apart"] = np.minimum(np.abs(ours - theirs), 1.0)
    if nodes.ours > 1 or nodes.theirs > 1:
        found |= _joints(source, target, nodes)
    return found


def _joints(source: Side, target: Side, nodes: _Nodes) -> dict[str, Floats]:
    """How whole the sentences are that a link joins on one side."""
    found: dict[str, Floats] = {}
    ours, theirs = nodes.spans(source.running["firmness"], target.running["firmness"], last=1)
    found["inner firm"], found["inner balance"] = ours + theirs, np.abs(ours - theirs)
    ours, theirs = nodes.spans(source.running["shortened"], target.running["shortened"], last=1)
    found["inner short"] = ours + theirs
    for name in ("lower", "speech"):
        ours, theirs = nodes.spans(source.running[name], target.running[name], first=1)
        found[f"inner {name}"] = ours + theirs
    return found
