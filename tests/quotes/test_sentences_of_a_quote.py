"""The sentences of a quote that its reporter has interrupted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag, Span, joined
from workbench.quotes.extract import find
from workbench.quotes.pieces import spoken
from workbench.quotes.segments import sentences

FR, EN = LanguageTag("fr"), LanguageTag("en")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "« Une ville ne se garde pas seule, a-t-il expliqué, elle se garde à dix. »",
            FR,
            ["Une ville ne se garde pas seule, elle se garde à dix."],
        ),
        (
            "« Nous resterons, a-t-il assuré devant la presse. Personne ne coupera la route. »",
            FR,
            ["Nous resterons", "Personne ne coupera la route."],
        ),
        ("“I will sign,” said Paul Inventé, “but not today.”", EN, ["I will sign, but not today."]),
        (
            "“The bridge was closed. Nobody told us.\n\n“We learned it late,” Lena Fictive said.",
            EN,
            ["The bridge was closed.", "Nobody told us.", "We learned it late,"],
        ),
    ],
)
def test_what_is_one_sentence(text: str, lang: LanguageTag, expected: list[str]) -> None:
    found = [
        segment.text
        for quote in find(text, lang)
        for segment in sentences(text, spoken(quote.pieces, quote.incises, text), lang)
    ]
    assert found == expected


@given(
    texts=st.lists(st.text("ab. \u00a0!,é", min_size=1).filter(str.strip), min_size=1, max_size=4),
    gaps=st.lists(st.sampled_from([", a-t-il dit, ", ", a-t-elle dit. ", "”\n\n“"]), min_size=4, max_size=4),
)
def test_no_character_of_a_piece_is_lost(texts: list[str], gaps: list[str]) -> None:
    whole, pieces = "", []
    for piece, gap in zip(texts, gaps, strict=False):
        pieces.append(Span(len(whole), len(whole) + len(piece)))
        whole += piece + gap
    found = sentences(whole, tuple(pieces), FR)
    assert [segment.position for segment in found] == list(range(len(found)))
    assert "".join(joined(found).split()) == "".join("".join(texts).split())
