"""Matching of renderings to quotes on the gold set, without drafts, against floors."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from db.records import LanguageTag
from workbench.match.score import ACCEPT, MARGIN, Candidate, Evidence, assign, compare

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "match"
FR, EN = LanguageTag("fr"), LanguageTag("en")

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout"),
]


def records(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


@cache
def scored() -> tuple[list[dict[str, str]], list[str], dict[tuple[int, int], Evidence]]:
    """The pairs of the gold set, all renderings (those of the pairs first), every score."""
    pairs = [pair for pair in records("match_quotes.jsonl") if pair["fr"] and pair["en"]]
    quotes = [Candidate(pair["fr"], FR, pair["fr_speaker"] or "") for pair in pairs]
    renderings = [Candidate(pair["en"], EN, pair["en_speaker"] or "") for pair in pairs]
    renderings += [Candidate(other["en"], EN) for other in records("match_quotes_distractors.jsonl")]
    scores = {
        (q, r): compare(quote, rendering, draft=None)
        for q, quote in enumerate(quotes)
        for r, rendering in enumerate(renderings)
    }
    return pairs, [rendering.text for rendering in renderings], scores


@pytest.mark.parametrize(("kind", "floor"), [("direct", 0.88), ("partial", 0.66)])
def test_recall_at_one(kind: str, floor: float) -> None:
    pairs, renderings, scores = scored()
    wanted = [number for number, pair in enumerate(pairs) if pair["kind"] == kind]
    right = 0
    for quote in wanted:
        best = max(range(len(renderings)), key=lambda rendering: scores[quote, rendering].score)
        right += renderings[best] == pairs[quote]["en"]
    assert right / len(wanted) >= floor


def test_certain_matches_are_right() -> None:
    pairs, _, scores = scored()
    certain = [m for m in assign(scores, accept=ACCEPT, margin=MARGIN) if m.certain]
    right = [
        m for m in certain if m.rendering < len(pairs) and pairs[m.quote]["fr"] == pairs[m.rendering]["fr"]
    ]
    assert len(certain) >= 28
    assert len(right) / len(certain) >= 0.95
