"""Alignment of texts that are read as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import Bead, Span
from tests.align.covering import assert_covers
from workbench.align.beads import align
from workbench.align.stream import SMALLEST_WINDOW, align_stream

THINGS = ("moulin", "village", "marché", "puits", "jardin", "pont", "chemin")
ENGLISH = {
    "moulin": "mill",
    "village": "village",
    "marché": "market",
    "puits": "well",
    "jardin": "garden",
    "pont": "bridge",
    "chemin": "road",
}


def french(numbers: range) -> list[str]:
    return [f"Le témoin numéro {n} parle du {THINGS[n % 7]} de Bourg-{n * 7} avec calme." for n in numbers]


def english(numbers: range) -> list[str]:
    return [
        f"Witness number {n} calmly speaks of the {ENGLISH[THINGS[n % 7]]} of Bourg-{n * 7}." for n in numbers
    ]


def invented(n: int) -> str:
    """Three names that no other number has."""
    letters = sha256(str(n).encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return f"{letters[:8].title()} {letters[8:14].title()} {letters[14:24].title()}"


def easy_french(numbers: Iterable[int]) -> list[str]:
    return [f"{invented(n)} : « {invented(-n - 1)} ! »" for n in numbers]


def easy_english(numbers: Iterable[int]) -> list[str]:
    return [f"{invented(n)}: “{invented(-n - 1)}!”" for n in numbers]


def links(beads: list[Bead]) -> list[tuple[Span, Span]]:
    return [(bead.source, bead.target) for bead in beads if not bead.source.empty and not bead.target.empty]


sentences = st.lists(st.text(st.sampled_from("abcdé 12.?!«\n"), max_size=6), max_size=60)


@settings(max_examples=30, deadline=None)
@given(sentences, sentences, st.booleans())
def test_every_sentence_stands_in_one_bead(source: list[str], target: list[str], drafted: bool) -> None:
    drafts = [text[::-1] for text in source] if drafted else None
    back = [text[::-1] for text in target] if drafted else None
    found = list(align_stream(source, target, drafts=drafts, back_drafts=back, window=SMALLEST_WINDOW))
    assert_covers(found, len(source), len(target))


@pytest.mark.parametrize("window", [16, 25, 40, 99, 100, 101])
def test_windows_give_the_links_of_the_whole(window: int) -> None:
    source, target = french(range(100)), english(range(100))
    found = list(align_stream(iter(source), iter(target), window=window))
    assert (
        links(found) == links(align(source, target)) == [(Span(n, n + 1), Span(n, n + 1)) for n in range(100)]
    )


left_out = st.sets(st.integers(0, 99), max_size=9)


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.integers(24, 60), left_out, left_out)
def test_omissions_do_not_lead_astray(window: int, ours: set[int], theirs: set[int]) -> None:
    """What stands away from any omission has its link."""
    rows = [n for n in range(100) if n not in ours]
    columns = [n for n in range(100) if n not in theirs]
    found = list(align_stream(easy_french(rows), easy_english(columns), window=window))
    assert_covers(found, len(rows), len(columns))
    linked = {(rows[row.start], columns[column.start]) for row, column in links(found)}
    gone = {n + away for n in ours | theirs for away in range(-2, 3)}
    assert linked >= {(n, n) for n in range(100) if n not in gone}


def test_a_text_shorter_than_a_window_is_aligned_as_a_whole() -> None:
    source, target = french(range(40)), english(range(3, 40))
    assert list(align_stream(source, target)) == align(source, target)


def test_one_side_empty() -> None:
    assert list(align_stream([], [])) == []
    assert_covers(list(align_stream([], english(range(100)), window=20)), 0, 100)
    assert_covers(list(align_stream(french(range(100)), [], window=20)), 100, 0)


def test_a_long_passage_without_counterpart() -> None:
    source = easy_french(range(300))
    target = easy_english((*range(100), *range(180, 300)))
    found = list(align_stream(source, target, window=40))
    assert_covers(found, 300, 220)
    expected = [(n, n if n < 100 else n - 80) for n in range(300) if not 100 <= n < 180]
    assert links(found) == [(Span(n, n + 1), Span(at, at + 1)) for n, at in expected]


def test_texts_that_have_nothing_in_common_come_to_an_end() -> None:
    source = [f"{n}" for n in range(150)]
    target = ["abc " * (n % 9) for n in range(120)]
    assert_covers(list(align_stream(source, target, window=SMALLEST_WINDOW)), 150, 120)


def test_no_more_is_read_than_a_few_windows() -> None:
    """Memory is bounded: what has a bead is let go, and what comes is read as it is needed."""
    read = [0, 0]

    def text(side: int, texts: list[str]) -> Iterator[str]:
        for sentence in texts:
            read[side] += 1
            yield sentence

    window, count = 25, 400
    passed = [0, 0]
    for bead in align_stream(text(0, french(range(count))), text(1, english(range(count))), window=window):
        passed = [bead.source.end, bead.target.end]
        assert all(ahead - done <= 2 * window for ahead, done in zip(read, passed, strict=True))
    assert passed == read == [count, count]


def test_a_source_without_end_gives_its_beads() -> None:
    def witnesses(of: object) -> Iterator[str]:
        n = 0
        while True:
            yield from of(range(n, n + 1))
            n += 1

    endless = align_stream(witnesses(french), witnesses(english), window=30)
    assert [next(endless).target for _ in range(100)] == [Span(n, n + 1) for n in range(100)]


@pytest.mark.parametrize("made", [3, 5])
def test_drafts_must_be_as_many_as_sentences(made: int) -> None:
    with pytest.raises(WrongUse, match="drafts"):
        list(align_stream(french(range(4)), english(range(4)), drafts=english(range(made))))


def test_a_window_has_a_least_size() -> None:
    with pytest.raises(WrongUse, match=f"give {SMALLEST_WINDOW} or more"):
        list(align_stream([], [], window=SMALLEST_WINDOW - 1))
