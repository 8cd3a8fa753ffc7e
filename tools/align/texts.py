"""Aligned texts to learn from: read, turned round, cut, made worse."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.align.pool import Bitext

Link = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Gold:
    """Two texts and the beads that a person laid, as tuples of sentence numbers."""

    name: str
    text: Bitext
    links: Sequence[Link]
    languages: tuple[str, str]


def lines(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def read(folder: Path, name: str, languages: tuple[str, str]) -> Gold:
    """`NAME.src`, `NAME.tgt`, `NAME.gold`."""
    pairs = (line.split(":")[:2] for line in lines(folder / f"{name}.gold") if line.strip())
    links = [(tuple(json.loads(ours)), tuple(json.loads(theirs))) for ours, theirs in pairs]
    return Gold(name, Bitext(lines(folder / f"{name}.src"), lines(folder / f"{name}.tgt")), links, languages)


def with_drafts(gold: Gold, drafts: Path | None, back_drafts: Path | None = None) -> Gold:
    """The same with machine drafts."""
    text = gold.text._replace(
        drafts=lines(drafts) if drafts else None, back_drafts=lines(back_drafts) if back_drafts else None
    )
    return replace(gold, text=text)


def turned(gold: Gold) -> Gold:
    """The target as source."""
    text = Bitext(gold.text.target, gold.text.source, gold.text.back_drafts, gold.text.drafts)
    links = [(theirs, ours) for ours, theirs in gold.links]
    return Gold(f"{gold.name} turned", text, links, gold.languages[::-1])


def cut(gold: Gold, sentences: int) -> Iterator[Gold]:
    """Parts of about so many source sentences, cut between beads."""
    parts = max(1, round(len(gold.text.source) / sentences))
    size = len(gold.text.source) / parts
    links: list[Link] = []
    start, end = (0, 0), (0, 0)
    number = 0
    for place, (ours, theirs) in enumerate(gold.links):
        links.append((ours, theirs))
        end = (ours[-1] + 1 if ours else end[0], theirs[-1] + 1 if theirs else end[1])
        full = end[0] >= (number + 1) * size and ours and theirs and number < parts - 1
        if full or place == len(gold.links) - 1:
            yield part(gold, f"{gold.name}.{number}", start, end, links)
            links, start, number = [], end, number + 1


def part(gold: Gold, name: str, start: tuple[int, int], end: tuple[int, int], links: Sequence[Link]) -> Gold:
    """The sentences from one node to another."""
    rows, columns = slice(start[0], end[0]), slice(start[1], end[1])
    text = Bitext(
        gold.text.source[rows],
        gold.text.target[columns],
        gold.text.drafts[rows] if gold.text.drafts else None,
        gold.text.back_drafts[columns] if gold.text.back_drafts else None,
    )
    moved = [
        (tuple(i - start[0] for i in ours), tuple(j - start[1] for j in theirs)) for ours, theirs in links
    ]
    return Gold(name, text, moved, gold.languages)


@dataclass(frozen=True)
class Pairs:
    """Sentences that translate each other one by one, and drafts of the source or nothing."""

    source: Sequence[str]
    target: Sequence[str]
    drafts: Sequence[str] | None


class _Making:
    """A text in the making."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.source: list[str] = []
        self.target: list[str] = []
        self.drafts: list[str] = []
        self.links: list[Link] = []

    def add(self, ours: Sequence[Sequence[int]], theirs: Sequence[Sequence[int]]) -> None:
        """A bead of sentences, each made of the pairs with these numbers."""
        rows = range(len(self.source), len(self.source) + len(ours))
        columns = range(len(self.target), len(self.target) + len(theirs))
        self.links.append((tuple(rows), tuple(columns)))
        self.source += [" ".join(self.pairs.source[n] for n in numbers) for numbers in ours]
        self.target += [" ".join(self.pairs.target[n] for n in numbers) for numbers in theirs]
        if self.pairs.drafts:
            self.drafts += [" ".join(self.pairs.drafts[n] for n in numbers) for numbers in ours]

    def gold(self, name: str) -> Gold:
        """What was made."""
        text = Bitext(self.source, self.target, self.drafts or None)
        return Gold(name, text, self.links, ("fr", "en"))


def noisy(name: str, pairs: Pairs, seed: int) -> Gold:
    """One text of all pairs, with sentences dropped and joined on either side at random."""
    chance = random.Random(seed)
    made = _Making(pairs)
    number, end = 0, len(pairs.source)
    while number < end:
        drawn = chance.random()
        both = [number, number + 1]
        if drawn < 0.08:
            made.add([[number]], [])
        elif drawn < 0.16:
            made.add([], [[number]])
        elif drawn < 0.23 and number + 1 < end:
            made.add([[number], [number + 1]], [both])
            number += 1
        elif drawn < 0.30 and number + 1 < end:
            made.add([both], [[number], [number + 1]])
            number += 1
        else:
            made.add([[number]], [[number]])
        number += 1
    return made.gold(name)


def quotes(pairs: Pairs, count: int, seed: int) -> list[Gold]:
    """Short quotes, of which the target renders all, or some sentences only, or joins two."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        size = chance.randint(2, 9)
        first = chance.randrange(len(pairs.source) - size)
        kept = chance.choice((1.0, 0.8, 0.4))
        made = _Making(pairs)
        place = first
        while place < first + size:
            if chance.random() > kept:
                made.add([[place]], [])
            elif chance.random() < 0.1 and place + 1 < first + size:
                made.add([[place], [place + 1]], [[place, place + 1]])
                place += 1
            else:
                made.add([[place]], [[place]])
            place += 1
        if made.target:
            found.append(made.gold(f"quote {number}"))
    return found
