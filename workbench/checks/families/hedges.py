"""hedge.lost: what the source says is not sure, or is somebody's word, the target says for a fact."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.meaning.hedging import CONDITIONAL, hedging
from workbench.checks.meaning.links import Links, links
from workbench.checks.meaning.pairing import pairing
from workbench.checks.meaning.phrases import Match
from workbench.checks.meaning.reading import reading
from workbench.checks.subject import Subject

_ATTRIBUTION = frozenset(("source", "reported", "claim", "says"))
"""Kinds that say whose word it is; they hedge a whole sentence, wherever they stand in it."""
_DOUBT = frozenset(("doubt", "reported", "modal", "loose", "conditional", "possible"))
_ANY = _ATTRIBUTION | _DOUBT | {"alleged"}
_RENDERED_BY = {
    "source": _ATTRIBUTION,
    "claim": _ATTRIBUTION | {"conditional"},
    "says": _ATTRIBUTION,
    "doubt": _DOUBT,
    "possible": _DOUBT - {"conditional"},
    "alleged": frozenset(("alleged", "reported", "claim", "loose", "conditional")),
    "conditional": _ANY,
}
"""By which kinds of hedges those of the source may be rendered."""
_TOGETHER = (("source", "claim", "says"), ("doubt", "possible", "alleged"), ("conditional",))
"""Kinds that take their counterparts from one another: two of them ask for two."""
_OFTEN = frozenset(("says",))
"""Kinds whose words may just as well render something that hedges nothing."""
_NEEDS_NONE = frozenset(("says", "loose", "modal"))
_ADDED = frozenset(("reported", "doubt", "alleged"))
"""Kinds that the target has only where the source hedges in some way."""
_PHRASE = 3
"""Words behind "selon" that tell according to what."""
_NEAR = 2
"""Words between a hedge and a word that is taken to belong to it."""
_REACH = 9.0
"""Words from where it is to be expected within which a hedge is rendered."""
_SENTENCE = 20.0
"""The same for those that hedge a whole sentence."""


def _find(subject: Subject) -> Iterator[Found]:
    one, other = hedging(subject.source_lang), hedging(subject.target_lang)
    if one is None or other is None:
        return
    source, target = reading(subject.source_side), reading(subject.target_side)
    ours, theirs = one.hedges(source), other.hedges(target)
    for match in _lost(ours, theirs, subject):
        said = source.shown(match.first, match.last)
        yield Found(f"nothing in the target hedges: “{said}”", source.span(match.first, match.last))
    added = [match for match in theirs if match.kind in _ADDED]
    if added:
        for match in pairing(added, ours, links(subject), _reach_back, forth=False, shared=_ANY).left:
            said = target.shown(match.first, match.last)
            yield Found(f"nothing in the source hedges: “{said}”", None, target.span(match.first, match.last))


def _lost(ours: list[Match], theirs: list[Match], subject: Subject) -> Iterator[Match]:
    """The hedges of the source that nothing in the target renders."""
    found = links(subject)
    sources = [match.last for match in ours if match.kind == "source"]
    according = {last + more for last in sources for more in range(1, _PHRASE + 1)}

    def reach(match: Match, other: Match) -> float:
        return -1.0 if other.kind in _OFTEN and _is_taken(match, other, found) else _reach(match, other)

    for kinds in _TOGETHER:
        wanted = [
            match
            for match in ours
            if match.kind in kinds and not (match.kind == "says" and match.first in according)
        ]
        if all(match.kind in _NEEDS_NONE for match in wanted):
            continue
        shared = _ATTRIBUTION if CONDITIONAL in kinds else frozenset[str]()
        for match in pairing(wanted, theirs, found, reach, shared=shared).left:
            if match.kind not in _NEEDS_NONE:
                yield match


def _is_taken(match: Match, other: Match, found: Links) -> bool:
    """Whether it renders words that stand elsewhere: "charged" for "inculpés"."""
    places = [place for word in range(other.first, other.last + 1) for place in found.back[word]]
    near = range(match.first - _NEAR, match.last + _PHRASE + 1)
    return bool(places) and not any(place in near for place in places)


def _reach(match: Match, other: Match) -> float:
    return _reach_back(match, other) if other.kind in _RENDERED_BY[match.kind] else -1.0


def _reach_back(_: Match, other: Match) -> float:
    return _SENTENCE if other.kind in _ATTRIBUTION else _REACH


CHECKS: tuple[Check, ...] = (
    Check(
        id="hedge.lost",
        severity=Severity.WARNING,
        title="A hedge lost or added",
        explanation=(
            "The source says that something is reported, supposed or somebody’s word (“aurait été tué”, "
            "“selon”, “présumé”), the target says it for a fact, or the other way round. A conditional "
            "that hangs on “si”, a wish, and the future seen from the past (“il a dit qu’il viendrait”) "
            "hedge nothing."
        ),
        wrong=Example(
            "Le chef du groupe aurait été tué mardi.", "The leader of the group was killed on Tuesday."
        ),
        right=(
            Example(
                "Le chef du groupe aurait été tué mardi.",
                "The leader of the group was reportedly killed on Tuesday.",
            ),
            Example(
                "Si la pluie cessait, nous partirions demain.",
                "If the rain stopped, we would leave tomorrow.",
            ),
            Example("Il a promis qu'il viendrait au congrès.", "He promised to come to the congress."),
            Example("Selon la gendarmerie, trois hommes ont fui.", "Three men fled, the gendarmerie said."),
        ),
        find=_find,
    ),
)
