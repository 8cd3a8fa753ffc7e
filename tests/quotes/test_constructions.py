"""Every construction that sets words apart, in French, English and Spanish; all texts are fictional.

In `constructions.tsv` each line is a language and a text: `⟦1|…⟧` is a piece of the first quotation, `⟪…⟫` a
reporting clause in it or between its pieces, `⟦i|…⟧` something that may be found or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from db.records import Block, LanguageTag, Span
from workbench.ingest.reader import blocks_of
from workbench.quotes.extract import find

LINES = Path(__file__).with_name("constructions.tsv").read_text(encoding="utf-8").splitlines()

_TAG = re.compile(r"⟦(\w)\||⟪|[⟧⟫]")
_EDGES = " \n,.;:!?…"


class Case(NamedTuple):
    lang: LanguageTag
    text: str
    quotes: list[list[Span]]
    incises: list[Span]
    either: list[Span]


def case(line: str) -> Case:
    lang, marked = line.split("\t", 1)
    marked = marked.replace("\\n", "\n").replace("\\t", "\t")
    text, at = "", 0
    groups: defaultdict[str, list[Span]] = defaultdict(list)
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[0] in "⟧⟫":
            key, start = opened.pop()
            groups[key].append(Span(start, len(text)))
        else:
            opened.append((tag[1] or "incise", len(text)))
    text += marked[at:]
    quotes = [groups[key] for key in sorted(groups) if key.isdigit()]
    return Case(LanguageTag(lang), text, quotes, groups["incise"], groups["i"])


def bare(text: str, span: Span) -> str:
    """The words without the punctuation at their end, which may stand on either side of a mark."""
    return span.of(text).strip(_EDGES)


@pytest.mark.parametrize("mapped", [False, True], ids=["lines", "blocks"])
@pytest.mark.parametrize("line", LINES)
def test_construction(line: str, mapped: bool) -> None:
    lang, text, quotes, incises, either = case(line)
    blocks: tuple[Block, ...] = blocks_of(text) if mapped else ()
    found = [
        quote
        for quote in find(text, lang, blocks)
        if not any(span.start <= quote.pieces[0].start < span.end for span in either)
    ]
    assert [[bare(text, piece) for piece in quote.pieces] for quote in found] == [
        [bare(text, piece) for piece in pieces] for pieces in quotes
    ]
    assert [incise for quote in found for incise in quote.incises] == incises


def test_there_are_many_of_them() -> None:
    assert len(LINES) >= 120
