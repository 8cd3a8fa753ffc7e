"""What holds for every text, however damaged its marks are."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Block, BlockKind, FoundQuote, LanguageTag, Span
from tests.support.growth import grows_at_most
from workbench.ingest.reader import blocks_of
from workbench.quotes.extract import find
from workbench.quotes.pieces import spoken

MARKS = ["«", "»", "“", "”", "„", '"', "'", "‘", "’", "‘‘", "’’", "``", "''", ",,", "‹", "›", "<<", ">>"]
WORDS = [
    *(
        "said",
        "a-t-il déclaré",
        "dit",
        "selon",
        "according to",
        "Awa Cissé",
        "le ministre",
        "he",
        "il",
        "dijo",
    ),
    *("l'", "d’", "’90s", "the players’ bus", "my translation:", "traduit de l'anglais par", "M. Sow", "Q :"),
    *(".", ",", "?", "!", "…", ":", ";", "—", ">", "\n", "\n\n", "    ", "\u00a0", "\u202f", "(", ")", "[…]"),
]
PAIRS = [
    ("«\u00a0", "\u00a0»"),
    ("« ", " »"),
    ("“", "”"),
    ("„", "“"),
    ("‘‘", "’’"),
    ("``", "''"),
    (",,", "''"),
    ('"', '"'),
]

any_text = st.text(st.characters(exclude_categories=()), max_size=6)
pieces_of_text = st.lists(st.one_of(st.sampled_from(MARKS + WORDS), any_text), max_size=40)
texts = st.one_of(st.text(max_size=200), pieces_of_text.map(" ".join), pieces_of_text.map("".join))
tags = st.sampled_from([LanguageTag(tag) for tag in ("fr", "en", "es", "fr-FR", "pt", "und")])


def check(text: str, quotes: list[FoundQuote]) -> None:
    spans = [piece for quote in quotes for piece in quote.pieces]
    assert all(quote.pieces for quote in quotes)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    for quote in quotes:
        assert 0 < quote.confidence <= 1
        if quote.mention:
            assert 0 <= quote.mention.start < quote.mention.end <= len(text)
        assert not quote.speaker or quote.cue
        outer = Span(quote.pieces[0].start, quote.pieces[-1].end)
        assert all(before.end <= after.start for before, after in pairwise(quote.incises))
        assert all(outer.start <= incise.start < incise.end <= outer.end for incise in quote.incises)
        kept = spoken(quote.pieces, quote.incises, text)
        outside = sum(piece.end - piece.start for piece in quote.pieces)
        assert sum(span.end - span.start for span in kept) <= outside
        assert all(before.end <= after.start for before, after in pairwise(kept))


@settings(max_examples=60, deadline=None)
@given(texts, tags)
def test_the_same_text_gives_the_same_quotations(text: str, lang: LanguageTag) -> None:
    assert find(text, lang, blocks_of(text)) == find(text, lang, blocks_of(text))


@settings(max_examples=200, deadline=None)
@given(texts, tags)
def test_pieces_are_ordered_apart_inside_the_text_and_not_empty(text: str, lang: LanguageTag) -> None:
    check(text, find(text, lang))


@st.composite
def mapped(draw: st.DrawFn) -> tuple[str, list[Block]]:
    parts = draw(st.lists(texts, max_size=6))
    text, blocks = "", []
    for part in parts:
        kind = draw(st.sampled_from(BlockKind))
        reason = draw(st.sampled_from(["", "", "menu"]))
        blocks.append(Block(len(text), len(text) + len(part), kind, reason))
        text += part + "\n"
    return text, blocks


@settings(max_examples=200, deadline=None)
@given(mapped(), tags)
def test_nothing_is_found_in_what_the_blocks_set_aside(
    page: tuple[str, list[Block]], lang: LanguageTag
) -> None:
    text, blocks = page
    quotes = find(text, lang, blocks) if blocks else []
    check(text, quotes)
    aside = [block for block in blocks if block.set_aside]
    for quote in quotes:
        for piece in quote.pieces:
            shared = (text[max(piece.start, block.start) : min(piece.end, block.end)] for block in aside)
            assert not any(part.strip() for part in shared)


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["rain", "N’Dour", "l’État", "we", "[sic]", "d'or", "12,5", "…"]),
        min_size=4,
        max_size=12,
    )
)
def test_a_marked_utterance_is_found_without_its_marks(opening: str, closing: str, words: list[str]) -> None:
    inner = " ".join(["rain", *words])
    text = f"{opening}{inner}{closing}, said Ann Lee."
    assert [[piece.of(text) for piece in quote.pieces] for quote in find(text, LanguageTag("en"))] == [
        [inner]
    ]


PATTERNS = {
    "an article": "Le général Oumar Sow a dit mardi que « la ville tient ». « Rien ne presse », a-t-il ajouté à Gao. ",
    "opening marks": "« ",
    "opening, then closing marks": "“a ",
    "straight marks at line starts": '"a\n',
    "fragments without end": '"a b" ',
    "single marks": "‘a’ ",
    "interjections": "« oui, a dit x, non » ",
    "names": "Ali Sow Ba, ",
    "turns": "Ali : oui ?\n",
    "translations": "my translation: a b c d e\n",
}


@pytest.mark.parametrize("mark", MARKS)
def test_ten_million_of_one_mark(mark: str) -> None:
    start = process_time()
    assert find(mark * (10_000_000 // len(mark)), LanguageTag("fr")) == []
    assert process_time() - start < 10


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_time_is_linear_in_the_length(lang: str) -> None:
    article = (
        "« La ville tient », a dit Awa Cissé. “It holds,” said Lena Ford, “and it will.” Rien ne presse.\n"
    )

    small, large = article * 250, article * 1000
    tag = LanguageTag(lang)
    assert grows_at_most(8, lambda: find(small, tag), lambda: find(large, tag))  # it is four times the text


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, *WORDS, "a"]), min_size=1, max_size=6), tags)
def test_no_mixture_explodes(parts: list[str], lang: LanguageTag) -> None:
    pattern = " ".join(parts)
    text = (pattern * (20_000 // len(pattern) + 1))[:20_000]
    start = process_time()
    check(text, find(text, lang))
    assert process_time() - start < 6


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_time_does_not_explode(pattern: str) -> None:
    text = pattern * (20_000 // len(pattern))
    start = process_time()
    check(text, find(text, LanguageTag("fr")))
    assert process_time() - start < 2
