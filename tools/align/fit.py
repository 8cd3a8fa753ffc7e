"""Make workbench/align/weights.toml from aligned texts; see README.md."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from db.records import Bead, LanguageTag
from tools.align.field import Batch, fit
from tools.align.pieces import Piece, prepared
from tools.align.texts import Gold, Pairs, cut, lines, noisy, quotes, read, turned, with_drafts
from workbench.align.arrays import Floats
from workbench.align.known_words import shipped
from workbench.align.passes import Aligner
from workbench.align.weights import EARLY, Weights

NOVELS = ("tr_mouret", "tr_emma", "tr_janeeyre", "tr_mohicans", "tr_candide")
SYSTEMS = {"google": 1.0, "europarlfull": 0.5, "europarllight": 0.25}
FOLDS = 3
HELD = 3.0
"""How strictly weights are held near 0."""
WIDE = 40
CERTAIN, RIGHT = 0.9, 0.975
"""Of the beads that state the first, the second share must be right on texts that were left out."""
UNFITTED = {"left": -2.0, "opening": -2.0, "words": 0.8, "drafts": 0.5, "grams": 0.05}


@dataclass(frozen=True)
class Example:
    """A text to learn from, how much it counts, and in which fold it is left out."""

    gold: Gold
    weight: float
    fold: int
    drafts: int
    """In how many directions it has drafts, for the purpose of the fit."""


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


def examples(sources: Sources, drafts: int, *, lexicon: bool) -> Iterator[Example]:
    """What the weights for one kind of texts are learned from."""
    if drafts == 2:
        yield from _both(sources)
    elif not lexicon:
        for system, weight in SYSTEMS.items() if drafts else {"": 1.0}.items():
            forward = sources.dev(system or None, None)
            back = [turned(part) for part in sources.dev(None, system or None)]
            for direction in (forward, back):
                yield from (Example(part, weight, fold, drafts) for fold, part in enumerate(direction))
    share = 0.3 if drafts == 2 else 0.5
    for fold, novel in sources.novels(drafted=bool(drafts)):
        yield Example(novel, share, fold, min(drafts, 1))
        if not drafts:
            yield Example(turned(novel), share, fold, 0)
    for number, pairs in enumerate(sources.news(drafted=bool(drafts))):
        yield Example(noisy(f"news {number}", pairs, number), share / 2, number, min(drafts, 1))
        for quote in quotes(pairs, 30, number + 7):
            yield Example(quote, share, number + 1, min(drafts, 1))


def _both(sources: Sources) -> Iterator[Example]:
    for system, weight in SYSTEMS.items():
        parts = sources.dev(system, system)
        yield from (Example(part, weight, fold, 2) for fold, part in enumerate(parts))
        yield from (Example(turned(part), weight, fold, 2) for fold, part in enumerate(parts))


@dataclass(frozen=True)
class Ready:
    """An example that has been aligned up to the last pass."""

    example: Example
    aligner: Aligner
    pieces: list[Piece]


def ready(example: Example, *, lexicon: bool) -> Ready:
    """Align an example up to the last pass."""
    languages = (LanguageTag(tag) for tag in example.gold.languages)
    known = shipped(*languages) if lexicon else None
    aligner, pieces = prepared([example.gold], known)
    return Ready(example, aligner, pieces[0])


def learn(found: Sequence[Ready], names: Sequence[str], start: dict[str, float]) -> dict[str, float]:
    """Weights from examples; those of equal weight are computed side by side."""
    batches = []
    for weight in sorted({one.example.weight for one in found}):
        pieces = [piece for one in found if one.example.weight == weight for piece in one.pieces]
        for wide in (False, True):
            chosen = [piece for piece in pieces if (max(piece.end) > WIDE) == wide]
            if chosen:
                batches.append(Batch(chosen, names, weight))
    return fit(batches, names, start, HELD)


def predicted(one: Ready, weights: dict[str, float]) -> tuple[list[tuple[float, bool]], tuple[int, ...]]:
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


def _link(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(range(*bead.source)), tuple(range(*bead.target))


def calibrated(found: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of the log odds by logistic regression (Platt 1999), then the shift made stricter."""
    odds = np.array([_odds(probability) for probability, _ in found])
    right = np.array([float(is_right) for _, is_right in found])
    slope, shift = 1.0, 0.0
    for _ in range(200):
        stated = 1.0 / (1.0 + np.exp(-(slope * odds + shift)))
        weight = stated * (1.0 - stated) + 1e-9
        design = np.stack([odds, np.ones_like(odds)])
        step = np.linalg.solve((design * weight) @ design.T, design @ (right - stated))
        slope, shift = slope + float(step[0]), shift + float(step[1])
    while shift > -5.0 and _share_right(slope * odds + shift, right) < RIGHT:
        shift -= 0.05
    return slope, shift


def _odds(probability: float) -> float:
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(inside / (1.0 - inside))


def _share_right(odds: Floats, right: Floats) -> float:
    certain = odds >= _odds(CERTAIN)
    return float(right[certain].mean()) if certain.any() else 1.0


def f1(counts: Sequence[tuple[int, ...]]) -> float:
    """Strict F1 as `score.py` of the gold sets counts it."""
    right, found, both_right, both = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / found, both_right / both
    return 2 * precision * recall / (precision + recall) if right else 0.0


def made(sources: Sources, drafts: int, *, lexicon: bool) -> tuple[dict[str, float], tuple[float, float]]:
    """Weights and calibration for one kind of texts; figures on texts left out go to standard error."""
    every = [ready(example, lexicon=lexicon) for example in examples(sources, drafts, lexicon=lexicon)]
    names = sorted({name for one in every for piece in one.pieces for name in piece.features})
    weights = learn(every, names, {**EARLY, **UNFITTED})
    stated: list[tuple[float, bool]] = []
    figures: dict[str, list[tuple[int, ...]]] = {}
    certain: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(FOLDS):
        left_out = [one for one in every if one.example.fold == fold and one.example.drafts == drafts]
        inside = [one for one in every if one.example.fold != fold]
        folded = learn(inside, names, weights)
        for one in left_out:
            beads, counts = predicted(one, folded)
            kind = one.example.gold.name.split(" ")[0].split(".")[0]
            figures.setdefault(kind, []).append(counts)
            certain.setdefault(kind, []).extend(beads)
            if kind != "news":
                stated += beads
    calibration = calibrated(stated)
    print(f"drafts {drafts}, lexicon {lexicon}: calibration {calibration}", file=sys.stderr)
    for kind, counts in figures.items():
        odds = np.array([calibration[0] * _odds(p) + calibration[1] for p, _ in certain[kind]])
        right = np.array([float(is_right) for _, is_right in certain[kind]])
        share = float((odds >= _odds(CERTAIN)).mean())
        print(
            f"  {kind}: F1 {f1(counts):.3f}, of the certain {_share_right(odds, right):.3f} right, certain {share:.2f}",
            file=sys.stderr,
            flush=True,
        )
    return weights, calibration


def table(name: str, weights: dict[str, float], calibration: tuple[float, float]) -> str:
    """A part of weights.toml."""
    features = "".join(f'"{key}" = {value:.3f}\n' for key, value in sorted(weights.items()))
    return f"[{name}.calibration]\nslope = {calibration[0]:.3f}\nshift = {calibration[1]:.3f}\n\n[{name}.features]\n{features}"


def main() -> None:
    """Fit and print."""
    gold, drafts, source, target, draft = map(Path, sys.argv[1:6])
    sources = Sources(gold, drafts, Pairs(lines(source), lines(target), lines(draft)))
    wanted = sys.argv[6:] or ["words", "words-lexicon", "draft", "draft-lexicon", "drafts"]
    for name in wanted:
        count = ("words", "draft", "drafts").index(name.split("-")[0])
        weights, calibration = made(sources, count, lexicon=name.endswith("-lexicon"))
        print(table(name, weights, calibration), flush=True)
        if name == "drafts":
            # No gold set has a lexicon and drafts in both directions.
            print(table("drafts-lexicon", weights, calibration), flush=True)


if __name__ == "__main__":
    main()
