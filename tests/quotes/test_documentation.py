"""The examples of `docs/quotes.md` show what is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.records import LanguageTag
from workbench.ingest.reader import blocks_of
from workbench.quotes.cues import Cue
from workbench.quotes.extract import find

PAGE = (Path(__file__).parents[2] / "docs" / "quotes.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```quotes (\w+)\n(.*?)\n---\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("lang", "text", "expected"), EXAMPLES, ids=[text[:40] for _, text, _ in EXAMPLES])
def test_example(lang: str, text: str, expected: str) -> None:
    found = [
        " | ".join(
            (" / ".join(piece.of(text) for piece in quote.pieces), quote.kind, quote.speaker, quote.cue)
        )
        for quote in find(text, LanguageTag(lang), blocks_of(text))
    ]
    assert "\n".join(found) == ("" if expected == "(nothing)" else expected)


def test_there_are_examples_in_both_languages() -> None:
    assert len(EXAMPLES) >= 17
    assert {lang for lang, _, _ in EXAMPLES} == {"fr", "en"}


def test_every_cue_is_explained() -> None:
    assert all(f"`{cue}`" in PAGE for cue in Cue if cue)
