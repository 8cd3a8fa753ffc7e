"""How well quotations and speakers are found in our own fictional articles; run with -s for the tables."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.records import FoundQuote, Span
from workbench.ingest.reader import blocks_of
from workbench.quotes.extract import find
from workbench.text.fold import fold

HERE = Path(__file__).with_name("quotes")
OTHERS = Path(__file__).parents[2].parent / "shared" / "gold" / "quotes"

pytestmark = pytest.mark.quality

_EDGES = " \t\n\u00a0\u202f«»“”\"‘’'.,;:!?…-–—[]()"
_ARTICLES = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "the",
        "a",
        "an",
        "of",
        "his",
        "her",
        "its",
        "son",
        "sa",
    ]
)


class Floor(NamedTuple):
    """Shares in percent that must be reached."""

    exact: float
    """F1 of spans, punctuation at their ends aside."""
    speaker: float
    """Speakers resolved, of the spans found."""
    mention: float
    """Speakers resolved or rightly mentioned."""


FLOORS = {"fr": Floor(98.5, 88.0, 92.0), "en": Floor(98.5, 93.0, 96.0)}
MOST_INTRUDERS = 2
"""Of the titles, names and scare quotes of a language, those that may be taken for quotations."""


class Piece(NamedTuple):
    """One piece that was found, with its quotation."""

    span: Span
    quote: FoundQuote


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def pieces(record: dict[str, Any]) -> list[Piece]:
    text = record["text"]
    found = find(text, record["lang"], blocks_of(text))
    read = [Piece(bare(text, *piece), quote) for quote in found for piece in quote.pieces]
    doubtful = [(span["start"], span["end"]) for span in record.get("ignore", [])]
    return [
        piece for piece in read if not any(s < piece.span.end and piece.span.start < e for s, e in doubtful)
    ]


def words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(name)) if word not in _ARTICLES]


def means(name: str, right: str) -> bool:
    """True when two names share the last word of either, or two words."""
    one, other = words(name), words(right)
    if not one or not other:
        return False
    return one[-1] in other or other[-1] in one or len(set(one) & set(other)) > 1


def compared(record: dict[str, Any], counts: Counter[str]) -> None:
    """Add the pieces of one article to `counts`: given, found, exact, with speakers, intruders."""
    text, found = record["text"], pieces(record)
    spans = {piece.span: piece.quote for piece in found}
    counts["found"] += len(found)
    for gold in record["quotes"]:
        counts["given"] += 1
        quote = spans.pop(bare(text, gold["start"], gold["end"]), None)
        counts["exact"] += quote is not None
        if quote is None or not gold["speaker"]:
            continue
        counts["named"] += 1
        mention = quote.mention.of(text) if quote.mention else ""
        resolved = means(quote.speaker, gold["speaker"])
        near = (gold["speaker"], *gold.get("speaker_alt", []))
        counts["speaker"] += resolved
        counts["mention"] += resolved or any(
            means(who, name) for who in (quote.speaker, mention) for name in near
        )
    for span in spans:
        counts["intruders"] += any(
            n["start"] < span.end and span.start < n["end"] for n in record["not_quotes"]
        )


@pytest.mark.parametrize("lang", FLOORS)
def test_offsets_of_the_gold_are_right(lang: str) -> None:
    gold = records(HERE / f"{lang}.jsonl")
    assert len(gold) >= 20
    assert sum(len(record["quotes"]) for record in gold) >= 120
    for record in gold:
        assert "fictional" in record["source"]
        for quote in (*record["quotes"], *record["not_quotes"]):
            assert record["text"][quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("lang", FLOORS)
def test_own_gold(lang: str) -> None:
    counts: Counter[str] = Counter()
    for record in records(HERE / f"{lang}.jsonl"):
        compared(record, counts)
    reached = Floor(
        200 * counts["exact"] / (counts["found"] + counts["given"]),
        100 * counts["speaker"] / counts["named"],
        100 * counts["mention"] / counts["named"],
    )
    print(
        f"\n{lang} {dict(counts)} F1 {reached.exact:.1f} speaker {reached.speaker:.1f} mention {reached.mention:.1f}"
    )
    assert all(got >= least for got, least in zip(reached, FLOORS[lang], strict=True)), reached
    assert counts["intruders"] <= MOST_INTRUDERS


def judged(record: dict[str, Any]) -> list[tuple[str, float, bool, bool]]:
    """Cue, confidence, whether the span is right, and whether span and speaker are, of each piece."""
    text = record["text"]
    gold = {bare(text, quote["start"], quote["end"]): quote for quote in record["quotes"]}
    result = []
    for piece in pieces(record):
        quote = gold.get(piece.span)
        right = quote is not None and (not quote["speaker"] or means(piece.quote.speaker, quote["speaker"]))
        result.append((piece.quote.cue or "nobody", piece.quote.confidence, quote is not None, right))
    return result


def test_confidence_means_something() -> None:
    """Pieces that are surer are more often right; the table is that of `docs/quotes.md`."""
    paths = [*sorted(HERE.glob("*.jsonl")), *sorted(OTHERS.glob("*.jsonl"))]
    found = [one for path in paths for record in records(path) for one in judged(record)]
    print(f"\n{'cue':16s} pieces  span right  speaker right  mean confidence")
    for cue in sorted({one[0] for one in found}):
        own = [one for one in found if one[0] == cue]
        share = [100 * sum(one[at] for one in own) / len(own) for at in (1, 2, 3)]
        print(f"{cue:16s} {len(own):6d}  {share[1]:10.0f}  {share[2]:13.0f}  {share[0]:15.0f}")
    print("confidence  pieces  both right")
    shares = []
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 1.01)):
        own = [one for one in found if low <= one[1] < high]
        shares.append(sum(one[3] for one in own) / max(1, len(own)))
        print(f"{low:.1f}–{min(high, 1):.1f}     {len(own):6d}  {100 * shares[-1]:10.0f}")
    assert shares == sorted(shares)
