"""Sentence alignment on the gold sets: strict F1 as Vecalign counts it, against floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.records import Bead
from workbench.align.beads import align
from workbench.align.notation import read

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "align"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout"),
]

Link = tuple[tuple[int, ...], tuple[int, ...]]


def lines(name: str) -> list[str]:
    return (GOLD / name).read_text(encoding="utf-8").split("\n")[:-1]


def gold_links(name: str) -> set[Link]:
    pairs = (line.split(":") for line in lines(f"{name}.gold") if line)
    return {(tuple(json.loads(ours)), tuple(json.loads(theirs))) for ours, theirs in pairs}


def links(beads: list[Bead]) -> set[Link]:
    return {(tuple(range(*bead.source)), tuple(range(*bead.target))) for bead in beads}


def strict_f1(gold: set[Link], found: set[Link]) -> float:
    """Precision over all links found, recall over the gold links that have both sides."""
    right = len(gold & found)
    precision = right / len(found)
    two_sided = {link for link in gold if all(link)}
    recall = len(two_sided & found) / len(two_sided)
    return 2 * precision * recall / (precision + recall) if right else 0.0


@pytest.mark.parametrize(
    ("name", "drafts", "floor"),
    [
        ("tb_dev", None, 0.83),
        ("tb_dev", "google", 0.84),
        ("tr_mouret", None, 0.97),
        ("tr_mohicans", None, 0.94),
        ("tr_janeeyre", None, 0.85),
        ("pud_11", None, 0.99),
    ],
)
def test_strict_f1(name: str, drafts: str | None, floor: float) -> None:
    source, target = lines(f"{name}.src"), lines(f"{name}.tgt")
    translated = lines(f"{name}.src2tgt.{drafts}") if drafts else None
    beads = align(source, target, drafts=translated)
    assert strict_f1(gold_links(name), links(beads)) >= floor


def test_probabilities_tell_right_from_wrong() -> None:
    gold = gold_links("tb_dev")
    beads = align(lines("tb_dev.src"), lines("tb_dev.tgt"))
    right = [bead.probability for bead in beads if links([bead]) <= gold]
    wrong = [bead.probability for bead in beads if not links([bead]) <= gold]
    assert sum(right) / len(right) > sum(wrong) / len(wrong) + 0.05


def test_the_gold_sets_are_in_our_notation() -> None:
    assert links(read(lines("tr_mouret.gold"))) == gold_links("tr_mouret")
