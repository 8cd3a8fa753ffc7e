"""Which words correspond, by what a package looks at while it writes a translation."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.word_links import WordLink
from workbench.align.word_places import Word, located
from workbench.text.fold import fold

if TYPE_CHECKING:
    from workbench.draft.decoding.decoder import Attended

_LEAST = 0.3
"""Share of the attention to a word from which it is linked."""
_LOOK_AHEAD = 24
"""Characters that a tokenizer may drop between two pieces."""
_TELLING = 3
"""Letters from which a piece is looked for as far ahead."""
_CONTINUED = "@@"


class Attending(Protocol):
    """A package that can say what it looks at; `draft.engine.Engine` is one."""

    def attended(self, source: str, target: str) -> Attended | None:
        """The pieces of a text and its translation, and the attention between them."""


def attention_links(engine: Attending, source: str, target: str) -> list[WordLink]:
    """The links that a package sees between a text and a translation, in the order of the source.

    The translation is forced upon the package, so it may be any. Each target word is linked to the source
    word that gets most attention while it is written, summed over their pieces, as in Garg et al. (EMNLP
    2019); only a package trained to do so puts it where the meaning is. Nothing comes of texts that are
    too long for the package. May raise what `Engine.attended` raises.
    """
    attended = engine.attended(source, target)
    if attended is None:
        return []
    ours, theirs = located(source), located(target)
    rows = words_of_pieces(attended.source, source, ours)
    columns = words_of_pieces(attended.target, target, theirs)
    shares = _by_words(attended.attention, columns, rows, (len(theirs), len(ours)))
    if not shares.size:
        return []
    best = shares.argmax(axis=1)
    found = [(int(row), column) for column, row in enumerate(best) if shares[column, row] >= _LEAST]
    return [
        WordLink(ours[row].span, theirs[column].span, min(1.0, float(shares[column, row])))
        for row, column in sorted(found)
    ]


def words_of_pieces(pieces: Sequence[str], text: str, words: Sequence[Word]) -> Ints:
    """The word of the text that each subword piece belongs to; -1 for marks and what cannot be found.

    Pieces are SentencePiece's, with `▁` where a word begins, or BPE's, with `@@` where it goes on. They
    are looked for in order, by folded letters, as tokenizers normalise what they cut.
    """
    letters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for part in fold(character):
            if not part.isspace():
                letters.append(part)
                origins.append(place)
    plain = "".join(letters)
    owner = np.full(len(text), -1, dtype=np.int64)
    for number, word in enumerate(words):
        owner[word.span.start : word.span.end] = number
    found = np.full(len(pieces), -1, dtype=np.int64)
    cursor = 0
    for group, wanted in _groups(pieces):
        far = _LOOK_AHEAD if len(wanted) >= _TELLING else 1
        at = plain.find(wanted, cursor, cursor + far + len(wanted)) if wanted else -1
        if at >= 0:
            cursor = at + len(wanted)
            found[group] = max(int(owner[origins[place]]) for place in range(at, cursor))
    return found


def _groups(pieces: Sequence[str]) -> Iterator[tuple[list[int], str]]:
    """The pieces that are looked for together, and their folded letters.

    With BPE these are all pieces of a token, since the escape of an apostrophe may be cut as well.
    """
    group: list[int] = []
    text = ""
    for number, piece in enumerate(pieces):
        group.append(number)
        text += piece.removesuffix(_CONTINUED)
        if not piece.endswith(_CONTINUED):
            bare = fold(html.unescape(text).replace("▁", ""))
            yield group, "".join(part for part in bare if not part.isspace())
            group, text = [], ""


def _by_words(attention: Floats, columns: Ints, rows: Ints, shape: tuple[int, int]) -> Floats:
    """Attention of target words to source words: mean over the pieces of the former, sum of the latter."""
    shares = np.zeros(shape)
    pieces = np.zeros(shape[0])
    for number, column in enumerate(columns.tolist()):
        if column >= 0 and number < len(attention):
            pieces[column] += 1
            inside = rows >= 0
            np.add.at(shares[column], rows[inside], attention[number, : len(rows)][inside])
    return shares / np.maximum(pieces, 1.0)[:, None]
