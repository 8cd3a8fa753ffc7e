"""Alignment of texts of any length, read as they come: window by window, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, repeat

from db.errors import WrongUse
from db.records import Bead, Span
from workbench.align.beads import align
from workbench.align.known_words import Lexicon

WINDOW = 2000
"""Sentences of each text that are aligned at once, usually."""
SMALLEST_WINDOW = 16
LARGEST_WINDOW = 4
"""Windows that are taken together, at most, where a long passage has no counterpart."""

_SURE = 0.9
_RUN = 5
"""Sure one-to-one beads in a row after whose middle one a window may end."""
_AROUND = 25
_TRUSTED = 0.91
"""The least mean probability of so many beads before and after that place. Where two passages have nothing to
do with each other, single beads may look sure, but those around them do not: means of 0.4 to 0.88 were
measured there, 0.9 to 1 in most translations."""
_LEAST, _MOST = 0.25, 0.85
"""The share of a window after which it may end: far enough to get on, well before what is not yet read."""
_BEHIND = 0.25
"""The share of a window whose last beads teach the next one their words."""
_STEEPEST = 4.0
"""Target sentences by source sentence that a window has, at most; its inverse at least."""


class _Text:
    """What is at hand of a text and of its drafts, if there are any: first what is behind, then ahead."""

    def __init__(self, sentences: Iterable[str], drafts: Iterable[str] | None) -> None:
        self.drafted = drafts is not None
        self.first = 0
        """The number of the first sentence at hand."""
        self.behind = 0
        """How many sentences at hand have their bead, and only teach their words."""
        self.ended = False
        self._rest = _beside(sentences, drafts) if drafts is not None else zip(sentences, repeat(""))
        self._held: list[tuple[str, str]] = []

    @property
    def ahead(self) -> int:
        """How many sentences at hand have no bead yet."""
        return len(self._held) - self.behind

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentence, _ in self._held]

    @property
    def drafts(self) -> list[str] | None:
        return [draft for _, draft in self._held] if self.drafted else None

    def read(self, number: int) -> None:
        """Read on until `number` sentences are ahead, or the text ends."""
        self._held += islice(self._rest, max(0, number - self.ahead))
        self.ended = self.ahead < number

    def pass_to(self, place: int, forget: int) -> None:
        """The sentences at hand before `place` have their bead, and the first `forget` are not needed."""
        del self._held[:forget]
        self.first += forget
        self.behind = place - forget


def align_stream(
    source: Iterable[str],
    target: Iterable[str],
    *,
    drafts: Iterable[str] | None = None,
    back_drafts: Iterable[str] | None = None,
    lexicon: Lexicon | None = None,
    window: int = WINDOW,
) -> Iterator[Bead]:
    """Link the sentences of two texts as `align` does, without holding either of them.

    Sentences are read ahead, `window` of the source and as many of the target as usually go with
    them, and aligned. The beads up to a safe place come out, with positions in the whole texts: the
    middle of five sure one-to-one beads among likely ones, well before the end of the window. There
    the next window begins, with the last beads before it as fixed ones, which teach it their words.
    Where no such place is found, the window grows to four times its size; then it ends among its
    likeliest beads, safe or not. So memory is bounded, time linear in the texts, and a passage
    without counterpart is found if it is shorter than some three windows.

    Every sentence stands in exactly one bead, in order. Raises WrongUse where drafts are not as many as
    sentences, and for a window of less than SMALLEST_WINDOW sentences.
    """
    if window < SMALLEST_WINDOW:
        raise WrongUse(f"A window of {window} sentences is too small: give {SMALLEST_WINDOW} or more.")
    ours, theirs = _Text(source, drafts), _Text(target, back_drafts)
    passed: list[Bead] = []
    size = window
    while not (ours.ended and theirs.ended):
        ratio = (theirs.first + window) / (ours.first + window)
        ours.read(size)
        theirs.read(round(size * min(max(ratio, 1 / _STEEPEST), _STEEPEST)))
        beads = align(
            ours.sentences,
            theirs.sentences,
            drafts=ours.drafts,
            back_drafts=theirs.drafts,
            lexicon=lexicon,
            fixed=passed,
        )
        end = _end(beads, len(passed), ours, theirs, at_all_costs=size >= window * LARGEST_WINDOW)
        if not end:
            size *= 2
            continue
        yield from (_moved(bead, ours.first, theirs.first) for bead in beads[len(passed) : end])
        passed = _pass(beads[:end], ours, theirs, window)
        size = window


def _beside(sentences: Iterable[str], drafts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each sentence with its draft."""
    ended = object()
    rest = iter(drafts)
    number = 0
    for number, sentence in enumerate(sentences, start=1):
        draft = next(rest, ended)
        if not isinstance(draft, str):
            raise WrongUse(f"There are {number - 1} drafts for more sentences; give one for each sentence.")
        yield sentence, draft
    if next(rest, ended) is not ended:
        raise WrongUse(f"There are more drafts than sentences ({number}); give one for each sentence.")


def _end(beads: Sequence[Bead], begin: int, ours: _Text, theirs: _Text, *, at_all_costs: bool) -> int:
    """Where the beads end that can go out, the first of them being `begin`; 0 if the window should grow."""
    if (ours.ended and theirs.ended) or not (ours.ahead and theirs.ahead):
        return len(beads)
    places = list(_places(beads, begin, ours, theirs))
    trust = _trust(beads, begin)
    for place in reversed(places):
        run = beads[max(begin, place - _RUN // 2) : place + _RUN // 2 + 1]
        sure = all(_one_to_one(bead) and bead.probability >= _SURE for bead in run)
        if sure and trust[place - begin] >= _TRUSTED:
            return place + 1
    if not at_all_costs:
        return 0
    return 1 + max(places, key=lambda place: (_one_to_one(beads[place]), trust[place - begin]))


def _places(beads: Sequence[Bead], begin: int, ours: _Text, theirs: _Text) -> Iterator[int]:
    """The beads that end neither too early nor too late in the window."""
    sizes = [float("inf") if text.ended else float(text.ahead) for text in (ours, theirs)]
    for place, bead in enumerate(beads[begin:], start=begin):
        row, column = bead.source.end - ours.behind, bead.target.end - theirs.behind
        if _LEAST <= max(row / sizes[0], column / sizes[1]) <= _MOST:
            yield place


def _trust(beads: Sequence[Bead], begin: int) -> list[float]:
    """The mean probability around each bead from `begin` on, as far as there are beads."""
    sums = list(accumulate((bead.probability for bead in beads[begin:]), initial=0.0))
    last = len(sums) - 1
    spans = [(max(0, place - _AROUND), min(last, place + _AROUND + 1)) for place in range(last)]
    return [(sums[end] - sums[start]) / (end - start) for start, end in spans]


def _one_to_one(bead: Bead) -> bool:
    return bead.source.end - bead.source.start == bead.target.end - bead.target.start == 1


def _pass(beads: Sequence[Bead], ours: _Text, theirs: _Text, window: int) -> list[Bead]:
    """Go to the end of `beads`; returns the last of them, from what of both texts stays at hand."""
    row, column = beads[-1].source.end, beads[-1].target.end
    rows, columns = row - int(_BEHIND * window), column - int(_BEHIND * window)
    kept = [bead for bead in beads if bead.source.start >= rows and bead.target.start >= columns]
    first = kept[0]
    ours.pass_to(row, first.source.start)
    theirs.pass_to(column, first.target.start)
    return [_moved(bead, -first.source.start, -first.target.start) for bead in kept]


def _moved(bead: Bead, rows: int, columns: int) -> Bead:
    (first, last), (start, end), probability = bead
    return Bead(Span(first + rows, last + rows), Span(start + columns, end + columns), probability)
