"""The smallest stretches of a quote on which all its renderings agree where one begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.records import Span


def common_ranges(positions: Sequence[int], linked: Iterable[Span]) -> list[Span]:
    """Ranges over the ascending `positions` of sentences, such that none of the `linked` ranges leaves one.

    They are as small as can be, in order, and hold every position once.
    """
    numbers = {position: number for number, position in enumerate(positions)}
    tied = [False] * len(positions)
    for span in linked:
        within = [numbers[position] for position in range(*span) if position in numbers]
        for number in within[:-1]:
            tied[number] = True
    found: list[Span] = []
    start = 0
    for number, position in enumerate(positions):
        if not tied[number]:
            found.append(Span(positions[start], position + 1))
            start = number + 1
    return found
