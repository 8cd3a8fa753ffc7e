"""The detection of flaws in drafts, against floors: on our own gold, and on references where they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from db.records import LanguageTag
from workbench.draft.flaws import flaws

OWN = Path(__file__).parent / "drafts"
REFERENCES = Path(__file__).parents[2].parent / "shared" / "gold" / "mt"

pytestmark = pytest.mark.quality

Row = tuple[str, str, str, str, frozenset[str]]
"""Languages, source, draft, and the kinds of which one is expected; none for a sound draft."""


def rows() -> list[Row]:
    french = [f"fr\ten\t{line}" for line in (OWN / "fr-en.tsv").read_text(encoding="utf-8").splitlines()]
    others = (OWN / "other.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in french + others]
    return [
        (ours, theirs, source, draft, frozenset(kinds.split()))
        for ours, theirs, source, draft, kinds in cells
    ]


def found(row: Row) -> set[str]:
    ours, theirs, source, draft, _ = row
    return {flag.kind for flag in flaws(source, draft, LanguageTag(ours), LanguageTag(theirs))}


def test_sound_drafts_raise_no_alarm() -> None:
    alarms = {row[3]: found(row) for row in rows() if not row[4] and found(row)}
    assert alarms == {}


FLOORS = {
    "loop": 0.95,
    "copy": 0.95,
    "number": 0.95,
    "leftover": 0.9,
    "link": 1.0,
    "marks": 0.95,
    "long": 0.95,
}
"""Shares of the planted flaws of a kind that must be found; the other kinds have the last one."""
LEAST = 0.5


@pytest.mark.parametrize("kind", [*FLOORS, "dropped", "name", "negation", "empty"])
def test_planted_flaws_are_found(kind: str) -> None:
    planted = [row for row in rows() if kind in row[4]]
    hits = sum(bool(found(row) & row[4]) for row in planted)
    assert hits >= FLOORS.get(kind, LEAST) * len(planted) > 0


@pytest.mark.skipif(not REFERENCES.is_dir(), reason="the gold sets are not beside the checkout")
def test_references_raise_few_alarms() -> None:
    """Of newstest2013 the references; what is left is mostly what they changed or left out themselves."""
    french, english = (
        (REFERENCES / f"newstest2013.{lang}").read_text(encoding="utf-8").splitlines()
        for lang in ("fr", "en")
    )
    fr, en = LanguageTag("fr"), LanguageTag("en")
    flagged = [{flag.kind for flag in flaws(*pair, fr, en)} for pair in zip(french, english, strict=True)]
    kinds = Counter(kind for each in flagged for kind in each)
    assert sum(map(bool, flagged)) <= 0.04 * len(flagged)
    assert max(kinds.values()) <= 0.01 * len(flagged)
