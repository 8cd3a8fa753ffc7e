"""How alike two texts in one language are, by their runs of characters: chrF."""

from __future__ import annotations

from collections import Counter

_ORDER = 6
"""The longest runs of characters that are compared."""
_RECALL = 4.0
"""How much recall outweighs precision: the square of chrF2's beta."""


def chrf(draft: str, reference: str) -> float:
    """chrF2 (Popović, WMT 2015) of one draft against one reference, 0..100.

    As sacrebleu 2 has it by default for a single sentence: runs of 1 to 6 characters without the white
    space, precision and recall averaged over the lengths that both texts have runs of. 0 where either is
    empty. Time grows with the lengths.
    """
    ours, theirs = ("".join(text.split()) for text in (draft, reference))
    orders = min(_ORDER, len(ours), len(theirs))
    if not orders:
        return 0.0
    precision = recall = 0.0
    for size in range(1, orders + 1):
        same = (_runs(ours, size) & _runs(theirs, size)).total()
        precision += same / (len(ours) - size + 1)
        recall += same / (len(theirs) - size + 1)
    if not precision + recall:
        return 0.0
    return 100.0 * (1.0 + _RECALL) * precision * recall / (_RECALL * precision + recall) / orders


def _runs(text: str, size: int) -> Counter[str]:
    return Counter(text[start : start + size] for start in range(len(text) - size + 1))
