"""Which names of the other side are likely to render a name, by the pairs in which both stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.draft.naming.admitted import likeness
from workbench.glossary.capitalised import is_acronym

_BY_PAIRS, _BY_LOOKS, _BY_LINKS = 1.0, 0.9, 0.8
"""How far each kind of evidence can be trusted at its best."""
_SAME_LETTERS = 0.7
"""What it is worth beside the same spelling when two acronyms have the same letters: AQMI, AQIM."""
_LEAST = 0.3
_MOST = 3


class Rendering(NamedTuple):
    """What may render a name."""

    text: str
    pairs: int
    """In how many pairs both stand."""
    score: float
    """0..1, not calibrated; it serves to order renderings."""


def likely(
    name: str,
    pairs: Sequence[frozenset[str]],
    spellings: Mapping[str, str],
    totals: Mapping[str, int],
    links: Mapping[str, float],
) -> tuple[Rendering, ...]:
    """The likeliest renderings of `name`, the best first, at most three.

    `pairs` has, for each pair in which the name stands, the keys of the names of its other side that are
    free; `totals` tells in how many pairs a key stands at all, `spellings` how it is written, `links` the
    share of mentions whose words are linked to it. The evidence is joined as if each kind were independent:
    the Dice coefficient of the pairs, the look of the words, the links.
    """
    together = Counter(key for keys in pairs for key in keys)
    found = [
        Rendering(
            spellings[key],
            count,
            _joined(
                _BY_PAIRS * _association(count, len(pairs), totals[key]),
                _BY_LOOKS * look(name, spellings[key]),
                _BY_LINKS * links.get(key, 0.0),
            ),
        )
        for key, count in together.items()
    ]
    found = [each for each in found if each.score >= _LEAST]
    return tuple(sorted(found, key=lambda each: (-each.score, each.text))[:_MOST])


def _association(together: int, one: int, other: int) -> float:
    """The Dice coefficient, halved for what was seen once, 0..1."""
    return 2 * together / (one + other) * together / (together + 1)


def look(name: str, other: str) -> float:
    """How much two names look like each other, 0..1; acronyms by their letters, in whatever order."""
    if name == other:
        return 1.0
    if is_acronym(name):
        letters = other if is_acronym(other) else "".join(w[0] for w in other.split() if w[0].isupper())
        ours, theirs = Counter(name.lower()), Counter(letters.lower())
        return _SAME_LETTERS * 2 * (ours & theirs).total() / (ours.total() + theirs.total() or 1)
    return likeness(name, other)


def _joined(*shares: float) -> float:
    """The probability that one of several independent signs is right."""
    wrong = 1.0
    for share in shares:
        wrong *= 1.0 - share
    return round(1.0 - wrong, 4)
