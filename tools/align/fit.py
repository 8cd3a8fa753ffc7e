"""Make workbench/align/weights.toml from aligned texts; see README.md."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from db.records import Bead, LanguageTag
from tools.align.field import Batch, fit
from tools.align.pieces import Piece, prepared
from tools.align.texts import Gold, Link, Pairs, cut, lines, noisy, quotes, read, turned, with_drafts
from workbench.align.arrays import Floats
from workbench.align.known_words import shipped
from workbench.align.passes import Aligner

NOVELS = ("tr_mouret", "tr_emma", "tr_janeeyre", "tr_mohicans", "tr_candide")
KINDS = ("words", "words-lexicon", "draft", "draft-lexicon", "drafts")
EVIDENCE = ("words", "numbers", "drafts", "grams")
"""Features whose weights depend on what is known of a text; the others are shared by all kinds of texts."""
FOLDS = 3
HELD = 3.0
"""How strictly weights are held near 0."""
ROUNDS, ROUNDS_OF_FOLD = 60, 20
WIDE = 40
CERTAIN, RIGHT = 0.9, 0.97
"""Of the beads that state the first, the second share should be right on texts that were left out."""
FEWEST = 0.6
"""Share of the beads that should state it; the other wish gives way to this one."""
START = {"words": 0.8, "drafts": 0.3, "grams": 0.03, "length": 0.5, "left": -1.0, "opening": -2.5}


@dataclass(frozen=True)
class Example:
    """A text to learn from, how much it counts, and in which fold it is left out."""

    gold: Gold
    kind: str
    weight: float
    fold: int


@dataclass(frozen=True)
class Sources:
    """Where everything is."""

    gold: Path
    drafts: Path
    pairs: Pairs

    def dev(self, forward: str | None, back: str | None) -> list[Gold]:
        """The German–French article in three parts."""
        name = self.gold / "tb_dev"
        whole = with_drafts(
            read(self.gold, "tb_dev", ("de", "fr")),
            name.with_suffix(f".src2tgt.{forward}") if forward else None,
            name.with_suffix(f".tgt2src.{back}") if back else None,
        )
        return list(cut(whole, len(whole.text.source) // FOLDS))

    def novels(self, *, drafted: bool) -> Iterator[tuple[int, Gold]]:
        """The novels, each with the fold in which it is left out; of the long one half."""
        for number, name in enumerate(NOVELS):
            novel = read(self.gold, name, ("fr", "en"))
            if drafted:
                novel = with_drafts(novel, self.drafts / f"{name}.en")
            for piece in list(cut(novel, 300))[:2]:
                yield number % FOLDS, piece

    def news(self, *, drafted: bool) -> tuple[Pairs, Pairs]:
        """Two sets of sentence pairs."""
        pud = (
            lines(self.gold / "pud_11.src"),
            lines(self.gold / "pud_11.tgt"),
            lines(self.drafts / "pud_11.en"),
        )
        first = Pairs(pud[0][:500], pud[1][:500], pud[2][:500] if drafted else None)
        second = Pairs(
            self.pairs.source[:500],
            self.pairs.target[:500],
            self.pairs.drafts[:500] if drafted and self.pairs.drafts else None,
        )
        return first, second


def examples(sources: Sources) -> Iterator[Example]:
    """Everything to learn from."""
    for fold, part in enumerate(sources.dev(None, None)):
        yield Example(part, "words", 1.0, fold)
        yield Example(turned(part), "words", 0.5, fold)
    for system, weight in {"google": 0.6, "europarlfull": 0.3}.items():
        for fold, part in enumerate(sources.dev(system, None)):
            yield Example(part, "draft", weight, fold)
        for fold, part in enumerate(sources.dev(None, system)):
            yield Example(turned(part), "draft", weight, fold)
        for fold, part in enumerate(sources.dev(system, system)):
            yield Example(part, "drafts", weight, fold)
    for kind in ("words", "words-lexicon", "draft-lexicon"):
        drafted = kind.startswith("draft")
        for fold, novel in sources.novels(drafted=drafted):
            yield Example(novel, kind, 0.5, fold)
        for number, pairs in enumerate(sources.news(drafted=drafted)):
            yield Example(noisy(f"news {number}", pairs, number), kind, 0.25, number)
            yield from (Example(quote, kind, 0.5, number + 1) for quote in quotes(pairs, 30, number + 7))


@dataclass(frozen=True)
class Ready:
    """An example that has been aligned up to the last pass."""

    example: Example
    aligner: Aligner
    pieces: list[Piece]


def ready(example: Example) -> Ready:
    """Align an example up to the last pass."""
    languages = (LanguageTag(tag) for tag in example.gold.languages)
    known = shipped(*languages) if example.kind.endswith("lexicon") else None
    aligner, pieces = prepared([example.gold], known)
    return Ready(example, aligner, [_for_kind(piece, example.kind) for piece in pieces[0]])


def _for_kind(piece: Piece, kind: str) -> Piece:
    """The piece with the kind of text in the names of its evidence."""
    features = {
        f"{name} @{kind}" if name.split(" ")[0] in EVIDENCE else name: values
        for name, values in piece.features.items()
    }
    return replace(piece, features=features)


def for_kind(weights: Mapping[str, float], kind: str) -> dict[str, float]:
    """The weights for one kind of texts."""
    chosen = {name: value for name, value in weights.items() if "@" not in name}
    return chosen | {
        name.split(" @")[0]: value for name, value in weights.items() if name.endswith(f" @{kind}")
    }


def learn(
    found: Sequence[Ready], names: Sequence[str], start: Mapping[str, float], rounds: int
) -> dict[str, float]:
    """Weights from examples; those of equal weight are computed side by side."""
    batches = []
    for key in sorted({(one.example.weight, one.example.kind) for one in found}):
        pieces = [
            piece for one in found if (one.example.weight, one.example.kind) == key for piece in one.pieces
        ]
        for wide in (False, True):
            chosen = [piece for piece in pieces if (max(piece.end) > WIDE) == wide]
            if chosen:
                batches.append(Batch(chosen, names, key[0]))
    return fit(batches, names, start, HELD, rounds)


Stated = list[tuple[float, bool]]
"""The posteriors of beads, and whether they are right."""


def predicted(one: Ready, weights: Mapping[str, float]) -> tuple[Stated, tuple[int, ...]]:
    """The posterior of each bead found, and whether it is right; and what strict F1 is computed from."""
    stretch = one.aligner.open[0]
    one.aligner.search(stretch, one.aligner.last_look(stretch), weights)
    gold = set(one.example.gold.links)
    links = [(bead.probability, _link(bead)) for bead in stretch.beads()]
    both = {link for link in gold if all(link)}
    counts = (
        sum(link in gold for _, link in links),
        len(links),
        sum(link in both for _, link in links),
        len(both),
    )
    return [(probability, link in gold) for probability, link in links], counts


def _link(bead: Bead) -> Link:
    return tuple(range(*bead.source)), tuple(range(*bead.target))


def calibrated(found: Iterable[Stated]) -> tuple[float, float]:
    """Slope and shift of the log odds by logistic regression (Platt 1999), then the shift made stricter.

    `found`: the beads of each set of texts, each of which must come true.
    """
    sets = [(np.array([_odds(p) for p, _ in one]), np.array([float(r) for _, r in one])) for one in found]
    odds, right = (np.concatenate(column) for column in zip(*sets, strict=True))
    slope, shift = 1.0, 0.0
    for _ in range(100):
        stated = 1.0 / (1.0 + np.exp(-(slope * odds + shift)))
        weight = stated * (1.0 - stated) + 1e-9
        design = np.stack([odds, np.ones_like(odds)])
        step = np.linalg.solve((design * weight) @ design.T, design @ (right - stated))
        slope, shift = slope + float(step[0]), shift + float(step[1])
    while any(
        _share_right(slope * one + shift, true) < RIGHT
        and _share_certain(slope * one + shift - 0.05) >= FEWEST
        for one, true in sets
    ):
        shift -= 0.05
    return slope, shift


def _odds(probability: float) -> float:
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(inside / (1.0 - inside))


def _share_right(odds: Floats, right: Floats) -> float:
    certain = odds >= _odds(CERTAIN)
    return float(right[certain].mean()) if certain.any() else 1.0


def _share_certain(odds: Floats) -> float:
    return float((odds >= _odds(CERTAIN)).mean())


def f1(counts: Sequence[tuple[int, ...]]) -> float:
    """Strict F1 as `score.py` of the gold sets counts it."""
    right, found, both_right, both = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / found, both_right / both
    return 2 * precision * recall / (precision + recall) if right else 0.0


@dataclass(frozen=True)
class LeftOut:
    """What was found in the texts of one kind and one set while they were left out."""

    counts: list[tuple[int, ...]]
    stated: Stated


def left_out(
    every: Sequence[Ready], names: Sequence[str], weights: Mapping[str, float]
) -> dict[tuple[str, str], LeftOut]:
    """Each text aligned by weights that were learned from the texts of other folds."""
    found: dict[tuple[str, str], LeftOut] = {}
    for fold in range(FOLDS):
        inside = [one for one in every if one.example.fold != fold]
        folded = learn(inside, names, weights, ROUNDS_OF_FOLD)
        for one in every:
            if one.example.fold == fold:
                stated, counts = predicted(one, for_kind(folded, one.example.kind))
                name = one.example.gold.name.split(" ")[0].split(".")[0]
                entry = found.setdefault((one.example.kind, name), LeftOut([], []))
                entry.counts.append(counts)
                entry.stated.extend(stated)
    return found


def report(found: Mapping[tuple[str, str], LeftOut], calibrations: Mapping[str, tuple[float, float]]) -> None:
    """Print how well texts that were left out are aligned."""
    for (kind, name), entry in sorted(found.items()):
        slope, shift = calibrations[kind]
        odds = np.array([slope * _odds(p) + shift for p, _ in entry.stated])
        right = _share_right(odds, np.array([float(r) for _, r in entry.stated]))
        share = _share_certain(odds)
        print(
            f"{kind:14} {name:12} F1 {f1(entry.counts):.3f}  certain {share:.2f}, {right:.3f} of them right",
            file=sys.stderr,
        )


def calibration(found: Mapping[tuple[str, str], LeftOut], kind: str) -> tuple[float, float]:
    """The calibration of one kind of texts; where there is one set only, those with fewer drafts help."""
    kinds = ("draft", "drafts") if kind == "drafts" else (kind,)
    sets: dict[bool, Stated] = {}
    for (other, name), entry in found.items():
        if other in kinds and name != "news":
            sets.setdefault(name == "tb_dev", []).extend(entry.stated)
    return calibrated(sets.values())


def table(name: str, weights: Mapping[str, float], slope: float, shift: float) -> str:
    """A part of weights.toml."""
    features = "".join(f'"{key}" = {value:.3f}\n' for key, value in sorted(weights.items()))
    return (
        f"[{name}.calibration]\nslope = {slope:.3f}\nshift = {shift:.3f}\n\n[{name}.features]\n{features}\n"
    )


def main() -> None:
    """Fit all weights and print them as TOML; figures go to standard error."""
    gold, drafts, source, target, draft = map(Path, sys.argv[1:6])
    sources = Sources(gold, drafts, Pairs(lines(source), lines(target), lines(draft)))
    every = [ready(example) for example in examples(sources)]
    names = sorted({name for one in every for piece in one.pieces for name in piece.features})
    start = {name: START.get(name.split(" @")[0], 0.0) for name in [*names, "left", "opening"]}
    weights = learn(every, names, start, ROUNDS)
    found = left_out(every, names, weights)
    calibrations = {kind: calibration(found, kind) for kind in KINDS}
    report(found, calibrations)
    for kind in KINDS:
        print(table(kind, for_kind(weights, kind), *calibrations[kind]), end="")
    # No gold set has a lexicon and drafts in both directions.
    print(table("drafts-lexicon", for_kind(weights, "drafts"), *calibrations["drafts"]), end="")


if __name__ == "__main__":
    main()
