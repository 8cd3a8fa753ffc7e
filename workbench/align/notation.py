"""Beads as lines of text: `[0, 1]:[2]:0.97` links source sentences 0 and 1 to target sentence 2.

The notation of Vecalign and of Text+Berg gold sets, with a probability after it (1 where it is left
out). Sentences are counted from 0; `[]` is a side without a counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.errors import UnreadableInput
from db.records import Bead, Span
from workbench.text.visible import visible

_NUMBERS = r"\[\s*((?:\d{1,9}(?:\s*,\s*\d{1,9})*)?)\s*\]"
_LINE = re.compile(rf"\s*{_NUMBERS}\s*:\s*{_NUMBERS}\s*(?::\s*(\d+(?:\.\d+)?(?:[eE]-?\d+)?)\s*)?", re.ASCII)
_DECIMALS = 4


def write(beads: Iterable[Bead]) -> str:
    """One line for each bead, probabilities to four decimals."""
    return "".join(
        f"{list(range(*bead.source))}:{list(range(*bead.target))}:{round(bead.probability, _DECIMALS)}\n"
        for bead in beads
    )


def read(lines: Iterable[str], name: str = "") -> list[Bead]:
    """The beads of `lines`; blank lines are passed over.

    An empty side stands where the bead before it ended; a list that is not complete says nothing about
    that place, and is for `omissions.align_known`. Raises UnreadableInput with the number of
    the line, and `name` for the file, when a line is no bead.
    """
    beads: list[Bead] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"line {number} of {visible(name)}" if name else f"line {number}"
        match = _LINE.fullmatch(line)
        if match is None:
            shown = visible(line.strip()[:40])
            raise UnreadableInput(f"“{shown}” in {where} is no bead; write it like [0, 1]:[2]:0.97.")
        ours, theirs, probability = match.groups()
        before = beads[-1] if beads else Bead(Span(0, 0), Span(0, 0), 1.0)
        source, target = _span(ours, before.source.end, where), _span(theirs, before.target.end, where)
        if source.empty and target.empty:
            raise UnreadableInput(f"The bead in {where} is empty on both sides; delete it.")
        beads.append(Bead(source, target, _probability(probability, where)))
    return beads


def _span(numbers: str, otherwise: int, where: str) -> Span:
    """The range of consecutive numbers; an empty range at `otherwise` if there are none."""
    if not numbers:
        return Span(otherwise, otherwise)
    found = [int(number) for number in numbers.split(",")]
    span = Span(found[0], found[0] + len(found))
    if found != list(range(*span)):
        raise UnreadableInput(f"The sentences in {where} do not follow each other; list them in order.")
    return span


def _probability(written: str | None, where: str) -> float:
    probability = float(written) if written else 1.0
    if not 0.0 <= probability <= 1.0:
        raise UnreadableInput(f"The probability in {where} is not between 0 and 1; correct it.")
    return probability
