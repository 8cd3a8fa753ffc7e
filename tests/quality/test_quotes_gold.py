"""How well quotations and speakers are found, measured on the gold sets; run with -s for the table."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from db.records import LanguageTag
from workbench.quotes.extract import find

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "quotes"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="the gold sets are not here"),
]


class Floor(NamedTuple):
    exact: float
    """F1 of exact spans, in percent."""
    overlap: float
    """F1 of spans that overlap by half."""
    speaker: float
    """Speakers resolved, of the spans found."""
    mention: float
    """Speakers resolved or rightly mentioned."""
    end_to_end: float
    """Quotations found with the right speaker."""
    intruders: int
    """Titles, names and scare quotes taken for quotations."""


FLOORS = {
    "wikinews_fr": Floor(97.0, 98.0, 87.0, 93.0, 85.0, 0),
    "ntrex_en": Floor(98.0, 98.0, 93.0, 93.0, 91.0, 0),
    "ntrex_fr": Floor(97.0, 97.0, 90.5, 90.5, 87.5, 1),
    "estrep_fr": Floor(99.0, 99.0, 93.0, 98.0, 93.0, 0),
    "hardcases": Floor(98.0, 98.0, 98.0, 98.0, 97.0, 0),
}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotes_score", GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(record: dict[str, Any]) -> list[dict[str, Any]]:
    text = record["text"]
    return [
        {
            "start": piece.start,
            "end": piece.end,
            "speaker": quote.speaker,
            "mention": quote.mention.of(text) if quote.mention else None,
        }
        for quote in find(text, LanguageTag(record["lang"]))
        for piece in quote.pieces
    ]


@pytest.mark.parametrize("name", FLOORS)
def test_quotations_and_speakers(name: str) -> None:
    score = scorer()
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    counts = score.score([json.loads(line) for line in lines], predicted)
    print(f"\n{name:12s} {score.line(counts)}")
    reached = Floor(
        score.prf(counts["ex"], counts["pred"], counts["gold"])[2],
        score.prf(counts["pa"], counts["pred"], counts["gold"])[2],
        100 * counts["sp"] / counts["spn"],
        100 * counts["spm"] / counts["spn"],
        100 * counts["e2e"] / counts["spgold"],
        counts["fp_neg"],
    )
    floor = FLOORS[name]
    assert all(got >= least for got, least in zip(reached[:-1], floor[:-1], strict=True)), (reached, floor)
    assert reached.intruders <= floor.intruders
