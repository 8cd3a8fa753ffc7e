"""How well sentences are split; run with -s for the figures and every mistake in our own passages.

The passages are fictional. `fr` and `en` were written before the rules that are measured on them and then used to
find mistakes; `second_*` were measured blind (French: 2 splits too many, none missing; English: 3 and 2) and then
read for kinds of mistakes; `third_*` were measured blind last, and nothing was changed for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from db.records import LanguageTag
from workbench.text.sentences import split

HERE = Path(__file__).with_name("sentences")
SHARED = Path(__file__).parents[2].parent / "shared" / "gold"

pytestmark = pytest.mark.quality

LIMITS = {
    "fr": (0, 0),
    "en": (0, 0),
    "second_fr": (0, 0),
    "second_en": (0, 2),
    "third_fr": (0, 0),
    "third_en": (1, 0),
    "es": (0, 0),
    "de": (1, 1),
    "it": (0, 0),
    "pt": (0, 0),
    "ar": (0, 0),
}
"""For each file: how many boundaries may be found that are none, and how many may be missing."""

FLOORS = {
    "mt/newstest2013.fr": (0.989, 0.957),
    "mt/newstest2013.en": (0.990, 0.956),
    "mt/newstest2014.fr": (0.998, 0.941),
    "mt/newstest2014.en": (0.983, 0.935),
    "align/pud_11.src": (0.996, 0.998),
    "align/pud_11.tgt": (0.997, 0.999),
    "align/tb_dev.src": (0.949, 0.807),
    "align/tr_candide.src": (0.997, 0.985),
    "align/tr_candide.tgt": (0.929, 0.891),
    "align/tr_mouret.src": (0.999, 0.883),
    "align/tr_mouret.tgt": (0.978, 0.891),
}
"""For each file of one sentence a line: precision and recall of the boundaries within runs of ten lines.

Lines without a full stop (headlines) count as missing, lines of two sentences as splits too many.
"""

GERMAN = ["align/tb_dev.src"]


class Score(NamedTuple):
    """Boundaries that are right, that are none, and that were not found; each mistake with its surroundings."""

    right: int
    none: list[str]
    missing: list[str]


def passages(path: Path) -> Iterator[list[str]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines


def runs(path: Path) -> Iterator[list[str]]:
    lines = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for first in range(0, len(lines), 10):
        yield lines[first : first + 10]


def measure(groups: Iterator[list[str]], lang: str) -> Score:
    score = Score(0, [], [])
    for lines in groups:
        text, gold = "", set()
        for line in lines:
            gold.add(len(text + line.removesuffix("\\")))
            text += line.removesuffix("\\") + ("" if line.endswith("\\") else " ")
        found, at = set(), 0
        for segment in split(text, LanguageTag(lang)):
            found.add(at + len(segment.text))
            at += len(segment.text) + len(segment.after)
        score = Score(
            score.right + len(found & gold) - 1,  # the end of the text is no achievement
            score.none + [f"{text[max(0, at - 40) : at]} | {text[at : at + 30]}" for at in found - gold],
            score.missing + [f"{text[max(0, at - 40) : at]} | {text[at : at + 30]}" for at in gold - found],
        )
    return score


@pytest.mark.parametrize("name", LIMITS)
def test_our_own_passages(name):
    score = measure(passages(HERE / f"{name}.txt"), name[-2:])
    print(f"\n{name}: {score.right} right", *score.none, "missing:", *score.missing, sep="\n")
    assert (len(score.none) <= LIMITS[name][0]) and (len(score.missing) <= LIMITS[name][1])


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.skipif(not SHARED.exists(), reason="the gold sets are not here")
def test_lines_joined_and_split_again(name):
    lang = "de" if name in GERMAN else {"src": "fr", "tgt": "en"}.get(name[-3:], name[-2:])
    score = measure(runs(SHARED / name), lang)
    precision = score.right / (score.right + len(score.none))
    recall = score.right / (score.right + len(score.missing))
    print(f"\n{name}: precision {precision:.4f} recall {recall:.4f}")
    assert precision >= FLOORS[name][0]
    assert recall >= FLOORS[name][1]
