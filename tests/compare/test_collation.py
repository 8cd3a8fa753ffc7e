"""Words beside each other, and the ranges of a quote that all renderings share."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Span
from workbench.align.word_places import located
from workbench.compare.collation import _GAP, _costs, _table, collate
from workbench.compare.differences import Mark, against, loci, pieces, shaded
from workbench.compare.ranges import common_ranges
from workbench.compare.values import Cell, Segment

words = st.lists(st.sampled_from(["the", "town", "guard", "guarding", "left", "a"]), max_size=9)


def segment(*texts: str | None, order: Sequence[int] | None = None) -> Segment:
    """A segment with these versions."""
    cells = tuple(None if t is None else Cell(t, n + 1, words=tuple(located(t))) for n, t in enumerate(texts))
    places = collate([[word.text for word in cell.words] if cell else [] for cell in cells], order)
    return Segment(Span(0, 1), "Rien.", cells, None, tuple(places))


@settings(max_examples=40)
@given(st.lists(words, max_size=5))
def test_every_word_has_one_place_and_they_ascend(texts: list[list[str]]) -> None:
    places = collate(texts)
    for number, text in enumerate(texts):
        assert [place[number] for place in places if place[number] is not None] == list(range(len(text)))
    assert all(any(number is not None for number in place) for place in places)


@given(words, st.integers(1, 5))
def test_the_same_words_stand_in_the_same_places(text: list[str], count: int) -> None:
    assert collate([text] * count) == [(number,) * count for number in range(len(text))]


@settings(max_examples=40)
@given(words, words)
def test_the_cheapest_way_is_found(one: list[str], other: list[str]) -> None:
    """The running minimum of whole rows gives what the recurrence gives, cell by cell."""
    from workbench.compare.collation import _join

    columns = _join([], one, 0, 0)
    costs = _costs(columns, other, 1)
    slow = [[_GAP * at for at in range(len(one) + 1)]]
    for row in range(len(other)):
        line = [slow[row][0] + _GAP]
        for at in range(len(one)):
            line.append(min(slow[row][at] + costs[row, at], slow[row][at + 1] + _GAP, line[at] + _GAP))
        slow.append(line)
    assert _table(costs).tolist() == slow


def test_words_are_shaded_by_how_many_have_them() -> None:
    found = segment("We left the town.", "We quit the town.", "We left town early!")
    assert [(w.span.of("We left the town."), w.mark) for w in shaded(found, 0)] == [
        ("left", Mark.SOME),
        ("the", Mark.SOME),
    ]
    assert [w.mark for w in shaded(found, 1)] == [Mark.ALONE, Mark.SOME]
    assert shaded(found, 2)[-1] == (Span(13, 18), Mark.ALONE)
    assert shaded(segment("Alone.", None), 0) == []


def test_a_base_shows_what_is_instead_and_what_is_lacking() -> None:
    found = segment("We left the town before dawn.", "We quit the town.", "So we left town.", None)
    text = found.cells[1].text if found.cells[1] else ""
    assert [(d.span.of(text), d.before) for d in against(found, 1, 0)] == [
        ("quit", "left"),
        ("", "before dawn"),
    ]
    shown = "".join(
        f"[{p.text}]" if p.mark is Mark.DELETED else f"<{p.text}>" if p.mark is Mark.INSERTED else p.text
        for p in pieces(found, 1, 0)
    )
    assert shown == "We [left] <quit> the town [before dawn]."
    assert pieces(found, 0, 0) == [("We left the town before dawn.", Mark.PLAIN)]
    assert against(found, 0, 3) == [] == pieces(found, 3, 0)


@settings(max_examples=30)
@given(words, words, words)
def test_pieces_give_back_the_text(one: list[str], other: list[str], third: list[str]) -> None:
    texts = [" ".join(text) + "." for text in (one, other, third)]
    found = segment(*texts)
    for version in range(3):
        for base in (None, 0, 1, 2):
            others = (Mark.DELETED, Mark.BETWEEN)
            kept = [p.text for p in pieces(found, version, base) if p.mark not in others]
            assert "".join(kept) == texts[version]


def test_readings_are_told_by_place() -> None:
    found = segment("We left town.", "We quit town.", "We left town now.", None)
    assert [locus.readings for locus in loci(found)] == [
        ("left", "quit", "left", None),
        ("", "", "now", None),
    ]


def test_very_long_texts_neither_hang_nor_fail() -> None:
    began = process_time()
    long = " ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(8_000))
    found = segment(long, long[::-1], "x" * 100_000, "e\u0301" * 50_000)
    assert found.places
    assert shaded(found, 0)
    assert process_time() - began < 5


@given(
    st.sets(st.integers(0, 12), max_size=8),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=6),
)
def test_the_common_ranges_are_the_smallest(gaps: set[int], links: list[tuple[int, int]]) -> None:
    """The twin joins sentences until nothing changes."""
    positions = sorted(set(range(13)) - gaps)
    spans = [Span(start, start + length) for start, length in links]
    groups = [{position} for position in positions]
    for span in spans:
        touched = [group for group in groups if group & set(range(*span))]
        if touched:
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    found = common_ranges(positions, spans)
    assert [{p for p in positions if p in range(*span)} for span in found] == sorted(groups, key=min)
