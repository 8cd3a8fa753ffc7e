"""Word links and missing words against our own gold. All sentences are fictional."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from db.records import LanguageTag, Span
from workbench.align.known_words import Lexicon, shipped
from workbench.align.unrendered import unrendered
from workbench.align.word_links import word_links
from workbench.align.word_places import located

GOLD = Path(__file__).parent / "words" / "fr-en.txt"
LEXICON = shipped(LanguageTag("fr"), LanguageTag("en"))

pytestmark = pytest.mark.quality

Link = tuple[Span, Span]


class Sentence(NamedTuple):
    source: str
    target: str
    sure: frozenset[Link]
    possible: frozenset[Link]
    """The sure ones among them."""
    cut: str
    """The target with something left out."""
    missing: frozenset[Span]
    """What of the source nothing in `cut` renders."""


@cache
def gold() -> list[Sentence]:
    blocks = GOLD.read_text(encoding="utf-8").split("\n\n")[1:]
    return [sentence(block.strip().split("\n")) for block in blocks]


def sentence(lines: list[str]) -> Sentence:
    source, target, *marked = lines
    by_mark = {line[0]: line[2:] for line in marked}
    sure = frozenset(links(source, target, by_mark["="]))
    possible = frozenset(links(source, target, by_mark["~"])) if "~" in by_mark else frozenset()
    missing = frozenset(place(source, word) for word in by_mark["!"].split("; "))
    return Sentence(source, target, sure, sure | possible, by_mark[">"], missing)


def links(source: str, target: str, line: str) -> Iterator[Link]:
    for item in line.split("; "):
        ours, theirs = item.split("/")
        for one in [ours] if ours[0].isdigit() else ours.split():
            yield from ((place(source, one), place(target, other)) for other in theirs.split())


def place(text: str, word: str) -> Span:
    word, _, number = word.partition("#")
    return [found.span for found in located(text) if found.span.of(text) == word][int(number or 1) - 1]


def alignment_error_rate(found: Iterable[tuple[Sentence, set[Link]]]) -> float:
    """As Och and Ney define it (Computational Linguistics 29(1), 2003)."""
    right = counted = 0
    for sentence, linked in found:
        right += len(linked & sentence.sure) + len(linked & sentence.possible)
        counted += len(linked) + len(sentence.sure)
    return 1 - right / counted


def linked(sentence: Sentence, lexicon: Lexicon | None) -> set[Link]:
    return {(source, target) for source, target, _ in word_links(sentence.source, sentence.target, lexicon)}


def test_words_are_linked_as_a_reader_would() -> None:
    assert len(gold()) == 41
    assert alignment_error_rate((s, linked(s, LEXICON)) for s in gold()) <= 0.03


def test_links_without_a_lexicon_are_few_and_right() -> None:
    found = [(s, linked(s, None)) for s in gold()]
    right = sum(len(pairs & s.possible) for s, pairs in found)
    assert right >= 0.95 * sum(len(pairs) for _, pairs in found)
    assert right >= 70


def named(source: str, target: str) -> set[Span]:
    return set(unrendered(source, target, word_links(source, target, LEXICON), LEXICON))


def test_nothing_is_missed_in_a_complete_translation() -> None:
    assert sum(len(named(s.source, s.target)) for s in gold()) == 0


def test_what_was_left_out_is_named() -> None:
    found = [(named(s.source, s.cut), s.missing) for s in gold()]
    right = sum(len(names & missing) for names, missing in found)
    assert right >= 0.95 * sum(len(names) for names, _ in found)
    assert right >= 0.75 * sum(len(missing) for _, missing in found)
