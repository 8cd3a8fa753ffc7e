"""Names of outlets and houses that were translated: `Le Phare du Sud`, `The Southern Lighthouse`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple

from db.records import Span
from workbench.checks.naming.evidence import Evidence
from workbench.checks.naming.named_text import NamedText

_MOST_NAMES = 40
"""Names of one text that are looked for in the other."""
_MOST_WORDS = 6
"""Words of such a name."""
_WITHIN = frozenset((" ", "\u00a0", "\u202f", "'", "’", "-", "‐", "‑"))


class House(NamedTuple):
    """A name of the source and the words that render its words one by one."""

    source: Span
    target: Span


def translated_houses(source: NamedText, target: NamedText, evidence: Evidence) -> Iterator[House]:
    """The names of outlets and houses of the source that stand in the target in other words.

    Of an outlet its first word counts, of a house those after it. A word that both languages have tells
    nothing: such a name must stand as it is.
    """
    known = source.manner
    if not known.outlets or not source.side.aligned:
        return
    for first, last in islice(_names(source), _MOST_NAMES):
        side = source.side
        own = [place for place in range(first, last + 1) if side.words[place][0].isupper()]
        if side.folded[first] in known.houses:
            own.remove(first)
        if any(side.folded[place] in known.civic for place in own):
            continue
        needed = own if side.folded[first] in known.houses else own[:1]
        rendered = evidence.places_of(side.folded[place] for place in own)
        foreign = {side.folded[place] for place in needed if not evidence.is_shared(side.folded[place])}
        kept = _stands(side.folded[first : last + 1], target.side.folded)
        told = evidence.places_of(side.folded[place] for place in needed)
        if not told and needed != own:
            told = rendered = _beside(target, evidence, {side.folded[place] for place in own[1:]})
        if told and not kept and foreign.isdisjoint(target.side.known):
            spans = target.side.spans
            begin, end = spans[rendered[0]].start, spans[rendered[-1]].end
            yield House(Span(side.spans[first].start, side.spans[last].end), Span(begin, end))


def _beside(target: NamedText, evidence: Evidence, words: AbstractSet[str]) -> list[int]:
    """Where a word of a name and one with a capital that nothing explains stand side by side."""
    side = target.side
    known = {other for word in words for other in evidence.renderings(word)}
    for place, folded in enumerate(side.folded):
        if folded not in known or not side.words[place][0].isupper():
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(side.words) and _is_strange(target, evidence, other):
                first, last = sorted((place, other))
                if side.text[side.spans[first].end : side.spans[last].start] in _WITHIN:
                    return [first, last]
    return []


def _is_strange(target: NamedText, evidence: Evidence, place: int) -> bool:
    """Whether a word has a capital, is an ordinary one, and renders none of the source."""
    side, folded = target.side, target.side.folded[place]
    if not side.words[place][0].isupper() or target.is_article(side.words[place]) or target.is_name(folded):
        return False
    return target.knows(folded) and not evidence.renders_any(folded)


def _stands(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether some words stand among others one after the other."""
    count = len(words)
    starts = (place for place, other in enumerate(others) if other == words[0])
    return any(others[place : place + count] == words for place in starts)


def _names(source: NamedText) -> Iterator[tuple[int, int]]:
    """The first and the last word of each name that begins as those of outlets and houses do.

    An article with a capital within a sentence tells an outlet, whatever its name.
    """
    side, known = source.side, source.manner
    for place, folded in enumerate(side.folded):
        if not side.words[place][0].isupper() or source.known(side.spans[place]):
            continue
        if source.is_name(folded):
            continue
        article = _article(source, place)
        within = article is not None and source.is_within(article)
        if folded in known.houses and not within:
            last = _end(source, place)
            if last > place:
                yield place, last
        elif within or (article is not None and folded in known.outlets):
            yield place, _end(source, place)


def _article(source: NamedText, place: int) -> int | None:
    """The place of an article with a capital before a word: it belongs to the name."""
    if not place:
        return None
    gap = source.side.text[source.side.spans[place - 1].end : source.side.spans[place].start]
    article = source.side.words[place - 1]
    is_one = article[0].isupper() and source.is_article(article) and gap in _WITHIN
    return place - 1 if is_one else None


def _end(source: NamedText, first: int) -> int:
    """The last word with a capital that belongs to a name."""
    side, last = source.side, first
    for place in range(first + 1, min(first + _MOST_WORDS, len(side.words))):
        if side.text[side.spans[place - 1].end : side.spans[place].start] not in _WITHIN:
            break
        if side.words[place][0].isupper():
            last = place
        elif side.folded[place] not in source.manner.connectors:
            break
    return last
