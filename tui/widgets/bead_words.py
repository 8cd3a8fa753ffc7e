"""The words of a bead that correspond, as numbers behind them in its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style

from db.records import Span
from tui.widgets.bead_lines import Told
from tui.widgets.compare_cells import Run
from tui.word_marks import SUBSCRIPTS, UNRENDERED_SYMBOL, numbers
from workbench.align.linking import LinkedWords
from workbench.review.laid import LaidBead, Sentence


def told(bead: LaidBead, words: LinkedWords, sign: Style, unrendered: Style) -> dict[tuple[int, int], Told]:
    """The sentences of a bead by side and number, with low numbers behind words that correspond.

    `sign` is the style of a number, `unrendered` that of words which nothing in the rendering renders;
    these have a sign of their own.
    """
    ours, theirs = numbers(words.links)
    missing = set(words.unrendered)
    signs = [
        {span: str(number).translate(SUBSCRIPTS) for span, number in numbers.items()}
        for numbers in (ours, theirs)
    ]
    signs[0] |= dict.fromkeys(missing, UNRENDERED_SYMBOL)
    return {
        (side, number): _told(sentence, signs[side], sorted(signs[side]), missing, (sign, unrendered))
        for side, sentences in enumerate((bead.source, bead.target))
        for number, sentence in enumerate(sentences)
    }


def _told(
    sentence: Sentence,
    signs: Mapping[Span, str],
    spans: Sequence[Span],
    missing: set[Span],
    styles: tuple[Style, Style],
) -> Told:
    """A sentence with the signs of those words that stand in it."""
    parts: list[str] = []
    runs: list[Run] = []
    done = length = 0
    for span in spans:
        start, end = span.start - sentence.start, span.end - sentence.start
        if start < done or end > len(sentence.text):
            continue
        parts.append(sentence.text[done:end])
        length += end - done
        if span in missing:
            runs.append(Run(Span(length - (end - start), length), styles[1]))
        parts.append(signs[span])
        runs.append(Run(Span(length, length + len(signs[span])), styles[0]))
        length += len(signs[span])
        done = end
    parts.append(sentence.text[done:])
    return Told("".join(parts), tuple(runs))
