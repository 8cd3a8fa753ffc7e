"""The sentences of a quote, from the pieces of the article that prints it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from db.records import LanguageTag, Segment, Span
from workbench.text.sentences import split

ENDING = (".", "!", "?", "…")
OPENING = " \u00a0\u202f«“„‘\"'"
"""What may stand between the end of a reporting clause and the words that follow it."""


def sentences(text: str, pieces: tuple[Span, ...], lang: LanguageTag) -> tuple[Segment, ...]:
    """The sentences of a quote. What stands between its pieces is left out: a clause such as
    `, a-t-il dit,` does not end a sentence, one that ends in a full stop and a new paragraph do.
    """
    if not pieces:
        return ()
    runs = [pieces[0].of(text)]
    spaces = [""]
    for before, piece in pairwise(pieces):
        between = text[before.end : piece.start]
        space = "\n" if "\n" in between else " "
        if space == "\n" or between.rstrip(OPENING).endswith(ENDING):
            runs.append(piece.of(text))
            spaces.insert(-1, space)
        else:
            runs[-1] += space + piece.of(text)
    found = [
        replace(segment, after=segment.after or space) if segment is of_run[-1] else segment
        for of_run, space in zip((split(run, lang) for run in runs), spaces, strict=True)
        for segment in of_run
    ]
    return tuple(replace(segment, position=position) for position, segment in enumerate(found))
