"""Which pairs of texts are worth comparing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.align.bags import tokens
from workbench.align.known_words import Lexicon, shipped
from workbench.match.compare import View
from workbench.match.shortlist import KEEP, shortlist
from workbench.match.speakers import Speakers

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "match"
LEXICON = Lexicon.of([("pont", "bridge", 9.0), ("route", "road", 9.0), ("mil", "millet", 9.0)])

sources = st.lists(st.lists(st.sampled_from(["pont", "route", "mil", "sel", "12"]), max_size=4), max_size=6)
targets = st.lists(
    st.lists(st.sampled_from(["bridge", "road", "millet", "salt", "12"]), max_size=4), max_size=6
)


def pairs(
    source: Sequence[Sequence[str]], target: Sequence[Sequence[str]], keep: int = KEEP, few: int = 0
) -> list[tuple[int, int]]:
    view = View.of(source, target, LEXICON)
    found = shortlist(view.ahead, view.back, keep=keep, few=few)
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


@given(sources, targets)
def test_of_few_texts_all_that_have_words_are_compared(
    source: list[list[str]], target: list[list[str]]
) -> None:
    wanted = [(i, j) for i, one in enumerate(source) if one for j, other in enumerate(target) if other]
    assert pairs(source, target, few=100) == wanted


@given(sources, targets, st.integers(1, 3))
def test_of_many_texts_each_keeps_its_nearest(
    source: list[list[str]], target: list[list[str]], keep: int
) -> None:
    found = pairs(source, target, keep)
    assert found == sorted(set(found))
    assert len(found) <= keep * (len(source) + len(target))
    assert set(found) <= set(pairs(source, target, few=100))


def test_the_nearest_share_what_is_rare() -> None:
    source = [["le", "pont", "kerou"], ["la", "route"]]
    target = [["the", "road"], ["the", "salt"], ["the", "bridge", "kerou"]]
    assert pairs(source, target, keep=1) == [(0, 2), (1, 0)]


def test_the_texts_of_one_speaker_are_compared_whatever_they_say() -> None:
    source, target = [["pont"], ["corde"]], [["bridge"], ["pony"], ["bridge", "road"]]
    view = View.of(source, target, LEXICON)
    speakers = Speakers.of(["", "Awa Touré"], ["", "A. Toure", "Awa Sissoko"])
    found = shortlist(view.ahead, view.back, speakers, few=0)
    assert (1, 1) in zip(*(side.tolist() for side in found), strict=True)
    assert (1, 2) not in zip(*(side.tolist() for side in found), strict=True)


def gold(name: str) -> list[dict[str, str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [record for line in lines if (record := json.loads(line)).get("en")]


@pytest.mark.quality
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "kind", "floor"),
    [
        ("match_quotes.jsonl", "direct", 0.99),
        ("match_quotes.jsonl", "partial", 0.95),
        ("match_ntrex.jsonl", "", 0.99),
    ],
)
def test_the_right_text_is_kept_without_drafts(name: str, kind: str, floor: float) -> None:
    wanted = [record for record in gold(name) if not kind or record["kind"] == kind]
    others = [record["en"] for record in gold("match_pud.jsonl") + gold("match_quotes_distractors.jsonl")]
    target = [tokens(record["en"]) for record in wanted] + [tokens(text) for text in others]
    view = View.of([tokens(r["fr"]) for r in wanted], target, shipped(LanguageTag("fr"), LanguageTag("en")))
    speakers = Speakers.of(
        [record.get("fr_speaker") or "" for record in wanted],
        [record.get("en_speaker") or "" for record in wanted] + [""] * len(others),
        shipped(LanguageTag("fr"), LanguageTag("en")),
    )
    found = set(
        zip(*(side.tolist() for side in shortlist(view.ahead, view.back, speakers, few=0)), strict=True)
    )
    kept = sum((number, number) in found for number in range(len(wanted))) / len(wanted)
    print(f"{name} {kind}: {kept:.3f} of {len(wanted)} among {len(target)}")
    assert kept >= floor
