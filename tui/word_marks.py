"""The words of a pair that correspond, as marks in both of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from textual.content import Content

from db.records import PairRow, Span
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.align.linking import LinkedWords
    from workbench.align.word_links import WordLink
    from workbench.draft.suggestions.adviser import Judgement

Line = tuple[str, Content]
"""A label and what stands beside it."""

UNRENDERED_SYMBOL = "∅"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""Low digits: high ones would be read as footnotes, or as a power behind a number."""

ONE_SIDE = Content("need both sides of a pair")
LOOKING = Content("looking …")
NONE_FOUND = Content("none linked")
LINKED = Content("₁ ₂ words that correspond")
DOUBTFUL = 0.2
"""Probability of being right below which a word is marked: it is four times as likely to be wrong."""
MOST_DOUBTFUL = 6
LOOK_HERE = Content(f"{UNRENDERED_SYMBOL} not rendered? look here")


def word_lines(row: PairRow, words: LinkedWords | None, judged: Judgement | None = None) -> list[Line]:
    """Both texts of a pair with their marks, then what these mean; without marks while `words` is None.

    Words that correspond have the same number behind them, from 1 in the order of the source; words of
    the source that nothing renders are underlined and have a sign, words of the rendering that the
    package doubts are underlined and listed.
    """
    if row.missing_source or row.missing_target:
        return [("words", ONE_SIDE)]
    ours, theirs = numbers(words.links if words else ())
    missing = set(words.unrendered if words else ())
    source = {span: str(number).translate(SUBSCRIPTS) for span, number in ours.items()}
    target = {span: str(number).translate(SUBSCRIPTS) for span, number in theirs.items()}
    doubtful = _doubtful(judged)
    source |= dict.fromkeys(missing, UNRENDERED_SYMBOL)
    keys = [LINKED] if ours else [LOOKING if words is None else NONE_FOUND]
    keys += [LOOK_HERE] if missing else []
    return [
        ("original", _signed(row.source, source, missing)),
        ("rendering", _signed(row.target, target, set(doubtful))),
        *(("words", key) for key in keys),
        *_doubt_lines(row.target, judged, doubtful),
    ]


def _doubtful(judged: Judgement | None) -> list[Span]:
    """The words that are most likely wrong, the worst first."""
    words = sorted(judged.words, key=lambda word: word[1]) if judged else []
    return [span for span, chance in words[:MOST_DOUBTFUL] if chance < DOUBTFUL]


def _doubt_lines(text: str, judged: Judgement | None, doubtful: Sequence[Span]) -> Iterator[Line]:
    if judged is None or judged.confidence is None:
        return
    yield "confidence", Content(f"{judged.confidence:.2f}")
    if doubtful:
        yield "doubtful", Content(visible(", ".join(span.of(text) for span in doubtful)))


def numbers(links: Iterable[WordLink]) -> tuple[dict[Span, int], dict[Span, int]]:
    """The number of each linked word, source and target apart; words joined by any links share one."""
    targets: dict[Span, list[Span]] = {}
    sources: dict[Span, list[Span]] = {}
    for link in links:
        targets.setdefault(link.source, []).append(link.target)
        sources.setdefault(link.target, []).append(link.source)
    ours: dict[Span, int] = {}
    theirs: dict[Span, int] = {}
    unused = count(1)
    for first in sorted(targets):
        if first in ours:
            continue
        ours[first] = number = next(unused)
        reached = [first]
        while reached:
            for target in targets[reached.pop()]:
                if target not in theirs:
                    theirs[target] = number
                    reached += [source for source in sources[target] if source not in ours]
                    ours |= dict.fromkeys(sources[target], number)
    return ours, theirs


def _signed(text: str, signs: Mapping[Span, str], underlined: set[Span]) -> Content:
    """A text, made visible, with a sign behind some of its words; spans are disjoint or the same."""
    shown = visible(text, keep_newlines=True)
    parts: list[str | tuple[str, str]] = []
    done = 0
    for span in sorted({*signs, *underlined}):
        word = span.of(shown)
        parts += [shown[done : span.start], (word, "underline") if span in underlined else word]
        parts.append((signs.get(span, ""), "$accent"))
        done = span.end
    return Content.assemble(*parts, shown[done:])
