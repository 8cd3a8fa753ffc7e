"""What is typed behind `filter`, as a PairFilter: pure strings."""

from __future__ import annotations

from db.errors import WrongUse
from db.records import Origin, PairFilter, Status
from workbench.review.service import UNREVIEWED

CHOICES = (
    "draft, translated, approved, rejected, waiting, published, machine, human, missing (no rendering), lost"
    " (no original), speaker NAME; “filter all” drops it"
)
"""What may be typed, as a person is told."""

_STATUSES: dict[str, tuple[Status, ...]] = {str(status): (status,) for status in Status} | {
    "waiting": UNREVIEWED
}
_ORIGINS = {"published": Origin.PUBLISHED, "machine": Origin.DRAFT, "human": Origin.HUMAN}
_ALL = ("all", "none", "off")


def asked(words: str) -> PairFilter:
    """The filter that words ask for: several narrow each other, but statuses and origins add up.

    What follows `speaker` is part of the name. Raises WrongUse for a word that is none of `CHOICES`.
    """
    rest, _, speaker = words.strip().partition("speaker ")
    statuses: dict[Status, None] = {}
    origins: dict[Origin, None] = {}
    missing_target = missing_source = False
    for word in rest.casefold().replace(",", " ").split():
        if word in _STATUSES:
            statuses |= dict.fromkeys(_STATUSES[word])
        elif word in _ORIGINS:
            origins[_ORIGINS[word]] = None
        elif word == "missing":
            missing_target = True
        elif word == "lost":
            missing_source = True
        elif word not in _ALL:
            raise WrongUse(f"“{word}” is nothing to filter by. There are: {CHOICES}.")
    return PairFilter(
        statuses=tuple(statuses),
        origins=tuple(origins),
        missing_target=missing_target,
        missing_source=missing_source,
        speaker=speaker.strip(),
    )
