"""Which published rendering renders which quote, and why."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from db.records import UNDETERMINED, LanguageTag
from workbench.match.features import Profile, days_between, overlap, profile, same_person
from workbench.text.language import same_language

ACCEPT = 0.3
"""Score from which a match is proposed."""
MARGIN = 0.4
"""Lead over every alternative from which a match is certain."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote or a rendering, as far as matching looks at it."""

    text: str
    lang: LanguageTag = UNDETERMINED
    speaker: str = ""
    date: str = ""
    """When it was said or printed: ISO 8601, or empty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How probable a match is (0..1), and the reasons as short phrases, the strongest first."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A rendering and the quote it probably renders; only a certain match needs no person."""

    quote: int
    rendering: int
    evidence: Evidence
    certain: bool


@dataclass(frozen=True, slots=True)
class _Weights:
    """Logistic regression on French press quotes and news sentences, each beside 30-60 wrong candidates."""

    base: float
    draft_coverage: float
    draft_likeness: float
    coverage: float
    likeness: float
    shared_number: float
    strange_number: float
    shared_name: float
    longer: float
    shorter: float
    same_speaker: float
    other_speaker: float


_WITH_DRAFT = _Weights(-6.2, 7.8, 6.2, 3.3, 2.8, 1.2, -1.8, 1.0, -2.0, -1.0, 2.3, -0.3)
_WITHOUT_DRAFT = _Weights(-3.8, 0.0, 0.0, 8.7, 6.8, 2.1, -2.4, 2.3, -3.9, -1.4, 2.2, -0.9)

_MOST_COUNTED = 2
"""Shared numbers and names beyond which more do not count."""
_LENGTH_SLACK = 10
"""Characters added to both lengths, so that very short texts may differ."""
_SOON_DAYS = 14
_SOON = 0.5
_EARLY_DAYS = -3
_EARLY = -1.0


def compare(quote: Candidate, rendering: Candidate, *, draft: str | None) -> Evidence:
    """How probable it is that `rendering` renders `quote`, or a part of it.

    `draft` is a machine translation of the quote into the language of the rendering, if there is
    one. The score is calibrated as the probability of a match among a few dozen candidates; texts
    in one language never match.
    """
    if _same_known_language(quote.lang, rendering.lang):
        return Evidence(0.0, ("same language",))
    weights = _WITHOUT_DRAFT if draft is None else _WITH_DRAFT
    said, printed = profile(quote.text), profile(rendering.text)
    parts = [
        *_words(said, printed, None if draft is None else profile(draft), weights),
        *_details(said, printed, weights),
        _length(quote.text, rendering.text, weights),
        _speaker(quote.speaker, rendering.speaker, weights),
        _date(quote.date, rendering.date),
    ]
    logit = weights.base + sum(gain for gain, _ in parts)
    told = sorted((part for part in parts if part[1]), key=lambda part: -abs(part[0]))
    return Evidence(1.0 / (1.0 + math.exp(-logit)), tuple(reason for _, reason in told))


def _same_known_language(one: LanguageTag, other: LanguageTag) -> bool:
    return UNDETERMINED not in (one, other) and same_language(one, other)


def _words(
    said: Profile, printed: Profile, draft: Profile | None, weights: _Weights
) -> list[tuple[float, str]]:
    """What the words of both texts, and of the draft, say: gains in log odds, each with its reason."""
    found = []
    if draft is not None:
        covered, alike = overlap(draft, printed)
        gain = weights.draft_coverage * covered + weights.draft_likeness * alike
        found.append((gain, f"draft similarity {max(covered, alike):.2f}"))
    covered, alike = overlap(said, printed)
    reason = f"similar words {covered:.2f}" if draft is None else ""
    return [*found, (weights.coverage * covered + weights.likeness * alike, reason)]


def _details(said: Profile, printed: Profile, weights: _Weights) -> list[tuple[float, str]]:
    """What numbers and names say."""
    numbers = sorted(said.numbers & printed.numbers, key=lambda number: (len(number), number))
    strange = sorted(printed.numbers - said.numbers, key=lambda number: (len(number), number))
    names = sorted(name for stem, name in printed.names.items() if stem in said.names)
    return [
        (weights.shared_number * _counted(numbers), _listed("numbers", numbers)),
        (weights.strange_number * _counted(strange), _listed("numbers not in the quote", strange)),
        (weights.shared_name * _counted(names), _listed("names", names)),
    ]


def _counted(found: list[str]) -> int:
    return min(len(found), _MOST_COUNTED)


def _listed(what: str, found: list[str]) -> str:
    return f"{what} {', '.join(found)}" if found else ""


def _length(said: str, printed: str, weights: _Weights) -> tuple[float, str]:
    """A rendering may well be shorter than the quote, hardly longer."""
    ratio = math.log((len(printed) + _LENGTH_SLACK) / (len(said) + _LENGTH_SLACK))
    if ratio > 0:
        return weights.longer * ratio, "longer than the quote" if ratio > math.log(2) else ""
    return weights.shorter * -ratio, "a part of the quote" if ratio < -math.log(2) else ""


def _speaker(said_by: str, printed_as: str, weights: _Weights) -> tuple[float, str]:
    same = same_person(said_by, printed_as)
    if same is None:
        return 0.0, ""
    return (weights.same_speaker, "same speaker") if same else (weights.other_speaker, "other speaker")


def _date(said: str, printed: str) -> tuple[float, str]:
    days = days_between(said, printed)
    if days is None:
        return 0.0, ""
    if days < _EARLY_DAYS:
        return _EARLY, f"printed {-days} days before"
    return (_SOON, "about the same date") if days <= _SOON_DAYS else (0.0, "")


def assign(scores: Mapping[tuple[int, int], Evidence], *, accept: float, margin: float) -> list[Match]:
    """The best quote of each rendering whose score reaches `accept`, in the order of the renderings.

    Keys are (quote, rendering). A quote may have several renderings, a rendering has one quote. A
    match is certain when it leads by more than `margin` over the next best quote, and over the
    possibility (1 - score) that the rendering belongs to no quote at all.
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
            runner_up = max([1.0 - evidence.score, *(-other for other, _ in ranked[1:2])])
            matches.append(Match(quote, rendering, evidence, evidence.score - runner_up > margin))
    return matches
