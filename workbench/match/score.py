"""Which published rendering renders which quote, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from db.records import UNDETERMINED, LanguageTag

ACCEPT = 0.3
"""Score from which a match is proposed."""
CERTAIN = 0.97
"""Score from which a match may be certain. A story told again by the same speaker can reach 0.9."""
MARGIN = 0.5
"""Lead over every other quote from which it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote or a rendering, as far as matching looks at it."""

    text: str
    lang: LanguageTag = UNDETERMINED
    speaker: str = ""
    date: str = ""
    """When it was said or printed: ISO 8601, or empty."""
    draft: str | None = None
    """A machine translation of a quote into the language of the renderings."""
    concepts: frozenset[str] = frozenset()
    """The keys of the concepts that the text names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How probable a match is (0..1), and the reasons as short phrases."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A rendering and the quote it probably renders; only a certain match needs no person."""

    quote: int
    rendering: int
    evidence: Evidence
    certain: bool


def assign(
    scores: Mapping[tuple[int, int], Evidence],
    *,
    accept: float = ACCEPT,
    certain: float = CERTAIN,
    margin: float = MARGIN,
) -> list[Match]:
    """The best quote of each rendering whose score reaches `accept`, in the order of the renderings.

    Keys are (quote, rendering). A quote may have several renderings, a rendering has one quote. A
    match is certain when its score reaches `certain` and leads by more than `margin` over the next best
    quote.
    """
    by_rendering: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (quote, rendering), evidence in scores.items():
        by_rendering[rendering].append((-evidence.score, quote))
    matches = []
    for rendering, ranked in sorted(by_rendering.items()):
        ranked.sort()
        quote = ranked[0][1]
        evidence = scores[quote, rendering]
        if evidence.score >= accept:
            lead = evidence.score + (ranked[1][0] if len(ranked) > 1 else 0.0)
            matches.append(Match(quote, rendering, evidence, evidence.score >= certain and lead > margin))
    return matches
