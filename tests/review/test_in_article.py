"""A quote in its article: what is shown around it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db.records import Block, Span
from tests.tui.examples.panel import ADVERTISEMENT, LEAD, OTHER, PRINTED, SAID, example, span_in
from workbench.review.in_article import AROUND, LONGEST, Excerpt, Folded, Passage, What, excerpt, places


def texts(found: Excerpt) -> list[str]:
    return [each.text for each in found.passages if isinstance(each, Passage)]


def test_all_that_is_known_of_the_places_of_a_quote(tmp_path: Path) -> None:
    with example(tmp_path) as project:
        row = project.store.pairs.row(1)
        original, rendering = places(project, row)
        elsewhere = [place.article.outlet for place in places(project, project.store.pairs.row(3))]
    assert elsewhere == ["Le Courrier du Fleuve", "Delta Post", "Sunday Gazette"]
    assert (original.of_rendering, original.told, rendering.of_rendering) == (False, "statement", True)
    menu, before, advertisement, after = original.excerpt.passages
    assert menu == Folded(2, ("menu", "advertisement"))
    assert advertisement == Folded(1, ("advertisement",))
    assert isinstance(before, Passage) and isinstance(after, Passage)
    assert before.text.startswith(LEAD)
    assert [(what, span.of(before.text)) for span, what in before.marks] == [
        (What.QUOTE, " ".join(SAID)),
        (What.SENTENCE, SAID[0]),
    ]
    assert [(what, span.of(after.text)) for span, what in after.marks] == [(What.OTHER, OTHER)]
    (printed,) = rendering.excerpt.passages
    assert isinstance(printed, Passage)
    assert [span.of(printed.text) for span, what in printed.marks if what is What.SENTENCE] == [PRINTED[0]]
    assert ADVERTISEMENT not in before.text + after.text


def test_of_a_long_article_the_nearest_words_are_shown_and_the_rest_counted() -> None:
    text = "avant " * 1000 + "« Nous restons. »" + " après" * 1000
    found = excerpt(text, (), [span_in(text, "Nous restons.")], (), "Nous restons.")
    (shown,) = texts(found)
    assert "Nous restons." in shown
    assert set(shown.replace("« Nous restons. »", "").split()) == {"avant", "après"}
    assert AROUND <= len(shown) <= 2 * AROUND + 20
    assert found.before > 5000 and found.after > 5000


def test_of_a_quote_without_end_the_sentence_of_the_pair_is_shown() -> None:
    text = "x" * 50_000 + " ici même " + "y" * 50_000
    found = excerpt(text, (), [Span(0, len(text))], (), "ici même")
    assert "ici même" in texts(found)[0]
    assert len(texts(found)[0]) <= LONGEST + 2 * AROUND


def test_what_is_set_aside_within_a_quote_is_folded_but_not_where_it_holds_the_quote() -> None:
    text = "un PUB deux"
    aside = [Block(0, 11, reason="comments"), Block(3, 6, reason="advertisement")]
    found = excerpt(text, aside, [Span(0, 2), Span(7, 11)], (), "")
    assert [p.reasons if isinstance(p, Folded) else p.text for p in found.passages] == [
        "un",
        ("advertisement",),
        "deux",
    ]


@given(
    st.text(alphabet="ab \n\u0301é\ud800", max_size=3000),
    st.lists(st.integers(0, 3000), min_size=2, max_size=2),
    st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=8),
)
def test_marks_lie_in_their_passages_and_nothing_is_shown_twice(
    text: str, quote: list[int], cuts: list[tuple[int, bool]]
) -> None:
    start, end = sorted(min(place, len(text)) for place in quote)
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut, _ in cuts)})
    asides = dict(cuts)
    blocks = [Block(one, two, reason="menu" if asides.get(one) else "") for one, two in pairwise(edges)]
    pieces = [Span(start, end)] if end > start else []
    found = excerpt(text, blocks, pieces, [Span(0, len(text) // 3)] if len(text) > 2 else [])
    for passage in found.passages:
        if isinstance(passage, Passage):
            assert all(0 <= mark.start < mark.end <= len(passage.text) for mark, _ in passage.marks)
            assert passage.text in text
    assert sum(map(len, texts(found))) + found.before + found.after <= len(text)
