"""Sentences before and after the place of a quote was corrected: which is which, by where they stand.

Nothing is compared but offsets: the same characters of an article are the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import LanguageTag, Segment, Span
from workbench.quotes.segments import sentences


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence as it is stored, and where its words stand in the article."""

    owner: int
    """The quote or rendering whose sentence it is."""
    segment: Segment
    place: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of pieces that were read anew."""

    segments: tuple[Segment, ...]
    """At the positions they shall have; those whose words are known have the id of the known segment."""
    owned: Mapping[tuple[int, int], tuple[int, ...]]
    """For owner and position of each sentence known before: the positions that have its words now."""
    new: tuple[int, ...]
    """Positions of sentences of which no word was known before."""

    def span(self, owner: int, before: Span) -> Span:
        """The range that holds what stood in a range before; empty where nothing of it is left."""
        found = [now for place in range(*before) for now in self.owned.get((owner, place), ())]
        return Span(min(found), max(found) + 1) if found else Span(0, 0)


def places(text: str, pieces: Sequence[Span], segments: Sequence[Segment]) -> list[Span]:
    """Where in `text` each sentence of a quote stands that was read from these pieces.

    White space may differ between pieces and sentences, the other characters do not: the n-th of the
    one is the n-th of the other.
    """
    offsets = [at for piece in pieces for at in range(*piece) if not text[at].isspace()]
    found: list[Span] = []
    first = 0
    for segment in segments:
        last = first + sum(not char.isspace() for char in segment.text)
        inside = offsets[first:last]
        end = pieces[-1].end if pieces else 0
        found.append(Span(inside[0], inside[-1] + 1) if inside else Span(end, end))
        first = last
    return found


def known(owner: int, text: str, pieces: Sequence[Span], segments: Sequence[Segment]) -> list[Known]:
    """The sentences of one quote or rendering with their places."""
    return [
        Known(owner, segment, place)
        for segment, place in zip(segments, places(text, pieces, segments), strict=True)
    ]


def read_anew(text: str, pieces: tuple[Span, ...], lang: LanguageTag, before: Iterable[Known]) -> Reading:
    """The sentences of `pieces`, each at the position that its words had before wherever there is room.

    A sentence goes on as that one before of which it has most characters.
    """
    old = sorted(before, key=lambda one: one.place)
    segments: list[Segment] = []
    owned: dict[tuple[int, int], list[int]] = {}
    new: list[int] = []
    position = -1
    fresh = sentences(text, pieces, lang)
    for segment, place in zip(fresh, places(text, pieces, fresh), strict=True):
        former = _likest(old, place)
        position = max(position + 1, former.segment.position if former else 0)
        if former is None:
            new.append(position)
        else:
            owned.setdefault((former.owner, former.segment.position), []).append(position)
        segments.append(replace(segment, position=position, id=_same(former, segment)))
    return Reading(tuple(segments), {key: tuple(now) for key, now in owned.items()}, tuple(new))


def _likest(old: Sequence[Known], place: Span) -> Known | None:
    """The sentence before that has most of the characters at a place; None where none has any."""
    shared = [(min(one.place.end, place.end) - max(one.place.start, place.start), one) for one in old]
    most = max((share for share, _ in shared), default=0)
    return next((one for share, one in shared if share == most), None) if most > 0 else None


def _same(former: Known | None, segment: Segment) -> int:
    """The id of the stored segment that says the very same; 0 where a new one is needed."""
    if former is None or (former.segment.text, former.segment.after) != (segment.text, segment.after):
        return 0
    return former.segment.id


def stretched(pieces: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Pieces that begin and end with `span`; what is left out between those inside stays left out.

    The first and the last piece reach to the ends of `span`, pieces outside it fall away.
    """
    inside = [piece for piece in pieces if piece.start < span.end and piece.end > span.start]
    if not inside:
        return (span,)
    starts = [span.start, *(piece.start for piece in inside[1:])]
    stops = [*(piece.end for piece in inside[:-1]), span.end]
    return tuple(Span(start, stop) for start, stop in zip(starts, stops, strict=True))
