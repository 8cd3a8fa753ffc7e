"""Whether a word that the glossary advises against is part of somebody's or something's own name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from workbench.checks.naming.casing import casing
from workbench.checks.naming.manner import manner
from workbench.checks.naming.standing import standings
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import Side
from workbench.glossary.matcher import NameMark
from workbench.quotes.gazetteer import given_name
from workbench.text.fold import fold
from workbench.text.language import primary

_NEXT = frozenset((" ", "\u00a0", "\u202f", "-", "‐", "‑"))
"""What stands between two words of one name."""
_KEPT = 4
"""Subjects whose neighbours are kept, since several checks ask for them."""
_MOST_LOOKED_AT = 1000
"""Words of a source among which a name in the middle of a sentence is looked for."""


def is_in_proper_name(subject: Subject, mark: NameMark) -> bool:
    """Whether a name of the target belongs to a longer one that both sides have: `Volkswagen Touareg`.

    Next to it there is another word with a capital, and the two stand together in the source as well; or
    the words around it stayed in the source's language; or it stands alone in the middle of a sentence with
    a capital that the word has not as an ordinary one. A person before whose name it has an article is
    called by it: `the Peul Mamadou Bari`.
    """
    if _is_only_a_name(subject, mark):
        return True
    side = subject.target_side
    first = bisect_left(side.spans, mark.span.start, key=lambda span: span.start)
    last = bisect_right(side.spans, mark.span.end, key=lambda span: span.end) - 1
    if not first <= last < len(side.words) or not side.words[first][0].isupper():
        return False
    before = side.words[first - 1] if first else ""
    if _has_capital_beside(side, first - 1, first) and _stand_together(subject, before, side.words[first]):
        return True
    article = fold(before) in manner(primary(subject.target_lang)).determiners
    if last + 1 < len(side.words) and _has_capital_beside(side, last + 1, last):
        after = side.words[last + 1]
        called = article and given_name(after) is not None
        if not called and _stand_together(subject, side.words[last], after):
            return True
    if before and _is_foreign(subject, before):
        return True
    return bool(before) and not article and _is_name_in_both(subject, first, last)


def _is_only_a_name(subject: Subject, mark: NameMark) -> bool:
    """Whether the source has the very word with its capital, and not as a term that the glossary knows."""
    glossary, read = standings(subject), mark.span.of(subject.target)
    if not read[0].isupper() or read not in subject.source_side.written:
        return False
    span = subject.source_side.find(fold(read))
    return glossary is not None and span is not None and not glossary.covers(span)


def _has_capital_beside(side: Side, place: int, other: int) -> bool:
    """Whether a word has a capital and only a space or a hyphen stands between it and its neighbour."""
    if place < 0:
        return False
    one, two = side.spans[min(place, other)], side.spans[max(place, other)]
    return side.words[place][0].isupper() and side.text[one.end : two.start] in _NEXT


def _stand_together(subject: Subject, one: str, other: str) -> bool:
    """Whether two words stand next to each other in the source with capitals, in either order."""
    return frozenset((fold(one), fold(other))) in _neighbours(subject)


@lru_cache(maxsize=_KEPT)
def _neighbours(subject: Subject) -> frozenset[frozenset[str]]:
    """The folded words with capitals that stand next to each other in the source, two by two."""
    pairs = pairwise(subject.source_side.words)
    return frozenset(
        frozenset((fold(one), fold(two))) for one, two in pairs if one[0].isupper() and two[0].isupper()
    )


def _is_foreign(subject: Subject, word: str) -> bool:
    """Whether a word is a small one of the source's language alone: `Jeunesse de Kabylie`."""
    languages = subject.pair
    return word.islower() and word in languages.source.function - languages.target.function


def _is_name_in_both(subject: Subject, first: int, last: int) -> bool:
    """Whether one word has a capital on both sides within a sentence that it has nowhere else."""
    side = subject.target_side
    word = fold(side.words[first])
    ordinary = casing(primary(subject.source_lang)).ordinary
    if first != last or word not in ordinary or word not in subject.source_side.known:
        return False
    if not _is_within(side, first):
        return False
    source = subject.source_side
    return any(
        fold(other) == word and other[0].isupper() and _is_within(source, place)
        for place, other in enumerate(source.words[:_MOST_LOOKED_AT])
    )


def _is_within(side: Side, place: int) -> bool:
    """Whether a word comes right after another one."""
    return place > 0 and side.text[side.spans[place - 1].end : side.spans[place].start] in _NEXT
