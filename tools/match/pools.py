"""Texts to learn matching from: a pool is some French texts, some English ones, and who renders whom."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.records import LanguageTag
from workbench.draft.service import translations

_FRENCH_QUOTE = re.compile(r"«\s*([^«»]+?)\s*»|\"([^\"]+)\"|“([^”]+)”")
_ENGLISH_QUOTE = re.compile(r"\"([^\"]+)\"|“([^”]+)”|(?<!\w)'([^']{3,}?)'(?!\w)")

_TOLD_AGAIN = 0.4
"""Share of the words that a pseudo-retelling shares with the text it tells again."""
_RETOLD = 0.6
"""How many texts of a pool with retellings are told again."""
_SHORTEST_STORY = 12
"""Words from which a text can be told again."""


@dataclass(frozen=True, slots=True)
class Pool:
    """French and English texts; `target[i]` renders `source[i]` for i < `pairs`, all others nothing."""

    name: str
    source: list[str]
    target: list[str]
    pairs: int
    speakers: tuple[list[str], list[str]] | None = None
    kinds: list[str] | None = None
    """For each pair whether it is a whole utterance (`direct`) or a fragment (`partial`)."""
    parts: bool = False
    """Whether one side of each pair says more than the other renders."""
    retold: bool = False
    """Whether some of the English texts only tell of the same."""
    drafts: list[str] = field(default_factory=list)
    """Machine translations of the French texts, where they were asked for."""


def training(gold: Path, seed: int = 1) -> list[Pool]:
    """Pools of newstest2013: sentences, quotes, parts beside wholes, each among few and among many."""
    french, english = (_lines(gold / "mt" / f"newstest2013.{lang}") for lang in ("fr", "en"))
    rng = random.Random(seed)
    quotes = marked_quotes(french, english)
    whole = Pool("quotes", *map(list, zip(*quotes, strict=True)), len(quotes))
    pools = [whole]
    for size in (10, 25, 50, 100):
        pools += [_part(whole, rng.sample(range(whole.pairs), size)) for _ in range(800 // size)]
    news = Pool("news", french, english, len(french))
    for start in range(0, len(french), 1000):
        pools.append(_part(news, range(start, start + 1000)))
    for size, count in ((250, 4), (60, 8), (15, 16)):
        for start in rng.sample(range(len(french) - size), count):
            pools.append(_part(news, range(start, start + size)))
    pools += [_halves(news, range(start, start + 300), rng) for start in (100, 1100, 2100)]
    cut = _cuts("news_cuts", french, english)
    pools += [_part(cut, rng.sample(range(cut.pairs), size)) for size in (150, 50, 50, 20, 20, 20)]
    return [_with_retellings(pool, rng) if rng.random() < 0.5 else pool for pool in pools]


def testing(gold: Path) -> list[Pool]:
    """The gold sets of matching, and quotes that stand in them in quotation marks."""
    pools = []
    ntrex = _records(gold / "match" / "match_ntrex.jsonl")
    for name, key in (("ntrex", "fr"), ("ntrex_ca", "fr_ca")):
        french, english = [r[key] for r in ntrex], [r["en"] for r in ntrex]
        pools.append(Pool(name, french, english, len(ntrex)))
        quotes = marked_quotes(french, english)
        pools.append(Pool(f"{name}_quotes", *map(list, zip(*quotes, strict=True)), len(quotes)))
        pools.append(_cuts(f"{name}_cuts", french, english))
    pud = _records(gold / "match" / "match_pud.jsonl")
    pools.append(Pool("pud", [r["fr"] for r in pud], [r["en"] for r in pud], len(pud)))
    return [*pools, *_annotated(gold / "match")]


def _annotated(folder: Path) -> list[Pool]:
    """The quotes that people annotated, among others as distractors: with their speakers and without."""
    pairs = [record for record in _records(folder / "match_quotes.jsonl") if record["en"]]
    others = [record["en"] for record in _records(folder / "match_quotes_distractors.jsonl")]
    source, target = [record["fr"] for record in pairs], [record["en"] for record in pairs] + others
    pool = Pool("gold", source, target, len(pairs), kinds=[record["kind"] for record in pairs])
    said_by = [record["fr_speaker"] or "" for record in pairs]
    printed_as = [record["en_speaker"] or "" for record in pairs] + [""] * len(others)
    return [pool, replace(pool, name="gold_speakers", speakers=(said_by, printed_as))]


def marked_quotes(french: Sequence[str], english: Sequence[str]) -> list[tuple[str, str]]:
    """What stands in quotation marks in sentences that have as many quotes on either side, each pair once."""
    found: dict[tuple[str, str], None] = {}
    for ours, theirs in zip(french, english, strict=True):
        quoted, others = _quoted(_FRENCH_QUOTE, ours), _quoted(_ENGLISH_QUOTE, theirs)
        if len(quoted) == len(others):
            found.update(
                dict.fromkeys(pair for pair in zip(quoted, others, strict=True) if pair[0] != pair[1])
            )
    return list(found)


def _quoted(pattern: re.Pattern[str], sentence: str) -> list[str]:
    return [next(filter(None, found.groups())).strip() for found in pattern.finditer(sentence)]


def _part(pool: Pool, rows: Sequence[int]) -> Pool:
    source, target = [pool.source[i] for i in rows], [pool.target[i] for i in rows]
    return Pool(pool.name, source, target, len(rows), parts=pool.parts)


def _cuts(name: str, french: Sequence[str], english: Sequence[str]) -> Pool:
    """French sentences, each beside a fragment of its rendering that stood in quotation marks."""
    source, target = [], []
    for ours, theirs in zip(french, english, strict=True):
        quoted = _quoted(_ENGLISH_QUOTE, theirs)
        if len(quoted) == len(_quoted(_FRENCH_QUOTE, ours)) == 1 and len(quoted[0]) < len(theirs) / 2:
            source.append(ours)
            target.append(quoted[0])
    return Pool(name, source, target, len(source), parts=True)


def _halves(pool: Pool, rows: range, rng: random.Random) -> Pool:
    """Pairs of which one side has a sentence more than the other renders."""
    source, target = [], []
    for row in rows[:-1:2]:
        kept = rng.choice((row, row + 1))
        ours = f"{pool.source[row]} {pool.source[row + 1]}", f"{pool.target[row]} {pool.target[row + 1]}"
        part = pool.source[kept], pool.target[kept]
        whole_target = rng.random() < 0.3
        source.append(part[0] if whole_target else ours[0])
        target.append(ours[1] if whole_target else part[1])
    return Pool(f"{pool.name}_parts", source, target, len(source), parts=True)


def _with_retellings(pool: Pool, rng: random.Random) -> Pool:
    """The pool with some English texts told again: half of their words, the others from their neighbours."""
    told = []
    for place, text in enumerate(pool.target):
        words = text.split()
        if len(words) >= _SHORTEST_STORY and rng.random() < _RETOLD:
            near = " ".join(pool.target[max(0, place - 5) : place + 6]).split()
            told.append(" ".join(w if rng.random() < _TOLD_AGAIN else rng.choice(near) for w in words))
    return replace(pool, target=[*pool.target, *told], retold=True)


def drafted(pools: Sequence[Pool], kept: Path) -> list[Pool]:
    """The pools with machine translations; `kept` holds those of earlier runs and gets the new ones."""
    known: dict[str, str] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    missing = sorted({text for pool in pools for text in pool.source} - known.keys())
    if missing:
        translate = translations(LanguageTag("fr"), LanguageTag("en"))
        known |= zip(missing, translate(missing) or [""] * len(missing), strict=True)
        kept.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    return [replace(pool, drafts=[known[text] for text in pool.source]) for pool in pools]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in _lines(path)]
