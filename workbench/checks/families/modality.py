"""mood.cmd: what has to be done in one text may be done in the other, or is merely done."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.meaning.links import links
from workbench.checks.meaning.obligation import Modality, modality
from workbench.checks.meaning.pairing import pairing
from workbench.checks.meaning.phrases import Match
from workbench.checks.meaning.reading import reading
from workbench.checks.subject import Subject

_REACH = 7.0
"""Words from where it is to be expected within which a duty is rendered."""
_CLOSE = 4.0
"""The same for a permission that stands in its place."""
_NEAR = 2
"""Words between a duty and a word that is taken to belong to it."""
_BESIDE = 3
"""Words from where a command is to be expected within which a statement stands in its place."""
_OPPOSITE = {"forbid": "exempt", "exempt": "forbid"}
"""What must not be done need not be done, or the other way round."""
_DUTY = frozenset(("must", "should", *_OPPOSITE))
_ASKED = frozenset(("must", "order"))
"""Duties that have to be rendered; a mere advice is, unless a permission stands in its place."""
_COMMANDS = frozenset(("order", "command"))
_ORDERING = _COMMANDS | {"opener"}
_TURNED = frozenset(("should", "command", "opener"))
_UNSAID = frozenset(("may", "loose", "deny", "wish", "opener"))
"""Kinds that ask for no counterpart."""
_RENDERING = frozenset(("loose", "deny", "wish"))


def _find(subject: Subject) -> Iterator[Found]:
    one, other = modality(subject.source_lang), modality(subject.target_lang)
    if one is None or other is None:
        return
    source, target = reading(subject.source_side), reading(subject.target_side)
    ours, theirs = one.modals(source), other.modals(target)
    if all(match.kind in _UNSAID for match in (*ours, *theirs)):
        return
    lost, added, changed = _unrendered(ours, theirs, subject)
    if any(match.kind in _COMMANDS for match in ours):
        lost += _told(ours, lost, other, subject)
    if lost:
        lost = _uncommanded(lost, other.imperatives(target), subject)
    for match, instead in changed:
        before, after = source.shown(match.first, match.last), target.shown(instead.first, instead.last)
        spans = source.span(match.first, match.last), target.span(instead.first, instead.last)
        yield Found(f"“{before}” in the source, “{after}” in the target", *spans)
    for match in lost:
        said = source.shown(match.first, match.last)
        yield Found(f"nothing in the target obliges: “{said}”", source.span(match.first, match.last))
    for match in added:
        said = target.shown(match.first, match.last)
        yield Found(f"nothing in the source obliges: “{said}”", None, target.span(match.first, match.last))


def _unrendered(
    ours: list[Match], theirs: list[Match], subject: Subject
) -> tuple[list[Match], list[Match], list[tuple[Match, Match]]]:
    """What only the source and only the target asks for, and what became something else."""
    found, rendering = links(subject), _Rendering(subject)
    _, lost, added = pairing(_of(ours, _DUTY), _of(theirs, _DUTY), found, _reach)
    lost = pairing(lost + _of(ours, _ORDERING), _of(theirs, _RENDERING), found, rendering.reach).left
    added = pairing(added, _of(ours, _RENDERING | _ORDERING), found, _reach, forth=False).left
    changed = [
        *_instead(_of(ours, {"forbid"}), _of(theirs, {"exempt"}), subject),
        *_instead(_of(ours, {"exempt"}), _of(theirs, {"forbid"}), subject),
    ]
    permitted = pairing(_of(ours, {"may"}), _of(theirs, {"may"}), found, _reach).new
    changed += _instead([match for match in lost if match.kind in _ASKED | _TURNED], permitted, subject)
    known = [match for match, _ in changed]
    lost = [match for match in lost if match.kind in _ASKED and match not in known]
    added = [match for match in added if match.kind == "must"]
    both = min(len(lost), len(added))  # the same duties, in places that nothing tells
    return lost[both:], added[both:], changed


class _Rendering:
    """Whether a word that may oblige renders a duty, and not another word of the source."""

    def __init__(self, subject: Subject) -> None:
        self._links = links(subject)
        self._source, self._target = reading(subject.source_side), reading(subject.target_side)

    def reach(self, match: Match, other: Match) -> float:
        """How far the two may stand apart; negative where the one cannot render the other."""
        if other.kind == "wish" and match.kind != "order":
            return -1.0
        if other.kind == "loose" and (self._is_taken(match, other) or self._is_outside(match, other)):
            return -1.0
        return _reach(match, other)

    def _is_taken(self, match: Match, other: Match) -> bool:
        """Whether it renders words that stand elsewhere: "insiste", "les forces"."""
        places = [place for word in range(other.first, other.last + 1) for place in self._links.back[word]]
        near = range(match.first - _NEAR, match.last + _NEAR + 1)
        return bool(places) and not any(place in near for place in places)

    def _is_outside(self, match: Match, other: Match) -> bool:
        """Whether it stands outside the quotation in which the duty is to be expected: "they insist"."""
        if not self._source.quoted[match.first] or self._target.quoted[other.first]:
            return False
        expected = max(0, round(self._links.expected(match.first, forth=True)))
        return any(self._target.quoted[max(0, expected - 1) : expected + _NEAR])


def _told(ours: list[Match], lost: list[Match], other: Modality, subject: Subject) -> Iterator[Match]:
    """The commands in whose place the target states something and calls out no command."""
    text, target = reading(subject.source_side), reading(subject.target_side)
    commands = [
        match
        for match in _of(ours, {"command"})
        if text.called[match.first] or (text.quoted[match.first] and not text.asked[match.first])
    ]
    stated, no_verbs = other.stated(target), subject.pair.target.function - other.verbs
    called = [
        one
        for one in other.imperatives(target)
        if target.called[one.first] and target.words[one.first] not in no_verbs
    ]
    for match, _ in pairing(commands[len(called) :], stated, links(subject), _beside).pairs:
        if match not in lost:
            yield match


def _uncommanded(lost: list[Match], imperatives: list[Match], subject: Subject) -> list[Match]:
    """The duties that the target does not command with the verb that renders them, at the beginning.

    A wish for others may be rendered by any other command: "Qu'on nous aide !", "Give us a hand!".
    """
    found, starts = links(subject), {one.first for one in imperatives}
    words, function = reading(subject.target_side).words, subject.pair.target.function
    free = [one for one in imperatives if not found.back[one.first] and words[one.first] not in function]
    rendered = {was for was, _ in pairing(_of(lost, {"order"}), free, found, _beside).pairs}
    for match in lost:
        behind = range(match.last + 1, min(match.last + 1 + _NEAR, len(found.forth)))
        if any(other in starts for place in behind for other in found.forth[place]):
            rendered.add(match)
    return [match for match in lost if match not in rendered]


def _of(matches: list[Match], kinds: Collection[str]) -> list[Match]:
    return [match for match in matches if match.kind in kinds]


def _instead(ours: list[Match], theirs: list[Match], subject: Subject) -> list[tuple[Match, Match]]:
    """Those of the source and the target that stand in the same place."""
    return pairing(ours, theirs, links(subject), _close).pairs


def _close(*_: Match) -> float:
    return _CLOSE


def _beside(*_: Match) -> float:
    return _BESIDE


def _reach(match: Match, other: Match) -> float:
    if _OPPOSITE.get(match.kind) == other.kind or (other.kind == "deny" and match.kind not in _OPPOSITE):
        return -1.0
    return _REACH


CHECKS: tuple[Check, ...] = (
    Check(
        id="mood.cmd",
        severity=Severity.WARNING,
        title="A duty turned into something else",
        explanation=(
            "What has to be done in one text (“nous devons”, “il faut”, “qu’ils partent !”) may be done "
            "in the other, or is merely done; what must not be done need not be done. A debt (“doit "
            "deux milliards”), a guess and a plan (“doit arriver demain”) are no duties."
        ),
        wrong=Example("Nous devons agir maintenant.", "We may act now."),
        right=(
            Example("Nous devons agir maintenant.", "We have to act now."),
            Example("Qu'ils déposent les armes !", "Let them lay down their arms!"),
            Example(
                "Le pays doit deux milliards à ses créanciers.", "The country owes its creditors two billion."
            ),
            Example("Il est interdit d'entrer.", "You must not enter."),
        ),
        find=_find,
    ),
)
