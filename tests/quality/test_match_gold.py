"""Matching without drafts, against floors: on our own gold, and on the gold sets where they are."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from db.records import LanguageTag
from workbench.align.known_words import shipped
from workbench.match.compare import Comparison, compare
from workbench.match.score import CERTAIN, Candidate, Evidence, assign

OWN = Path(__file__).parent / "match" / "quotes.jsonl"
GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "match"

pytestmark = pytest.mark.quality
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout")

Record = dict[str, Any]


def records(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def compared(source: Sequence[Record], target: Sequence[Record], *, speakers: bool = True) -> Comparison:
    def side(rows: Sequence[Record], lang: str) -> list[Candidate]:
        named = [row.get(f"{lang}_speaker") or "" if speakers else "" for row in rows]
        return [Candidate(row[lang], speaker=name) for row, name in zip(rows, named, strict=True)]

    lexicon = shipped(LanguageTag("fr"), LanguageTag("en"))
    return compare(side(source, "fr"), side(target, "en"), lexicon=lexicon)


def same(one: str, other: str) -> bool:
    """Whether two renderings are the same but for the punctuation at their ends."""
    return one.strip(" .,") == other.strip(" .,")


def recall(found: Comparison, wanted: Sequence[int], target: Sequence[Record]) -> float:
    """The share of the sources, which stand before the other targets, whose best target is theirs."""
    best = {number: int(found.target[found.of_source(number)[0]]) for number in wanted}
    return sum(same(target[best[n]]["en"], target[n]["en"]) for n in wanted) / len(wanted)


def area(pairs: Sequence[Record], others: Sequence[Record], kind: str = "") -> float:
    """How often the best probability of a row with its counterpart is above that of one without: AUC."""
    rng = random.Random(1)
    with_one, without = [], []
    for _ in range(3):
        gone = {number for number in range(len(pairs)) if rng.random() < 0.5}
        kept = [pair for number, pair in enumerate(pairs) if number not in gone]
        found = compared(pairs, [*kept, *others])
        for number, pair in enumerate(pairs):
            ranked = found.of_source(number)
            best = float(found.probability[ranked[0]]) if len(ranked) else 0.0
            if not kind or pair["kind"] == kind:
                (without if number in gone else with_one).append(best)
    ordered = np.searchsorted(np.sort(without), with_one) + np.searchsorted(
        np.sort(without), with_one, "right"
    )
    return float(ordered.sum() / 2 / len(without) / len(with_one))


@cache
def own() -> tuple[list[Record], list[Record]]:
    """The quotes of our own gold that have a rendering, and what renders nothing: alone and retold."""
    rows = records(OWN)
    pairs = [row for row in rows if row["kind"] in ("direct", "partial")]
    return pairs, [row for row in rows if row not in pairs]


@cache
def gold_quotes() -> tuple[list[Record], list[Record]]:
    """The annotated pairs of quotes, and the distractors."""
    pairs = [row for row in records(GOLD / "match_quotes.jsonl") if row["en"]]
    return pairs, records(GOLD / "match_quotes_distractors.jsonl")


Set = Callable[[], tuple[list[Record], list[Record]]]


@pytest.mark.parametrize(
    ("rows", "kind", "speakers", "floor"),
    [
        (own, "direct", False, 1.0),
        (own, "partial", False, 0.95),
        (own, "partial", True, 1.0),
        pytest.param(gold_quotes, "direct", False, 0.96, marks=needs_gold),
        pytest.param(gold_quotes, "direct", True, 0.98, marks=needs_gold),
        pytest.param(gold_quotes, "partial", False, 0.88, marks=needs_gold),
        pytest.param(gold_quotes, "partial", True, 0.92, marks=needs_gold),
    ],
)
def test_recall_at_one_of_quotes(rows: Set, kind: str, speakers: bool, floor: float) -> None:
    pairs, others = rows()
    wanted = [number for number, pair in enumerate(pairs) if pair["kind"] == kind]
    found = recall(compared(pairs, [*pairs, *others], speakers=speakers), wanted, [*pairs, *others])
    print(f"recall at 1, {kind}: {found:.3f} of {len(wanted)}")
    assert found >= floor


@needs_gold
@pytest.mark.parametrize(
    ("name", "french", "floor"),
    [
        ("match_ntrex.jsonl", "fr", 0.985),
        ("match_ntrex.jsonl", "fr_ca", 0.985),
        ("match_pud.jsonl", "fr", 0.99),
    ],
)
def test_recall_at_one_of_sentences(name: str, french: str, floor: float) -> None:
    pairs = [{"fr": row[french], "en": row["en"]} for row in records(GOLD / name)]
    found = recall(compared(pairs, pairs), range(len(pairs)), pairs)
    print(f"recall at 1, {name}, {french}: {found:.4f} of {len(pairs)}")
    assert found >= floor


@pytest.mark.parametrize(
    ("rows", "kind", "floor"),
    [
        (own, "", 0.97),
        pytest.param(gold_quotes, "", 0.97, marks=needs_gold),
        pytest.param(gold_quotes, "direct", 0.98, marks=needs_gold),
        pytest.param(gold_quotes, "partial", 0.93, marks=needs_gold),
    ],
)
def test_no_counterpart_is_told(rows: Set, kind: str, floor: float) -> None:
    found = area(*rows(), kind)
    print(f"AUC, {kind or 'all'}: {found:.4f}")
    assert found >= floor


@needs_gold
def test_no_counterpart_among_sentences_is_told() -> None:
    pairs = records(GOLD / "match_pud.jsonl")[:300]
    found = area(pairs, [])
    print(f"AUC, sentences: {found:.4f}")
    assert found >= 0.99


def test_a_story_told_again_is_not_certain() -> None:
    retold = [row for row in own()[1] if row["kind"] == "retold"]
    found = compared(retold, own()[1])
    assert all(found.probability < CERTAIN)


@pytest.mark.parametrize("rows", [own, pytest.param(gold_quotes, marks=needs_gold)])
def test_certain_matches_are_right(rows: Set) -> None:
    pairs, others = rows()
    target = [*pairs, *others]
    found = compared(pairs, target)
    places = zip(found.source.tolist(), found.target.tolist(), strict=True)
    scores = dict(zip(places, map(Evidence, found.probability.tolist()), strict=True))
    certain = [m for m in assign(scores) if m.certain]
    right = [m for m in certain if same(target[m.rendering]["en"], pairs[m.quote]["en"])]
    print(f"certain: {len(right)} right of {len(certain)}, {len(pairs)} to find")
    assert len(right) >= 0.8 * len(pairs)
    assert len(right) >= 0.95 * len(certain)


def test_probabilities_are_true() -> None:
    """Of the best candidates with a probability within some bounds about as many are right."""
    pairs, others = own()
    found = compared(pairs, [*pairs[::2], *others])
    best = [found.of_source(number)[0] for number in range(len(pairs))]
    stated = found.probability[best]
    right = [number % 2 == 0 for number in range(len(pairs))]
    assert abs(float(stated.sum()) - sum(right)) <= 0.1 * len(pairs)
