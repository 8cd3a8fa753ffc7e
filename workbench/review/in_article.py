"""A quote in its article: the text around it, the other quotes there, what of the article is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.records import Block, PairRow, Source, Span
from workbench.project import Project
from workbench.review.provenance import told_in_short
from workbench.review.renderings_of import placed

AROUND = 700
"""Characters of the article shown before a quote, and after it."""
LONGEST = 4000
"""Characters of a quote that are shown; of a longer one those around the sentence."""
SNAP = 60
"""Characters given up at an end of what is shown so that it begins and ends with a whole word."""

_SPACE = re.compile(r"\s")


class What(StrEnum):
    """What a stretch of an article is, seen from a pair."""

    SENTENCE = "sentence"
    """The words of the pair."""
    QUOTE = "quote"
    """Other words of its quote."""
    OTHER = "other"
    """Another quote."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, with the quotes among them."""

    text: str
    marks: tuple[tuple[Span, What], ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Parts of the file that stand here and are not the article."""

    parts: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of an article: passages in order, and how many characters stand before and after."""

    passages: tuple[Passage | Folded, ...]
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """An article in which a quote, or a rendering of it, stands."""

    article: Source
    of_rendering: bool
    told: str
    """How the words came there, in a few words."""
    excerpt: Excerpt


def places(project: Project, row: PairRow) -> list[Place]:
    """Where a pair's quote stands: each witness, then the article that printed the rendering.

    Raises WrongUse when the pair has left the project.
    """
    store = project.store
    quote = store.quotes.get(row.quote_id)
    found = [(w.document_id, w.pieces, row.source, False, told_in_short(w.telling)) for w in quote.witnesses]
    pair = store.pairs.range(row.id)
    renderings = store.renderings.of_quote(row.quote_id)
    shown = next((r for r in renderings if r.id == row.rendering_id), None)
    printed = (shown.derived_from or shown.id) if shown else 0
    for rendering in renderings:
        if rendering.document_id is not None and printed in (rendering.id, rendering.reprint_of):
            text, here = placed(rendering.segments, pair.target)
            words = here.of(text) if here else ""
            telling = told_in_short(rendering.telling)
            found.append((rendering.document_id, rendering.pieces, words, True, telling))
    cited = store.documents.sources(document for document, *_ in found)
    return [
        Place(cited[document], of_rendering, told, _excerpt(project, row, document, pieces, words))
        for document, pieces, words, of_rendering, told in found
    ]


def _excerpt(project: Project, row: PairRow, document_id: int, pieces: Sequence[Span], words: str) -> Excerpt:
    document = project.store.documents.get(document_id)
    marked = project.store.quotes.marked(document_id)
    others = [span for span, quote_id in marked.items() if quote_id != row.quote_id]
    return excerpt(document.text, document.blocks, pieces, others, words)


def excerpt(
    text: str, blocks: Iterable[Block], pieces: Sequence[Span], others: Iterable[Span] = (), words: str = ""
) -> Excerpt:
    """What to show of an article around a quote that stands at `pieces`, with `others` marked.

    `words` are those of the pair; where they stand among the pieces they are marked as its sentence.
    Set-aside blocks are folded to one `Folded` for each run of them, but for those that hold the quote, and
    do not count as text around it.
    """
    hull = Span(min(p.start for p in pieces), max(p.end for p in pieces)) if pieces else Span(0, 0)
    at = text.find(words, hull.start, hull.end) if words else -1
    sentence = Span(at, at + len(words)) if at >= 0 else Span(hull.start, hull.start)
    core = hull
    if hull.end - hull.start > LONGEST:
        start = max(hull.start, sentence.start - LONGEST // 2)
        core = Span(start, min(hull.end, start + LONGEST))
    marks = [(span, What.OTHER) for span in others]
    marks += [(piece, What.QUOTE) for piece in pieces]
    marks += [] if sentence.empty else [(sentence, What.SENTENCE)]
    folds = [b for b in blocks if b.set_aside and all(b.end <= p.start or b.start >= p.end for p in pieces)]
    shown = _window(text, folds, core)
    return Excerpt(
        tuple(_passages(text, folds, shown, marks)),
        len(text[: shown.start].strip()),
        len(text[shown.end :].strip()),
    )


def _window(text: str, folds: Sequence[Block], core: Span) -> Span:
    """The range to show: `AROUND` characters that are not set aside on either side, whole words."""
    start = _reach(core.start, [Span(f.start, f.end) for f in reversed(folds) if f.end <= core.start], 0)
    end = _reach(core.end, [Span(f.start, f.end) for f in folds if f.start >= core.end], len(text))
    if start:
        space = _SPACE.search(text, start, min(core.start, start + SNAP))
        start = space.end() if space else start
    if end < len(text):
        cut = next((at for at in range(end, max(core.end, end - SNAP), -1) if text[at - 1].isspace()), end)
        end = cut
    return Span(start, end)


def _reach(place: int, folds: Iterable[Span], limit: int) -> int:
    """The place `AROUND` characters from `place` towards `limit`, those of `folds` (nearest first) aside."""
    step = 1 if limit > place else -1
    left = AROUND
    for fold in folds:
        near, far = (fold.start, fold.end) if step > 0 else (fold.end, fold.start)
        if abs(near - place) >= left:
            break
        left -= max(0, (near - place) * step)
        place = far
    return min(limit, place + left) if step > 0 else max(limit, place - left)


def _passages(
    text: str, folds: Sequence[Block], shown: Span, marks: Sequence[tuple[Span, What]]
) -> Iterator[Passage | Folded]:
    """What stands in the range to show, in order."""
    run: list[Block] = []
    at = shown.start
    for fold in (f for f in folds if f.start >= shown.start and f.end <= shown.end):
        between = Span(at, fold.start)
        if between.of(text).strip():
            yield from _folded(run)
            run = []
            yield _passage(text, between, marks)
        run.append(fold)
        at = fold.end
    yield from _folded(run)
    if text[at : shown.end].strip():
        yield _passage(text, Span(at, shown.end), marks)


def _folded(run: Sequence[Block]) -> Iterator[Folded]:
    if run:
        yield Folded(len(run), tuple(dict.fromkeys(block.reason for block in run)))


def _passage(text: str, span: Span, marks: Sequence[tuple[Span, What]]) -> Passage:
    """A range of the text without the white space at its ends, and its marks counted from its beginning."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    inside = (
        (Span(max(mark.start, start) - start, min(mark.end, end) - start), what)
        for mark, what in marks
        if mark.start < end and mark.end > start
    )
    return Passage(text[start:end], tuple(inside))
